"""The contradiction boundary: what a model's raw outputs become, and what happens when there is no usable model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from consistency import contradiction
from consistency.contradiction import PairClassifier, Probabilities, label_columns, load
from consistency.errors import ModelError


class FakeCrossEncoder:
    """Answers from a table and remembers what it was asked."""

    def __init__(self, rows: dict[tuple[str, str], list[float]]) -> None:
        self.rows = rows
        self.asked: list[tuple[str, str]] = []

    def predict(self, pairs: Sequence[tuple[str, str]], **_: object) -> np.ndarray:
        self.asked += pairs
        return np.array([self.rows[pair] for pair in pairs])


ROWS = {("the dam holds", "dam burst"): [0.8, 0.1, 0.1]}


def test_both_directions_are_read_as_one_the_longer_text_first():
    model = PairClassifier(FakeCrossEncoder(ROWS), columns=(1, 2, 0))
    assert model.score([("dam burst", "the dam holds")]) == [Probabilities(entailment=0.1, neutral=0.1, contradiction=0.8)]
    assert model.score([("dam burst", "the dam holds")]) == model.score([("the dam holds", "dam burst")])


def test_results_keep_the_order_of_the_pairs_and_repeats_are_asked_once():
    rows = {(a, b): [len(a) / 10, len(b) / 10, 0.0] for a in ("x", "yy", "zzz") for b in ("x", "yy", "zzz")}
    encoder = FakeCrossEncoder(rows)
    scores = PairClassifier(encoder, columns=(0, 1, 2)).score([("zzz", "x"), ("x", "yy"), ("x", "zzz"), ("zzz", "x")])
    assert [s.entailment for s in scores] == [0.3, 0.2, 0.3, 0.3]
    assert len(encoder.asked) == len(set(encoder.asked)) == 2


def test_nothing_to_score_asks_nothing():
    assert PairClassifier(FakeCrossEncoder({}), columns=(0, 1, 2)).score([]) == []


@pytest.mark.parametrize(
    ("labels", "columns"),
    [
        ({0: "entailment", 1: "neutral", 2: "contradiction"}, (0, 1, 2)),
        ({0: "contradiction", 1: "entailment", 2: "neutral"}, (1, 2, 0)),
        ({0: "CONTRADICTION", 1: "NEUTRAL", 2: "ENTAILMENT"}, (2, 1, 0)),
    ],
)
def test_label_order_is_the_models_own(labels: dict[int, str], columns: tuple[int, int, int]):
    assert label_columns(labels, "some/model") == columns


@pytest.mark.parametrize("labels", [{0: "LABEL_0"}, {0: "entailment", 1: "not_entailment"}, {}])
def test_a_model_with_other_labels_is_refused_by_name(labels: dict[int, str]):
    with pytest.raises(ModelError, match="some/ranker"):
        label_columns(labels, "some/ranker")


def test_none_is_no_model():
    assert load("none") is None


def test_missing_weights_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(contradiction, "__file__", str(tmp_path / "contradiction.py"))
    with pytest.raises(ModelError, match="reinstall"):
        load("bundled")


def test_changed_weights_are_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "data" / "contradiction"
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"something else")
    monkeypatch.setattr(contradiction, "__file__", str(tmp_path / "contradiction.py"))
    with pytest.raises(ModelError, match="SHA-256"):
        load("bundled")


@pytest.mark.model
def test_the_bundled_model_tells_the_three_apart():
    model = load("bundled")
    assert model is not None
    same, open_, opposite = model.score(
        [
            ("The council of Torvale approved the new budget.", "The new budget was approved by the council of Torvale."),
            ("The mayor of Torvale resigned on Monday.", "The mayor of Torvale planted a tree at the new school."),
            ("The bridge at Torvale was open to traffic all night.", "The bridge at Torvale was closed to traffic all night."),
        ]
    )
    assert same.entailment > 0.5
    assert open_.contradiction < 0.5
    assert opposite.contradiction > 0.5
