"""An article's whole text, sentence by sentence, with its statements marked and led to the findings on them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from consistency.model import Block, BlockKind, Document, Span, Statement
from consistency.report._matters import Matter, Section
from consistency.report._view import View
from consistency.text import sentences


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look."""

    text: str
    look: str = ""
    """Section of the gravest finding on the statement, `alone` for one that no other source has, empty outside of statements."""
    marked: bool = False
    """Whether the words differ from the other side's."""
    anchors: tuple[str, ...] = ()
    """Ids of the statements that begin here."""
    numbers: tuple[str, ...] = ()
    """Numbers of the matters of the statements that end here."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of an article, its sentences apart."""

    kind: BlockKind
    sentences: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One document, ready to be shown."""

    id: str
    """In the page."""
    document: Document
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of an article, or a whole caption, with the statements that it holds a part of."""

    block: Block
    span: Span
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Where everything stands in the page."""

    seen: View
    matters: Mapping[str, tuple[Matter, ...]]
    """The matters that a statement is part of, gravest first."""
    anchors: Mapping[str, str]
    """Ids in the page of statements and documents, by their ids in the report."""
    units: Mapping[str, tuple[Unit, ...]]
    """Every sentence of each document."""
    reach: Mapping[str, range]
    """The sentences that hold each statement, by their index in its document; a statement that no sentence holds is not there."""

    def number(self, left: Statement, right: Statement) -> str | None:
        """The number of the matter that both are part of."""
        there = {m.number for m in self.matters.get(right.id, ())}
        return next((m.number for m in self.matters.get(left.id, ()) if m.number in there), None)

    def anchor(self, statement: Statement) -> str:
        """Where the statement stands in the page; its article where that cannot be told."""
        return self.anchors[statement.id if statement.id in self.reach else statement.document]


def index(seen: View) -> Index:
    """The indexes of a page."""
    matters: dict[str, list[Matter]] = defaultdict(list)
    for matter in seen.matters:
        for id in dict.fromkeys(s.id for v in matter.variants for s in v.statements):
            matters[id].append(matter)
    anchors = {s.id: f"p{i}" for i, s in enumerate(seen.report.statements)}
    anchors |= {d.id: f"d{i}" for i, d in enumerate(seen.report.documents)}
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(seen.report.statements, key=lambda s: (s.extent, s.id)):
        by_document[statement.document].append(statement)
    units: dict[str, tuple[Unit, ...]] = {}
    reach: dict[str, range] = {}
    for document in seen.report.documents:
        found = _sentences(document)
        held: list[list[Statement]] = [[] for _ in found]
        starts, ends = [span.start for _, span in found], [span.end for _, span in found]
        for statement in by_document[document.id]:
            here = range(bisect_right(ends, statement.extent.start), bisect_left(starts, statement.extent.end))
            if here:
                reach[statement.id] = here
            for i in here:
                held[i].append(statement)
        units[document.id] = tuple(Unit(block, span, tuple(s)) for (block, span), s in zip(found, held, strict=True))
    return Index(seen, {id: tuple(found) for id, found in matters.items()}, anchors, units, reach)


def article(document: Document, at: Index) -> Article:
    """The document's whole text, ready to be shown."""
    return Article(at.anchors[document.id], document, paragraphs(document, range(len(at.units[document.id])), at))


def paragraphs(document: Document, which: range, at: Index, marked: Sequence[Span] = (), copy: bool = False) -> tuple[Paragraph, ...]:
    """Some of the document's sentences; `marked` are words that differ from the other side's, and a `copy` has no ids of its own."""
    units = at.units[document.id]
    found: list[Paragraph] = []
    for i in which:
        unit = units[i]
        runs = tuple(replace(run, anchors=()) if copy else run for run in _runs(document, i, unit, at, marked))
        if i > which.start and units[i - 1].block is unit.block:
            last = found.pop()
            found.append(replace(last, sentences=(*last.sentences, runs)))
        else:
            found.append(Paragraph(unit.block.kind, (runs,)))
    return tuple(found)


def _sentences(document: Document) -> list[tuple[Block, Span]]:
    """Every sentence of the document with its block; captions and boilerplate are one each."""
    found = []
    for block in document.blocks or (Block(Span(0, len(document.text)), BlockKind.PARAGRAPH),):
        prose = block.kind in (BlockKind.HEADLINE, BlockKind.PARAGRAPH)
        spans = sentences(document.text, block.span.start, block.span.end) if prose else []
        found += [(block, span) for span in spans or [block.span]]
    return found


def _runs(document: Document, i: int, unit: Unit, at: Index, marked: Sequence[Span]) -> Iterator[Run]:
    """The unit cut wherever a statement or a marked run begins or ends."""
    edges = {unit.span.start, unit.span.end}
    for span in [span for s in unit.statements for span in s.spans] + list(marked):
        edges |= {edge for edge in (span.start, span.end) if unit.span.start < edge < unit.span.end}
    for here in (Span(start, end) for start, end in pairwise(sorted(edges))):
        inside = [s for s in unit.statements if any(span.holds(here) for span in s.spans)]
        begin = [s for s in unit.statements if at.reach[s.id][0] == i and max(s.extent.start, unit.span.start) == here.start]
        end = [s for s in unit.statements if at.reach[s.id][-1] == i and min(s.extent.end, unit.span.end) == here.end]
        yield Run(
            document.text[here.start : here.end],
            _look(inside, at),
            any(span.holds(here) for span in marked),
            tuple(at.anchors[s.id] for s in begin),
            tuple(dict.fromkeys(m.number for s in end for m in at.matters.get(s.id, ()))),
        )


def _look(statements: Sequence[Statement], at: Index) -> str:
    if not statements:
        return ""
    order = list(Section)
    sections = [m.section for s in statements for m in at.matters.get(s.id, ())]
    return min(sections, key=order.index).name.lower() if sections else "alone"
