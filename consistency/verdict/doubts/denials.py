"""What goes wrong with negations and opposites: a denial of something else, of somebody else, or of another time."""

from __future__ import annotations

import re

from consistency.details import Difference
from consistency.model import Alignment, Document, Kind, Span
from consistency.names import same_name, telling
from consistency.text import fold, words
from consistency.verdict.doubts.around import BESIDE, MARK, NEAR, behind

_NEGATING = re.compile(
    r"""\b(?:not|no|never|none|nobody|nothing|neither|nor|zero|without|cannot|only|unless|rather|instead|yet|den(?:y|ied|ies|ying|ial)
    |fail\w*|refus\w*|reject\w*|declin\w*|attempt\w*|avoid\w*|prevent\w*|lack\w*|unable|violat\w*|ban(?:s|ned|ning)?)\b|n['’]t\b""",
    re.I | re.X,
)
_PARTLY = re.compile(r"\b(?:some|several|many|most|certain|part(?:s|ly)?|other)\b", re.I)
_TURNING = re.compile(
    r"\b(?:revers|lift|halt|stopp?|suspend|cancel|drop|scrap|repeal|overturn|rescind|undo|abandon|h[eo]lds? off|delay|block|end(?:ing|ed))",
    re.I,
)
_INDEFINITE = re.compile(r"\b(?:one|another|others)\b[^,.;:!?()“”]*$", re.I)
_NOUN = re.compile(r"(?:tion|sion|ment|ance|ence)s?$")
_DETERMINED = re.compile(r"(?:\b(?:the|an?|his|her|its|their|this|that|these|those|our|my|your|any|no)|['’]s|s['’])\s+$", re.I)
"""What stands before a noun."""
_SUPPOSING = re.compile(r"\b(?:if|unless|whether)\b", re.I)
_ONCE = re.compile(r"\b(?:initially|at first|originally|previously|formerly|earlier|used to)\b[^,.;:!?()“”]*$", re.I)
"""What puts a deed in an earlier time, before its verb."""
_BEHIND, _REACH = 60, 3
"""Characters, and longer words, behind an opposite among which is what it is said of."""
_PREPOSITIONS = frozenset("about after against among as at before by during for from in into of on over since than to under with".split())
_SENTENCE_END = re.compile(r"[.!?;][”\"’']?\s")
_SENTENCE = 400
"""Characters before a word in which its sentence begins, as far as it is looked at."""


def both_negate(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """A negation that stands elsewhere in the other statement has moved, and was not dropped."""
    return all(_NEGATING.search(s.text) for s in (alignment.left, alignment.right))


def other_form(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """The verb on one side and a noun or a participle on the other are hardly ever said of the same subject: did not wait, waiting."""
    forms = [fold(w).split()[-1] for w in (difference.left_words, difference.right_words) if w.split()]
    return len(forms) < 2 or len({(form.endswith("ing"), bool(_NOUN.search(form))) for form in forms}) > 1


def only_named(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """One is a noun behind its article or its owner, which names a thing and does not say that it is so: did not propose, her proposal."""
    sides = ((left, difference.left), (right, difference.right))
    nouns = {bool(span and _DETERMINED.search(document.text, max(0, span.start - BESIDE), span.start)) for document, span in sides}
    return len(nouns) == 2


def far(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """No negation stands close before the word, or right after it, on just one side: what is negated is something else."""
    sides = ((left, difference.left), (right, difference.right))
    return len({_negated_at(document.text, span) for document, span in sides if span}) != 2


def _negated_at(text: str, span: Span) -> bool:
    before = MARK.split(text[max(0, span.start - NEAR) : span.start])[-1]
    return bool(_NEGATING.search(before) or re.match(r"\s+(?:no|nothing|none|not)\b", behind(text, span), re.I))


def partly(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """What holds of some need not hold of others: some deadlines, one party."""
    sides = ((left, difference.left), (right, difference.right))
    any_one = any(span and _INDEFINITE.search(document.text[max(0, span.start - NEAR) : span.start]) for document, span in sides)
    return any_one or all(_PARTLY.search(s.text) for s in (alignment.left, alignment.right))


def supposed(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """What is only supposed in one statement is not denied by the other: if they are not meeting."""
    supposing = [bool(_SUPPOSING.search(s.text)) for s in (alignment.left, alignment.right)]
    return supposing[0] != supposing[1]


def fragment(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """A few quoted words within a sentence: what they are said to be, or not to be, stands outside of the quotation marks."""
    return any(s.kind is Kind.QUOTE and s.text[:1].islower() for s in (alignment.left, alignment.right))


def somebodys_denial(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Who denies what the other outlet reports, and is not in that report, contradicts it; the outlet only reports the denial."""
    sides = ((alignment.left, left, difference.left, alignment.right), (alignment.right, right, difference.right, alignment.left))
    for statement, document, span, other in sides:
        if statement.speaker is None or span is None or not _negated_at(document.text, span):
            continue
        speaker = statement.speaker.name
        same = other.speaker is not None and same_name(speaker, other.speaker.name) is not False
        if not same and not {fold(w) for w in telling(speaker)[-1:]} & {w.text for w in words(other.text)}:
            return True
    return False


def turned(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Opposites mean the same where a word before one of them in its sentence, or right behind it, turns it round: to reverse a ban is to
    allow."""
    sides = ((left, difference.left), (right, difference.right))
    return any(span and _turned_at(document.text, span) for document, span in sides)


def _turned_at(text: str, span: Span) -> bool:
    before = _SENTENCE_END.split(text[max(0, span.start - _SENTENCE) : span.start])[-1]
    return bool(_NEGATING.search(before) or _TURNING.search(before) or _TURNING.search(behind(text, span)))


def earlier_time(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """What was so at first and what is so in the end: they initially denied it, and they admit it."""
    sides = ((left, difference.left), (right, difference.right))
    once = [bool(span and _ONCE.search(document.text[max(0, span.start - NEAR) : span.start])) for document, span in sides]
    return once[0] != once[1]


def of_another(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """One is said of what the other statement has, too, but says another thing of: grants the state access, and denies Congress access."""
    behind = [
        [w.text for w in words(d.text, span.end, span.end + _BEHIND)] if span else []
        for d, span in ((left, difference.left), (right, difference.right))
    ]
    if any(not found or found[0] in _PREPOSITIONS for found in behind):  # approved by the senate: what was approved stands before
        return False
    objects = [[w for w in found if len(w) > 3][:_REACH] for found in behind]
    told = [{w.text for w in words(s.text)} for s in (alignment.right, alignment.left)]
    return any(
        mine and mine[0] in there and mine[0] not in theirs for mine, theirs, there in zip(objects, objects[::-1], told, strict=True)
    )
