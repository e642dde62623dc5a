"""What a caller may choose about the looks of a report; none of it changes what was found."""

from __future__ import annotations

from dataclasses import dataclass

from consistency.model import Verdict


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
    root: str = ""
    """The corpus' folder, with forward slashes, from where the paths of a report for CI are read: `desk/articles`; empty for that place."""
    fail_on: Verdict = Verdict.CONTRADICT
    """The mildest verdict that makes a check fail."""
    baseline: bool = False
    """Whether findings were compared with a baseline, so that one without a waiver is new."""
    only: tuple[str, ...] = ()
    """Parts of a side-by-side: verdicts, and `left` or `right` for what that side has and the other one lacks; empty for all of it."""


DEFAULT = Options()
"""The looks of a report where the caller chooses none."""
