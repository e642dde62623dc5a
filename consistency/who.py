"""What a speaker said, or what was said on a topic, in all documents: one entry for each thing said, in time order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from consistency.errors import InputError
from consistency.model import Document, Finding, Kind, Report, Span, Statement
from consistency.names import is_role, same_name, telling
from consistency.rules import MOVED
from consistency.worddiff import tokens

_NEAREST = 5
"""Speakers that are named where nobody has the name that was asked for."""
_LIKE = 60
"""Least resemblance, 0..100, of their names."""
_MOST_OF = 2 / 3
"""Share of a long phrase's words that a statement on the topic has; of a phrase of one or two words, all."""


@dataclass(frozen=True, slots=True)
class Version:
    """The same words, as one document or several have them."""

    statements: tuple[Statement, ...]
    """By date, then outlet."""

    @property
    def shown(self) -> Statement:
        """The first of them."""
        return self.statements[0]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said, in all versions of it."""

    versions: tuple[Version, ...]
    """Quotations before what is reported without quoting; each by date, then outlet."""
    findings: tuple[Finding, ...]
    """What was found between two of its statements, most severe first."""
    moved: tuple[Finding, ...]
    """Findings that set one of its statements against what was said at another date."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All of them."""
        return tuple(s for v in self.versions for s in v.statements)


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that was asked for."""

    query: str
    names: tuple[str, ...]
    """The speakers' names that the query stands for, as the documents give them, the commonest first; none for a topic."""
    entries: tuple[Entry, ...]
    """By date, then outlet and place; undated ones last."""

    @property
    def topic(self) -> bool:
        """Whether the query was taken for a topic."""
        return not self.names


def ask(report: Report, query: str, topic: bool = False) -> Answer:
    """What a speaker said, or, where nobody has that name or `topic` is set, what was said on a topic.

    A name is matched as the documents' own are: by last name, without titles, in any case, with or without accents. One that is misspelt
    by a letter or two in every word is taken for the speaker's where there is neither a speaker nor a topic of that name.

    Raises:
        InputError: there is nothing of the kind; the message names the speakers whose names are nearest.
    """
    documents = {d.id: d for d in report.documents}
    spoken = Counter(s.speaker.name for s in report.statements if s.speaker)
    names = () if topic else _ranked(spoken, [name for name in spoken if _called(query, name)])
    whole = any(set(telling(query)) <= set(telling(name)) for name in names)
    found = _on_topic(report, documents, query) if not names else []
    if not topic and not found and not whole:
        names = _ranked(spoken, {*names, *_misspelt(query, spoken)})
    if names:
        found = [s for s in report.statements if s.speaker and s.speaker.name in names]
    if not found:
        near = _near(query, spoken)
        hint = f"; did you mean {' or '.join(near)}?" if near and not topic else ""
        who = "no statement is on it" if topic else "nobody of that name speaks in the corpus, and no statement is on such a topic"
        raise InputError(f"{query}: {who}{hint}")
    return Answer(query, names, _entries(report, documents, found))


def _called(query: str, name: str) -> bool:
    """Whether the name, as it was asked for, can only be this speaker's."""
    asked = query.title() if query == query.lower() and not is_role(name) else query
    return bool(telling(asked)) and same_name(asked, name) is True


def _ranked(spoken: Mapping[str, int], names: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (-spoken[name], name)))


def _misspelt(query: str, names: Collection[str]) -> list[str]:
    """The names that have every word of the query but for a letter or two."""
    asked = telling(query)
    return [name for name in names if asked and not is_role(name) and all(any(_slip(a, w) for w in telling(name)) for a in asked)]


def _slip(word: str, other: str) -> bool:
    least = min(len(word), len(other))
    return word[:1] == other[:1] and OSA.distance(word, other) <= (0 if least < 3 else 1 if least < 8 else 2)


