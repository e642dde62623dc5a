"""Which quotations of two documents are the same utterance.

Candidates come from rapidfuzz over all pairs of two documents; each is then aligned word by word, because a share of common
words is what tells one utterance quoted at two lengths from two utterances on one topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from consistency.align.sides import Side
from consistency.model import Alignment, Basis, Kind, Span, Statement, apart
from consistency.names import same_name
from consistency.worddiff import Token, WordAlignment, align

_BOUNDARY = re.compile(r"[.!?…;:—–\[\]]|--|\n")
_CANDIDATE = 55
"""Least partial ratio, 0..100, at which two quotations are looked at word by word."""
_LEAST = 3
"""Fewer shared words in a row of two quotations show nothing."""
_COVERAGE = 0.8
"""Share of the shorter quotation's words that must stand in the longer one."""
_RUN, _RUN_CONTENT = 6, 3
"""Or else: words in a row that both have, and content words among all they share (two outlets cut one long utterance differently)."""
_BOTH_WORDS, _BOTH = 5, 0.7
"""Or else: shared words, and their share of the longer quotation (one of a few words was replaced)."""
_REORDERED = 0.95
"""Or else: ratio of the sorted words (a list in another order)."""
_AGAIN = 8
"""Words in a row from which on articles of two occasions quote one utterance, and not what a speaker says every time."""
_LONG = 6
"""Words from which on the same words are the same utterance even if the outlets name different speakers."""
_ANOTHER = 0.25
"""Cosine, in context, of two words that stand in each other's place, below which neither says what the other one says: money, advice."""
_SPELT_ALIKE = 60
"""Ratio, 0..100, from which on two words are two forms or two spellings of one: talkin', talking."""
_WORD = re.compile(r"[a-z]{3,}")


def same_utterances(left: Side, right: Side) -> list[Alignment]:
    """The pairs of quotations, one of each document, that are one utterance."""
    quotes = [[k for k, s in enumerate(side.statements) if s.kind is Kind.QUOTE] for side in (left, right)]
    if not quotes[0] or not quotes[1]:
        return []
    left_keys, right_keys = ([side.keys[k] for k in ks] for side, ks in zip((left, right), quotes, strict=True))
    ratios = process.cdist(left_keys, right_keys, scorer=fuzz.partial_ratio, score_cutoff=_CANDIDATE)
    found: list[Alignment] = []
    for i, j in zip(*ratios.nonzero(), strict=True):
        p, q = quotes[0][i], quotes[1][j]
        words = align(left.tokens[p], right.tokens[q])
        if words is None:
            continue
        order_free = fuzz.token_sort_ratio(left_keys[i], right_keys[j]) / 100
        same = same_name(_name(left.statements[p]), _name(right.statements[q]))
        if apart(left.document, right.document) and words.longest_run < _AGAIN:
            continue
        if is_same_utterance(words, order_free, _cut_to_fit(words, left.document.text, right.document.text), same):
            scores = {"coverage": round(words.coverage, 4), "fuzzy": round(float(ratios[i, j]) / 100, 4)}
            differing = _replaced(words, left, p, right, q)
            found.append(Alignment(left.statements[p], right.statements[q], Basis.UTTERANCE, scores, differing=differing))
    return found


def _replaced(words: WordAlignment, left: Side, p: int, right: Side, q: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The single words of statements `p` and `q` that stand in each other's place and are far from each other in meaning, in order."""
    far: list[tuple[Span, Span]] = []
    for change in words.changes:
        if len(change.left) == len(change.right) == 1:
            (a,), (b,) = change.left, change.right
            plain = all(t.content and _WORD.fullmatch(t.key) for t in (a, b)) and fuzz.ratio(a.stem, b.stem) < _SPELT_ALIKE
            meanings = _meaning(left, p, a), _meaning(right, q, b)
            if plain and meanings[0] is not None and meanings[1] is not None and float(meanings[0] @ meanings[1]) < _ANOTHER:
                far.append((Span(a.start, a.end), Span(b.start, b.end)))
    return tuple(a for a, _ in far), tuple(b for _, b in far)


def _meaning(side: Side, k: int, token: Token) -> NDArray[np.float32] | None:
    """The mean of a token's word pieces in its statement `k`, of length 1; None where none of them is known."""
    ends = np.append(side.piece_starts, len(side.piece_ids))
    own = slice(ends[k], ends[k + 1])
    rows = side.pieces[own][side.piece_tokens[own] == side.tokens[k].index(token)].astype(np.float32)
    if not len(rows):
        return None
    mean = rows.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def is_same_utterance(words: WordAlignment, order_free: float, cut_to_fit: bool, same: bool | None) -> bool:
    """Whether so many words are shared that it is one utterance; `same` is what is known of the two speakers."""
    if words.matched_content < 1 or words.matched < 2:
        return False
    long_enough = words.matched >= _LEAST
    both = words.matched / max(len(words.left), len(words.right))
    enough = (
        (long_enough and words.coverage >= _COVERAGE)
        or (words.longest_run >= _RUN and words.matched_content >= _RUN_CONTENT and cut_to_fit)
        or (words.matched >= _BOTH_WORDS and both >= _BOTH)
        or order_free >= _REORDERED
    )
    if same is False:
        return enough and words.longest_run >= _LONG and words.coverage >= _COVERAGE and words.matched_content >= _RUN_CONTENT
    return enough


def _cut_to_fit(words: WordAlignment, left: str, right: str) -> bool:
    """Whether the shared stretch can be where two cuts of one utterance overlap.

    Where both quotations go on beyond it within their sentence, and in other words, a speaker has said two similar things.
    """
    starts = _starts(words.left, words.left_range.start, left) or _starts(words.right, words.right_range.start, right)
    ends = _starts(words.left, words.left_range.end, left) or _starts(words.right, words.right_range.end, right)
    return starts and ends


def _starts(items: Sequence[Token], index: int, text: str) -> bool:
    """Whether a quotation, a sentence, or what follows a gap begins at this token, or the quotation ends before it."""
    if index <= 1 or index >= len(items) - 1:
        return True
    return bool(_BOUNDARY.search(text[items[index - 1].end : items[index].start]))


def _name(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None
