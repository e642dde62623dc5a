"""The one line that tells a reader what a finding says."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.model import Document, Kind, Span, Statement, Verdict
from consistency.rules import MOVED, Rule
from consistency.verdict.judgement import Judgement

_LONGEST = 90
"""Characters of an excerpt in a message."""


def message(rule: Rule, judgement: Judgement, left: Statement, right: Statement, left_document: Document, right_document: Document) -> str:
    """`Outlet A: these words; Outlet B: those words (title of the rule)`, dates added where they matter."""
    dated = judgement.reason in MOVED
    places = (judgement.left, judgement.right)
    told = (
        judgement.says if any(judgement.says) else tuple(_words(d, p) for d, p in zip((left_document, right_document), places, strict=True))
    )
    absent = "not quoted" if left.kind is right.kind is Kind.QUOTE else "not said"
    names = [f"{d.outlet} ({d.date})" if dated and d.date else d.outlet for d in (left_document, right_document)]
    sides = [f"{name}: {excerpt(words) or absent}" for name, words in zip(names, told, strict=True)]
    if judgement.verdict is Verdict.AGREE:
        return f"{left_document.outlet} and {right_document.outlet}: {excerpt(_words(left_document, judgement.left))}"
    if judgement.reason == "shift" and left.speaker is not None:
        return f"{left.speaker.name} — {sides[0]}; {sides[1]}"
    return f"{sides[0]}; {sides[1]}"


def excerpt(text: str) -> str:
    """The text on one line, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _words(document: Document, spans: Sequence[Span]) -> str:
    """The words at these places, in one line."""
    return " … ".join(" ".join(document.text[s.start : s.end].split()) for s in spans)
