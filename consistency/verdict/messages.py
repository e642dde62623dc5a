"""The one line that tells a reader what a finding says."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.model import Document, Span, Statement, Verdict
from consistency.rules import Rule
from consistency.verdict.judgement import Judgement

_LONGEST = 90
"""Characters of an excerpt in a message."""


def message(rule: Rule, judgement: Judgement, left: Statement, right: Statement, left_document: Document, right_document: Document) -> str:
    """`Outlet A: these words; Outlet B: those words (title of the rule)`, dates added where they matter."""
    dated = judgement.reason in ("shift", "update")
    sides = []
    for statement, document, spans, said in (
        (left, left_document, judgement.left, judgement.says[0]),
        (right, right_document, judgement.right, judgement.says[1]),
    ):
        name = f"{document.outlet} ({document.date})" if dated and document.date else document.outlet
        sides.append(f"{name}: {excerpt(said or _words(statement, document, spans))}")
    if judgement.verdict is Verdict.AGREE:
        return f"{left_document.outlet} and {right_document.outlet}: {excerpt(left.text)}"
    if judgement.reason == "shift" and left.speaker is not None:
        return f"{left.speaker.name} — {sides[0]}; {sides[1]}"
    return f"{sides[0]}; {sides[1]}"


def excerpt(text: str) -> str:
    """The text on one line, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _words(statement: Statement, document: Document, spans: Sequence[Span]) -> str:
    """The words that differ; the statement where this side has none."""
    words = " … ".join(" ".join(document.text[s.start : s.end].split()) for s in spans)
    return words or f"without these words (“{excerpt(statement.text)}”)"
