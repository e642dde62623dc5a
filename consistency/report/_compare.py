"""Two outlets, or two files, lined up for the side-by-side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consistency.model import Document, Finding, Report, Statement
from consistency.report._view import in_order


@dataclass(frozen=True, slots=True)
class Side:
    """One half of a comparison."""

    name: str
    documents: tuple[Document, ...]
    only: tuple[Statement, ...]
    """Statements that the other half lacks, in article order."""


@dataclass(frozen=True, slots=True)
class Row:
    """Two statements that are about the same, and the finding on them."""

    left: Statement
    right: Statement
    finding: Finding


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both halves and the rows between them."""

    left: Side
    right: Side
    rows: tuple[Row, ...]
    """In the order of the left articles."""
    documents: Mapping[str, Document]


def named(report: Report, name: str) -> tuple[Document, ...]:
    """The documents that a name stands for: all of an outlet (case does not matter), or one file by path or id; empty where none fit."""
    files = tuple(d for d in report.documents if name in (d.id, d.path))
    return files or tuple(d for d in report.documents if d.outlet.casefold() == name.casefold())


def compare(report: Report, left: str, right: str) -> Comparison:
    """The findings between the documents of two names, each a row, and what is left over on either side.

    Raises:
        LookupError: a name stands for no document of the report.
    """
    halves = []
    for name in (left, right):
        found = named(report, name)
        if not found:
            raise LookupError(f"no outlet and no file of this corpus is called {name!r}")
        halves.append(found)
    documents = {d.id: d for d in report.documents}
    here, there = ({d.id for d in half} for half in halves)
    rows = []
    for finding in report.findings:
        for one, other in ((finding.left, finding.right), (finding.right, finding.left)):
            if one.document in here and other.document in there:
                rows.append(Row(one, other, finding))
                break
    rows.sort(key=lambda r: (in_order(documents, r.left), in_order(documents, r.right)))
    shared = {side.id for row in rows for side in (row.left, row.right)}
    sides = []
    for name, half, ids in ((left, halves[0], here), (right, halves[1], there)):
        only = sorted((s for s in report.statements if s.document in ids and s.id not in shared), key=lambda s: in_order(documents, s))
        sides.append(Side(_title(name, half), half, tuple(only)))
    return Comparison(sides[0], sides[1], tuple(rows), documents)


def _title(name: str, documents: tuple[Document, ...]) -> str:
    outlet = documents[0].outlet
    return outlet if outlet.casefold() == name.casefold() else f"{outlet} ({name})"
