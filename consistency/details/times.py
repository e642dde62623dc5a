"""Points in time: days, weekdays, months, years and clock times, resolved against the day of the article.

General date parsers resolve to one moment and guess what is not given; here a month stays a month and a weekday without a day of
publication stays a weekday, because only what is stated can be incompatible.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from consistency.details import lexicon
from consistency.details.kinds import Detail, DetailKind
from consistency.details.tokens import Token, context, noun_after
from consistency.model import Span

_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)} | {
    name: number for number, names in enumerate(("mon", "tues tue", "wed", "thurs thur thu", "fri")) for name in names.split()
}
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name: number
    for number, names in enumerate(("jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sept sep", "oct", "nov", "dec"), 1)
    for name in names.split()
}
_RELATIVE = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_FUTURE = frozenset("will shall would planned expected scheduled next coming upcoming".split())
_INTENDING = frozenset("agree promise vow threaten intend hope want decide pledge plan expect schedule".split())
"""Verbs after which `to` leads to what is to come, whenever they were said."""
_COUNTING = frozenset("than least most about nearly almost over some around roughly approximately another other".split())
"""Words before a count."""
_PLURALS = frozenset("people men women children police".split())
_ON = frozenset("on in last next this late early of at by since".split())
_PARTS = frozenset("morning afternoon evening night".split())

Found = tuple[Detail, range]
"""A point in time and the words that it takes."""


def points(text: str, words: tuple[Token, ...], today: date | None) -> list[Found]:
    """Every point in time and clock time with its words; unresolved ones have no interval."""
    found: list[Found] = []
    index = 0
    if today and not 1000 <= today.year <= 9000:
        today = None
    while index < len(words):
        hit = (
            _clock(words, index)
            or _month(words, index, today)
            or _weekday(words, index, today)
            or _year(words, index)
            or _relative(words, index, today)
        )
        if hit is None:
            index += 1
            continue
        kind, first, last, normal, low, high, unit = hit
        span = Span(words[first].start, words[last].end)
        around = context(words, first, last, _event(words, first, last))
        if (beside := _verb_beside(words, first)) is not None:
            around = replace(around, verb=beside)
        found.append((Detail(kind, span, text[span.start : span.end], normal, around, low, high, unit), range(first, last + 1)))
        index = last + 1
    return found


_Hit = tuple[DetailKind, int, int, str, float | None, float | None, str]


def _event(words: tuple[Token, ...], first: int, last: int) -> str:
    """What the date belongs to where no verb stands between: the debate on Tuesday, Tuesday's debate, the 2016 election."""
    at = first - 1
    while at >= 0 and words[at].text in _ON:
        at -= 1
    if at < first - 1 and at >= 0 and words[at].content and not words[first].gap.strip():
        return words[at].base
    after = words[last + 1] if last + 1 < len(words) else None
    named = bool(first) and words[first - 1].text in lexicon.DETERMINERS and not words[first].gap.strip()
    if after and after.content and (named or not after.verb) and not after.gap.strip() and at == first - 1:
        return noun_after(words, last + 1)[0]
    return ""


def _verb_beside(words: tuple[Token, ...], first: int) -> str | None:
    """The verb that the date follows at once, as in "announced on Tuesday that the chamber will vote": no other can own the date."""
    at = first - 1
    while at >= 0 and words[at].text in _ON and not words[at + 1].gap.strip():
        at -= 1
    if at < 0 or words[at + 1].gap.strip() or words[at].sentence != words[first].sentence:
        return None
    past = words[at].text.endswith("ed") and not words[at].capital
    return words[at].base if words[at].verb or past else None


def _point(first: int, last: int, start: date, end: date, weekday: str = "") -> _Hit:
    normal = start.isoformat() if start == end else f"{start.isoformat()}..{end.isoformat()}"
    return DetailKind.POINT, first, last, normal, start.toordinal(), end.toordinal(), weekday


def _ahead(words: tuple[Token, ...], index: int) -> bool:
    """Whether the clause speaks of what is to come."""
    return any(words[k].clause == words[index].clause and _looks_ahead(words, k) for k in range(max(0, index - 10), index))


