"""The relation boundary: what a model is given of two statements, what its outputs become, and what happens when it cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from consistency import relation
from consistency.closer import ANSWERS
from consistency.errors import ModelError
from consistency.model import Span
from consistency.relation import RelationReader, load
from tests.build import claim, document, quotation

COLUMNS = {label: column for column, label in enumerate(reversed(ANSWERS))}


class Answers:
    """A cross-encoder that gives each answer in its table ten points, and a pair that it does not know none."""

    def __init__(self, table: dict[tuple[str, str], tuple[str, ...]]) -> None:
        self.table = table
        self.asked = 0

    def predict(self, pairs: Sequence[tuple[str, str]], **_: object) -> np.ndarray:
        self.asked += len(pairs)
        rows = np.zeros((len(pairs), len(ANSWERS)), dtype=np.float32)
        for row, pair in zip(rows, pairs, strict=True):
            for label in self.table.get(pair, ()):
                row[COLUMNS[label]] = 10.0
        return rows


class Closely:
    """A closer reader that gives the second answer ten points, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def answers(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        self.asked += pairs
        rows = np.zeros((len(pairs), len(ANSWERS)), dtype=np.float32)
        rows[:, ANSWERS.index("passing")] = 10.0
        return rows


def reader(answers: Answers, closely: Closely | None = None) -> RelationReader:
    return RelationReader(answers, COLUMNS, closely or Closely())


def test_each_question_has_its_own_answers() -> None:
    said = ("same", "contradict")
    model = reader(Answers({("38 boats", "41 boats"): said}))
    (reading,) = model.read([("41 boats", "38 boats")])
    assert min(reading.same, reading.contradict) > 0.99
    assert reading.other + reading.passing + reading.same == pytest.approx(1, abs=1e-3)
    assert reading.agree + reading.wording + reading.contradict == pytest.approx(1, abs=1e-3)


def test_a_pair_reads_the_same_turned_round_and_is_asked_about_once() -> None:
    encoder = Answers({("a", "b"): ("same",), ("b", "a"): ("other",)})
    there, back = reader(encoder).read([("a", "b"), ("b", "a")])
    assert there == back
    assert encoder.asked == 1


def test_the_closer_reading_is_given_the_shorter_text_first() -> None:
    closely = Closely()
    (reading,) = reader(Answers({}), closely).read_closely([("forty-one boats", "38 boats")])
    assert reading.passing > 0.99
    assert closely.asked == [("38 boats", "forty-one boats")]


def test_nothing_to_read_asks_nothing() -> None:
    assert reader(Answers({})).read([]) == []


def test_a_speaker_stands_before_words_that_do_not_name_them() -> None:
    text = "Mayor Ann Orme spoke first. “We will build the bridge,” she said. Orme then left."
    article = document(text)
    assert relation.words(quotation(article, "We will build the bridge,", speaker="Ann Orme")) == "Ann Orme: We will build the bridge,"
    assert relation.words(claim(article, "Orme then left.", speaker="Ann Orme")) == "Orme then left."
    assert relation.words(claim(article, "Orme then left.")) == "Orme then left."


def test_a_masked_place_keeps_the_words_around_it() -> None:
    article = document("Mayor Ann Orme spoke. “We lost  38 boats,” she said.")
    said = quotation(article, "We lost  38 boats,", speaker="Ann Orme")
    at = article.text.index("38")
    assert relation.with_mask(article, said, Span(at, at + 2), "[MASK]") == "Ann Orme: We lost [MASK] boats,"
    assert relation.with_mask(article, said, Span(0, 5), "[MASK]") is None


def test_none_is_no_model() -> None:
    assert load("none") is None


def test_changed_weights_are_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data" / "relation"
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"something else")
    monkeypatch.setattr(relation, "__file__", str(tmp_path / "relation.py"))
    with pytest.raises(ModelError, match="SHA-256"):
        load("bundled")


@pytest.mark.model
def test_a_model_that_answers_other_questions_is_refused_by_name(tmp_path: Path) -> None:
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    (tmp_path / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nboat\n", encoding="utf-8")
    BertTokenizerFast(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    small = BertConfig(vocab_size=6, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8, num_labels=3)
    BertForSequenceClassification(small).save_pretrained(tmp_path)
    with pytest.raises(ModelError, match="no output for other"):
        load(str(tmp_path))


@pytest.mark.model
def test_the_bundled_model_tells_one_fact_from_two() -> None:
    model = load("bundled")
    assert model is not None
    base = "The council of Torvale approved a budget of 40 million crowns on Monday."
    alike, other = model.read(
        [
            (base, "Torvale councillors on Monday passed a 40 million crown budget."),
            (base, "The mayor of Torvale planted a tree at the new school on Monday."),
        ]
    )
    assert alike.same > 0.5 > other.same
