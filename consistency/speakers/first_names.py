"""First names that belong to one sex."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def first_names() -> Mapping[str, str]:
    """First names, folded, that hardly ever belong to the other sex: m or f."""
    rows = resources.files("consistency").joinpath("data", "first_names.tsv").read_text("utf-8").splitlines()
    return MappingProxyType(dict(row.split("\t") for row in rows if not row.startswith("#")))
