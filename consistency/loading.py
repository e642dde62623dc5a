"""What the model boundaries share: weights checked before they are loaded, quiet libraries, and one clear line where loading fails."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from logging import ERROR, getLogger
from pathlib import Path

from consistency.errors import ModelError


def verified(folder: Path, sha256: str, remedy: str) -> Path:
    """The folder, once the digest of its `model.safetensors` is found to be right; `remedy` says what to do where it is not.

    Raises:
        ModelError: the weights are missing, or are others.
    """
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise ModelError(f"{weights}: no such file; {remedy}")
    with weights.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != sha256:
        raise ModelError(f"{weights}: not the weights that were published (SHA-256 {digest[:12]}…, expected {sha256[:12]}…); {remedy}")
    return folder


@contextmanager
def loading(what: str, choices: str) -> Iterator[None]:
    """Load a model inside: progress bars and retries stay silent, and whatever goes wrong is one line.

    Raises:
        ModelError: `what` cannot be loaded; `choices` says what may be given instead.
    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        getLogger("huggingface_hub").setLevel(ERROR)
        yield
    except ImportError as error:
        raise ModelError(f"sentence-transformers cannot be imported ({error}); install the package with its dependencies") from error
    except Exception as error:  # the libraries below raise what they like: OSError, ValueError, RuntimeError, their own
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(f"{what} cannot be loaded: {first}; give {choices}") from error


def model_identity(name: str, bundled: str) -> str | None:
    """What tells the model called `name` from every other one; None where it is not on this machine yet.

    Args:
        name: `none`, `bundled`, a folder, or a name on the model hub.
        bundled: the digest of the bundled weights, which are checked against it when they are loaded.
    """
    if name in ("none", "bundled"):
        return bundled if name == "bundled" else name
    folder = Path(name)
    if folder.is_dir():
        state = hashlib.sha256()
        for file in sorted(f for f in folder.rglob("*") if f.is_file()):
            with file.open("rb") as content:
                state.update(f"{file.relative_to(folder).as_posix()} {hashlib.file_digest(content, 'sha256').hexdigest()}\n".encode())
        return state.hexdigest()
    return _downloaded(name)


def _downloaded(name: str) -> str | None:
    """The revision of a hub model that was downloaded before."""
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    for full in (name, f"sentence-transformers/{name}"):
        try:
            file = try_to_load_from_cache(full, "config.json")
        except HFValidationError:
            return None
        if isinstance(file, str):
            return f"{full} {Path(file).parent.name}"
    return None
