"""Two figures, days or lengths of time that exclude each other: how probably both outlets give them of one thing.

The relation model foretells from the masked statements whether both would give the same (`details.slots`); a logistic model weighs its
answer with how much of the surroundings agrees and with how surely the two statements are one fact.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consistency.details import Detail, Details, Difference
from consistency.details.slots import Slot, hidden, open_slots
from consistency.model import Alignment, Document
from consistency.relation import RelationModel, log_odds, masked
from consistency.verdict.doubts import usual_mistakes

REASONS = frozenset(("number", "date", "duration"))
"""The differences between values; for each the kind of slot has the same name."""
_WEIGHTS: Mapping[str, float] = {"alike": 0.58, "strength": 2.81, "fact": 0.42, "contradict": 1.17, "others": -0.31, "elsewhere": -0.45}
_INTERCEPT = -0.42
"""Fitted by training/values.py on 2,686 pairs of values from 704 stories, of which readers found 56 to be contradictions, and on
1,614 pairs of which one value was changed by rule."""
FEATURES = tuple(_WEIGHTS)
"""What is weighed: what the model foretells (log-odds), how much of the surroundings agrees, how surely it is one fact and both cannot be
right (log-odds), how many other details exclude each other (log), and whether the other article has the value too."""
_SAME_FACT = 0.7
"""Least score of the alignment: below, values that fit word for word were mostly given of two things."""
_SCALE, _SHIFT = 0.6, -0.8
"""From the logistic model's log-odds to those of the confidence: at the default, more than half are right in such stories."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An open slot of two values and what the relation model foretells of it."""

    slot: Slot
    alike: float
    """How probably both would give the same, 0..1."""


def seen(
    alignments: Sequence[Alignment], documents: Mapping[str, Document], known: Mapping[str, Details], model: RelationModel
) -> list[tuple[Seen, ...]]:
    """The open slots of values of each alignment that is sure enough; `known` holds the details of its statements."""
    asked: list[tuple[int, Slot, str, str]] = []
    for number, alignment in enumerate(alignments):
        left, right = alignment.left, alignment.right
        if alignment.scores["same_fact"] < _SAME_FACT:
            continue
        for slot in open_slots(known[left.id], known[right.id]):
            a = masked(documents[left.document], left, slot.left.span, hidden(slot.left))
            b = masked(documents[right.document], right, slot.right.span, hidden(slot.right))
            if slot.kind in REASONS and a and b:
                asked.append((number, slot, a, b))
    answers = model.alike([(a, b, slot.kind) for _, slot, a, b in asked])
    found: list[list[Seen]] = [[] for _ in alignments]
    for (number, slot, _, _), answer in zip(asked, answers, strict=True):
        found[number].append(Seen(slot, answer))
    return [tuple(each) for each in found]


def weighed(
    alignment: Alignment, differences: Sequence[Difference], slots: Sequence[Seen], left: Document, right: Document
) -> list[tuple[Difference, float]]:
    """Every two values that exclude each other, and how surely both are given of one thing, 0..1; the documents hold the statements."""
    excluding = [d for d in differences if d.incompatible]
    by_place = {(d.left, d.right): d for d in excluding}
    values: list[tuple[Difference, float | None, bool]] = []
    for each in slots:
        a, b = each.slot.left, each.slot.right
        difference = by_place.pop((a.span, b.span), None) or Difference(each.slot.kind, True, a.span, b.span, a.words, b.words, 0.0)
        values.append((difference, each.alike, _given(a, right) or _given(b, left)))
    values += [(d, None, False) for d in by_place.values() if d.reason in REASONS]
    others = len(excluding) + sum(d.strength == 0.0 for d, _, _ in values)
    given = {"fact": log_odds(alignment.scores["same_fact"]), "others": math.log(max(1, others))}
    if alignment.reading is not None:
        given["contradict"] = log_odds(alignment.reading.contradict)
    out = []
    for difference, alike, elsewhere in values:
        given |= {"alike": log_odds(alike) if alike is not None else 0.0, "strength": difference.strength, "elsewhere": float(elsewhere)}
        odds = _INTERCEPT + sum(_WEIGHTS[name] * value for name, value in given.items())
        out.append((difference, 1 / (1 + math.exp(-_SCALE * odds - _SHIFT))))
    return out


def doubts(reason: str, difference: Difference, alignment: Alignment, left: Document, right: Document) -> tuple[str, ...]:
    """Why two values that exclude each other are likely to be no contradiction although they may be of one thing, or nothing."""
    unsure = () if alignment.scores["same_fact"] >= _SAME_FACT else ("the two may not be about one fact",)
    return (*unsure, *usual_mistakes(reason, difference, alignment, left, right))


def _given(detail: Detail, other: Document) -> bool:
    """Whether the other article has the same words of the detail anywhere, and so may tell of both."""
    return bool(re.search(rf"(?<![\w.,$]){re.escape(detail.words)}(?![\w,]*\d)", other.text, re.I))
