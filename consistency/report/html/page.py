"""What the page shows, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from consistency.model import Document, Finding, Kind, Report, Statement, Story
from consistency.report import _phrases as phrases
from consistency.report._compare import compare
from consistency.report._diff import Piece
from consistency.report._matrix import stances
from consistency.report._matters import Matter, Section, section_of
from consistency.report._view import View, view
from consistency.report.html.article import Article, Index, article, index
from consistency.report.html.cards import Card, Place, card, fullest, place_of
from consistency.report.html.excerpt import excerpt
from consistency.report.html.pictures import Agreement, agreement
from consistency.report.html.side import Column, Excerpt, column, differing, excerpts, measured, rows
from consistency.rules import RULES, Rule

_SUBJECT = 90  # characters in a row of the matrix


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix: who says what of one matter."""

    card: Card
    subject: tuple[Piece, ...]
    stances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """What one outlet alone has."""

    outlet: str
    quotations: tuple[Place, ...]
    facts: int


@dataclass(frozen=True, slots=True)
class Facing:
    """A row of the side-by-side."""

    left: tuple[Excerpt, ...]
    right: tuple[Excerpt, ...]
    findings: tuple[tuple[str, Finding], ...]
    """What there is on the two, each with the number of its matter."""
    copied: str


@dataclass(frozen=True, slots=True)
class Part:
    """The documents on one event and everything that was found on them."""

    id: str
    title: str
    documents: tuple[Document, ...]
    outlets: tuple[str, ...]
    cards: Mapping[Section, tuple[Card, ...]]
    matrix: tuple[Line, ...]
    alone: tuple[Alone, ...]
    articles: tuple[Article, ...]
    """Those that `facing` does not show."""
    facing: tuple[Facing, ...]
    """The side-by-side of the two sides asked for; the page's script makes the others."""
    data: Mapping[str, Any]
    """What that script needs."""

    def count(self, section: Section) -> int:
        """How many matters of a section it has."""
        return len(self.cards.get(section, ()))

    @property
    def name(self) -> str:
        """What the part is called."""
        return self.title or self.documents[0].title or self.documents[0].id


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    title: str
    sides: tuple[str, ...]
    """Left and right, where two were asked for."""
    seen: View
    period: str
    outlets: Mapping[str, int]
    """Every outlet and the number of its articles."""
    speakers: Mapping[str, int]
    """Everybody who is quoted in a finding, and in how many."""
    parts: tuple[Part, ...]
    agreement: Agreement | None
    rules: tuple[Rule, ...]
    statements: Mapping[Kind, int]
    held: Mapping[str, int]
    """How many statements each document has."""
    anchors: Mapping[str, str]

    def count(self, section: Section) -> int:
        """How many matters of a section there are."""
        return len(self.seen.within(section))

    @property
    def front(self) -> list[tuple[Card, Part]]:
        """The contradictions and the changes over time, in order of their numbers, each with its part."""
        sections = (Section.CONTRADICTION, Section.MOVED)
        found = [(c, part) for part in self.parts for s in sections for c in part.cards.get(s, ())]
        return sorted(found, key=lambda each: (sections.index(each[0].matter.section), int(each[0].matter.number[1:])))

    @property
    def total(self) -> int:
        """How many matters there are."""
        return len(self.seen.matters)


def page(report: Report, names: tuple[str, str] | None = None) -> Page:
    """What the page shows of the report, or of what lies between two outlets or files.

    Raises:
        LookupError: a name stands for no document of the report.
    """
    sides = compare(report, *names) if names else None
    halves = tuple(frozenset(d.id for d in side.documents) for side in (sides.left, sides.right)) if sides else ()
    titles = (sides.left.name, sides.right.name) if sides else ()
    seen = view(report)
    at = index(seen)
    speakers = fullest(s.speaker.name for s in report.statements if s.speaker)
    stories = [_within(s, seen) for s in report.stories] or [Story("", tuple(d.id for d in report.documents))]
    home = {id: i for i, story in enumerate(stories) for id in story.documents}
    matters: list[list[Matter]] = [[] for _ in stories]
    for matter in seen.matters:
        matters[home[matter.variants[0].shown.document]].append(matter)
    findings: list[list[Finding]] = [[] for _ in stories]
    for finding in report.findings:
        if home[finding.left.document] == home[finding.right.document]:
            findings[home[finding.left.document]].append(finding)
    alone: list[list[Statement]] = [[] for _ in stories]
    for statement in seen.alone:
        alone[home[statement.document]].append(statement)
    parts = [_part(i, story, matters[i], findings[i], alone[i], at, speakers, halves) for i, story in enumerate(stories) if story.documents]
    dates = sorted(d.date for d in report.documents if d.date)
    shown = [phrases.day(d) for d in dict.fromkeys((dates[0], dates[-1]))] if dates else []
    said = Counter(name for part in parts for cards in part.cards.values() for c in cards for name in c.speakers)
    return Page(
        f"{titles[0]} and {titles[1]}, side by side" if titles else "Discrepancy report",
        titles,
        seen,
        " to ".join(shown),
        dict(sorted(Counter(d.outlet for d in report.documents).items())),
        dict(sorted(said.items())),
        tuple(parts),
        agreement(seen),
        tuple(RULES[name] for name in sorted({f.rule for m in seen.matters for f in m.findings})),
        Counter(s.kind for s in report.statements),
        Counter(s.document for s in report.statements),
        at.anchors,
    )


