"""The verdict on one utterance quoted by two outlets: what kind of difference stands between the words.

The gravest difference names the reason: typography < house style < function word < content word < hedge, negation, number, name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from consistency.model import Alignment, Document, Span, Verdict
from consistency.names import same_name
from consistency.verdict.judgement import Judgement
from consistency.verdict.misattribution import own_words, two_speakers
from consistency.worddiff import Change, Token, WordAlignment, align, tokens

NEGATIONS = frozenset("not no never none nothing nobody neither nor without".split())
MODALS = frozenset("will would shall should may might could can must".split())
_FIGURE = re.compile(r"[$£€¥]?\d.*|(?:hundred|thousand|million|billion|trillion)s?")
_MARK = re.compile(r"(?<!\d),|[.!?…;:—–]|--")
_GAP = re.compile(r"\.\s?\.\s?\.|…|\*\s?\*\s?\*")
_TITLE = re.compile(r"\b[A-Z][a-z]{1,3}\.$")
_BRACKETS = re.compile(r"\[[^\[\]\n]{1,80}\]")
_LEAD = 4
"""Words before the shared stretch that are looked at."""
_SAME_CLAUSE = 3
"""Words that two clauses must share for a single word that differs to alter what they claim."""
_CONTENT_LIMIT = 3
"""More changed words than this on either side are another passage of the speech, not a changed word."""


def judge(alignment: Alignment, left_document: Document, right_document: Document) -> Judgement:
    """The verdict on two quotations that are one utterance."""
    left, right = alignment.left, alignment.right
    words = align(tokens(left_document, left.spans), tokens(right_document, right.spans))
    if words is None:
        raise ValueError("an utterance alignment shares no word")
    two_utterances = _both_have_both(alignment, left_document, right_document)
    said, also = left.speaker, right.speaker
    if said and also and not two_utterances and two_speakers(left, right, left_document, right_document, words):
        here, there = ((Span(speaker.start, speaker.end),) for speaker in (said, also))
        sure = _confidence("speaker", words, words.changes)
        return Judgement(Verdict.CONTRADICT, "speaker", sure, here, there, (said.name, also.name))
    moved, own = _moved(words.changes), own_words(left, words.left) or own_words(right, words.right)
    found = [(_kind_of(change, alignment, words, left_document, right_document, moved, own), change) for change in words.changes]
    edge = _negated_edge(words, left_document, right_document)
    if edge is not None and _denies(edge, words, left_document, right_document):
        found.append(("negation", edge))
    for kind in _GRAVEST_FIRST:
        changes = [change for k, change in found if k == kind]
        if changes:
            contradicts = kind in _CONTRADICTING
            if contradicts and two_utterances:
                kind, contradicts = "substitution", False
            verdict = Verdict.CONTRADICT if contradicts else Verdict.WORDING
            return Judgement(verdict, _REASON_OF.get(kind, kind), _confidence(kind, words, changes), *_places(changes))
    if words.trimmed and _says_more(words):
        return Judgement(Verdict.WORDING, "trimmed", 0.95, *_outside(words))
    same = _plain(left.text) == _plain(right.text)
    return Judgement(Verdict.AGREE, "same" if same else "typography", 0.99, (left.extent,), (right.extent,))


_CONTRADICTING = ("negation", "number", "name", "modality", "speaker", "claim")
_REASON_OF = {"claim": "substitution"}
"""The reason of a kind of change, where it has another name."""
_GRAVEST_FIRST = (*_CONTRADICTING, "substitution", "brackets", "ellipsis")


def _both_have_both(alignment: Alignment, left: Document, right: Document) -> bool:
    """Whether one of the articles has the very words of both, none of which is a part of the other: they are two utterances."""
    mine, other = _plain(alignment.left.text), _plain(alignment.right.text)
    return (mine not in other and mine in right.text) or (other not in mine and other in left.text)


def _kind_of(change: Change, alignment: Alignment, words: WordAlignment, left: Document, right: Document, moved: bool, own: bool) -> str:
    """The reason that one change stands for among the others.

    Args:
        change: one of those of `words`.
        alignment: the two quotations.
        words: how they are aligned.
        left: holds the left one.
        right: holds the right one.
        moved: whether a negation stands elsewhere in the other one, and so was not dropped.
        own: whether one of the outlets tells in its own words what was said, so that no word of it is the speaker's.
    """
    kind = _kind(change, left, right)
    if kind == "negation" and (moved or not _denies(change, words, left, right)):
        kind = "substitution"
    if kind == "substitution" and _another_claim(change, alignment, words, left, right):
        kind = "claim"
    return "substitution" if own and kind in _CONTRADICTING else kind


def _kind(change: Change, left: Document, right: Document) -> str:
    """The reason that one change stands for, `typography` where it is none."""
    a, b = _squeezed(change.left), _squeezed(change.right)
    if a == b:
        return "typography"
    if _bracketed(change, left, right):
        return "brackets"
    keys_a, keys_b = [t.key for t in change.left], [t.key for t in change.right]
    short = max(len(keys_a), len(keys_b)) <= _CONTENT_LIMIT
    one_sided = not keys_a or not keys_b
    if short and _negated(keys_a) != _negated(keys_b):
        return "negation"
    if one_sided:
        return "ellipsis" if len(keys_a) + len(keys_b) > _CONTENT_LIMIT or _gap(change, left, right) else "substitution"
    if short:
        numbers = [[k for k in keys if _FIGURE.fullmatch(k)] for keys in (keys_a, keys_b)]
        if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
            return "number"
        modals = [[k for k in keys if k in MODALS] for keys in (keys_a, keys_b)]
        if modals[0] and modals[1] and _certainty(modals[0]) != _certainty(modals[1]) and len(keys_a) == len(keys_b) == 1:
            return "modality"
        if _names_differ(change, left, right):
            return "name"
    return "substitution"


def _moved(changes: Sequence[Change]) -> bool:
    """Whether each side negates something in place of what the other one has; a passage that one leaves out denies what it denies."""
    told = [c for c in changes if (c.left and c.right) or len(c.left) + len(c.right) <= _CONTENT_LIMIT]
    counts = [[sum(t.key in NEGATIONS for t in side) for side in (c.left, c.right)] for c in told]
    return any(a > b for a, b in counts) and any(b > a for a, b in counts)


def _denies(change: Change, words: WordAlignment, left: Document, right: Document) -> bool:
    """Whether just one of the two clauses that hold the change denies something, and more than what was denied before.

    "If we don't think it will help" and "if I think it will not help" deny the same; "none whatsoever" after "no" denies nothing new, and
    "and never wrote" after "never called" is "or wrote".
    """
    clauses = _clauses(change, words, left, right)
    changed = {*change.left, *change.right}
    denied = all(_negated([t.key for t in clause if t not in changed]) for clause in clauses)
    if denied and any([t.key for t in side] == ["or"] for side in (change.left, change.right)):
        return False
    alone = any(changed and len(clause) == len(changed) for clause, changed in zip(clauses, (change.left, change.right), strict=True))
    return not alone and len({_negated([t.key for t in clause]) for clause in clauses}) > 1


def _another_claim(change: Change, alignment: Alignment, words: WordAlignment, left: Document, right: Document) -> bool:
    """Whether a word of another meaning stands in a clause that is the same but for it: "We do not want his money", "his advice".

    Among other changes it may be another translation or another passage, and a manner or a degree claims nothing by itself.
    """
    if _runs(change.left) + _runs(change.right) not in set(zip(*alignment.differing, strict=True)):
        return False
    changed = {*change.left, *change.right}
    rest = [[t.key for t in clause if t not in changed] for clause in _clauses(change, words, left, right)]
    return rest[0] == rest[1] and len(rest[0]) >= _SAME_CLAUSE and not any(t.key.endswith("ly") for t in changed)


def _clauses(change: Change, words: WordAlignment, left: Document, right: Document) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The clauses that hold the change."""
    return (
        _clause(words.left, change.left, change.after_left, left),
        _clause(words.right, change.right, change.after_right, right),
    )


