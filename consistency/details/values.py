"""Differences between values that have an interval: quantities, ages, votes, days, clock times, durations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from math import inf

from consistency.details import lexicon
from consistency.details.cues import TITLES
from consistency.details.kinds import Context, Detail, DetailKind, Details, Difference
from consistency.details.numbers import OF_WHOLE
from consistency.details.roles import EMPTY_VERBS, agreement, difference, overlap, slot_agreement

_CUT_OFF = 0.05
"""Half the step of a round figure, as a share, up to which it may have been cut off: 43 million may be 43.9, and 5 billion is not 5.7."""
_GENEROUS = re.compile(r"\b(?:about|around|roughly|approximately|some|nearly|almost|couple|few|several|or so|an?)\b", re.I)
"""What leaves a length of time open."""
_MIDNIGHT_SLACK = 1
"""Minutes."""
_BROAD = 3650
"""Days; a longer interval is no date."""
_LASTING = frozenset({"last", "take", "approve", "elapse", "run"})
"""Base forms; `pass` stands with `approve`."""
_PART_OF = frozenset("other additional more another further day week month year hour per each".split())
PERCENT = "percent"
SUMS = frozenset(("usd", "gbp", "eur", "jpy", PERCENT))
_PARTICLES = frozenset("of in on at to for from by be have that this and with".split())
_AHEAD = frozenset(("will", "would"))
_NAMED = (DetailKind.NAME, DetailKind.PLACE)
_Pairing = tuple[Detail, Detail, float]
_MEASURES = frozenset(
    """mile kilometer kilometre km foot metre meter yard inch acre hectare pound kilogram kilo ton tonne gallon liter litre mph kph knot
    barrel ounce gram""".split()
)
"""Units of measure, as base forms."""
_SCALES = frozenset({"celsius", "fahrenheit", "c", "f"})
"""Scales of temperature."""


def intervals(left: Details, right: Details) -> list[Difference]:
    """Values in the same part that exclude each other, or of which one is more precise."""
    found: list[Difference] = []
    for kind, (reason, alike) in _ALIKE.items():
        lefts, rights = left.kind(kind), right.kind(kind)
        apart = 1.0 if kind in (DetailKind.POINT, DetailKind.CLOCK) else _apart(left, right)
        pairs = _pair(lefts, rights, _or_alone(kind, left, right, alike))
        if len(pairs) > 1 and not any(compatible(a, b) for a, b, _ in pairs):
            apart *= 0.75  # all of several values differ: another fact rather than several errors
        for a, b, strength in pairs:
            if not compatible(a, b):
                # "dozens" leaves too much open to be sure of
                vague = any(d.low and d.high and d.high != inf and d.high >= 3 * d.low for d in (a, b))
                found.append(difference(reason, True, a, b, strength * apart * (0.6 if vague else 1.0)))
            elif a.normal != b.normal and a.words.lower() != b.words.lower() and _precise(a, b):
                found.append(difference("precision", False, a, b, strength))
    return found


def _or_alone(
    kind: DetailKind, left: Details, right: Details, alike: Callable[[Detail, Detail], float]
) -> Callable[[Detail, Detail], float]:
    """The same measure, that lets the only two values of one sort that differ play the same part even if their neighbours differ.

    Two sentences on one fact that give one day each, or one sum of money, hardly ever give it of two things: in 700 such pairs of real
    news, nine gave two days, four two sums.
    """
    sorts = [
        Counter(_sort(d) for d in side.kind(kind) if not any(compatible(d, e) and alike_fine(d, e) for e in other.kind(kind)))
        for side, other in ((left, right), (right, left))
    ]

    doers = [{w for d in side.kind(DetailKind.NAME) if d.context.head == "agent" for w in d.normal.split()} for side in (left, right)]
    others = 0.6 if all(doers) and not doers[0] & doers[1] else 1.0

    def measure(a: Detail, b: Detail) -> float:
        sort = _sort(a)
        alone = sort and sort == _sort(b) and sorts[0][sort] == sorts[1][sort] == 1
        return max(alike(a, b), others * _alone(a.context, b.context) + 0.1 * (sort == "year") if alone else 0.0)

    return measure


def _sort(detail: Detail) -> str:
    """What a statement may give one of: a day, a month, a year, a sum in one currency, a share, a length of time; empty for counts."""
    if detail.kind is DetailKind.POINT:
        width = (detail.high or 0) - (detail.low or 0)
        return "day" if width <= 1 else "month" if width <= 31 else "year" if width <= 366 else ""
    if detail.kind is DetailKind.QUANTITY:
        return detail.unit if detail.unit in SUMS else ""
    return f"{detail.kind} {detail.unit}" if detail.kind in (DetailKind.CLOCK, DetailKind.DURATION) else ""


def _alone(left: Context, right: Context) -> float:
    """How sure it is that the only values of their sort on both sides are given of one thing."""
    beside = overlap(set(left.before[-3:]) - _PARTICLES, set(right.before[-3:]) - _PARTICLES)
    verb = left.verb == right.verb and bool(left.verb) and left.verb not in EMPTY_VERBS
    told = {left.verb, right.verb} <= lexicon.saying()
    if not verb and not told and (left.verb in left.before[-2:] or right.verb in right.before[-2:]):
        return 0.0  # released on Monday, will testify on Wednesday: each day is its own verb's
    # will close on June 11, voted on Tuesday to close: what is to come is not what was
    other = bool(_AHEAD & set(left.before)) != bool(_AHEAD & set(right.before))
    near = min(1.0, 1.3 * overlap(left.near, right.near))
    tied = 1.0 if verb or told or beside else 0.75
    return min(0.9, 0.3 + 0.5 * near + 0.2 * (verb or told) + 0.3 * beside) * tied * (0.6 if other else 1.0)


def _apart(left: Details, right: Details) -> float:
    """Below 1 where the statements name other times or other people throughout, so that like values belong to unlike facts."""
    times = [side.kind(DetailKind.POINT) for side in (left, right)]
    names = [{word for d in side.details if d.kind in _NAMED for word in d.normal.split()} - TITLES for side in (left, right)]
    other_time = all(times) and not any(compatible(a, b) for a in times[0] for b in times[1])
    other_name = all(names) and not names[0] & right.words and not names[1] & left.words
    return (0.75 if other_time else 1.0) * (0.75 if other_name else 1.0)


def _pair(lefts: tuple[Detail, ...], rights: tuple[Detail, ...], alike: Callable[[Detail, Detail], float]) -> list[_Pairing]:
    """Details in the same part, each used once: those that agree first, then the strongest."""
    scored: list[tuple[int, float, int, int]] = []
    settled: tuple[set[int], set[int]] = set(), set()
    for i, a in enumerate(lefts):
        for j, b in enumerate(rights):
            agree, fine = compatible(a, b), alike_fine(a, b)
            if agree and fine:
                # the other statement gives this value too, if perhaps elsewhere: it cannot count as a difference
                settled[0].add(i)
                settled[1].add(j)
            if (strength := alike(a, b)) > 0:
                scored.append((2 * (not fine) + (not agree), -strength, i, j))
    used: tuple[set[int], set[int]] = set(), set()
    found: list[_Pairing] = []
    for order, minus, i, j in sorted(scored):
        if i in used[0] or j in used[1] or (order and (i in settled[0] or j in settled[1])):
            continue
        # another value that fits nearly as well leaves open which one is meant
        rivals = sum(1 for _, other, k, m in scored if (k == i) != (m == j) and other < 0.6 * minus)
        found.append((lefts[i], rights[j], -minus * (0.85**rivals if order % 2 else 1.0)))
        used[0].add(i)
        used[1].add(j)
    return found


def alike_fine(left: Detail, right: Detail) -> bool:
    """Whether two points in time are both days to months or both years; a year that holds a day says nothing about that day."""
    if left.kind is not DetailKind.POINT:
        return True
    widths = [(d.high or 0) - (d.low or 0) for d in (left, right)]
    return max(widths) <= 31 or min(widths) > 31


def compatible(left: Detail, right: Detail) -> bool:
    """Whether both values can be right."""
    if left.kind is DetailKind.POINT:
        # the same word may be said of another day ("today" in a quotation); that is no difference to report
        return left.words.lower() == right.words.lower() or _same_time(left, right) or _same_day_of_a_year(left, right)
    if left.kind is DetailKind.VOTE:
        return left.normal == right.normal or left.normal == "-".join(reversed(right.normal.split("-")))
    if left.low is None or left.high is None or right.low is None or right.high is None:
        return left.normal == right.normal
    if left.kind is DetailKind.CLOCK:
        return _same_hour(left.low - right.low, left, right)
    if left.unit != right.unit:
        return False
    generous = left.kind is DetailKind.DURATION and not _measured_alike(left, right)
    if generous and min(left.high, right.high) > 0.67 * max(left.low, right.low):
        return True  # a couple of weeks, ten days: people round time generously
    widths = left.high - left.low, right.high - right.low
    # beside an exact figure a round one may also have been cut off: 43 million for 43.9 million
    slack = max(widths) / 2 if min(widths) < max(widths) / 2 < _CUT_OFF * max(left.low, right.low) else 0.0
    shared = min(left.high, right.high) - max(left.low, right.low) + slack
    # 3.5 and 3.6 billion, each rounded, meet in one value and mean two
    least = 1e-9 * max(1.0, abs(left.low))
    return shared > least or (shared >= -least and not (widths[0] and widths[1]))


def _same_hour(apart: float, left: Detail, right: Detail) -> bool:
    """Whether two times of day, so many minutes apart, are one: that of midnight is often told with a minute more, so that nobody mistakes
    the day."""
    turn = 12 * 60 if "12h" in (left.unit, right.unit) else 24 * 60
    minutes = min(apart % turn, -apart % turn)
    return minutes <= (_MIDNIGHT_SLACK if "midnight" in (left.words.lower(), right.words.lower()) else 0)


def _measured_alike(left: Detail, right: Detail) -> bool:
    """Whether both lengths of time are figures in one unit: a nine-minute address, a 10-minute speech."""
    units = {lexicon.singular(re.split(r"[\s-]", d.words.lower())[-1]) for d in (left, right)}
    return len(units) == 1 and not any(_GENEROUS.search(d.words) for d in (left, right))


def _same_time(left: Detail, right: Detail) -> bool:
    if left.low is None or left.high is None or right.low is None or right.high is None:
        days = [_weekday(d) for d in (left, right)]
        return days[0] == days[1] if all(days) else left.normal == right.normal or not (_month(left) and _month(left) != _month(right))
    if left.low <= right.high and right.low <= left.high:
        return True
    # the same weekday a week or more apart: one article may be older, or mean the one before
    return bool(left.unit and left.unit == right.unit) or (bool(left.unit or right.unit) and _weekday(left) == _weekday(right) != "")


def _same_day_of_a_year(left: Detail, right: Detail) -> bool:
    """Whether both give one day and one of them no year, which was then only guessed: Feb. 15, February 15."""
    days = [date.fromordinal(int(d.low)) for d in (left, right) if d.low is not None and d.low == d.high]
    guessed = any(not re.search(r"\d{4}", d.words) for d in (left, right))
    return guessed and len(days) == 2 and (days[0].month, days[0].day) == (days[1].month, days[1].day)


def _weekday(point: Detail) -> str:
    if point.unit or point.low is None or point.low != point.high:
        return point.unit
    return date.fromordinal(int(point.low)).strftime("%A")


def _month(point: Detail) -> str:
    if point.low is not None and point.high is not None:
        return date.fromordinal(int(point.low)).strftime("%m") if point.high - point.low < 32 else ""
    return point.normal[2:4] if point.normal.startswith("--") else ""


def _precise(left: Detail, right: Detail) -> bool:
    """Whether one of two compatible values is clearly narrower."""
    if left.low is None or left.high is None or right.low is None or right.high is None:
        return left.kind is DetailKind.POINT and left.normal != right.normal
    widths = sorted((left.high - left.low, right.high - right.low))
    return widths[1] > 1.5 * widths[0] + 1e-9


def measured_otherwise(left: Detail, right: Detail) -> bool:
    """Whether two quantities are told in two units of measure, so that their figures differ in any case: 30 miles, 48 kilometres."""
    if not left.kind is right.kind is DetailKind.QUANTITY:
        return False
    units = [d.context.head for d in (left, right)]
    if units[0] == units[1] == "degree":
        units = [next((w for w in d.context.after[:2] if w in _SCALES), "") for d in (left, right)]
    return units[0] != units[1] and all(u in _MEASURES or u in _SCALES for u in units)


def _quantity(left: Detail, right: Detail) -> float:
    if left.unit != right.unit:
        return 0.0
    a, b = left.context, right.context
    if not left.unit and (_counted(a, b) or _counted(b, a)):
        return 0.3 + 0.7 * agreement(a, b)
    if any(m.startswith(OF_WHOLE) for m in a.modifiers & b.modifiers):
        return 0.5 + 0.5 * agreement(a, b)  # eight of the 19 boats, fifteen of the 19 vessels
    if a.head != b.head or not a.head:
        if not left.unit or (a.head and b.head and left.unit not in {"usd", "gbp", "eur"}):
            return 0.0
        return (0.7 if a.head or b.head else 0.9) * agreement(a, b)
    apart = a.modifiers and b.modifiers and not a.modifiers & b.modifiers
    lopsided = bool(a.modifiers) != bool(b.modifiers)
    # the noun itself, which both share, says nothing of what is told of it
    own = {a.head, *a.modifiers, *b.modifiers}
    told = 1.0 if (a.near & b.near) - own or (a.verb and a.verb == b.verb) else 0.7
    # two other men, two more boats, 200 a month: a part of the whole, or a rate
    other = [set(c.after[:3]) & _PART_OF for c in (a, b)]
    # a 38-word oath, a 35-word oath: unit and noun leave little doubt
    measured = bool(left.unit) and left.unit not in {"percent", "usd", "gbp", "eur", "jpy"}
    sure = 0.8 if measured and left.unit != a.head and _hyphened(left) and _hyphened(right) else 0.5 if measured else 0.3
    return (sure + (1 - sure) * agreement(a, b)) * (0.6 if apart or other[0] != other[1] else 0.85 if lopsided else 1.0) * told


def _hyphened(quantity: Detail) -> bool:
    return bool(re.search(r"\w[-‑]\w", quantity.words))


def _counted(a: Context, b: Context) -> bool:
    """Whether one counts deaths and the other one people who died: 23 arrests, 23 people were arrested; 41 dead, 41 people killed."""
    return bool(a.head) and a.head == b.verb and b.head == "person"


def _point(left: Detail, right: Detail) -> float:
    a, b = left.context, right.context
    same_event = bool(a.head) and a.head == b.head
    same_verb = bool(a.verb) and a.verb == b.verb and a.verb not in EMPTY_VERBS
    if not same_event and not same_verb:
        return 0.4 * overlap(a.near, b.near) if alike_fine(left, right) and overlap(a.near, b.near) >= 0.5 else 0.0
    widths = [(d.high or 0) - (d.low or 0) for d in (left, right)]
    if max(widths) > _BROAD:
        return 0.0
    apart = max(widths) + 1 > 5 * (min(widths) + 1)
    # people speak on many days; the same saying takes more than the same verb of saying
    said = min(1.0, 2.2 * overlap(a.near, b.near)) if a.verb in lexicon.saying() else 1.0
    if a.verb in lexicon.saying() and not (set(a.before) & set(b.before)) - {a.verb, "on", "in", "late"}:
        said *= 0.75
    return (0.2 + 0.8 * agreement(a, b)) * (0.6 if apart else 1.0) * said


def _lasting(context: Context) -> bool:
    """Whether it is said how long something took: lasted, took, passed before it ended, was over in."""
    before = context.before[-2:]
    return context.verb in _LASTING or (before[-1:] == ("in",) and before[0] in {"over", "end", "complete"})


def _duration(left: Detail, right: Detail) -> float:
    a, b = left.context, right.context
    if left.unit == right.unit == "lasting" and _lasting(a) and _lasting(b) and (a.near & b.near) - _LASTING:
        return max(0.45 + 0.5 * overlap(a.near - _LASTING, b.near - _LASTING), 0.1 + 0.9 * agreement(a, b))
    if left.unit != right.unit or not ((a.head and a.head == b.head) or (a.verb and a.verb == b.verb)):
        return 0.0
    return 0.1 + 0.9 * agreement(a, b)


def _same_head(left: Detail, right: Detail) -> float:
    a, b = left.context, right.context
    return 0.3 + 0.7 * agreement(a, b) if a.head and a.head == b.head else 0.0


def _age(left: Detail, right: Detail) -> float:
    """Two ages in apposition to one name (Ann Orme, 26,) are one person's; else what is told of whoever is that old must be the same."""
    apposed = left.words.isdigit() and right.words.isdigit() and bool(left.context.head) and left.context.head == right.context.head
    return 0.9 if apposed else _same_head(left, right)


def _ordinal(left: Detail, right: Detail) -> float:
    a, b = left.context, right.context
    return 0.85 * _same_head(left, right) if a.verb == b.verb or slot_agreement(a, b) == 1 else 0.0


def _vote(left: Detail, right: Detail) -> float:
    return 0.2 + 0.8 * agreement(left.context, right.context)


def _clock(left: Detail, right: Detail) -> float:
    a, b = left.context, right.context
    return 0.15 + 0.85 * agreement(a, b) if a.verb and a.verb == b.verb else 0.0


_ALIKE: dict[DetailKind, tuple[str, Callable[[Detail, Detail], float]]] = {
    DetailKind.QUANTITY: ("number", _quantity),
    DetailKind.AGE: ("number", _age),
    DetailKind.VOTE: ("number", _vote),
    DetailKind.ORDINAL: ("number", _ordinal),
    DetailKind.POINT: ("date", _point),
    DetailKind.CLOCK: ("date", _clock),
    DetailKind.DURATION: ("duration", _duration),
}
