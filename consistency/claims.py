"""Claims: the sentences, or independent clauses, of narration that state something."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources

from consistency.model import BlockKind, Document, Span, Utterance
from consistency.text import SAYING, Word, sentences, trimmed, words

_AUXILIARIES = frozenset(
    """is are was were be been being am has have had having do does did will would can could may might must shall should cannot won't
    wouldn't can't couldn't shouldn't isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't it's he's she's they're we're
    you're i'm that's there's who's i've we've they've you've i'll we'll they'll he'd she'd i'd they'd we'd""".split()
)
_VERB_SHARE = 60
"""Per cent: a word counts as a verb if at least this share of its uses is."""
_BASE_SHARE = 85
"""The same for base forms, of which more are nouns and adjectives too."""
_LIKELY_SHARE = 25
"""The same for a form in -s that stands where a verb stands: the term ends in May."""
_AFTER_VERB = frozenset("the a an in on at to for with by from his her its their up down".split())
_NO_VERB_ENDING = re.compile(r"(?:hundr|sacr|kindr|hatr|nak|wick|unit|re|se|fe|bre|spe|gre|ne|exce|proce|succe|inde)ed$")
_CLAUSE = re.compile(r";\s+|,\s+(?:and|but|while|whereas|although|though)\s+(?=(?:[a-z']+|[A-Z][\w.’'-]*)\s)")
_SUBJECTS = frozenset(
    "the a an he she it they we i you this that these those his her its their our my there both some many most all".split()
)
_SIGNATURE = re.compile(r"[—–-]+ ?[^\n—–]{1,60}\(@\w+\) [A-Z][a-z]+ \d{1,2}, \d{4}\W*")
"""What stands below a post that was embedded, or behind it: the writer, the account and the day."""
_FEW_WORDS = 3
"""A claim has at least so many words; one with quoted words in it has more in its narration."""
_ATTRIBUTION_WORDS = 12
"""Narration around a whole quoted sentence that has no more words than these only says who speaks."""
_LONGEST_SPLIT = 1000
"""Characters: what is longer is no sentence of prose and is not split."""
_CLAUSE_WORDS = 8
"""Each of the clauses that a sentence is split into has at least so many words."""


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """WordNet's verbs: base form, per cent of its uses that are a verb's, and irregular past forms."""
    rows = resources.files("consistency").joinpath("data", "verbs.tsv").read_text("utf-8").splitlines()
    fields = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return tuple((verb, int(share), tuple(irregular.split())) for verb, share, irregular in fields)


def _in_s(verb: str) -> str:
    """The third person: he tries, she goes."""
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """Finite forms, folded: auxiliaries, and of WordNet's verbs all but the regular past, which is known by its ending."""
    found = set(_AUXILIARIES)
    for verb, share, irregular in _table():
        if share >= _VERB_SHARE:
            found.update((_in_s(verb), *irregular))
        if share >= _BASE_SHARE:
            found.add(verb)
    return frozenset(found)


@lru_cache(maxsize=1)
def _likely() -> frozenset[str]:
    """Forms in -s that are a noun's as often as a verb's."""
    return frozenset(_in_s(verb) for verb, share, _ in _table() if share >= _LIKELY_SHARE)


def find(document: Document, utterances: tuple[Utterance, ...]) -> tuple[Span, ...]:
    """The claims of headline and paragraphs, in order and disjoint.

    A sentence is a claim if narration states something in it: not a question, a label or a subhead, and not a quotation with
    nothing but its attribution. It is split only where a coordinating conjunction or a semicolon joins two clauses that can stand alone.
    """
    text = document.text
    quoted = [span for utterance in utterances for span in utterance.spans]
    starts = [span.start for span in quoted]
    found: list[Span] = []
    for block in document.prose:
        whole = sentences(text, block.span.start, block.span.end)
        for signed in whole:
            sentence = _unsigned(text, signed)
            inside = _within(quoted, starts, sentence)
            if block.kind is BlockKind.HEADLINE:
                if len(words(text, sentence.start, sentence.end)) >= _FEW_WORDS and not _asks(text, sentence):
                    found.append(sentence)
                continue
            narrated = _narrated(text, sentence, inside)
            if len(narrated) and not (len(whole) == 1 and _is_label(text, signed)):
                found += _clauses(text, narrated, inside)
    return tuple(found)


def _unsigned(text: str, sentence: Span) -> Span:
    """The sentence without the signature of a post at its end."""
    for m in _SIGNATURE.finditer(text, sentence.start, sentence.end):
        if m.end() == sentence.end:
            return Span(sentence.start, m.start())
    return sentence


