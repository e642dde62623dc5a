"""A statement's details."""

from __future__ import annotations

from consistency.details import cues, numbers, times
from consistency.details.kinds import Details
from consistency.details.tokens import tokens
from consistency.model import Document, Span


def of(document: Document, spans: tuple[Span, ...]) -> Details:
    """Read the details of the words in `spans` of `document.text`; `document.date` resolves weekdays, months and "yesterday".

    Never raises for any text; spans outside of the text are read as far as there is text.
    """
    words = tokens(document.text, spans)
    points = times.points(document.text, words, document.date)
    taken = frozenset(index for _, where in points for index in where)
    details = [point for point, _ in points]
    details += numbers.numbers(document.text, words, taken)
    details += cues.cues(document.text, words)
    details += cues.names(document.text, words)
    predicates = cues.predicates(document.text, words)
    return Details(
        tuple(sorted(details, key=lambda d: (d.span, d.kind))),
        tuple(predicates),
        tuple(cues.content(document.text, words, predicates)),
        frozenset(word.base for word in words),
    )
