"""What a report is about, sorted for reading: its matters, numbered, by section and story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from consistency.model import Cluster, Document, Finding, Kind, Report, Span, Statement, Story, Verdict
from consistency.names import telling
from consistency.report._diff import common, marks, surroundings, united
from consistency.report._matters import Matter, Section, Variant, in_order, nature, rank, section_of, source
from consistency.report._phrases import SLIGHT, in_passing
from consistency.report._united import told_once


@dataclass(frozen=True, slots=True)
class View:
    """A report with its indexes."""

    report: Report
    documents: Mapping[str, Document]
    matters: tuple[Matter, ...]
    alone: tuple[Statement, ...]
    """Statements that no other source has, in the report's order."""
    stories: tuple[Story, ...] = ()
    """The stories of two documents and more where there are two and more of them, so that a report is told by story; else none."""
    homes: Mapping[str, int] = field(default_factory=dict)
    """For each matter that most documents of one story report, by number, the story's index."""

    def of(self, statement: Statement) -> Document:
        """The document that holds the statement."""
        return self.documents[statement.document]

    def within(self, section: Section) -> list[Matter]:
        """The matters of a section, in order."""
        return [m for m in self.matters if m.section is section]

    def outlets(self, matter: Matter) -> list[str]:
        """Who reports the matter, in order of its variants."""
        return list(dict.fromkeys(self.of(s).outlet for v in matter.variants for s in v.statements))

    def sources(self, statements: Iterable[Statement]) -> set[str]:
        """The independent sources of the statements."""
        return {source(self.of(s), self.report.copies, self.documents) for s in statements}

    def story(self, matter: Matter) -> Story | None:
        """The story that most of the matter's documents are in; None where there is none, or the report is not told by story."""
        return self.stories[self.homes[matter.number]] if matter.number in self.homes else None

    def corroborated(self) -> list[tuple[Matter, Variant, int]]:
        """The versions that two and more independent sources report alike, and how many do, most first; each with its matter."""
        found = [
            (m, v, len(self.sources(v.statements)))
            for m in self.matters
            if m.section not in (Section.COPIED, Section.WAIVED)
            for v in m.variants
        ]
        return sorted((x for x in found if x[2] > 1), key=lambda x: -x[2])

    def listed(self, matter: Matter) -> tuple[list[list[Finding]], list[list[Finding]]]:
        """The matter's bundles: those that an entry lists, and those that it only names besides.

        It lists what put the matter in its section: every contradiction, and of differences in wording the foremost between two outlets.
        """
        listed: list[list[Finding]] = []
        besides: list[list[Finding]] = []
        compared: set[frozenset[str]] = set()
        for bundle in matter.bundles:
            outlets = {frozenset((self.of(f.left).outlet, self.of(f.right).outlet)) for f in bundle}
            again = matter.section is Section.WORDING and outlets <= compared
            (besides if again or section_of(bundle[0]) is not matter.section else listed).append(bundle)
            compared |= outlets
        return listed, besides

    def restricted(self, story: Story) -> View:
        """What belongs to one story: its documents, its matters, and what one source alone has in them."""
        held = set(story.documents)
        report = replace(self.report, documents=tuple(d for d in self.report.documents if d.id in held))
        matters = tuple(m for m in self.matters if self.story(m) == story)
        return replace(self, report=report, matters=matters, alone=tuple(s for s in self.alone if s.document in held), stories=(), homes={})


def view(report: Report) -> View:
    """The report's matters, numbered in reading order."""
    documents = {d.id: d for d in report.documents}
    # what two passages that mainly tell other things agree in is corroborated by neither
    report = replace(report, findings=tuple(f for f in report.findings if nature(f) is not Section.AGREE or not in_passing(f)))
    statements = {side.id: side for f in report.findings for side in (f.left, f.right)}
    drafts = []
    for cluster, findings in _groups(report):
        held = {side.id: side for f in findings for side in (f.left, f.right)}
        if cluster:
            held |= {id: statements[id] for id in cluster.statements if id in statements}
        sources = (
            cluster.independent_sources
            if cluster
            else len({source(documents[s.document], report.copies, documents) for s in held.values()})
        )
        drafts.append(_draft(documents, held, findings, sources))
    drafts = told_once(drafts, documents, report)
    stories = tuple(s for s in report.stories if len(s.documents) > 1)
    stories = stories if len(stories) > 1 else ()
    story_of = {id: i for i, story in enumerate(stories) for id in story.documents}
    home = {id(m): _home(m, story_of, len(stories)) for m in drafts}
    drafts.sort(key=lambda m: _order(m, documents, home[id(m)]))
    told = _again_last([(m, home[id(m)]) for m in drafts], documents)
    counts: Counter[Section] = Counter()
    matters = []
    homes = {}
    for draft, where in told:
        counts[draft.section] += 1
        number = f"{draft.section.value[1]}{counts[draft.section]}"
        matters.append(replace(draft, number=number))
        if where < len(stories):
            homes[number] = where
    return View(report, documents, tuple(matters), _alone(report), stories, homes)


