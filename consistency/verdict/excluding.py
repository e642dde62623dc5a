"""Two details that exclude each other: how probably both outlets give them of one thing.

A model foretells of masked figures, days and lengths of time whether both statements would give the same (`details.slots`). A
logistic model for each reason weighs its answer with how much of the surroundings agrees, with how surely the two statements are one fact,
and with what usually goes wrong (`doubts`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from consistency.contradiction import Probabilities
from consistency.details import DetailKind, Details, Difference
from consistency.details.identity import anchored, each_its_own, long_past, may_have_grown, mistaken, one_persons, planned
from consistency.details.slots import Slot, hidden, loose_slots, misprinted, near, open_slots, times_apart
from consistency.details.values import PERCENT
from consistency.masked import MaskedModel
from consistency.model import Alignment, Document, apart, one_day
from consistency.relation import log_odds, with_mask
from consistency.verdict.doubts import usual_mistakes
from consistency.verdict.doubts.denials import fragment, only_named, somebodys_denial
from consistency.verdict.doubts.names import named_in

FEATURES = ("strength", "same", "contradict", "others", "elsewhere", "alike", "surely", "doubted", "opposed", "apart", "share", "near")
"""What is weighed: how much of the surroundings agrees, 0..1; how surely it is one fact, and how surely both cannot be right (log-odds);
how many details exclude each other (log); in how many of the two articles the other one's words stand, too; what is foretold of the masked
details (log-odds, 0 where nobody was asked), and the same where that is above 0; whether anything that usually goes wrong does; how surely
the contradiction model finds that both cannot be right (log-odds, 0 where it was not asked); of figures how many times greater one is
(log), whether they are percentages, and whether they are near, no percentages, and may be of one thing: two reports of one figure seldom
lie far apart."""
_TWO_THINGS, _UNLIKE_AROUND = 0.05, 0.5
"""How probably both would give the same, below which two figures that are near are of two things all the same; and where nothing around
them agrees."""
_ALL_ONE = 0.9
"""Probability that the fact is the main thing of both, from which on their near figures are of it whatever is foretold."""
_WEIGHTS: Mapping[str, tuple[Mapping[str, float], float]] = {
    "number": (
        {
            "strength": 0.67, "same": 0.27, "elsewhere": -0.4, "surely": 0.76, "opposed": 0.16, "apart": -0.18, "share": -1.7,
            "near": 3.06,
        },
        -1.91,
    ),
    "date": (
        {"strength": 1.6, "same": 0.3, "contradict": 0.8, "elsewhere": -0.7, "alike": 0.4, "surely": 0.4, "opposed": 0.75},
        -1.6,
    ),
    "duration": ({"strength": 1.36, "same": 0.76, "elsewhere": -1.54, "surely": 1.7, "opposed": 0.18}, -1.2),
    "negation": (
        {"strength": 4.4, "same": 0.41, "contradict": 1.58, "elsewhere": 0.14, "doubted": -0.78, "opposed": 0.15},
        -2.44,
    ),
    "opposite": (
        {"strength": 6.08, "same": 0.35, "contradict": 0.44, "others": -0.43, "elsewhere": -0.1, "doubted": -0.3, "opposed": 0.6},
        -3.26,
    ),
    "sequence": ({"strength": 2.36, "same": 0.22, "contradict": 0.24, "opposed": 0.41}, -1.69),
    "place": ({"alike": 1.0}, -2.0),
    "scope": ({"strength": 4.0, "same": 0.23, "contradict": 0.04, "elsewhere": -0.65, "opposed": 0.1}, -2.57),
}  # fmt: skip
"""For each reason the weights of FEATURES, 0 where none is given, and the constant, so that log-odds of 0 are the default confidence;
fitted by training/excluding.py, which says on what. Those of figures and lengths of time are of the latest fit, the latter twice as
steep and with a margin; those of opposites are of an early one; that of places is set so that nothing is said of 2,443 judged pairs that
would be told as one fact (docs/model-card.md)."""
_LEAST_OPPOSED = -2.0
"""Least log-odds taken from the contradiction model, which overlooks a figure that differs more easily than it invents one."""
REASONS = frozenset(_WEIGHTS) - {"place"}
"""What is weighed wherever it is found; places are weighed where one may be taken for the other, and go by fixed thresholds elsewhere, as
names do."""
_NAMES = frozenset(("name", "place"))
"""Slots of names, of which nothing is foretold: in most facts several may stand in one place."""
_SAME_FACT, _SAME_FACT_OF_PLACES = 0.45, 0.6
"""Least score of an alignment whose details are compared, as a changed detail makes the two statements less alike; of places, which
differ in every two facts, what would be told as one fact."""
_STRENGTH: Mapping[str, float] = {"date": 0.41, "duration": 0.05, "negation": 0.4, "opposite": 0.25, "sequence": 0.2}
"""Least agreement of the surroundings: which figures are of one thing the model of masked details knows better, of lengths of time, of
which a story is full, it must be more than nothing; and what is only asked for, which weakens a negation, excludes nothing."""
_MAINLY: Mapping[str, float] = {"date": 0.7}
"""Probability that the fact is the main thing of both, from which on the surroundings need not agree."""
_MAIN: Mapping[str, float] = {
    "number": 0.15, "update": 0.25, "date": 0.08, "duration": 0.15, "sequence": 0.2, "opposite": 0.4, "negation": 0.15,
}  # fmt: skip
"""Least probability that the fact is the main thing of both: of what is shared in passing there are other figures on both sides, and all
the more on two days, for which a newer count is an `update`."""
_MAIN_UNDATED = 0.5
"""The same where the day of an article is not known, so that time may explain what differs."""
_OPPOSED: Mapping[str, float] = {reason: log_odds(0.2) for reason in ("opposite", "negation", "duration")}
"""Least log-odds that the contradiction model gives to a contradiction, where it was asked: words that are opposites are often said of two
things, one confirms that there is a delay, another one denies its cause; so are denials and lengths of time. Of 690 stories in which
nobody marked anything eleven contradictions of these two kinds were told, and nine were none (docs/model-card.md)."""
_ONLY_WEIGHED = frozenset(("negation",))
"""Reasons for which what usually goes wrong does not settle it."""
_NO_DENIAL = (fragment, only_named, somebodys_denial)
"""What settles it for negations: a fragment may be denied outside of its marks, what is only named is not said to be, and what somebody
denies of whom the other statement does not tell is that one's word against it."""
_KNOWN: Mapping[str, float] = {"number": math.inf, "duration": math.inf, "date": 0.3}
"""Least probability that the fact is the main thing of both for it to be told although each article has the other one's words, too: both
tell of both. A newer article may tell an older count, too."""
_OF_ONE = 0.95
"""How surely the ages of one person, whom both name right before them, two long figures but for a digit, the one figure that differs of a
comparison, or the only days to come of two statements that mainly tell one fact, are given of one thing; what else is told says nothing
of it."""
_PLAN = 0.5
"""Least probability that the fact is the main thing of both, for the day to come that each names to be that of the fact."""
_MOVING = re.compile(
    r"\b(?:(?:earlier|sooner|later) than (?:planned|expected|scheduled)|postpon\w+|delay\w*|reschedul\w+|moved (?:up|back|forward)"
    r"|pushed back|brought forward)\b",
    re.I,
)
"""What says that a plan has moved."""
_COUNTED_ANEW, _ANEW = 0.5, 0.93
"""Least agreement of the surroundings at which two counts in articles of two days may be one count, made anew, and how surely they then
are taken to be of one thing, if no more surely."""
BELIEVED = 0.6
"""Least certainty at which two details are said to exclude each other; where the log-odds are 0."""
_MOST = 0.99
"""Greatest certainty: it is an estimate."""
_SCALE, _SHIFT = 1.4, math.log(BELIEVED / (1 - BELIEVED))
"""From the log-odds to those of the confidence."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An open slot and what is foretold of it."""

    slot: Slot
    alike: float | None
    """How probably both would give the same, 0..1; None where it was not asked."""
    past: bool = False
    """Whether both statements name a time long before their articles, so that what they count is not counted anew."""
    one_thing: bool = False
    """Whether both are of one thing whatever else the two statements tell: the age of one person, one long figure but for a digit, one
    figure of the same comparison, one place but for a letter or two, the day of one plan."""
    moved: bool = False
    """Whether it is the day of one plan, which the newer article tells to have moved."""


