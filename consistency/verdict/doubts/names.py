"""What goes wrong with the names of people and places: other spellings, and other parts."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from consistency.details import Difference
from consistency.model import Alignment, Document
from consistency.names import is_role, same_name, telling
from consistency.text import fold
from consistency.verdict.doubts.around import NEAR

_SPELLING = 60
"""Ratio, 0..100, from which on two names may be two spellings of one (transliterations differ by as much)."""
_SOUNDS = str.maketrans("cqzyjv", "kksiiw")
"""Letters that transliterations exchange: Kiev and Kyiv, Calcutta and Kolkata."""
_SPONSORED = re.compile(r"\b(?:(?:co-?)?sponsored|introduced|proposed|backed|supported) by (?:[\w.’'-]+ ){0,3}$", re.I)
"""What stands before one of those who bring in a bill, of whom there are several, and several bills: one in each chamber."""


def two_people(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Two people who say different things, each reported as saying so, contradict each other and not the outlets."""
    names = [s.speaker.name if s.speaker else None for s in (alignment.left, alignment.right)]
    return same_name(*names) is False and not any(is_role(name or "") for name in names)


def one_agent(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Two spellings of a name, or a person and a group that the person may belong to."""
    names = [fold(w) for w in (difference.left_words, difference.right_words)]
    plural = [n.endswith("s") and " " not in n for n in names]
    return fuzz.ratio(*names) >= _SPELLING or plural[0] != plural[1]


def of_sponsors(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """A bill that is sponsored by one and introduced by another one has both, or a bill in the other chamber."""
    sides = ((left, difference.left), (right, difference.right))
    return all(span and _SPONSORED.search(document.text[max(0, span.start - NEAR) : span.start]) for document, span in sides)


def known_to_both(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """A name that the other article has as well, in another part: it knows both, and tells of both."""
    return named_in(difference.left_words, right) or named_in(difference.right_words, left)


def named_in(name: str, document: Document) -> bool:
    """Whether the article has the last word of a name, a person's surname."""
    word = (telling(name) or [name])[-1]
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", document.text, re.I))


def one_place(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """A place that the other statement names too: by its initials, cut short (N.H., Calif.), or in another spelling (Kiev, Kyiv)."""
    if _sounds(difference.left_words) == _sounds(difference.right_words):
        return True
    for place, other in ((difference.left_words, alignment.right.text), (difference.right_words, alignment.left.text)):
        folded = fold(" ".join(place.split()))
        initials = "".join(w[0] for w in folded.split()) if " " in folded else ""
        for m in re.finditer(r"[A-Z][\w.]+", other):
            short = fold(m.group()).replace(".", "")
            if short == initials or (len(short) >= 3 and folded.startswith(short)):
                return True
    return False


def _sounds(name: str) -> str:
    """The consonants, those that transliterations exchange as one."""
    return re.sub(r"[aeiouh\W]|(.)(?=\1)", "", fold(name).translate(_SOUNDS))
