"""How far around a detail its usual mistakes are looked for."""

from __future__ import annotations

import re

from consistency.model import Span

NEAR = 40
"""Characters before a word in which stands what turns its meaning: a negation, another verb."""
BESIDE = 14
"""Characters before a detail in which its own word stands: said on Thursday."""
MARK = re.compile(r"[,.;:!?()—–“”\"]")
"""What parts two things that are said."""


def behind(text: str, span: Span) -> str:
    """The few words behind a place, up to the next mark."""
    return MARK.split(text[span.end : span.end + NEAR // 2])[0]
