"""Where a setting comes from, and what is said of one that cannot be used."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.config import COMMAND_LINE, DEFAULT, KEYS, Config, load, settings, toml
from consistency.errors import ConfigError


def write(folder: Path, text: str, name: str = "consistency.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_each_source_overrides_the_one_before(tmp_path: Path) -> None:
    file = write(tmp_path, 'fail_on = "agree"\nmin_confidence = 0.1\nselect = ["Q"]\n')
    environment = {"CONSISTENCY_MIN_CONFIDENCE": "0.2", "CONSISTENCY_SELECT": "F3, q301", "CONSISTENCY_STRICT": "yes", "OTHER": "1"}
    found = settings(tmp_path, environment=environment, select=("F2",))
    assert (found.config.fail_on, found.origins["fail_on"]) == ("agree", str(file))
    assert (found.config.min_confidence, found.origins["min_confidence"]) == (0.2, "CONSISTENCY_MIN_CONFIDENCE")
    assert (found.config.strict, found.origins["strict"]) == (True, "CONSISTENCY_STRICT")
    assert (found.config.select, found.origins["select"]) == (("F2",), COMMAND_LINE)
    assert (found.config.cache, found.origins["cache"]) == (True, DEFAULT)
    assert found.file == file


def test_nearest_file_above_the_corpus_is_read(tmp_path: Path) -> None:
    write(tmp_path, "[tool.consistency]\nmin_confidence = 0.1\n", "pyproject.toml")
    write(tmp_path / "a", "[tool.other]\nx = 1\n", "pyproject.toml")
    corpus = tmp_path / "a" / "b"
    corpus.mkdir()
    assert load(None, corpus).min_confidence == 0.1
    write(tmp_path / "a", "min-confidence = 0.2\n")
    assert load(None, corpus).min_confidence == 0.2
    assert load(tmp_path / "pyproject.toml", corpus).min_confidence == 0.1


def test_an_empty_variable_is_none(tmp_path: Path) -> None:
    assert settings(tmp_path, environment={"CONSISTENCY_FAIL_ON": ""}).config == Config()


def test_paths_of_a_file_are_relative_to_it(tmp_path: Path) -> None:
    write(tmp_path, 'baseline = "reviewed/known.toml"\ncache_dir = "~/kept"\n')
    config = load(None, tmp_path)
    assert config.baseline == str(tmp_path / "reviewed" / "known.toml")
    assert config.cache_dir == str(Path("~/kept").expanduser())
    assert settings(tmp_path, baseline="known.toml").config.baseline == "known.toml"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("min_confidense = 0.5", "unknown key 'min_confidense'; did you mean 'min_confidence'?"),
        ("zzz = 0.5", "unknown key 'zzz'; known are baseline, cache, "),
        ("strict = 1", "'strict' takes true or false, not 1"),
        ('select = "F3"', "'select' takes a list of strings, not 'F3'"),
        ("select = [3]", "'select' takes a list of strings"),
        ('select = ["F9"]', "'select': no rule is called or begins with 'F9'"),
        ('ignore = ["Q3O1"]', "did you mean 'Q301'?"),
        ('ignore = [""]', "no rule"),
        ('relation_model = ""', "'relation_model' is the name of a model or its folder, and cannot be empty"),
        ('fail-on = "agree"\nfail_on = "agree"', "'fail_on' is given twice"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_place(text: str, part: str, tmp_path: Path) -> None:
    file = write(tmp_path, text)
    with pytest.raises(ConfigError) as error:
        load(None, tmp_path)
    assert str(error.value).startswith(f"{file}: ")
    assert part in str(error.value)


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("STRICT", "maybe", "takes true or false, not 'maybe'"),
        ("MIN_CONFIDENCE", "high", "takes a number"),
        ("MIN_CONFIDENCE", "7", "between"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(name: str, value: str, part: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=part) as error:
        settings(tmp_path, environment={f"CONSISTENCY_{name}": value})
    assert str(error.value).startswith(f"CONSISTENCY_{name}: ")


@given(st.one_of(st.text(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.dates(), st.lists(st.text()).map(tuple)))
def test_toml_reads_what_was_written(value: str | bool | float | date | tuple[str, ...]) -> None:
    assert tomllib.loads(f"x = {toml(value)}")["x"] == _plain(value)


def _plain(value: Any) -> Any:
    """As a TOML reader has it: lists for tuples, and what has no UTF-8 form replaced."""
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value.encode(errors="replace").decode() if isinstance(value, str) else value


def test_every_key_can_be_written_and_read(tmp_path: Path) -> None:
    write(tmp_path, "".join(f"{key} = {toml(value)}\n" for key, value in asdict(Config()).items()))
    assert load(None, tmp_path) == Config()
    assert tuple(asdict(Config())) == KEYS


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    write(tmp_path, "\ufeffstrict = true\n")
    assert load(None, tmp_path).strict
