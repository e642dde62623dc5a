"""The verdict on one fact reported by two outlets, and on one speaker's positions at two dates.

Typed details that play the same part on both sides decide; where none excludes another, the difference that informs most is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from consistency.details import Difference
from consistency.model import Alignment, Document, Span, Verdict
from consistency.names import same_name
from consistency.verdict.judgement import Judgement

_SURE = 0.6
"""Least strength at which two details are taken to play the same part."""
_INFORMS_FIRST = ("hedge", "precision", "attribution", "framing", "omission")
_SHIFTING = frozenset(("opposite", "negation"))
_COUNTED = frozenset(("number", "duration"))


def judge(alignment: Alignment, differences: Sequence[Difference], left: Document, right: Document) -> Judgement:
    """The verdict on two statements of one fact."""
    excluding = sorted((d for d in differences if d.incompatible and d.strength >= _SURE), key=lambda d: -d.strength)
    same_fact = alignment.scores.get("same_fact", 1.0)
    if excluding:
        first = excluding[0]
        reason = "update" if first.reason in _COUNTED and _later(left.date, right.date) else first.reason
        sure = round(first.strength * same_fact, 2)
        return Judgement(Verdict.CONTRADICT, reason, sure, *_evidence(alignment, first), (first.left_words, first.right_words))
    informing = sorted((d for d in differences if not d.incompatible), key=lambda d: (_rank(d.reason), -d.strength))
    if informing and _rank(informing[0].reason) < len(_INFORMS_FIRST):
        first = informing[0]
        return Judgement(
            Verdict.WORDING, first.reason, round(same_fact, 2), *_evidence(alignment, first), (first.left_words, first.right_words)
        )  # fmt: skip
    who = [s.speaker.name if s.speaker else None for s in (alignment.left, alignment.right)]
    if (who[0] is None) != (who[1] is None) or same_name(who[0], who[1]) is False:
        return Judgement(Verdict.WORDING, "attribution", round(same_fact, 2), *_extents(alignment), (who[0] or "", who[1] or ""))
    if " ".join(alignment.left.text.split()).casefold() == " ".join(alignment.right.text.split()).casefold():
        return Judgement(Verdict.AGREE, "same", round(same_fact, 2), *_extents(alignment))
    if alignment.left.kind is not alignment.right.kind or alignment.scores.get("fuzzy", 1.0) < 0.6:
        return Judgement(Verdict.WORDING, "framing", round(same_fact, 2), *_extents(alignment))
    return Judgement(Verdict.AGREE, "paraphrase", round(same_fact, 2), *_extents(alignment))


def judge_positions(alignment: Alignment, differences: Sequence[Difference]) -> Judgement | None:
    """A shift, where what the speaker says at one date excludes what they say at the other; else nothing."""
    moved = sorted((d for d in differences if d.incompatible and d.reason in _SHIFTING and d.strength >= _SURE), key=lambda d: -d.strength)
    if not moved:
        return None
    first = moved[0]
    return Judgement(
        Verdict.CONTRADICT, "shift", round(min(0.9, first.strength), 2), *_evidence(alignment, first), (first.left_words, first.right_words)
    )  # fmt: skip


def _rank(reason: str) -> int:
    return _INFORMS_FIRST.index(reason) if reason in _INFORMS_FIRST else len(_INFORMS_FIRST)


def _later(left: date | None, right: date | None) -> bool:
    return left is not None and right is not None and left != right


def _evidence(alignment: Alignment, difference: Difference) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    whole = _extents(alignment)
    return (difference.left,) if difference.left else whole[0], (difference.right,) if difference.right else whole[1]


def _extents(alignment: Alignment) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    return alignment.left.spans, alignment.right.spans
