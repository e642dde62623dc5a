"""Two outlets, or two files, lined up for the side-by-side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from consistency.model import Document, Finding, Report, Statement
from consistency.report._diff import surroundings
from consistency.report._matters import in_order, place
from consistency.report._options import DEFAULT, Options


@dataclass(frozen=True, slots=True)
class Side:
    """One half of a comparison."""

    name: str
    documents: tuple[Document, ...]
    only: tuple[Statement, ...]
    """Statements that the other half lacks, in article order."""
    told: tuple[Statement, ...]
    """Those of them to list: one for each passage that no row shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """Two passages that are about the same, and the finding on them."""

    left: Statement
    right: Statement
    finding: Finding
    also: tuple[Finding, ...] = ()
    """Further findings on the same two passages, none graver."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both halves and the rows between them."""

    left: Side
    right: Side
    rows: tuple[Row, ...]
    """In the order of the left articles."""
    documents: Mapping[str, Document]
    hidden: int = 0
    """Findings that were not asked for."""

    def place(self, statement: Statement) -> str:
        """Where a statement stands, the article left out where its side has but one; perhaps nothing."""
        side = self.left if any(d.id == statement.document for d in self.left.documents) else self.right
        document = self.documents[statement.document]
        told = place(document, statement)
        return told.removeprefix(document.id).removeprefix(",").strip() if len(side.documents) == 1 else told


def named(report: Report, name: str) -> tuple[Document, ...]:
    """The documents that a name stands for: one file by path or id, or all of an outlet; empty where none fit.

    Case does not matter in an outlet's name, nor does a `The` before it.
    """
    files = tuple(d for d in report.documents if name in (d.id, d.path))
    outlet = tuple(d for d in report.documents if d.outlet.casefold() == name.casefold())
    return files or outlet or tuple(d for d in report.documents if _bare(d.outlet) == _bare(name))


def _bare(outlet: str) -> str:
    return outlet.casefold().removeprefix("the ").strip()


def shows(options: Options, part: str) -> bool:
    """Whether a part of a side-by-side is asked for: a verdict, `left` or `right`."""
    return not options.only or part in options.only


def narrowed(report: Report, options: Options) -> Report:
    """The report with the findings of the verdicts that are asked for."""
    return replace(report, findings=tuple(f for f in report.findings if shows(options, f.verdict.value))) if options.only else report


def compare(report: Report, left: str, right: str, options: Options = DEFAULT) -> Comparison:
    """The findings between the documents of two names, each a row, and what is left over on either side.

    Args:
        report: where both are.
        left: an outlet, or a file.
        right: the other one.
        options: which verdicts get a row; what is left over is so whatever it says.

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
    rows: dict[tuple[object, ...], Row] = {}
    shared: set[str] = set()
    hidden = 0
    for finding in report.findings:  # the gravest come first
        one, other = (finding.left, finding.right) if finding.left.document in here else (finding.right, finding.left)
        if one.document not in here or other.document not in there:
            continue
        shared |= {one.id, other.id}
        if not shows(options, finding.verdict.value):
            hidden += 1
            continue
        passages = tuple((s.document, surroundings(documents[s.document], s)) for s in (one, other))
        row = rows.get(passages)
        rows[passages] = replace(row, also=(*row.also, finding)) if row else Row(one, other, finding)
    sides = []
    for name, half, ids in ((left, halves[0], here), (right, halves[1], there)):
        mine = [s for s in report.statements if s.document in ids]
        only = sorted((s for s in mine if s.id not in shared), key=lambda s: in_order(documents, s))
        met = {(s.document, surroundings(documents[s.document], s)) for s in mine if s.id in shared}
        told = []
        for statement in only:
            passage = (statement.document, surroundings(documents[statement.document], statement))
            if passage not in met:
                told.append(statement)
                met.add(passage)
        sides.append(Side(_title(name, half), half, tuple(only), tuple(told)))
    ordered = sorted(rows.values(), key=lambda r: (in_order(documents, r.left), in_order(documents, r.right)))
    return Comparison(sides[0], sides[1], tuple(ordered), documents, hidden)


def _title(name: str, documents: tuple[Document, ...]) -> str:
    outlet = documents[0].outlet
    return outlet if _bare(outlet) == _bare(name) else f"{outlet} ({name})"
