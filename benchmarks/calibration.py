"""How often findings of one confidence are right: reliability tables and the expected calibration error.

Known truth: changed pairs of the mutation bank (the right reason, and only that, is right), the same pairs unchanged (a contradiction is
wrong, unless somebody annotated one), and every other alignment of the annotated events (a contradiction is right if it is annotated).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.bank import LOOKALIKE, Event, Trial, pairs
from consistency.config import Config
from consistency.model import Basis, Finding, Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """A confidence, and whether what was said with it is so."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The outcomes of like confidence."""

    low: float
    high: float
    count: int
    said: float
    """Mean confidence."""
    right: float
    """Share that is right."""


def reliability(outcomes: Sequence[Outcome], bins: int = 10) -> list[Bin]:
    """The bins that hold any outcome, of equal width, lowest first."""
    found = []
    for k in range(bins):
        inside = [o for o in outcomes if min(int(o.confidence * bins), bins - 1) == k]
        if inside:
            said, right = sum(o.confidence for o in inside) / len(inside), sum(o.right for o in inside) / len(inside)
            found.append(Bin(k / bins, (k + 1) / bins, len(inside), said, right))
    return found


def expected_error(outcomes: Sequence[Outcome], bins: int = 10) -> float:
    """Expected calibration error (Naeini, Cooper and Hauskrecht 2015): the mean gap between confidence and truth, weighted by bin."""
    return sum(b.count * abs(b.said - b.right) for b in reliability(outcomes, bins)) / len(outcomes) if outcomes else 0.0


def contradictions(events: Iterable[Event], trials: Iterable[Trial]) -> list[Outcome]:
    """Every contradiction that is told of a pair of known truth at the default confidence; changes over time are none."""
    found = [
        Outcome(t.found.confidence, t.found.reason in t.mutation.reasons) for t in trials if t.found is not None and _contradicts(t.found)
    ]
    for event in events:
        told = {frozenset((a.left.id, a.right.id)) for a, _, _ in pairs(event)}
        for alignment in event.alignments:
            known = event.annotated or frozenset((alignment.left.id, alignment.right.id)) in told
            said = event.told(alignment) if known and alignment.basis is not Basis.POSITION else ()
            found += [Outcome(f.confidence, event.judged(alignment) == Verdict.CONTRADICT) for f in said if _contradicts(f)]
    return found


def _contradicts(finding: Finding) -> bool:
    told = finding.confidence >= Config().min_confidence
    return told and finding.verdict is Verdict.CONTRADICT and finding.reason not in ("shift", "update")


def utterances(events: Iterable[Event]) -> list[Outcome]:
    """Every finding on two quotations, in the events whose pairs of quotations are all annotated: whether they are annotated as a pair.

    Of facts the annotations have the most important pairs only, so that nothing follows from a pair that is not among them.
    """
    return [
        Outcome(finding.confidence, event.judged(alignment) not in (None, LOOKALIKE))
        for event in events
        if any(said not in (Verdict.CONTRADICT, LOOKALIKE) for said, *_ in event.annotated)
        for alignment in event.alignments
        if alignment.basis is Basis.UTTERANCE
        for finding in event.told(alignment)
    ]
