"""Document -> statements: its quotations with their speakers, and its claims."""

from __future__ import annotations

from collections.abc import Sequence

from consistency import claims, quotes, speakers
from consistency.model import Document, Kind, Span, Speaker, Statement


def read(document: Document) -> tuple[Statement, ...]:
    """Every statement of the document in the order of the text; depends on nothing but the document."""
    utterances = quotes.find(document)
    claimed = claims.find(document, utterances)
    reader = speakers.Reader(document, utterances)
    said = speakers.attribute(reader)
    reported = speakers.indirect(reader, claimed)
    found = [_statement(document, Kind.QUOTE, u.spans, who, False, u.context) for u, who in zip(utterances, said, strict=True)]
    found += [_statement(document, Kind.CLAIM, (span,), who, who is not None, None) for span, who in zip(claimed, reported, strict=True)]
    return tuple(sorted(found, key=lambda s: (s.extent, s.kind)))


def _statement(
    document: Document, kind: Kind, spans: Sequence[Span], speaker: Speaker | None, indirect: bool, context: Span | None
) -> Statement:
    text = " ".join(" ".join(document.text[s.start : s.end].split()) for s in spans)
    id = f"{document.id}:{kind[0]}{spans[0].start}-{spans[-1].end}"
    return Statement(id, document.id, kind, text, tuple(spans), speaker, indirect, context)
