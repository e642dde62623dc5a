"""corpus.toml: metadata for each file, over what the file itself gives."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from consistency.corpus.fields import KEYS, Fields, from_mapping
from consistency.errors import InputError

FILE_NAME = "corpus.toml"


def read_overrides(folder: Path) -> dict[str, Fields]:
    """The fields for each document or path that `folder/corpus.toml` names; empty where there is no such file.

    Raises:
        InputError: it cannot be read, is not TOML, or holds a key or a value that is not known.
    """
    path = folder / FILE_NAME
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({_plain(error)})") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path}: not valid TOML: {_plain(error)}") from None
    for key in values:
        if key != "documents":
            raise InputError(f"{path}: unknown key '{key}'; articles are named in tables such as [documents.\"north.txt\"]")
    documents = values.get("documents", {})
    if not isinstance(documents, Mapping):
        raise InputError(f"{path}: 'documents' holds one table for each file, such as [documents.\"north.txt\"]")
    return {name: _fields(path, name, table) for name, table in documents.items()}


def _fields(path: Path, name: str, table: object) -> Fields:
    if not isinstance(table, Mapping):
        raise InputError(f'{path}: documents."{name}" must be a table of keys such as outlet = "…"')
    unknown = sorted(table.keys() - KEYS)
    if unknown:
        raise InputError(f"{path}: unknown key '{unknown[0]}' for {name}; known are outlet, date, title, url, author, wire, language")
    given, problems = from_mapping(table)
    if problems:
        raise InputError(f"{path}: {name}: {problems[0]}")
    return given


def _plain(error: Exception) -> str:
    """The message without the path, which is named already, on one line."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split())
