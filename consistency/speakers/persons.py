"""Words that tell of a person: first names, and nouns for people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

_BEFORE = re.compile(r"(?:ex|then|vice|co|non)-")


@cache
def first_names() -> Mapping[str, str]:
    """First names, folded, that hardly ever belong to the other sex: m or f."""
    return MappingProxyType(dict(row.split("\t") for row in _rows("first_names.tsv")))


def is_person(noun: str) -> bool:
    """Whether a noun, folded and singular, mostly means a person (WordNet): heckler, ex-wife."""
    return _BEFORE.sub("", noun) in _nouns()


@cache
def _nouns() -> frozenset[str]:
    return frozenset(_rows("person_nouns.txt"))


def _rows(file: str) -> list[str]:
    text = resources.files("consistency").joinpath("data", file).read_text("utf-8")
    return [row for row in text.splitlines() if not row.startswith("#")]
