"""Every format against a gold file.

On failure the actual output is saved beside the gold file, as `tests/gold/NAME.actual`. When the change is meant, look at the
difference, then rewrite the gold files with `CONSISTENCY_WRITE_GOLD=1 pytest tests/test_report_gold.py`.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from consistency.model import Waiver
from consistency.report import FORMATS, Options
from tests.report_sample import sample

GOLD = Path(__file__).parent / "gold"
LEFT, RIGHT = "Daily Vane", "courier.txt"
CI = ("concise.txt", "full.txt", "json-lines.jsonl", "sarif.sarif", "junit.xml", "github.txt", "gitlab.json")
"""A file for each format for CI, named for it."""


def outputs() -> dict[str, str]:
    report, looks = sample(), Options()
    waiver = Waiver("bb02", "the plural is the Vane's", "standards desk", date(2031, 12, 31))
    known = replace(report, findings=tuple(replace(f, waiver=waiver) if f.id == "bb02" else f for f in report.findings))
    in_ci = Options(root="desk/articles", baseline=True)
    return {f"ci/{name}": FORMATS[name.partition(".")[0]].render(known, in_ci) for name in CI} | {
        "discrepancy.md": FORMATS["markdown"].render(report, looks),
        "discrepancy.txt": FORMATS["terminal"].render(report, looks),
        "discrepancy.json": FORMATS["json"].render(report, looks),
        "compare.md": FORMATS["markdown"].compare(report, LEFT, RIGHT, looks),
        "compare.txt": FORMATS["terminal"].compare(report, LEFT, RIGHT, looks),
    }


@pytest.mark.parametrize("name", outputs())
def test_output_is_the_gold_file(name: str) -> None:
    actual, path = outputs()[name], GOLD / name
    saved = GOLD / f"{name}.actual"
    if os.environ.get("CONSISTENCY_WRITE_GOLD"):
        path.write_text(actual, encoding="utf-8", newline="")
    if not path.exists() or path.read_text(encoding="utf-8") != actual:
        saved.write_text(actual, encoding="utf-8", newline="")
        pytest.fail(f"output differs from {path}; the actual output is in {saved}")
    saved.unlink(missing_ok=True)
