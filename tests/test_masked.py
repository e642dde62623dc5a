"""The boundary of masked details: what is read of a long pair, what the bundled model foretells, and weights that are others."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency import adapted, contradiction, masked
from consistency.adapted import Pieces
from consistency.errors import ModelError
from consistency.masked import LONGEST, Pairs, load


def test_of_long_statements_what_stands_around_the_masks_is_read() -> None:
    pairs = Pairs(Pieces(contradiction.bundled_folder()))
    long = "boat " * 300 + "[MASK] crews" + " quay" * 300
    for left, right in ((long, "[MASK] sailors"), ("[MASK] sailors", long), (long, long)):
        ids = pairs.ids(left, right)
        assert ids is not None
        assert len(ids) <= LONGEST
        assert len(set(pairs.places(ids))) == 2


@pytest.mark.parametrize("text", ["A ferry sank.", "[MASK] of [MASK] boats sank."])
def test_without_one_mask_each_nothing_is_foretold(text: str) -> None:
    assert Pairs(Pieces(contradiction.bundled_folder())).ids(text, "[MASK] boats sank.") is None


def test_where_no_pairs_are_read_nothing_is_foretold() -> None:
    assert load("none") is None
    assert masked.identity("none") != masked.identity("bundled") == masked.identity("a/folder")


def test_changed_weights_are_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data" / "masked").mkdir(parents=True)
    (tmp_path / "data" / "masked" / "model.safetensors").write_bytes(b"something else")
    monkeypatch.setattr(adapted, "__file__", str(tmp_path / "adapted.py"))
    with pytest.raises(ModelError, match="SHA-256"):
        load()


@pytest.mark.model
def test_the_bundled_model_foretells_which_masked_figures_are_of_one_thing() -> None:
    model = load()
    assert model is not None
    base = "[MASK] people died when the ferry sank off Torvale on Monday."
    same, other, unseen = model.alike(
        [
            (base, "Monday’s sinking of the Torvale ferry killed [MASK] people.", "number"),
            (base, "Monday’s storm left [MASK] families without water.", "number"),
            (base, "A ferry sank.", "number"),
        ]
    )
    assert same > 0.5 > other
    assert unseen == 0
