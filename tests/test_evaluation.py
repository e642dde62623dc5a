"""The evaluation holds its floors, and the help pages on errors and on evaluation name everything that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import eval as evaluation
from benchmarks.eval import FLOORS, LESS_IS_BETTER, UNPINNED, Floors, GoldSet, below, main, moved, read_floors, write_floors
from consistency import errors

DOCS = Path(__file__).parents[1] / "docs"


def test_each_kind_of_error_has_its_section() -> None:
    kinds = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, errors.ConsistencyError)]
    text = (DOCS / "errors.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\S+)\n\n(.+?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    assert sections.keys() == {k.slug for k in kinds}
    for kind in kinds:
        assert kind.__name__ in sections[kind.slug]
        assert "\n    " in sections[kind.slug], "no example"


def test_each_pinned_figure_is_explained() -> None:
    text = (DOCS / "evaluation.md").read_text(encoding="utf-8")
    rows = "\n".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    named = dict(re.findall(r"`(\w[\w-]*)`( ↓)?", rows))
    pinned = read_floors(FLOORS)
    assert pinned.keys() <= named.keys()
    assert {figure for each in pinned.values() for figure in each.pinned} | UNPINNED <= named.keys()
    assert {name for name, mark in named.items() if mark} == LESS_IS_BETTER


def gold(digest: str = "one") -> GoldSet:
    return GoldSet("g", digest, dict)


def test_floor_is_lowered_and_raised_by_its_own_word_alone() -> None:
    floors = Floors("one", {"recall": 0.8, "lookalike_joined": 0.2})
    worse, better = {"recall": 0.7, "lookalike_joined": 0.3}, {"recall": 0.9, "lookalike_joined": 0.1}
    assert moved(floors, gold(), worse, lower=False, raise_=True) == floors
    assert moved(floors, gold(), better, lower=True, raise_=False) == floors
    assert moved(floors, gold(), worse, lower=True, raise_=False).pinned == {"recall": 0.685, "lookalike_joined": 0.315}
    assert moved(floors, gold(), better, lower=False, raise_=True).pinned == {"recall": 0.885, "lookalike_joined": 0.115}


def test_figure_between_floor_and_margin_moves_nothing() -> None:
    floors = Floors("one", {"recall": 0.8})
    for lower, raise_ in ((True, False), (False, True), (True, True)):
        assert moved(floors, gold(), {"recall": 0.805}, lower, raise_) == floors


def test_figure_that_is_gone_keeps_its_floor_until_lowered() -> None:
    floors = Floors("one", {"recall": 0.8})
    assert moved(floors, gold(), {}, lower=False, raise_=True) == floors
    assert moved(floors, gold(), {}, lower=True, raise_=False).pinned == {}


@pytest.mark.parametrize(("figures", "status"), [({}, 1), ({"recall": 0.7}, 1), ({"recall": 0.8}, 0)])
def test_exit_status(figures: dict[str, float], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "every_set", lambda shared, encoder: [GoldSet("g", "one", lambda: figures)])
    write_floors(tmp_path / "floors.toml", {"g": Floors("one", {"recall": 0.8})})
    assert main(["--floors", str(tmp_path / "floors.toml")]) == status


def test_changed_corpus_is_pinned_anew_by_either_word() -> None:
    old = Floors("one", {"recall": 0.8})
    assert moved(old, gold("two"), {"recall": 0.5}, lower=False, raise_=False) == old
    assert moved(old, gold("two"), {"recall": 0.5}, lower=True, raise_=False) == Floors("two", {"recall": 0.485})


def test_less_is_better_for_some() -> None:
    assert below("recall", 0.7, 0.8)
    assert not below("recall", 0.8, 0.8)
    assert below("bad_spans", 1, 0)


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    floors = {"a-b": Floors("one", {"recall": 0.8}), "c": Floors("two", {})}
    write_floors(tmp_path / "floors.toml", floors)
    assert read_floors(tmp_path / "floors.toml") == floors


def test_nothing_to_compare_with_is_no_success(tmp_path: Path) -> None:
    assert main(["--only", "nothing", "--floors", str(tmp_path / "none.toml")]) == 2
