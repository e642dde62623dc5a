"""Several formats in one run, counts, colours, paths, and what GitHub is given."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from consistency.formats import ENDINGS
from tests.cli.command import refused, run, write

# --- several formats in one run ----------------------------------------------------------------------------------------


def test_further_formats_go_to_files_of_their_own(corpus: Path, tmp_path: Path) -> None:
    table, page = tmp_path / "out.sarif", tmp_path / "page"
    result = run("check", corpus, "--format", "json", "--also", table, "--also", f"markdown={page}")
    assert result.stdout == run("check", corpus, "--format", "json").stdout
    assert json.loads(table.read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert page.read_text(encoding="utf-8") == run("check", corpus, "--format", "markdown").stdout


@pytest.mark.parametrize("value", ["out.pdf", "pdf=out.json.x", "json=", "sarif"])
def test_a_further_format_has_a_name(value: str, corpus: Path) -> None:
    result = run("check", corpus, "--also", value)
    assert result.exit_code == 2
    assert "FORMAT=FILE" in result.stderr


def test_what_cannot_be_written_is_said_before_the_work(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.pipeline.check", lambda *_, **__: pytest.fail("the run began"))
    assert "nowhere/a.md: cannot be written" in refused("check", corpus, "--also", tmp_path / "nowhere" / "a.md")
    assert "--format sarif: cannot be had here" in refused("check", corpus, "--statistics", "--format", "sarif")
    assert "no format is written as .pdf" in refused("check", corpus, "-o", tmp_path / "a.pdf")
    assert "two formats cannot be written to one file" in refused(
        "check", corpus, "-o", tmp_path / "a.md", "--also", f"json={tmp_path}/a.md"
    )


def test_every_ending_names_its_format(corpus: Path, tmp_path: Path) -> None:
    for ending, name in ENDINGS.items():
        run("check", corpus, "-o", tmp_path / f"out{ending}")
        assert (tmp_path / f"out{ending}").read_text(encoding="utf-8") == run("check", corpus, "--format", name).stdout


# --- counts ------------------------------------------------------------------------------------------------------------


def test_statistics_count_rules_instead_of_listing_findings(corpus: Path) -> None:
    found = json.loads(run("check", corpus, "--format", "json").stdout)["findings"]
    rows = json.loads(run("check", corpus, "--statistics", "--format", "json").stdout)
    assert sum(row["count"] for row in rows) == len(found)
    assert [row["count"] for row in rows] == sorted((row["count"] for row in rows), reverse=True)
    table = run("check", corpus, "--statistics")
    assert table.exit_code == 1
    assert {row["rule"] for row in rows} <= set(table.stdout.split())
    assert "Quotations differ in a number" in table.stdout
    assert run("check", corpus, "--statistics", "--format", "markdown").stdout.startswith("|")


def test_statistics_tell_what_is_waived(corpus: Path) -> None:
    run("baseline", corpus)
    rows = {row["rule"]: row for row in json.loads(run("check", corpus, "--statistics", "--format", "json").stdout)}
    assert rows["Q301"]["waived"] == rows["Q301"]["count"] == 1


def test_statistics_of_nothing(corpus: Path) -> None:
    assert run("check", corpus, "--statistics", "--select", "F308").stdout == "Nothing found.\n"


# --- colours -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variables", "options", "coloured"),
    [
        ("", "", False),
        ("FORCE_COLOR=1", "", True),
        ("FORCE_COLOR=", "", False),
        ("FORCE_COLOR=1 NO_COLOR=1", "", False),
        ("FORCE_COLOR=1 NO_COLOR=", "", True),
        ("NO_COLOR=1", "--color=always", True),
        ("FORCE_COLOR=1", "--color=never", False),
    ],
)
def test_colour(variables: str, options: str, coloured: bool, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in variables.split():
        monkeypatch.setenv(*variable.split("="))
    assert ("\x1b[" in run("check", corpus, *options.split()).stdout) == coloured


def test_the_environment_colours_no_file(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    run("check", corpus, "-o", tmp_path / "out.txt")
    assert "\x1b" not in (tmp_path / "out.txt").read_text(encoding="utf-8")


# --- paths -------------------------------------------------------------------------------------------------------------


def test_paths_for_a_person_lead_from_here_and_those_for_a_platform_from_the_top(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(corpus)
    assert run("check", ".", "--format", "concise").stdout.startswith("gazette.txt:")
    assert json.loads(run("check", ".", "--format", "gitlab").stdout)[0]["location"]["path"] == "corpus/gazette.txt"
    monkeypatch.chdir(tmp_path)
    assert run("check", "corpus/", "--format", "concise").stdout.startswith("corpus/gazette.txt:")
    assert run("check", corpus, "--format", "concise").stdout.startswith(f"{corpus}/gazette.txt:")


# --- GitHub ------------------------------------------------------------------------------------------------------------


def test_in_github_actions_annotations_go_to_standard_error_and_the_report_to_the_summary(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = run("check", corpus, "--format", "github")
    assert outside.stdout.startswith("::error file=")
    summary = write(tmp_path / "step", {"summary.md": "earlier\n"}) / "summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    result = run("check", corpus, "--format", "github")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", outside.stdout)
    assert summary.read_text(encoding="utf-8").startswith("earlier\n# Discrepancy report")
    assert run("check", corpus, "--format", "concise").stderr == ""


# --- processes of their own --------------------------------------------------------------------------------------------

FLAT = (
    "from consistency import contradiction, masked, relation, similarity; from tests.build import Flat\n"
    "similarity.load = lambda name: Flat(); relation.load = contradiction.load = masked.load = lambda name: None\n"
)


def process(corpus: Path, *options: str, stdout: IO[str] | int) -> subprocess.Popen[str]:
    """A check of the corpus in a process of its own."""
    code = FLAT + f"from consistency.cli import main; main({['check', str(corpus), *options]!r})"
    root = Path(__file__).parents[2]
    return subprocess.Popen([sys.executable, "-c", code], cwd=root, stdout=stdout, stderr=subprocess.PIPE, text=True)


def test_a_reader_who_stops_early_meets_no_complaint(corpus: Path) -> None:
    with process(corpus, "--format", "json", stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode == 141


def test_a_stream_that_cannot_hold_the_report_is_said(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    with process(corpus, stdout=subprocess.PIPE) as running:
        assert running.communicate()[1].splitlines() == [
            "consistency: standard output takes latin-1 only: set PYTHONIOENCODING=utf-8, or give -o FILE"
        ]
    assert running.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_device_is_said(corpus: Path) -> None:
    with Path("/dev/full").open("w") as full, process(corpus, stdout=full) as running:
        assert running.communicate()[1].splitlines() == ["consistency: No space left on device"]
    assert running.returncode == 2