def _alone(report: Report) -> tuple[Statement, ...]:
    """The statements that no finding is about, nor about the words that they stand in or are made of."""
    told: dict[str, list[Span]] = defaultdict(list)
    found = {side.id: side for f in report.findings for side in (f.left, f.right)}
    for statement in found.values():
        told[statement.document] += statement.spans

    def covered(statement: Statement) -> bool:
        shared = sum(span.overlap(other) for span in statement.spans for other in told[statement.document])
        return 2 * shared >= sum(map(len, statement.spans))

    return tuple(s for s in report.statements if s.id not in found and not covered(s))


def _again_last(matters: Sequence[tuple[Matter, int]], documents: Mapping[str, Document]) -> list[tuple[Matter, int]]:
    """The matters, each with its story, in order; in each story's differences in wording those last that show no passage anew."""
    shown: set[tuple[str, Span]] = set()
    found = []
    for matter, where in matters:
        passages = {(v.shown.document, surroundings(documents[v.shown.document], v.shown)) for v in matter.variants}
        again = matter.section is Section.WORDING and matter.rule.kind is Kind.CLAIM and matter.rule.reason in SLIGHT and passages <= shown
        shown |= passages
        found.append((replace(matter, again=again), where))
    return sorted(found, key=lambda each: (list(Section).index(each[0].section), each[1], each[0].again))


def foremost(matters: Sequence[Matter], most: int) -> list[Matter]:
    """The matters, or those `most` of them that a reader should know of first, in their order."""
    if len(matters) <= most:
        return list(matters)
    ranked = sorted(range(len(matters)), key=lambda i: (rank(matters[i].findings[0]), -matters[i].findings[0].confidence, i))
    return [matters[i] for i in sorted(ranked[:most])]


def _groups(report: Report) -> list[tuple[Cluster | None, list[Finding]]]:
    """Each cluster with the findings inside; one that no cluster holds stands for itself, or with what else agrees with it."""
    homes: dict[str, set[int]] = defaultdict(set)
    for i, cluster in enumerate(report.clusters):
        for statement in cluster.statements:
            homes[statement].add(i)
    held: dict[int, list[Finding]] = defaultdict(list)
    single: list[tuple[Cluster | None, list[Finding]]] = []
    agreed: list[Finding] = []
    for finding in report.findings:
        shared = homes[finding.left.id] & homes[finding.right.id]
        if shared:
            held[min(shared, key=lambda i: (len(report.clusters[i].statements), i))].append(finding)
        elif finding.verdict is Verdict.AGREE and not finding.waived:
            agreed.append(finding)
        else:
            single.append((None, [finding]))
    names = _joined({side.id: side for f in agreed for side in (f.left, f.right)}, agreed, {Section.AGREE})
    together: dict[str, list[Finding]] = defaultdict(list)
    for finding in agreed:
        together[names[finding.left.id]].append(finding)
    return [(report.clusters[i], held[i]) for i in sorted(held)] + single + [(None, found) for found in together.values()]