def _within(story: Story, seen: View) -> Story:
    """The story without the documents that the report leaves out."""
    return Story(story.title, tuple(id for id in story.documents if id in seen.documents))


def _part(
    i: int,
    story: Story,
    matters: Sequence[Matter],
    findings: Sequence[Finding],
    alone: Sequence[Statement],
    at: Index,
    speakers: Mapping[str, str],
    halves: tuple[frozenset[str], ...],
) -> Part:
    documents = tuple(at.seen.documents[id] for id in story.documents)
    outlets = tuple(sorted({d.outlet for d in documents}))
    cards = {s: tuple(card(m, at, speakers) for m in matters if m.section is s) for s in Section}
    facing: tuple[Facing, ...] = ()
    if halves:
        left, right = (column([d.id for d in documents if d.id in half], at) for half in halves)
        facing = tuple(_facing(left, right, findings, at))
    return Part(
        f"story-{i + 1}",
        story.title,
        documents,
        outlets,
        cards,
        tuple(_lines(cards, outlets, at)),
        tuple(_alone(outlets, alone, at)),
        tuple(article(d, at) for d in documents if not any(d.id in half for half in halves)),
        facing,
        {} if halves else _data(documents, outlets, findings, at),
    )


def _lines(cards: Mapping[Section, Sequence[Card]], outlets: Sequence[str], at: Index) -> list[Line]:
    found = [c for s, cs in cards.items() if s not in (Section.COPIED, Section.WAIVED) for c in cs if len(c.outlets) > 1]
    lines = []
    for c in found:
        first = c.matter.variants[0]
        subject = excerpt(at.seen.of(first.shown), first.shown, first.marked, _SUBJECT)
        lines.append(Line(c, subject, tuple(stances(at.seen, c.matter, outlets))))
    return lines


def _alone(outlets: Sequence[str], statements: Sequence[Statement], at: Index) -> list[Alone]:
    found = []
    for outlet in outlets:
        own = [s for s in statements if at.seen.of(s).outlet == outlet]
        quotations = tuple(place_of(s, at) for s in own if s.kind is Kind.QUOTE)
        if own:
            found.append(Alone(outlet, quotations, len(own) - len(quotations)))
    return found


def _facing(left: Column, right: Column, findings: Sequence[Finding], at: Index) -> list[Facing]:
    out = []
    for row in rows(left, right, findings, at):
        numbered = tuple((at.number(f.left, f.right) or "", f) for f in row.findings)
        out.append(Facing(excerpts(row, left, True, at), excerpts(row, right, False, at), numbered, row.copied))
    return out


def _data(documents: Sequence[Document], outlets: Sequence[str], findings: Sequence[Finding], at: Index) -> dict[str, Any]:
    """The rows of every two outlets' side-by-side: ranges of sentences, and the findings with their differing words."""
    columns = [column([d.id for d in documents if d.outlet == name], at) for name in outlets]
    pairs = {}
    for i, j in combinations(range(len(outlets)), 2):
        left, right = columns[i], columns[j]
        between = [f for f in findings if {at.seen.of(f.left).outlet, at.seen.of(f.right).outlet} == {outlets[i], outlets[j]}]
        if between:
            pairs[f"{i}-{j}"] = [
                [r.left.start, r.left.stop, r.right.start, r.right.stop, r.copied, [_entry(f, left, right, at) for f in r.findings]]
                for r in rows(left, right, between, at)
            ]
    return {"outlets": list(outlets), "articles": [[at.anchors[id] for id in c.documents] for c in columns], "pairs": pairs}


def _entry(finding: Finding, left: Column, right: Column, at: Index) -> dict[str, Any]:
    words = differing(finding, at)
    one, other = (finding.left, finding.right) if finding.left.document in left.documents else (finding.right, finding.left)
    return {
        "number": at.number(finding.left, finding.right) or "",
        "section": section_of(finding).name.lower(),
        "relation": phrases.relation(finding).capitalize(),
        "title": phrases.rule(finding).title,
        "confidence": phrases.confidence(finding.confidence),
        "left": measured(words.get(one.id, ()), one, left, at),
        "right": measured(words.get(other.id, ()), other, right, at),
    }
