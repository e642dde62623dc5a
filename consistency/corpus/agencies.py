"""World news agencies and picture agencies, and the forms in which an article credits them."""

from __future__ import annotations

import re

AGENCIES: dict[str, tuple[str, ...]] = {
    "AP": ("AP", "Associated Press", "The Associated Press", "A.P."),
    "Reuters": ("Reuters", "REUTERS", "Thomson Reuters"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "UPI": ("UPI", "United Press International"),
    "PA": ("PA", "PA Media", "Press Association"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "EFE": ("EFE",),
    "ANSA": ("ANSA",),
    "Xinhua": ("Xinhua", "XINHUA"),
    "TASS": ("TASS",),
    "Interfax": ("Interfax",),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "Jiji": ("Jiji", "Jiji Press"),
    "Yonhap": ("Yonhap",),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI",),
    "AAP": ("AAP", "Australian Associated Press"),
    "CP": ("CP", "The Canadian Press", "Canadian Press"),
    "Anadolu": ("AA", "Anadolu", "Anadolu Agency"),
    "Bloomberg": ("Bloomberg", "Bloomberg News", "Bloomberg L.P."),
}
"""Each agency and the names it is credited by. Bloomberg is an outlet of its own as well."""

OWN_OUTLET = frozenset({"Bloomberg"})
"""Agencies whose dateline credit also stands on their own pages, so that it can name the outlet."""

_PICTURES = ("Getty Images", "Getty", "EPA-EFE", "EPA", "Shutterstock", "Alamy", "NurPhoto", "SOPA Images", "Zuma", "ZUMA Press",
             "SIPA", "Sipa USA", "Polaris", "Redux", "Invision", "WireImage", "Contributor", "Handout", "Pool", "Rex")  # fmt: skip

CREDIT_NAMES = tuple(sorted({name for names in AGENCIES.values() for name in names} | set(_PICTURES), key=lambda n: (-len(n), n)))
"""Every name that ends a picture credit, longest first."""

_BY_NAME = {name.casefold(): agency for agency, names in AGENCIES.items() for name in names}
_NAMES = "|".join(re.escape(name) for name in sorted({name for names in AGENCIES.values() for name in names}, key=lambda n: (-len(n), n)))

_UNLISTED = r"(?:[A-Z][\w’'-]* ){1,4}(?:News|Press) (?:Agency|Service)"
"""An agency that says so in its name."""
_CREDITED = rf"(?P<agency>{_NAMES}|{_UNLISTED})"

_DAY = r"(?:,? *[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
_PLACE = rf"(?:[A-Z][\w.’'-]*(?:[ ,]+[A-Z][\w.’'-]*){{0,4}}{_DAY},?\s*)?"
DATELINE = re.compile(
    rf"^{_PLACE}\((?P<credit>[A-Z][A-Za-z.&' ]{{1,30}}(?<!\.))\)\s*[-–—―]+\s+(?=\S)"
    rf"|^{_PLACE}\((?P<bare>[A-Z]{{2,8}})\)\s+(?=[A-Z“\"])"
)
"""`NORPORT (Reuters) - The council …`, `(Bloomberg) — …`, `(CNN) …`"""

_COPYRIGHT = re.compile(rf"(?:©|\(c\)|copyright)[\s\d,–-]*(?:by )?(?:the )?{_CREDITED}\b", re.IGNORECASE)
_BYLINE = re.compile(
    rf"^\W*(?:reporting )?(?:by|from)\b(?:.{{0,60}}?(?:[,|/–—-]|\bfor\b|\bof\b))?\s*(?:the )?{_CREDITED}\W*$", re.IGNORECASE
)
_ALONE = re.compile(rf"^(?:[-–—/(]+\s*(?:[Ss]ource: ?)?|[Ss]ource: ?)(?:[Tt]he )?{_CREDITED}[)\s.]*$")


def agency(name: str) -> str | None:
    """The short name of the agency that is credited as `name`, None where it is not one."""
    folded = " ".join(name.split())
    return _BY_NAME.get(folded.casefold()) or (folded if re.fullmatch(_UNLISTED, folded) else None)


def dateline_credit(paragraph: str) -> str | None:
    """Who is credited in brackets at the start of a paragraph, as printed: an agency or an outlet."""
    match = DATELINE.match(paragraph)
    return (match["credit"] or match["bare"]) if match else None


def line_credit(line: str) -> str | None:
    """The agency that a copyright line, a byline or a line of its own credits with the copy."""
    folded = " ".join(line.split())
    match = _COPYRIGHT.search(folded) or _BYLINE.search(folded) or _ALONE.search(folded)
    return agency(match["agency"]) if match else None
