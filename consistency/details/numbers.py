"""Quantities with unit and stated precision: counts, shares, money, votes, ordinals, ages and durations."""

from __future__ import annotations

import math
import re

from consistency.details import lexicon
from consistency.details.figures import CURRENCY, ELAPSED, SECONDS, Number, read_number
from consistency.details.kinds import Detail, DetailKind
from consistency.details.times import is_year
from consistency.details.tokens import Token, context, noun_after
from consistency.model import Span
from consistency.names import SUFFIXES

_ORDINAL = {
    word: value
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
        seventeenth eighteenth nineteenth twentieth""".split(),
        1,
    )
}
_VOTING = frozenset(
    "vote ballot pass approve reject rule ruling decision defeat acquit convict tally margin senate court panel committee".split()
)

OF_WHOLE = "of "
"""Begins the modifier that says of how many a count is a part: `of 338`."""
_DETERMINERS = frozenset("the all these those his her their its".split())
_LOW, _HIGH, _ABOUT, _NEARLY = "low", "high", "about", "nearly"
_ABOUT_SLACK = (0.2, 0.2, 0.1, 0.05)
"""By the number of telling digits of the figure."""
_BEFORE = {
    "at least": _LOW, "no fewer than": _LOW, "no less than": _LOW, "more than": _LOW, "over": _LOW, "above": _LOW, "upwards of": _LOW,
    "upward of": _LOW, "in excess of": _LOW, "exceeding": _LOW, "a minimum of": _LOW, "topped": _LOW, "exceeded": _LOW,
    "nearly": _NEARLY, "almost": _NEARLY, "close to": _NEARLY, "just under": _NEARLY, "just over": _ABOUT,
    "about": _ABOUT, "around": _ABOUT, "roughly": _ABOUT, "approximately": _ABOUT, "some": _ABOUT, "estimated": _ABOUT, "about a": _ABOUT,
    "up to": _HIGH, "as many as": _HIGH, "as much as": _HIGH, "at most": _HIGH, "no more than": _HIGH, "not more than": _HIGH,
    "fewer than": _HIGH, "less than": _HIGH, "under": _HIGH, "below": _HIGH, "within": _HIGH, "a maximum of": _HIGH,
}  # fmt: skip
_AFTER = {
    "plus": _LOW, "or more": _LOW, "or older": _LOW, "or over": _LOW, "and over": _LOW, "and older": _LOW, "and up": _LOW, "or above": _LOW,
    "or so": _ABOUT, "odd": _ABOUT, "or fewer": _HIGH, "or less": _HIGH, "or younger": _HIGH, "or under": _HIGH, "and under": _HIGH,
}  # fmt: skip


def numbers(text: str, words: tuple[Token, ...], taken: frozenset[int]) -> list[Detail]:
    """Every quantity, ordinal, age, vote and duration; words in `taken` (dates, clock times) are no numbers."""
    found: list[Detail] = []
    index = 0
    while index < len(words):
        detail, last = (None, index) if index in taken else _read(text, words, index, taken)
        if detail:
            found.append(detail)
        index = last + 1
    return found


def _read(text: str, words: tuple[Token, ...], index: int, taken: frozenset[int]) -> tuple[Detail | None, int]:
    for reader in (_vote, _ordinal):
        detail, last = reader(text, words, index)
        if detail or last > index:
            return detail, last
    number = read_number(words, index)
    if number is None or any(i in taken for i in range(number.first, number.last + 1)):
        return None, index
    if _in_name(text, words, number):
        return None, number.last
    return _quantity(text, words, number)


def _in_name(text: str, words: tuple[Token, ...], number: Number) -> bool:
    """Whether the figure is part of a name (Amendment 64, 2016 the year, 9/11, 555-0100) and counts nothing."""
    first, last = words[number.first], words[number.last]
    before = words[number.first - 1] if number.first else None
    if text[last.end : last.end + 1] in {"/", "#"} or text[first.start - 1 : first.start] in {"/", "#", "-", "."}:
        return True
    if re.match(r"-\d", text[last.end : last.end + 2]):
        return True
    if number.first == number.last and is_year(words, number.first):
        return True
    if not first.text[0].isdigit():
        # "Four people" opens a sentence; "Big Ten" is a name
        return bool(before and before.capital and first.capital and not first.gap.strip())
    after = words[number.last + 1] if number.last + 1 < len(words) else None
    counts = after is not None and after.content and not after.capital and not after.verb and not after.gap.strip()
    return bool(before and before.capital and not first.gap.strip() and before.text not in _BEFORE and number.first > 1 and not counts)


def _quantity(text: str, words: tuple[Token, ...], number: Number) -> tuple[Detail | None, int]:
    first, last = number.first, number.last
    unit, kind = number.unit, DetailKind.QUANTITY
    low, high = number.low, number.high
    bound, first, last = _bound(words, first, last)
    low, high = _bounded(low, high, bound)
    following = [t.text for t in words[last + 1 : last + 4]]
    hyphen = last + 1 < len(words) and words[last + 1].gap in {"-", "‑"}
    if following[:1] in (["%"], ["percent"], ["pct"]):
        unit, last = "percent", last + 1
        low, high = (low - 0.5, high + 0.5) if number.exact else (low, high)
    elif following[:2] == ["per", "cent"]:
        unit, last = "percent", last + 2
        low, high = (low - 0.5, high + 0.5) if number.exact else (low, high)
    elif following[:1] == ["percentage"]:
        unit, last = "percentage point", min(last + 2, len(words) - 1)
    elif following and lexicon.singular(following[0]) in CURRENCY and not unit:
        unit, last = CURRENCY[lexicon.singular(following[0])], last + 1
    second, first, last = _bound(words, first, last) if not bound else (bound, first, last)
    if not bound and second:
        low, high = _bounded(low, high, second)
    following = [t.text for t in words[last + 1 : last + 4]]
    if following and (time := lexicon.singular(following[0])) in SECONDS and not unit:
        return _timed(text, words, number, (first, last + 1), (low, high), time)
    if following[:1] == ["times"]:
        return None, last + 1  # a factor counts nothing
    person = _apposed(text, words, number)
    if person and not unit:
        return _make(DetailKind.AGE, text, words, number.first, number.last, low, high, "year", person), number.last
    if first > 0 and words[first - 1].text in {"aged", "age"} and not unit:
        return _make(DetailKind.AGE, text, words, first, last, low, high, "year", ""), last
    if hyphen and not unit and last + 1 < len(words) and words[last + 1].content and words[last + 1].text != "plus":
        unit = words[last + 1].base
        head, modifiers, _ = noun_after(words, last + 2)
        return _make(kind, text, words, first, last + 1, low, high, unit, head, modifiers), last + 1
    head, modifiers, end = noun_after(words, last + 1)
    if not head and following[:1] == ["of"] and (whole := _whole(words, last + 2)):
        head, modifiers, end = noun_after(words, whole.last + 1)
        modifiers |= {f"{OF_WHOLE}{whole.low:g}"}
    return _make(kind, text, words, first, last, low, high, unit, head, modifiers | _of(words, end)), last


def _whole(words: tuple[Token, ...], index: int) -> Number | None:
    """What a count is a part of: 157 of the 338 seats, eight of all 19 boats."""
    while index < len(words) and words[index].text in _DETERMINERS:
        index += 1
    return read_number(words, index) if index < len(words) else None


def _of(words: tuple[Token, ...], end: int) -> frozenset[str]:
    """What is counted, more closely: five counts of tax fraud."""
    if end + 2 >= len(words) or words[end + 1].text != "of" or words[end + 1].gap.strip() or words[end + 2].text[0].isdigit():
        return frozenset()
    head, modifiers, _ = noun_after(words, end + 1)
    return modifiers | {head} - {""}


def _timed(
    text: str, words: tuple[Token, ...], number: Number, ends: tuple[int, int], interval: tuple[float, float], time: str
) -> tuple[Detail | None, int]:
    """A duration, or an age (26-year-old)."""
    first, last = ends
    low, high = interval
    if last + 1 < len(words) and words[last + 1].text == "old":
        head, modifiers, _ = noun_after(words, last + 2)
        return _make(DetailKind.AGE, text, words, first, last + 1, low, high, time, head, modifiers), last + 1
    if number.exact and time in {"month", "year", "week"}:
        # "two years" is said of anything from a year and a half to two and a half
        low, high = low - 0.5, high + 0.5
    seconds = SECONDS[time]
    after = words[last + 1].text if last + 1 < len(words) else ""
    unit = "elapsed " + after if after in ELAPSED else "lasting"
    head = noun_after(words, last + 1)[0] if last + 1 < len(words) and words[last].gap in {"-", "‑"} else ""
    return _make(DetailKind.DURATION, text, words, first, last, max(0.0, low) * seconds, high * seconds, unit, head), last


def _apposed(text: str, words: tuple[Token, ...], number: Number) -> str:
    """The surname in "Ann Orme, 26, said" and in "Ann Orme Jr., 26, said"."""
    if number.first == 0 or number.first != number.last or not number.exact or number.high > 120:
        return ""
    suffixed = number.first > 1 and words[number.first - 1].text in SUFFIXES
    before = words[number.first - (2 if suffixed else 1)]
    end = words[number.last].end
    closed = text[end : end + 1] in {",", ".", ")", ";"} and words[number.first].text.isdigit()
    return before.base if before.capital and words[number.first].gap.removeprefix(".") in {", ", " ("} and closed else ""


def _bound(words: tuple[Token, ...], first: int, last: int) -> tuple[str, int, int]:
    """What stands before or after and opens the interval; and the words it takes."""
    for size in (3, 2, 1):
        before = " ".join(t.text for t in words[max(0, first - size) : first])
        if first - size >= 0 and before in _BEFORE and not any(t.gap.strip() for t in words[first - size + 1 : first + 1]):
            return _BEFORE[before], first - size, last
    for size in (2, 1):
        after = " ".join(t.text for t in words[last + 1 : last + 1 + size])
        if after in _AFTER and len(after.split()) == size:
            return _AFTER[after], first, last + size
    return "", first, last


def _bounded(low: float, high: float, bound: str) -> tuple[float, float]:
    if bound == _LOW:
        return low, math.inf
    if bound == _HIGH:
        return 0.0, high
    if bound == _NEARLY:
        return (1 - 0.75 * _slack(low, high)) * low, high
    if bound == _ABOUT:
        return (1 - _slack(low, high)) * low, (1 + _slack(low, high)) * high
    return low, high


def _slack(low: float, high: float) -> float:
    """How far "about" lets the value lie from the figure, as a share: the rounder the figure the farther.

    About 500 may be 420, about 520 may not; a last five is as round as a nought: about 35.
    """
    digits = f"{(low + high) / 2:.6g}".replace(".", "").split("e")[0].strip("0")
    return _ABOUT_SLACK[min(len(digits.removesuffix("5")), len(_ABOUT_SLACK) - 1)]


def _vote(text: str, words: tuple[Token, ...], index: int) -> tuple[Detail | None, int]:
    """52-47, 5 to 4 with a voting word near."""
    token = words[index]
    if not token.text.isdigit() or index + 1 >= len(words):
        return None, index
    last = index + 2 if words[index + 1].text == "to" else index + 1
    if last >= len(words) or not words[last].text.isdigit() or (last == index + 1 and words[last].gap not in {"-", "–"}):
        return None, index
    left, right = int(token.text[:9]), int(words[last].text[:9])
    if (
        text[token.start - 1 : token.start] in {"-", "/"}
        or text[words[last].end : words[last].end + 1] in {"-", "/"}
        or max(left, right) > 999
    ):
        return None, index
    around = context(words, index, last)
    if not around.near & _VOTING or (left <= right and last == index + 1 and "vote" not in around.near):
        return None, index
    head = noun_after(words, last + 1)[0]
    return Detail(
        DetailKind.VOTE, *_place(text, words, index, last), f"{left}-{right}", context(words, index, last, head), left, left, "vote"
    ), last


def _ordinal(text: str, words: tuple[Token, ...], index: int) -> tuple[Detail | None, int]:
    token = words[index]
    last = index
    if token.text in _ORDINAL:
        value = _ORDINAL[token.text]
    elif token.text.isdigit() and index + 1 < len(words) and not words[index + 1].gap and words[index + 1].text in {"st", "nd", "rd", "th"}:
        value, last = int(token.text[:9]), index + 1
    else:
        return None, index
    after = words[last + 1] if last + 1 < len(words) else None
    if after is None or after.capital or after.gap.strip(" -") or (token.capital and index):
        return None, last  # Fourteenth Amendment, First Lady
    head, modifiers, _ = noun_after(words, last + 1)
    if not head:
        return None, last
    return _make(DetailKind.ORDINAL, text, words, index, last, value, value, "", head, modifiers), last


def _place(text: str, words: tuple[Token, ...], first: int, last: int) -> tuple[Span, str]:
    span = Span(words[first].start, words[last].end)
    return span, text[span.start : span.end]


def _make(
    kind: DetailKind, text: str, words: tuple[Token, ...], first: int, last: int, low: float, high: float, unit: str, head: str,
    modifiers: frozenset[str] = frozenset(),
) -> Detail:  # fmt: skip
    around = context(words, first, last, head, modifiers)
    normal = f"{low:g}..{high:g} {unit} {head}".rstrip() if low != high else f"{low:g} {unit} {head}".rstrip()
    return Detail(kind, *_place(text, words, first, last), re.sub(" +", " ", normal), around, low, high, unit)
