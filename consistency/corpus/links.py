"""Lists of links that a page glues into its sentences, blanked before the article is read."""

from __future__ import annotations

import re

_GLUED = re.compile(
    r"""\b(?P<name>[A-Z][\w'’-]+)"""
    r"""(?P<links>\ (?:[("“A-Z][\w.()'’"”-]*\ ){0,6}?(?P=name)(?=[A-Z0-9'"‘“\[(]).{10,900}?\bMORE\b)""",
    re.VERBOSE,
)
"""A name, and behind it the full name once more, glued to headlines that end in MORE: Hill Albert HillMayor opens bridge MORE."""


def blanked(text: str) -> str:
    """The text with spaces in place of such lists, so that every offset stays where it is."""
    if "MORE" not in text:
        return text
    return _GLUED.sub(lambda m: m["name"] + " " * len(m["links"]), text)
