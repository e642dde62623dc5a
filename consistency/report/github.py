"""Annotations for GitHub Actions, as workflow commands that the runner reads from what a step prints, and the step's summary."""

from __future__ import annotations

from consistency.model import Report
from consistency.report import _phrases as phrases
from consistency.report import markdown
from consistency.report._diff import clean
from consistency.report._entries import Entry, Level, entries, mark
from consistency.report._options import DEFAULT, Options

SUMMARY_BYTES = 1024 * 1024
"""What a step may write to its summary; the runner refuses more."""

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_CUT = "\n\n**The report goes on; what a step summary can hold ends here.** The other formats have all of it.\n"


def render(report: Report, options: Options = DEFAULT) -> str:
    """A workflow command for each finding that differs and is not waived, the gravest first: only ten of a kind are shown for a step."""
    return "".join(_command(e) for e in entries(report, options) if not e.finding.waived)


def summary(report: Report, options: Options = DEFAULT) -> str:
    """The Markdown report for `$GITHUB_STEP_SUMMARY`, cut at a paragraph where it is longer than a summary may be."""
    text = markdown.render(report, options)
    if len(text.encode()) <= SUMMARY_BYTES:
        return text
    room = SUMMARY_BYTES - len(_CUT.encode())
    return text.encode()[:room].decode(errors="ignore").rpartition("\n\n")[0] + _CUT


def _command(entry: Entry) -> str:
    finding, place, other = entry.finding, entry.left.place, entry.right
    columns = {} if entry.left.document.extracted else {"col": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    where = {"file": place.file, "line": place.line, **columns, "title": f"{finding.rule} {phrases.rule(finding).title}"}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in where.items())
    message = f"{clean(finding.message)} {mark(finding)}\nCompare {clean(other.document.outlet)}, {clean(str(other.place))}"
    return f"::{_COMMANDS[entry.level]} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    """Escaped as the runner undoes it in a command's message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escaped as the runner undoes it in a command's property."""
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")
