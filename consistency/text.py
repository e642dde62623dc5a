"""Text with its way back: sentences, words and folded forms, each with offsets into the text they came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from consistency.model import Span


@dataclass(frozen=True, slots=True)
class Word:
    """One word or number, folded for comparison, and where it stands."""

    text: str
    """Casefolded, accents and apostrophe styles levelled."""
    start: int
    end: int


_WORD = re.compile(r"[$£€¥]?\d+(?:[.,:]\d+)*%?|[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_]+(?:['’ʼ][^\W\d_]+)*|%|&")


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words and numbers of `text[start:end]`, punctuation left out; offsets into `text`."""
    stop = len(text) if end is None else end
    return [Word(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text, start, stop)]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One form for comparison: compatibility normalised, casefolded, accents off, straight apostrophes, dots of initials off."""
    level = unicodedata.normalize("NFKD", word).casefold()
    level = "".join(c for c in level if not unicodedata.combining(c))
    level = level.replace("’", "'").replace("ʼ", "'")
    return "and" if level == "&" else re.sub(r"(?<=[^\W\d])\.", "", level)
