"""GitLab's code quality report: what a merge request shows as new and as fixed."""

from __future__ import annotations

import json
from typing import Any

from consistency.model import Report
from consistency.report import _phrases as phrases
from consistency.report._diff import clean
from consistency.report._entries import Entry, Level, entries, mark, whole
from consistency.report._options import DEFAULT, Options

_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "major", Level.NOTE: "minor"}


def render(report: Report, options: Options = DEFAULT) -> str:
    """A JSON list with an issue for each finding that differs. GitLab knows no waiver: a waived finding has the lowest severity."""
    return json.dumps([_issue(e) for e in entries(report, options)], ensure_ascii=False, indent=1) + "\n"


def _issue(entry: Entry) -> dict[str, Any]:
    finding, place, other = entry.finding, entry.left.place, entry.right
    said = f"{phrases.rule(finding).title}: {finding.message} {mark(finding)} (compare {other.place})"
    return {
        "description": clean(said),
        "check_name": finding.rule,
        "fingerprint": finding.id,
        "severity": "info" if finding.waived else _SEVERITIES[entry.level],
        "location": {"path": whole(place.file), "lines": {"begin": place.line, "end": place.end_line}},
    }
