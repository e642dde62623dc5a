"""The side-by-side of two outlets or files, for a terminal."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table

from consistency.model import Kind, Report
from consistency.report import _phrases as phrases
from consistency.report._compare import Comparison, Row, Side, compare
from consistency.report._diff import marks, passage
from consistency.report._options import DEFAULT, Options
from consistency.report._rich import indented, layout, line, marked
from consistency.report._view import place


def render(report: Report, left: str, right: str, options: Options = DEFAULT) -> str:
    """What `left` and `right` both report in two columns, then what only one of them has.

    Raises:
        LookupError: a name stands for no document of the report.
    """
    both = compare(report, left, right)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), expand=True)
    for side in (both.left, both.right):
        table.add_column(line(side.name), ratio=1, overflow="fold")
    for row in both.rows:
        _add(table, both, row, options)
    parts: list[RenderableType] = [table if both.rows else "Nothing was found that both report.", ""]
    for side in (both.left, both.right):
        parts += _only(both, side, options)
    counts = f"{len(both.rows):,} of both, {len(both.left.only):,} only on the left, {len(both.right.only):,} only on the right."
    return layout([*parts, counts], options)


def _add(table: Table, both: Comparison, row: Row, options: Options) -> None:
    finding = row.finding
    left, right = both.documents[row.left.document], both.documents[row.right.document]
    documents = (left, right) if finding.left.id == row.left.id else (right, left)
    found = marks(finding, *documents) if phrases.relation(finding) != "agree" else {}
    cells = [marked(passage(d, s, found.get(s.id, ()), 400), options) for d, s in ((left, row.left), (right, row.right))]
    said = f"{phrases.relation(finding)}: {phrases.rule(finding).title.lower()}"
    table.add_row(line((said, "bold")), line(finding.rule, phrases.confidence(finding.confidence)))
    table.add_row(*cells)


def _only(both: Comparison, side: Side, options: Options) -> list[RenderableType]:
    parts: list[RenderableType] = [line((f"Only in {side.name} ({len(side.only):,})", "bold"))]
    for kind in Kind:
        found = [s for s in side.only if s.kind is kind]
        if found:
            parts.append(indented(phrases.plural(len(found), phrases.kind(kind)), 2))
        for statement in found[: options.limit]:
            document = both.documents[statement.document]
            parts.append(indented(marked(passage(document, statement, limit=200), options), 4))
            parts.append(indented(line((place(document, statement), "dim")), 6))
        if len(found) > options.limit:
            parts.append(indented(f"{len(found) - options.limit:,} more; --format json has all of them.", 4))
    return [*parts, ""]
