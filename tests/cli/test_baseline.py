"""The baseline from the command line: known findings do not fail, new ones do, and a file that is wrong is said."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from consistency.config import BASELINE_NAME
from consistency.formats import NAMES
from tests.cli.command import COURIER, refused, run, write

GONE = '\n[[finding]]\nfingerprint = "000000000000"\nreason = "an old one"\n'


def recorded(corpus: Path, *options: str) -> Path:
    result = run("baseline", corpus, *options)
    assert (result.exit_code, result.stdout) == (0, "")
    return corpus / BASELINE_NAME


def test_what_is_known_does_not_fail_and_what_is_new_does(corpus: Path) -> None:
    assert run("check", corpus).exit_code == 1
    recorded(corpus)
    known = run("check", corpus)
    assert (known.exit_code, known.stderr) == (0, "")
    write(corpus, {"courier.txt": COURIER})
    result = run("check", corpus, "--format", "json")
    assert result.exit_code == 1
    waived = [f["waived"] for f in json.loads(result.stdout)["findings"] if f["verdict"] == "contradict"]
    assert sorted(waived) == [False, False, True]


def test_waiver_survives_edits_elsewhere_moved_files_and_other_names(corpus: Path) -> None:
    recorded(corpus)
    text = (corpus / "gazette.txt").read_text(encoding="utf-8")
    (corpus / "gazette.txt").unlink()
    (corpus / "archive").mkdir()
    (corpus / "archive" / "renamed.txt").write_text(text + "\nThe harbour was quiet after the storm had passed.\n", encoding="utf-8")
    result = run("check", corpus)
    assert (result.exit_code, result.stderr) == (0, "")


def test_what_a_person_wrote_is_kept_when_new_findings_are_added(corpus: Path) -> None:
    file = recorded(corpus, "--owner", "desk")
    edited = file.read_text(encoding="utf-8").replace('"not reviewed yet"', '"both were said: “12” at noon, “20” at night"')
    file.write_text(edited + GONE, encoding="utf-8")
    write(corpus, {"courier.txt": COURIER})
    result = run("baseline", corpus, "--reason", "launch review")
    assert "2 added, 2 kept, 0 dropped" in result.stderr
    after = file.read_text(encoding="utf-8")
    assert "“20” at night" in after
    assert after.count("launch review") == 2
    assert "an old one" in after
    assert run("check", corpus).exit_code == 0


def test_nothing_new_leaves_the_same_bytes(corpus: Path) -> None:
    before = recorded(corpus, "--reason", "x").read_bytes()
    assert recorded(corpus, "--reason", "y").read_bytes() == before


def test_stale_entries_go_when_that_is_asked_for(corpus: Path) -> None:
    file = recorded(corpus)
    before = file.read_bytes()
    file.write_text(file.read_text(encoding="utf-8") + GONE, encoding="utf-8")
    assert "0 added, 1 kept, 1 dropped" in run("baseline", corpus, "--prune").stderr
    assert file.read_bytes() == before


@pytest.mark.parametrize("strict", [(), ("--strict",), ("--strict", "-q")])
def test_stale_entries_are_said_and_fail_under_strict(strict: tuple[str, ...], corpus: Path) -> None:
    file = recorded(corpus)
    file.write_text(file.read_text(encoding="utf-8") + GONE, encoding="utf-8")
    result = run("check", corpus, *strict)
    assert result.exit_code == (1 if strict else 0)
    assert "000000000000: no such finding any more" in result.stderr
    assert run("check", corpus, *strict, "--exit-zero").exit_code == 0


def test_many_stale_entries_are_counted_rather_than_listed(corpus: Path) -> None:
    file = recorded(corpus)
    text = "".join(GONE.replace("000000000000", f"{i:012x}") for i in range(30))
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
    lines = run("check", corpus).stderr.splitlines()
    assert len(lines) == 11
    assert "20 more" in lines[-1]


def test_filters_make_no_entry_stale(corpus: Path) -> None:
    recorded(corpus)
    for options in (("--select", "F1"), ("--min-confidence", "1"), ("--changed", str(corpus / BASELINE_NAME))):
        assert "no such finding" not in run("check", corpus, "--strict", *options).stderr


def test_an_expired_waiver_waives_nothing_and_is_said(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1930000000")  # 27 February 2031
    recorded(corpus, "--expires", "2031-03-01")
    assert run("check", corpus).exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1940000000")  # 23 June 2031
    result = run("check", corpus)
    assert result.exit_code == 1
    assert re.search(r"until 2031-03-01\): has expired", result.stderr)
    assert run("check", corpus, "--fail-on", "contradict", "--select", "F", "--strict").exit_code == 1
    assert "has passed already" in refused("baseline", corpus, "--expires", "2031-03-01")


def test_a_date_that_is_none(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    assert "SOURCE_DATE_EPOCH: takes a number of seconds" in refused("check", corpus)


def test_baseline_is_found_by_option_key_and_place(corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "reviewed.toml"
    assert "1 added" in run("baseline", corpus, "--baseline", other).stderr
    assert not (corpus / BASELINE_NAME).exists()
    assert run("check", corpus).exit_code == 1
    assert run("check", corpus, "--baseline", other).exit_code == 0
    (tmp_path / "consistency.toml").write_text('baseline = "reviewed.toml"\n', encoding="utf-8")
    assert run("check", corpus).exit_code == 0
    assert run("check", corpus, "--no-baseline").exit_code == 1
    other.rename(tmp_path / BASELINE_NAME)
    (tmp_path / "consistency.toml").write_text("", encoding="utf-8")
    assert run("check", corpus).exit_code == 0


def test_a_new_baseline_is_not_to_be_left_out(corpus: Path) -> None:
    assert "--no-baseline: this command brings the baseline up to date" in refused("baseline", corpus, "--no-baseline")


def test_new_baseline_lies_next_to_the_configuration(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "consistency.toml").write_text("", encoding="utf-8")
    run("baseline", corpus)
    assert (tmp_path / BASELINE_NAME).exists()


def test_what_fails_is_what_is_recorded(corpus: Path) -> None:
    write(corpus, {"twin.txt": (corpus / "gazette.txt").read_text(encoding="utf-8").replace("The Gazette", "The Twin")})
    text = recorded(corpus, "--fail-on", "wording").read_text(encoding="utf-8")
    assert 'verdict = "contradict"' in text
    assert 'verdict = "agree"' not in text
    recorded(corpus, "--fail-on", "agree")
    assert run("check", corpus, "--fail-on", "agree").exit_code == 0


def test_baseline_is_no_article(corpus: Path) -> None:
    recorded(corpus)
    assert BASELINE_NAME not in run("check", corpus, "-v", "--format", "json").stdout


@pytest.mark.parametrize("format_name", sorted(set(NAMES) - {"github"}))
def test_every_format_shows_what_is_waived_and_why(format_name: str, corpus: Path) -> None:
    recorded(corpus, "--reason", "settled with both desks")
    shown = run("check", corpus, "--format", format_name, "--exit-zero").stdout
    assert "settled with both desks" in " ".join(shown.split()), shown


@pytest.mark.parametrize("command", ["check", "report", "baseline"])
@pytest.mark.parametrize(("data", "part"), [(b"version = [", "cannot be read as TOML"), (b"\xff", "is not in UTF-8"), (b"", "version = 1")])
def test_a_broken_baseline_ends_with_2_and_stays_as_it_is(command: str, data: bytes, part: str, corpus: Path) -> None:
    file = corpus / BASELINE_NAME
    file.write_bytes(data)
    message = refused(command, corpus)
    assert BASELINE_NAME in message
    assert part in message
    assert file.read_bytes() == data


def test_a_baseline_that_was_asked_for_has_to_be_there(corpus: Path, tmp_path: Path) -> None:
    assert "none.toml: no such baseline" in refused("check", corpus, "--baseline", tmp_path / "none.toml")
    assert "cannot be read" in refused("check", corpus, "--baseline", tmp_path)