def _clause(items: Sequence[Token], changed: Sequence[Token], after: int, document: Document) -> tuple[Token, ...]:
    """The words between the marks before and after the change, the change among them."""
    start, end = (changed[0].start, changed[-1].end) if changed else (after, after)
    before = [m.end() for m in _MARK.finditer(document.text, items[0].start, start)]
    behind = _MARK.search(document.text, end, items[-1].end)
    first, last = before[-1] if before else items[0].start, behind.start() if behind else items[-1].end
    return tuple(t for t in items if first <= t.start and t.end <= last)


def _negated_edge(words: WordAlignment, left: Document, right: Document) -> Change | None:
    """The words right before the shared stretch, where they negate it on one side alone: "To pass …", "If they don't pass …"."""
    leads = [side[: shared.start][-_LEAD:] for side, shared in ((words.left, words.left_range), (words.right, words.right_range))]
    follows = [side[shared.start] for side, shared in ((words.left, words.left_range), (words.right, words.right_range))]
    for lead, first, document in zip(leads, follows, (left, right), strict=True):
        if not lead or re.search(r"[.!?…;:]", document.text[lead[0].end : first.start]):
            return None
    if len({lead[-1].key in NEGATIONS for lead in leads}) == 1 or any(_negated([t.key for t in lead[:-1]]) for lead in leads):
        return None
    return Change(leads[0], leads[1], leads[0][-1].end, leads[1][-1].end)


