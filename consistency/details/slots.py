"""Slots: two details of one kind, one of each statement, each seen through the words around it alone.

Where a figure, a day or a name is masked in both statements, what is left says whether both would give the same one. In news they nearly
always do where it is the same place of the same fact, so that a model that has learnt to foretell it (training/slots.py) knows which
details play the same part (cf. cross-document masking, Caciularu et al. 2021).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rapidfuzz.distance import OSA

from consistency.details import lexicon, values
from consistency.details.compare import shortened
from consistency.details.kinds import ContentWord, Detail, DetailKind, Details
from consistency.masked import MASK
from consistency.names import same_name

_APPOSED = 3
"""Characters between a name and the age behind it: a comma, or the dot of Jr. and a comma, and a space."""
KINDS = MappingProxyType(
    {
        DetailKind.QUANTITY: "number",
        DetailKind.AGE: "number",
        DetailKind.VOTE: "number",
        DetailKind.ORDINAL: "number",
        DetailKind.POINT: "date",
        DetailKind.CLOCK: "date",
        DetailKind.DURATION: "duration",
        DetailKind.NAME: "name",
        DetailKind.PLACE: "place",
    }
)
"""What the model is asked about a detail of each kind."""
_LONG = 5
"""Digits, without noughts at the end, that a figure has at least to be known again where one of them is another."""
_LONG_NAME, _LETTERS = 6, 2
"""Letters that the name of a place has at least to be taken for another one, and in how many the two may differ."""
_MONTH = 31
"""Days that a day to come is known within, at most: what a year is named for, as a term that ends in it, is no plan that moves."""
_AROUND = 2
"""Days around that of an article of which it tells most."""
_MOST_APART = 3.0
_NEAR = 0.12
"""How many times greater one of two near figures is, at most (log)."""
_ANCHORS, _TELLING, _FARTHEST = 2, 2, math.log(2)
"""Values that two statements both give for what stands beside them to be of one comparison, digits without noughts at the end that one of
these figures has at least, and how many times greater one of two figures may then be (log)."""
_LOOSE = 0.25
"""How many times greater one of two figures is, at most, that may be told of one thing loosely (log)."""
_THOUSAND = 1000
_NAMES = frozenset(("name", "place"))
_FIGURE = re.compile(
    r"""\d[\d,.]*\d|\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen
    |eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?
    |half|third|quarter|a|an|first|second|few|several|couple|scores|tens|thirds|fourth|fifth|sixth|seventh|eighth|ninth|tenth|and|of)\b""",
    re.I | re.X,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """Two details of one kind."""

    kind: str
    """number, date, duration, name or place."""
    left: Detail
    right: Detail
    equal: bool | None
    """Whether both give the same; else both cannot be right of one thing, or, where it is None, may well be, as both are stated."""


def slots(left: Details, right: Details) -> Iterator[Slot]:
    """Every two details of one kind that are either the same or exclude each other; those between the two are left out."""
    for a in left.details:
        for b in right.details:
            kinds = {KINDS.get(a.kind, ""), KINDS.get(b.kind, "")}
            if "" in kinds or (len(kinds) > 1 and kinds != _NAMES):
                continue
            equal = _equal_names(a, b) if kinds <= _NAMES else _equal_values(a, b)
            if equal is not None:
                yield Slot("place" if "place" in kinds else kinds.pop(), a, b, equal)


def open_slots(left: Details, right: Details) -> list[Slot]:
    """The slots of two details that exclude each other and of which neither is given by the other statement as well.

    A figure is given where it is rounded, too, and where it is the sum of two: 149 passengers and eight crew are 157 people. A length of
    time is given where the other statement has one that it may be: six hours, up to six hours.
    """
    every = list(slots(left, right))
    given = [{s.left.span for s in every if s.equal}, {s.right.span for s in every if s.equal}]
    return [
        s
        for s in every
        if not s.equal
        and s.left.span not in given[0]
        and s.right.span not in given[1]
        and (s.kind != "number" or misprinted(s) or not _derived(s, left, right))
        and (s.kind != "duration" or not any(_may_be(s, left, right)))
    ]


def loose_slots(left: Details, right: Details) -> list[Slot]:
    """The slots of two near figures that both may be right and are told differently, nearly 800 and more than 760, of which neither
    is given by the other statement as well."""
    given = [{s.left.span for s in slots(left, right) if s.equal}, {s.right.span for s in slots(left, right) if s.equal}]
    return [
        Slot("number", a, b, None)
        for a in left.kind(DetailKind.QUANTITY)
        for b in right.kind(DetailKind.QUANTITY)
        if a.span not in given[0] and b.span not in given[1] and _loose(a, b)
    ]


def _loose(a: Detail, b: Detail) -> bool:
    """Whether two figures may both be right and are not the same; one without an upper bound is as great as its lower one."""
    if a.unit != b.unit or a.words == b.words or (a.low, a.high) == (b.low, b.high) or not values.compatible(a, b):
        return False
    one, other = (d.low if d.high is None or not math.isfinite(d.high) else _middle(d) for d in (a, b))
    return bool(one and other and abs(math.log(one / other)) < _LOOSE)


def _derived(slot: Slot, left: Details, right: Details) -> bool:
    """Whether what the other statement tells makes one of two figures: rounded, or as a sum."""
    return _rounded(slot, left, right) or _summed(slot.left, slot.right, right) or _summed(slot.right, slot.left, left)


def _may_be(slot: Slot, left: Details, right: Details) -> Iterator[tuple[Detail, Detail]]:
    """One of the two and a detail of the other statement that it may be, as both are stated."""
    for one, side in ((slot.left, right), (slot.right, left)):
        for other in side.kind(one.kind):
            if one.unit == other.unit and values.compatible(one, other):
                yield one, other


def _rounded(slot: Slot, left: Details, right: Details) -> bool:
    """Whether one is the other one rounded, or the other statement has a figure near to one of the two that it may be: $15 million,
    $14,959,450."""
    if _long_rounded(slot.left, slot.right) or _long_rounded(slot.right, slot.left):
        return True
    return any(near(one, other) for one, other in _may_be(slot, left, right))


def _long_rounded(long: Detail, short: Detail) -> bool:
    """Whether a long figure is told round, without a word that says so: 3,009,611, three million."""
    whole, coarse = _middle(long), _middle(short)
    if whole is None or coarse is None or whole < _THOUSAND:
        return False
    return near(long, short) and float(f"{whole:.{max(len(f'{coarse:.0f}'.strip('0')) - 1, 0)}e}") == coarse


def _summed(whole: Detail, part: Detail, side: Details) -> bool:
    """Whether a figure is another one and one more of its statement together."""
    both, one = _middle(whole), _middle(part)
    if both is None or one is None or both <= one:
        return False
    return any(_middle(d) == both - one for d in side.kind(part.kind) if d.span != part.span and d.unit == part.unit)


def one_persons(slot: Slot, left: Details, right: Details) -> bool:
    """Whether the slot holds the age of one person on both sides, each right behind the name: Ann Orme, 46,; Ms. Orme, 44,."""
    if not slot.left.kind is slot.right.kind is DetailKind.AGE:
        return False
    names = [_named_before(side, age) for side, age in ((left, slot.left), (right, slot.right))]
    return same_name(*names) is True


def misprinted(slot: Slot) -> bool:
    """Whether one figure may be the other one misprinted: $5,687.75, $5,587.75. Two long figures hardly differ in one digit by chance."""
    if slot.kind != "number" or slot.left.unit != slot.right.unit:
        return False
    figures = [re.findall(r"\d[\d,.]*\d", d.words) for d in (slot.left, slot.right)]
    if any(len(found) != 1 for found in figures):
        return False
    digits = [re.sub(r"\D", "", found[0]) for found in figures]
    long = all(len(d.strip("0")) >= _LONG for d in digits)
    return long and len(digits[0]) == len(digits[1]) and OSA.distance(*digits) == 1


def anchored(slot: Slot, left: Details, right: Details) -> bool:
    """Whether it is the one figure that differs where two statements compare the same: 196 boats in March, up from 20; 196 boats in March,
    up from 33. Shares of one whole stand beside one another too often."""
    a, b = slot.left, slot.right
    if not a.kind is b.kind is DetailKind.QUANTITY or a.unit != b.unit or a.unit == values.PERCENT:
        return False
    if times_apart(a, b) >= _FARTHEST or len(open_slots(left, right)) != 1:
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
    happens on one day, and what happens on another one."""
    if not slot.left.kind is slot.right.kind is DetailKind.POINT or None in (slot.left.low, slot.right.low):
        return False
    written = [day.toordinal() for day in days]
    told = [d.low or 0.0 for d in (slot.left, slot.right)]
    (earlier, first), (later, second) = sorted(zip(written, told, strict=True))
    around = all(abs(there - day) <= _AROUND for day, there in zip(written, told, strict=True))
    return earlier < later and around and first < second and not any(_long_lasting(d) for d in (slot.left, slot.right))


