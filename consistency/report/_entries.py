"""What the formats for CI share: the findings they list, how grave each is, and where in the files its two sides stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from consistency.model import Document, Finding, Report, Span, Statement, Verdict
from consistency.report._diff import clean, marks
from consistency.report._options import Options
from consistency.rules import MOVED


class Level(StrEnum):
    """How grave a finding is, in the words that SARIF and compilers use."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """A run of characters in a file; lines and columns count from 1, columns in code points, and the end is the place behind it."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Side:
    """One half of a finding."""

    document: Document
    statement: Statement
    marked: tuple[Span, ...]
    """The words that the finding rests on, in the document's text; none where it rests on the whole statement."""
    place: Place
    """Where the first of them stands, or the statement. A document that was taken out of another format has no columns: the place is
    the start of its file, or of its line in a .jsonl file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding as a format for CI lists it."""

    finding: Finding
    level: Level
    left: Side
    right: Side


def entries(report: Report, options: Options) -> list[Entry]:
    """The findings that differ, waived ones included, in the report's order; those that agree only where agreement fails a check."""
    documents = {d.id: d for d in report.documents}
    mildest = min(options.fail_on.severity, Verdict.WORDING.severity)
    return [entry(f, documents, options) for f in report.findings if f.verdict.severity >= mildest]


def entry(finding: Finding, documents: Mapping[str, Document], options: Options) -> Entry:
    """One finding with its places."""
    pair = [(documents[s.document], s) for s in (finding.left, finding.right)]
    found = marks(finding, pair[0][0], pair[1][0]) if finding.verdict is not Verdict.AGREE else {}
    left, right = (Side(d, s, found.get(s.id, ()), place(d, (*found.get(s.id, ()), s.extent)[0], options)) for d, s in pair)
    return Entry(finding, level(finding.verdict, finding.reason, options), left, right)


def level(verdict: Verdict, reason: str, options: Options) -> Level:
    """Error for what fails a check; a warning for what only time has changed, which is no error of either outlet; else a note."""
    if verdict.severity < options.fail_on.severity:
        return Level.NOTE
    return Level.WARNING if reason in MOVED else Level.ERROR


def fails(finding: Finding, options: Options) -> bool:
    """Whether the finding makes a check end with 1."""
    return not finding.waived and finding.verdict.severity >= options.fail_on.severity


def place(document: Document, span: Span, options: Options) -> Place:
    """Where a span of a document stands in its file."""
    file = within(options.root, document.path)
    if document.extracted:
        line = _row(document)
        return Place(file, line, 1, line, 1)
    (line, column), (end_line, end_column) = (position(document.text, at) for at in (span.start, span.end))
    return Place(file, line, column, end_line, end_column)


def position(text: str, at: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def within(root: str, path: str) -> str:
    """The path of a file of the corpus, seen from where `root` is seen from."""
    return f"{root.rstrip('/')}/{path}" if root else path


def mark(finding: Finding) -> str:
    """Verdict and confidence in brackets, and that it is waived: `[contradict, 0.93, waived: known error]`."""
    waived = f", waived: {clean(finding.waiver.reason)}" if finding.waiver else ""
    return f"[{finding.verdict.value}, {finding.confidence:.2f}{waived}]"


def whole(text: str) -> str:
    """The text with a replacement character for each lone surrogate, which has no UTF-8 form."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _row(document: Document) -> int:
    """The line of its file that a document of a .jsonl file stands on, which its id ends with; 1 for any other."""
    number = document.id.removeprefix(f"{document.path}#")
    return int(number) if document.path.lower().endswith(".jsonl") and number.isdecimal() else 1
