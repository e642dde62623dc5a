"""The relation boundary: pairs of statements -> whether both report one fact, and whether what both tell of it can be right."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from consistency import closer
from consistency.closer import CloserReader
from consistency.errors import ModelError
from consistency.loading import loading, model_identity, verified
from consistency.model import Document, Reading, Span, Statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import CrossEncoder

BUNDLED = "bundled"
NONE = "none"
_SHA256 = "fca4ad1d8c091205d0d046a1e4e1a636020b4943025a1774a22581b90e02d86a"
"""Of the bundled model.safetensors, which training/export.py prints; checked before the weights are loaded."""

_RELATION = 3
"""How many of the model's answers (closer.ANSWERS) are to the first question; the answers to one question exclude one another."""
_BATCH = 32
_DIGITS = 4
"""Probabilities are rounded to so many places: what a pair shares a batch with moves the places after them."""


class RelationModel(Protocol):
    """What says how two statements are related."""

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """One result for each pair of texts, in order; a pair and the same pair turned round read the same."""
        ...

    def read_closely(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """The same of the likeliest pairs, more surely and at a greater cost."""
        ...


class RelationReader:
    """A RelationModel made of a sentence-transformers cross-encoder with an output for every answer, and of the closer reading."""

    def __init__(self, model: CrossEncoder, columns: Mapping[str, int], closely: CloserReader) -> None:
        self._model = model
        self._columns = [columns[label] for label in closer.ANSWERS]
        self._closely = closely

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """One result for each pair of texts, in order; a pair and the same pair turned round read the same."""

        import numpy as np

        def answers(distinct: list[tuple[str, str]]) -> NDArray[np.float32]:
            rows = self._model.predict(distinct, batch_size=_BATCH, convert_to_numpy=True, show_progress_bar=False)
            return np.asarray(rows)[:, self._columns]

        return _readings(pairs, answers)

    def read_closely(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """The same of the likeliest pairs, more surely and at a greater cost."""
        return _readings(pairs, self._closely.answers)


def _readings(pairs: Sequence[tuple[str, str]], answers: Callable[[list[tuple[str, str]]], NDArray[np.float32]]) -> list[Reading]:
    """One result for each pair; `answers` gives the log-odds of closer.ANSWERS for distinct pairs, shape (pairs, ANSWERS)."""
    import numpy as np

    if not pairs:
        return []
    ordered = [_ordered(pair) for pair in pairs]
    distinct = sorted(set(ordered), key=lambda p: (len(p[0]) + len(p[1]), p))
    parts = np.split(answers(distinct).astype(np.float64), [_RELATION], axis=1)  # the answers to one question exclude one another
    parts = [np.exp(part - part.max(axis=1, keepdims=True)) for part in parts]
    shares = np.concatenate([part / part.sum(axis=1, keepdims=True) for part in parts], axis=1).round(_DIGITS)
    known = {pair: Reading(*row) for pair, row in zip(distinct, shares.tolist(), strict=True)}
    return [known[pair] for pair in ordered]


def _ordered(pair: tuple[str, str]) -> tuple[str, str]:
    """The shorter text first: a pair is read in one direction, whichever way it is given; reading both costs twice as much for little."""
    a, b = sorted(pair, key=lambda text: (len(text), text))
    return a, b


def log_odds(p: float) -> float:
    """Of a probability, which is taken for no less than 0.001 and no more than 0.999."""
    p = min(max(p, 1e-3), 1 - 1e-3)
    return math.log(p / (1 - p))


def words(statement: Statement) -> str:
    """What the model is given of a statement: its words, after its speaker where they do not name them."""
    return _after_speaker(statement, statement.text)


def with_mask(document: Document, statement: Statement, place: Span, mask: str) -> str | None:
    """The same with `mask` in place of some of the words; None where the place is not inside of the statement."""
    parts, found = [], False
    for span in statement.spans:
        part = document.text[span.start : span.end]
        if span.holds(place):
            part = part[: place.start - span.start] + mask + part[place.end - span.start :]
            found = True
        parts.append(part)
    return _after_speaker(statement, " ".join(parts)) if found else None


def _after_speaker(statement: Statement, text: str) -> str:
    text = " ".join(text.split())
    if statement.speaker is None or statement.speaker.name.split()[-1].casefold() in statement.text.casefold():
        return text
    return f"{statement.speaker.name}: {text}"


def load(name: str = BUNDLED) -> RelationModel | None:
    """The model called `bundled`, or the one in a folder; None for `none`.

    Raises:
        ModelError: it is not there, cannot be loaded, does not answer the questions that are asked, or the bundled weights are not the
            ones that were shipped.
    """
    if name == NONE:
        return None
    target = str(bundled_folder()) if name == BUNDLED else name
    with loading(f"relation model {name!r}", "a folder, 'bundled' (needs no network) or 'none'"):
        import torch
        from sentence_transformers import CrossEncoder

        model = CrossEncoder(
            target,
            device="cpu",
            trust_remote_code=False,
            local_files_only=name == BUNDLED,
            model_kwargs={"dtype": torch.float32},
            activation_fn=torch.nn.Identity(),
        )
        labels: Mapping[int, str] = model.config.id2label
    columns = {label.lower(): int(column) for column, label in labels.items()}
    missing = [label for label in closer.ANSWERS if label not in columns]
    if missing:
        raise ModelError(f"relation model {name!r} has no output for {', '.join(missing)}; give one of training/relation.py, or 'bundled'")
    return RelationReader(model, columns, closer.load())


def identity(name: str) -> str | None:
    """What tells the model called `name` from every other one, without loading it; None where it is not on this machine yet."""
    known = model_identity(name, _SHA256)
    return known and f"{known} {closer.SHA256}"


def bundled_folder() -> Path:
    """The folder of the bundled model, once its digest is found to be right.

    Raises:
        ModelError: the weights are missing or are not the ones that were shipped.
    """
    folder = Path(__file__).parent / "data" / "relation"
    return verified(folder, _SHA256, "reinstall the package, or set the relation model to 'none'")
