"""GitHub-flavoured Markdown that no article can break: escaping, tables, links, anchors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from tabulate import tabulate

from consistency.report._diff import Piece, clean

_ESCAPES = (
    (re.compile(r"&(?=#|[A-Za-z])"), "&amp;"),
    (re.compile("<"), "&lt;"),
    (re.compile(">"), "&gt;"),
)
_SPECIAL = re.compile(r"[\\`*\[\]|~]|(?<!\w)_|_(?!\w)")
# brackets that can begin no link, footnote, task or alert need not look escaped; no page here defines a link by reference
_HARMLESS = re.compile(r"\\\[(…|[^\[\]\\^!][^\[\]\\]+)\\\](?![(:\[])")
_IN_ANCHORS = frozenset("Ll Lu Lt Lm Lo Mn Mc Me Nd Nl Pc".split())
_LEADING = re.compile(r"^(?:(?P<mark>[#+=\-])|(?P<number>\d{1,9})(?=[.)]))")


def escape(text: str, inline: bool = False) -> str:
    """The text as it stands, on one line, with nothing in it that Markdown or HTML would read as more than text.

    `inline` says that other text stands before it on its line, so that what is special at a line's start is not.
    """
    text = _SPECIAL.sub(r"\\\g<0>", clean(text).strip(" "))
    for pattern, replacement in _ESCAPES:
        text = pattern.sub(replacement, text)
    text = _HARMLESS.sub(r"[\1]", text)
    if inline:
        return text
    return _LEADING.sub(lambda m: f"\\{m['mark']}" if m["mark"] else f"{m['number']}\\", text)


def head(level: int, text: str) -> str:
    """A heading; a run of `#` at its end is part of the text."""
    return f"{'#' * level} " + re.sub(r"(#+)$", r"\\\1", escape(text, inline=True))


def rich_text(pieces: Sequence[Piece]) -> str:
    """The pieces on one line, the marked ones in bold."""
    out = []
    for i, piece in enumerate(pieces):
        bare = piece.text.strip(" ")
        before = " " if i and piece.text.startswith(" ") else ""
        after = " " if i < len(pieces) - 1 and piece.text.endswith(" ") and bare else ""
        inner = escape(bare, inline=i > 0 or piece.marked)
        out.append(f"{before}{'**' + inner + '**' if piece.marked and inner else inner}{after}")
    return "".join(out).strip(" ")


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], wide: bool = False) -> str:
    """A table; a wide one, with passages in its cells, is not padded. Cells are Markdown already."""
    text = tabulate(list(rows), headers=headers, tablefmt="github", disable_numparse=True, stralign=None if wide else "left")
    head, ruler, *body = text.split("\n")
    return "\n".join([head, re.sub(r"-{4,}", "---", ruler) if wide else ruler, *body])


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading, from its text without markup: letters, marks, digits, `_`, `-`, and `-` for a blank."""
    kept = (c for c in heading.lower() if c in "- " or unicodedata.category(c) in _IN_ANCHORS)
    return "".join(kept).replace(" ", "-")


def link(text: str, heading: str) -> str:
    """A link to a heading of the same page."""
    return f"[{text}](#{slug(heading)})"


def code(text: str) -> str:
    """A code span."""
    return f"`{re.sub(r'[`|]', '', clean(text)).strip()}`"
