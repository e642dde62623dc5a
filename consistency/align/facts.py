"""Which statements of two documents report the same fact.

Every pair gets a score from a logistic model over a few features of meaning, words and names. The features that matter most are relative:
on one event every sentence resembles every other one, so a pair counts as far as it stands out from what its two statements have
in common with the rest (cross-domain similarity local scaling, Conneau et al. 2018).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from consistency.align.sides import Side
from consistency.model import Alignment, Basis, Kind, Statement
from consistency.names import same_name
from consistency.worddiff import Token

Matrix = NDArray[np.float64]

FEATURES = (
    "cosine",
    "local",
    "fuzzy",
    "rare",
    "rare_max",
    "names",
    "numbers",
    "both_headline",
    "speaker_same",
    "speaker_other",
    "quote",
    "length",
)
"""Names of the columns of `features`, in order."""

_WEIGHTS: Mapping[str, float] = {"cosine": 6.0, "local": 6.0, "rare": 3.0}
_INTERCEPT = -6.0
"""Fitted by training/alignment.py, which says on what."""

THRESHOLD = 0.5
"""Least probability at which two statements are joined."""
_NEIGHBOURS = 4
"""How many nearest statements of the other document a statement's own level of resemblance is taken from."""
_PARTNERS = 2
"""How many statements of one other document a statement may be the same fact as."""


def features(left: Side, right: Side) -> NDArray[np.float64]:
    """An array of shape (left statements, right statements, len(FEATURES))."""
    cosine = np.asarray(left.vectors @ right.vectors.T, dtype=np.float64)
    stems = [[_stems(ts) for ts in side.tokens] for side in (left, right)]
    weight = _rarity([*stems[0], *stems[1]])
    keys = [[" ".join(t.key for t in ts) for ts in side.tokens] for side in (left, right)]
    fuzzy = process.cdist(keys[0], keys[1], scorer=fuzz.token_set_ratio, dtype=np.float32).astype(np.float64) / 100
    rare, rare_max = _overlap(stems[0], stems[1], weight)
    names, _ = _overlap(left.names, right.names, weight)
    numbers = [[frozenset(w for w in ws if w[:1].isdigit()) for ws in side] for side in stems]
    number, _ = _overlap(numbers[0], numbers[1], weight)
    speaker = np.array([[_speaker(a, b) for b in right.statements] for a in left.statements]).reshape(cosine.shape)
    headline = np.outer(left.headline, right.headline).astype(np.float64)
    quote = np.array([[float(a.kind != b.kind) for b in right.statements] for a in left.statements]).reshape(cosine.shape)
    size = [np.array([len(ts) + 1.0 for ts in side.tokens]) for side in (left, right)]
    length = -np.abs(np.log(size[0])[:, None] - np.log(size[1])[None, :])
    columns = (
        cosine, _local(cosine), fuzzy, rare, rare_max, names, number, headline, (speaker > 0) * 1.0, (speaker < 0) * 1.0, quote, length,
    )  # fmt: skip
    return np.stack(columns, axis=-1)


def same_facts(left: Side, right: Side, threshold: float = THRESHOLD) -> list[Alignment]:
    """The pairs of statements, one of each document, that report the same fact with a probability of at least `threshold`.

    Two quotations are no such pair: they are one utterance (`quotations.same_utterances`) or two.
    """
    if not left.statements or not right.statements:
        return []
    x = features(left, right)
    weights = np.array([_WEIGHTS.get(name, 0.0) for name in FEATURES])
    probability = 1 / (1 + np.exp(-(x @ weights + _INTERCEPT)))
    quotes = [np.array([s.kind is Kind.QUOTE for s in side.statements]) for side in (left, right)]
    probability[np.outer(quotes[0], quotes[1])] = 0.0
    found: list[Alignment] = []
    for i, j in zip(*np.nonzero(probability >= threshold), strict=True):
        beaten = max((probability[i] > probability[i, j]).sum(), (probability[:, j] > probability[i, j]).sum())
        if beaten < _PARTNERS:
            scores = {
                "same_fact": round(float(probability[i, j]), 4),
                "cosine": round(float(x[i, j, 0]), 4),
                "fuzzy": round(float(x[i, j, 2]), 4),
            }
            found.append(Alignment(left.statements[i], right.statements[j], Basis.FACT, scores))
    return found


def _local(cosine: Matrix) -> Matrix:
    """How far a pair stands out: its cosine, less the mean of its two statements' levels among their nearest neighbours."""

    def level(rows: Matrix) -> Matrix:
        k = min(_NEIGHBOURS, rows.shape[1])
        return np.asarray(np.sort(rows, axis=1)[:, -k:].mean(axis=1))

    return cosine - (level(cosine)[:, None] + level(cosine.T)[None, :]) / 2


def _stems(tokens: Sequence[Token]) -> frozenset[str]:
    """Content words, their commonest endings cut."""
    return frozenset(_stem(t.key) for t in tokens if t.content)


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending in ("ing", "ies", "ied", "es", "ed", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _rarity(sets: Sequence[frozenset[str]]) -> dict[str, float]:
    """Inverse document frequency of each word over the statements of both documents."""
    seen = Counter(w for s in sets for w in s)
    return {w: math.log((len(sets) + 1) / n) for w, n in seen.items()}


def _overlap(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]], weight: Mapping[str, float]) -> tuple[Matrix, Matrix]:
    """The weight of the shared words, as a share of the lesser and of the greater side."""
    vocabulary = {w: k for k, w in enumerate(sorted(set().union(*left, *right)))}

    def rows(sets: Sequence[frozenset[str]]) -> Matrix:
        m = np.zeros((len(sets), len(vocabulary)))
        for i, s in enumerate(sets):
            for w in s:
                m[i, vocabulary[w]] = math.sqrt(weight.get(w, 1.0))
        return m

    a, b = rows(left), rows(right)
    shared = a @ b.T
    total = [(m * m).sum(axis=1) for m in (a, b)]
    least = np.minimum(total[0][:, None], total[1][None, :])
    most = np.maximum(total[0][:, None], total[1][None, :])
    return shared / np.maximum(least, 1.0), shared / np.maximum(most, 1.0)


def _speaker(left: Statement, right: Statement) -> float:
    """1 where both have the same speaker, -1 where they have two, else 0."""
    same = same_name(left.speaker.name if left.speaker else None, right.speaker.name if right.speaker else None)
    return 0.0 if same is None else 1.0 if same else -1.0
