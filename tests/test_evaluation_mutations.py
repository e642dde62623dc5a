"""The mutation bank: a change is one of what both statements say, and the program says what was changed; on invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.bank import Event, chosen
from benchmarks.calibration import Outcome, expected_error, reliability
from benchmarks.mutations import Mutation, mutations
from consistency import statements, verdict
from consistency.align import side
from consistency.model import Alignment, Basis, Document, Statement, Verdict
from tests.build import Flat, claim, document

DAY = date(2031, 3, 6)
SURE = {"same_fact": 0.95, "cosine": 0.85, "words_least": 0.8, "fuzzy": 0.9, "rare_least": 0.7, "numbers": 1.0}

PAIRS = [
    ("The storm killed 41 people in Norport on Tuesday.", "In Norport, on Tuesday, 41 people were killed by the storm."),
    (
        "The council of Westham approved the harbour budget on Monday.",
        "The harbour budget was approved on Monday by the council of Westham.",
    ),
    ("The port said all ferries left before the storm.", "It was before the storm that all ferries left."),
    ("The older bridge was closed for three days.", "For three days the older bridge was closed."),
    ("Mayor Finch will resign in June, the clerk said.", "The mayor will resign in June, according to the clerk."),
    ("The mill paid $84,000 to settle the suit.", "To settle the suit the mill paid $84,000."),
    ("The premier was elected in 2028 for a second term.", "It was in 2028 that the premier was elected for a second term."),
    ("The ship was found near Karsholm by divers.", "Divers said that the ship was found near Karsholm."),
]


def made(left: str, right: str) -> tuple[Document, Document, Statement, Statement]:
    a, b = document(left, "The Gazette", DAY), document(right, "The Courier", DAY)
    return a, b, claim(a), claim(b)


def changes(left: str, right: str) -> tuple[Mutation, ...]:
    a, b, p, q = made(left, right)
    return mutations(p, q, a, b, "seed")


def said(left: str, right: str) -> tuple[Verdict, str] | None:
    a, b, p, q = made(left, right)
    found = verdict.findings([Alignment(p, q, Basis.FACT, SURE)], {a.id: a, b.id: b})
    return (found[0].verdict, found[0].reason) if found else None


@pytest.mark.parametrize(("left", "right"), [pair for a, b in PAIRS for pair in ((a, b), (b, a))])
def test_every_change_of_a_pair_is_found_with_its_reason(left: str, right: str) -> None:
    unchanged = said(left, right)
    assert unchanged is None or unchanged[0] is not Verdict.CONTRADICT
    found = changes(left, right)
    assert found
    for change in found:
        text = change.applied(document(left)).text
        judged = said(text, right)
        assert judged is not None, text
        assert judged[1] in change.reasons, (text, judged)


def test_together_the_pairs_have_changes_of_most_kinds() -> None:
    kinds = {change.kind for pair in PAIRS for change in changes(*pair)}
    assert kinds >= {"number", "weekday", "date", "place", "negation", "modality", "scope", "order", "opposite"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The storm killed 41 people.", "The storm killed dozens of people."),
        ("The storm killed 41 people.", "A fleet of 41 boats sank in the storm."),
        ("The storm killed more than 40 people.", "The storm killed more than 40 people."),
        ("She cited Amendment 64.", "She cited Amendment 64."),
        ("The council voted on Tuesday.", "The mayor resigned on Tuesday."),
        ("If the mayor is ready, he goes.", "If the mayor is ready, he goes."),
    ],
)
def test_what_the_other_side_does_not_say_so_is_not_changed(left: str, right: str) -> None:
    assert changes(left, right) == ()


def test_a_change_touches_one_place_and_moves_what_follows() -> None:
    text = "Storm hits coast\nThe storm killed 41 people.\nThe mayor of Norport resigned."
    a, b = document(text, "The Gazette", DAY), document("The storm killed 41 people.", "The Courier", DAY)
    (change,) = mutations(claim(a, "The storm killed 41 people."), claim(b), a, b, "seed")
    changed = change.applied(a)
    lines, old = changed.text.split("\n"), text.split("\n")
    assert [lines[0], lines[2]] == [old[0], old[2]]
    assert lines[1] != old[1]
    assert [changed.text[block.span.start : block.span.end] for block in changed.blocks] == lines


def test_a_quotation_is_given_to_another_person_of_the_article() -> None:
    said = "“We will rebuild the pier before the winter comes,” Mayor Orla Finch said. "
    a = document(f"{said}Captain Rune Aldous disagreed. “It is too late,” Mr. Aldous said.", "The Gazette", DAY)
    b = document(said, "The Courier", DAY)
    (speaker,) = [c for c in mutations(statements.read(a)[0], statements.read(b)[0], a, b, "seed") if c.kind == "speaker"]
    assert speaker.new == "Rune Aldous"
    assert speaker.reasons == {"speaker"}
    assert speaker.applied(a).text.startswith(said.replace("Orla Finch", "Rune Aldous"))


def test_the_choice_is_the_same_on_any_run_and_takes_a_statement_once_for_each_kind() -> None:
    a, b, p, q = made(*PAIRS[0])
    event = Event("e", {d.id: side(d, [s], Flat()) for d, s in ((a, p), (b, q))}, (Alignment(p, q, Basis.FACT, SURE),))
    picked = [(m.kind, m.span, m.new) for _, _, m in chosen([event])]
    assert picked == [(m.kind, m.span, m.new) for _, _, m in chosen([event])]
    assert len({kind for kind, _, _ in picked}) == len(picked)


def test_calibration_error_is_the_gap_between_what_is_said_and_what_is_so() -> None:
    sure = [Outcome(0.95, True)] * 19 + [Outcome(0.95, False)]
    assert expected_error(sure) == pytest.approx(0.0)
    assert expected_error([*sure, *[Outcome(0.75, False)] * 20]) == pytest.approx(0.375)
    assert [(b.low, b.count) for b in reliability([*sure, Outcome(1.0, True), Outcome(0.0, False)])] == [(0.0, 1), (0.9, 21)]
    assert expected_error([]) == 0.0
