"""Masked details: two statements in each of which one detail is masked -> whether both would give the same.

In news two outlets nearly always give the same where it is the same place of the same fact, so that a model that has learnt to foretell
whether they do knows which details play the same part (cf. cross-document masking, Caciularu et al. 2021).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from consistency import adapted
from consistency.adapted import AdaptedEncoder, Pieces
from consistency.loading import model_identity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHA256 = "fba4b7a287fc490f90ce72e9c155b74d66394d53cb87414df31472a976a52671"
"""Of the bundled model.safetensors, which training/masked.py prints; checked before the weights are loaded."""
MASK = "[MASK]"
KINDS = ("number", "date", "duration", "name", "place", "word")
"""The kinds of masked details, in the order of the model's outputs."""
LONGEST = 150
"""Word pieces of a pair, marks included: of longer statements those around the mask are read."""
_BATCH = 32
_DIGITS = 4
"""Probabilities are rounded to so many places: what a pair shares a batch with moves the places after them."""


class MaskedModel(Protocol):
    """What foretells masked details."""

    def alike(self, slots: Sequence[tuple[str, str, str]]) -> list[float]:
        """For each two texts with one MASK each, and the kind of what is masked, one of KINDS: how probably both would give the same, 0..1.

        0 for two that have not one mask each.
        """
        ...


class Pairs:
    """Word pieces of pairs of statements with one mask each."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._mask = pieces.id("<mask>")

    def ids(self, left: str, right: str) -> list[int] | None:
        """`<s> shorter </s></s> longer </s>`; None where one has not one mask."""
        sides = []
        for text in sorted((left, right), key=lambda text: (len(text), text)):
            found = self._pieces.of(text.replace(MASK, "<mask>"))
            if found.count(self._mask) != 1:
                return None
            sides.append(found)
        kept = adapted.shares((len(sides[0]), len(sides[1])), LONGEST)
        return self._pieces.joined(*(self._around(ids, most) for ids, most in zip(sides, kept, strict=True)))

    def _around(self, ids: list[int], most: int) -> list[int]:
        if len(ids) <= most:
            return ids
        start = max(0, min(ids.index(self._mask) - most // 2, len(ids) - most))
        return ids[start : start + most]

    def places(self, ids: Sequence[int]) -> tuple[int, int]:
        """Where the two masks stand."""
        first = ids.index(self._mask)
        return first, ids.index(self._mask, first + 1)


class MaskedReader:
    """A logistic score for each kind over the encoder's vectors at the two masks: their product, their distance, and the vector of the
    whole pair; `weights` (kinds, 3 * width), `intercepts` (kinds)."""

    def __init__(self, encoder: AdaptedEncoder, pairs: Pairs, weights: NDArray[np.float32], intercepts: NDArray[np.float32]) -> None:
        self._encoder = encoder
        self._pairs = pairs
        self._weights = weights
        self._intercepts = intercepts

    def alike(self, slots: Sequence[tuple[str, str, str]]) -> list[float]:
        """For each two texts with one MASK each, and the kind of what is masked, how probably both would give the same."""
        given = [(self._pairs.ids(left, right), kind) for left, right, kind in slots]
        distinct = sorted({(tuple(ids), kind) for ids, kind in given if ids is not None}, key=lambda item: (len(item[0]), item))
        known: dict[tuple[tuple[int, ...], str], float] = {}
        for start in range(0, len(distinct), _BATCH):
            batch = distinct[start : start + _BATCH]
            known.update(zip(batch, self._alike(batch), strict=True))
        return [known[tuple(ids), kind] if ids is not None else 0.0 for ids, kind in given]

    def _alike(self, batch: Sequence[tuple[tuple[int, ...], str]]) -> list[float]:
        import numpy as np

        out = []
        for row, (pieces, kind) in zip(self._encoder.vectors([ids for ids, _ in batch]), batch, strict=True):
            first, last = row[list(self._pairs.places(pieces))]
            column = KINDS.index(kind)
            features = np.concatenate([first * last, np.abs(first - last), row[0]])
            score = float(self._weights[column] @ features + self._intercepts[column])
            out.append(round(1 / (1 + math.exp(-score)), _DIGITS))
        return out


def load(relation_model: str = "bundled") -> MaskedModel | None:
    """The bundled model, whatever the relation model is called; None where that is `none`, and no pairs are read at all.

    Raises:
        ModelError: its weights, or those of the contradiction model, are missing or are not the ones that were shipped.
    """
    if relation_model == "none":
        return None
    encoder, pieces, outputs = adapted.load("masked", SHA256, "the model of masked details")
    return MaskedReader(encoder, Pairs(pieces), outputs["slots.weight"], outputs["slots.bias"])


def identity(relation_model: str) -> str | None:
    """What tells the model that `load` gives from every other one, without loading it."""
    return model_identity("none" if relation_model == "none" else "bundled", SHA256)
