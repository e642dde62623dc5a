"""Two details that exclude each other: how probably both outlets give them of one thing.

The relation model foretells of masked figures, days and lengths of time whether both statements would give the same (`details.slots`). A
logistic model for each reason weighs its answer with how much of the surroundings agrees, with how surely the two statements are one fact,
and with what usually goes wrong (`doubts`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consistency.contradiction import Probabilities
from consistency.details import Details, Difference
from consistency.details.slots import Slot, hidden, one_persons, open_slots
from consistency.model import Alignment, Document
from consistency.relation import RelationModel, log_odds, masked
from consistency.verdict.doubts import fragment, usual_mistakes

FEATURES = ("strength", "same", "contradict", "others", "elsewhere", "alike", "masked", "doubted", "opposed")
"""What is weighed: how much of the surroundings agrees, 0..1; how surely it is one fact, and how surely both cannot be right (log-odds);
how many details exclude each other (log); in how many of the two articles the other one's words stand, too; what the model foretells of the
masked details (log-odds, 0 where it was not asked) and whether it was asked; whether anything that usually goes wrong does; and how
surely the contradiction model finds that both cannot be right (log-odds, 0 where it was not asked)."""
_WEIGHTS: Mapping[str, tuple[tuple[float, ...], float]] = {
    "number": ((2.41, 0.55, 0.93, -0.11, -0.64, 0.41, 0.0, 0.0, 0.6), -1.21),
    "date": ((1.59, 0.56, 1.09, 0.12, -0.97, 0.62, -1.09, 0.15, 0.6), -0.24),
    "duration": ((2.08, 0.58, 1.03, 0.02, -0.81, 0.52, -1.14, 0.28, 0.6), -0.84),
    "negation": ((2.62, 0.79, 0.94, 0.08, 0.48, 0.0, 0.0, -1.05, 0.6), -3.71),
    "opposite": ((6.08, 0.35, 0.44, -0.43, -0.1, 0.0, 0.0, -0.3, 0.6), -3.26),
    "sequence": ((4.23, 0.66, 0.64, -0.18, -0.32, 0.0, 0.0, -1.05, 0.6), -3.52),
    "scope": ((4.23, 0.66, 0.64, -0.18, -0.32, 0.0, 0.0, -1.05, 0.6), -2.52),
}
"""For each reason the weights of FEATURES and the constant, so that log-odds of 0 are the default confidence; fitted by
training/excluding.py, which says on what. The weight of `opposed`, one for all, and the constants of opposites, order and scope were set
after that fit (docs/model-card.md)."""
_LEAST_OPPOSED = -2.0
"""Least log-odds taken from the contradiction model, which overlooks a figure that differs more easily than it invents one."""
REASONS = frozenset(_WEIGHTS)
_VALUES = frozenset(("number", "date", "duration"))
"""What the relation model is asked about; the kind of slot has the same name."""
_SAME_FACT = 0.6
"""Least score of an alignment whose details are compared: what would be told as one fact."""
_STRENGTH: Mapping[str, float] = {"number": 0.6, "negation": 0.55}
_STRENGTH_ELSE = 0.25
"""Least agreement of the surroundings; stories on money and votes are full of figures in like sentences, and what is only asked for,
which weakens a negation, excludes nothing. That of a negation was set, with the constant of the order of events, on 682 stories of which
7,780 pairs were judged: of the 14 denials and orders that were said there none was a contradiction."""
_MAIN: Mapping[str, float] = {"number": 0.5}
"""Least probability that the fact is the main thing of both: of what is shared in passing there are other figures on both sides."""
_ONLY_WEIGHED = frozenset(("negation",))
"""Reasons for which what usually goes wrong does not settle it."""
_OF_ONE = 0.95
"""How surely the ages of one person, whom both name right before them, are given of one thing; what else is told says nothing of it."""
BELIEVED = 0.6
"""Least certainty at which two details are said to exclude each other; where the log-odds are 0."""
_MOST = 0.99
"""Greatest certainty: it is an estimate."""
_SCALE, _SHIFT = 1.4, math.log(BELIEVED / (1 - BELIEVED))
"""From the log-odds to those of the confidence."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An open slot and what the relation model foretells of it."""

    slot: Slot
    alike: float | None
    """How probably both would give the same, 0..1; None where it was not asked."""
    one_persons: bool = False
    """Whether both are the age of one person, which is one thing whatever else the two statements tell."""


