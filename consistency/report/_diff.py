"""The differing words of two statements, and passages cut out of their articles with those words marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from consistency.model import Document, Finding, Span, Statement
from consistency.text import sentences, words
from consistency.worddiff import Token, tokens

CUT = "[…]"
"""Stands where a report shortens a passage; a plain ellipsis is always the outlet's own."""

_SHARED_FLOOR = (0.5, 0.3)  # below these shares of the shorter and the longer side everything would be marked, which marks nothing
_MARGIN = 110  # characters kept on each side of a marked run when a passage is shortened


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a passage, white space folded."""

    text: str
    marked: bool = False


def marks(finding: Finding, left: Document, right: Document) -> dict[str, tuple[Span, ...]]:
    """The differing words of a finding's two statements, by statement id, as spans of their documents.

    The finding's evidence where on either side it points to less than the whole statement, else the words that are not in both.
    """
    sides = ((finding.left, left), (finding.right, right))
    evidence = tuple([Span(e.start, e.end) for e in finding.evidence if e.statement == s.id] for s, _ in sides)
    narrow = tuple([span for span in spans if not span.holds(s.extent)] for spans, (s, _) in zip(evidence, sides, strict=True))
    spans = narrow if any(narrow) else difference(tokens(left, finding.left.spans), tokens(right, finding.right.spans))
    return {s.id: _widened(d.text, found) for (s, d), found in zip(sides, spans, strict=True)}


def differing(finding: Finding, left: Document, right: Document, limit: int = 90) -> tuple[str, str]:
    """The differing words of both sides on one line each, cut at a word; both empty where the finding rests on the whole passages."""
    found = marks(finding, left, right)
    texts = [
        " … ".join(clean(d.text[s.start : s.end]) for s in found[side.id]) for side, d in ((finding.left, left), (finding.right, right))
    ]
    here, there = (t if len(t) <= limit else f"{_head(t, limit)} {CUT}" for t in texts)
    return here, there


def difference(left: Sequence[Token], right: Sequence[Token]) -> tuple[list[Span], list[Span]]:
    """The words of each side that the other side lacks, as spans; none at all where the two share few words.

    House style and typography make no difference.
    """
    opcodes = [op for op in Indel.opcodes([w.key for w in left], [w.key for w in right]) if op.tag != "equal"]
    here = [Span(left[i].start, left[i].end) for op in opcodes for i in range(op.src_start, op.src_end)]
    there = [Span(right[i].start, right[i].end) for op in opcodes for i in range(op.dest_start, op.dest_end)]
    shared = len(left) - len(here)
    if shared < _SHARED_FLOOR[0] * min(len(left), len(right)) or shared < _SHARED_FLOOR[1] * max(len(left), len(right)):
        return [], []
    return here, there


def missing(base: Document, shown: Statement, document: Document, statement: Statement) -> tuple[Span, ...]:
    """The words of `statement` that `shown`, a statement of `base`, has in another form or not at all."""
    return _widened(document.text, difference(tokens(base, shown.spans), tokens(document, statement.spans))[1])


def passage(document: Document, statement: Statement, marked: Sequence[Span] = (), limit: int = 600) -> list[Piece]:
    """The sentences that a statement stands in, `marked` runs apart, shortened to about `limit` characters."""
    around = surroundings(document, statement)
    pieces: list[Piece] = []
    at = around.start
    for span in marked:
        start, end = max(at, span.start), min(around.end, span.end)
        if start < end:
            pieces += [Piece(clean(document.text[at:start])), Piece(clean(document.text[start:end]), True)]
            at = end
    pieces.append(Piece(clean(document.text[at : around.end])))
    pieces[0] = Piece(pieces[0].text.lstrip(), pieces[0].marked)
    pieces[-1] = Piece(pieces[-1].text.rstrip(), pieces[-1].marked)
    return _shortened([p for p in pieces if p.text], limit)


def surroundings(document: Document, statement: Statement) -> Span:
    """The sentences of the article that hold the statement; a quotation brings its own context."""
    extent = statement.extent
    if statement.context:
        return Span(min(extent.start, statement.context.start), max(extent.end, statement.context.end))
    block = next((b.span for b in document.blocks if b.span.holds(extent)), None)
    if block is None:
        return extent
    held = [s for s in sentences(document.text, block.start, block.end) if s.overlap(extent)]
    return Span(min(extent.start, held[0].start), max(extent.end, held[-1].end)) if held else extent


def common(left: Sequence[Span], right: Sequence[Span]) -> tuple[Span, ...]:
    """What both hold."""
    shared = (Span(max(a.start, b.start), min(a.end, b.end)) for a in left for b in right if a.overlap(b))
    return tuple(sorted(shared))


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap as one."""
    found: list[Span] = []
    for span in sorted(spans):
        found.append(Span(found[-1].start, max(span.end, found.pop().end)) if found and span.start < found[-1].end else span)
    return tuple(found)


