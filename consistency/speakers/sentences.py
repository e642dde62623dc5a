"""Paragraphs and sentences of a document with their mentions, read without a parser.

Quoted runs are one token each, so that a sentence reads as its narrator wrote it: `Q, said Hill, a doctor, Q`.
"""

from __future__ import annotations

from collections.abc import Iterator

from consistency.model import Document, Span, Utterance
from consistency.speakers.capitals import Case, case, opening
from consistency.speakers.mentions import Chunker, Kind, Mention, Sentence
from consistency.speakers.tokens import Token, paragraphs, tokenize

_FULL = 2
"""Words of a name, given name and surname."""


def read(document: Document, utterances: tuple[Utterance, ...]) -> tuple[Sentence, ...]:
    """The sentences of a document's headline and paragraphs, quoted runs folded into single tokens."""
    flat = [
        (n, s, headline or (n < 2 and _title_case(s)))
        for n, (found, headline) in enumerate(paragraphs(document, utterances))
        for s in found
    ]
    seen = case([s for _, s, titled in flat if not titled])
    mentions: list[tuple[Mention, ...]] = [()] * len(flat)
    known: frozenset[str] = frozenset()
    for headlines in (False, True):  # a headline capitalises every word: only what the article names is a name there
        for i, (_, sentence, titled) in enumerate(flat):
            if titled is headlines:
                mentions[i] = tuple(Chunker(sentence, document.text, seen, known if titled else None).mentions())
        known = frozenset(w for found in mentions for m in found if m.kind is Kind.NAME for w in (*m.words, *m.titles))
    return tuple(
        Sentence(tuple(s), mentions[i], n, i, titled, tuple(_quoted(s, document.text, seen))) for i, (n, s, titled) in enumerate(flat)
    )


def _quoted(tokens: list[Token], text: str, seen: Case) -> Iterator[Mention]:
    for token in tokens:
        if token.quote >= 0:
            inside = list(tokenize(text, Span(token.start, token.end), ()))
            names = (m for m in Chunker(inside, text, seen, None).mentions() if m.kind is Kind.NAME and len(m.words) > 1)
            # where the quotation opens, a capital says nothing: “Meet Ann Orme.”
            yield from (m for m in names if not (len(m.words) > _FULL and opening(inside, m.first)))


def _title_case(tokens: list[Token]) -> bool:
    """Whether a sentence is written Like a Headline."""
    long = [t for t in tokens if len(t.text) > 3 and t.text[0].isalpha()]
    return len(long) > 3 and all(t.quote < 0 for t in tokens) and sum(t.capital for t in long) > 0.85 * len(long)