def seen(
    alignments: Sequence[Alignment], documents: Mapping[str, Document], known: Mapping[str, Details], model: MaskedModel
) -> list[tuple[Seen, ...]]:
    """The open and the loose slots of each sure alignment, and those of one thing in any case; `known` holds the details."""
    found: list[list[Seen]] = [[] for _ in alignments]
    asked: list[tuple[int, Seen, str, str]] = []
    for number, alignment in enumerate(alignments):
        left, right = alignment.left, alignment.right
        here, there = articles = documents[left.document], documents[right.document]
        read = known[left.id], known[right.id]
        past = all(d.date is not None and long_past(side, d.date) for d, side in zip(articles, read, strict=True))
        for slot in (*open_slots(*read), *loose_slots(*read)):
            plan = _of_one_plan(slot, alignment, read, articles)
            if plan or _of_one_thing(slot, alignment, read, articles):
                found[number].append(Seen(slot, None, past, one_thing=True, moved=plan and _moved(slot, alignment, *articles)))
                continue
            if alignment.loosely < _SAME_FACT or slot.kind in _NAMES:
                continue
            a = with_mask(here, left, slot.left.span, hidden(slot.left))
            b = with_mask(there, right, slot.right.span, hidden(slot.right))
            if a and b:
                asked.append((number, Seen(slot, None, past), a, b))
            else:
                found[number].append(Seen(slot, None, past))
    answers = model.alike([(a, b, each.slot.kind) for _, each, a, b in asked])
    for (number, each, _, _), answer in zip(asked, answers, strict=True):
        found[number].append(replace(each, alike=answer))
    return [tuple(each) for each in found]


