"""What is said on standard error, and how a run ends that is broken off."""

from __future__ import annotations

import io
import logging
import time
from pathlib import Path

import pytest

from consistency import similarity
from consistency.cli import talk
from consistency.similarity import Encoder
from tests.cli.command import run, write


@pytest.fixture
def flawed(corpus: Path) -> Path:
    """A corpus with something to skip and something to warn of."""
    (corpus / "photo.txt").write_bytes(b"\x89PNG\0\0")
    return write(corpus, {"corpus.toml": '[documents."gone.txt"]\noutlet = "Gone"\n'})


def test_quiet_says_nothing_and_reports_the_same(flawed: Path) -> None:
    loud, quiet = run("check", flawed), run("check", flawed, "-q")
    assert [line.split(":")[0] for line in loud.stderr.splitlines()] == ["warning", "skipped"]
    assert quiet.stderr == ""
    assert (quiet.stdout, quiet.exit_code) == (loud.stdout, loud.exit_code)


def test_quiet_still_says_errors(tmp_path: Path) -> None:
    assert "no such folder or file" in run("check", tmp_path / "none", "-q").stderr


def test_verbose_says_what_was_read_and_how_long_it_took(corpus: Path) -> None:
    result = run("check", corpus, "-v")
    assert "configuration: no file; defaults" in result.stderr
    assert "read: 2 documents of 2 outlets" in result.stderr
    assert "comparing pairs of articles: 1 in " in result.stderr
    assert "0 results found" in result.stderr
    again = run("check", corpus, "-v").stderr
    assert ", 0 worked out" in again
    assert "comparing pairs" not in again
    (corpus / "consistency.toml").write_text("", encoding="utf-8")
    assert f"configuration: {corpus / 'consistency.toml'}" in run("check", corpus, "-v").stderr


def test_quiet_and_verbose_exclude_each_other(corpus: Path) -> None:
    result = run("check", corpus, "-qv")
    assert result.exit_code == 2
    assert "exclude each other" in result.stderr


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def progress_shown(monkeypatch: pytest.MonkeyPatch, patience: float, quiet: bool = False, wait: float = 0.3) -> str:
    """What a person at a terminal sees of work that takes a while."""
    terminal = _Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(talk, "_PATIENCE", patience)
    with talk.Talk(quiet).progress() as progress:
        progress("comparing pairs of articles", 1, 2)
        until = time.monotonic() + wait
        while "comparing" not in terminal.getvalue() and time.monotonic() < until:
            time.sleep(0.01)
    return terminal.getvalue()


def test_progress_is_shown_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "comparing pairs" in progress_shown(monkeypatch, patience=0, wait=5)


@pytest.mark.parametrize(("patience", "variable", "quiet"), [(1000, "ANY", False), (0, "CI", False), (0, "ANY", True)])
def test_no_progress_for_short_work_in_ci_or_when_quiet(
    patience: float, variable: str, quiet: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "true")
    assert progress_shown(monkeypatch, patience, quiet) == ""


def test_a_logged_warning_is_one_line_and_quiet_drops_it(capsys: pytest.CaptureFixture[str]) -> None:
    for quiet in (False, True):
        with talk.Talk(quiet=quiet).progress():
            logging.getLogger("consistency.cache").warning("cache %s: is damaged and was built anew", "x")
    assert capsys.readouterr().err == "warning: cache x: is damaged and was built anew\n"


def test_ctrl_c_ends_with_130(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(name: str) -> Encoder:
        raise KeyboardInterrupt

    monkeypatch.setattr(similarity, "load", interrupted)
    result = run("report", corpus, "-o", tmp_path / "out.md")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "consistency: interrupted\n")
    assert not (tmp_path / "out.md").exists()


@pytest.mark.parametrize(("typed", "meant"), [("chek", "check"), ("basline", "baseline")])
def test_a_misspelt_command_is_corrected(typed: str, meant: str) -> None:
    assert f"Did you mean '{meant}'?" in run(typed).stderr


def test_a_misspelt_option_is_corrected(corpus: Path) -> None:
    assert "--fail-on" in run("check", corpus, "--fial-on", "agree").stderr
