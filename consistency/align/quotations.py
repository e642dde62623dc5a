"""Which quotations of two documents are the same utterance.

Candidates come from rapidfuzz over all pairs of two documents; each is then aligned word by word, because a share of common
words is what tells one utterance quoted at two lengths from two utterances on one topic.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from consistency.model import Alignment, Basis, Statement
from consistency.names import same_name
from consistency.worddiff import Token, WordAlignment, align

_CANDIDATE = 55
"""Least partial ratio, 0..100, at which two quotations are looked at word by word."""
_COVERAGE = 0.8
"""Share of the shorter quotation's words that must stand in the longer one."""
_RUN, _RUN_CONTENT = 6, 3
"""Or else: words in a row that both have, and content words among all they share (two outlets cut one long utterance differently)."""
_LONG = 6
"""Words from which on the same words are the same utterance even if the outlets name different speakers."""


def same_utterances(
    left: Sequence[Statement],
    right: Sequence[Statement],
    left_tokens: Sequence[tuple[Token, ...]],
    right_tokens: Sequence[tuple[Token, ...]],
) -> list[Alignment]:
    """The pairs of quotations, one of each document, that are one utterance; tokens in the order of the statements."""
    if not left or not right:
        return []
    left_keys = [" ".join(t.key for t in ts) for ts in left_tokens]
    right_keys = [" ".join(t.key for t in ts) for ts in right_tokens]
    ratios = process.cdist(left_keys, right_keys, scorer=fuzz.partial_ratio, score_cutoff=_CANDIDATE)
    found: list[Alignment] = []
    for i, j in zip(*ratios.nonzero(), strict=True):
        words = align(left_tokens[i], right_tokens[j])
        if words is None:
            continue
        order_free = fuzz.token_sort_ratio(left_keys[i], right_keys[j]) / 100
        same = same_name(_name(left[i]), _name(right[j]))
        if is_same_utterance(words, order_free, same):
            scores = {"coverage": round(words.coverage, 4), "fuzzy": round(float(ratios[i, j]) / 100, 4)}
            found.append(Alignment(left[i], right[j], Basis.UTTERANCE, scores))
    return found


def is_same_utterance(words: WordAlignment, order_free: float, same: bool | None) -> bool:
    """Whether so many words are shared that it is one utterance; `same` is what is known of the two speakers."""
    if words.matched_content < 1 or words.matched < 3:
        return False
    enough = words.coverage >= _COVERAGE or (words.longest_run >= _RUN and words.matched_content >= _RUN_CONTENT) or order_free >= 0.95
    if same is False:
        return enough and words.longest_run >= _LONG and words.coverage >= _COVERAGE and words.matched_content >= _RUN_CONTENT
    return enough


def _name(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None
