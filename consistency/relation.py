"""The relation boundary: pairs of statements -> whether both report one fact, and whether what both tell of it can be right."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from consistency.errors import ModelError
from consistency.loading import loading, model_identity, verified
from consistency.model import Document, Reading, Span, Statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import CrossEncoder

BUNDLED = "bundled"
NONE = "none"
_SHA256 = "cba8ea4e4954132b028e3f1eec5b0cfd2688804a671d3b63c7e53cd248846237"
"""Of the bundled model.safetensors, which training/export.py prints; checked before the weights are loaded."""

RELATION = ("other", "passing", "same")
VERDICT = ("agree", "wording", "contradict")
"""The model's outputs by question; each question's answers exclude one another."""
SLOTS = ("number", "date", "duration", "name", "place", "word")
"""The kinds of masked details, in the order of the model's other outputs."""

_BATCH = 32
_LONGEST = 192
"""Word pieces of a pair with masks, as in training."""
_DIGITS = 4
"""Probabilities are rounded to so many places: what a pair shares a batch with moves the places after them."""


class RelationModel(Protocol):
    """What says how two statements are related."""

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """One result for each pair of texts, in order; a pair and the same pair turned round read the same."""
        ...

    def alike(self, slots: Sequence[tuple[str, str, str]]) -> list[float]:
        """For each two texts with one mask each, and the kind of what is masked, one of SLOTS: how probably both would give the same.

        0 where a mask stands too far back in a long text to be seen.
        """
        ...


class RelationReader:
    """A RelationModel made of a sentence-transformers cross-encoder with an output for every answer.

    What is masked is judged by the encoder's vectors at the two masks: their product, their distance, and the vector of the whole pair
    make one logistic score for each kind; `weights` (kinds, 3 * width) and `intercepts` (kinds) stand beside the encoder's own.
    """

    def __init__(
        self, model: CrossEncoder, columns: Mapping[str, int], weights: NDArray[np.float32], intercepts: NDArray[np.float32]
    ) -> None:
        self._model = model
        self._columns = columns
        self._weights = weights
        self._intercepts = intercepts

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """One result for each pair of texts, in order; a pair and the same pair turned round read the same."""
        if not pairs:
            return []
        ordered = [_ordered(pair) for pair in pairs]
        distinct = sorted(set(ordered), key=lambda p: (len(p[0]) + len(p[1]), p))
        rows = self._model.predict(distinct, batch_size=_BATCH, convert_to_numpy=True, show_progress_bar=False)
        answers = [self._answers(rows, labels) for labels in (RELATION, VERDICT)]
        known = {pair: Reading(**relation, **verdict) for pair, relation, verdict in zip(distinct, *answers, strict=True)}
        return [known[pair] for pair in ordered]

    def alike(self, slots: Sequence[tuple[str, str, str]]) -> list[float]:
        """For each two texts with one mask each, and the kind of what is masked, how probably both would give the same."""
        ordered = [(*_ordered((a, b)), kind) for a, b, kind in slots]
        distinct = sorted(set(ordered), key=lambda s: (len(s[0]) + len(s[1]), s))
        known: dict[tuple[str, str, str], float] = {}
        for start in range(0, len(distinct), _BATCH):
            batch = distinct[start : start + _BATCH]
            known.update(zip(batch, self._alike(batch), strict=True))
        return [known[slot] for slot in ordered]

    def _alike(self, slots: Sequence[tuple[str, str, str]]) -> list[float]:
        import numpy as np
        import torch

        tokenizer, model = self._model.tokenizer, self._model.model
        assert model is not None
        texts = [a for a, _, _ in slots], [b for _, b, _ in slots]
        given = tokenizer(*texts, padding=True, truncation="longest_first", max_length=_LONGEST, return_tensors="pt")
        with torch.inference_mode():
            hidden = model.base_model(**given).last_hidden_state.numpy()
        masks = (given["input_ids"] == tokenizer.mask_token_id).numpy()
        out = []
        for mask, vectors, (_, _, kind) in zip(masks, hidden, slots, strict=True):
            places = np.flatnonzero(mask)
            if len(places) != 2:
                out.append(0.0)
                continue
            first, last = vectors[places]
            column = SLOTS.index(kind)
            features = np.concatenate([first * last, np.abs(first - last), vectors[0]])
            score = float(self._weights[column] @ features + self._intercepts[column])
            out.append(round(1 / (1 + math.exp(-score)), _DIGITS))
        return out

    def _answers(self, rows: NDArray[np.float32], labels: Sequence[str]) -> list[dict[str, float]]:
        """For each row the probabilities of these answers, which add up to 1."""
        import numpy as np

        part = rows[:, [self._columns[label] for label in labels]].astype(np.float64)
        part = np.exp(part - part.max(axis=1, keepdims=True))
        shares = (part / part.sum(axis=1, keepdims=True)).round(_DIGITS)
        return [dict(zip(labels, row, strict=True)) for row in shares.tolist()]


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


def masked(document: Document, statement: Statement, place: Span, mask: str) -> str | None:
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
        from safetensors import safe_open
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
        with safe_open(Path(target) / "model.safetensors", framework="numpy") as file:
            names = {"slots.weight", "slots.bias"} & set(file.keys())
            slots = {name: file.get_tensor(name).astype("float32") for name in names}
    columns = {label.lower(): int(column) for column, label in labels.items()}
    missing = [label for label in (*RELATION, *VERDICT) if label not in columns] + ([] if len(slots) == 2 else ["masked details"])
    if missing:
        raise ModelError(f"relation model {name!r} has no output for {', '.join(missing)}; give one of training/relation.py, or 'bundled'")
    return RelationReader(model, columns, slots["slots.weight"], slots["slots.bias"])


def identity(name: str) -> str | None:
    """What tells the model called `name` from every other one, without loading it; None where it is not on this machine yet."""
    return model_identity(name, _SHA256)


def bundled_folder() -> Path:
    """The folder of the bundled model, once its digest is found to be right.

    Raises:
        ModelError: the weights are missing or are not the ones that were shipped.
    """
    folder = Path(__file__).parent / "data" / "relation"
    return verified(folder, _SHA256, "reinstall the package, or set the relation model to 'none'")
