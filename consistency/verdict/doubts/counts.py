"""What goes wrong with figures: rounded ones, and counts of other people or of another day."""

from __future__ import annotations

import re

from consistency.details import Difference
from consistency.details.figures import rounds_to
from consistency.model import Alignment, Document, Span, one_day
from consistency.verdict.doubts.around import BESIDE
from consistency.worddiff import tokens

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DOER = re.compile(
    r"\b(?:includ|count)ing (?:[a-z]+ ){0,3}"
    r"(?:gunm[ae]n|shooters?|attackers?|suspects?|bombers?|hijackers?|killers?|assailants?|perpetrators?|himself|herself|themselves)\b",
    re.I,
)
"""Words that count those who did it among the dead."""
_FORECAST = re.compile(
    r"\b(?:economists|analysts|forecasters|pollsters|experts)\b[^.;!?]{0,60}\b(?:estimat|expect|forecast|predict|project|anticipat)\w*",
    re.I,
)
"""What somebody foretold of a figure."""
_NEW = re.compile(r"\s+(?:new|additional|further|more)\b", re.I)
_DAYS = re.compile(r"[\s-]+(?:(?:straight|consecutive|full)[\s-]+)?(?:day|night|week|month|year)s?\b", re.I)
"""What makes a number one of days."""
_OTHERS_BEFORE = re.compile(r"\b(?:another|other)\s+$", re.I)
_OTHERS = re.compile(r"\s+others?\b", re.I)
"""What says, before a count or behind it, that some of the kind were told of before and are not counted."""
_ONE = r"(?:an?|one|another|the|his|her|their|its)"
_AND_ONE = re.compile(rf"(?:\s+[\w’'-]+){{1,4}}?,?\s+(?:and|plus|along with|as well as)\s+{_ONE}\s+[a-z]", re.I)
_ONE_AND = re.compile(rf"\b{_ONE}\s+(?:[\w’'-]+\s+){{1,3}}?(?:and|plus)\s+$", re.I)
"""What tells of one more than are counted, behind the count or before it: seven clerks and a sailor, the mayor and two clerks."""
_AND_ANOTHER = re.compile(r"[^.;!?]{1,80}\b(?:and|while|but) (?:another|a (?:second|third|fourth|fifth|sixth))\b", re.I)
"""What tells of one more farther behind the count: two lawyers said so, and a third denied it."""
_MORE = re.compile(r"\b([\w,]+) (?:additional|more|others?|further)\b|\b(?:another|additional|further) ([\w,]+)", re.I)
"""How many more the article tells of after a count."""
_FARTHER = 400
"""Characters behind a count in which it does."""
_ONE_BEFORE = 40
"""Characters before a count in which one more is told."""

_FATES = (
    re.compile(r"\b(?:dead|deaths?|died|dying|kill(?:s|ed|ing)?|slain|fatal\w*|lives|death toll)\b", re.I),
    re.compile(r"\b(?:injur\w+|wound\w+|hurt|maimed)\b", re.I),
    re.compile(r"\b(?:infect\w*|cases?|sick\w*|diagnos\w+|contracted|tested positive)\b", re.I),
    re.compile(r"\b(?:arrest\w*|detain\w*|jailed|in custody|charged|indicted)\b", re.I),
    re.compile(r"\bmissing\b", re.I),
)
"""What befell those who are counted: each kind of fate is another count."""
_FATE = 50
"""Characters around a count in which its fate is told."""


def rounded(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """One may be the other one rounded, to two places or more: 167 and 170 miles, $43,350 and $43,000."""
    figures = [_FIGURE.search(words) for words in (difference.left_words, difference.right_words)]
    if figures[0] is None or figures[1] is None:
        return False
    around = {w[: m.start()] + w[m.end() :] for w, m in zip((difference.left_words, difference.right_words), figures, strict=True) if m}
    values = [float(m[0].replace(",", "")) for m in figures if m]
    places = [len(re.sub(r"\D", "", m[0]).strip("0")) for m in figures if m]
    coarse, fine = (values[k] for k in (places.index(min(places)), places.index(max(places))))
    return len(around) == 1 and 2 <= min(places) < max(places) and rounds_to(fine, coarse, min(places))


def with_the_doer(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Four dead including the gunman are the three whom he killed, and he."""
    return len({bool(_DOER.search(s.text)) for s in (alignment.left, alignment.right)}) == 2


def expected(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """What economists expected, and what came of it."""
    return len({bool(_FORECAST.search(s.text)) for s in (alignment.left, alignment.right)}) == 2


def new_on_its_day(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """505 new cases in Friday's article and 174 new ones in Saturday's are not one count."""
    sides = ((left, difference.left), (right, difference.right))
    return not one_day(left, right) and any(span and _NEW.match(document.text, span.end) for document, span in sides)


def up_to_its_day(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """The fourth day of a strike in Tuesday's article and the fifth in Wednesday's: each counts the days up to its own."""
    sides = ((left, difference.left), (right, difference.right))
    return not one_day(left, right) and all(span and _DAYS.match(document.text, span.end) for document, span in sides)


def of_the_others(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Three other officers are four with the one who was named."""
    sides = ((left, difference.left), (right, difference.right))
    others = [
        bool(span and (_OTHERS_BEFORE.search(d.text, max(0, span.start - BESIDE), span.start) or _OTHERS.match(d.text, span.end)))
        for d, span in sides
    ]
    return others[0] != others[1]


def with_one_more(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Seven clerks and a sailor are eight people."""
    one, other = ((left, difference.left), (right, difference.right))
    return _and_one(*one, *other) or _and_one(*other, *one)


def with_those_that_follow(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Six clerks, and in the next sentence two additional ones, are eight."""
    one, other = ((left, difference.left), (right, difference.right))
    return _and_more(*one, *other) or _and_more(*other, *one)


def _and_more(document: Document, span: Span | None, other: Document, other_span: Span | None) -> bool:
    """Whether the other count is this one and how many more its article goes on to tell of."""
    if span is None or other_span is None:
        return False
    follow = [Span(*m.span(1 if m[1] else 2)) for m in _MORE.finditer(document.text, span.end, span.end + _FARTHER)]
    sums = [[count + n for count in _counted(document, span)] for more in follow for n in _counted(document, more)]
    return _counted(other, other_span) in sums


def _and_one(document: Document, span: Span | None, other: Document, other_span: Span | None) -> bool:
    """Whether the other count is one greater, and one more is told beside this one."""
    if span is None or other_span is None:
        return False
    behind = _AND_ONE.match(document.text, span.end) or _AND_ANOTHER.match(document.text, span.end)
    told = behind or _ONE_AND.search(document.text, max(0, span.start - _ONE_BEFORE), span.start)
    return bool(told) and _counted(other, other_span) == [count + 1 for count in _counted(document, span)]


def _counted(document: Document, span: Span) -> list[int]:
    """The whole numbers in these words, whether they are written in digits or not."""
    return [int(t.key) for t in tokens(document, (span,)) if t.key.isdecimal()]


def of_other_fates(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Sixty infected are not 64 dead."""
    sides = ((left, difference.left), (right, difference.right))
    here, there = (_fates(document.text, span) if span else set() for document, span in sides)
    return bool(here and there) and not here & there


def _fates(text: str, span: Span) -> set[int]:
    around = text[max(0, span.start - _FATE) : span.end + _FATE]
    return {n for n, fate in enumerate(_FATES) if fate.search(around)}
