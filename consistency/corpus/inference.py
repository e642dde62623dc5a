"""What an article says of itself: date, outlet, agency, title and author, where the file does not give them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from consistency.corpus.agencies import OWN_OUTLET, agency, dateline_credit, line_credit
from consistency.corpus.dates import date_line, parse_date, url_date
from consistency.corpus.fields import Fields
from consistency.model import Block, BlockKind

_EDGE = 15
"""How many blocks at either end are searched for date lines, bylines and copyright lines."""
_OPENINGS = 4
"""How many longer blocks at the beginning may open with a dateline."""
_COPYRIGHT = re.compile(
    r"^\W*(?:©|\(c\)|copyright)[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,]*(?:by\s+)?"
    r"(?P<owner>[^\d.,|©][^.,|©\n]{1,60}?(?:\s(?:L\.P\.|Inc\.|Ltd\.|Co\.))?)(?:[.,|].*)?$"
    r"|^(?P<before>[^\d©.]{2,40}?)\s*©\s*\d{4}\W*$",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(r"[\s,]+(?:L\.?P\.?|Inc\.?|Ltd\.?|LLC|PLC|plc|GmbH|Corp\.?|Co\.?|Limited|All rights reserved)$", re.IGNORECASE)
_BYLINE = re.compile(r"^\W*(?:By|BY|by|Words by|Story by):?\s+(?P<author>[A-Z][^|,–—*_\n]{2,80}?)(?:\s+in\s.*|\s*[|,–—*_].*)?$")
_HOST_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|edition|news|rss|feeds?)\.(?=[^.]+\.)")


def inferred(text: str, blocks: tuple[Block, ...], known: Fields, file_name: str, stem: str) -> Fields:
    """Every field that can be told for certain; the caller keeps those that are not given.

    Args:
        text: the article.
        blocks: its blocks.
        known: what the file gives; an address helps to tell date and outlet.
        file_name: the path in the corpus, which may hold a date.
        stem: the outlet where nothing else names one.
    """
    lines = [(" ".join(text[b.span.start : b.span.end].split()), b.kind) for b in blocks]
    edges = lines[:_EDGE] + lines[_EDGE:][-_EDGE:]
    headline = next((line for line, kind in lines if kind is BlockKind.HEADLINE), None)
    openings = [line for line, kind in lines[:_EDGE] if kind is not BlockKind.CAPTION and len(line.split()) >= 6][:_OPENINGS]
    credit = next((c for line in openings if (c := dateline_credit(line))), None)
    furniture = [line for line, kind in edges if kind is BlockKind.BOILERPLATE]
    wire = agency(known.outlet or "") or agency(credit or "")
    wire = wire or next((name for line in furniture if (name := line_credit(line))), None)
    return Fields(
        outlet=_host(known.url) or _owner(furniture) or _credited(credit) or stem,
        date=url_date(known.url or "") or _date(furniture) or parse_date(_dated(file_name)),
        title=headline,
        author=next((m["author"].strip() for line in furniture if (m := _BYLINE.match(line)) and not agency(m["author"])), None),
        wire=wire,
    )


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return _HOST_PREFIX.sub("", host) if host else None


def _owner(furniture: list[str]) -> str | None:
    """The outlet in a copyright line; an agency's line says whose copy it is, not who printed it."""
    for line in furniture:
        match = _COPYRIGHT.match(line)
        owner = (match["owner"] or match["before"] or "").strip() if match else ""
        owner = re.sub(r"^the\s+(?=[a-z])", "", _LEGAL_FORM.sub("", re.sub(r"\s*\d{4}\W*$", "", owner))).strip()
        if (
            owner
            and (agency(owner) is None or agency(owner) in OWN_OUTLET)
            and not re.match(r"(?i)all rights|reserved|material|content", owner)
        ):
            return owner
    return None


def _credited(credit: str | None) -> str | None:
    """The outlet in a dateline's brackets, as in `(CNN) —`, unless that is an agency with no pages of its own."""
    if credit is None:
        return None
    name = agency(credit)
    return credit if name is None or name in OWN_OUTLET else None


def _date(furniture: list[str]) -> date | None:
    """The date of the first date line, one that says it was updated only where no other stands."""
    dated = [(bool(re.search(r"(?i)updat|modif", line)), value) for line in furniture if (value := date_line(line))]
    return min(dated, key=lambda d: d[0])[1] if dated else None


def _dated(file_name: str) -> str:
    match = re.search(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)", PurePosixPath(file_name).name)
    return match.group() if match else ""
