"""The report as one page that needs nothing else: no network, no other file."""

from __future__ import annotations

from consistency.model import Report
from consistency.report._options import DEFAULT, Options
from consistency.report.html.page import page
from consistency.report.html.write import write

__all__ = ["compare", "render"]


def render(report: Report, options: Options = DEFAULT) -> str:
    """The whole report as one HTML document."""
    return write(page(report))


def compare(report: Report, left: str, right: str, options: Options = DEFAULT) -> str:
    """`left` and `right`, outlets or files, side by side from beginning to end, then what was found between them.

    Raises:
        LookupError: a name stands for no document of the report.
    """
    return write(page(report, (left, right)))
