"""The same words in two mouths: whether two outlets give one utterance to two people, and neither can be the other under another name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from consistency.model import Document, Span, Speaker, Statement
from consistency.names import BODIES, misspelt, same_name
from consistency.speakers import cues
from consistency.text import SAYING
from consistency.worddiff import Token, WordAlignment

_CAPITALISED = r"[^\W\d_a-z](?:[\w.'’]|-(?![a-z]))*"
_PERSON = re.compile(rf"{_CAPITALISED}(?: (?:{_CAPITALISED}|de|der|van|von|bin|al|la|le)){{1,3}}")
_NO_NAME = cues.PEOPLE | BODIES
"""Words that make capitals a description or a body: New York Democrat, Norport News."""
_WHOLE_WORDS, _WHOLE = 7, 0.9
"""Words, and share of the longer quotation, that two outlets must have in common to put the same words into two mouths."""
_PART_WORDS = 10
"""Or else: words, and the same share of the shorter quotation, where one outlet quotes more of them."""
_FRAGMENT = 12
"""Words: a quotation that begins in small letters and has fewer is a part of the outlet's own sentence."""
_PRONOUNS = frozenset(("he", "she"))
_JOINTLY = re.compile(r"\b(?:joint(?:ly)?|together|both|(?:co-?)?signed|in unison)\b", re.IGNORECASE)
_FIRST = re.compile(r"(?:^|[.!?][”\"’']?\s+|\n\s*)$")
"""What stands before the first word of a sentence."""
_BESIDE = 24
"""Characters before and after a surname in which a title or a word of saying is looked for."""
_ACCOUNT = re.compile(r"\s?\(@\w")
"""What follows the name under a post."""
_ARTICLE = re.compile(r"\b(?:an?|the) $", re.IGNORECASE)


def two_speakers(left: Statement, right: Statement, left_document: Document, right_document: Document, words: WordAlignment) -> bool:
    """The same words in two mouths: whole quotations alike, and both outlets name a person right at the quotation.

    A role is resolved by rule and may be resolved wrongly, a body's words are also those of its members, and a fragment may be a phrase
    that many use; one false accusation costs more than a missed one. Whoever "she said" stands for, it is somebody else where that article
    never names the other outlet's speaker.
    """
    if left.speaker is None or right.speaker is None or same_name(left.speaker.name, right.speaker.name) is not False:
        return False
    sizes = sorted((len(words.left), len(words.right)))
    whole = words.matched >= max(_WHOLE_WORDS, _WHOLE * sizes[1])
    if not whole and words.matched < max(_PART_WORDS, _WHOLE * sizes[0]):
        return False
    if misspelt(left.speaker.name, right.speaker.name) or any(own_words(s, side) for s, side in ((left, words.left), (right, words.right))):
        return False
    sides = ((left, left_document), (right, right_document))
    if not any(
        _named_at(*here) and (_named_at(*there) or (_by_pronoun(*there) and not _names(there[1].text, here[0])))
        for here, there in (sides, sides[::-1])
    ):
        return False
    if _names_beside(left, left_document, right) or _names_beside(right, right_document, left):
        return False
    # what several people say together may be given to any of them
    return not any(_JOINTLY.search(_told_with(s, d)) for s, d in sides)


def own_words(statement: Statement, words: Sequence[Token]) -> bool:
    """Whether a quotation of these words may be a part of the outlet's own sentence, which may say the rest: "as", he said, "a way out"."""
    return statement.text[:1].islower() and len(words) < _FRAGMENT


def _named_at(statement: Statement, document: Document) -> bool:
    """Whether the sentences of the quotation name its speaker, and the name reads like a person's.

    Nobody is called "The Tweet", and who posts words in quotation marks quotes somebody.
    """
    speaker = statement.speaker
    if speaker is None or statement.context is None or not statement.context.holds(Span(speaker.start, speaker.end)):
        return False
    if _ACCOUNT.match(document.text, speaker.end) or _ARTICLE.search(document.text[max(0, speaker.start - 5) : speaker.start]):
        return False
    words = speaker.name.split()
    if _NO_NAME & {w.casefold() for w in words} or words[-1].casefold() not in document.text[speaker.start : speaker.end].casefold():
        return False
    return bool(_PERSON.fullmatch(speaker.name)) or (len(words) == 1 and _says(speaker, document))


def _by_pronoun(statement: Statement, document: Document) -> bool:
    """Whether the speaker is a person who is called he or she at the quotation."""
    speaker = statement.speaker
    if speaker is None or document.text[speaker.start : speaker.end].casefold() not in _PRONOUNS:
        return False
    return bool(_PERSON.fullmatch(speaker.name)) and not _NO_NAME & {w.casefold() for w in speaker.name.split()}


def _says(speaker: Speaker, document: Document) -> bool:
    """Whether a surname alone is a person's: a title stands before it, or a word of saying beside it and no sentence begins with it."""
    before, after = document.text[max(0, speaker.start - _BESIDE) : speaker.start], document.text[speaker.end : speaker.end + _BESIDE]
    titled = re.search(r"([A-Z][a-z]+)\.? $", before)
    if titled is not None and titled[1].casefold() in cues.TITLES:
        return True
    said = re.search(rf"{SAYING.pattern} $", before) or re.match(rf" {SAYING.pattern}", after)
    return bool(said) and not _FIRST.search(before)


def _names_beside(statement: Statement, document: Document, other: Statement) -> bool:
    """Whether the sentences of the quotation name the other outlet's speaker, too: Finch quotes Tolle as saying."""
    return _names(_told_with(statement, document), other)


def _names(text: str, statement: Statement) -> bool:
    """Whether the text has the surname of the statement's speaker."""
    last = statement.speaker.name.split()[-1] if statement.speaker else ""
    return bool(re.search(rf"(?<!\w){re.escape(last)}(?!\w)", text, re.IGNORECASE))


def _told_with(statement: Statement, document: Document) -> str:
    """The sentences that the quotation stands in."""
    context = statement.context or statement.extent
    return document.text[context.start : context.end]
