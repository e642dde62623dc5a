"""What somebody said, or what was said on a topic, for a terminal."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from consistency.model import Report
from consistency.report import _phrases as phrases
from consistency.report._diff import passage
from consistency.report._matters import place
from consistency.report._options import DEFAULT, Options
from consistency.report._rich import indented, layout, line, marked
from consistency.report._who import Said, laid_out, summary, title
from consistency.who import Answer

_FEW = 5  # fingerprints in one line


def render(report: Report, answer: Answer, options: Options = DEFAULT) -> str:
    """Everything that was asked for, by date, with who printed which words, and how much it is last."""
    parts: list[RenderableType] = [line((title(answer), "bold")), ""]
    day = ""
    for said in laid_out(report, answer):
        if phrases.day(said.day) != day:
            day = phrases.day(said.day)
            parts += [line((f"{day[:1].upper()}{day[1:]}", "bold cyan")), ""]
        parts += [*_entry(said, options), ""]
    return layout([*parts, *(line(text) for text in summary(report, answer))], options)


def _entry(said: Said, options: Options) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for i, one in enumerate(said.passages):
        day = phrases.dated(one.document) if i and one.document.date != said.day else ""
        others = phrases.joined(list(dict.fromkeys(d.outlet for d in one.alike)))
        same = f"the same words in {others}" if others else ""
        told = line((one.document.outlet, "bold"), day, one.how, place(one.document, one.statement), same)
        parts.append(indented(told, 5) if i else Text(f"{said.number:>3}  ").append_text(told))
        parts.append(indented(marked(passage(one.document, one.statement, one.marked, limit=400), options), 7))
    for found in said.findings:
        ids = " ".join(phrases.some([f.id for f in found], _FEW))
        parts.append(indented(line(found[0].rule, phrases.rule(found[0]).title, phrases.confidence(found[0].confidence), ids), 5))
    for finding, number in said.moved:
        where = f"otherwise at another date ({number})" if number else "otherwise at another date"
        parts.append(indented(line(finding.rule, (where, "bold"), finding.message, phrases.confidence(finding.confidence), finding.id), 5))
    return parts
