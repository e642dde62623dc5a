"""One document's statements, with what alignment computes from: a Side of every pair that the document is in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from consistency.model import Document, Statement
from consistency.similarity import Embedding, Encoder
from consistency.worddiff import Token, tokens


@dataclass(frozen=True, slots=True)
class Side:
    """A document and its statements; the sequences are all of one length."""

    document: Document
    statements: tuple[Statement, ...]
    tokens: tuple[tuple[Token, ...], ...]
    keys: tuple[str, ...]
    """The levelled words of each statement, joined by blanks."""
    stems: tuple[frozenset[str], ...]
    """Content words of each statement, their commonest endings cut."""
    vectors: NDArray[np.float32]
    """Unit rows, one for each statement."""
    pieces: NDArray[np.float16]
    """Unit rows, one for each word piece of all statements in order."""
    piece_ids: NDArray[np.int32]
    """Which piece of the model's vocabulary each of those rows is."""
    piece_starts: NDArray[np.int64]
    """Where each statement's pieces begin; every statement has at least one."""
    piece_tokens: NDArray[np.int32]
    """Which token of its statement each piece is of; -1 where it is of none, or nobody knows."""
    names: tuple[frozenset[str], ...]
    """Levelled words that are written with a capital inside of a sentence."""


def side(document: Document, statements: Sequence[Statement], encoder: Encoder) -> Side:
    """The Side of a document and its statements.

    Its texts are encoded by themselves: what shares a batch moves the last digits, and a Side depends on its document alone.
    """
    texts = sorted({s.text for s in statements})
    embedded = dict(zip(texts, encoder.encode(texts) if texts else (), strict=True))
    return _side(document, statements, [embedded[s.text] for s in statements])


def _side(document: Document, statements: Sequence[Statement], embedded: Sequence[Embedding]) -> Side:
    words = tuple(tokens(document, s.spans) for s in statements)
    return Side(
        document=document,
        statements=tuple(statements),
        tokens=words,
        keys=tuple(" ".join(t.key for t in ts) for ts in words),
        stems=tuple(frozenset(t.stem for t in ts if t.content) for ts in words),
        vectors=np.stack([e.vector for e in embedded]) if embedded else np.zeros((0, 1), dtype=np.float32),
        pieces=np.concatenate([e.pieces for e in embedded]) if embedded else np.zeros((0, 1), dtype=np.float16),
        piece_ids=np.concatenate([e.ids for e in embedded]) if embedded else np.zeros(0, dtype=np.int32),
        piece_starts=np.cumsum([0, *(len(e.ids) for e in embedded)])[:-1],
        piece_tokens=np.concatenate([_owners(document, *each) for each in zip(statements, words, embedded, strict=True)])
        if embedded
        else np.zeros(0, dtype=np.int32),
        names=tuple(frozenset(t.key for t in ts[1:] if document.text[t.start].isupper()) for ts in words),
    )


def _owners(document: Document, statement: Statement, words: Sequence[Token], embedded: Embedding) -> NDArray[np.int32]:
    """For each word piece of the statement's text the index of its token."""
    at = _offsets(document, statement)
    begins = [t.start for t in words]
    found = np.full(len(embedded.starts), -1, dtype=np.int32)
    for piece, start in enumerate(embedded.starts.tolist()):
        if 0 <= start < len(at):
            token = bisect_right(begins, at[start]) - 1
            if token >= 0 and at[start] < words[token].end:
                found[piece] = token
    return found


def _offsets(document: Document, statement: Statement) -> list[int]:
    """For each character of the statement's text, in which white space is folded, where it stands in the document."""
    at: list[int] = []
    for span in statement.spans:
        words = list(re.finditer(r"\S+", document.text[span.start : span.end]))
        for word in words:
            if at:
                at.append(span.start + max(0, word.start() - 1))
            at += range(span.start + word.start(), span.start + word.end())
    return at


_RELATED = 0.55
"""Least cosine of the mean statements of two articles that may have something to do with one another; articles on one event have 0.57
to 0.95, and six in seven pairs of articles on two events of one country's politics have less."""
_FEW = 5
"""An article of fewer statements may be on anything."""


def centre(side: Side) -> NDArray[np.float32]:
    """The mean of a document's statements, of length 1; empty where there are too few of them to say what it is about."""
    if len(side.statements) < _FEW:
        return np.zeros(0, dtype=np.float32)
    mean = side.vectors.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


def related(left: NDArray[np.float32], right: NDArray[np.float32]) -> bool:
    """Whether it is worth comparing the statements of two documents, by their centres."""
    return not left.size or not right.size or bool(left @ right >= _RELATED)
