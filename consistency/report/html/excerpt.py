"""A few words of a statement, where a whole passage has no room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from consistency.model import Document, Span, Statement
from consistency.report._diff import CUT, Piece, clean


def excerpt(document: Document, statement: Statement, marked: Sequence[Span], limit: int) -> tuple[Piece, ...]:
    """About `limit` characters of what a statement says: its beginning, or if the first marked words are further in, what is about them."""
    text, extent = document.text, statement.extent
    start, first = extent.start, min((m.start for m in marked if extent.holds(m)), default=extent.start)
    if first - start > limit // 2:
        start = text.rfind(" ", start, first - limit // 3) + 1 or start
    end = min(extent.end, start + limit)
    if end < extent.end:
        end = max(text.rfind(" ", start, end), max((m.end for m in marked if m.start < end), default=start))
        end = min(max(end, start + 1), extent.end)
    edges = sorted({start, end} | {e for m in marked for e in (m.start, m.end) if start < e < end})
    found = [Piece(clean(text[a:b]), any(m.start <= a and b <= m.end for m in marked)) for a, b in pairwise(edges)]
    return (*[Piece(f"{CUT} ")] * (start > extent.start), *found, *[Piece(f" {CUT}")] * (end < extent.end))