def seen(
    alignments: Sequence[Alignment], documents: Mapping[str, Document], known: Mapping[str, Details], model: RelationModel
) -> list[tuple[Seen, ...]]:
    """The open slots of each alignment that is sure enough, and ages of one person; `known` holds the details of its statements."""
    found: list[list[Seen]] = [[] for _ in alignments]
    asked: list[tuple[int, Slot, str, str]] = []
    for number, alignment in enumerate(alignments):
        left, right = alignment.left, alignment.right
        for slot in open_slots(known[left.id], known[right.id]):
            if one_persons(slot, known[left.id], known[right.id]):
                found[number].append(Seen(slot, None, one_persons=True))
                continue
            if alignment.scores["same_fact"] < _SAME_FACT:
                continue
            a = masked(documents[left.document], left, slot.left.span, hidden(slot.left)) if slot.kind in _VALUES else None
            b = masked(documents[right.document], right, slot.right.span, hidden(slot.right)) if slot.kind in _VALUES else None
            if a and b:
                asked.append((number, slot, a, b))
            else:
                found[number].append(Seen(slot, None))
    answers = model.alike([(a, b, slot.kind) for _, slot, a, b in asked])
    for (number, slot, _, _), answer in zip(asked, answers, strict=True):
        found[number].append(Seen(slot, answer))
    return [tuple(each) for each in found]


def weighed(details: Iterable[tuple[Difference, Mapping[str, float]]]) -> list[tuple[Difference, float]]:
    """Every two details that were `measured`, and how surely both are given of one thing, 0..1.

    What is settled by fixed rules has 0: hardly one fact, too little in common around the two, or a usual mistake.
    """
    out = []
    for difference, given in details:
        if settled(difference.reason, given):
            out.append((difference, 0.0))
            continue
        weights, constant = _WEIGHTS[difference.reason]
        odds = constant + sum(weight * given[name] for name, weight in zip(FEATURES, weights, strict=True))
        out.append((difference, min(_MOST, 1 / (1 + math.exp(-_SCALE * odds - _SHIFT)))))
    return out


def settled(reason: str, given: Mapping[str, float]) -> bool:
    """Whether two details with these values of FEATURES are no contradiction, whatever they weigh."""
    return (
        given["same"] < log_odds(_SAME_FACT)
        or given["strength"] < _STRENGTH.get(reason, _STRENGTH_ELSE)
        or (given["doubted"] > 0 and reason not in _ONLY_WEIGHED)
        or given.get("main", 1.0) < _MAIN.get(reason, 0.0)
    )


def measured(
    alignment: Alignment,
    differences: Sequence[Difference],
    slots: Sequence[Seen],
    left: Document,
    right: Document,
    opinion: Probabilities | None = None,
) -> list[tuple[Difference, dict[str, float]]]:
    """Every two details that exclude each other for one of REASONS, with the values of FEATURES and, where it is known, `main`.

    The documents hold the statements.
    """
    found: dict[tuple[object, object, str], tuple[Difference, float | None]] = {}
    ages: set[Difference] = set()
    for d in differences:
        if d.incompatible and d.left is not None and d.right is not None:
            found[d.left, d.right, d.reason] = (d, None)
    for each in slots:
        a, b = each.slot.left, each.slot.right
        key = (a.span, b.span, _REASON_OF.get(each.slot.kind, each.slot.kind))
        counted = a.counted and b.counted
        known = found[key][0] if key in found else Difference(key[2], True, a.span, b.span, a.words, b.words, 0.0, counted)
        found[key] = (known, each.alike)
        if each.one_persons:
            ages.add(known)
    same = log_odds(alignment.scores["same_fact"])
    contradict = log_odds(alignment.reading.contradict) if alignment.reading is not None else 0.0
    opposed = max(_LEAST_OPPOSED, log_odds(opinion.contradiction)) if opinion is not None else 0.0
    main = {"main": alignment.scores["main"]} if "main" in alignment.scores else {}
    out = []
    for d, alike in found.values():
        of_fragment = d.reason == "negation" and fragment(d, alignment, left, right)  # which may be denied outside of its marks
        if d.reason in REASONS and not of_fragment:
            elsewhere = _given(d.left_words, right) + _given(d.right_words, left)
            doubted = float(bool(usual_mistakes(d.reason, d, alignment, left, right)))
            asked = (log_odds(alike), 1.0) if alike is not None else (0.0, 0.0)
            values = (d.strength, same, contradict, math.log(len(found)), float(elsewhere), *asked, doubted, opposed)
            given = dict(zip(FEATURES, values, strict=True)) | main
            if d in ages and not elsewhere:
                given = dict.fromkeys(FEATURES, 0.0) | {"strength": _OF_ONE, "same": log_odds(_OF_ONE), "doubted": doubted}
            out.append((d, given))
    return out


_REASON_OF = {"name": "agent"}
"""The reason of a difference between two slots of a kind, where it has another name."""


def _given(words: str, other: Document) -> bool:
    """Whether the other article has the same words anywhere, and so may tell of both."""
    return bool(re.search(rf"(?<![\w.,$]){re.escape(words)}(?![\w,]*\d)", other.text, re.I))
