"""What the judges of utterances, facts and positions have in common."""

from __future__ import annotations

from dataclasses import dataclass

from consistency.model import Span, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, why, how sure, and where it shows."""

    verdict: Verdict
    reason: str
    confidence: float
    """0..1"""
    left: tuple[Span, ...]
    """Evidence in the left document."""
    right: tuple[Span, ...]
    says: tuple[str, str] = ("", "")
    """What each side says, in a few words, where the evidence alone does not tell."""
