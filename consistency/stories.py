"""Documents -> stories: which of them report one event.

Two documents resemble one another by their words (cosine of weighted counts) and by what was found to be the same in both. Groups grow by
average linkage (Sokal and Michener 1958): they are joined while their documents are alike on average, so that one document which
resembles two events, or one finding between them, does not make a chain of the two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from consistency.model import Document, Finding, Story, apart
from consistency.text import fold
from consistency.worddiff import FUNCTION_WORDS

Matrix = NDArray[np.float64]

_ALIKE = 0.22
"""Least mean resemblance of two groups that are one story."""
_FOUND = 0.08
"""What findings add to the resemblance of two documents: this times the logarithm of one more than their confidences' sum."""
_FADES = 21
"""Days in which the resemblance of two documents would fade to nothing; from a week on they report two occasions, and have none."""
_TITLE = 90
"""Characters of a first paragraph that stands in for a headline."""

_WORD = re.compile(r"[^\W_][\w'’]+")


def stories(documents: Sequence[Document], findings: Sequence[Finding], copies: Sequence[tuple[str, ...]] = ()) -> tuple[Story, ...]:
    """The stories; every document is in one, and the one with most documents comes first."""
    if not documents:
        return ()
    documents = sorted(documents, key=lambda d: d.id)  # so that ties are broken alike in any order of reading
    alike = resemblance(documents, findings, copies)
    found = []
    for group in _linked(alike, _ALIKE):
        members = sorted((documents[i] for i in group), key=lambda d: (d.dated, d.outlet, d.id))
        central = max(group, key=lambda i: (bool(documents[i].title), alike[i, group].sum(), documents[i].id))
        found.append(Story(headline(documents[central]), tuple(d.id for d in members)))
    first = {d.id: d.dated for d in documents}
    return tuple(sorted(found, key=lambda s: (-len(s.documents), first[s.documents[0]], s.documents)))


def headline(document: Document) -> str:
    """The document's title, or the beginning of its text."""
    start = document.title or next((document.text[b.span.start : b.span.end] for b in document.prose), "") or document.id
    start = " ".join(start.split())
    return start if len(start) <= _TITLE else start[:_TITLE].rpartition(" ")[0] + " …"


def resemblance(documents: Sequence[Document], findings: Sequence[Finding], copies: Sequence[tuple[str, ...]]) -> Matrix:
    """How much each two documents have in common: 0 for nothing at all, 1 and more for the same copy."""
    place = {d.id: i for i, d in enumerate(documents)}
    found = np.zeros((len(documents), len(documents)))
    for finding in findings:
        if finding.reason != "shift":
            found[place[finding.left.document], place[finding.right.document]] += finding.confidence
    alike = _cosines(documents) + _FOUND * np.log1p(found + found.T)
    for group in copies:
        within = [place[id] for id in group]
        alike[np.ix_(within, within)] = np.maximum(alike[np.ix_(within, within)], 1.0)
    return np.asarray(alike * [[_nearness(a, b) for b in documents] for a in documents])


def _nearness(left: Document, right: Document) -> float:
    """1 for documents of one day, less for every day between them; 1 where a date is missing."""
    if left.date is None or right.date is None:
        return 1.0
    return 0.0 if apart(left, right) else 1 - abs(left.date - right.date).days / _FADES


def _cosines(documents: Sequence[Document]) -> Matrix:
    """Of the documents' words: each weighs as much as it is frequent in the document and rare in the corpus, by paragraphs."""
    paragraphs = [[_words(d.text[b.span.start : b.span.end]) for b in d.prose] for d in documents]
    seen = Counter(word for ps in paragraphs for words in ps for word in words)
    total = sum(len(ps) for ps in paragraphs)
    weight: Mapping[str, float] = {w: float(np.sqrt(np.log1p(total / n))) for w, n in seen.items()}
    column = {w: i for i, w in enumerate(sorted(weight))}
    rows = np.zeros((len(documents), len(column)), dtype=np.float32)
    for row, ps in zip(rows, paragraphs, strict=True):
        for word, n in Counter(word for words in ps for word in words).items():
            row[column[word]] = (1 + np.log(n)) * weight[word]
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(length > 0, length, 1)
    return np.asarray(rows @ rows.T, dtype=np.float64)


def _words(text: str) -> frozenset[str]:
    return frozenset(w for m in _WORD.findall(text) if (w := fold(m).removesuffix("'s")) not in FUNCTION_WORDS)


def _linked(alike: Matrix, least: float) -> list[list[int]]:
    """Groups of rows by average linkage, joined while the mean of what lies between two of them is `least` or more."""
    between = alike.copy()
    np.fill_diagonal(between, -1.0)
    groups = [[i] for i in range(len(between))]
    while True:
        a, b = divmod(int(between.argmax()), len(between))
        if between[a, b] < least:
            return [sorted(g) for g in groups if g]
        merged = (len(groups[a]) * between[a] + len(groups[b]) * between[b]) / (len(groups[a]) + len(groups[b]))
        between[a], between[:, a] = merged, merged
        between[b], between[:, b] = -1.0, -1.0
        between[a, a] = -1.0
        groups[a], groups[b] = groups[a] + groups[b], []
