"""What a report is made of: one matter for each thing that sources report, in as many versions as there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from consistency.model import BlockKind, Document, Finding, Span, Statement, Verdict
from consistency.report._phrases import MEDIUM, in_passing, weight
from consistency.rules import MOVED, RULES, Rule


class Section(Enum):
    """The parts of a report, in order: title and the letter that its matters are numbered with."""

    CONTRADICTION = ("Contradictions", "C")
    MOVED = ("Changes over time", "T")
    WORDING = ("Differences in wording", "W")
    AGREE = ("Corroborated", "A")
    COPIED = ("Same text from one source", "S")
    WAIVED = ("Waived", "X")

    @property
    def title(self) -> str:
        """The heading."""
        return self.value[0]


@dataclass(frozen=True, slots=True)
class Variant:
    """One version of a matter: the statements that agree with one another, and the one of them that is shown."""

    shown: Statement
    statements: tuple[Statement, ...]
    alike: tuple[Statement, ...]
    """The other statements, one for each passage that is not shown anyhow."""
    marked: tuple[Span, ...]
    """Words of the shown statement that another variant does not have."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One utterance or one fact, and everything that was found on it."""

    number: str
    section: Section
    variants: tuple[Variant, ...]
    """By date, then outlet."""
    camps: tuple[int, ...]
    """For each variant the number of its camp: variants of one camp do not do to one another what put the matter in its section."""
    findings: tuple[Finding, ...]
    """Those between two variants, or all where there is but one variant; most severe first."""
    sources: int
    """Independent ones."""
    again: bool = False
    """Whether it is a slight difference between passages that stand, each, in a matter before it: one line tells it."""

    @property
    def passing(self) -> bool:
        """Whether it is a difference in wording between statements that share the fact only in passing, beside other things."""
        return self.section is Section.WORDING and all(in_passing(f) for f in self.findings if section_of(f) is Section.WORDING)

    @property
    def bundles(self) -> list[list[Finding]]:
        """The findings, those together that say the same of the same two variants."""
        version = {s.id: i for i, v in enumerate(self.variants) for s in v.statements}
        found: dict[tuple[frozenset[int], str], list[Finding]] = {}
        for finding in self.findings:
            found.setdefault((frozenset((version[finding.left.id], version[finding.right.id])), finding.rule), []).append(finding)
        return list(found.values())

    @property
    def rule(self) -> Rule:
        """The rule of the finding that decides the section."""
        return RULES[self.findings[0].rule]


def section_of(finding: Finding) -> Section:
    """Where a finding belongs."""
    return Section.WAIVED if finding.waived else nature(finding)


def nature(finding: Finding) -> Section:
    """Where a finding would belong if nobody had waived it."""
    if finding.verdict is Verdict.CONTRADICT:
        return Section.MOVED if finding.reason in MOVED else Section.CONTRADICTION
    return Section.WORDING if finding.verdict is Verdict.WORDING else Section.AGREE


def place(document: Document, statement: Statement) -> str:
    """Where the statement stands, for a person who opens the file: path, line, and whether it is the headline."""
    number = line_of(document, statement)
    headline = any(b.kind is BlockKind.HEADLINE and b.span.overlap(statement.extent) for b in document.blocks)
    return f"{document.id}{f', line {number}' if number else ''}" + (" (headline)" if headline else "")


def line_of(document: Document, statement: Statement) -> int | None:
    """The line of the file that the statement begins on, from 1; None where the text was taken out of another format."""
    return None if document.extracted else document.text.count("\n", 0, statement.extent.start) + 1


def in_order(documents: Mapping[str, Document], statement: Statement) -> tuple[str, str, str, int, str]:
    """Sort key: date (undated last), outlet, document, place."""
    document = documents[statement.document]
    return (document.dated, document.outlet, document.id, statement.extent.start, statement.id)


def rank(finding: Finding) -> tuple[bool, int]:
    """Differences in wording by weight, behind them those of what is shared in passing or that the program is unsure of; all else alike."""
    wording = section_of(finding) is Section.WORDING
    return (wording and (finding.confidence < MEDIUM or in_passing(finding)), weight(finding.reason) if wording else 0)


def source(document: Document, copies: tuple[tuple[str, ...], ...], documents: Mapping[str, Document]) -> str:
    """Where the document comes from: its outlet, or that of the first of the documents that carry the same agency copy."""
    copy = next((group for group in copies if document.id in group), None)
    return documents[copy[0]].outlet if copy and copy[0] in documents else document.outlet
