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


_ARTICLE = re.compile(r"(?:al|el|ad|ar|as|az|ul)-(?=[^\W\d_]{2})", re.IGNORECASE)


def bare(word: str) -> str:
    """The word without the article that leads an Arabic name: al-Orme, whom others write Orme."""
    match = _ARTICLE.match(word)
    return word[match.end() :] if match else word


SAYING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|according to|w(?:ent|ent right) on|go(?:es|ing) on|wr(?:ote|ites?|iting)|read(?:s|ing)?|"
    r"(?:add|ask|explain|insist|recall|warn|claim|shout|tweet|retweet|post|remark|complain|respond|contend|predict|recount|demand|counter|"
    r"laugh|suggest|stress|lament|exclaim|yell|retort|boast|affirm|assert|report|answer|comment|mention|maintain|caution)(?:s|es|ed|ing)?|"
    r"(?:continu|not|declar|stat|argu|conclud|jok|observ|urg|acknowledg|announc|mus|promis|reiterat|emphasi[sz]|elaborat|pledg|fum|conced|"
    r"propos|advis|describ|opin|scoff|thunder|not)(?:e|es|ed|ing)|"
    r"(?:repl|testif|cr|clarif)(?:y|ies|ied|ying)|(?:admit|quip|brag)(?:s|ted|ped|ged|ting|ping|ging)?|vow(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
"""Verbs and phrases that attribute words to a speaker, in every form."""

TITLES = frozenset(
    "mr mrs ms mx messrs dr drs prof sen sens rep reps gov govs pres brig gen lt col capt sgt maj adm cmdr cpl pvt rev hon fr msgr "
    "supt det insp atty amb asst assoc dep sec".split()
)
"""Short forms before a name, without their dot, which never ends a sentence."""
_NEVER_LAST = TITLES | frozenset("st mt vs v e.g i.e cf".split())
# These may stand last in their sentence; the word after them decides. The first table's need a capital.
_ABBREVIATIONS = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash "
    "wis wyo ont que inc corp co ltd llc bros jr sr esq dept ave blvd rd univ assn ph.d".split()
)
_LOWER_ABBREVIATIONS = frozenset("etc al approx est ft lb lbs oz vs v".split())
# Words that start sentences and are not the next part of a name, a date or an address.
_STARTERS = frozenset(
    "the a an he she it they we i you but and or in on at this that these those his her its their our my there here if when while as for "
    "after before since so yet still some many most both all one what who how why where which whether not no to with by from under over "
    "according although though because however meanwhile instead other others another also then now once during about just even only "
    "mr mrs ms mx dr last earlier later asked does did do is are was were will would can could should has have had".split()
)
# An exclamation or a question that its attribution follows: “Really?” Ann Orme asked.
_ASKED_BY = re.compile(rf"(?:[A-Z][\w.'’-]*\s+){{1,4}}(?:{SAYING.pattern})")
_STOP = re.compile(
    # a stop, the marks that close over it, a gap (possessive, and only from the start of a run, so that no run is read twice)
    r"(?<![.!?…。])(?P<stop>(?<!\.[ \u00a0])\.(?:[ \u00a0]?\.){2,}+|[.!?…。]++)(?P<close>[\"”’'»)\]]*+)(?=\s|$)"
    r"|(?<=[a-z]{2}[\"”])\.(?=\s)|(?<=[a-z]{3})[.!?][\"”]?(?=[A-Z][a-z]+\s)"  # “word”. and a gap; a gap that was lost
    r"|\n[^\S\n]*\n"
)
_LEAD = re.compile(r"[\s\"“”‘’'«„(\[*•—–-]*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_FIRST_WORD = re.compile(r"(?:M[rsx]|Mrs|Dr)(?=\.)|\w+(?!\w|\.)")


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
    token = token[_cut(token) :]
    low = token.lower()
    if low == "no":
        return not after.isdigit()
    if low in _NEVER_LAST and (token[0].isupper() or low in _LOWER_ABBREVIATIONS):
        return False
    if not (
        (token[:1].isupper() and (low in _ABBREVIATIONS or len(token) == 1)) or low in _LOWER_ABBREVIATIONS or _INITIALS.fullmatch(low)
    ):
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
