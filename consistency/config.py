"""One frozen Config: the defaults, then a file, then the environment, then the command line; each value knows where it came from."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from consistency.errors import ConfigError
from consistency.rules import RULES

FILE_NAMES = ("consistency.toml", "pyproject.toml")
BASELINE_NAME = "consistency-baseline.toml"
"""The baseline that is in force where none is named and it lies next to the configuration file, or at the top of the corpus."""
PREFIX = "CONSISTENCY_"
"""What the name of a key in the environment begins with: `fail_on` is CONSISTENCY_FAIL_ON."""
EVERY = "ALL"
"""Stands for all rules."""
DEFAULT, COMMAND_LINE = "default", "command line"

_PATHS = ("baseline", "cache_dir")
"""Keys that are paths: those of a file are relative to that file."""
_KINDS: Mapping[type, str] = MappingProxyType({str: "a string", float: "a number", bool: "true or false", tuple: "a list of strings"})
_TRUTHS: Mapping[str, bool] = MappingProxyType(
    {"1": True, "true": True, "yes": True, "on": True} | dict.fromkeys(("0", "false", "no", "off"), False)
)


@dataclass(frozen=True, slots=True)
class Config:
    """What can be set, each with its default."""

    embedding_model: str = "bundled"
    """`bundled` for the all-MiniLM-L6-v2 weights that come as a package, or a hub name, or a folder."""
    relation_model: str = "bundled"
    """What reads pairs of statements, to say whether they report one fact: `bundled`, a folder, or `none`."""
    contradiction_model: str = "bundled"
    """`none`, or a cross-encoder of entailment, neutral and contradiction: `bundled`, a hub name, or a folder."""
    min_confidence: float = 0.6
    """Findings below it are left out, 0..1."""
    select: tuple[str, ...] = ()
    """Codes of rules, or how they begin: findings of other rules are left out. Empty for all of them."""
    ignore: tuple[str, ...] = ()
    """Codes of rules, or how they begin, whose findings are left out. Where `select` has it too, the longer one decides."""
    fail_on: str = "contradict"
    """The mildest verdict that makes `check` end with 1: agree, wording or contradict."""
    strict: bool = False
    """Whether waivers that are stale or have expired make `check` end with 1 too."""
    baseline: str = ""
    """File of waivers; empty for consistency-baseline.toml next to the configuration file or in the corpus, if there is one."""
    cache: bool = True
    """Whether results are kept between runs; the report is the same either way."""
    cache_dir: str = ""
    """The folder they are kept in; empty for the user's cache folder."""
    rules_page: str = "docs/rules.md"
    """Address of the page that explains the rules, which the reports link to."""


KEYS = tuple(f.name for f in fields(Config))
"""Every key, in the order of the documentation."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The Config in force, and where it came from."""

    config: Config
    origins: Mapping[str, str]
    """For each key: `default`, the file, the variable of the environment, or `command line`."""
    file: Path | None = None
    """The configuration file that was read."""


def settings(start: Path, file: Path | None = None, environment: Mapping[str, str] = MappingProxyType({}), **given: Any) -> Settings:
    """What is in force: each source overrides the one before it.

    Args:
        start: the folder in which, and above which, a configuration file is looked for.
        file: a configuration file to read instead.
        environment: the variables of the process, of which those that begin with CONSISTENCY_ and name a key count.
        given: what the command line says, by key.

    Raises:
        ConfigError: a file is missing or no TOML, a key is unknown, or a value is of the wrong type or range; the message says where.
    """
    config, origins = Config(), dict.fromkeys(KEYS, DEFAULT)
    path, table, where = _found(start, file)
    variables = {key: name for key in KEYS if environment.get(name := PREFIX + key.upper())}
    layers = [(_checked(table, path.parent if path else start, where), where)]
    layers += [({key: _parsed(key, environment[name], name)}, name) for key, name in variables.items()]
    layers.append((given, COMMAND_LINE))
    for values, source in layers:
        config = validated(replace(config, **values), source)
        origins |= dict.fromkeys(values, source)
    return Settings(config, MappingProxyType(origins), path)


def load(path: Path | None, start: Path) -> Config:
    """The Config of a file alone: of `path`, or of the one that is found in `start` or above it.

    Raises:
        ConfigError: the file is missing, is no TOML, or holds what is not known.
    """
    return settings(start, path).config


