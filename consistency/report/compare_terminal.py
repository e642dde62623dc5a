"""The side-by-side of two outlets or files, for a terminal."""

from __future__ import annotations

from collections import Counter

from rich.console import Group, RenderableType
from rich.table import Table

from consistency.model import Finding, Kind, Report
from consistency.report import _phrases as phrases
from consistency.report._compare import Comparison, Row, Side, compare, shows
from consistency.report._diff import marks, passage
from consistency.report._matters import section_of
from consistency.report._options import DEFAULT, Options
from consistency.report._rich import indented, layout, line, marked
from consistency.report.terminal import STYLES

_NARROW = 72
"""Columns below which the two sides stand one below the other."""


def render(report: Report, left: str, right: str, options: Options = DEFAULT) -> str:
    """What `left` and `right` both report in two columns, then what only one of them has, and how much there is last.

    Raises:
        LookupError: a name stands for no document of the report.
    """
    both = compare(report, left, right, options)
    parts: list[RenderableType] = []
    if any(shows(options, verdict.value) for verdict in phrases.VERDICTS):
        wide = options.width >= _NARROW
        parts += _head(both, wide) if both.rows else ["Nothing was found that both report.", ""]
        for row in both.rows:
            parts += [*_row(both, row, options, wide), ""]
    for side, end in ((both.left, "left"), (both.right, "right")):
        if shows(options, end):
            parts += _only(both, side, options)
    return layout([*parts, *_counts(both)], options)


def _pair(left: RenderableType, right: RenderableType) -> Table:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_row(left, right)
    return table


def _head(both: Comparison, wide: bool) -> list[RenderableType]:
    """The two sides and their articles."""
    sides = [
        Group(line((side.name, "bold")), *(line(phrases.dated(d), d.title or "", d.id) for d in side.documents))
        for side in (both.left, both.right)
    ]
    return [_pair(*sides), ""] if wide else [*sides, ""]


def _row(both: Comparison, row: Row, options: Options, wide: bool) -> list[RenderableType]:
    finding = row.finding
    left, right = both.documents[row.left.document], both.documents[row.right.document]
    documents = (left, right) if finding.left.id == row.left.id else (right, left)
    found = marks(finding, *documents) if phrases.relation(finding) != "agree" else {}
    sides = [
        Group(marked(passage(d, s, found.get(s.id, ()), 400), options), line(("" if wide else d.outlet, "bold"), (both.place(s), "dim")))
        for d, s in ((left, row.left), (right, row.right))
    ]
    told = [_told(f) for f in (finding, *row.also) if f is finding or phrases.relation(f) != "agree"]
    return [*told, _pair(*sides)] if wide else [*told, *(indented(side, 2) for side in sides)]


def _told(finding: Finding) -> RenderableType:
    said = f"{phrases.relation(finding)}: {phrases.told(finding)}"
    waived = "waived" if finding.waived else ""
    return line((said, STYLES.get(section_of(finding), "bold")), finding.rule, phrases.confidence(finding.confidence), finding.id, waived)


def _only(both: Comparison, side: Side, options: Options) -> list[RenderableType]:
    parts: list[RenderableType] = [line((f"Only in {side.name} ({len(side.told):,})", "bold"))]
    for kind in Kind:
        found = [s for s in side.told if s.kind is kind]
        if found:
            parts.append(indented(phrases.plural(len(found), phrases.kind(kind)), 2))
        for statement in found[: options.limit]:
            document = both.documents[statement.document]
            parts.append(indented(marked(passage(document, statement, limit=200), options), 4))
            parts.append(indented(line((both.place(statement), "dim")), 6))
        if len(found) > options.limit:
            parts.append(indented(f"{len(found) - options.limit:,} more; --format json has all of them.", 4))
    return [*parts, ""]


def _counts(both: Comparison) -> list[str]:
    counts = Counter(phrases.relation(row.finding) for row in both.rows)
    told = f" ({', '.join(f'{n:,} {word}' for word, n in sorted(counts.items()))})" if counts else ""
    alone = ", ".join(f"{len(side.told):,} in {side.name} alone" for side in (both.left, both.right))
    hidden = [f"{phrases.plural(both.hidden, 'finding')} not asked for."] if both.hidden else []
    return [f"{len(both.rows):,} in both{told}, {alone}.", *hidden]
