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
from types import MappingProxyType

from rapidfuzz.distance import OSA

from consistency.details import lexicon, values
from consistency.details.compare import shortened
from consistency.details.figures import rounds_to
from consistency.details.kinds import ContentWord, Detail, DetailKind, Details
from consistency.masked import MASK

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
_MOST_APART = 3.0
_NEAR = 0.12
"""How many times greater one of two near figures is, at most (log)."""
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
    """Whether two figures may both be right and are not the same."""
    if a.unit != b.unit or a.words == b.words or (a.low, a.high) == (b.low, b.high) or not values.compatible(a, b):
        return False
    return within(a, b, _LOOSE)


def within(a: Detail, b: Detail, most: float) -> bool:
    """Whether one of two figures is no more times greater than the other (log); one without an upper bound is as great as its lower one."""
    one, other = (d.low if d.high is None or not math.isfinite(d.high) else _middle(d) for d in (a, b))
    return bool(one and other and abs(math.log(one / other)) < most)


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
    return near(long, short) and rounds_to(whole, coarse, max(len(f"{coarse:.0f}".strip("0")), 1))


def _summed(whole: Detail, part: Detail, side: Details) -> bool:
    """Whether a figure is another one and one more of its statement together."""
    both, one = _middle(whole), _middle(part)
    if both is None or one is None or both <= one:
        return False
    return any(_middle(d) == both - one for d in side.kind(part.kind) if d.span != part.span and d.unit == part.unit)


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
    if values.measured_otherwise(a, b):
        return None
    if a.normal == b.normal or (a.low is not None and (a.low, a.high) == (b.low, b.high)):
        return True
    if _measure(a) != _measure(b) and a.context.head != b.context.head:
        return None  # a mark of 3.7, three schools
    return None if values.compatible(a, b) or not values.alike_fine(a, b) else False