def _long_lasting(point: Detail) -> bool:
    return point.low is not None and point.high is not None and point.high - point.low >= _MONTH


def _named_before(side: Details, age: Detail) -> str | None:
    """The person's name that an age stands behind, or the surname, where that opens the sentence."""
    if not age.context.head or not age.words.isdigit():
        return None
    ends = (d.words for d in side.kind(DetailKind.NAME) if 0 < age.span.start - d.span.end <= _APPOSED)
    return next(ends, age.context.head.capitalize())


def _measure(figure: Detail) -> bool:
    """Whether a figure without a unit has decimals, and so counts nothing."""
    middle = _middle(figure)
    return figure.counted and middle is not None and middle < _THOUSAND and middle != int(middle) and "." in figure.words


def times_apart(left: Detail, right: Detail) -> float:
    """How many times greater one of two figures is than the other, as a natural logarithm, 0..3; 1 where a bound is open."""
    one, other = _middle(left), _middle(right)
    if one is None or other is None:
        return 1.0
    return min(_MOST_APART, abs(math.log(one / other))) if min(one, other) > 0 else _MOST_APART


def _middle(figure: Detail) -> float | None:
    """The middle between its bounds; None where one is open."""
    low, high = figure.low, figure.high
    return None if low is None or high is None or not math.isfinite(high) else (low + high) / 2


