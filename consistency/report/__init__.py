"""Reports: a file for each format, each a function from a Report to a string."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from consistency.model import Report
from consistency.report import compare_markdown, compare_terminal, json, markdown, terminal
from consistency.report._compare import named
from consistency.report._options import Options

__all__ = ["FORMATS", "Format", "Options", "named"]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a report down."""

    render: Callable[[Report, Options], str]
    """A whole report."""
    compare: Callable[[Report, str, str, Options], str]
    """The side-by-side of two outlets or files, by name."""


def _json_compare(report: Report, left: str, right: str, options: Options) -> str:
    """The ordinary JSON: the caller has restricted the report to the two sides."""
    return json.render(report, options)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "terminal": Format(terminal.render, compare_terminal.render),
        "markdown": Format(markdown.render, compare_markdown.render),
        "json": Format(json.render, _json_compare),
    }
)
"""Every format by the name that `--format` takes."""
