"""Alignments -> findings: verdict, reason, rule, confidence, evidence and a message; and which of them are told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from consistency import details, relation, rules
from consistency.contradiction import ContradictionModel, Probabilities
from consistency.masked import MaskedModel
from consistency.model import Alignment, Basis, Document, Evidence, Finding, Kind, Statement
from consistency.verdict import excluding, facts, quotations
from consistency.verdict.judgement import Judgement
from consistency.verdict.messages import message
from consistency.worddiff import tokens

__all__ = ["findings", "reported"]

_ASKED = 0.45
"""Least score of an alignment that the contradiction model is asked about."""


def findings(
    alignments: Iterable[Alignment],
    documents: Mapping[str, Document],
    model: ContradictionModel | None = None,
    known: dict[str, details.Details] | None = None,
    masked: MaskedModel | None = None,
) -> tuple[Finding, ...]:
    """What there is to say on each alignment, however unsure; it depends on the alignment alone.

    Two statements of one fact may have two findings: what is told of them, and the contradiction that is not sure enough to be.

    Args:
        alignments: of statements of these documents.
        documents: by id.
        model: what says of two reports of one fact whether they agree, differ or exclude each other; it never decides alone.
        known: the details of statements that were read before, by statement; what is missing is added.
        masked: what foretells whether two values are of one thing; without it the words around them decide alone.
    """
    known = {} if known is None else known
    ordered = [_ordered(alignment, documents) for alignment in alignments]
    for statement in (s for a in ordered if a.basis is not Basis.UTTERANCE for s in (a.left, a.right)):
        if statement.id not in known:
            known[statement.id] = details.of(documents[statement.document], statement.spans)
    seen: dict[int, tuple[excluding.Seen, ...]] = {}
    if masked is not None:
        reports = [n for n, a in enumerate(ordered) if a.basis is Basis.FACT]
        seen = dict(zip(reports, excluding.seen([ordered[n] for n in reports], documents, known, masked), strict=True))
    opinions = _opinions(ordered, model) if model is not None else {}
    return tuple(
        _finding(alignment, documents, judgement)
        for n, alignment in enumerate(ordered)
        for judgement in _judgements(alignment, documents, known, seen.get(n), opinions.get(n))
    )


def reported(found: Iterable[Finding], min_confidence: float) -> tuple[Finding, ...]:
    """What is told of the findings, gravest and surest first.

    A pair of statements has one finding, and so has a fingerprint; of several the gravest and surest stays.
    """
    best: dict[str, Finding] = {}
    for finding in found:
        if finding.confidence >= min_confidence and (finding.id not in best or _order(finding) <= _order(best[finding.id])):
            best[finding.id] = finding
    pairs: set[frozenset[str]] = set()
    moved: dict[tuple[str, str, str], set[str]] = {}
    kept: list[Finding] = []
    for finding in sorted(best.values(), key=_order):
        pair = frozenset((finding.left.id, finding.right.id))
        if pair in pairs or _told(finding, moved):
            continue
        pairs.add(pair)
        kept.append(finding)
    return tuple(kept)


def _opinions(alignments: Sequence[Alignment], model: ContradictionModel) -> dict[int, Probabilities]:
    """What the model says of those that may be told as one fact, by their places in the sequence."""
    asked = [n for n, a in enumerate(alignments) if a.basis is Basis.FACT and max(a.loosely, a.scores["same_fact"]) >= _ASKED]
    pairs = [(relation.words(alignments[n].left), relation.words(alignments[n].right)) for n in asked]
    return dict(zip(asked, model.score(pairs), strict=True))


def _told(finding: Finding, moved: dict[tuple[str, str, str], set[str]]) -> bool:
    """Whether two articles' shift of a speaker has been told; it is noted if not.

    The surest pair of their statements tells it, and where that is an outlet's report, one that shows the same in the speaker's own words.
    """
    if finding.reason != "shift" or finding.left.speaker is None:
        return False
    key = (finding.left.document, finding.right.document, finding.left.speaker.name)
    sides = {finding.left.id, finding.right.id}
    own = {s.id for s in (finding.left, finding.right) if s.kind is Kind.QUOTE} == sides
    told = key in moved and not (own and moved[key] & sides)
    if not told:
        moved[key] = set() if own else sides
    return told


def _order(finding: Finding) -> tuple[int, float, str, str, str]:
    return (-finding.verdict.severity, -finding.confidence, finding.id, finding.left.id, finding.right.id)


def _judgements(
    alignment: Alignment,
    documents: Mapping[str, Document],
    known: Mapping[str, details.Details],
    seen: tuple[excluding.Seen, ...] | None,
    opinion: Probabilities | None,
) -> tuple[Judgement, ...]:
    left, right = alignment.left, alignment.right
    a, b = documents[left.document], documents[right.document]
    if alignment.basis is Basis.UTTERANCE:
        return (quotations.judge(alignment, a, b),)
    differences = details.compare(known[left.id], known[right.id])
    if alignment.basis is Basis.FACT:
        return facts.judge(alignment, differences, a, b, seen, opinion)
    moved = facts.judge_positions(alignment, differences, a, b)
    return () if moved is None else (moved,)


def _finding(alignment: Alignment, documents: Mapping[str, Document], judgement: Judgement) -> Finding:
    left, right = alignment.left, alignment.right
    a, b = documents[left.document], documents[right.document]
    kind = Kind.QUOTE if alignment.basis is Basis.UTTERANCE else Kind.CLAIM
    rule = rules.rule_for(kind, judgement.verdict, judgement.reason)
    return Finding(
        id=fingerprint(alignment, a, b),
        verdict=judgement.verdict,
        rule=rule.code,
        reason=judgement.reason,
        confidence=judgement.confidence,
        left=left,
        right=right,
        evidence=tuple(
            Evidence(s.id, span.start, span.end) for s, spans in ((left, judgement.left), (right, judgement.right)) for span in spans
        ),
        message=message(rule, judgement, left, right, a, b),
        scores=dict(alignment.scores),
    )


def _ordered(alignment: Alignment, documents: Mapping[str, Document]) -> Alignment:
    """The same alignment with the earlier document on the left, then by outlet, so that the order of files makes no difference."""

    def key(statement: Statement) -> tuple[str, str, str]:
        document = documents[statement.document]
        return (document.dated, document.outlet, statement.text)

    if key(alignment.right) < key(alignment.left):
        return alignment.turned
    return alignment


def fingerprint(alignment: Alignment, left: Document, right: Document) -> str:
    """Twelve hexadecimal digits that depend on the two outlets and the normalised words alone."""
    sides = sorted((d.outlet, " ".join(t.key for t in tokens(d, s.spans))) for s, d in ((alignment.left, left), (alignment.right, right)))
    kinds = "".join(sorted(s.kind[0] for s in (alignment.left, alignment.right)))
    return hashlib.sha256(repr((kinds, sides)).encode()).hexdigest()[:12]
