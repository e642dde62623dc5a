"""The encoder of the contradiction model with adapters: what masked details and the closer reading have in common."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from consistency import contradiction
from consistency.loading import loading, verified
from consistency.weights import in_four_bits

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray
    from tokenizers import Tokenizer
    from transformers import MPNetModel

WIDTH = 16
"""Rows of an adapter (Hu et al. 2021, LoRA): a matrix W becomes W + B A, with A of WIDTH rows and B of WIDTH columns."""
_MARKS = 4
"""Word pieces that stand before, between and behind two statements."""


class Pieces:
    """The word pieces of the encoder."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._ids = self._tokenizer.get_vocab()

    def id(self, piece: str) -> int:
        """The number of one piece."""
        return self._ids[piece]

    def of(self, text: str) -> list[int]:
        """The pieces of a text."""
        return self._tokenizer.encode(text, add_special_tokens=False).ids

    def joined(self, first: Sequence[int], second: Sequence[int]) -> list[int]:
        """`<s> first </s></s> second </s>`."""
        start, end = self._ids["<s>"], self._ids["</s>"]
        return [start, *first, end, end, *second, end]


def shares(sizes: tuple[int, int], longest: int) -> tuple[int, int]:
    """How many pieces of each of two statements are read, so that the pair has no more than `longest`; the first is the shorter text."""
    room = longest - _MARKS
    if sum(sizes) <= room:
        return sizes
    first = min(sizes[0], max(room - sizes[1], room // 2))
    return first, room - first


class AdaptedEncoder:
    """Vectors of pairs of statements."""

    def __init__(self, model: MPNetModel) -> None:
        self._model = model

    def vectors(self, pairs: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """An array of shape (pairs, pieces of the longest, width of the encoder)."""
        import torch

        width = max(len(ids) for ids in pairs)
        padding = int(self._model.config.pad_token_id or 0)
        ids = torch.tensor([[*ids, *[padding] * (width - len(ids))] for ids in pairs])
        with torch.inference_mode():
            found: NDArray[np.float32] = self._model(input_ids=ids, attention_mask=ids.ne(padding).long()).last_hidden_state.numpy()
        return found


def load(name: str, sha256: str, what: str) -> tuple[AdaptedEncoder, Pieces, dict[str, NDArray[np.float32]]]:
    """The encoder with the adapters of the folder `name` in the package's data, its word pieces, and what else the file has, by name.

    Raises:
        ModelError: the weights, or those of the contradiction model, are missing or are not the ones that were shipped.
    """
    base = contradiction.bundled_folder()
    folder = verified(Path(__file__).parent / "data" / name, sha256, "reinstall the package, or set the relation model to 'none'")
    with loading(what, "relation_model = 'none'"):
        import torch
        from safetensors.torch import load_file
        from transformers import MPNetConfig, MPNetModel

        stored = {key: value.float() for key, value in load_file(folder / "model.safetensors").items()}
        weights = _added(in_four_bits(base) or {}, stored)
        config = MPNetConfig.from_pretrained(base)
        model = MPNetModel.from_pretrained(None, config=config, state_dict=weights, dtype=torch.float32, add_pooling_layer=False)
        return AdaptedEncoder(model), Pieces(base), {key: v.numpy() for key, v in stored.items() if not key.endswith((".a", ".b"))}


def _added(stored: dict[str, torch.Tensor], adapters: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The encoder's weights, each matrix that has an adapter with it added."""
    weights = {name.removeprefix("mpnet."): value for name, value in stored.items() if name.startswith("mpnet.")}
    for name in [name for name in adapters if name.endswith(".a")]:
        matrix = name.removesuffix(".a")
        weights[f"{matrix}.weight"] = weights[f"{matrix}.weight"] + adapters[f"{matrix}.b"] @ adapters[name]
    return weights
