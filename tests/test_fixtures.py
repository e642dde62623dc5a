"""The fixture corpora: their expectations are well formed, and the program meets each of them."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from consistency.config import Config
from consistency.model import Corpus, Document, Finding, Kind, Report, Span, Statement, Verdict
from consistency.rules import RULES, rule_for

FIXTURES = Path(__file__).parents[1] / "fixtures"


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a document; of several texts, any one will do."""

    doc: str
    texts: tuple[str, ...]

    def spans(self, document: Document) -> list[Span]:
        return [Span(i, i + len(text)) for text in self.texts for i in _occurrences(text, document.text)]

    def met_by(self, statement: Statement, document: Document) -> bool:
        """Whether the statement lies inside this place, or covers at least half of it."""
        return statement.document == self.doc and any(
            expected.holds(statement.extent) or 2 * sum(span.overlap(expected) for span in statement.spans) >= len(expected)
            for expected in self.spans(document)
        )


@dataclass(frozen=True, slots=True)
class Joined:
    """Two places, and what a finding says that joins them; no verdict for a pair that nothing may join."""

    left: Place
    right: Place
    verdict: Verdict | None = None
    reason: str = ""
    kind: Kind | None = None
    missed: str = ""
    """Why the program is known not to do this yet; a test says so on the day it does."""

    def met_by(self, finding: Finding, report: Report) -> bool:
        return any(
            self.left.met_by(a, report.document(a.document)) and self.right.met_by(b, report.document(b.document))
            for a, b in ((finding.left, finding.right), (finding.right, finding.left))
        )


@dataclass(frozen=True, slots=True)
class Expected:
    """What one corpus has to give."""

    findings: dict[str, list[Joined]]
    """By name; one of each list has to be found."""
    lookalikes: list[Joined]
    no_statements: list[Place]
    no_quotations: list[Place]
    speakers: list[tuple[Place, str]]
    copies: list[list[str]]
    exact: bool

    def places(self) -> Iterable[Place]:
        for joined in (*(each for group in self.findings.values() for each in group), *self.lookalikes):
            yield joined.left
            yield joined.right
        yield from self.no_quotations
        yield from (place for place, _ in self.speakers)


def _occurrences(text: str, within: str) -> Iterable[int]:
    at = within.find(text)
    while at >= 0:
        yield at
        at = within.find(text, at + 1)


def _place(value: dict[str, Any]) -> Place:
    text = value["text"]
    return Place(value["doc"], (text,) if isinstance(text, str) else tuple(text))


def _joined(value: dict[str, Any]) -> Joined:
    left, right = _place(value["left"]), _place(value["right"])
    missed = value.get("missed", "")
    if "verdict" not in value:
        return Joined(left, right, missed=missed)
    return Joined(left, right, Verdict(value["verdict"]), value["reason"], Kind(value["kind"]), missed)


def _expected(file: Path) -> Expected:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    groups: defaultdict[str, list[Joined]] = defaultdict(list)
    for number, value in enumerate(data["finding"], 1):
        name = value.get("group") or f"{number}-{value['left']['doc']}-{value['right']['doc']}"
        groups[f"{value['verdict']}-{value['reason']}-{name}"].append(_joined(value))
    return Expected(
        dict(groups),
        [_joined(value) for value in data.get("lookalike", [])],
        [_place(value) for value in data.get("not_statement", [])],
        [_place(value) for value in data.get("not_quotation", [])],
        [(_place(value), value["name"]) for value in data.get("speaker", [])],
        [value["docs"] for value in data.get("copy", [])],
        data.get("exact_contradictions", False),
    )


EXPECTED = {file.stem: _expected(file) for file in sorted(FIXTURES.glob("*.toml"))}


def _cases(parts: Callable[[Expected], Iterable[tuple[str, Any]]]) -> list[Any]:
    """One parameter set an expectation: the corpus, and the expectation."""
    found = [(f"{corpus}-{name}", corpus, value) for corpus, expected in EXPECTED.items() for name, value in parts(expected)]
    return [pytest.param(corpus, value, id=id, marks=_known(value)) for id, corpus, value in found]


def _known(value: Any) -> list[pytest.MarkDecorator]:
    """What is said of an expectation that is known to be missed."""
    reasons = [each.missed for each in (value if isinstance(value, list) else [value]) if isinstance(each, Joined) and each.missed]
    return [pytest.mark.xfail(reason=reasons[0], strict=True)] if reasons else []


# --- the expectations themselves ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def corpus(request: pytest.FixtureRequest) -> tuple[str, Corpus]:
    from consistency.corpus import read

    return request.param, read(FIXTURES / request.param)


def test_every_article_is_read_and_dated(corpus: tuple[str, Corpus]) -> None:
    _, read = corpus
    assert not read.skipped
    assert len(read.documents) >= 3
    assert [document.id for document in read.documents if document.date is None] == []


def test_expected_texts_stand_in_their_documents(corpus: tuple[str, Corpus]) -> None:
    name, read = corpus
    texts = {document.id: document.text for document in read.documents}
    missing = [(place.doc, text) for place in EXPECTED[name].places() for text in place.texts if text not in texts.get(place.doc, "")]
    assert missing == []


