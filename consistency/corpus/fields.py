"""Metadata as a file, its front matter or corpus.toml gives it, checked and in one form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from consistency.corpus.dates import parse_date
from consistency.corpus.decoding import without_surrogates

ALIASES: dict[str, tuple[str, ...]] = {
    "outlet": ("outlet", "source", "publisher"),
    "date": ("date", "published", "published_at", "publishedAt"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "author": ("author", "authors", "byline"),
    "wire": ("wire", "agency"),
    "language": ("language", "lang"),
}
"""Each field and the keys that are understood for it, the first one found counts."""

KEYS = frozenset(key for names in ALIASES.values() for key in names)


@dataclass(frozen=True, slots=True)
class Fields:
    """What is known of one article; None where it is not."""

    outlet: str | None = None
    date: date | None = None
    title: str | None = None
    url: str | None = None
    author: str | None = None
    wire: str | None = None
    language: str | None = None

    def over(self, other: Fields) -> Fields:
        """These fields, with the gaps filled from `other`."""
        return replace(other, **{f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None})

    def named(self) -> frozenset[str]:
        """The names of the fields that are known."""
        return frozenset(f.name for f in fields(self) if getattr(self, f.name) is not None)


NOTHING = Fields()


def from_mapping(values: Mapping[object, object]) -> tuple[Fields, tuple[str, ...]]:
    """The fields that `values` give, and a line for each value that cannot be used. Other keys are left alone."""
    known: dict[str, object] = {}
    problems = []
    for name, keys in ALIASES.items():
        for key in keys:
            value = values.get(key)
            if value is None or value == "":
                continue
            read: object = _date(value) if name == "date" else _text(value)
            if read is None:
                wanted = "a date such as 2024-03-05" if name == "date" else "text"
                problems.append(f"'{key}' takes {wanted}, not {str(value)[:60]!r}")
                continue
            known[name] = read
            break
    return Fields(**known), tuple(problems)  # type: ignore[arg-type]


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return parse_date(value) if isinstance(value, str) else None


def _text(value: object) -> str | None:
    """One line of text; a list of names is joined, and a {"name": …} stands for its name."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list):
        parts = [part for item in value if (part := _text(item))]
        return ", ".join(parts) or None
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return None
    return " ".join(without_surrogates(str(value)).split()) or None
