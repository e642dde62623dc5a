"""`consistency config`, and the same options on every command that takes CORPUS."""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict
from pathlib import Path

import click
import pytest

from consistency.cli import main
from consistency.config import KEYS, Config, load
from tests.cli.command import refused, run

ON_CORPUS = sorted(name for name, command in main.commands.items() if "corpus" in {p.name for p in command.params})


def options(name: str) -> dict[str, tuple[object, ...]]:
    """The options of a command: what each says and takes, by its names."""
    return {
        " ".join([*p.opts, *p.secondary_opts]): (p.help, p.type.name, p.multiple)
        for p in main.commands[name].params
        if isinstance(p, click.Option)
    }


def test_what_is_shown_is_in_force_and_can_be_pasted(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "consistency.toml").write_text('fail_on = "wording"\nbaseline = "known.toml"\n', encoding="utf-8")
    monkeypatch.setenv("CONSISTENCY_IGNORE", "F2")
    shown = run("config", corpus, "--min-confidence", "0.8", "--strict").stdout
    assert tuple(tomllib.loads(shown)) == KEYS
    lines = {line.split(" = ")[0]: line for line in shown.splitlines()}
    assert lines["fail_on"].endswith(f"# {tmp_path / 'consistency.toml'}")
    assert lines["ignore"].endswith("# CONSISTENCY_IGNORE")
    assert lines["strict"].endswith("# command line")
    assert lines["select"].endswith("# default")
    (tmp_path / "pasted.toml").write_text(shown, encoding="utf-8")
    monkeypatch.delenv("CONSISTENCY_IGNORE")
    monkeypatch.delenv("CONSISTENCY_CACHE_DIR")
    pasted = asdict(load(tmp_path / "pasted.toml", corpus))
    assert {key: list(value) if isinstance(value, tuple) else value for key, value in pasted.items()} == tomllib.loads(shown)


def test_baseline_that_was_found_is_shown(corpus: Path) -> None:
    assert "consistency-baseline.toml" not in run("config", corpus).stdout
    run("baseline", corpus)
    assert tomllib.loads(run("config", corpus).stdout)["baseline"] == str(corpus / "consistency-baseline.toml")
    assert "nothing is waived: --no-baseline" in run("config", corpus, "--no-baseline").stdout


def test_without_a_corpus_this_folder_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "consistency.toml").write_text("strict = true\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert tomllib.loads(run("config").stdout)["strict"] is True


def test_an_unknown_key_is_refused_by_every_command(corpus: Path) -> None:
    (corpus / "consistency.toml").write_text("fial_on = 'agree'\n", encoding="utf-8")
    for command in ("check", "report", "baseline", "config"):
        assert "unknown key 'fial_on'; did you mean 'fail_on'?" in refused(command, corpus)


def test_commands_on_a_corpus_take_the_same_options_in_the_same_words() -> None:
    shared = options("report")
    assert {"--select", "--ignore", "--baseline", "--diff", "--changed-from", "--cache --no-cache", "-q --quiet"} <= shared.keys()
    for name in ON_CORPUS:
        mine = options(name)
        assert {k: mine[k] for k in mine.keys() & shared.keys()} == {k: shared[k] for k in mine.keys() & shared.keys()}
        if name not in ("baseline", "config", "explain"):
            assert shared.keys() <= mine.keys()


def test_every_key_that_a_run_may_change_can_be_overridden_on_the_command_line() -> None:
    names = {p.name for p in main.commands["config"].params}
    assert set(KEYS) - names == {"embedding_model", "relation_model", "contradiction_model", "rules_page"}


def test_selection_of_rules(corpus: Path) -> None:
    def rules(*arguments: str) -> set[str]:
        return {f["rule"] for f in json.loads(run("check", corpus, "--format", "json", *arguments).stdout)["findings"]}

    assert "Q301" in rules()
    assert rules("--select", "q3") == {"Q301"}
    assert rules("--select", "Q3,F308", "--ignore", "Q301") == set()
    assert run("check", corpus, "--ignore", "Q,F3").exit_code == 0
    assert "no rule is called or begins with 'F9'" in refused("check", corpus, "--select", "F9")
    (corpus / "consistency.toml").write_text('ignore = ["Q"]\n', encoding="utf-8")
    assert "Q301" not in rules()
    assert "Q301" in rules("--ignore", "F308")


def test_results_are_kept_where_they_are_asked_to_be(corpus: Path, tmp_path: Path) -> None:
    run("check", corpus, "--cache-dir", tmp_path / "kept")
    assert list((tmp_path / "kept").iterdir())
    run("check", corpus, "--no-cache", "--cache-dir", tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_configuration_file_of_the_environment(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ci.toml").write_text('ignore = ["Q", "F"]\n', encoding="utf-8")
    monkeypatch.setenv("CONSISTENCY_CONFIG", str(tmp_path / "ci.toml"))
    assert run("check", corpus).exit_code == 0


def test_defaults_of_the_help_are_the_defaults() -> None:
    said = " ".join(str(help) for help, *_ in options("check").values())
    assert f"default: {Config().min_confidence}" in said
    assert f"default: {Config().fail_on}" in said


def test_a_corpus_has_a_name_and_is_there(tmp_path: Path) -> None:
    assert "an empty path" in run("check", "").stderr
    assert "nowhere: no such folder or file" in refused("config", tmp_path / "nowhere")
