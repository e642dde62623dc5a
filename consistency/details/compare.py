"""Which details of two statements play the same part, and which of those cannot both be right.

A bare "the numbers differ" is wrong in ninety-nine of a hundred pairs of news sentences. So two details are compared only where unit, noun
or verb say that they are about the same thing, a value that the other statement gives as well is no difference, and the strength says
how much of the surroundings agrees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from math import inf

from consistency.details import lexicon
from consistency.details.kinds import Certainty, ContentWord, Context, Detail, DetailKind, Details, Difference, Predicate

_SCOPES = {
    frozenset(pair)
    for pair in (("all", "none"), ("all", "some"), ("all", "few"), ("none", "some"), ("none", "many"), ("none", "most"), ("few", "most"))
}
_BROAD = 3650
"""Days; a longer interval is no date."""
_MEAN = frozenset("have get make take give go come do be put set use see find show include become keep".split())
"""Verbs that say too little for two details to belong together by them alone."""
_HEDGES = {Certainty.POSSIBLE, Certainty.ALLEGED, Certainty.PROBABLE, Certainty.NEAR_CERTAIN}
_NAMED = (DetailKind.NAME, DetailKind.PLACE)
_Pairing = tuple[Detail, Detail, float]


def compare(left: Details, right: Details) -> tuple[Difference, ...]:
    """The differences between two statements, strongest first; the mirror image for swapped statements, and none for the same one."""
    if _key(right) < _key(left):
        return tuple(
            replace(d, left=d.right, right=d.left, left_words=d.right_words, right_words=d.left_words) for d in compare(right, left)
        )
    found: list[Difference] = []
    for reader in (_intervals, _predicates, _opposites, _parts, _sequence, _scope, _left_out, _hedged):
        found += reader(left, right)
    return tuple(sorted(found, key=lambda d: (-d.strength, not d.incompatible, d.reason, str(d.left), str(d.right))))


def _key(details: Details) -> tuple[tuple[object, ...], ...]:
    return (
        tuple((d.span.start, d.span.end, d.words, d.normal) for d in details.details),
        tuple((w.span.start, w.words) for w in details.content),
        tuple(sorted(details.words)),
    )


def _overlap(left: Iterable[str], right: Iterable[str]) -> float:
    """Shared words as a part of the shorter list, at least two words long."""
    a, b = set(left), set(right)
    return len(a & b) / max(2, min(len(a), len(b))) if a and b else 0.0


def _slot(left: Context, right: Context) -> float:
    """How far the direct neighbours agree: 1 both sides, 0.5 one side."""
    before = left.before[-1:] == right.before[-1:]
    after = left.after[:1] == right.after[:1]
    return 0.5 * before + 0.5 * after


def agreement(left: Context, right: Context) -> float:
    """0..1: how much verb, neighbours and surroundings agree."""
    if left.verb and right.verb:
        verb = 1.0 if left.verb == right.verb else 0.5 if left.verb in right.near or right.verb in left.near else 0.0
        verb *= 0.7 if left.verb in _MEAN else 1.0
    else:
        verb = 0.4
    return 0.35 * verb + 0.4 * min(1.0, 1.3 * _overlap(left.near, right.near)) + 0.25 * _slot(left, right)


def _difference(
    reason: str, incompatible: bool, left: Detail | Predicate | ContentWord, right: Detail | Predicate | ContentWord, strength: float
) -> Difference:
    return Difference(reason, incompatible, left.span, right.span, left.words, right.words, round(max(0.0, min(1.0, strength)), 3))


# --- values with an interval ---------------------------------------------------------------------------------------------------------


def _intervals(left: Details, right: Details) -> list[Difference]:
    found: list[Difference] = []
    for kind, (reason, alike) in _ALIKE.items():
        lefts, rights = left.kind(kind), right.kind(kind)
        apart = 1.0 if kind in (DetailKind.POINT, DetailKind.CLOCK) else _apart(left, right)
        for a, b, strength in _pair(lefts, rights, alike):
            if not _agree(a, b):
                # "dozens" leaves too much open to be sure of
                vague = any(d.low and d.high and d.high != inf and d.high >= 3 * d.low for d in (a, b))
                found.append(_difference(reason, True, a, b, strength * apart * (0.6 if vague else 1.0)))
            elif a.normal != b.normal and _precise(a, b):
                found.append(_difference("precision", False, a, b, strength))
    return found


def _apart(left: Details, right: Details) -> float:
    """Below 1 where the statements name other times or other people throughout, so that like values belong to unlike facts."""
    times = [side.kind(DetailKind.POINT) for side in (left, right)]
    names = [{word for d in side.details if d.kind in _NAMED for word in d.normal.split()} for side in (left, right)]
    other_time = all(times) and not any(_agree(a, b) for a in times[0] for b in times[1])
    other_name = all(names) and not names[0] & right.words and not names[1] & left.words
    return (0.75 if other_time else 1.0) * (0.75 if other_name else 1.0)


def _pair(lefts: tuple[Detail, ...], rights: tuple[Detail, ...], alike: Callable[[Detail, Detail], float]) -> list[_Pairing]:
    """Details in the same part, each used once: those that agree first, then the strongest."""
    scored: list[tuple[int, float, int, int]] = []
    settled: tuple[set[int], set[int]] = set(), set()
    for i, a in enumerate(lefts):
        for j, b in enumerate(rights):
            agree, fine = _agree(a, b), _alike_fine(a, b)
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


def _alike_fine(left: Detail, right: Detail) -> bool:
    """Whether two points in time are both days to months or both years; a year that holds a day says nothing about that day."""
    if left.kind is not DetailKind.POINT:
        return True
    widths = [(d.high or 0) - (d.low or 0) for d in (left, right)]
    return max(widths) <= 31 or min(widths) > 31


def _agree(left: Detail, right: Detail) -> bool:
    """Whether both values can be right."""
    if left.kind is DetailKind.POINT:
        # the same word may be said of another day ("today" in a quotation); that is no difference to report
        return left.words.lower() == right.words.lower() or _same_time(left, right)
    if left.kind is DetailKind.VOTE:
        return left.normal == right.normal or left.normal == "-".join(reversed(right.normal.split("-")))
    if left.low is None or left.high is None or right.low is None or right.high is None:
        return left.normal == right.normal
    if left.kind is DetailKind.CLOCK and "12h" in (left.unit, right.unit):
        return left.low % 720 == right.low % 720
    if left.unit != right.unit:
        return False
    widths = left.high - left.low, right.high - right.low
    # beside an exact figure a round one may also have been cut off: 43 million for 43.9 million
    slack = max(widths) / 2 if min(widths) < max(widths) / 2 < 0.1 * max(left.low, right.low) else 0.0
    return left.low <= right.high + slack and right.low <= left.high + slack


def _same_time(left: Detail, right: Detail) -> bool:
    if left.low is None or left.high is None or right.low is None or right.high is None:
        days = [_weekday(d) for d in (left, right)]
        return days[0] == days[1] if all(days) else left.normal == right.normal or not (_month(left) and _month(left) != _month(right))
    if left.low <= right.high and right.low <= left.high:
        return True
    # the same weekday a week or more apart: one article may be older, or mean the one before
    return bool(left.unit and left.unit == right.unit) or (bool(left.unit or right.unit) and _weekday(left) == _weekday(right) != "")


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


def _quantity(left: Detail, right: Detail) -> float:
    if left.unit != right.unit:
        return 0.0
    a, b = left.context, right.context
    if not left.unit and (_counted(a, b) or _counted(b, a)):
        return 0.3 + 0.7 * agreement(a, b)
    if a.head != b.head or not a.head:
        if not left.unit or (a.head and b.head and left.unit not in {"usd", "gbp", "eur"}):
            return 0.0
        return (0.7 if a.head or b.head else 0.9) * agreement(a, b)
    apart = a.modifiers and b.modifiers and not a.modifiers & b.modifiers
    lopsided = bool(a.modifiers) != bool(b.modifiers)
    # a 38-word oath, a 35-word oath: unit and noun leave little doubt
    sure = 0.5 if left.unit and left.unit not in {"percent", "usd", "gbp", "eur", "jpy"} else 0.3
    return (sure + (1 - sure) * agreement(a, b)) * (0.6 if apart else 0.85 if lopsided else 1.0)


def _counted(a: Context, b: Context) -> bool:
    """Whether one counts deaths and the other one people who died: 23 arrests, 23 people were arrested; 41 dead, 41 people killed."""
    return bool(a.head) and a.head == b.verb and b.head == "person"


def _point(left: Detail, right: Detail) -> float:
    a, b = left.context, right.context
    same_event = bool(a.head) and a.head == b.head
    same_verb = bool(a.verb) and a.verb == b.verb and a.verb not in _MEAN
    if not same_event and not same_verb:
        return 0.5 * _overlap(a.near, b.near) if _alike_fine(left, right) and _overlap(a.near, b.near) >= 0.5 else 0.0
    widths = [(d.high or 0) - (d.low or 0) for d in (left, right)]
    if max(widths) > _BROAD:
        return 0.0
    apart = (min(widths) < 2) != (max(widths) < 2)
    # people speak on many days; the same saying takes more than the same verb of saying
    said = min(1.0, 2.2 * _overlap(a.near, b.near)) if a.verb in lexicon.saying() else 1.0
    if a.verb in lexicon.saying() and not (set(a.before) & set(b.before)) - {a.verb, "on", "in", "late"}:
        said *= 0.75
    return (0.2 + 0.8 * agreement(a, b)) * (0.6 if apart else 1.0) * said


def _duration(left: Detail, right: Detail) -> float:
    a, b = left.context, right.context
    if left.unit != right.unit or not ((a.head and a.head == b.head) or (a.verb and a.verb == b.verb)):
        return 0.0
    return 0.1 + 0.9 * agreement(a, b)


def _same_head(left: Detail, right: Detail) -> float:
    a, b = left.context, right.context
    return 0.3 + 0.7 * agreement(a, b) if a.head and a.head == b.head else 0.0


def _ordinal(left: Detail, right: Detail) -> float:
    return 0.85 * _same_head(left, right) if left.context.verb == right.context.verb or _slot(left.context, right.context) == 1 else 0.0


def _vote(left: Detail, right: Detail) -> float:
    return 0.2 + 0.8 * agreement(left.context, right.context)


def _clock(left: Detail, right: Detail) -> float:
    a, b = left.context, right.context
    return 0.15 + 0.85 * agreement(a, b) if a.verb and a.verb == b.verb else 0.0


_ALIKE: dict[DetailKind, tuple[str, Callable[[Detail, Detail], float]]] = {
    DetailKind.QUANTITY: ("number", _quantity),
    DetailKind.AGE: ("number", _same_head),
    DetailKind.VOTE: ("number", _vote),
    DetailKind.ORDINAL: ("number", _ordinal),
    DetailKind.POINT: ("date", _point),
    DetailKind.CLOCK: ("date", _clock),
    DetailKind.DURATION: ("duration", _duration),
}

# --- words -----------------------------------------------------------------------------------------------------------------------------


def _argument(left: Context, right: Context) -> float:
    """0..1: how far two predicates are said of the same things."""
    subject = _overlap(left.modifiers, right.modifiers) if left.modifiers and right.modifiers else 0.3
    near = _overlap(left.near, right.near)
    after = _overlap(left.after[:4], right.after[:4])
    return min(1.0, 0.3 * min(1.0, 2 * subject) + 0.5 * min(1.0, 1.3 * near) + 0.2 * min(1.0, 2 * after))


def _predicates(left: Details, right: Details) -> list[Difference]:
    """Negation and certainty of what both say to be done or to be so."""
    found: list[Difference] = []
    denies: set[bool] = set()
    for lemma in dict.fromkeys(p.lemma for p in left.predicates + right.predicates):
        lefts, rights = _said(left, right, lemma), _said(right, left, lemma)
        if not lefts or not rights or {p.certainty for p in lefts} & {p.certainty for p in rights}:
            continue
        a, b = max(((a, b) for a in lefts for b in rights), key=lambda pair: _argument(pair[0].context, pair[1].context))
        strength = _argument(a.context, b.context) * (0.5 if a.reporting else 1.0) * (0.8 if a.lemma in _MEAN else 1.0)
        levels = {a.certainty, b.certainty}
        if Certainty.DENIED not in levels:
            # a plan that one outlet reports as carried out is mostly a matter of when each was written
            if levels & _HEDGES:
                found.append(_difference("hedge", False, a, b, strength))
            elif Certainty.OPEN not in levels:
                found.append(_difference("hedge", False, a, b, 0.5 * strength))
            continue
        denies.add(a.certainty is Certainty.DENIED)
        open_ = levels & (_HEDGES | {Certainty.OPEN})
        so_far = any(p.so_far and p.certainty is Certainty.DENIED for p in (a, b))
        found.append(_difference("negation", True, a, b, strength * (0.6 if open_ else 1.0) * (0.6 if so_far else 1.0)))
    if len(denies) == 2:
        # "did not say he would go" against "said he would not go": a negation that moved is none that was dropped
        found = [replace(d, strength=round(0.4 * d.strength, 3)) if d.reason == "negation" else d for d in found]
    return found


def _said(side: Details, other: Details, lemma: str) -> list[Predicate]:
    """The predicates with this base form; where the other statement denies the word, the bare word too: guilty against not guilty."""
    found = [p for p in side.predicates if p.lemma == lemma]
    if found or not any(p.lemma == lemma and p.certainty is Certainty.DENIED for p in other.predicates):
        return found
    bare = [w for w in side.content if not w.negated and lexicon.base(w.words.lower()) == lemma]
    return [Predicate(w.span, w.words, lemma, Certainty.ASSERTED, None, False, w.context) for w in bare]


def _opposites(left: Details, right: Details) -> list[Difference]:
    found: list[Difference] = []
    lefts, rights = {w.lemma for w in left.content}, {w.lemma for w in right.content}
    for a in left.content:
        if a.lemma in rights:
            continue
        for b in right.content:
            trust = lexicon.opposite(a.lemma, b.lemma) if b.lemma not in lefts else 0.0
            if trust and a.negated == b.negated:
                found.append(_difference("opposite", True, a, b, trust * _opposed(a, b)))
    return found


def _opposed(a: ContentWord, b: ContentWord) -> float:
    """0..1: how far two opposite words are said of the same thing."""
    x, y = a.context, b.context
    if a.certainty is not None and b.certainty is not None:
        both = a.certainty is b.certainty is Certainty.ASSERTED
        return _argument(x, y) * (1.0 if both else 0.6)
    same = bool(x.head) and x.head == y.head
    return 0.4 * same + 0.4 * min(1.0, 1.3 * _overlap(x.near, y.near)) + 0.2 * _slot(x, y)


def _parts(left: Details, right: Details) -> list[Difference]:
    """Names and places in the same part."""
    found: list[Difference] = []
    for kind, reason in ((DetailKind.NAME, "agent"), (DetailKind.PLACE, "place")):
        free = [[d for d in side.kind(kind) if not _known(d, other)] for side, other in ((left, right), (right, left))]
        for a in free[0]:
            for b in free[1]:
                strength = _named(a.context, b.context)
                if strength and not _shortened(a.normal, b.normal):
                    found.append(_difference(reason, True, a, b, strength * 0.9 ** (len(free[0]) + len(free[1]) - 2)))
    return found


def _known(name: Detail, other: Details) -> bool:
    """Whether the other statement has a word of the name."""
    return any(lexicon.base(word) in other.words for word in name.normal.split())


def _shortened(left: str, right: str) -> bool:
    """Ark. for Arkansas, N.Y. for New York."""
    short, long = sorted((left, right), key=len)
    return long.startswith(short) or "".join(word[0] for word in long.split()) == short


def _named(left: Context, right: Context) -> float:
    """One name may stand for another (a city for its country, a house for the president), so that only the same words around count."""
    slot = _slot(left, right)
    same = left.verb == right.verb and bool(left.verb) and left.verb not in lexicon.saying()
    if left.head != right.head or not (same or (slot == 1.0 and left.head != "subject")):
        return 0.0
    near = _overlap(left.near, right.near)
    if not left.head:
        return (0.55 * near + 0.4 * slot) if slot == 1.0 and left.verb not in lexicon.saying() else 0.4 * near
    return 0.3 * same + 0.6 * near + 0.1 * slot if near >= 0.3 else 0.0


def _sequence(left: Details, right: Details) -> list[Difference]:
    found: list[Difference] = []
    for a in left.kind(DetailKind.SEQUENCE):
        for b in right.kind(DetailKind.SEQUENCE):
            x, y = a.context, b.context
            straight = _overlap(x.modifiers, y.modifiers) + _overlap(x.after, y.after) if x.after and y.after else 0.0
            crossed = _overlap(x.modifiers, y.after) + _overlap(x.after, y.modifiers) if x.after and y.after else 0.0
            if (
                a.normal != b.normal
                and straight > crossed
                and set(x.after) & set(y.after)
                and (x.verb == y.verb or x.modifiers & y.modifiers)
            ):
                found.append(_difference("sequence", True, a, b, straight / 2))
            elif a.normal == b.normal and crossed > straight and set(x.after) & y.modifiers and set(y.after) & x.modifiers:
                found.append(_difference("sequence", True, a, b, 0.8 * crossed / 2))
    return found


def _scope(left: Details, right: Details) -> list[Difference]:
    found: list[Difference] = []
    for a in left.kind(DetailKind.SCOPE):
        for b in right.kind(DetailKind.SCOPE):
            if frozenset((a.normal, b.normal)) in _SCOPES and a.context.head == b.context.head:
                found.append(_difference("scope", True, a, b, 0.25 + 0.75 * agreement(a.context, b.context)))
    return found


def _left_out(left: Details, right: Details) -> list[Difference]:
    """What one statement gives and the other one has nothing of that kind for."""
    found: list[Difference] = []
    for kinds, reason in (
        ((DetailKind.QUANTITY, DetailKind.POINT, DetailKind.DURATION), "omission"),
        ((DetailKind.SOURCE,), "attribution"),
    ):
        for kind in kinds:
            a, b = left.kind(kind), right.kind(kind)
            if a and not b:
                found.append(Difference(reason, False, a[0].span, None, a[0].words, "", 0.3))
            if b and not a:
                found.append(Difference(reason, False, None, b[0].span, "", b[0].words, 0.3))
    return found


def _hedged(left: Details, right: Details) -> list[Difference]:
    """A hedge in one statement alone, on whatever word: weak, as paraphrases seldom share the verb that is hedged."""
    sides = [[p for p in side.predicates if p.certainty in _HEDGES] for side in (left, right)]
    if bool(sides[0]) == bool(sides[1]):
        return []
    if sides[0]:
        return [Difference("hedge", False, sides[0][0].span, None, sides[0][0].words, "", 0.35)]
    return [Difference("hedge", False, None, sides[1][0].span, "", sides[1][0].words, 0.35)]
