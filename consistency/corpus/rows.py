"""The form of a row in the tables of captions and boilerplate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from consistency.model import BlockKind


class Where(Enum):
    """Where in a block a form stands; marks at the margin do not count."""

    WHOLE = r"^\W*(?:{})\W*$"
    START = r"^\W*(?:{})"
    END = r"(?:{})\W*$"
    INSIDE = r"(?:{})"


@dataclass(frozen=True, slots=True)
class Row:
    """Surface forms, and what a block that has one of them is."""

    kind: BlockKind
    reason: str
    where: Where
    forms: tuple[str, ...]
    """Regular expressions, read without regard to case, each searched for in the block with its white space folded."""
    most: int = 60
    """Longest block, in words, that the row speaks of."""
    cased: bool = False
    """Whether upper and lower case matter after all."""
    open_end: bool = False
    """Only for a block that does not end as a sentence does."""
    quiet: bool = False
    """Only for a block that quotes nobody and has no verb of saying."""
