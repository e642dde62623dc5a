"""One frozen Config, from the defaults, a file, and the command line, in that order."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from consistency.errors import ConfigError

FILE_NAMES = ("consistency.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Config:
    """What can be set, each with its default."""

    embedding_model: str = "bundled"
    """`bundled` for the all-MiniLM-L6-v2 weights that come as a package, or a hub name, or a folder."""
    contradiction_model: str = "none"
    """`none`, or a cross-encoder that may take contradictions between facts away: `bundled`, a hub name, or a folder."""
    fail_on: str = "contradict"
    """The mildest verdict that makes `check` end with 1: agree, wording or contradict."""
    min_confidence: float = 0.6
    """Findings below it are left out, 0..1."""
    cache: bool = True
    """Whether results are kept between runs; the report is the same either way."""
    cache_dir: str = ""
    """The folder they are kept in; empty for the user's cache folder. CONSISTENCY_CACHE_DIR in the environment overrides it."""


def from_mapping(values: dict[str, Any], where: str) -> Config:
    """A Config from parsed TOML.

    Raises:
        ConfigError: an unknown key, or a value of the wrong type or range; the message names `where`.
    """
    known = {f.name: f for f in fields(Config)}
    checked: dict[str, Any] = {}
    for key, value in values.items():
        name = key.replace("-", "_")
        if name not in known:
            raise ConfigError(f"{where}: unknown key '{key}'; known are {', '.join(sorted(known))}")
        expected = type(getattr(Config(), name))
        if expected is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not expected:
            raise ConfigError(f"{where}: '{key}' takes a {expected.__name__}, not {value!r}")
        checked[name] = value
    return validated(replace(Config(), **checked), where)


def validated(config: Config, where: str) -> Config:
    """The same Config, once its values are found to be in range.

    Raises:
        ConfigError: a value is out of range.
    """
    if config.fail_on not in ("agree", "wording", "contradict"):
        raise ConfigError(f"{where}: 'fail_on' is agree, wording or contradict, not {config.fail_on!r}")
    if not 0 <= config.min_confidence <= 1:
        raise ConfigError(f"{where}: 'min_confidence' lies between 0 and 1, not {config.min_confidence}")
    return config


def load(path: Path | None, start: Path) -> Config:
    """The Config from `path`, or the first consistency.toml or pyproject.toml with a `[tool.consistency]` table in `start` or above it.

    Raises:
        ConfigError: the file is missing, is no TOML, or holds what is not known.
    """
    if path is not None:
        if not path.is_file():
            raise ConfigError(f"{path}: no such configuration file")
        return _read(path) or Config()
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        for name in FILE_NAMES:
            file = candidate / name
            if file.is_file():
                found = _read(file)
                if found is not None:
                    return found
    return Config()


def _read(file: Path) -> Config | None:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{file}: cannot be read as TOML: {error}") from error
    tool = data.get("tool")
    table = tool.get("consistency") if isinstance(tool, dict) else None
    if table is None:
        return None if file.name == "pyproject.toml" else from_mapping(data, str(file))
    if not isinstance(table, dict):
        raise ConfigError(f"{file}: 'tool.consistency' is a table, not {table!r}")
    return from_mapping(table, f"{file} [tool.consistency]")
