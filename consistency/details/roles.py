"""Whether two details play the same part: how much of the words around them agrees."""

from __future__ import annotations

from collections.abc import Iterable

from consistency.details.kinds import ContentWord, Context, Detail, Difference, Predicate

EMPTY_VERBS = frozenset("have get make take give go come do be put set use see find show include become keep".split())
"""Verbs that say too little for two details to belong together by them alone."""


def overlap(left: Iterable[str], right: Iterable[str]) -> float:
    """Shared words as a part of the shorter list, at least two words long."""
    a, b = set(left), set(right)
    return len(a & b) / max(2, min(len(a), len(b))) if a and b else 0.0


def slot_agreement(left: Context, right: Context) -> float:
    """How far the direct neighbours agree: 1 both sides, 0.5 one side."""
    before = left.before[-1:] == right.before[-1:]
    after = left.after[:1] == right.after[:1]
    return 0.5 * before + 0.5 * after


def agreement(left: Context, right: Context) -> float:
    """0..1: how much verb, neighbours and surroundings agree."""
    if left.verb and right.verb:
        verb = 1.0 if left.verb == right.verb else 0.5 if left.verb in right.near or right.verb in left.near else 0.0
        verb *= 0.7 if left.verb in EMPTY_VERBS else 1.0
    else:
        verb = 0.4
    return 0.35 * verb + 0.4 * min(1.0, 1.3 * overlap(left.near, right.near)) + 0.25 * slot_agreement(left, right)


def difference(
    reason: str, incompatible: bool, left: Detail | Predicate | ContentWord, right: Detail | Predicate | ContentWord, strength: float
) -> Difference:
    """A difference between two details that both statements give."""
    counted = isinstance(left, Detail) and isinstance(right, Detail) and left.counted and right.counted
    return Difference(reason, incompatible, left.span, right.span, left.words, right.words, round(max(0.0, min(1.0, strength)), 3), counted)
