"""Which statements of two documents report the same fact.

Every pair gets a first score from a logistic model over a few features of meaning, words and names. The features that matter most are
relative: on one event every sentence resembles every other one, so a pair counts as far as it stands out from what its two statements have
in common with the rest (cross-domain similarity local scaling, Conneau et al. 2018). The best candidates are then read by the relation
model, pair by pair, and a second logistic model weighs its answer together with the features. The likeliest of these are read once more,
closely, and a third one weighs both answers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from consistency import relation
from consistency.align.differing import differing
from consistency.align.sides import Side
from consistency.model import Alignment, Basis, Kind, Reading, Statement, apart
from consistency.names import same_name
from consistency.relation import RelationModel, log_odds

Matrix = NDArray[np.float64]

FEATURES = (
    "cosine", "cosine_local", "words_least", "words_most", "words_local", "fuzzy", "rare_least", "rare_most",
    "names", "numbers", "same_speaker", "other_speaker", "quotation",
)  # fmt: skip
"""Names of the columns of `features`, in order."""

_WEIGHTS: Mapping[str, float] = {
    "cosine": -1.79, "cosine_local": 1.3, "words_least": 6.65, "words_most": 5.54, "words_local": -0.13, "fuzzy": 2.98, "rare_least": 0.65,
    "rare_most": 2.16, "names": -0.57, "numbers": 0.27, "same_speaker": 0.11, "other_speaker": 0.05, "quotation": -0.66,
}  # fmt: skip
_INTERCEPT = -7.45
"""Of the first score; fitted by training/alignment.py, which says on what."""

READ = ("read_same", "read_passing")
"""What the relation model adds to the features: log-odds that the two report one fact, and that they share one at least."""
_READ_WEIGHTS: Mapping[str, float] = {
    "cosine": -1.16, "cosine_local": 0.66, "words_least": 2.27, "words_most": 5.18, "words_local": -0.31, "fuzzy": 0.54,
    "rare_least": -0.04, "rare_most": 2.37, "names": -0.07, "numbers": 0.16, "same_speaker": 0.73, "other_speaker": -0.41,
    "quotation": -0.08, "read_same": 0.06, "read_passing": 0.5,
}  # fmt: skip
_READ_INTERCEPT = -3.87
"""Of the second score, over FEATURES and READ; fitted by training/alignment.py, too."""

CLOSELY = ("second", "closely_same", "closely_passing")
"""What is weighed for the pairs that are read closely: log-odds of the second score, and of the closer answers as in READ."""
_CLOSELY_WEIGHTS: Mapping[str, float] = {"second": 0.37, "closely_same": 0.16, "closely_passing": 0.54}
_CLOSELY_INTERCEPT = -0.15
"""Of the third score; fitted by training/wording.py on 983 judged pairs of stories that neither model was trained on, but for the
constant, which is 0.13 more, so that as much is found as before."""
_MAIN_WEIGHTS: Mapping[str, float] = {"second": 0.26, "closely_same": 0.66, "closely_passing": 0.2}
_MAIN_INTERCEPT = -1.07
"""Of the probability that the fact is the main thing that both tell; fitted on 1,340 such pairs."""

THRESHOLD = 0.1
"""Least probability at which two statements are handed on; the verdict's confidence decides what is said of them."""
THRESHOLD_APART = 0.8
"""The same for documents of different occasions, which tell of like events more often than of the same one."""
LOOK = 0.07
"""Least first score at which the relation model reads a pair."""
LOOK_APART = 0.8
"""The same for documents of different occasions, of which there are many pairs and few that share a fact."""
CLOSE, CLOSE_APART = 0.35, 0.6
"""Least second score at which a pair is read once more; the same for documents of different occasions."""
LOOK_PARTNERS = 5
"""How many statements of one other document a statement is read with."""
_FEW = 4
"""Words: a quotation of fewer is a phrase of the outlet's own sentence."""
_NEIGHBOURS = 4
"""How many nearest statements of the other document a statement's own level of resemblance is taken from."""
_PARTNERS = 4
"""How many statements of one other document a statement may be the same fact as."""


def features(left: Side, right: Side) -> NDArray[np.float64]:
    """An array of shape (left statements, right statements, len(FEATURES))."""
    cosine = np.asarray(left.vectors @ right.vectors.T, dtype=np.float64)
    stems = [side.stems for side in (left, right)]
    weight = _rarity([*stems[0], *stems[1]])
    fuzzy = process.cdist(left.keys, right.keys, scorer=fuzz.token_set_ratio, dtype=np.float32).astype(np.float64) / 100
    rare, rare_max = _overlap(stems[0], stems[1], weight)
    names, _ = _overlap(left.names, right.names, weight)
    numbers = [[frozenset(w for w in ws if w[:1].isdigit()) for ws in side] for side in stems]
    number, _ = _overlap(numbers[0], numbers[1], weight)
    speaker = _speakers(left.statements, right.statements)
    quote = np.array([[float(a.kind != b.kind) for b in right.statements] for a in left.statements]).reshape(cosine.shape)
    words = _soft_overlap(left, right)
    both = (words[0] + words[1]) / 2
    columns = (
        cosine, _local(cosine), np.minimum(*words), np.maximum(*words), _local(both), fuzzy, rare, rare_max,
        names, number, (speaker > 0) * 1.0, (speaker < 0) * 1.0, quote,
    )  # fmt: skip
    return np.stack(columns, axis=-1)