def test_words_that_are_no_statement_stand_in_the_files(corpus: tuple[str, Corpus]) -> None:
    name, read = corpus
    # A saved page is searched as it was saved: what extraction already leaves out cannot become a statement.
    paths = {document.id: FIXTURES / name / document.path for document in read.documents}
    for place in EXPECTED[name].no_statements:
        assert place.texts[0] in paths[place.doc].read_text(encoding="utf-8")


def test_every_rule_has_an_example_in_the_fixtures() -> None:
    shown = {
        rule_for(each.kind, each.verdict, each.reason).code
        for expected in EXPECTED.values()
        for group in expected.findings.values()
        for each in group
        if each.kind is not None and each.verdict is not None
    }
    assert sorted(RULES.keys() - shown) == []


# --- what the program makes of them -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """The report on each corpus, all with one model that is loaded once."""
    from consistency import similarity
    from consistency.pipeline import check

    config = Config()
    encoder = similarity.load(config.embedding_model)
    return {name: check(FIXTURES / name, config, encoder) for name in EXPECTED}


def _told(findings: Iterable[Finding]) -> str:
    """Findings as lines for the message of a failure."""
    return "".join(
        f"\n  {f.verdict} {f.reason} {f.confidence:.2f}: {f.left.document} «{f.left.text}» / {f.right.document} «{f.right.text}»"
        for f in findings
    )


@pytest.mark.model
@pytest.mark.parametrize(("name", "group"), _cases(lambda expected: expected.findings.items()))
def test_expected_finding_is_found(name: str, group: list[Joined], reports: dict[str, Report]) -> None:
    report = reports[name]
    joining = [(each, finding) for each in group for finding in report.findings if each.met_by(finding, report)]
    assert any((f.verdict, f.reason) == (each.verdict, each.reason) for each, f in joining), (
        f"{group[0].left.texts[0]!r} / {group[0].right.texts[0]!r}; found:{_told((f for _, f in joining)) or ' nothing'}"
    )


@pytest.mark.model
@pytest.mark.parametrize(("name", "pair"), _cases(lambda expected: ((str(i), each) for i, each in enumerate(expected.lookalikes, 1))))
def test_lookalike_is_not_joined(name: str, pair: Joined, reports: dict[str, Report]) -> None:
    report = reports[name]
    joining = [finding for finding in report.findings if pair.met_by(finding, report)]
    assert not joining, _told(joining)


@pytest.mark.model
@pytest.mark.parametrize(("name", "place"), _cases(lambda expected: ((each.texts[0][:40], each) for each in expected.no_statements)))
def test_boilerplate_is_no_statement(name: str, place: Place, reports: dict[str, Report]) -> None:
    report = reports[name]
    assert [each.text for each in report.statements if place.met_by(each, report.document(each.document))] == []


@pytest.mark.model
@pytest.mark.parametrize(("name", "place"), _cases(lambda expected: ((each.texts[0], each) for each in expected.no_quotations)))
def test_words_in_marks_are_no_quotation_of_their_own(name: str, place: Place, reports: dict[str, Report]) -> None:
    report = reports[name]
    (document,) = (each for each in report.documents if each.id == place.doc)
    inside = [
        each.text
        for each in report.statements
        if each.kind is Kind.QUOTE and each.document == place.doc and any(span.holds(each.extent) for span in place.spans(document))
    ]
    assert inside == []


def _plain(name: str) -> str:
    return name.casefold().replace("’", "'").removeprefix("the ")


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "place", "speaker"),
    [pytest.param(name, *pair, id=f"{name}-{pair[0].texts[0][:40]}") for name, expected in EXPECTED.items() for pair in expected.speakers],
)
def test_quotation_has_its_speaker(name: str, place: Place, speaker: str, reports: dict[str, Report]) -> None:
    report = reports[name]
    quoted = [each for each in report.statements if each.kind is Kind.QUOTE and place.met_by(each, report.document(each.document))]
    assert quoted, "no such quotation"
    assert {_plain(each.speaker.name) if each.speaker else None for each in quoted} == {_plain(speaker)}


@pytest.mark.model
@pytest.mark.parametrize(("name", "docs"), _cases(lambda expected: ((docs[0], docs) for docs in expected.copies)))
def test_agency_copy_is_one_source(name: str, docs: list[str], reports: dict[str, Report]) -> None:
    assert any(set(docs) <= set(copy) for copy in reports[name].copies)


@pytest.mark.model
@pytest.mark.parametrize("name", [name for name, expected in EXPECTED.items() if expected.exact])
def test_no_other_contradiction_is_found(name: str, reports: dict[str, Report]) -> None:
    report = reports[name]
    listed = [each for group in EXPECTED[name].findings.values() for each in group if each.verdict is Verdict.CONTRADICT]
    found = [finding for finding in report.findings if finding.verdict is Verdict.CONTRADICT]
    others = [finding for finding in found if not any(each.met_by(finding, report) for each in listed)]
    assert not others, _told(others)
