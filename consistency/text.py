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


# An abbreviation whose dot never ends a sentence: a name or a number follows.
_TITLES = frozenset(
    "mr mrs ms mx messrs dr drs prof sen sens rep reps gov govs pres gen lt col capt sgt maj adm cmdr cpl pvt rev hon fr msgr "
    "supt det insp atty amb asst assoc dep sec st mt ft vs v no nos pp fig art e.g i.e cf".split()
)
# One that may stand last in its sentence; the word after it decides.
_ABBREVIATIONS = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash "
    "wis wyo ont que inc corp co ltd llc bros jr sr esq etc al approx est dept ave blvd rd univ assn u.s u.k u.n e.u d.c a.m p.m ph.d "
    "m.d b.a m.a j.d".split()
)
# Words that start sentences and are not the next part of a name, a date or an address.
_STARTERS = frozenset(
    "the a an he she it they we i you but and or in on at this that these those his her its their our my there here if when while as for "
    "after before since so yet still some many most both all one what who how why where which whether not no to with by from under over "
    "according although though because however meanwhile instead other others another also then now once during about just even only "
    "last earlier later asked does did do is are was were will would can could should has have had".split()
)
_ASKED = r"(?:said|says|asked|asks|wrote|writes|added|adds|shouted|tweeted|replied|told|continued|demanded|wondered|exclaimed|yelled)"
# An exclamation or a question that its attribution follows: “Really?” Ann Orme asked.
_ASKED_BY = re.compile(rf"(?:[A-Z][\w.'’-]*\s+){{1,4}}{_ASKED}\b")
_STOP = re.compile(
    # a stop, the marks that close over it, a gap (possessive, and only from the start of a run, so that no run is read twice)
    r"(?<![.!?…。])(?P<stop>(?<!\.[ \u00a0])\.(?:[ \u00a0]?\.){2,}+|[.!?…。]++)(?P<close>[\"”’'»)\]]*+)(?=\s|$)"
    r"|(?<=[a-z]{2}[\"”])\.(?=\s)|(?<=[a-z]{3})[.!?][\"”]?(?=[A-Z][a-z]+\s)"  # “word”. and a gap; a gap that was lost
    r"|\n[^\S\n]*\n"
)
_LEAD = re.compile(r"[\s\"“”‘’'«„(\[*•—–-]*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_FIRST_WORD = re.compile(r"\w+(?!\w|\.)")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of `text[start:end]`, in order, without the white space around them; offsets into `text`.

    A quotation is not kept in one piece: its sentences are sentences. An empty line always ends one.
    """
    stop = len(text) if end is None else end
    found: list[Span] = []
    begin = start
    for m in _STOP.finditer(text, start, stop):
        if m.start() >= begin and _ends_sentence(text, begin, m, stop):
            _append(found, text, begin, m.end())
            begin = m.end()
    _append(found, text, begin, stop)
    return found


def trimmed(text: str, start: int, end: int) -> Span:
    """`text[start:end]` without the white space around it; empty at `start` if there is nothing else."""
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    return Span(begin, max(begin, start + len(piece.rstrip()))) if piece.strip() else Span(start, start)


def _append(found: list[Span], text: str, start: int, end: int) -> None:
    span = trimmed(text, start, end)
    if not len(span):
        return
    if found and not any(c.isalnum() for c in text[span.start : span.end]):  # an ellipsis or a closing mark that stands alone
        span = Span(found.pop().start, span.end)
    found.append(span)


def _ends_sentence(text: str, begin: int, m: re.Match[str], stop: int) -> bool:
    mark, closing = m.group("stop"), m.group("close")
    if mark is None:
        return True
    lead = _LEAD.match(text, m.end(), min(stop, m.end() + 40))
    at = lead.end() if lead else m.end()
    if at >= stop:
        return True
    after = text[at]
    if after.islower():
        return False
    following = text[at : min(stop, at + 80)]
    if mark[-1] in "!?":
        return not (closing and _ASKED_BY.match(following))
    if len(mark) > 1 or closing or mark != ".":
        return True
    token = text[max(begin, m.start() - 20) : m.start()]
    token = token[_cut(token) :].lower()
    if token in _TITLES:
        return False
    if not (token in _ABBREVIATIONS or (len(token) == 1 and token.isalpha()) or _INITIALS.fullmatch(token)):
        return True
    if any(c in "—–-" for c in text[m.end() : at]):
        return False
    word = _FIRST_WORD.match(following)
    return word is not None and word.group().lower() in _STARTERS


def _cut(token: str) -> int:
    """Where the last word of `token` begins."""
    at = len(token)
    while at > 0 and not token[at - 1].isspace() and token[at - 1] not in "\"“‘'«([—–-/":
        at -= 1
    return at
