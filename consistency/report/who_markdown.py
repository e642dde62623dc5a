"""What somebody said, or what was said on a topic, in Markdown: a dated list."""

from __future__ import annotations

from consistency.model import Report
from consistency.report import _phrases as phrases
from consistency.report._diff import CUT, passage
from consistency.report._markdown import code, escape, head, rich_text
from consistency.report._markdown_entry import rule_link
from consistency.report._matters import place
from consistency.report._options import DEFAULT, Options
from consistency.report._who import Passage, Said, laid_out, summary, title
from consistency.who import Answer

_FEW = 8  # fingerprints in one line


def render(report: Report, answer: Answer, options: Options = DEFAULT) -> str:
    """Everything that was asked for, by date, with who printed which words."""
    lines = [head(1, title(answer)), ""]
    for text in summary(report, answer):
        lines += [escape(text), ""]
    lines.append(
        "**Bold** words are not in an entry's first version, or stand there in another form. "
        f"{CUT} stands where this page shortens a passage."
    )
    day = ""
    for said in laid_out(report, answer):
        if phrases.day(said.day) != day:
            day = phrases.day(said.day)
            lines += ["", f"## {day[:1].upper()}{day[1:]}"]
        lines += ["", *_entry(said, options)]
    return "\n".join(lines) + "\n"


def _entry(said: Said, options: Options) -> list[str]:
    first, *rest = said.passages
    lines = _passage(f"{said.number}\\. ", first)
    for one in rest:
        lines += ["", *_passage("", one)]
    points = []
    for same in said.findings:
        told, sure = escape(phrases.rule(same[0]).title, inline=True), phrases.confidence(same[0].confidence)
        ids = ", ".join(phrases.some([code(f.id) for f in same], _FEW))
        points.append(f"- {rule_link(same[0].rule, options)} {told}, {sure}, {ids}")
    for finding, number in said.moved:
        where = f" (entry {number})" if number else ""
        points.append(
            f"- {rule_link(finding.rule, options)} **Otherwise at another date**{where}: {escape(finding.message, inline=True)}, "
            f"{phrases.confidence(finding.confidence)}, {code(finding.id)}"
        )
    return [*lines, *([""] if points else []), *points]


def _passage(lead: str, one: Passage) -> list[str]:
    byline = " · ".join(escape(part, inline=True) for part in (one.how, place(one.document, one.statement)))
    day = "" if lead else f" · {phrases.dated(one.document)}"
    lines = [
        f"{lead}**{escape(one.document.outlet, inline=True)}**{day} · {byline}",
        "",
        f"> {rich_text(passage(one.document, one.statement, one.marked))}",
    ]
    if one.alike:
        names = [f"**{escape(d.outlet, inline=True)}** ({escape(f'{phrases.dated(d)}, {d.id}', inline=True)})" for d in one.alike]
        lines += ["", f"The same words in {phrases.joined(names)}."]
    return lines