def probability(x: NDArray[np.float64], weights: NDArray[np.float64], intercept: float) -> Matrix:
    """The logistic model's answer, 0..1, for an array of features."""
    return np.asarray(1 / (1 + np.exp(-(x @ weights + intercept))))


def shares(left: Side, right: Side, i: int, j: int, reading: Reading | None, closely: Reading | None) -> dict[str, tuple[float, float]]:
    """Each feature of a pair of statements, by their places in their sides, and what it adds to the log-odds that they are one fact.

    `reading` is what the relation model makes of them, `closely` what it makes of them where they are read once more; None where they are
    not.
    """
    x = features(left, right)[i, j]
    values, weights, intercept = dict(zip(FEATURES, x.tolist(), strict=True)), dict(_WEIGHTS), _INTERCEPT
    if reading is not None:
        values |= dict(zip(READ, read_features(reading), strict=True))
        weights, intercept = dict(_READ_WEIGHTS), _READ_INTERCEPT
    if closely is not None:
        second, *answers = _CLOSELY_WEIGHTS.values()
        weights = {name: weight * second for name, weight in weights.items()} | dict(zip(CLOSELY[1:], answers, strict=True))
        values |= dict(zip(CLOSELY[1:], read_features(closely), strict=True))
        intercept = intercept * second + _CLOSELY_INTERCEPT
    terms = {name: (round(value, 4), round(value * weights[name], 4)) for name, value in values.items()}
    return {**terms, "constant": (1.0, round(intercept, 4))}


def chosen(scores: Matrix, threshold: float, partners: int = _PARTNERS) -> list[tuple[int, int]]:
    """The cells at or above the threshold that are among the best `partners` of their row and of their column."""
    found = []
    for i, j in np.argwhere(scores >= threshold).tolist():
        beaten = max((scores[i] > scores[i, j]).sum(), (scores[:, j] > scores[i, j]).sum())
        if beaten < partners:
            found.append((i, j))
    return found


def same_facts(left: Side, right: Side, x: NDArray[np.float64], model: RelationModel | None = None) -> list[Alignment]:
    """The pairs of statements, one of each document, that report the same fact; `x` is `features(left, right)`.

    Two quotations are no such pair: they are one utterance (`quotations.same_utterances`) or two.
    """
    scores = first_scores(left, right, x)
    far = apart(left.document, right.document)
    readings: dict[tuple[int, int], Reading] = {}
    closely: dict[tuple[int, int], Reading] = {}
    if model is not None:
        readings = read(left, right, scores, model)
        scores = np.zeros_like(scores)
        for (i, j), reading in readings.items():
            scores[i, j] = second_score(x[i, j], reading)
        closely = read_closely(left, right, scores, model)
    second = scores.copy()
    for (i, j), reading in closely.items():
        scores[i, j] = third_score(second[i, j], reading)
    column = {name: k for k, name in enumerate(FEATURES)}
    found = []
    for i, j in chosen(scores, THRESHOLD_APART if far else THRESHOLD):
        here, there, covered = differing(left, right, i, j)
        given = {"same_fact": round(float(scores[i, j]), 4), "covered": float(covered)}
        given |= {name: round(float(x[i, j, column[name]]), 4) for name in ("cosine", "words_least", "fuzzy", "rare_least", "numbers")}
        if (again := closely.get((i, j))) is not None:
            given |= {"second": round(float(second[i, j]), 4), "main": round(main(second[i, j], again), 4)}
        found.append(Alignment(left.statements[i], right.statements[j], Basis.FACT, given, readings.get((i, j)), (here, there), again))
    return found


def first_scores(left: Side, right: Side, x: NDArray[np.float64]) -> Matrix:
    """The first score of every pair; 0 for two quotations, and for a quotation of a few words, which reports no fact by itself."""
    scores = probability(x, np.array([_WEIGHTS[name] for name in FEATURES]), _INTERCEPT)
    quotes = [np.array([s.kind is Kind.QUOTE for s in side.statements]) for side in (left, right)]
    short = [quote & np.array([len(t) < _FEW for t in side.tokens]) for quote, side in zip(quotes, (left, right), strict=True)]
    scores[np.outer(quotes[0], quotes[1])] = 0.0
    scores[short[0], :] = 0.0
    scores[:, short[1]] = 0.0
    return scores


def read(left: Side, right: Side, scores: Matrix, model: RelationModel) -> dict[tuple[int, int], Reading]:
    """What the model makes of the best candidates, by their places in their sides; `scores` are the first ones."""
    least = LOOK_APART if apart(left.document, right.document) else LOOK
    cells = chosen(scores, least, LOOK_PARTNERS)
    return dict(zip(cells, model.read(_words(left, right, cells)), strict=True))


