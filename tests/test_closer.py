"""The closer reading: what is read of a long pair, weights that are others, and what the bundled model tells apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency import adapted, closer, contradiction, relation
from consistency.adapted import Pieces, shares
from consistency.closer import LONGEST, Pairs
from consistency.errors import ModelError


@pytest.mark.parametrize(
    ("sizes", "read"),
    [((10, 20), (10, 20)), ((10, 300), (10, 146)), ((300, 300), (78, 78)), ((300, 20), (136, 20)), ((78, 79), (78, 78))],
)
def test_of_two_statements_that_are_too_long_the_longer_one_is_cut(sizes: tuple[int, int], read: tuple[int, int]) -> None:
    assert shares(sizes, LONGEST) == read


def test_a_long_pair_is_read_as_far_as_there_is_room() -> None:
    pairs = Pairs(Pieces(contradiction.bundled_folder()))
    short = pairs.ids("A ferry sank.", "A boat sank off Torvale.")
    assert len(pairs.ids("ferry " * 300, "boat " * 300)) == LONGEST > len(short)


def test_changed_weights_are_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data" / "closer").mkdir(parents=True)
    (tmp_path / "data" / "closer" / "model.safetensors").write_bytes(b"something else")
    monkeypatch.setattr(adapted, "__file__", str(tmp_path / "adapted.py"))
    with pytest.raises(ModelError, match="SHA-256"):
        closer.load()


@pytest.mark.model
def test_two_facts_on_one_matter_are_told_from_one() -> None:
    model = relation.load("bundled")
    assert model is not None
    base = "The council of Torvale approved a budget of 40 million crowns on Monday."
    one, two = model.read_closely(
        [
            (base, "Councillors in Torvale passed a budget of 40 million crowns on Monday."),
            (base, "The mayor of Torvale said on Monday that the budget debate had been a disgrace."),
        ]
    )
    assert one.same > 0.5 > two.same
    assert two.other > one.other