def _of_one_thing(slot: Slot, alignment: Alignment, known: tuple[Details, Details], documents: tuple[Document, Document]) -> bool:
    """Whether both are of one thing, whatever else the two statements tell."""
    if mistaken(slot):
        return alignment.loosely >= _SAME_FACT_OF_PLACES and not _known(slot, *documents)
    return one_persons(slot, *known) or misprinted(slot) or (alignment.loosely >= _SAME_FACT and anchored(slot, *known))


def _of_one_plan(slot: Slot, alignment: Alignment, known: tuple[Details, Details], documents: tuple[Document, Document]) -> bool:
    """Whether both are the day of one plan."""
    left, right = documents
    if left.date is None or right.date is None or alignment.scores.get("main", 0.0) < _PLAN:
        return False
    return planned(slot, *known, (left.date, right.date))


def _moved(slot: Slot, alignment: Alignment, left: Document, right: Document) -> bool:
    """Whether the newer document, the right one, tells that a plan has moved: by a word that says so, or by the older day, too. A weekday
    may be any, and what the older document has as well is no news."""
    if one_day(left, right) is not False or _given(slot.right.words, left):
        return False
    return bool(_MOVING.search(alignment.right.text)) or (not slot.left.unit and _given(slot.left.words, right))


def _known(slot: Slot, left: Document, right: Document) -> bool:
    """Whether one of two names stands anywhere in the other article; of two that both articles have, each has its own part."""
    return named_in(slot.left.words, right) or named_in(slot.right.words, left)