def _draft(documents: Mapping[str, Document], statements: Mapping[str, Statement], findings: list[Finding], sources: int) -> Matter:
    order = list(Section)
    findings = sorted(findings, key=lambda f: (order.index(section_of(f)), rank(f), -f.confidence, f.id))
    variant_of = _joined(statements, findings, {Section.AGREE})
    between = [f for f in findings if variant_of[f.left.id] != variant_of[f.right.id]]
    listed = tuple(f for f in between if section_of(f) is not Section.AGREE) or tuple(findings)
    variants = []
    for name in sorted(set(variant_of.values())):
        members = sorted((s for s in statements.values() if variant_of[s.id] == name), key=lambda s: in_order(documents, s))
        telling = [side for f in listed for side in (f.left, f.right) if variant_of[side.id] == name]
        shown = telling[0] if telling else members[0]
        variants.append(Variant(shown, tuple(members), (), _marked(shown, listed, documents)))
    variants = _by_passage(documents, sorted(variants, key=lambda v: in_order(documents, v.shown)))
    section = section_of(listed[0])
    if section is Section.AGREE and sources < 2:
        section = Section.COPIED
    camp_of = _joined(statements, findings, set(order[order.index(section) + 1 :]) - {Section.WAIVED})
    names = list(dict.fromkeys(camp_of[v.shown.id] for v in variants))
    return Matter("", section, tuple(variants), tuple(names.index(camp_of[v.shown.id]) for v in variants), listed, sources)


def _by_passage(documents: Mapping[str, Document], variants: list[Variant]) -> list[Variant]:
    """The variants, where those that would show the same passage are one, and a passage that one shows is not alike in another."""

    def passage_of(statement: Statement) -> tuple[str, Span]:
        return statement.document, surroundings(documents[statement.document], statement)

    found: dict[tuple[str, Span], Variant] = {}
    for variant in variants:
        place = passage_of(variant.shown)
        before = found.get(place, Variant(variant.shown, (), (), ()))
        found[place] = Variant(before.shown, before.statements + variant.statements, (), united(before.marked + variant.marked))
    out = []
    for variant in found.values():
        others = {passage_of(s): s for s in reversed(variant.statements) if passage_of(s) not in found}
        out.append(replace(variant, alike=tuple(sorted(others.values(), key=lambda s: in_order(documents, s)))))
    return out


def _marked(shown: Statement, listed: tuple[Finding, ...], documents: Mapping[str, Document]) -> tuple[Span, ...]:
    """The words that set a statement apart from every version that it is in conflict with; in graver findings at least from one."""
    section = section_of(listed[0])
    if section is Section.AGREE:
        return ()
    found = [
        marks(f, documents[f.left.document], documents[f.right.document])[shown.id]
        for f in listed
        if section_of(f) is section and shown.id in (f.left.id, f.right.id)
    ]
    shared = reduce(common, found) if found else ()
    if shared or section is Section.WORDING:
        return shared
    return next((spans for spans in found if spans), ())


def _joined(statements: Mapping[str, Statement], findings: list[Finding], by: set[Section]) -> dict[str, str]:
    """For each statement the name of its group: findings of the sections `by` join statements, unless another finding parts them."""
    name = {id: id for id in statements}
    apart: dict[str, set[str]] = {id: set() for id in statements}
    for finding in findings:
        if nature(finding) not in by:
            apart[finding.left.id].add(finding.right.id)
            apart[finding.right.id].add(finding.left.id)
    for finding in findings:
        one, other = sorted((name[finding.left.id], name[finding.right.id]))
        if nature(finding) in by and one != other and other not in apart[one]:
            name |= {id: one for id, group in name.items() if group == other}
            for third in apart[other]:
                apart[third] |= {one}
            apart[one] |= apart[other]
    return name


def _home(matter: Matter, story_of: Mapping[str, int], none: int) -> int:
    """The index of the story that most of the matter's documents are in, or `none`."""
    held = {s.document for v in matter.variants for s in v.statements}
    index, most = Counter(story_of.get(id, none) for id in held).most_common(1)[0]
    return index if 2 * most > len(held) else none


def _order(matter: Matter, documents: Mapping[str, Document], home: int) -> tuple[object, ...]:
    """Reading order: by section and story; wording by weight, agreement by sources, shifts by speaker and date, the rest by confidence."""
    first = matter.findings[0]
    place = (list(Section).index(matter.section), home)
    within: tuple[object, ...] | int = 0
    if matter.section is Section.WORDING:
        within = rank(first)
    elif matter.section is Section.AGREE:
        within = -matter.sources
    elif matter.section is Section.MOVED:
        speaker = matter.variants[0].shown.speaker if matter.rule.reason == "shift" else None
        within = (telling(speaker.name)[-1:] if speaker else [], in_order(documents, matter.variants[0].shown)[0])
    return (place, within, -first.confidence, in_order(documents, matter.variants[0].shown), first.id)
