"""The grammar of numbers: figures and words to the interval that they allow.

It is this project's own: the packages that read English numbers give values without the interval that "dozens" or a rounded figure
leaves, and most give no offsets.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from consistency.details import lexicon
from consistency.details.tokens import Token
from consistency.numerals import SCALES, SMALL, spelled

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
_FRACTION = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10}
SECONDS = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400, "month": 30.44 * 86400, "year": 365.25 * 86400,
    "decade": 3652.5 * 86400, "century": 36525 * 86400,
}  # fmt: skip
CURRENCY = {"$": "usd", "£": "gbp", "€": "eur", "¥": "jpy", "dollar": "usd", "pound": "gbp", "euro": "eur", "yen": "jpy"}
ELAPSED = frozenset("ago after before later earlier since".split())
_SAME = 1e-6
"""Difference between a quotient and a whole number that arithmetic makes."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure at words `first` to `last`; low and high are what its own rounding allows."""

    first: int
    last: int
    low: float
    high: float
    unit: str = ""
    exact: bool = True


def read_number(words: tuple[Token, ...], index: int) -> Number | None:
    """The number that begins at `words[index]`."""
    number = (
        _fraction(words, index) or _span_of_time(words, index) or _range(words, index) or _vague(words, index) or _cardinal(words, index)
    )
    return number and _and_a_half(words, number)


def _and_a_half(words: tuple[Token, ...], number: Number) -> Number:
    """The number with the half behind it: two and a half hours, three and a half million; behind its unit, too: an hour and a half."""
    last = number.last
    low, high = number.low + 0.5, number.high + 0.5
    if _half_follows(words, last):
        scale = SCALES.get(words[last + 4].text) if last + 4 < len(words) else None
        if scale:
            return Number(number.first, last + 4, (low - 0.25) * scale, (high + 0.25) * scale, number.unit, False)
        return Number(number.first, last + 3, low, high, number.unit, number.exact)
    unit = last + 1 < len(words) and lexicon.singular(words[last + 1].text) in SECONDS
    return Number(number.first, last, low, high, number.unit, number.exact) if unit and _half_follows(words, last + 1) else number


def _half_follows(words: tuple[Token, ...], last: int) -> bool:
    return [t.text for t in words[last + 1 : last + 4]] == ["and", "a", "half"]


def rounds_to(fine: float, coarse: float, places: int) -> bool:
    """Whether a figure rounded to so many digits, a half up or down, is the other one: 165, 170; 167, 170."""
    if fine <= 0:
        return fine == coarse
    step = 10.0 ** (math.floor(math.log10(fine)) - places + 1)
    return abs(fine - coarse) <= step / 2 and abs(coarse / step - round(coarse / step)) < _SAME


def _figure(token: Token) -> tuple[float, float] | None:
    """Value and rounding step of a figure in digits."""
    match = re.fullmatch(r"[$£€¥]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?%?", token.text)
    if not match:
        return None
    whole, part = match.group(1).replace(",", ""), match.group(2) or ""
    if len(whole) > 15:
        return None
    return float(whole + part), 10.0 ** -(len(part) - 1) if part else 1.0


def _cardinal(words: tuple[Token, ...], index: int) -> Number | None:
    """A number in digits or words, with scale words and currency sign."""
    figure = _figure(words[index])
    return _in_digits(words, index, *figure) if figure else _in_words(words, index)


def _in_digits(words: tuple[Token, ...], index: int, value: float, step: float) -> Number:
    """A figure of this value and rounding step with the scale words behind it: $3.5 million."""
    token, last, scaled = words[index], index, 1.0
    while last + 1 < len(words) and not words[last + 1].gap.strip(" -‑"):
        short = token.raw[0] in CURRENCY or not words[last + 1].gap
        scale = SCALES.get(words[last + 1].text) or (_SHORT_SCALE.get(words[last + 1].text) if short else None)
        if not scale:
            break
        scaled, last = scaled * scale, last + 1
    value, step = value * scaled, step * scaled
    unit = CURRENCY.get(token.raw[0], "percent" if token.text.endswith("%") else "")
    rounded = scaled > 1 or step < 1
    return Number(index, last, *_rounding(value, step, rounded or bool(unit)), unit, not rounded)


