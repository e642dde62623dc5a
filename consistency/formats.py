"""The names of the formats, data only, so that help and configuration need not import the reports."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NAMES = ("terminal", "concise", "full", "markdown", "html", "json", "json-lines", "sarif", "junit", "github", "gitlab")
"""Every format that `report.FORMATS` has."""

ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        ".md": "markdown",
        ".markdown": "markdown",
        ".html": "html",
        ".htm": "html",
        ".json": "json",
        ".jsonl": "json-lines",
        ".sarif": "sarif",
        ".xml": "junit",
        ".txt": "terminal",
    }
)
"""The format that the ending of an output file stands for."""
