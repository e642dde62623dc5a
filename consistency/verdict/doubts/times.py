"""What goes wrong with days, lengths of time and order: other things that they are the days of."""

from __future__ import annotations

import re

from consistency.details import Difference
from consistency.model import Alignment, Document, Span, one_day
from consistency.names import same_name
from consistency.text import SAYING, fold
from consistency.verdict.doubts.around import BESIDE, NEAR

_ANCHOR = re.compile(r"\s+(?:after|before|since|until|from)\s+((?:[^\s,.;:!?()]+\s*){1,8})")
"""What a length of time is counted from, as far as it is looked at."""
_SAYS = re.compile(rf"\s+{SAYING.pattern}", SAYING.flags)
"""A word of saying right behind a day: Orme on Friday announced."""
_OPENING = re.compile(r"(?:^|[.!?][”\"’']?\s+|\n\s*)(?:on\s+)?$", re.I)
_THEN_SAYS = re.compile(rf",?\s+(?:[\w.’'-]+\s+){{1,3}}?{SAYING.pattern}", SAYING.flags)
"""What stands before a day that opens a sentence, and behind it where it is one of saying: On Friday, Ann Orme announced."""
_ONE_SAYING = 0.8
"""Least score of the alignment for one speaker's two days of saying something to be days of saying the same."""
_BOUND = re.compile(
    r"\b(since|from|until|till|through|to|between|before|after|by|effective|as (?:early|soon|late) as|no (?:earlier|sooner|later) than)\s+"
    r"(?:(?:early|mid|late)[\s-]|next\s+)?$",
    re.I,
)
"""What makes a point in time a bound of a longer time, right before it."""
_BOUND_BEFORE = 24
"""Characters before a point in time in which such words stand."""
_YEAR = re.compile(r"\W*\b(?:19|20)\d\d\b")
_OF_A_WEEK = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|yesterday|tomorrow|ago|(?:last|this|next|earlier|later) \w+)\b", re.I
)
"""What tells a day only to those who know when the article was written."""
_ANNIVERSARY = re.compile(r"\banniversar", re.I)
_ANY = re.compile(r"\b(?:an?|another|one) (?:[\w’'-]+ ){1,3}$", re.I)
"""What stands before a word of order where it is told of any one of a kind: in a poll before."""
_PLANNED = re.compile(r"\b(?:plan(?:s|ned|ning)?|expected|scheduled|supposed|slated|due|set|going|will|would)\b(?! not\b)", re.I)
"""What makes a length of time one to come."""


def said_then(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Two days on which somebody said something, not surely the same and not known to be one speaker: NPR reported Thursday, the host
    said on Wednesday; Orme announced a plan on Friday, and another one on Saturday."""
    names = [s.speaker.name if s.speaker else None for s in (alignment.left, alignment.right)]
    sides = ((left, difference.left), (right, difference.right))
    return all(span and _of_saying(document.text, span) for document, span in sides) and (
        same_name(*names) is not True or alignment.loosely < _ONE_SAYING
    )


def _of_saying(text: str, day: Span) -> bool:
    """Whether the day is one on which something is said, and not the day of what is said."""
    if SAYING.search(text, max(0, day.start - BESIDE), day.start) or _SAYS.match(text, day.end):
        return True
    return bool(_OPENING.search(text[max(0, day.start - BESIDE) : day.start]) and _THEN_SAYS.match(text, day.end))


def other_anchor(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Two lengths of time that are counted from two things: a day after the race, two days after the vote."""
    anchors: list[set[str]] = []
    for document, span in ((left, difference.left), (right, difference.right)):
        m = _ANCHOR.match(document.text, span.end) if span else None
        anchors.append({fold(w) for w in re.findall(r"[^\W\d_]{4,}", m[1])} if m else set())
    fewer = min(len(anchor) for anchor in anchors)
    return fewer > 0 and len(anchors[0] & anchors[1]) < fewer / 2


def other_bound(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """One is where a time begins or ends, and the other one is not, or the other end: since 2007, in 2014; from 1993, to 2007."""
    sides = ((left, difference.left), (right, difference.right))
    bounds = [_BOUND.search(document.text, max(0, span.start - _BOUND_BEFORE), span.start) if span else None for document, span in sides]
    return len({m[1].lower() if m else "" for m in bounds}) > 1


def year_unsaid(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """One day or month, with its year on one side alone: which year the other article means can only be guessed."""
    days = (difference.left_words, difference.right_words)
    return len({bool(_YEAR.search(d)) for d in days}) == 2 and len({fold(_YEAR.sub("", d)).strip() for d in days}) == 1


def of_some_week(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """A weekday in an article of which nobody knows the day may be that of any week."""
    sides = ((left, difference.left_words), (right, difference.right_words))
    return any(document.date is None and _OF_A_WEEK.search(words) for document, words in sides)


def anniversary(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """One may be the day itself and the other one its return."""
    return any(_ANNIVERSARY.search(s.text) for s in (alignment.left, alignment.right))


def two_of_a_kind(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """A poll before the vote and a poll after it are two polls."""
    sides = ((left, difference.left), (right, difference.right))
    return all(span and _ANY.search(document.text[max(0, span.start - NEAR) : span.start]) for document, span in sides)


def planned(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """How long a journey was to take, in one article, and how long it took, in one of another day."""
    return not one_day(left, right) and len({bool(_PLANNED.search(s.text)) for s in (alignment.left, alignment.right)}) == 2
