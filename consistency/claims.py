"""Claims: the sentences, or independent clauses, of narration that state something."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from consistency.model import BlockKind, Document, Span, Utterance
from consistency.text import SAYING, Word, sentences, trimmed, words

_VERBS = frozenset(
    """is are was were be been being am has have had having do does did will would can could may might must shall should won't
    wouldn't can't couldn't isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't it's he's she's they're we're
    i'm that's there's i've we've they've i'll we'll became become becomes began begin begins brought buys bought came come comes
    cost cut drew drawn drove fell fallen felt fought found gave given gives goes gone went got gets grew grown held holds hit
    kept keeps knew known led left leaves lost loses made makes meant means met paid pays put puts ran runs rose rises said says
    sat saw seen seeks sent set sets shot showed shown shows shut sold spent spoke stood struck sought swept swore taken takes
    taught thinks thought threw told took tells understood wants wins withdrew won wore wrote written calls plans faces appears
    seems remains includes continues expects needs believes knows hopes fears agrees opposes supports requires allows follows
    ends opens works lives sees hears helps raises adds asks argues claims""".split()
)
"""Forms, folded, that are a sentence's verb more often than not; regular past forms are known by their ending."""
_NO_VERB_ENDING = re.compile(r"(?:hundr|sacr|kindr|hatr|nak|wick|unit|re|se|fe|bre|spe|gre|ne|exce|proce|succe|inde)ed$")
_CLAUSE = re.compile(r";\s+|,\s+(?:and|but|while|whereas|although|though)\s+(?=(?:[a-z']+|[A-Z][\w.’'-]*)\s)")
_SUBJECTS = frozenset(
    "the a an he she it they we i you this that these those his her its their our my there both some many most all".split()
)
_FEW_WORDS = 4
"""A claim has at least so many words."""
_ATTRIBUTION_WORDS = 12
"""Narration around a whole quoted sentence that has no more words than these only says who speaks."""
_LONGEST_SPLIT = 1000
"""Characters: what is longer is no sentence of prose and is not split."""
_CLAUSE_WORDS = 8
"""Each of the clauses that a sentence is split into has at least so many words."""


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
        for sentence in whole:
            inside = _within(quoted, starts, sentence)
            if block.kind is BlockKind.HEADLINE:
                if len(words(text, sentence.start, sentence.end)) >= _FEW_WORDS and not _asks(text, sentence):
                    found.append(sentence)
                continue
            narrated = _narrated(text, sentence, inside)
            if len(narrated) and not (len(whole) == 1 and _is_label(text, sentence)):
                found += _clauses(text, narrated, inside)
    return tuple(found)


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
        return sentence if _has_verb(text, every) or (len(every) > _ATTRIBUTION_WORDS and _stops(text, sentence)) else nothing
    if any(_led_into(text, q, sentence) for q in quoted):
        return sentence if len(narration) >= _FEW_WORDS else nothing
    edges = [sentence.start, *(edge for q in quoted for edge in (q.start, q.end)), sentence.end]
    longest = max((Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b), key=len, default=nothing)
    beside = words(text, longest.start, longest.end)
    if len(beside) <= _ATTRIBUTION_WORDS or not _has_verb(text, [w for w in beside if not SAYING.fullmatch(w.text)]):
        return nothing
    return Span(beside[0].start, longest.end) if longest.end == sentence.end else Span(longest.start, beside[-1].end)


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
    return bool(before) and before[-1].isalnum() and not text[quoted.start].isupper()


def _asks(text: str, sentence: Span) -> bool:
    return text[sentence.start : sentence.end].rstrip("\"”’'») ").endswith("?")


def _stops(text: str, sentence: Span) -> bool:
    return text[sentence.start : sentence.end].rstrip("\"”’'») ").endswith((".", "!", "…"))


def _is_label(text: str, sentence: Span) -> bool:
    """A line of its own that does not end as sentences do: a subhead, a section's name, or what introduces a quotation or a list."""
    return not _stops(text, sentence) and len(words(text, sentence.start, sentence.end)) <= _ATTRIBUTION_WORDS


def _has_verb(text: str, found: Sequence[Word]) -> bool:
    for w in found:
        if w.text in _VERBS or SAYING.fullmatch(w.text):
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
    return (subject.text in _SUBJECTS or text[subject.start].isupper()) and any(w.text in _VERBS for w in clause[1:7])