def _within(quoted: Sequence[Span], starts: Sequence[int], sentence: Span) -> list[Span]:
    """The quoted spans that share characters with the sentence."""
    first = max(0, bisect_right(starts, sentence.start) - 1)
    last = bisect_left(starts, sentence.end)
    return [span for span in quoted[first:last] if span.end > sentence.start]


def _narrated(text: str, sentence: Span, quoted: list[Span]) -> Span:
    """The part of the sentence that states something: all of it, what stands beside whole quoted sentences, or nothing."""
    nothing = Span(sentence.start, sentence.start)
    every = words(text, sentence.start, sentence.end)
    narration = _outside(every, quoted)
    if len(every) < _FEW_WORDS or not narration or _asks(text, sentence):
        return nothing
    if not quoted:
        return sentence if _has_verb(text, every[1:]) or (len(every) > _ATTRIBUTION_WORDS and _stops(text, sentence)) else nothing
    whole = [q for q in quoted if not _led_into(text, q, sentence)]
    if not whole:
        return sentence if len(narration) > _FEW_WORDS else nothing
    edges = [sentence.start, *(edge for q in whole for edge in (q.start, q.end)), sentence.end]
    beside = max((Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b), key=len, default=nothing)
    told = words(text, beside.start, beside.end)
    narration = _outside(told, quoted)
    fragment = len(narration) < len(told)
    verb = _has_verb(text, [w for w in narration if not SAYING.fullmatch(w.text)])
    if len(narration) <= (_FEW_WORDS if fragment else _ATTRIBUTION_WORDS) or not (fragment or verb):
        return nothing
    return Span(told[0].start, beside.end) if beside.end == sentence.end else Span(beside.start, told[-1].end)


def _outside(found: Sequence[Word], quoted: Sequence[Span]) -> list[Word]:
    """The words that no quoted span holds; both are in order."""
    outside, at = [], 0
    for w in found:
        while at < len(quoted) and quoted[at].end <= w.start:
            at += 1
        if at == len(quoted) or w.start < quoted[at].start:
            outside.append(w)
    return outside


def _led_into(text: str, quoted: Span, sentence: Span) -> bool:
    """Whether the narration runs on into the quoted words, so that the sentence is not complete without them."""
    before = text[max(sentence.start, quoted.start - 9) : quoted.start].rstrip("\"“”‘’'«„`([ \u00a0\n")
    return bool(before) and before[-1] not in ".,:;?!…—–"


def _asks(text: str, sentence: Span) -> bool:
    return text[sentence.start : sentence.end].rstrip("\"”’'») ").endswith("?")


def _stops(text: str, sentence: Span) -> bool:
    return text[sentence.start : sentence.end].rstrip("\"”’'») ").endswith((".", "!", "…"))


def _is_label(text: str, sentence: Span) -> bool:
    """A line of its own that does not end as sentences do: a subhead, a section's name, or what introduces a quotation."""
    return not _stops(text, sentence) and len(words(text, sentence.start, sentence.end)) <= _ATTRIBUTION_WORDS


def _has_verb(text: str, found: Sequence[Word]) -> bool:
    for w, after in zip(found, [*found[1:], None], strict=False):
        if w.text in _verbs() or SAYING.fullmatch(w.text):
            return True
        if after is not None and w.text in _likely() and after.text in _AFTER_VERB and text[w.start].islower():
            return True
        if w.text.endswith("ed") and len(w.text) > 3 and text[w.start].islower() and not _NO_VERB_ENDING.search(w.text):
            return True
    return False


def _clauses(text: str, sentence: Span, quoted: list[Span]) -> Iterator[Span]:
    """The sentence, or its independent clauses. One that reports what somebody says stays whole: a clause would lose who says it."""
    start = sentence.start
    if len(sentence) <= _LONGEST_SPLIT and not SAYING.search(text, sentence.start, sentence.end):
        for m in _CLAUSE.finditer(text, sentence.start, sentence.end):
            if any(q.start <= m.start() < q.end for q in quoted):
                continue
            left, right = words(text, start, m.start()), words(text, m.end(), sentence.end)
            if min(len(left), len(right)) >= _CLAUSE_WORDS and _has_verb(text, left) and _stands_alone(text, right):
                yield trimmed(text, start, m.start())
                start = m.end()
    yield trimmed(text, start, sentence.end)


def _stands_alone(text: str, clause: Sequence[Word]) -> bool:
    """Whether a clause begins with a subject of its own and a verb soon after it; an ending in -ed may be a participle and is none."""
    subject = clause[0]
    return (subject.text in _SUBJECTS or text[subject.start].isupper()) and any(w.text in _verbs() for w in clause[1:7])