def read_closely(left: Side, right: Side, scores: Matrix, model: RelationModel) -> dict[tuple[int, int], Reading]:
    """What the model makes of the likeliest pairs when it reads them once more; `scores` are the second ones."""
    cells = chosen(scores, CLOSE_APART if apart(left.document, right.document) else CLOSE)
    return dict(zip(cells, model.read_closely(_words(left, right, cells)), strict=True))


def _words(left: Side, right: Side, cells: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """What the model is given of pairs of statements, by their places in their sides."""
    return [(relation.words(left.statements[i]), relation.words(right.statements[j])) for i, j in cells]


def second_score(x: NDArray[np.float64], reading: Reading) -> float:
    """The probability that a pair with these features and this reading is one fact."""
    weights = np.array([_READ_WEIGHTS[name] for name in (*FEATURES, *READ)])
    return float(probability(np.array([*x, *read_features(reading)]), weights, _READ_INTERCEPT))


def read_features(reading: Reading) -> tuple[float, float]:
    """The values of READ."""
    return log_odds(reading.same), log_odds(1 - reading.other)


def third_score(second: float, closely: Reading) -> float:
    """The probability that a pair with this second score and this closer reading is one fact."""
    return _weighed(second, closely, _CLOSELY_WEIGHTS, _CLOSELY_INTERCEPT)


def main(second: float, closely: Reading) -> float:
    """The probability that the fact is the main thing that both statements tell, and is not shared only in passing, 0..1."""
    return _weighed(second, closely, _MAIN_WEIGHTS, _MAIN_INTERCEPT)


def closely_features(second: float, closely: Reading) -> tuple[float, float, float]:
    """The values of CLOSELY."""
    return log_odds(second), *read_features(closely)


def _weighed(second: float, closely: Reading, weights: Mapping[str, float], intercept: float) -> float:
    given = dict(zip(CLOSELY, closely_features(second, closely), strict=True))
    return 1 / (1 + math.exp(-intercept - sum(weight * given[name] for name, weight in weights.items())))


def _soft_overlap(left: Side, right: Side) -> tuple[Matrix, Matrix]:
    """How well each statement's words find a like word in the other statement: of the left one in the right one, and the reverse.

    Every word piece takes its best cosine in the other statement, weighted by how rare the piece is in the two documents
    (BERTScore with inverse document frequencies, Zhang et al. 2020).
    """
    like = left.pieces.astype(np.float32) @ right.pieces.astype(np.float32).T
    per_left = np.maximum.reduceat(like, right.piece_starts, axis=1)
    per_right = np.maximum.reduceat(like, left.piece_starts, axis=0)
    weights = _piece_rarity(left, right)
    totals = [np.add.reduceat(w, side.piece_starts) for w, side in zip(weights, (left, right), strict=True)]
    found = np.add.reduceat(per_left * weights[0][:, None], left.piece_starts, axis=0) / totals[0][:, None]
    back = np.add.reduceat(per_right * weights[1][None, :], right.piece_starts, axis=1) / totals[1][None, :]
    return found.astype(np.float64), back.astype(np.float64)


def _piece_rarity(left: Side, right: Side) -> list[NDArray[np.float64]]:
    """Inverse document frequency over the statements of both documents, for each piece of each side."""
    total = len(left.statements) + len(right.statements)
    ids = np.concatenate([left.piece_ids, right.piece_ids]).astype(np.int64)
    starts = np.concatenate([left.piece_starts, right.piece_starts + len(left.piece_ids)])
    statement = np.repeat(np.arange(total), np.diff(starts, append=len(ids)))
    once = np.unique(ids * total + statement) // total  # a piece counts once in a statement
    known, seen = np.unique(once, return_counts=True)
    rarity = np.array([math.log((total + 1) / n) for n in range(1, total + 1)])
    return np.split(rarity[seen[np.searchsorted(known, ids)] - 1], [len(left.piece_ids)])


def _local(cosine: Matrix) -> Matrix:
    """How far a pair stands out: its cosine, less the mean of its two statements' levels among their nearest neighbours."""

    def level(rows: Matrix) -> Matrix:
        k = min(_NEIGHBOURS, rows.shape[1])
        return np.asarray(np.sort(rows, axis=1)[:, -k:].mean(axis=1))

    return cosine - (level(cosine)[:, None] + level(cosine.T)[None, :]) / 2


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


def _speakers(left: Sequence[Statement], right: Sequence[Statement]) -> Matrix:
    """1 where both statements have the same speaker, -1 where they have two, else 0."""
    names = [[s.speaker.name if s.speaker else None for s in side] for side in (left, right)]
    worth = {None: 0.0, True: 1.0, False: -1.0}
    known = {(a, b): worth[same_name(a, b)] for a in set(names[0]) for b in set(names[1])}
    return np.array([[known[a, b] for b in names[1]] for a in names[0]])
