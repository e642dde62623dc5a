"""Parts of a side-by-side, and what somebody said: from the command line to the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import refused, run

SIDES = ("gazette", "HERALD")


@pytest.mark.parametrize("given", [("--only", "contradict,wording"), ("--only", "contradict", "--only", "wording")])
def test_only_takes_a_list_and_may_be_repeated(corpus: Path, given: tuple[str, ...]) -> None:
    result = run("compare", corpus, *SIDES, *given)
    assert result.exit_code == 0
    assert "20" in result.stdout
    assert "Only in" not in result.stdout


def test_only_left_is_what_the_right_one_lacks(corpus: Path) -> None:
    text = run("compare", corpus, *SIDES, "--only", "left", "--format", "markdown").stdout
    assert "## Only in The Gazette" in text
    assert "## Only in The Herald" not in text
    assert "## Reported by both" not in text


def test_only_in_json_leaves_the_other_findings_out(corpus: Path) -> None:
    value = json.loads(run("compare", corpus, *SIDES, "--only", "agree", "--format", "json").stdout)
    assert {f["verdict"] for f in value["findings"]} <= {"agree"}


def test_only_is_refused_where_it_would_mean_nothing(corpus: Path) -> None:
    assert "--only" in refused("compare", corpus, *SIDES, "--only", "agree", "--format", "html")
    result = run("compare", corpus, *SIDES, "--only", "some")
    assert result.exit_code == 2
    assert "left, right" in result.stderr


@pytest.mark.parametrize("query", ["Ada Quill", "quill", "Minister Quill", "Ada Qill", "treaty"])
def test_who_lists_what_was_said_by_name_or_topic(corpus: Path, query: str) -> None:
    result = run("who", corpus, query)
    assert result.exit_code == 0
    assert "12 days" in result.stdout
    assert "The Herald" in result.stdout


def test_who_writes_markdown_and_json_to_files(corpus: Path, tmp_path: Path) -> None:
    page, values = tmp_path / "quill.md", tmp_path / "quill.json"
    assert run("who", corpus, "Ada Quill", "-o", page, "--also", values).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("# What Ada Quill said")
    assert json.loads(values.read_text(encoding="utf-8"))["names"] == ["Ada Quill"]


def test_who_says_who_is_nearest_where_nobody_has_the_name(corpus: Path) -> None:
    assert "did you mean Ada Quill?" in refused("who", corpus, "Oda Quilligan")
    assert "there are terminal, markdown, json" in refused("who", corpus, "Quill", "--format", "sarif")
    assert "no statement is on it" in refused("who", corpus, "Quill", "--topic")
