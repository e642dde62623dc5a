"""What somebody said, or what was said on a topic, laid out for reading: passages once, with who printed which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from consistency.model import Document, Finding, Kind, Report, Span, Statement, Verdict
from consistency.names import same_name
from consistency.report import _phrases as phrases
from consistency.report._diff import missing, surroundings
from consistency.who import Answer, Entry


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of one article that has the thing said."""

    statement: Statement
    document: Document
    how: str
    """Whether it is quoted, in plain words, and who says it where that is not the speaker who was asked for."""
    marked: tuple[Span, ...]
    """Words that the entry's first quotation has in another form or not at all."""
    alike: tuple[Document, ...]
    """Other articles with the same words."""


@dataclass(frozen=True, slots=True)
class Said:
    """One entry."""

    number: int
    day: date | None
    passages: tuple[Passage, ...]
    findings: tuple[tuple[Finding, ...], ...]
    """What differs between its versions, those of one rule together, the surest first."""
    moved: tuple[tuple[Finding, int], ...]
    """What was said at another date and cannot be reconciled, with the number of the entry that has it, 0 for one that is not shown."""


def laid_out(report: Report, answer: Answer) -> list[Said]:
    """The entries, numbered in time order."""
    documents = {d.id: d for d in report.documents}
    number = {s.id: n for n, entry in enumerate(answer.entries, 1) for s in entry.statements}
    found = []
    for n, entry in enumerate(answer.entries, 1):
        held = {s.id for s in entry.statements}
        moved = {number.get(side.id, 0): f for f in reversed(entry.moved) for side in (f.left, f.right) if side.id not in held}
        passages = tuple(_passages(documents, answer, entry))
        by_rule: dict[str, list[Finding]] = {}
        for finding in sorted(entry.findings, key=lambda f: (-f.verdict.severity, -f.confidence, f.id)):
            if finding.verdict is not Verdict.AGREE:
                by_rule.setdefault(finding.rule, []).append(finding)
        differing = tuple(tuple(same) for same in by_rule.values())
        found.append(Said(n, passages[0].document.date, passages, differing, tuple((f, k) for k, f in sorted(moved.items()))))
    return found


def title(answer: Answer) -> str:
    """What the page is about: `What Orla Finch said`, `What was said on “the breakwater”`."""
    return f"What was said on “{answer.query}”" if answer.topic else f"What {max(answer.names[:1], key=len)} said"


def summary(report: Report, answer: Answer) -> list[str]:
    """How much there is, and whose names the query stands for, in one line each."""
    documents = {d.id: d for d in report.documents}
    statements = [s for entry in answer.entries for s in entry.statements]
    held = {s.document for s in statements}
    outlets = {documents[id].outlet for id in held}
    shared = sum(len({documents[s.document].outlet for s in entry.statements}) > 1 for entry in answer.entries)
    lines = [
        f"{phrases.plural(len(answer.entries), 'thing')} said, in {phrases.plural(len(statements), 'statement')} of "
        f"{phrases.plural(len(held), 'article')} from {phrases.plural(len(outlets), 'outlet')}; {shared:,} in more than one outlet."
    ]
    if len(answer.names) > 1:
        lines.append(f"Names that this is taken from: {phrases.joined(phrases.some(list(answer.names), 12))}.")
    elif answer.names and answer.query.casefold() not in answer.names[0].casefold():
        lines.append(f"“{answer.query}” is taken for {answer.names[0]}.")
    return lines


def _passages(documents: dict[str, Document], answer: Answer, entry: Entry) -> list[Passage]:
    """One for each version, without those that stand in a passage shown before."""
    first = entry.versions[0].shown
    shown: set[tuple[str, Span]] = set()
    found = []
    for version in entry.versions:
        new = [s for s in version.statements if (s.document, surroundings(documents[s.document], s)) not in shown]
        shown |= {(s.document, surroundings(documents[s.document], s)) for s in new}
        if not new:
            continue
        document = documents[new[0].document]
        quoted = first.kind is new[0].kind is Kind.QUOTE and version.shown is not first
        marked = missing(documents[first.document], first, document, new[0]) if quoted else ()
        found.append(Passage(new[0], document, _how(answer, new[0]), marked, tuple(documents[s.document] for s in new[1:])))
    return found


def _how(answer: Answer, statement: Statement) -> str:
    speaker = statement.speaker
    how = "quoted" if statement.kind is Kind.QUOTE else "reported, not quoted" if speaker else "reported as a fact"
    known = speaker is not None and any(same_name(speaker.name, name) for name in answer.names)
    return f"{speaker.name}, {how}" if speaker and not known else how
