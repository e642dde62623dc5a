"""Which documents carry the same agency copy, and so count as one source."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from rapidfuzz import fuzz, process

from consistency.model import BlockKind, Document

_WORDS = 12
"""Shorter paragraphs say nothing about where an article comes from."""
_SAME = 90
"""Least ratio, 0..100, of two paragraphs that are one."""
_SHARE, _SHARE_CREDITED = 0.5, 0.25
"""Share of the shorter article's paragraphs that both must have; less where both credit the same agency."""
_LEAST = 2


def same_copy(left: Document, right: Document) -> bool:
    """Whether the two carry the same copy, so that one of them is no independent source."""
    a, b = _paragraphs(left), _paragraphs(right)
    if len(a) < _LEAST or len(b) < _LEAST:
        return False
    same = (process.cdist(a, b, scorer=fuzz.ratio, score_cutoff=_SAME, dtype=np.uint8) > 0).any(axis=1 if len(a) <= len(b) else 0)
    credited = left.wire is not None and left.wire == right.wire
    return bool(same.sum() >= _LEAST and same.mean() >= (_SHARE_CREDITED if credited else _SHARE))


def copies(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more document ids, each group one source, sorted; from the pairs that carry the same copy (union-find)."""
    parent: dict[str, str] = {}

    def root(x: str) -> str:
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in pairs:
        parent[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[str, list[str]] = {}
    for x in parent:
        groups.setdefault(root(x), []).append(x)
    return tuple(sorted(tuple(sorted(g)) for g in groups.values()))


def _paragraphs(document: Document) -> list[str]:
    texts = (document.text[b.span.start : b.span.end] for b in document.blocks if b.kind is BlockKind.PARAGRAPH)
    return [t for t in texts if len(t.split()) >= _WORDS]
