"""Reports: a file for each format, each a function from a Report to a string."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from consistency.model import Report
from consistency.report import (
    compare_json,
    compare_markdown,
    compare_terminal,
    concise,
    full,
    github,
    gitlab,
    html,
    json,
    json_lines,
    junit,
    markdown,
    sarif,
    terminal,
    who_json,
    who_markdown,
    who_terminal,
)
from consistency.report._compare import named, narrowed
from consistency.report._options import Options
from consistency.who import Answer

__all__ = ["FORMATS", "WHO", "Format", "Options", "named"]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a report down."""

    render: Callable[[Report, Options], str]
    """A whole report."""
    compare: Callable[[Report, str, str, Options], str]
    """The side-by-side of two outlets or files, by name."""


def _same(render: Callable[[Report, Options], str]) -> Format:
    """A format that shows two sides as it shows any report: the caller has restricted the report to them."""
    return Format(render, lambda report, left, right, options: render(narrowed(report, options), options))


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "terminal": Format(terminal.render, compare_terminal.render),
        "concise": _same(concise.render),
        "full": _same(full.render),
        "markdown": Format(markdown.render, compare_markdown.render),
        "html": Format(html.render, html.compare),
        "json": Format(json.render, compare_json.render),
        "json-lines": _same(json_lines.render),
        "sarif": _same(sarif.render),
        "junit": _same(junit.render),
        "github": _same(github.render),
        "gitlab": _same(gitlab.render),
    }
)
"""Every format by the name that `--format` takes."""

WHO: Mapping[str, Callable[[Report, Answer, Options], str]] = MappingProxyType(
    {"terminal": who_terminal.render, "markdown": who_markdown.render, "json": who_json.render}
)
"""Every format of what a speaker said."""