def _near(query: str, names: Collection[str]) -> list[str]:
    """The names nearest to the query, the whole or the last word of them, nearest first."""
    asked = telling(query)

    def like(name: str) -> float:
        words = telling(name)
        return max(fuzz.ratio(" ".join(asked), " ".join(words)), fuzz.ratio(asked[-1], words[-1]))

    ranked = sorted(((like(name), name) for name in names if asked and not is_role(name)), key=lambda x: (-x[0], x[1]))
    return [name for score, name in ranked[:_NEAREST] if score >= _LIKE]


def _on_topic(report: Report, documents: Mapping[str, Document], query: str) -> list[Statement]:
    """The statements that have the content words of the query, their endings cut."""
    wanted = _stems(Document("", "", query, ""), (Span(0, len(query)),))
    least = len(wanted) if len(wanted) < 3 else len(wanted) * _MOST_OF
    if not wanted:
        return []
    return [s for s in report.statements if len(wanted & _stems(documents[s.document], s.spans)) >= least]


def _stems(document: Document, spans: Sequence[Span]) -> frozenset[str]:
    return frozenset(t.stem for t in tokens(document, spans) if t.content)


def _entries(report: Report, documents: Mapping[str, Document], found: Sequence[Statement]) -> tuple[Entry, ...]:
    """The statements, each with what other documents have of the same thing."""
    statements = {s.id: s for s in report.statements}
    group = {s.id: s.id for s in report.statements}

    def root(id: str) -> str:
        while group[id] != id:
            group[id] = group[group[id]]
            id = group[id]
        return id

    for one, other in (*_alike(report), *_held(found)):
        group[max(root(one), root(other))] = min(root(one), root(other))
    members: dict[str, list[str]] = defaultdict(list)
    for id in statements:
        members[root(id)].append(id)
    entries = [_entry(report, documents, [statements[i] for i in members[name]]) for name in dict.fromkeys(root(s.id) for s in found)]
    return tuple(sorted(entries, key=lambda e: min(_order(documents, s) for s in e.statements)))


def _alike(report: Report) -> list[tuple[str, str]]:
    """The pairs that are one thing said: found to be, and in one cluster that holds nothing said at another date."""
    homes: dict[str, set[int]] = defaultdict(set)
    for i, cluster in enumerate(report.clusters):
        for id in cluster.statements:
            homes[id].add(i)
    dated = {i for f in report.findings if f.reason in MOVED for i in homes[f.left.id] & homes[f.right.id]}
    return [(f.left.id, f.right.id) for f in report.findings if f.reason not in MOVED and (homes[f.left.id] & homes[f.right.id]) - dated]


def _held(found: Sequence[Statement]) -> list[tuple[str, str]]:
    """The pairs of a document of which one is a quotation inside of the other, a sentence that reports more of what was said."""
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in found:
        by_document[statement.document].append(statement)
    return [
        (quote.id, claim.id)
        for held in by_document.values()
        for claim in held
        if claim.kind is Kind.CLAIM
        for quote in held
        if quote.kind is Kind.QUOTE and any(c.holds(q) for c in claim.spans for q in quote.spans)
    ]


def _entry(report: Report, documents: Mapping[str, Document], held: Sequence[Statement]) -> Entry:
    ids = {s.id for s in held}
    by_words: dict[tuple[Kind, str], list[Statement]] = defaultdict(list)
    for statement in sorted(held, key=lambda s: (s.kind is Kind.CLAIM, _order(documents, s))):
        by_words[statement.kind, re.sub(r"\W+", " ", statement.text.casefold()).strip()].append(statement)
    touching = [f for f in report.findings if f.left.id in ids or f.right.id in ids]
    return Entry(
        tuple(Version(tuple(same)) for same in by_words.values()),
        tuple(f for f in touching if f.left.id in ids and f.right.id in ids and f.reason not in MOVED),
        tuple(f for f in touching if f.reason in MOVED),
    )


def _order(documents: Mapping[str, Document], statement: Statement) -> tuple[str, str, str, int]:
    document = documents[statement.document]
    return (document.dated, document.outlet, document.id, statement.extent.start)
