"""Parts of a report: each a function from a Report to a Report that leaves findings out; clusters follow what is left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import replace

from consistency.config import EVERY
from consistency.model import Finding, Report, Verdict


def between(report: Report, left: Set[str], right: Set[str]) -> Report:
    """What two sides, given by document ids, have to do with: their documents, and the findings that join the two."""
    from consistency import align

    both = left | right
    documents = tuple(d for d in report.documents if d.id in both)
    findings = tuple(f for f in report.findings if _joins(f, left, right))
    copies = tuple(g for group in report.copies if len(g := tuple(i for i in group if i in both)) > 1)
    stories = [replace(s, documents=ids) for s in report.stories if (ids := tuple(i for i in s.documents if i in both))]
    return replace(
        report,
        documents=documents,
        statements=tuple(s for s in report.statements if s.document in both),
        findings=findings,
        clusters=align.clusters(findings, documents, copies),
        copies=copies,
        stories=tuple(sorted(stories, key=lambda s: -len(s.documents))),
    )


def of_rules(report: Report, select: Collection[str], ignore: Collection[str]) -> Report:
    """The findings of the rules that are selected and not ignored.

    Args:
        report: the whole.
        select: codes, or how they begin, or `ALL`; empty for all.
        ignore: the same; of a code that is in both, the longer word decides, and of two alike `ignore`.
    """
    scope = f"findings of rules {', '.join(select or (EVERY,))}{' without ' + ', '.join(ignore) if ignore else ''}"
    return _only(report, (f for f in report.findings if _longest(f.rule, select or (EVERY,)) > _longest(f.rule, ignore)), scope)


def touching(report: Report, paths: Set[str]) -> Report:
    """The findings with a side in one of the files, given by their paths in the corpus; all documents stay, as their counterparts do."""
    touched = {d.id for d in report.documents if d.path in paths}
    scope = f"findings that touch {len(touched):,} of {len(report.documents):,} articles, those that were changed"
    return _only(report, (f for f in report.findings if {f.left.document, f.right.document} & touched), scope)


def failing(report: Report, fail_on: Verdict) -> tuple[Finding, ...]:
    """The findings that make a check fail: at least as severe as `fail_on`, and not waived."""
    return tuple(f for f in report.findings if f.verdict.severity >= fail_on.severity and not f.waived)


def _only(report: Report, findings: Iterable[Finding], scope: str) -> Report:
    from consistency import align  # its packages are not needed for an unchanged corpus that is reported whole

    kept = tuple(findings)
    clusters = align.clusters(kept, report.documents, report.copies)
    return replace(report, findings=kept, clusters=clusters, scope=(*report.scope, scope))


def _joins(finding: Finding, left: Set[str], right: Set[str]) -> bool:
    a, b = finding.left.document, finding.right.document
    return (a in left and b in right) or (a in right and b in left)


def _longest(rule: str, codes: Iterable[str]) -> int:
    """How much of a rule's code the longest of these words covers; -1 for nothing, 0 for `ALL`."""
    return max((0 if code == EVERY else len(code) for code in codes if code == EVERY or rule.startswith(code)), default=-1)
