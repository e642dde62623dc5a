"""Text as a page may show it."""

from __future__ import annotations

import re

_SPACE = re.compile("[\t\n\v\f\r\x1c-\x1f\x85]")
# control and direction characters, lone surrogates and non-characters: no page may hold them, or they could forge it
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane + end) for plane in range(0x10000, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
    + "]"
)


def printable(text: str) -> str:
    """The text without characters that no page may hold; character by character, so that parts can be treated one by one."""
    return _UNFIT.sub("", _SPACE.sub(" ", text))


def width(text: str) -> int:
    """The length of the text as the page's script counts it, in UTF-16 units."""
    return len(printable(text).encode("utf-16-le")) // 2
