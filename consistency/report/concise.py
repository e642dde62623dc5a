"""One line a finding, as compilers print them: what editors and log viewers turn into links."""

from __future__ import annotations

from consistency.model import Report
from consistency.report._diff import clean
from consistency.report._entries import entries, mark
from consistency.report._options import DEFAULT, Options


def render(report: Report, options: Options = DEFAULT) -> str:
    """`path:line:column: RULE message [verdict, confidence]` for each finding that differs; nothing where there is none."""
    return "".join(
        f"{clean(str(e.left.place))}: {e.finding.rule} {clean(e.finding.message)} {mark(e.finding)}\n" for e in entries(report, options)
    )
