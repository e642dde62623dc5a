"""Which words of two reports of one fact make the difference between them.

Every word piece is matched with the nearest one of the other statement by the encoder's vectors in context, as in BERTScore (Zhang et al.
2020) and in word alignment without parallel text (SimAlign, Jalili Sabet et al. 2020). A word makes the difference where nothing stands
for it amid words that have their counterparts; what stands among other unmatched words is mostly a second fact.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from consistency.align.sides import Side
from consistency.model import Span
from consistency.text import SAYING
from consistency.worddiff import Token

Floats = NDArray[np.float64]

FEATURES = ("near", "around", "near_around", "capital", "size")
_WEIGHTS = (0.48, 1.81, -1.11, -0.52, -0.87)
_INTERCEPT = -1.02
"""Of a logistic model over FEATURES, fitted by training/wording.py on the words that readers marked as the difference."""
_LEAST = 0.2
"""Least probability at which a word is taken to make a difference."""
_NOTHING_LIKE = 0.5
"""Cosine below which no word of the other statement stands for a word."""
_SAID = re.compile(rf"{SAYING.pattern}|according", re.I)
_SAME = 0.75
"""Cosine from which on the nearest word of the other statement is as good as the same."""
_AROUND = 4
"""Words on each side whose counterparts are looked at."""
_ABBREVIATION = 5
"""Letters that an abbreviation has at most."""
_SCALE = re.compile(r"hundred|thousand|[mbt]r?illion|percent|%")
_BOUNDS = frozenset("about almost around at fewer just least less more most nearly over roughly some than under up".split())
"""Words before a figure that belong to it: nearly 800, more than 760."""
_MOST = 2
"""Runs of words that are named on each side."""


def differing(left: Side, right: Side, i: int, j: int) -> tuple[tuple[Span, ...], tuple[Span, ...], bool]:
    """What sets the left statement `i` and the right one `j` apart, by place in their sides.

    Returns: of each side the runs of words that most probably make the difference, in the order of the text, none where every word has
    its counterpart or nobody knows; and whether it is known that all words of both have a counterpart in the other one.
    """
    here, there = words(left, right, i, j)
    known = (left.piece_tokens >= 0).any() and (right.piece_tokens >= 0).any()
    covered = bool(known) and not any((x[:, 0] < _NOTHING_LIKE).any() for x in (here, there))
    return _runs(left, i, here), _runs(right, j, there), covered


def words(left: Side, right: Side, i: int, j: int) -> tuple[Floats, Floats]:
    """FEATURES of the tokens of both statements, arrays of shape (tokens, 5); rows of NaN for those that can make no difference.

    These are words without content, verbs of saying, the names of those who say it, and words that the other statement has, or one that is
    as good as the same. The features: how near the nearest word of the other statement is (a cosine; 1 for a stem that it has, too, and
    for what nobody knows), the mean of that for the content words around, the product of both, whether the word has a capital, and the
    length of the statement.
    """
    ends = [np.append(side.piece_starts, len(side.piece_ids)) for side in (left, right)]
    names = _speakers(left, i) | _speakers(right, j)
    a, b = slice(ends[0][i], ends[0][i + 1]), slice(ends[1][j], ends[1][j + 1])
    like = left.pieces[a].astype(np.float32) @ right.pieces[b].astype(np.float32).T
    return (
        _features(left, i, _by_token(like.max(axis=1), left.piece_tokens[a], len(left.tokens[i])), right.stems[j], names),
        _features(right, j, _by_token(like.max(axis=0), right.piece_tokens[b], len(right.tokens[j])), left.stems[i], names),
    )


def _by_token(best: NDArray[np.float32], owners: NDArray[np.int32], count: int) -> Floats:
    """The mean over the pieces of each token; 1 for one of which no piece is known."""
    known = owners >= 0
    number = np.bincount(owners[known], minlength=count)
    total = np.bincount(owners[known], weights=best[known], minlength=count)
    return np.where(number > 0, total / np.maximum(number, 1), 1.0)


def _speakers(side: Side, k: int) -> frozenset[str]:
    """The words of the name of the one who says it."""
    speaker = side.statements[k].speaker
    return frozenset(speaker.name.casefold().split()) if speaker else frozenset()


def _features(side: Side, k: int, near: Floats, other: frozenset[str], names: frozenset[str]) -> Floats:
    tokens, text = side.tokens[k], side.document.text
    near = np.array([1.0 if t.stem in other else value for t, value in zip(tokens, near.tolist(), strict=True)])
    rows = np.full((len(tokens), len(FEATURES)), np.nan)
    for at, token in enumerate(tokens):
        if token.content and near[at] < _SAME and token.key not in names and not _SAID.fullmatch(token.key) and not _short(text, token):
            beside = [near[n] for n in range(max(0, at - _AROUND), min(len(tokens), at + _AROUND + 1)) if n != at and tokens[n].content]
            around = sum(beside) / len(beside) if beside else 0.5
            rows[at] = (near[at], around, near[at] * around, text[token.start].isupper(), len(tokens) / 30)
    return rows


def _whole_figures(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Where a run begins and ends: a figure takes along what stands before it, nearly or more than, and its million or its percent."""
    if tokens[end].key in _BOUNDS and end + 1 < len(tokens) and _figure(tokens[end + 1]):
        end += 1
    if any(_figure(t) for t in tokens[start : min(end, start + 1) + 1]):
        while start and tokens[start - 1].key in _BOUNDS:
            start -= 1
    return start, end + 1 if _figure(tokens[end]) and end + 1 < len(tokens) and _SCALE.fullmatch(tokens[end + 1].key) else end


def _figure(token: Token) -> bool:
    return token.key.lstrip("$£€¥")[:1].isdigit()


def _short(text: str, token: Token) -> bool:
    """Whether the token is an abbreviation or an initial, which says nothing without what follows: Mr., Ariz., J."""
    word = text[token.start : token.end]
    return word.isalpha() and word[0].isupper() and len(word) <= _ABBREVIATION and text[token.end : token.end + 2] in (". ", ".-")


def _runs(side: Side, k: int, x: Floats) -> tuple[Span, ...]:
    """Neighbouring words above the threshold as one; words without content may stand between them."""
    tokens = side.tokens[k]
    found: list[tuple[float, int, int]] = []
    for at in np.flatnonzero(~np.isnan(x[:, 0])).tolist():
        sure = 1 / (1 + math.exp(-(float(x[at] @ np.array(_WEIGHTS)) + _INTERCEPT)))
        if sure < _LEAST:
            continue
        if found and not any(t.content for t in tokens[found[-1][2] + 1 : at]):
            total, start, _ = found.pop()
            found.append((total + sure, start, at))
        else:
            found.append((sure, at, at))
    found = [(sure, *_whole_figures(tokens, start, end)) for sure, start, end in found]
    likeliest = sorted(found, key=lambda run: (-run[0], run[1]))[:_MOST]
    return tuple(Span(tokens[start].start, tokens[end].end) for _, start, end in sorted(likeliest, key=lambda run: run[1]))
