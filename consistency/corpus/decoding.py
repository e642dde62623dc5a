"""Bytes to text: UTF-8 first, other encodings detected and said."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass


class UnreadableError(Exception):
    """A file, or one article of it, that ends up in the list of what was skipped; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and what an editor should know of how it was read."""

    text: str
    """Without byte order mark; line ends untouched."""
    note: str | None = None
    """Why the text may not be what was written, None for sound UTF-8."""


_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
"""Longest first where one mark begins another."""

_CANDIDATES = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "iso8859_15", "iso8859_2", "koi8_r", "mac_roman",
               "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"]  # fmt: skip
"""What news pages were written in before UTF-8; a short English text with one stray byte fits dozens of others as well."""


def decode(data: bytes) -> Decoded:
    """The text of a file.

    Raises:
        UnreadableError: it is empty, binary, or in no encoding that can be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(_filled(data.decode(encoding)), None if mark == codecs.BOM_UTF8 else _as(encoding))
            except UnicodeDecodeError:
                break
    if b"\0" in data:
        raise UnreadableError("binary file")
    try:
        return Decoded(_filled(data.decode("utf-8")))
    except UnicodeDecodeError:
        return _detected(data)


def _filled(text: str) -> str:
    if not text.strip():
        raise UnreadableError("empty file")
    return text


def _as(encoding: str) -> str:
    return f"not UTF-8; read as {encoding}"


def _detected(data: bytes) -> Decoded:
    """Text in another encoding, or UTF-8 that was damaged: there, more of the letters beyond ASCII are sound than not."""
    from charset_normalizer import from_bytes

    replaced = data.decode("utf-8", "replace")
    lost = replaced.count("\ufffd")
    damaged = Decoded(_filled(replaced), f"damaged UTF-8; unreadable characters: {lost}")
    if sum(c > "\x7f" for c in replaced) - lost > lost:
        return damaged
    best = from_bytes(data, cp_isolation=_CANDIDATES).best()
    if best is None:
        if lost > 0.05 * len(replaced):
            raise UnreadableError("not UTF-8, and no other encoding fits")
        return damaged
    same = best.could_be_from_charset  # encodings that give the same text: name the commonest
    encoding = next((name for name in _CANDIDATES if name in same), best.encoding)
    return Decoded(_filled(data.decode(encoding)), _as(encoding))


def without_surrogates(text: str) -> str:
    """The text with lone surrogates, which JSON escapes can make and UTF-8 cannot hold, replaced one for one."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
