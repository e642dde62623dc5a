"""Parts of a report: which findings stay, and that a part says what it is."""

from __future__ import annotations

import pytest

from consistency.model import Verdict
from consistency.selection import between, failing, of_rules, touching
from tests.report_sample import sample


def rules(select: tuple[str, ...], ignore: tuple[str, ...]) -> set[str]:
    return {f.rule for f in of_rules(sample(), select, ignore).findings}


EVERY = {f.rule for f in sample().findings}
QUOTED = {rule for rule in EVERY if rule.startswith("Q")}
ONE = min(QUOTED)


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), EVERY),
        (("ALL",), (), EVERY),
        (("Q",), (), QUOTED),
        ((), ("Q",), EVERY - QUOTED),
        (("Q",), (ONE,), QUOTED - {ONE}),
        ((ONE,), ("Q",), {ONE}),
        ((ONE,), (ONE,), set()),
        (("ALL",), ("Q",), EVERY - QUOTED),
        ((ONE,), ("ALL",), {ONE}),
    ],
)
def test_the_longer_word_decides(select: tuple[str, ...], ignore: tuple[str, ...], left: set[str]) -> None:
    assert rules(select, ignore) == left


def test_sample_has_rules_to_choose_from() -> None:
    assert QUOTED
    assert EVERY - QUOTED


def test_clusters_follow_the_findings() -> None:
    part = of_rules(sample(), (ONE,), ())
    held = {s for c in part.clusters for s in c.statements}
    assert held <= {s.id for f in part.findings for s in (f.left, f.right)}
    assert all(c.verdict in {f.verdict for f in part.findings} for c in part.clusters)


def test_a_part_says_what_it_is() -> None:
    report = sample()
    assert report.scope == ()
    assert of_rules(report, ("Q",), (ONE,)).scope == (f"findings of rules Q without {ONE}",)
    path = report.documents[0].path
    both = touching(of_rules(report, ("Q",), ()), frozenset({path}))
    assert len(both.scope) == 2
    assert f"1 of {len(report.documents)} articles" in both.scope[1]


def test_findings_that_touch_a_file_have_a_side_in_it() -> None:
    report = sample()
    document = report.documents[0]
    part = touching(report, frozenset({document.path, "elsewhere.txt"}))
    assert part.findings == tuple(f for f in report.findings if document.id in (f.left.document, f.right.document))
    assert part.documents == report.documents
    assert touching(report, frozenset()).findings == ()


def test_between_keeps_two_sides() -> None:
    report = sample()
    left, right = report.findings[0].left.document, report.findings[0].right.document
    part = between(report, {left}, {right})
    assert {d.id for d in part.documents} == {left, right}
    assert {s.document for s in part.statements} <= {left, right}
    assert all({f.left.document, f.right.document} == {left, right} for f in part.findings)
    assert report.findings[0] in part.findings


def test_what_is_milder_does_not_fail() -> None:
    report = sample()
    assert {f.verdict for f in failing(report, Verdict.CONTRADICT)} == {Verdict.CONTRADICT}
    assert len(failing(report, Verdict.AGREE)) == sum(not f.waived for f in report.findings)