def _looks_ahead(words: tuple[Token, ...], k: int) -> bool:
    """Whether the word at `k` does: will, planned, due in court; `to` before a verb, unless one of the past leads to it: voted to close."""
    word, after = words[k].text, words[k + 1]
    if word in _FUTURE:
        return True
    if word == "due":
        return after.text != "to"
    if word in {"set", "plan", "plans"}:
        return after.text == "for"
    if word != "to" or after.capital or (after.verb or lexicon.verb_of(after.text)) is None:
        return False
    leads = words[k - 1] if k else None
    if leads is None or leads.text in {"according", "due"}:
        return after.verb is not None and (leads is None or leads.text == "due")
    return leads.verb is None or leads.text == leads.verb or leads.verb in _INTENDING


_SOON = 2
"""Months ahead that a day without a year is taken to be to come: the Dec. 27 debate, in an article of Dec. 13."""


def _nearest(month: int, day: int | None, today: date, ahead: bool, since: bool) -> int:
    """The year of the nearest such day or month: behind, unless the clause looks ahead or it is close, be it over the turn of the year."""
    if ahead:
        return today.year + (month < today.month)
    if (month, day or 1) > (today.month, today.day):
        return today.year - (month - today.month > _SOON)
    return today.year + bool(day and not since and (month - today.month) % 12 in range(1, _SOON + 1))


def _number(token: Token | None, low: int, high: int) -> int | None:
    return int(token.text) if token and re.fullmatch(r"\d{1,4}", token.text) and low <= int(token.text) <= high else None


def _month(words: tuple[Token, ...], index: int, today: date | None) -> _Hit | None:
    """June 4, 2018; 4 June; June 2018; June."""
    day = None
    at = index
    first = index
    if (number := _number(words[index], 1, 31)) and index + 1 < len(words):
        at = index + 2 if words[index + 1].text in {"st", "nd", "rd", "th"} and not words[index + 1].gap else index + 1
        if at < len(words) and words[at].text == "of":
            at += 1
        day = number
    token = words[at] if at < len(words) else None
    if token is None or token.text not in _MONTHS or not token.capital or (day and token.gap.strip()):
        return None
    month = _MONTHS[token.text]
    if day and at + 1 < len(words) and _number(words[at + 1], 1, 31) and not words[at + 1].gap.strip(" ."):
        return None  # 19 Sept. 11 hijackers: the first number counts them
    if token.text in {"may", "march"} and not day and not _dated(words, at):
        return None
    last = at
    after = words[at + 1] if at + 1 < len(words) else None
    if not day and (number := _number(after, 1, 31)) and after and not after.gap.strip(" ."):
        day, last = number, at + 1
        if last + 1 < len(words) and words[last + 1].text in {"st", "nd", "rd", "th"} and not words[last + 1].gap:
            last += 1
    year = _number(words[last + 1] if last + 1 < len(words) else None, 1500, 2199)
    if year and words[last + 1].gap.strip(" ,") == "":
        last += 1
    elif today:
        before = words[index - 1].text if index else ""
        year = today.year if before == "this" else _nearest(month, day, today, _ahead(words, index), before == "since")
    if not year:
        return DetailKind.POINT, first, last, f"--{month:02}" + (f"-{day:02}" if day else ""), None, None, ""
    try:
        start = date(year, month, day or 1)
    except ValueError:
        return None
    return _point(first, last, start, start if day else date(year, month, calendar.monthrange(year, month)[1]))


def _dated(words: tuple[Token, ...], index: int) -> bool:
    """Whether May and March are months here."""
    before = words[index - 1].text if index else ""
    after = words[index + 1] if index + 1 < len(words) else None
    return before in {"in", "last", "since", "of", "by", "early", "late", "until", "this", "next", "from"} or bool(_number(after, 1, 2199))


def _weekday(words: tuple[Token, ...], index: int, today: date | None) -> _Hit | None:
    token = words[index]
    if token.text not in _DAYS or not token.capital:
        return None
    weekday = _DAYS[token.text]
    first = index - 1 if index and words[index - 1].text in {"last", "next", "this"} else index
    last = index + 1 if index + 1 < len(words) and words[index + 1].text in _PARTS and not words[index + 1].gap.strip() else index
    name = calendar.day_name[weekday]
    if today is None:
        return DetailKind.POINT, first, last, name, None, None, name
    back = (today.weekday() - weekday) % 7
    ahead = words[first].text != "last" and _ahead(words, index)
    if words[first].text == "next":  # the nearest one that is to come, or the one of the week after
        nearest = today + timedelta(days=7 - back)
        return DetailKind.POINT, first, last, f"next {name}", nearest.toordinal(), nearest.toordinal() + (7 if back else 0), name
    day = today + timedelta(days=(7 - back) % 7 if ahead else -back)
    if words[first].text == "last":
        # "last Friday" may be the nearest one or the one of the week before
        return DetailKind.POINT, first, last, f"last {name}", (today - timedelta(days=back + 7)).toordinal(), day.toordinal(), name
    # the rest of the date may follow: Friday, June 4
    return _point(first, last, day, day, name)


