"""The side-by-side of two outlets or files, as JSON: the report on the two, with how their statements pair."""

from __future__ import annotations

from typing import Any

from consistency.model import Report
from consistency.report._compare import Comparison, Row, Side, compare, narrowed, shows
from consistency.report._options import DEFAULT, Options
from consistency.report.json import values, written


def render(report: Report, left: str, right: str, options: Options = DEFAULT) -> str:
    """What the JSON report has, and under `comparison` the rows, and the statements that one side has and the other one lacks.

    Raises:
        LookupError: a name stands for no document of the report.
    """
    both = compare(report, left, right, options)
    return written({**values(narrowed(report, options)), "comparison": _comparison(both, options)})


def _comparison(both: Comparison, options: Options) -> dict[str, Any]:
    return {
        "left": _side(both.left, shows(options, "left")),
        "right": _side(both.right, shows(options, "right")),
        "rows": [_row(row) for row in both.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    findings = [f.id for f in (row.finding, *row.also)]
    return {"left": row.left.id, "right": row.right.id, "finding": row.finding.id, "findings": findings}


def _side(side: Side, asked: bool) -> dict[str, Any]:
    return {"name": side.name, "documents": [d.id for d in side.documents], "only": [s.id for s in side.only] if asked else []}
