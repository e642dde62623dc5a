"""One document's statements, with what alignment computes from: a Side of every pair that the document is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from consistency.model import BlockKind, Document, Statement
from consistency.similarity import Encoder
from consistency.worddiff import Token, tokens


@dataclass(frozen=True, slots=True)
class Side:
    """A document and its statements; the sequences are all of one length."""

    document: Document
    statements: tuple[Statement, ...]
    tokens: tuple[tuple[Token, ...], ...]
    vectors: NDArray[np.float32]
    """Unit rows."""
    names: tuple[frozenset[str], ...]
    """Levelled words that are written with a capital inside of a sentence."""
    headline: tuple[bool, ...]


def sides(documents: Sequence[Document], statements: Sequence[Statement], encoder: Encoder) -> dict[str, Side]:
    """The Side of each document, by id; all texts are encoded in one go."""
    vectors = encoder.encode([s.text for s in statements])
    rows: dict[str, list[int]] = {d.id: [] for d in documents}
    for k, statement in enumerate(statements):
        rows[statement.document].append(k)
    return {d.id: _side(d, [statements[k] for k in rows[d.id]], vectors[rows[d.id]]) for d in documents}


def _side(document: Document, statements: Sequence[Statement], vectors: NDArray[np.float32]) -> Side:
    words = tuple(tokens(document, s.spans) for s in statements)
    headlines = [b.span for b in document.blocks if b.kind is BlockKind.HEADLINE]
    return Side(
        document=document,
        statements=tuple(statements),
        tokens=words,
        vectors=vectors,
        names=tuple(frozenset(t.key for t in ts[1:] if document.text[t.start].isupper()) for ts in words),
        headline=tuple(any(h.holds(s.extent) for h in headlines) for s in statements),
    )