def validated(config: Config, where: str) -> Config:
    """The same Config, once its values are found to be in range.

    Raises:
        ConfigError: a value is out of range; the message names `where`.
    """
    if config.fail_on not in ("agree", "wording", "contradict"):
        raise ConfigError(f"{where}: 'fail_on' is agree, wording or contradict, not {config.fail_on!r}")
    if not 0 <= config.min_confidence <= 1:
        raise ConfigError(f"{where}: 'min_confidence' lies between 0 and 1, not {config.min_confidence}")
    if empty := next((f.name for f in fields(Config) if f.name.endswith("_model") and not getattr(config, f.name).strip()), None):
        raise ConfigError(f"{where}: '{empty}' is the name of a model or its folder, and cannot be empty")
    select, ignore = (tuple(_code(c, f"{where}: '{key}'") for c in getattr(config, key)) for key in ("select", "ignore"))
    return replace(config, select=select, ignore=ignore)


def unknown(word: str, known: tuple[str, ...]) -> str:
    """What to say of a word that is not known: the nearest one that is, or all of them."""
    near = get_close_matches(word, known, n=1)
    return f"did you mean '{near[0]}'?" if near else f"known are {', '.join(sorted(known))}"


def toml(value: str | float | bool | date | tuple[str, ...]) -> str:
    """A value as TOML, on one line."""
    if isinstance(value, str):  # of what JSON leaves as it is, TOML takes all but the delete character, and UTF-8 all but lone surrogates
        return json.dumps(value.encode(errors="replace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, tuple):
        return f"[{', '.join(toml(v) for v in value)}]"
    return str(value).lower()


def _code(code: str, where: str) -> str:
    """A rule's code, or how several begin, in capitals."""
    upper = code.strip().upper()
    if upper == EVERY or (upper and any(rule.startswith(upper) for rule in RULES)):
        return upper
    near = get_close_matches(upper, RULES, n=1)
    raise ConfigError(f"{where}: no rule is called or begins with {code!r}{f'; did you mean {near[0]!r}?' if near else ''}")


def _parsed(key: str, text: str, where: str) -> Any:
    """The value of a key from a string, such as the environment has."""
    kind = type(getattr(Config(), key))
    try:
        if kind is bool:
            return _TRUTHS[text.strip().lower()]
        return codes(text) if kind is tuple else kind(text)
    except (KeyError, ValueError):
        raise ConfigError(f"{where}: takes {_KINDS[kind]}, not {text!r}") from None


def codes(text: str) -> tuple[str, ...]:
    """What commas separate."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _checked(table: Mapping[str, Any], folder: Path, where: str) -> dict[str, Any]:
    """The values of a file, each of the type that its key takes, by key."""
    checked: dict[str, Any] = {}
    for name, value in table.items():
        key = name.replace("-", "_")
        if key not in KEYS:
            raise ConfigError(f"{where}: unknown key '{name}'; {unknown(key, KEYS)}")
        if key in checked:
            raise ConfigError(f"{where}: '{key}' is given twice")
        kind = type(getattr(Config(), key))
        if kind is float and type(value) is int:
            value = float(value)
        if kind is tuple and isinstance(value, list) and all(isinstance(v, str) for v in value):
            value = tuple(value)
        if type(value) is not kind:
            raise ConfigError(f"{where}: '{name}' takes {_KINDS[kind]}, not {value!r}")
        checked[key] = os.path.normpath(folder / os.path.expanduser(value)) if key in _PATHS and value else value  # noqa: PTH111 (never raises)
    return checked


def _found(start: Path, file: Path | None) -> tuple[Path | None, Mapping[str, Any], str]:
    """The configuration file that is in force, its table, and how messages call it."""
    if file is not None:
        if not file.is_file():
            raise ConfigError(f"{file}: no such configuration file")
        return file, *(_read(file) or ({}, str(file)))
    folder = start.resolve()
    for candidate in (folder / name for folder in (folder, *folder.parents) for name in FILE_NAMES):
        if candidate.is_file() and (read := _read(candidate)):
            return candidate, *read
    return None, {}, DEFAULT


def _read(file: Path) -> tuple[Mapping[str, Any], str] | None:
    """The table that a file holds for us and how messages call it, or None."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{file}: cannot be read as TOML: {error}") from error
    tool = data.get("tool")
    table = tool.get("consistency") if isinstance(tool, dict) else None
    if table is None:
        return None if file.name == "pyproject.toml" else (data, str(file))
    if not isinstance(table, dict):
        raise ConfigError(f"{file}: 'tool.consistency' is a table, not {table!r}")
    return table, f"{file} [tool.consistency]"
