"""The closer reading: the likeliest pairs are read once more, by a larger encoder than that of the relation model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from consistency import adapted
from consistency.adapted import AdaptedEncoder, Pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHA256 = "34e37c9d8d1454f124ba4d3f3ac46777de6aaaa08b0533656a93d82ad687dcb8"
"""Of the bundled model.safetensors, which training/closer.py prints; checked before the weights are loaded."""
ANSWERS = ("other", "passing", "same", "agree", "wording", "contradict")
"""What it answers, those of two questions: fields of a Reading, in order."""
LONGEST = 160
"""Word pieces of a pair, marks included; longer statements are cut at their ends."""
_BATCH = 32


class Pairs:
    """Word pieces of pairs of statements."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces

    def ids(self, first: str, second: str) -> list[int]:
        """`<s> first </s></s> second </s>`, the first being the shorter text."""
        sides = self._pieces.of(first), self._pieces.of(second)
        sizes = adapted.shares((len(sides[0]), len(sides[1])), LONGEST)
        return self._pieces.joined(sides[0][: sizes[0]], sides[1][: sizes[1]])


class CloserReader:
    """The encoder with adapters, and an output for every answer over the vector of the whole pair."""

    def __init__(self, encoder: AdaptedEncoder, pairs: Pairs, weights: NDArray[np.float32], intercepts: NDArray[np.float32]) -> None:
        self._encoder = encoder
        self._pairs = pairs
        self._weights = weights
        self._intercepts = intercepts

    def answers(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """The log-odds of ANSWERS for distinct pairs of texts, the shorter one first; shape (pairs, ANSWERS)."""
        import numpy as np

        ids = [self._pairs.ids(*pair) for pair in pairs]
        found = np.zeros((len(ids), len(ANSWERS)), dtype=np.float32)
        order = sorted(range(len(ids)), key=lambda n: (len(ids[n]), ids[n]))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            found[batch] = self._encoder.vectors([ids[n] for n in batch])[:, 0] @ self._weights.T + self._intercepts
        return found


def load() -> CloserReader:
    """The bundled model.

    Raises:
        ModelError: its weights, or those of the contradiction model, are missing or are not the ones that were shipped.
    """
    encoder, pieces, outputs = adapted.load("closer", SHA256, "the model of the closer reading")
    return CloserReader(encoder, Pairs(pieces), outputs["answers.weight"], outputs["answers.bias"])