def _in_words(words: tuple[Token, ...], index: int) -> Number | None:
    """Thirty-eight, a hundred and five, twelve thousand."""
    end = next((k for k in range(index + 1, len(words)) if words[k].gap.strip(" -‑")), len(words))
    value, taken = spelled([t.text for t in words[index:end]])
    last = index + taken - 1
    if not taken or (taken == 1 and words[index].text in {"one", "zero"} and not _counts(words, last)):
        return None
    return Number(index, last, *_rounding(value, 1.0, value >= 1e6), "", value < 1e6)


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


def _fraction(words: tuple[Token, ...], index: int) -> Number | None:
    """A quarter of, two-thirds of, half of, one in five."""
    token = words[index]
    upper = SMALL.get(token.text, 1 if token.text in {"a", "an"} else 0) or (1 if token.text == "half" else 0)
    if not upper:
        return None
    at = index if token.text == "half" else index + 1
    after = words[at + 1].text if at + 1 < len(words) else ""
    scaled = at + 2 + (after == "of")
    if at < len(words) and words[at].text in _FRACTION and after in {"of", "a"} and scaled < len(words) and words[scaled].text in SCALES:
        value = upper / _FRACTION[words[at].text] * SCALES[words[scaled].text]  # a quarter of a billion, half a million
        return Number(index, scaled, 0.95 * value, 1.05 * value, "", False) if words[scaled - 1].text == "a" else None
    if (
        at < len(words)
        and words[at].text in _FRACTION
        and (after in {"of", "the"} or words[at].text.endswith("s"))
        and after not in {"hour", "dozen"}
    ):
        share = 100 * upper / _FRACTION[words[at].text]
        return Number(index, at, share - 2, share + 2, "percent", False) if share <= 100 else None
    if at + 1 < len(words) and words[at].text in {"in", "of", "out"}:
        end = at + 2 if words[at].text == "out" else at + 1
        lower = SMALL.get(words[end].text, 0) if end < len(words) else 0
        if words[at].text != "of" and lower > upper:
            return Number(index, end, 100 * upper / lower - 2, 100 * upper / lower + 2, "percent", False)
    return None


def _span_of_time(words: tuple[Token, ...], index: int) -> Number | None:
    """The article in "less than an hour", "for a week", "a year later"; but not in "5 dollars a day"."""
    if words[index].text == "half" and [t.text for t in words[index + 1 : index + 3]] in (["an", "hour"], ["a", "day"], ["a", "century"]):
        return Number(index, index + 1, 0.4, 0.6, "", False)
    if words[index].text not in {"a", "an"} or index + 1 >= len(words) or words[index + 1].text not in SECONDS:
        return None
    before = words[index - 1] if index else None
    after = words[index + 2].text if index + 2 < len(words) else ""
    framed = before is not None and (
        before.text in {"than", "for", "about", "nearly", "almost", "within", "over", "under"} or before.base == "last"
    )
    return Number(index, index, 1, 1) if framed or after in ELAPSED or _half_follows(words, index + 1) else None


def _range(words: tuple[Token, ...], index: int) -> Number | None:
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
    return Number(index, second.last, first.low, second.high, second.unit or first.unit, False)


def _vague(words: tuple[Token, ...], index: int) -> Number | None:
    token = words[index]
    if token.text not in _VAGUE:
        return None
    low, high = _VAGUE[token.text]
    after = [t.text for t in words[index + 1 : index + 3]]
    if token.text in {"hundreds", "tens"} and after == ["of", "thousands"]:
        return Number(index, index + 2, 2e5, 2e6, "", False)
    if token.text == "scores" and after[:1] != ["of"]:
        return None
    return Number(index, index, low, high, "", False)
