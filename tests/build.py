"""Small documents and statements for tests, each from one line of text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date

import numpy as np
from hypothesis import settings

from consistency.contradiction import Probabilities
from consistency.model import Alignment, Basis, Block, BlockKind, Document, Kind, Span, Speaker, Statement
from consistency.similarity import Embedding


def examples(usual: int) -> int:
    """How many examples a slow property is tried on: `usual`, and under a longer profile as many times more as that asks for."""
    return usual * settings().max_examples // settings.get_profile("default").max_examples or 1


def document(text: str, outlet: str = "The Gazette", day: date | None = None, id: str | None = None) -> Document:
    """A document whose lines are its paragraphs."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(at, at + len(line)), BlockKind.PARAGRAPH))
        at += len(line) + 1
    name = id or f"{outlet}.txt"
    return Document(name, name, text, outlet, day, blocks=tuple(blocks))


def quotation(document: Document, *words: str, speaker: str | None = None) -> Statement:
    """A quotation of these runs of words; the speaker is the first place where that name stands."""
    spans = tuple(Span(document.text.index(w), document.text.index(w) + len(w)) for w in words)
    return _statement(document, Kind.QUOTE, spans, speaker)


def claim(document: Document, words: str | None = None, speaker: str | None = None) -> Statement:
    """A claim of these words, or of the whole text."""
    words = words or document.text
    start = document.text.index(words)
    return _statement(document, Kind.CLAIM, (Span(start, start + len(words)),), speaker)


def utterance(left: Statement, right: Statement) -> Alignment:
    """The two quotations as one utterance."""
    return Alignment(left, right, Basis.UTTERANCE)


def _statement(document: Document, kind: Kind, spans: tuple[Span, ...], speaker: str | None) -> Statement:
    who = None
    if speaker:
        at = document.text.index(speaker)
        who = Speaker(speaker, at, at + len(speaker))
    text = " ".join(document.text[s.start : s.end] for s in spans)
    id = f"{document.id}:{kind[0]}{spans[0].start}-{spans[-1].end}"
    return Statement(id, document.id, kind, text, spans, who, False, Span(0, len(document.text)) if kind is Kind.QUOTE else None)


class Flat:
    """An encoder to which all texts are alike."""

    def encode(self, texts: Sequence[str]) -> list[Embedding]:
        one, whole = np.ones((1, 1)), np.zeros(1, dtype=np.int32)
        return [Embedding(one[0].astype(np.float32), one.astype(np.float16), whole, whole - 1) for _ in texts]


class Words:
    """An encoder to which texts are alike as far as they have longer words in common; `seen` are the texts it was given."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[Embedding]:
        self.seen += texts
        return [_of_words(text) for text in texts]


def _of_words(text: str) -> Embedding:
    words = text.lower().split() or [""]
    starts = np.array([m.start() for m in re.finditer(r"\S+", text)] or [-1], dtype=np.int32)
    digests = [hashlib.sha256(w.encode("utf-8", "surrogatepass")).digest() for w in words]
    rows = np.array([list(d) for d in digests], dtype=np.float32) - 127.5
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    mean = rows[[len(w) > 4 for w in words]].sum(axis=0) + rows.sum(axis=0) / 100
    ids = np.array([int.from_bytes(d[:3], "big") for d in digests], dtype=np.int32)
    return Embedding(mean / np.linalg.norm(mean), rows.astype(np.float16), ids, starts)


class Opinion:
    """A contradiction model that says the same of every pair."""

    def __init__(self, entailment: float, contradiction: float) -> None:
        self.answer = Probabilities(entailment, 1 - entailment - contradiction, contradiction)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[Probabilities]:
        return [self.answer for _ in pairs]