def weighed(details: Iterable[tuple[Difference, Mapping[str, float]]]) -> list[tuple[Difference, float]]:
    """Every two details that were `measured`, and how surely both are given of one thing, 0..1.

    What is settled by fixed rules has 0: hardly one fact, too little in common around the two, told by both articles, or a usual mistake.
    """
    out = []
    for difference, given in details:
        if settled(difference.reason, given):
            out.append((difference, 0.0))
            continue
        weights, constant = _WEIGHTS[difference.reason]
        odds = constant + sum(weight * given[name] for name, weight in weights.items())
        out.append((difference, min(_MOST, 1 / (1 + math.exp(-_SCALE * odds - _SHIFT)))))
    return out


def settled(reason: str, given: Mapping[str, float]) -> bool:
    """Whether two details with these values of FEATURES are no contradiction, whatever they weigh."""
    return (
        given["same"] < log_odds(_SAME_FACT)
        or (given["strength"] < _STRENGTH.get(reason, 0.0) and given.get("main", 0.0) < _MAINLY.get(reason, 1.0))
        or (given["doubted"] > 0 and reason not in _ONLY_WEIGHED)
        or (given["elsewhere"] > 1 and given.get("main", 1.0) < _KNOWN.get(reason, 0.0) and not given.get("newer"))
        or given.get("main", 1.0) < _least_main(reason, given)
        or given["opposed"] < _OPPOSED.get(reason, _LEAST_OPPOSED)
    )


def _least_main(reason: str, given: Mapping[str, float]) -> float:
    least = _MAIN.get("update" if given.get("newer") else reason, 0.0)
    return max(least, _MAIN_UNDATED) if given.get("undated") else least


_VALUES = frozenset({"number", "date", "duration", "place", "agent"})
"""Reasons that are values of an event."""
_SAME_PART, _SAME_VALUE = 0.7, 0.5
"""Strength from which on two values surely play the same part, and probability from which on they are foretold to be the same."""


def measured(
    alignment: Alignment,
    differences: Sequence[Difference],
    slots: Sequence[Seen],
    left: Document,
    right: Document,
    opinion: Probabilities | None = None,
) -> list[tuple[Difference, dict[str, float]]]:
    """Every two details that exclude each other for one of REASONS, with the values of FEATURES and, unless they are of one thing in any
    case, `main` where it is known, `newer`, 1 for two counts on two days, and `undated`, 1 where the day of an article is not known.

    The documents hold the statements.
    """
    found = _collected(differences, slots)
    same = log_odds(alignment.loosely)
    contradict = log_odds(alignment.reading.contradict) if alignment.reading is not None else 0.0
    opposed = max(_LEAST_OPPOSED, log_odds(opinion.contradiction)) if opinion is not None else 0.0
    main = {"main": alignment.scores["main"]} if "main" in alignment.scores else {}
    out = []
    for d, seen_as in found:
        if not _asked_of(d, seen_as, alignment, left, right):
            continue
        elsewhere = _given(d.left_words, right) + _given(d.right_words, left)
        of_one = seen_as is not None and seen_as.one_thing and (seen_as.moved or not elsewhere)
        if not of_one and _explained(d, seen_as, left, right):
            continue
        doubted = float(bool(usual_mistakes(d.reason, d, alignment, left, right)))
        whole = (d.strength, same, contradict, math.log(len(found)), float(elsewhere))
        newer = d.changing and one_day(left, right) is False
        if of_one and seen_as is not None:
            whole, seen_as = (_OF_ONE, log_odds(_OF_ONE), 0.0, 0.0, 0.0), replace(seen_as, alike=_OF_ONE)
        foretold = _foretold(seen_as, newer and whole[0] >= _COUNTED_ANEW)
        figures = _figures(seen_as, d.strength, main.get("main", 0.0))
        values = (*whole, *foretold, doubted, opposed, *figures)
        when = {"newer": float(newer), "undated": float(one_day(left, right) is None)}
        out.append((d, dict(zip(FEATURES, values, strict=True)) | ({} if of_one else main | when)))
    return out


