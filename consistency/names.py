"""Whether two names can stand for one speaker."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from consistency.text import bare, fold

TITLES = frozenset(
    """mr mrs ms miss dr sir lord lady dame sen senator rep representative congressman congresswoman president pres vice secretary minister
    prime chancellor gov governor mayor judge justice gen general col colonel lt lieutenant capt captain sgt sergeant adm admiral brig
    brigadier maj major rev reverend pastor father bishop archbishop professor prof speaker leader chairman chairwoman chair attorney
    ambassador king queen prince princess the a an former then foreign state us""".split()
)
SUFFIXES = frozenset("jr sr ii iii iv".split())
BODIES = frozenset(
    """agency department ministry office bureau administration government campaign committee commission council court board panel
    party union company firm bank corporation group organization organisation association coalition institute foundation center
    centre university college school newspaper paper magazine network station website site outlet service force team caucus
    delegation embassy military army navy police hospital church club league fund lobby watchdog regulator authority parliament
    legislature congress senate house cabinet kremlin pentagon nonprofit charity think-tank tank camp team bench jury wire
    publication blog show program programme news times post journal tribune herald federation society alliance trust network
    chamber conference district city state country nation county town commission majority minority side federation consortium
    airline maker manufacturer retailer operator owner""".split()
)
"""Nouns for institutions, singular."""
_ARTICLES = frozenset({"the", "a", "an", "us"})
_JOINTS = frozenset({"of", "for", "and"})
_SPELLING = 80
"""Likeness of two last words, 0..100, from which on one may be a slip of the other."""


@lru_cache(maxsize=65536)
def same_name(left: str | None, right: str | None) -> bool | None:
    """True where the names can only be one speaker's, False where they are two speakers', None where that cannot be told.

    A role without a name ("a senior official") may be anybody, so it is never False.
    """
    if not left or not right:
        return None
    a, b = telling(left), telling(right)
    if not a or not b:
        return None
    if set(a) == set(b) or _initials(left) == "".join(b) or _initials(right) == "".join(a):
        return True
    if is_role(left) or is_role(right):
        return None
    short, long = sorted((a, b), key=len)
    bodies = {_is_body(left), _is_body(right)}
    if True in bodies:  # the House is not the White House, nor a campaign its candidate
        part = set(short) <= set(long) if bodies == {True} else set(short) & set(long)
        return None if part else False
    if set(short) <= set(long):
        return True
    if a[-1] == b[-1]:
        initial = min(len(a[0]), len(b[0])) == 1 and a[0][0] == b[0][0]
        return True if initial or set(a[:-1]) & set(b[:-1]) else None
    return False


def misspelt(left: str, right: str) -> bool:
    """Whether the last word of one name may be a slip of that of the other: Stephens, Stevens."""
    return fuzz.ratio(telling(left)[-1], telling(right)[-1]) >= _SPELLING


def telling(name: str) -> list[str]:
    """The telling words of a name: no titles before it, articles, suffixes or possessives; all of them where nothing else is left."""
    words = _words(name)
    first = next((k for k, w in enumerate(words[:-1]) if w not in (_ARTICLES if _is_body(name) else TITLES)), len(words) - 1)
    found = [w for w in words[max(first, 0) :] if w not in SUFFIXES and w not in _JOINTS]
    return found or words


def _words(name: str) -> list[str]:
    return [bare(fold(w)).removesuffix("'s") for w in re.findall(r"[^\W_][\w.'’-]*", re.split(r"[,(]", name)[0])]


def _is_body(name: str) -> bool:
    """Whether a name is that of an institution: the noun at its end, or before its first `of` or `for`, is one for institutions."""
    words = _words(name)
    end = next((k for k, w in enumerate(words) if w in _JOINTS and k), len(words))
    return end > 0 and words[end - 1] in BODIES


def is_role(name: str) -> bool:
    """Whether the name is a description: its last word has no capital."""
    words = re.findall(r"[^\W\d_]+", re.split(r"[,(]", name)[0])
    return not words or not words[-1][0].isupper()


def _initials(name: str) -> str:
    """The initials of the capitalised words, as in `fws` for `Fish and Wildlife Service`; empty for fewer than two."""
    capitals = [w[0].lower() for w in re.findall(r"[^\W\d_]+", name) if w[0].isupper() and fold(w) not in ("us", "the")]
    return "".join(capitals) if len(capitals) > 1 else ""
