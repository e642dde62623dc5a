"""Slots of which it is known whatever else their statements tell whether both details are of one thing, or may be of two.

One person has one age, a long name hardly differs in a letter by chance (nor a long figure in a digit: `slots.misprinted`), a comparison
that is alike but for one figure is one, a plan has one day; and each article tells of its own day.
"""

from __future__ import annotations

import math
import re
from datetime import date

from rapidfuzz.distance import OSA

from consistency.details import values
from consistency.details.kinds import Detail, DetailKind, Details
from consistency.details.slots import Slot, open_slots, slots, within
from consistency.names import same_name

_APPOSED = 3
"""Characters between a name and the age behind it: a comma, or the dot of Jr. and a comma, and a space."""
_LONG_NAME, _LETTERS = 6, 2
"""Letters that the name of a place has at least to be taken for another one, and in how many the two may differ."""
_MONTH = 31
"""Days that a day to come is known within, at most: what a year is named for, as a term that ends in it, is no plan that moves; and days
after which what happened is long past."""
_AROUND = 2
"""Days around that of an article of which it tells most."""
_ANCHORS, _TELLING, _FARTHEST = 2, 2, math.log(2)
"""Values that two statements both give for what stands beside them to be of one comparison, digits without noughts at the end that one of
these figures has at least, and how many times greater one of two figures may then be (log)."""
_GROWN = math.log(2)
"""How many times greater one of two counts is, at least, that may have grown in between (log)."""


def one_persons(slot: Slot, left: Details, right: Details) -> bool:
    """Whether the slot holds the age of one person on both sides, each right behind the name: Ann Orme, 46,; Ms. Orme, 44,."""
    if not slot.left.kind is slot.right.kind is DetailKind.AGE:
        return False
    names = [_named_before(side, age) for side, age in ((left, slot.left), (right, slot.right))]
    return same_name(*names) is True


def anchored(slot: Slot, left: Details, right: Details) -> bool:
    """Whether it is the one figure that differs where two statements compare the same: 74 boats in June, up from 41; 74 boats in June, up
    from 58. Shares of one whole stand beside one another too often."""
    a, b = slot.left, slot.right
    if not a.kind is b.kind is DetailKind.QUANTITY or a.unit != b.unit or a.unit == values.PERCENT:
        return False
    if not within(a, b, _FARTHEST) or len(open_slots(left, right)) != 1:
        return False
    alike = [s.left for s in slots(left, right) if s.equal and s.left.kind in (DetailKind.QUANTITY, DetailKind.POINT)]
    figures = (d for d in alike if d.kind is DetailKind.QUANTITY)
    telling = any(len(re.sub(r"\D", "", d.words).strip("0")) >= _TELLING for d in figures)
    return telling and len({d.normal for d in alike}) >= _ANCHORS


def mistaken(slot: Slot) -> bool:
    """Whether one place may be taken for the other one: Norport, Norpost. Two long names hardly differ in a letter or two by chance."""
    names = [" ".join(d.words.removesuffix("’s").removesuffix("'s").split()).casefold() for d in (slot.left, slot.right)]
    long = min(map(len, names)) >= _LONG_NAME and names[0][0] == names[1][0]
    return slot.kind == "place" and long and OSA.distance(*names) <= _LETTERS


def planned(slot: Slot, left: Details, right: Details, days: tuple[date, date]) -> bool:
    """Whether the slot holds a day or month to come on both sides, the only one that its statement names; `days` are those of the articles.

    Of what has been there are many days, of what somebody said and of what it was about; what is to come seldom has more than one.
    """
    if not slot.left.kind is slot.right.kind is DetailKind.POINT:
        return False
    to_come = [
        [d for d in side.kind(DetailKind.POINT) if d.low is not None and d.low > day.toordinal()]
        for side, day in zip((left, right), days, strict=True)
    ]
    return to_come == [[slot.left], [slot.right]] and not any(_long_lasting(d) for d in (slot.left, slot.right))


def each_its_own(slot: Slot, days: tuple[date, date]) -> bool:
    """Whether each of two days is one around which its article was written, where `days` are those of two articles of different days: what
    happens on one day, and what happens on another one. What is to come in both may be one plan."""
    if not slot.left.kind is slot.right.kind is DetailKind.POINT or None in (slot.left.low, slot.right.low):
        return False
    written = [day.toordinal() for day in days]
    told = [d.low or 0.0 for d in (slot.left, slot.right)]
    (earlier, first), (later, second) = sorted(zip(written, told, strict=True))
    around = all(abs(there - day) <= _AROUND for day, there in zip(written, told, strict=True))
    to_come = all(there > day for day, there in zip(written, told, strict=True))
    return earlier < later and around and not to_come and first < second and not any(_long_lasting(d) for d in (slot.left, slot.right))


def long_past(side: Details, day: date) -> bool:
    """Whether a statement names a time long before the day of its article: of what happened then nothing is counted anew."""
    return any(d.high is not None and day.toordinal() - d.high > _MONTH for d in side.kind(DetailKind.POINT))


def may_have_grown(slot: Slot) -> bool:
    """Whether it holds two counts of which one is so much greater that it may be the same count at another time."""
    return slot.left.counted and slot.right.counted and not within(slot.left, slot.right, _GROWN)


def _long_lasting(point: Detail) -> bool:
    return point.low is not None and point.high is not None and point.high - point.low >= _MONTH


def _named_before(side: Details, age: Detail) -> str | None:
    """The person's name that an age stands behind, or the surname, where that opens the sentence."""
    if not age.context.head or not age.words.isdigit():
        return None
    ends = (d.words for d in side.kind(DetailKind.NAME) if 0 < age.span.start - d.span.end <= _APPOSED)
    return next(ends, age.context.head.capitalize())
