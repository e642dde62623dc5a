"""What a caller may choose about the looks of a report; none of it changes what is reported."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Looks of a report."""

    width: int = 100
    """Columns of the terminal."""
    colour: bool = False
    """Whether the terminal format carries ANSI colour; without it the differing words stand between asterisks."""
    limit: int = 40
    """Most entries in a section other than the contradictions, which are always all there; what is left out is said."""
    rules: str = "docs/rules.md"
    """Address of the page that explains the rules."""


DEFAULT = Options()
"""The looks of a report where the caller chooses none."""
