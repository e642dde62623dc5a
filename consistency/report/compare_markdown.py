"""The side-by-side of two outlets or files, in Markdown."""

from __future__ import annotations

from collections import Counter

from consistency.model import Kind, Report
from consistency.report import _phrases as phrases
from consistency.report._compare import Comparison, Row, Side, compare
from consistency.report._diff import CUT, marks, passage
from consistency.report._markdown import escape, rich_text, table
from consistency.report._options import DEFAULT, Options
from consistency.report._view import place

_BOTH = "Reported by both"


def render(report: Report, left: str, right: str, options: Options = DEFAULT) -> str:
    """What `left` and `right` both report, row by row in the order of `left`, and what only one of them has.

    Raises:
        LookupError: a name stands for no document of the report.
    """
    both = compare(report, left, right)
    counts = Counter(phrases.relation(row.finding) for row in both.rows)
    titles = {side: f"Only in {side.name}" for side in (both.left, both.right)}
    lines = [
        f"# {escape(both.left.name, inline=True)} and {escape(both.right.name, inline=True)}, side by side",
        "",
        *(_articles(both, side) for side in (both.left, both.right)),
        "",
        f"{phrases.plural(len(both.rows), 'statement')} of both"
        + (": " + ", ".join(f"{n:,} {word}" for word, n in sorted(counts.items())) if counts else "")
        + f". {len(both.left.only):,} only on the left, {len(both.right.only):,} only on the right.",
        "",
        f"**Bold** words are on one side and not on the other. {CUT} stands where this page shortens a passage.",
        "",
        f"## {_BOTH}",
        "",
        _rows(both, options) if both.rows else "Nothing was found that both report.",
    ]
    for side, title in titles.items():
        lines += ["", f"## {escape(title)}", "", *_only(both, side, options)]
    return "\n".join(lines) + "\n"


def _articles(both: Comparison, side: Side) -> str:
    end = "left" if side is both.left else "right"
    articles = "; ".join(f"{d.title + ', ' if d.title else ''}{phrases.dated(d)}, {d.id}" for d in side.documents)
    return f"- On the {end}, **{escape(side.name, inline=True)}**: {escape(articles, inline=True)}"


def _rows(both: Comparison, options: Options) -> str:
    headers = (escape(both.left.name), "What differs", escape(both.right.name))
    return table(headers, [_cells(both, row, options) for row in both.rows], wide=True)


def _cells(both: Comparison, row: Row, options: Options) -> tuple[str, str, str]:
    left, right = both.documents[row.left.document], both.documents[row.right.document]
    finding = row.finding
    documents = (left, right) if finding.left.id == row.left.id else (right, left)
    marked = marks(finding, *documents) if phrases.relation(finding) != "agree" else {}
    passages = [rich_text(passage(d, s, marked.get(s.id, ()), 360)) for d, s in ((left, row.left), (right, row.right))]
    said = f"**{phrases.relation(finding)}**: {escape(phrases.rule(finding).title.lower(), inline=True)}"
    rule = f"[{finding.rule}]({options.rules}#{finding.rule.lower()})"
    return passages[0], f"{said} ({rule}, {phrases.confidence(finding.confidence)})", passages[1]


def _only(both: Comparison, side: Side, options: Options) -> list[str]:
    if not side.only:
        return ["Nothing."]
    lines: list[str] = []
    for kind in Kind:
        found = [s for s in side.only if s.kind is kind]
        if not found:
            continue
        lines += ["" if lines else None, f"**{phrases.plural(len(found), phrases.kind(kind))}**", ""]  # type: ignore[list-item]
        for statement in found[: options.limit]:
            document = both.documents[statement.document]
            where = escape(place(document, statement), inline=True)
            lines.append(f"- {rich_text(passage(document, statement, limit=260))} ({where})")
        if len(found) > options.limit:
            lines += ["", f"*{len(found) - options.limit:,} more; `--format json` has all of them.*"]
    return [line for line in lines if line is not None]
