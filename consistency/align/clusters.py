"""Findings -> clusters: all that the corpus says of one utterance or one fact."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set

from consistency.model import Cluster, Document, Finding, Kind, Statement

_MOST_FROM_ONE = 2
"""Statements of one document that may be in a cluster of facts: chains of half-alike sentences must not run together."""
_SHARE = 1 / 3
"""Least share of the pairs between two groups of facts, of two outlets each, that were found to be alike, for the groups to be one."""


def clusters(findings: Sequence[Finding], documents: Sequence[Document], copies: Sequence[tuple[str, ...]]) -> tuple[Cluster, ...]:
    """The clusters; each statement in one of utterances or facts at the most, and perhaps in one of positions besides."""
    shifts = [f for f in findings if f.reason == "shift"]
    others = [f for f in findings if f.reason != "shift"]
    found = _grown(others, documents, copies, chains=False) + _grown(shifts, documents, copies, chains=True)
    return tuple(sorted(found, key=lambda c: (c.statements, c.id)))


def _grown(findings: Sequence[Finding], documents: Sequence[Document], copies: Sequence[tuple[str, ...]], chains: bool) -> list[Cluster]:
    """Clusters of these findings, surest joined first; facts that hang together by a chain alone are one only where `chains` are wanted."""
    statements = {s.id: s for f in findings for s in (f.left, f.right)}
    outlet = {d.id: d.outlet for d in documents}
    alike = {frozenset((f.left.id, f.right.id)) for f in findings}
    home: dict[str, int] = {}
    members: dict[int, list[str]] = {}
    for finding in sorted(findings, key=lambda f: (-_certainty(f), f.id)):
        a, b = finding.left.id, finding.right.id
        for x in (a, b):
            if x not in home:
                home[x] = len(home)
                members[home[x]] = [x]
        if home[a] == home[b]:
            continue
        one, other = members[home[a]], members[home[b]]
        if chains or _utterances(one + other, statements) or _one_fact(one, other, statements, outlet, alike):
            gone = home[b]
            for x in members.pop(gone):
                home[x] = home[a]
                members[home[a]].append(x)
    inside: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if home[finding.left.id] == home[finding.right.id]:
            inside[home[finding.left.id]].append(finding)
    source = _sources(documents, copies)
    return [_cluster(members[k], fs, statements, outlet, source) for k, fs in inside.items()]


def _certainty(finding: Finding) -> float:
    return finding.scores.get("coverage", finding.scores.get("same_fact", 0.0))


def _utterances(ids: Sequence[str], statements: Mapping[str, Statement]) -> bool:
    return all(statements[i].kind is Kind.QUOTE for i in ids)


def _one_fact(
    one: Sequence[str], other: Sequence[str], statements: Mapping[str, Statement], outlet: Mapping[str, str], alike: Set[frozenset[str]]
) -> bool:
    """Whether no document has many of the statements, and enough of the pairs between two groups are alike: one may be a slip."""
    if max(Counter(statements[i].document for i in (*one, *other)).values()) > _MOST_FROM_ONE:
        return False
    pairs = [frozenset((a, b)) for a in one for b in other if outlet[statements[a].document] != outlet[statements[b].document]]
    return sum(pair in alike for pair in pairs) >= _SHARE * len(pairs)


def _cluster(
    ids: Sequence[str],
    findings: Sequence[Finding],
    statements: Mapping[str, Statement],
    outlet: Mapping[str, str],
    source: Mapping[str, str],
) -> Cluster:
    documents = {statements[i].document for i in ids}
    worst = max((f.verdict for f in findings), key=lambda v: v.severity)
    name = hashlib.sha256("\n".join(sorted(f.id for f in findings)).encode()).hexdigest()[:12]
    return Cluster(name, tuple(sorted(ids)), tuple(sorted({outlet[d] for d in documents})), len({source[d] for d in documents}), worst)


def _sources(documents: Sequence[Document], copies: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """What each document counts as: its outlet, or the first of the documents that carry the same copy."""
    first = {id: group[0] for group in copies for id in group}
    outlet = {d.id: d.outlet for d in documents}
    return {d.id: outlet[first[d.id]] if d.id in first else d.outlet for d in documents}
