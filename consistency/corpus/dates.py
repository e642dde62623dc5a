"""Dates as newspapers print them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}(?P<sep>[-/.])(?P<number>\d\d?)(?P=sep)(?P<day>\d\d?)(?!\d)",
        rf"\b{_MONTH}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}",
        rf"(?<!\d)(?P<first>\d\d?)(?P<sep>[-/.])(?P<second>\d\d?)(?P=sep){_YEAR}",
    )
)
_TIME_WORD = re.compile(
    rf"{_MONTH}|(?:first|last|originally|published|publish|posted|updated?|modified|created|released?|date|on|at|by|and|time|"
    r"mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|midnight|"
    r"[ap]\.?m|[ecmp][sd]?t|gmt|utc|bst|ist|cest?|hrs?|t|z|\d{1,4}(?:st|nd|rd|th|[ap]\.?m|z)?|\d\dt\d\d)\.?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:\.[^\W\d_])?")


def parse_date(text: str) -> date | None:
    """The first full date in `text`; None where day, month or year are missing or day and month cannot be told apart."""
    found = find_date(text)
    return found[0] if found else None


def find_date(text: str) -> tuple[date, int, int] | None:
    """The first full date in `text`, with where it stands."""
    hits = [m for form in _FORMS if (m := form.search(text))]
    for match in sorted(hits, key=lambda m: m.start()):
        value = _value(match.groupdict())
        if value is not None:
            return value, match.start(), match.end()
    return None


def _value(parts: dict[str, str]) -> date | None:
    day, month = parts.get("day"), parts.get("number")
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if first <= 12 and second <= 12 and first != second:  # 3/5/2024: the order is a matter of country
            return None
        day, month = (str(first), str(second)) if first > 12 else (str(second), str(first))
    if month is None:
        month = str(1 + next(i for i, name in enumerate(_MONTHS) if name.startswith(parts["month"][:3].lower())))
    try:
        return date(int(parts["year"]), int(month), int(day or 0))
    except ValueError:
        return None


def is_time_line(line: str) -> bool:
    """Whether a line holds times, dates and words such as `Published` and `LAST UPDATE |`, and nothing else."""
    found = _WORD.findall(line[:160])
    if not found or len(line) > 120 or not all(_TIME_WORD.fullmatch(word) for word in found):
        return False
    return any(word[0].isdigit() for word in found) or bool(
        re.fullmatch(r"\W*(?:\w+ )?(?:updated?|published|posted|modified)\W*", line, re.IGNORECASE)
    )


def date_line(line: str) -> date | None:
    """The full date of a line that says nothing but when it was written."""
    return parse_date(line) if is_time_line(line) else None


def url_date(url: str) -> date | None:
    """The date in the path of an address, as in /2024/03/05/; None where there is no full one."""
    match = re.search(r"/(?P<year>(?:19|20)\d\d)[/-](?P<number>\d\d?|[a-z]{3})[/-](?P<day>\d\d?)(?=[/-]|$)", url, re.IGNORECASE)
    if match is None:
        return None
    parts = match.groupdict()
    return parse_date(f"{parts['year']}-{parts['number']}-{parts['day']}" if parts["number"].isdigit()
                      else f"{parts['day']} {parts['number']} {parts['year']}")  # fmt: skip
