"""How often each rule was found, for `--statistics`."""

from __future__ import annotations

import json
from collections import Counter

from tabulate import tabulate

from consistency.model import Report
from consistency.rules import RULES


def render(report: Report, format_name: str) -> str:
    """A row for each rule that was found, the most frequent first; what is waived is counted, and counted apart as well.

    Args:
        report: what was found.
        format_name: `json`, `markdown`, or anything else for a plain table.
    """
    found = Counter(f.rule for f in report.findings)
    waived = Counter(f.rule for f in report.findings if f.waived)
    rows = [
        {"count": n, "waived": waived[code], "rule": code, "verdict": RULES[code].verdict.value, "title": RULES[code].title}
        for code, n in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]
    if format_name == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    if not rows:
        return "Nothing found.\n"
    return tabulate(rows, headers="keys", tablefmt="github" if format_name == "markdown" else "plain") + "\n"
