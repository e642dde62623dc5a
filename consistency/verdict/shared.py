"""What two long statements have in common: the stretch of each that the other one tells, too."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.model import Document, Span, Statement
from consistency.worddiff import Token, tokens

_FOUND, _MISSING, _SMALL = 1.0, -0.45, -0.05
"""What a content word that the other statement has counts, one that it has not, and any other word."""
_LEAST = 2
"""Content words that a stretch must share to be one."""


def stretches(left: Statement, right: Statement, left_document: Document, right_document: Document) -> tuple[Span, Span] | None:
    """Where each statement tells what the other one tells, too; None where hardly a word is shared.

    The stretch with the greatest sum, as in local alignment (Smith and Waterman 1981), but with each side's words in any order.
    """
    sides = tokens(left_document, left.spans), tokens(right_document, right.spans)
    stems = [{t.stem for t in side if t.content} for side in sides]
    found = [_densest(side, other) for side, other in zip(sides, stems[::-1], strict=True)]
    return (found[0], found[1]) if found[0] is not None and found[1] is not None else None


def _densest(items: Sequence[Token], other: set[str]) -> Span | None:
    best, best_sum, start, total = range(0), 0.0, 0, 0.0
    for at, token in enumerate(items):
        total += _SMALL if not token.content else _FOUND if token.stem in other else _MISSING
        if total <= 0:
            start, total = at + 1, 0.0
        elif total > best_sum:
            best, best_sum = range(start, at + 1), total
    shared = {items[i].stem for i in best if items[i].content and items[i].stem in other}
    return Span(items[best[0]].start, items[best[-1]].end) if len(shared) >= _LEAST else None
