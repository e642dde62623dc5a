"""Which capitalised words belong to names, and which only open a sentence, a headline or a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from consistency.speakers import cues
from consistency.speakers.tokens import Token
from consistency.text import bare

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_IN_MONTH = frozenset("in of since until last next this early late mid".split())
"""Words before a month."""


@dataclass(frozen=True, slots=True)
class Case:
    """How a document writes its words outside of headlines."""

    lowered: frozenset[str]
    capital: frozenset[str]
    """Seen with a capital that no sentence opening asks for."""
    months: frozenset[str]
    """Months that are somebody's surname: Theresa May, Mrs. March."""
    surnames: frozenset[str]
    """What stands alone beside a verb of speech: Orme said."""


def case(sentences: Sequence[Sequence[Token]]) -> Case:
    """What the sentences of a document, without its headlines, show of its capitals."""
    words = [(t, opening(s, i)) for s in sentences for i, t in enumerate(s)]
    return Case(
        frozenset(t.low for t, _ in words if t.text[:1].islower()),
        frozenset(t.low for t, opens in words if t.capital and not opens),
        frozenset(b.low for s in sentences for a, b in pairwise(s) if b.low in cues.MONTHS and b.capital and _leads(a)),
        frozenset(bare(t.low) for s in sentences for i, t in enumerate(s) if t.capital and _speaks_alone(s, i)),
    )


def _speaks_alone(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb of speech stands beside the one capitalised word at `i`: Orme said, Orme also said."""
    before, after = tokens[max(i - 1, 0) : i], tokens[i + 1 : i + 3]
    if any(t.capital and t.low not in cues.HONORIFICS for t in (*before, *after[:1])):
        return False
    beside = after[1:] if after and (after[0].low == "also" or after[0].low.endswith("ly")) else after[:1]
    return any(t.low in cues.SPEECH_FINITE for t in (*before, *beside))


def _leads(token: Token) -> bool:
    """Whether a word before a surname may be a first name or a title."""
    return token.capital and token.quote < 0 and token.low not in cues.FUNCTION and token.text[:1].isalpha()


def opening(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token may have its capital from opening a sentence."""
    return i == 0 or tokens[i - 1].quote >= 0 or tokens[i - 1].text in {":", "."}


def in_name(tokens: Sequence[Token], i: int, seen: Case, known: frozenset[str] | None) -> bool:
    """Whether the token belongs to a name; `known` are the words of the names in a document, for its headlines, else None."""
    token = tokens[i]
    if _ORDINAL.fullmatch(token.text) and i + 1 < len(tokens):
        return tokens[i + 1].capital
    if not token.capital or token.quote >= 0 or cues.PARTY.match(token.text):
        return False
    if token.low in cues.MONTHS:
        return (token.low in seen.months or _first_name(tokens, i)) and not _dated(tokens, i)
    if token.low in cues.FUNCTION and not (len(token.text) > 1 and token.text.isupper()):
        return False
    if known is not None:
        return token.low in known
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    leads = after is not None and after.capital and after.low not in cues.FUNCTION
    if not opening(tokens, i):
        return True
    if token.low in seen.lowered:
        return leads and token.low in cues.TITLES
    if token.low in cues.PARTICIPLES or token.low.endswith("ly"):
        return False
    if leads or token.low in seen.capital or (len(token.text) > 1 and token.text.isupper()):
        return True
    return after is not None and (
        after.low in cues.CUES | cues.AUXILIARIES or after.text in {"'s", ",", "’s", "(", ":"} or cues.singular(token.low) in cues.NOUNS
    )


def _first_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a month is rather a first name: April Orme."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and after.capital and after.low not in cues.FUNCTION and tokens[i].low != "may"


def _dated(tokens: Sequence[Token], i: int) -> bool:
    """Whether a month stands where one does: May 5, in May, 5 May."""
    before, after = tokens[i - 1].low if i else "", tokens[i + 1].low if i + 1 < len(tokens) else ""
    return after[:1].isdigit() or before[:1].isdigit() or before in _IN_MONTH
