"""Documents on one event are one story, and nothing that two events share by chance makes one of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.model import Document, Finding, Verdict
from consistency.stories import stories
from tests.build import claim, document, examples
from tests.report_sample import finding

FLOOD = (
    "The river Lunn broke its banks at Tarnby before dawn.\nFirefighters carried forty villagers from flooded cottages in Tarnby.",
    "Forty villagers were carried out of their cottages in Tarnby.\nThe Lunn had broken its banks, firefighters said at dawn.",
    "Tarnby stood under water.\nFirefighters brought villagers out of the cottages by the Lunn, which broke its banks.",
)
TRIAL = (
    "The banker Oswin Pell was sentenced to nine years for fraud.\nJudge Amara Voss called his ledger a work of fiction.",
    "Nine years for Oswin Pell.\nThe banker had forged his ledger, Judge Amara Voss found, and sentenced him for fraud.",
    "Judge Voss sentenced the banker Pell for fraud.\nHis forged ledger will cost him nine years.",
)
MONDAY = date(2031, 3, 3)


def article(text: str, name: str, days: int | None = 0) -> Document:
    return document(text, name, None if days is None else MONDAY + timedelta(days), f"{name}.txt")


def corpus(days: int | None = 0) -> list[Document]:
    return [article(text, f"{kind}{i}", days) for kind, texts in (("flood", FLOOD), ("trial", TRIAL)) for i, text in enumerate(texts)]


def found(id: str, left: Document, right: Document, confidence: float = 0.6) -> Finding:
    return finding(id, "paraphrase", Verdict.AGREE, claim(left), claim(right), "x", confidence)


def groups(documents: list[Document], *findings: Finding) -> set[frozenset[str]]:
    return {frozenset(i.removesuffix(".txt") for i in s.documents) for s in stories(documents, findings)}


TWO = {frozenset({"flood0", "flood1", "flood2"}), frozenset({"trial0", "trial1", "trial2"})}


def test_two_events_are_two_stories() -> None:
    assert groups(corpus()) == TWO
    assert groups(corpus(None)) == TWO


def test_one_weak_finding_makes_no_chain_of_two_events() -> None:
    documents = corpus()
    assert groups(documents, found("f", documents[0], documents[3])) == TWO


def test_many_findings_make_a_story_of_differently_worded_articles() -> None:
    left, right = article("A dam gave way above Ullick Moor.", "A"), article("Reservoir bursts; valley warned.", "B")
    assert len(groups([left, right])) == 2
    assert len(groups([left, right], *(found(f"f{i}", left, right, 0.95) for i in range(20)))) == 1


def test_articles_a_week_apart_report_two_occasions() -> None:
    documents = [article(FLOOD[0], "A", 0), article(FLOOD[1], "B", 7)]
    assert len(groups(documents)) == 2
    assert len(groups([documents[0], article(FLOOD[1], "B", 1)])) == 1


def test_agency_copy_is_one_story_whatever_the_outlets_add() -> None:
    left, right = article("A dam gave way above Ullick Moor.", "A"), article("Reservoir bursts; valley warned.", "B")
    assert len(stories([left, right], (), (("A.txt", "B.txt"),))) == 1


def test_the_largest_comes_first_under_a_headline_of_its_own() -> None:
    documents = [*corpus()[:3], *corpus()[3:5]]
    told = stories(documents, ())
    assert [len(s.documents) for s in told] == [3, 2]
    assert told[0].title in [text.split("\n")[0] for text in FLOOD]


@settings(max_examples=examples(50))
@given(st.lists(st.tuples(st.text("ab .\n", max_size=30), st.one_of(st.none(), st.integers(0, 20))), max_size=8), st.randoms())
def test_every_document_is_in_one_story_in_any_order(texts: list[tuple[str, int | None]], random: object) -> None:
    documents = [article(text, f"D{i}", days) for i, (text, days) in enumerate(texts)]
    told = stories(documents, ())
    assert sorted(i for s in told for i in s.documents) == sorted(d.id for d in documents)
    shuffled = list(documents)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {s.documents for s in stories(shuffled, ())} == {s.documents for s in told}