def near(left: Detail, right: Detail) -> bool:
    """Whether two figures are nearly as great."""
    return times_apart(left, right) < _NEAR


def hidden(what: Detail | ContentWord) -> str:
    """What stands in place of these words: the mask; of a quantity what it is counted in stays: $[MASK], [MASK] percent.

    "About" and "at least" go, as two outlets may say of one figure how sure it is in two ways.
    """
    figures = list(_FIGURE.finditer(what.words)) if isinstance(what, Detail) and KINDS[what.kind] == "number" else []
    if not figures:
        return MASK
    before = what.words[: figures[0].start()]
    return before[len(before.rstrip("$£€¥#")) :] + MASK + what.words[figures[-1].end() :]


def _equal_names(a: Detail, b: Detail) -> bool | None:
    words = [[lexicon.name_base(w) for w in d.normal.split()] for d in (a, b)]
    if a.normal == b.normal or words[0][-1] == words[1][-1]:
        return True
    return None if set(words[0]) & set(words[1]) or shortened(a.normal, b.normal) else False


def _equal_values(a: Detail, b: Detail) -> bool | None:
    if a.kind is not b.kind or (a.unit != b.unit and (a.kind is DetailKind.DURATION or {a.unit, b.unit} & values.SUMS)):
        return None
    if a.normal == b.normal or (a.low is not None and (a.low, a.high) == (b.low, b.high)):
        return True
    if _measure(a) != _measure(b) and a.context.head != b.context.head:
        return None  # a mark of 3.7, three schools
    return None if values.compatible(a, b) or not values.alike_fine(a, b) else False