def _collected(differences: Sequence[Difference], slots: Sequence[Seen]) -> list[tuple[Difference, Seen | None]]:
    """Every two details that exclude each other, each pair once, with the slot that holds them where one does."""
    found: dict[tuple[object, object, str], tuple[Difference, Seen | None]] = {}
    for d in differences:
        if d.incompatible and d.left is not None and d.right is not None:
            found[d.left, d.right, d.reason] = (d, None)
    for each in (s for s in slots if s.slot.equal is False):
        a, b = each.slot.left, each.slot.right
        key = (a.span, b.span, each.slot.kind)
        changing = (a.counted and b.counted and not each.past) or each.moved
        known = found[key][0] if key in found else Difference(key[2], True, a.span, b.span, a.words, b.words, 0.0)
        found[key] = (replace(known, changing=changing), each)
    return list(found.values())


def _asked_of(difference: Difference, seen_as: Seen | None, alignment: Alignment, left: Document, right: Document) -> bool:
    """Whether two details of this kind can make a contradiction: one of REASONS, or held by a slot; and no denial that is none."""
    reason = difference.reason
    if reason == "negation" and any(doubt(difference, alignment, left, right) for doubt in _NO_DENIAL):
        return False
    return reason in REASONS or (reason in _WEIGHTS and seen_as is not None)


def of_two_things(differences: Sequence[Difference], slots: Sequence[Seen]) -> bool:
    """Whether values of two kinds exclude each other that play the same part: 30 arrested in Norport on Monday, 12 in Norwick.

    Where more than one thing is another, it is another event mostly. What is of one thing in any case is not asked, nor is the rank of a
    thing, which each outlet counts among others.
    """
    kinds = {d.reason for d in differences if d.incompatible and d.reason in _VALUES and d.strength >= _SAME_PART}
    unlike = (s for s in slots if s.slot.equal is False and s.slot.left.kind is not DetailKind.ORDINAL)
    foretold = (s.slot.kind for s in unlike if s.alike is not None and s.alike >= _SAME_VALUE)
    kinds |= {"agent" if kind == "name" else kind for kind in foretold}
    return len(kinds) > 1 and not any(s.one_thing for s in slots)


def of_two_occasions(difference: Difference, left: Document, right: Document) -> bool:
    """Whether a figure may be another one at another time, as what is asked for a week or more apart; a newer count is told as one."""
    return difference.reason == "number" and not difference.changing and apart(left, right)


def _explained(difference: Difference, seen_as: Seen | None, left: Document, right: Document) -> bool:
    """Whether time explains it: it is of two occasions, it is counted on a day that nobody knows, or each article tells of its own day."""
    if of_two_occasions(difference, left, right):
        return True
    if seen_as is None:
        return False
    if left.date is None or right.date is None:
        return may_have_grown(seen_as.slot)
    return each_its_own(seen_as.slot, (left.date, right.date))


def _foretold(seen_as: Seen | None, counted_anew: bool) -> tuple[float, float]:
    """What is foretold: `alike` and `surely`; of a count on another day nobody would foretell the same."""
    if seen_as is None or seen_as.alike is None:
        return 0.0, 0.0
    alike = log_odds(max(seen_as.alike, _ANEW) if counted_anew else seen_as.alike)
    return alike, max(0.0, alike)


def _figures(seen_as: Seen | None, strength: float, main: float) -> tuple[float, float, float]:
    """`apart`, `share` and `near` of two figures, around which so much agrees, and of a fact that is so surely the main thing of both."""
    if seen_as is None:
        return 0.0, 0.0, 0.0
    left, right = seen_as.slot.left, seen_as.slot.right
    share = left.unit == right.unit == PERCENT
    least = _TWO_THINGS if strength > 0 else _UNLIKE_AROUND
    may_be_one = not share and seen_as.alike is not None and (seen_as.alike >= least or main >= _ALL_ONE)
    return times_apart(left, right), float(share), float(may_be_one and near(left, right))


def _given(words: str, other: Document) -> bool:
    """Whether the other article has the same words anywhere, and so may tell of both."""
    return bool(re.search(rf"(?<![\w.,$]){re.escape(words)}(?![\w,]*\d|\.\d)", other.text, re.I))
