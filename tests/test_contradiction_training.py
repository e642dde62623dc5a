"""The pairs the contradiction model is trained on mean what they are labelled with."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

TRAINING = Path(__file__).parent.parent / "training"


@pytest.fixture(scope="module")
def edits() -> ModuleType:
    sys.path.insert(0, str(TRAINING))
    try:
        import edits
    finally:
        sys.path.remove(str(TRAINING))
    return edits


@pytest.fixture(scope="module")
def mixture() -> ModuleType:
    sys.path.insert(0, str(TRAINING))
    try:
        import mixture
    finally:
        sys.path.remove(str(TRAINING))
    return mixture


def outcomes(edits: ModuleType, rule: str, sentence: str) -> set[str | None]:
    edit = next(r.edit for r in edits.EDITS if r.name == rule)
    return {edit(sentence, random.Random(seed)) for seed in range(40)}


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("number respelt", "The ferry carried 12 cars.", "The ferry carried twelve cars."),
        ("weekday", "Court sits on Friday.", "Court sits on Monday."),
        ("negation added", "The ferry will sail.", "The ferry will not sail."),
        ("negation dropped", "The ferry will not sail.", "The ferry will sail."),
        ("opposite", "Turnout rose in Ostmark.", "Turnout fell in Ostmark."),
        ("surname", "Voters met Ada Quill there.", "Voters met Quill there."),
        ("day moved", "The council met on Tuesday in Ostmark.", "On Tuesday, the council met in Ostmark."),
        ("unattributed", "The old ferry will never sail again, officials said.", "The old ferry will never sail again."),
        ("hedged", "The mayor will resign.", "The mayor may resign."),
    ],
)
def test_an_edit_changes_what_its_name_says(edits: ModuleType, rule: str, before: str, after: str):
    assert after in outcomes(edits, rule, before)


@pytest.mark.parametrize("rule", ["number", "weekday", "negation added", "opposite", "names exchanged", "day moved", "unattributed"])
def test_an_edit_that_finds_nothing_says_so(edits: ModuleType, rule: str):
    assert outcomes(edits, rule, "Nothing here.") == {None}


def test_a_changed_number_is_never_the_same_number(edits: ModuleType):
    for sentence in ("It cost 7 marks.", "It cost 1,250 marks.", "It cost 3.5 marks.", "It stood since 1987."):
        assert sentence not in outcomes(edits, "number", sentence)


def test_bounds_hold_or_break_as_labelled(edits: ModuleType):
    def holds(text: str) -> bool:
        words = text.split()
        limit = int(words[-2])
        return limit < 40 if words[-4] + words[-3] in ("morethan", "atleast") or words[-3] == "over" else limit > 40

    sentence = "The ferry took 40 people"
    assert all(holds(text) for text in outcomes(edits, "bound kept", sentence) if text)
    assert not any(holds(text) for text in outcomes(edits, "bound broken", sentence) if text)


def test_every_target_is_a_distribution(edits: ModuleType):
    for rule in edits.EDITS:
        assert sum(rule.target) == pytest.approx(1)
        assert sum(rule.turned) == pytest.approx(1)


def test_held_out_premises_are_the_same_on_every_run(mixture: ModuleType):
    keys = [f"sentence {i}" for i in range(2000)]
    kept = [k for k in keys if mixture.held_out(k)]
    assert kept == [k for k in keys if mixture.held_out(k)]
    assert 0.04 < len(kept) / len(keys) < 0.09


def test_a_full_round_shows_every_pair_once(mixture: ModuleType):
    train = {"snli": [mixture.Example(str(i), "h", (1.0, 0.0, 0.0)) for i in range(50)]}
    seen = [x.premise for index in range(5) for x in mixture.stretch(train, index, 10, seed=1)]
    assert sorted(seen) == sorted(str(i) for i in range(50))
