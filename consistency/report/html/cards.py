"""Each matter as it is shown: the versions, what differs, how sure that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consistency.model import Finding, Kind, Statement
from consistency.names import same_name, telling
from consistency.report import _phrases as phrases
from consistency.report._diff import Piece, headword, passage
from consistency.report._matters import Matter, Section, Variant, place
from consistency.report._view import View
from consistency.report.html.article import Index
from consistency.report.html.pictures import Timeline, timeline
from consistency.report.html.text import printable
from consistency.rules import RULES, Rule
from consistency.text import fold

_ALIKE = 260  # characters of a passage that says what another one says


@dataclass(frozen=True, slots=True)
class Place:
    """A passage and where it stands."""

    outlet: str
    date: str
    speaker: str
    where: str
    anchor: str
    """Id in the page of the statement in its article."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a matter."""

    shown: Place
    alike: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """What was found between two versions."""

    between: tuple[str, ...]
    message: str
    rule: Rule
    confidence: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A matter, ready to be shown."""

    id: str
    matter: Matter
    section: str
    title: str
    heads: tuple[str, ...]
    """The differing words, where they are few enough for a heading."""
    speaker: str
    """Who says every version, where there are no such words and that is one person."""
    versions: tuple[Version, ...]
    details: tuple[Detail, ...]
    outlets: tuple[str, ...]
    pair: tuple[str, str]
    """The outlets of its gravest finding."""
    speakers: tuple[str, ...]
    confidence: float
    """Of its gravest finding."""
    waivers: tuple[str, ...]
    """Reasons for which findings in it are waived."""
    timeline: Timeline | None


def card(matter: Matter, at: Index, speakers: Mapping[str, str]) -> Card:
    """A matter, ready to be shown; `speakers` gives each name its fullest form."""
    seen, first = at.seen, matter.findings[0]
    statements = [s for v in matter.variants for s in v.statements]
    names = dict.fromkeys(speakers[s.speaker.name] for s in statements if s.speaker)
    heads = _heads(seen, matter)
    said_by = {speakers[v.shown.speaker.name] if v.shown.speaker else "" for v in matter.variants}
    waivers = dict.fromkeys(_waived(f) for f in matter.findings if f.waiver)
    return Card(
        matter.number.lower(),
        matter,
        matter.section.name.lower(),
        matter.rule.title,
        heads,
        said_by.pop() if len(said_by) == 1 and not heads else "",
        tuple(Version(place_of(v.shown, at, v), tuple(place_of(s, at) for s in v.alike)) for v in matter.variants),
        tuple(_detail(seen, bundle) for bundle in matter.bundles),
        tuple(printable(name) for name in seen.outlets(matter)),
        (printable(seen.of(first.left).outlet), printable(seen.of(first.right).outlet)),
        tuple(printable(name) for name in names),
        first.confidence,
        tuple(waivers),
        timeline(seen, matter) if matter.section is Section.MOVED else None,
    )


def fullest(names: Iterable[str]) -> dict[str, str]:
    """For each name of a speaker the fullest one that can only be the same person."""
    by_surname: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names), key=lambda n: (-len(telling(n)), -len(n), n)):
        by_surname[(telling(name) or [""])[-1]].append(name)
    return {name: next((o for o in group if same_name(o, name)), name) for group in by_surname.values() for name in group}


def place_of(statement: Statement, at: Index, variant: Variant | None = None) -> Place:
    """The passage that a statement stands in; whole and with its marks where it is the one shown of a variant."""
    document = at.seen.of(statement)
    unnamed = "speaker not named" if statement.kind is Kind.QUOTE else ""
    return Place(
        document.outlet,
        phrases.dated(document),
        statement.speaker.name if statement.speaker else unnamed,
        place(document, statement),
        at.anchor(statement),
        tuple(passage(document, statement, variant.marked) if variant else passage(document, statement, limit=_ALIKE)),
    )


def _detail(seen: View, bundle: list[Finding]) -> Detail:
    first = bundle[0]
    between = tuple(f"{seen.of(f.left).outlet} and {seen.of(f.right).outlet}" for f in bundle)
    return Detail(between, first.message, RULES[first.rule], phrases.confidence(first.confidence), tuple(bundle))


def _heads(seen: View, matter: Matter) -> tuple[str, ...]:
    """The differing words of the two versions that the matter's first finding is between, where both are short."""
    if matter.rule.reason in phrases.NOT_IN_WORDS:
        return ()
    first = {matter.findings[0].left.id, matter.findings[0].right.id}
    sides = [v for v in matter.variants if v.marked and first & {s.id for s in v.statements}]
    heads = {fold(head): head for v in sides if (head := headword(seen.of(v.shown), v.marked))}
    return tuple(heads.values()) if len(heads) == len(sides) else ()


def _waived(finding: Finding) -> str:
    waiver = finding.waiver
    if waiver is None:
        return ""
    parts = (waiver.reason, f"by {waiver.owner}" if waiver.owner else "", f"until {phrases.day(waiver.expires)}" if waiver.expires else "")
    return ", ".join(part for part in parts if part)
