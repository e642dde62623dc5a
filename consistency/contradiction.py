"""The contradiction boundary: pairs of sentences -> how likely one entails, leaves open or contradicts the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from consistency.errors import ModelError
from consistency.loading import loading, model_identity, verified
from consistency.weights import in_four_bits

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

BUNDLED = "bundled"
NONE = "none"
_SHA256 = "459a411f6d301cf7d68e479978312ae352118344a482905cd3fb0a78e67d7846"
"""Of the bundled model.safetensors, which training/export.py prints; checked before the weights are loaded."""

_LABELS = ("entailment", "neutral", "contradiction")
_BATCH = 32
_DIGITS = 4
"""Probabilities are rounded to so many places: what a pair shares a batch with moves the places after them."""


@dataclass(frozen=True, slots=True)
class Probabilities:
    """What a model says of a pair, each 0..1 and together 1."""

    entailment: float
    neutral: float
    contradiction: float


class ContradictionModel(Protocol):
    """What says whether two sentences can both be right."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[Probabilities]:
        """One result for each pair, in order; a pair and the same pair turned round score the same."""
        ...


class PairClassifier:
    """A ContradictionModel made of a sentence-transformers cross-encoder with three labels.

    A pair is read once, with the longer text as the premise, as the bundled model was trained on news: reading it both ways costs twice
    as much, and of a contradiction the direction is no part.
    """

    def __init__(self, model: CrossEncoder, columns: tuple[int, int, int]) -> None:
        self._model = model
        self._columns = columns

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[Probabilities]:
        """One result for each pair, in order; a pair and the same pair turned round score the same."""
        if not pairs:
            return []
        ordered = [_ordered(pair) for pair in pairs]
        distinct = sorted(set(ordered), key=lambda p: (len(p[0]) + len(p[1]), p))
        rows = self._model.predict(distinct, batch_size=_BATCH, apply_softmax=True, convert_to_numpy=True, show_progress_bar=False)
        known = {
            pair: Probabilities(*(round(float(row[column]), _DIGITS) for column in self._columns))
            for pair, row in zip(distinct, rows, strict=True)
        }
        return [known[pair] for pair in ordered]


def _ordered(pair: tuple[str, str]) -> tuple[str, str]:
    """The longer text first, whichever way the pair is given."""
    a, b = sorted(pair, key=lambda text: (-len(text), text))
    return a, b


def load(name: str = BUNDLED) -> ContradictionModel | None:
    """The model called `bundled`, or the cross-encoder in a folder, or the one of that name on the model hub; None for `none`.

    Raises:
        ModelError: it is not there, cannot be loaded, is no classifier of entailment, neutral and contradiction, or the bundled weights
            are not the ones that were shipped.
    """
    if name == NONE:
        return None
    target = str(bundled_folder()) if name == BUNDLED else name
    with loading(f"contradiction model {name!r}", "a folder or a hub name, 'bundled' (needs no network) or 'none'"):
        model = cross_encoder(target, local=name == BUNDLED)
        assert model.config is not None
        labels = {int(column): label for column, label in (model.config.id2label or {}).items()}
    return PairClassifier(model, label_columns(labels, name))


def cross_encoder(target: str, local: bool = False) -> CrossEncoder:
    """The cross-encoder in a folder or, unless `local`, of that name on the hub; its weights may be in four bits."""
    import torch
    from sentence_transformers import CrossEncoder

    model: CrossEncoder = CrossEncoder(
        target, device="cpu", trust_remote_code=False, local_files_only=local, model_kwargs={"dtype": torch.float32}
    )
    stored = in_four_bits(Path(target))
    if stored is not None:  # the library found the small tensors in the file, not the matrices
        assert model.model is not None
        model.model.load_state_dict(stored)
    return model


def label_columns(labels: Mapping[int, str], name: str) -> tuple[int, int, int]:
    """Which outputs of a model stand for entailment, neutral and contradiction; models differ in their order.

    Raises:
        ModelError: the labels are others; the message names the model.
    """
    found = {label.lower(): int(column) for column, label in labels.items()}
    if set(found) != set(_LABELS):
        raise ModelError(f"contradiction model {name!r} has the labels {', '.join(sorted(found))}; needed are {', '.join(_LABELS)}")
    entailment, neutral, contradiction = (found[label] for label in _LABELS)
    return entailment, neutral, contradiction


def identity(name: str) -> str | None:
    """What tells the model called `name` from every other one, without loading it; None where it is not on this machine yet."""
    return model_identity(name, _SHA256)


def bundled_folder() -> Path:
    """The folder of the bundled model, once its digest is found to be right.

    Raises:
        ModelError: the weights are missing or are not the ones that were shipped.
    """
    folder = Path(__file__).parent / "data" / "contradiction"
    return verified(folder, _SHA256, "reinstall the package, or set the contradiction model to 'none'")
