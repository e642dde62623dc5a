"""The side-by-side of two outlets or files, in Markdown."""

from __future__ import annotations

from collections import Counter

from consistency.model import Finding, Kind, Report, Statement
from consistency.report import _phrases as phrases
from consistency.report._compare import Comparison, Row, Side, compare, shows
from consistency.report._diff import CUT, marks, passage
from consistency.report._markdown import code, escape, head, rich_text, table
from consistency.report._markdown_entry import left_out, rule_link
from consistency.report._options import DEFAULT, Options


def render(report: Report, left: str, right: str, options: Options = DEFAULT) -> str:
    """What `left` and `right` both report, row by row in the order of `left`, and what only one of them has.

    Raises:
        LookupError: a name stands for no document of the report.
    """
    both = compare(report, left, right, options)
    lines = [
        head(1, f"{both.left.name} and {both.right.name}, side by side"),
        "",
        *(_articles(side, end) for side, end in ((both.left, "left"), (both.right, "right"))),
        "",
        *_counts(both),
        "",
        f"**Bold** words are on one side and not on the other. {CUT} stands where this page shortens a passage.",
    ]
    if any(shows(options, verdict.value) for verdict in phrases.VERDICTS):
        lines += ["", "## Reported by both", "", _rows(both, options) if both.rows else "Nothing was found that both report."]
        lines += ["", f"*{phrases.plural(both.hidden, 'finding')} not asked for.*"] if both.hidden else []
    for side, end in ((both.left, "left"), (both.right, "right")):
        if shows(options, end):
            lines += ["", head(2, f"Only in {side.name}"), "", *_only(both, side, options)]
    return "\n".join(lines) + "\n"


def _articles(side: Side, end: str) -> str:
    articles = "; ".join(f"{d.title + ', ' if d.title else ''}{phrases.dated(d)}, {d.id}" for d in side.documents)
    return f"- On the {end}, **{escape(side.name, inline=True)}**: {escape(articles, inline=True)}"


def _counts(both: Comparison) -> list[str]:
    counts = Counter(phrases.relation(row.finding) for row in both.rows)
    told = f" ({', '.join(f'{n:,} {word}' for word, n in sorted(counts.items()))})" if counts else ""
    return [
        f"- Reported by both: {phrases.plural(len(both.rows), 'statement')}{told}",
        *(f"- Only in {escape(s.name, inline=True)}: {phrases.plural(len(s.told), 'passage')}" for s in (both.left, both.right)),
    ]


def _rows(both: Comparison, options: Options) -> str:
    headers = (escape(both.left.name), "What differs", escape(both.right.name))
    return table(headers, [_cells(both, row, options) for row in both.rows], wide=True)


def _cells(both: Comparison, row: Row, options: Options) -> tuple[str, str, str]:
    left, right = both.documents[row.left.document], both.documents[row.right.document]
    finding = row.finding
    documents = (left, right) if finding.left.id == row.left.id else (right, left)
    marked = marks(finding, *documents) if phrases.relation(finding) != "agree" else {}
    cells = [f"{rich_text(passage(d, s, marked.get(s.id, ()), 360))}{_where(both, s)}" for d, s in ((left, row.left), (right, row.right))]
    told = "; ".join(_told(f, options) for f in (finding, *row.also) if f is finding or phrases.relation(f) != "agree")
    return cells[0], told, cells[1]


def _told(finding: Finding, options: Options) -> str:
    said = f"**{phrases.relation(finding)}**: {escape(phrases.told(finding), inline=True)}"
    waived = " · waived" if finding.waived else ""
    return f"{said} · {rule_link(finding.rule, options)} · {phrases.confidence(finding.confidence)} · {code(finding.id)}{waived}"


def _only(both: Comparison, side: Side, options: Options) -> list[str]:
    if not side.told:
        return ["Nothing."]
    lines: list[str] = []
    for kind in Kind:
        found = [s for s in side.told if s.kind is kind]
        if not found:
            continue
        lines += [*([""] if lines else []), f"**{phrases.plural(len(found), phrases.kind(kind))}**", ""]
        for statement in found[: options.limit]:
            document = both.documents[statement.document]
            lines.append(f"- {rich_text(passage(document, statement, limit=260))}{_where(both, statement)}")
        lines += left_out(len(found) - options.limit, "passage")
    return lines


def _where(both: Comparison, statement: Statement) -> str:
    place = both.place(statement)
    return "" if not place else f" {escape(place, inline=True)}" if place.startswith("(") else f" ({escape(place, inline=True)})"