def _certainty(modals: Sequence[str]) -> int:
    """What a modal claims: that it is so, that it ought to be, or that it is possible."""
    return max({"will": 2, "shall": 2, "would": 2, "must": 1, "should": 1}.get(m, 0) for m in modals)


def _negated(keys: Sequence[str]) -> bool:
    return sum(k in NEGATIONS for k in keys) % 2 == 1


def _squeezed(items: Sequence[Token]) -> str:
    """The letters alone, so that `dual use`, `dual-use` and `dualuse` are one."""
    return "".join(re.sub(r"\W", "", t.key) for t in items)


def _around(items: Sequence[Token], after: int, document: Document) -> str:
    """The words of a change with the marks on both sides of them."""
    start = items[0].start if items else after
    end = items[-1].end if items else after
    return document.text[max(0, start - 6) : end + 6]


def _bracketed(change: Change, left: Document, right: Document) -> bool:
    """Whether words of the change stand in square brackets."""
    return any(_in_brackets(document.text, t) for items, document in ((change.left, left), (change.right, right)) for t in items)


def _in_brackets(text: str, token: Token) -> bool:
    start = max(0, token.start - 80)
    return any(m.start() + start < token.end and token.start < m.end() + start for m in _BRACKETS.finditer(text[start : token.end + 80]))


def _gap(change: Change, left: Document, right: Document) -> bool:
    """Whether the side that lacks the words marks the gap with dots."""
    items, after, document = (change.left, change.after_left, left) if not change.left else (change.right, change.after_right, right)
    return bool(_GAP.search(_around(items, after, document)))


def _names_differ(change: Change, left: Document, right: Document) -> bool:
    """Whether one name inside of a sentence stands in the place of another one, and neither is the other in short."""
    names = [[t for t in items if t.content] for items in (change.left, change.right)]
    for items, document in zip(names, (left, right), strict=True):
        if not items or not all(_is_name(t, document) for t in items):
            return False
    a, b = (d.text[items[0].start : items[-1].end] for items, d in zip(names, (left, right), strict=True))
    return same_name(a, b) is False


def _is_name(token: Token, document: Document) -> bool:
    """A capital that no start of a sentence or of the quotation explains."""
    before = document.text[max(0, token.start - 8) : token.start].rstrip()
    inside = bool(before) and (before[-1].isalnum() or before[-1] == "," or bool(_TITLE.search(before)))
    return document.text[token.start].isupper() and inside


def _confidence(kind: str, words: WordAlignment, changes: Sequence[Change]) -> float:
    """How sure the reason is: surer the more of the quotation is shared and the fewer other changes there are."""
    if kind not in _CONTRADICTING:
        return 0.9
    sure = 0.67 + 0.3 * min(1.0, words.matched / 12) * words.coverage - 0.1 * max(0, len(words.changes) - 2)
    return round(min(0.97, max(0.2, sure)), 2)


def _says_more(words: WordAlignment) -> bool:
    """Whether one side has more words outside of the shared stretch than a quotation mark in another place explains."""
    return bool(_leftover(words, left=True)) or bool(_leftover(words, left=False))


def _leftover(words: WordAlignment, left: bool) -> tuple[Token, ...]:
    items, shared = (words.left, words.left_range) if left else (words.right, words.right_range)
    return items[: shared.start] + items[shared.end :]


def _outside(words: WordAlignment) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    return _runs(_leftover(words, left=True)), _runs(_leftover(words, left=False))


def _places(changes: Sequence[Change]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    side: Callable[[Change], tuple[Token, ...]]
    out = []
    for side in (lambda c: c.left, lambda c: c.right):
        out.append(tuple(Span(items[0].start, items[-1].end) for change in changes if (items := side(change))))
    return out[0], out[1]


def _runs(items: Sequence[Token]) -> tuple[Span, ...]:
    """The spans of neighbouring words, a gap of more than a few marks between two of them."""
    out: list[Span] = []
    for t in items:
        if out and t.start - out[-1].end <= 3:
            out[-1] = Span(out[-1].start, t.end)
        else:
            out.append(Span(t.start, t.end))
    return tuple(out)


def _plain(text: str) -> str:
    """The text without what an attribution behind it changes: the last mark."""
    return text.strip().rstrip(",.;!?—–- ")