def is_year(words: tuple[Token, ...], index: int) -> bool:
    """Whether four digits without a comma are a year rather than a count: in 1996, but about 1800, 1800 people."""
    if not re.fullmatch(r"(?:1[5-9]|20)\d\d", words[index].text):
        return False
    before = words[index - 1].text if index else ""
    after = words[index + 1] if index + 1 < len(words) else None
    several = after is not None and (after.text.endswith("s") or after.text in _PLURALS) and not after.capital
    counted = several and after is not None and after.content and after.verb is None and not after.gap.strip()
    return before not in _COUNTING and not (counted and before not in {"in", "the", "since", "by"})


def _year(words: tuple[Token, ...], index: int) -> _Hit | None:
    token = words[index]
    if not is_year(words, index) or token.gap in {"-", "–", "/"}:
        return None
    before = words[index - 1].text if index else ""
    after = words[index + 1] if index + 1 < len(words) else None
    if before == "the" and after and after.capital and not after.gap.strip():
        return None  # part of a name: the 1996 Marriage Act
    year = int(token.text)
    if after and after.text == "s" and not after.gap and year % 10 == 0:  # the 1980s
        return _point(index, index + 1, date(year, 1, 1), date(year + 9, 12, 31))
    return _point(index, index, date(year, 1, 1), date(year, 12, 31))


def _relative(words: tuple[Token, ...], index: int, today: date | None) -> _Hit | None:
    token = words[index]
    after = words[index + 1].text if index + 1 < len(words) else ""
    if token.text in _RELATIVE:
        if today is None:
            return None
        day = today + timedelta(days=_RELATIVE[token.text])
        return _point(index, index, day, day)
    if token.text not in {"last", "this", "next"} or after not in {"week", "month", "year"} or today is None:
        return None
    step = {"last": -1, "this": 0, "next": 1}[token.text]
    if after == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        # Sunday opens the week in some outlets
        return _point(index, index + 1, monday - timedelta(days=1), monday + timedelta(days=6))
    if after == "year":
        return _point(index, index + 1, date(today.year + step, 1, 1), date(today.year + step, 12, 31))
    months = today.year * 12 + today.month - 1 + step
    year, month = divmod(months, 12)
    return _point(index, index + 1, date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1]))


def _clock(words: tuple[Token, ...], index: int) -> _Hit | None:
    token = words[index]
    before = words[index - 1].text if index else ""
    if token.text in {"noon", "midnight"}:
        minutes = 720 if token.text == "noon" else 0
        return DetailKind.CLOCK, index, index, f"{minutes // 60:02}:00", minutes, minutes, "24h"
    match = re.fullmatch(r"(\d{1,2})(?::(\d\d))?", token.text)
    if not match or int(match[1]) > 24 or int(match[2] or 0) > 59:
        return None
    follow = [t.text for t in words[index + 1 : index + 3]]
    half, last = "", index
    if follow[:1] in (["am"], ["pm"]):
        half, last = follow[0], index + 1
    elif follow in (["a", "m"], ["p", "m"]) and words[index + 2].gap == ".":
        half, last = follow[0] + "m", index + 2
    elif follow in (["o", "clock"],) or follow[:1] == ["o'clock"]:
        last = index + len(follow[:1])
    elif not match[2] or before not in {"at", "by", "until", "around", "about", "from", "before", "after"}:
        return None
    hour = int(match[1]) % 12 + (12 if half == "pm" else 0) if half else int(match[1])
    minutes = 60 * hour + int(match[2] or 0)
    # without am or pm the other half of the day is as possible, so that only the dial counts
    return DetailKind.CLOCK, index, last, f"{hour:02}:{minutes % 60:02}", minutes, minutes, "24h" if half or hour > 12 else "12h"
