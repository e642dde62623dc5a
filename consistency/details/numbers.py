"""Quantities with unit and stated precision: counts, shares, money, votes, ordinals, ages and durations.

The number grammar is this project's own: the packages that read English numbers give values without the interval that "about", "nearly"
or "more than" leaves, and most give no offsets.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from consistency.details import lexicon
from consistency.details.kinds import Detail, DetailKind
from consistency.details.tokens import Token, context, noun_after
from consistency.model import Span

_SMALL = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
        nineteen""".split()
    )
} | {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALE = {"hundred": 1e2, "dozen": 12.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT_SCALE = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_VAGUE = {
    "dozens": (24, 150),
    "scores": (40, 300),
    "hundreds": (200, 2000),
    "thousands": (2000, 20000),
    "millions": (2e6, 2e7),
    "billions": (2e9, 2e10),
    "couple": (2, 3),
    "few": (2, 9),
    "handful": (2, 9),
    "several": (3, 12),
}
"""What words without a figure leave open, wide on purpose."""
_ORDINAL = {
    word: value
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
        seventeenth eighteenth nineteenth twentieth""".split(),
        1,
    )
}
_FRACTION = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10}
_SECONDS = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400, "month": 30.44 * 86400, "year": 365.25 * 86400,
    "decade": 3652.5 * 86400, "century": 36525 * 86400,
}  # fmt: skip
_CURRENCY = {"$": "usd", "£": "gbp", "€": "eur", "¥": "jpy", "dollar": "usd", "pound": "gbp", "euro": "eur", "yen": "jpy"}
_ELAPSED = frozenset("ago after before later earlier since".split())
_VOTING = frozenset(
    "vote ballot pass approve reject rule ruling decision defeat acquit convict tally margin senate court panel committee".split()
)

_LOW, _HIGH, _ABOUT, _NEARLY = "low", "high", "about", "nearly"
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


@dataclass(frozen=True, slots=True)
class _Number:
    """A figure at words `first` to `last`; low and high are what its own rounding allows."""

    first: int
    last: int
    low: float
    high: float
    unit: str = ""
    exact: bool = True


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
        if detail:
            return detail, last
    number = _fraction(words, index) or _range(words, index) or _vague(words, index) or _cardinal(words, index)
    if number is None or any(i in taken for i in range(number.first, number.last + 1)):
        return None, index
    if _in_name(text, words, number):
        return None, number.last
    return _quantity(text, words, number)


def _figure(token: Token) -> tuple[float, float] | None:
    """Value and rounding step of a figure in digits."""
    match = re.fullmatch(r"[$£€¥]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?%?", token.text)
    if not match:
        return None
    whole, part = match.group(1).replace(",", ""), match.group(2) or ""
    if len(whole) > 15:
        return None
    return float(whole + part), 10.0 ** -(len(part) - 1) if part else 1.0


def _cardinal(words: tuple[Token, ...], index: int) -> _Number | None:
    """A number in digits or words, with scale words and currency sign."""
    token = words[index]
    figure = _figure(token)
    last = index
    if figure:
        value, step = figure
        scaled = 1.0
        while last + 1 < len(words) and not words[last + 1].gap.strip(" -‑"):
            scale = _SCALE.get(words[last + 1].text) or (
                _SHORT_SCALE.get(words[last + 1].text) if token.raw[0] in _CURRENCY or not words[last + 1].gap else None
            )
            if not scale:
                break
            scaled, last = scaled * scale, last + 1
        value, step = value * scaled, step * scaled
        unit = _CURRENCY.get(token.raw[0], "percent" if token.text.endswith("%") else "")
        rounded = scaled > 1 or step < 1
        return _Number(index, last, *_rounding(value, step, rounded or bool(unit)), unit, not rounded)
    total = group = 0.0
    seen = False
    if token.text in {"a", "an"}:
        if index + 1 >= len(words) or words[index + 1].text not in _SCALE:
            return None
        group, last, seen = 1, index, True
        last, index = index, index + 1
    at = index
    while at < len(words) and (at == index or not words[at].gap.strip(" -‑")):
        word = words[at].text
        if word in _SMALL:
            if seen and group % 10 and _SMALL[word] < 20 and group < 100:
                break
            group += _SMALL[word]
        elif word in _SCALE and seen:
            if word in {"hundred", "dozen"}:
                group = (group or 1) * _SCALE[word]
            else:
                total, group = total + (group or 1) * _SCALE[word], 0
        elif not (
            word == "and"
            and seen
            and at + 1 < len(words)
            and words[at + 1].text in _SMALL
            and words[at - 1].text in {"hundred", "thousand"}
        ):
            break
        seen, last = True, at
        at += 1
    if not seen or (last == index and token.text in {"one", "zero"} and not _counts(words, last)):
        return None
    value = total + group
    return _Number(min(index, words.index(token)), last, *_rounding(value, 1.0, value >= 1e6), "", value < 1e6)


def _counts(words: tuple[Token, ...], index: int) -> bool:
    """Whether "one" stands before a noun, so that it is a number rather than a pronoun."""
    after = words[index + 1] if index + 1 < len(words) else None
    return bool(after and not after.gap.strip(" -") and after.content and not after.verb)


def _rounding(value: float, step: float, rounded: bool) -> tuple[float, float]:
    """The interval that a figure allows: half a step for scaled figures, and a little for counts that end in two zeros or more."""
    if rounded:
        return value - step / 2, value + step / 2
    zeros = len(str(int(value))) - len(str(int(value)).rstrip("0")) if value else 0
    slack = min(0.05 * value, 0.5 * 10**zeros) if zeros >= 2 else 0.0
    return value - slack, value + slack


def _fraction(words: tuple[Token, ...], index: int) -> _Number | None:
    """A quarter of, two-thirds of, half of, one in five."""
    token = words[index]
    upper = _SMALL.get(token.text, 1 if token.text in {"a", "an"} else 0) or (1 if token.text == "half" else 0)
    if not upper:
        return None
    at = index if token.text == "half" else index + 1
    after = words[at + 1].text if at + 1 < len(words) else ""
    if (
        at < len(words)
        and words[at].text in _FRACTION
        and (after in {"of", "the"} or words[at].text.endswith("s"))
        and after not in {"hour", "dozen"}
    ):
        share = 100 * upper / _FRACTION[words[at].text]
        return _Number(index, at, share - 2, share + 2, "percent", False) if share <= 100 else None
    if at + 1 < len(words) and words[at].text in {"in", "of", "out"}:
        end = at + 2 if words[at].text == "out" else at + 1
        lower = _SMALL.get(words[end].text, 0) if end < len(words) else 0
        if words[at].text != "of" and lower > upper:
            return _Number(index, end, 100 * upper / lower - 2, 100 * upper / lower + 2, "percent", False)
    return None


def _range(words: tuple[Token, ...], index: int) -> _Number | None:
    """10 to 15, 10-15, between 10 and 15."""
    first = _cardinal(words, index)
    if not first or first.last + 1 >= len(words):
        return None
    joined = words[first.last + 1]
    between = index > 0 and words[index - 1].text == "between" and joined.text == "and"
    if joined.gap in {"-", "–", "—"}:
        second = _cardinal(words, first.last + 1)
    elif (joined.text == "to" and (index == 0 or words[index - 1].text != "from")) or between:
        second = _cardinal(words, first.last + 2) if first.last + 2 < len(words) else None
    else:
        second = None
    if not second or second.high < first.low or (first.unit and second.unit and first.unit != second.unit):
        return None
    return _Number(index, second.last, first.low, second.high, second.unit or first.unit, False)


def _vague(words: tuple[Token, ...], index: int) -> _Number | None:
    token = words[index]
    if token.text not in _VAGUE:
        return None
    low, high = _VAGUE[token.text]
    after = [t.text for t in words[index + 1 : index + 3]]
    if token.text in {"hundreds", "tens"} and after == ["of", "thousands"]:
        return _Number(index, index + 2, 2e5, 2e6, "", False)
    if token.text == "scores" and after[:1] != ["of"]:
        return None
    return _Number(index, index, low, high, "", False)


def _in_name(text: str, words: tuple[Token, ...], number: _Number) -> bool:
    """Whether the figure is part of a name (Amendment 64, 2016 the year, 9/11, 555-0100) and counts nothing."""
    first, last = words[number.first], words[number.last]
    before = words[number.first - 1] if number.first else None
    if text[last.end : last.end + 1] in {"/", "#"} or text[first.start - 1 : first.start] in {"/", "#", "-", "."}:
        return True
    if (
        number.first == number.last
        and re.fullmatch(r"(?:1[5-9]|20)\d\d", first.text)
        and not (before and before.text in {"than", "least", "about"})
    ):
        return True
    if not first.text[0].isdigit():
        # "Four people" opens a sentence; "Big Ten" is a name
        return bool(before and before.capital and first.capital and not first.gap.strip())
    return bool(before and before.capital and not first.gap.strip() and before.text not in _BEFORE and number.first > 1)


def _quantity(text: str, words: tuple[Token, ...], number: _Number) -> tuple[Detail | None, int]:
    first, last = number.first, number.last
    unit, kind = number.unit, DetailKind.QUANTITY
    low, high = number.low, number.high
    following = [t.text for t in words[last + 1 : last + 4]]
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
    elif following and lexicon.singular(following[0]) in _CURRENCY and not unit:
        unit, last = _CURRENCY[lexicon.singular(following[0])], last + 1
    second, first, last = _bound(words, first, last) if not bound else (bound, first, last)
    if not bound and second:
        low, high = _bounded(low, high, second)
    following = [t.text for t in words[last + 1 : last + 4]]
    if following and (time := lexicon.singular(following[0])) in _SECONDS and not unit:
        return _timed(text, words, number, (first, last + 1), (low, high), time)
    person = _apposed(text, words, number)
    if person and not unit:
        return _make(DetailKind.AGE, text, words, number.first, number.last, low, high, "year", person), number.last
    if first > 0 and words[first - 1].text in {"aged", "age"} and not unit:
        return _make(DetailKind.AGE, text, words, first, last, low, high, "year", ""), last
    if hyphen and not unit and last + 1 < len(words) and words[last + 1].content and words[last + 1].text != "plus":
        unit = words[last + 1].base
        head, modifiers, _ = noun_after(words, last + 2)
        return _make(kind, text, words, first, last + 1, low, high, unit, head, modifiers), last + 1
    head, modifiers, _ = noun_after(words, last + 1)
    return _make(kind, text, words, first, last, low, high, unit, head, modifiers), last


def _timed(
    text: str, words: tuple[Token, ...], number: _Number, ends: tuple[int, int], interval: tuple[float, float], time: str
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
    seconds = _SECONDS[time]
    after = words[last + 1].text if last + 1 < len(words) else ""
    unit = "elapsed " + after if after in _ELAPSED else "lasting"
    head = noun_after(words, last + 1)[0] if last + 1 < len(words) and words[last].gap in {"-", "‑"} else ""
    return _make(DetailKind.DURATION, text, words, first, last, max(0.0, low) * seconds, high * seconds, unit, head), last


def _apposed(text: str, words: tuple[Token, ...], number: _Number) -> str:
    """The name in "Ann Orme, 26, said"."""
    if number.first == 0 or number.first != number.last or not number.exact or number.high > 120:
        return ""
    before = words[number.first - 1]
    end = words[number.last].end
    closed = text[end : end + 1] in {",", ".", ")", ";"} and words[number.first].text.isdigit()
    return before.base if before.capital and words[number.first].gap in {", ", " ("} and closed else ""


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
        return 0.85 * low, high
    if bound == _ABOUT:
        return 0.8 * low, 1.2 * high
    return low, high


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