def headword(document: Document, marked: Sequence[Span], limit: int = 40) -> str:
    """The marked words of one side when they are short enough for a heading, else nothing."""
    if len(marked) != 1 or len(marked[0]) > limit:
        return ""
    return " ".join(document.text[w.start : w.end] for w in words(document.text, marked[0].start, marked[0].end))


def clean(text: str) -> str:
    """White space folded to one blank; control and direction characters, which could forge a terminal or a page, taken out."""
    text = re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "", text)
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text)


def _widened(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans grown to whole words, in order, one where nothing but a short gap without a word lies between."""
    found: list[Span] = []
    for span in sorted(spans):
        start, end = max(0, span.start), min(len(text), span.end)
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        if start == end:
            continue
        start = _back(text, start)
        if start > 0 and unicodedata.category(text[start - 1]) == "Sc":
            start = _back(text, start - 1)
        end = _forth(text, end)
        if end < len(text) and text[end] == "%":
            end = _forth(text, end + 1)
        if found and start <= found[-1].end + 3 and not words(text, found[-1].end, start) and "\n" not in text[found[-1].end : start]:
            start, end = found[-1].start, max(end, found.pop().end)
        found.append(Span(start, end))
    return tuple(found)


def _back(text: str, at: int) -> int:
    while at > 0 and not _breaks(text[at - 1]):
        at -= 1
    return at


def _forth(text: str, at: int) -> int:
    while at < len(text) and not _breaks(text[at]):
        at += 1
    return at


def _breaks(character: str) -> bool:
    """Whether a word ends at the character: white space, punctuation, symbols (the classes that CommonMark looks at beside `**`)."""
    return character.isspace() or unicodedata.category(character)[0] in "PSZ" or unicodedata.category(character) == "Cc"


def _shortened(pieces: list[Piece], limit: int) -> list[Piece]:
    """The pieces with the middle of long ones left out, when together they run past the limit."""
    if sum(len(p.text) for p in pieces) <= limit:
        return pieces
    if len(pieces) == 1:
        head = _head(pieces[0].text, limit)
        return [Piece(f"{head} {CUT}", pieces[0].marked)]
    last = len(pieces) - 1
    return [Piece(_middle_out(p.text, keep_head=i > 0, keep_tail=i < last or p.marked), p.marked) for i, p in enumerate(pieces)]


def _middle_out(text: str, keep_head: bool, keep_tail: bool) -> str:
    if len(text) <= 2 * _MARGIN + 40:
        return text
    head = _head(text, _MARGIN) + " " if keep_head else ""
    tail = " " + text[-_MARGIN:].partition(" ")[2] if keep_tail else ""
    return f"{head}{CUT}{tail}"


def _head(text: str, limit: int) -> str:
    """The first `limit` characters, cut at a word."""
    return text[:limit].rpartition(" ")[0] or text[:limit]
