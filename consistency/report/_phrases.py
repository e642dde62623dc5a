"""Plain words for what a report says: one wording for every format."""

from __future__ import annotations

from datetime import date

from consistency.model import Document, Finding, Kind, Verdict
from consistency.rules import MOVED, RULES, Rule

SLIGHT = frozenset({"framing", "precision", "omission"})
"""Reasons of differences between two reports of a fact that no hedge, source or figure shows."""

NOT_IN_WORDS = frozenset({"shift", "attribution", "hedge"})
"""Reasons that the differing words alone do not tell."""

_MAIN = 0.5
"""Least probability at which a fact is taken for the main thing that two statements tell."""
IN_PASSING = "Shared in passing: these passages mainly tell other things."
"""Said of a difference in wording where that is so."""

HIGH, MEDIUM = 0.85, 0.6
"""Confidences from which on a finding is called so."""

VERDICTS = {Verdict.AGREE: "agree", Verdict.WORDING: "differ in wording", Verdict.CONTRADICT: "contradict"}

_WEIGHT = (
    "substitution",
    "hedge",
    "attribution",
    "framing",
    "brackets",
    "precision",
    "omission",
    "ellipsis",
    "trimmed",
)  # differences in wording, those first that a reader should know of first

_MONTHS = "January February March April May June July August September October November December".split()


def plural(count: int, noun: str) -> str:
    """The count and its noun: `1 article`, `1,200 articles`, `2 agencies`."""
    if count != 1:
        noun = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
    return f"{count:,} {noun}"


def joined(names: list[str]) -> str:
    """The names as in a sentence: `A`, `A and B`, `A, B and C`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def some(items: list[str], most: int) -> list[str]:
    """The items, or the first `most` of them and how many more there are."""
    return items if len(items) <= most else [*items[:most], f"{len(items) - most:,} more"]


def day(value: date | None) -> str:
    """A date as it is written out, in every locale: `3 March 2023`."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}" if value else "no date"


def dated(document: Document) -> str:
    """The document's date, and whether it was inferred."""
    return day(document.date) + (" (inferred)" if document.date and "date" in document.inferred else "")


def in_passing(finding: Finding) -> bool:
    """Whether its two statements probably share the fact only in passing, and mainly tell other things."""
    return finding.scores.get("main", 1.0) < _MAIN


def told(finding: Finding) -> str:
    """What the rule calls it, with a word on it where two passages agree or differ in what they share only in passing."""
    aside = ", shared in passing" if in_passing(finding) and finding.verdict is not Verdict.CONTRADICT else ""
    return rule(finding).title.lower() + aside


def confidence(value: float) -> str:
    """A confidence in words with its number: `high (0.86)`."""
    name = "high" if value >= HIGH else "medium" if value >= MEDIUM else "low"
    return f"{name} ({min(value, 0.99):.2f})"  # it is an estimate, and never certainty


def kind(value: Kind) -> str:
    """What an editor calls a statement of this kind."""
    return "quotation" if value is Kind.QUOTE else "reported fact"


def relation(finding: Finding) -> str:
    """What the two sides of a finding do, in words."""
    if finding.verdict is Verdict.CONTRADICT and finding.reason in MOVED:
        return "moved" if finding.reason == "shift" else "updated"
    return VERDICTS[finding.verdict]


def weight(reason: str) -> int:
    """The rank of a difference in wording, 0 for the one to read first."""
    return _WEIGHT.index(reason) if reason in _WEIGHT else len(_WEIGHT)


def rule(finding: Finding) -> Rule:
    """The row of the rule table that a finding rests on."""
    return RULES[finding.rule]
