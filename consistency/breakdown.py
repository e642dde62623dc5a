"""What one finding is made of: the score of its alignment, feature by feature, the details that were compared, and what was doubted."""

from __future__ import annotations

from dataclasses import dataclass

from consistency import align, details, relation
from consistency.contradiction import ContradictionModel, Probabilities
from consistency.details import Difference
from consistency.model import Alignment, Basis, Finding, Kind, Reading, Report, Verdict
from consistency.relation import RelationModel
from consistency.rules import RULES
from consistency.similarity import Encoder
from consistency.verdict import doubts


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
    opinion: Probabilities | None
    """What the contradiction model says of the two statements, if one is configured and is asked about findings of this kind."""


def breakdown(
    finding: Finding, report: Report, encoder: Encoder, reader: RelationModel | None, model: ContradictionModel | None
) -> Breakdown:
    """What the finding, which is one of the report's, is made of; its two documents are aligned anew."""
    basis = _basis(finding)
    if basis is Basis.UTTERANCE:
        return Breakdown(finding, basis, (), (), None, None)
    documents = [report.document(s.document) for s in (finding.left, finding.right)]
    read = [details.of(d, s.spans) for d, s in zip(documents, (finding.left, finding.right), strict=True)]
    asked = reader is not None and basis is Basis.FACT
    reading = reader.read([(relation.words(finding.left), relation.words(finding.right))])[0] if asked and reader is not None else None
    alignment = Alignment(finding.left, finding.right, basis, finding.scores, reading)
    spots = {(e.start, e.end) for e in finding.evidence}
    weighed = []
    for difference in details.compare(*read):
        doubted: tuple[str, ...] = ()
        if difference.incompatible and basis is Basis.FACT:
            doubted = doubts.doubts(difference.reason, difference, alignment, *documents)
        places = {(s.start, s.end) for s in (difference.left, difference.right) if s is not None}
        decides = finding.verdict is not Verdict.AGREE and bool(places) and places <= spots and not doubted
        weighed.append(Weighed(difference, doubted, decides))
    asked = model is not None and basis is Basis.FACT
    opinion = model.score([(finding.left.text, finding.right.text)])[0] if asked and model is not None else None
    terms = _terms(finding, report, encoder, reading) if basis is Basis.FACT else ()
    return Breakdown(finding, basis, terms, tuple(weighed), reading, opinion)


def _basis(finding: Finding) -> Basis:
    """What its two statements were aligned for."""
    if RULES[finding.rule].kind is Kind.QUOTE:
        return Basis.UTTERANCE
    return Basis.POSITION if finding.reason == "shift" else Basis.FACT


def _terms(finding: Finding, report: Report, encoder: Encoder, reading: Reading | None) -> tuple[Term, ...]:
    left, right = (
        align.side(report.document(id), [s for s in report.statements if s.document == id], encoder)
        for id in (finding.left.document, finding.right.document)
    )
    i, j = ([s.id for s in side.statements].index(s.id) for side, s in ((left, finding.left), (right, finding.right)))
    found = [Term(name, *each) for name, each in align.shares(left, right, i, j, reading).items()]
    return tuple(sorted(found, key=lambda t: (-abs(t.share), t.name)))
