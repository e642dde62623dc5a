"""What one finding is made of: the score of its alignment, feature by feature, the details that were compared, and what was doubted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from consistency import align, details, relation
from consistency.contradiction import ContradictionModel, Probabilities
from consistency.details import Details, Difference
from consistency.masked import MaskedModel
from consistency.model import Alignment, Basis, Document, Finding, Kind, Reading, Report, Span, Verdict
from consistency.relation import RelationModel
from consistency.rules import RULES
from consistency.similarity import Encoder
from consistency.verdict import doubts, excluding, facts


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of the score that two statements report one fact."""

    name: str
    """A feature's name, or `constant`."""
    value: float
    """The feature, mostly 0..1."""
    share: float
    """What it adds to the score, in log-odds."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A difference between two details, and what came of it."""

    difference: Difference
    strength: float
    """0..1: how sure it is that the two play the same part: by the words around them, or by the relation model where it was asked."""
    doubts: tuple[str, ...]
    """Why it is likely to be no contradiction, in plain words; always empty for one that only informs."""
    decides: bool
    """Whether the finding rests on it."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A finding with all that led to it."""

    finding: Finding
    basis: Basis
    terms: tuple[Term, ...]
    """Greatest share first; their sum is the log-odds of `same_fact`. Empty where the basis is no fact."""
    differences: tuple[Weighed, ...]
    """Empty for two quotations of one utterance, which are compared word by word."""
    reading: Reading | None
    """What the relation model makes of two reports of one fact, if one is configured."""
    closely: Reading | None
    """What it makes of them where they were read once more."""
    opinion: Probabilities | None
    """What the contradiction model says of the two statements, if one is configured and is asked about findings of this kind."""


def breakdown(
    finding: Finding,
    report: Report,
    encoder: Encoder,
    reader: RelationModel | None,
    model: ContradictionModel | None,
    masked: MaskedModel | None,
) -> Breakdown:
    """What the finding, which is one of the report's, is made of; its two documents are aligned anew."""
    basis = _basis(finding)
    if basis is Basis.UTTERANCE:
        return Breakdown(finding, basis, (), (), None, None, None)
    documents = [report.document(s.document) for s in (finding.left, finding.right)]
    read = [details.of(d, s.spans) for d, s in zip(documents, (finding.left, finding.right), strict=True)]
    reading, closely = _readings(finding, reader) if reader is not None and basis is Basis.FACT else (None, None)
    alignment = Alignment(finding.left, finding.right, basis, finding.scores, reading, closely=closely)
    spots = {(e.start, e.end) for e in finding.evidence}
    asked = model is not None and basis is Basis.FACT
    opinion = model.score([(relation.words(finding.left), relation.words(finding.right))])[0] if asked and model is not None else None
    weighed = [
        _weighed(finding, difference, strength, doubted, spots)
        for difference, strength, doubted in _compared(alignment, read, documents, masked if basis is Basis.FACT else None, opinion)
    ]
    terms = _terms(finding, report, encoder, reading, closely) if basis is Basis.FACT else ()
    return Breakdown(finding, basis, terms, tuple(weighed), reading, closely, opinion)


def _readings(finding: Finding, reader: RelationModel) -> tuple[Reading, Reading | None]:
    """What the model makes of the two statements, and what it makes of them closely, if they were likely enough to be read once more."""
    pair = [(relation.words(finding.left), relation.words(finding.right))]
    return reader.read(pair)[0], reader.read_closely(pair)[0] if "main" in finding.scores else None


def _compared(
    alignment: Alignment,
    read: Sequence[Details],
    documents: Sequence[Document],
    masked: MaskedModel | None,
    opinion: Probabilities | None,
) -> Iterator[tuple[Difference, float, tuple[str, ...]]]:
    """The differences of the two statements, how sure it is that each is of one thing, and what speaks against it."""
    left, right = documents
    differences = details.compare(*read)
    values: dict[tuple[Span | None, Span | None], tuple[Difference, float]] = {}
    if masked is not None:
        known = {alignment.left.id: read[0], alignment.right.id: read[1]}
        (seen,) = excluding.seen([alignment], {d.id: d for d in documents}, known, masked)
        measured = excluding.measured(alignment, differences, seen, left, right, opinion)
        values = {(d.left, d.right): (d, sure) for d, sure in excluding.weighed(measured)}
        differences = (*differences, *facts.told_loosely(differences, seen))
    for d in differences:
        doubted: tuple[str, ...] = ()
        sure = values.pop((d.left, d.right), (d, d.strength))[1]
        if d.incompatible and alignment.basis is Basis.FACT:
            by_words = masked is None or d.reason not in excluding.REASONS
            doubted = (doubts.doubts if by_words else doubts.usual_mistakes)(d.reason, d, alignment, left, right)
        yield d, sure, doubted
    for d, sure in values.values():  # what the words around them alone would not have shown
        yield d, sure, doubts.usual_mistakes(d.reason, d, alignment, left, right)


def _weighed(finding: Finding, difference: Difference, strength: float, doubted: tuple[str, ...], spots: Set[tuple[int, int]]) -> Weighed:
    places = {(s.start, s.end) for s in (difference.left, difference.right) if s is not None}
    believed = not doubted or (strength >= excluding.BELIEVED and difference.reason in excluding.REASONS)
    decides = finding.verdict is not Verdict.AGREE and bool(places) and places <= spots and believed
    return Weighed(difference, round(strength, 2), doubted, decides)


def _basis(finding: Finding) -> Basis:
    """What its two statements were aligned for."""
    if RULES[finding.rule].kind is Kind.QUOTE:
        return Basis.UTTERANCE
    return Basis.POSITION if finding.reason == "shift" else Basis.FACT


def _terms(finding: Finding, report: Report, encoder: Encoder, reading: Reading | None, closely: Reading | None) -> tuple[Term, ...]:
    left, right = (
        align.side(report.document(id), [s for s in report.statements if s.document == id], encoder)
        for id in (finding.left.document, finding.right.document)
    )
    i, j = ([s.id for s in side.statements].index(s.id) for side, s in ((left, finding.left), (right, finding.right)))
    found = [Term(name, *each) for name, each in align.shares(left, right, i, j, reading, closely).items()]
    return tuple(sorted(found, key=lambda t: (-abs(t.share), t.name)))
