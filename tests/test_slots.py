"""Slots: which two values are compared, what the model is asked about them, and what its answer makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from consistency import details, verdict
from consistency.details.slots import hidden, loose_slots, open_slots, slots
from consistency.model import Alignment, Basis, Finding, Reading, Verdict
from tests.build import Opinion, claim, document

MONDAY = date(2024, 3, 4)
SCORES = {"same_fact": 0.9, "cosine": 0.8, "words_least": 0.8, "fuzzy": 0.8, "rare_least": 0.6, "numbers": 0.0}


class Foretelling:
    """A model that foretells the same of every two values, and remembers what it was asked."""

    def __init__(self, alike: float) -> None:
        self._alike = alike
        self.asked: list[tuple[str, str, str]] = []

    def alike(self, slots: Sequence[tuple[str, str, str]]) -> list[float]:
        self.asked += slots
        return [self._alike] * len(slots)


def details_of(text: str) -> details.Details:
    article = document(text, day=MONDAY)
    return details.of(article, claim(article).spans)


def told(left: str, right: str, model: Foretelling, same_fact: float = 0.9, opinion: Opinion | None = None) -> Finding:
    a, b = document(left, "The Gazette", MONDAY), document(right, "The Courier", MONDAY)
    pair = Alignment(claim(a), claim(b), Basis.FACT, SCORES | {"same_fact": same_fact}, Reading(0.05, 0.15, 0.8, 0.3, 0.3, 0.4))
    found, *_ = verdict.findings([pair], {a.id: a, b.id: b}, opinion, masked=model)
    return found


def test_the_model_is_asked_about_values_that_exclude_each_other_without_seeing_them() -> None:
    model = Foretelling(0.9)
    told("The storm killed 41 people and cost $5 million.", "The storm killed 38 people and cost $5 million.", model)
    assert model.asked == [
        ("The storm killed [MASK] people and cost $5 million.", "The storm killed [MASK] people and cost $5 million.", "number")
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The storm killed 41 people.", "The storm killed about 40 people."),
        ("The storm killed 41 people.", "The storm killed 38 people at first and 41 people in all."),
        ("The storm killed 41 people.", "The storm broke on Tuesday."),
        ("The fair drew about 500 people.", "The fair drew 420 people."),
        ("The walk took about 35 minutes.", "The walk took 40 minutes."),
    ],
)
def test_what_can_both_be_right_or_stands_in_both_is_no_open_slot(left: str, right: str) -> None:
    assert open_slots(details_of(left), details_of(right)) == []


def test_about_leaves_less_open_the_more_exact_the_figure_is() -> None:
    (slot,) = open_slots(details_of("The fair drew about 520 people."), details_of("The fair drew 420 people."))
    assert (slot.kind, slot.equal) == ("number", False)


def test_equal_details_are_slots_too() -> None:
    (same,) = slots(details_of("The storm killed 41 people."), details_of("Forty-one people died."))
    assert (same.kind, same.equal) == ("number", True)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("It cost $5 million.", ["$[MASK]"]),
        ("Prices rose by 5 percent.", ["[MASK] percent"]),
        ("At least 41 died.", ["[MASK]"]),
        ("It opened on Tuesday.", ["[MASK]"]),
    ],
)
def test_the_mask_leaves_what_is_counted(text: str, masked: list[str]) -> None:
    assert [hidden(d) for d in details_of(text).details] == masked


def test_values_contradict_the_more_surely_the_more_probably_both_would_give_the_same() -> None:
    sides = ("The storm killed 41 people in the valley.", "In the valley 38 people were killed by the storm.")
    sure, unsure = told(*sides, Foretelling(0.97)), told(*sides, Foretelling(0.03))
    assert (sure.verdict, sure.reason) == (Verdict.CONTRADICT, "number")
    assert unsure.verdict is not Verdict.CONTRADICT or unsure.confidence < sure.confidence - 0.1
    apart = ("The storm killed 41 people in the valley.", "In the valley the mayor saw 38 people after the storm.")
    assert told(*apart, Foretelling(0.03)).verdict is not Verdict.CONTRADICT


@pytest.mark.parametrize(("right", "contradicts"), [("157 seats", True), ("190 seats", False), ("256 seats", False), ("157", False)])
def test_figures_that_are_near_are_more_probably_of_one_thing(right: str, contradicts: bool) -> None:
    left, right = "The Wardens took 156 seats.", f"The party of the Wardens had won {right}."
    assert (told(left, right, Foretelling(0.3)).verdict is Verdict.CONTRADICT) is contradicts
    assert told(left, right, Foretelling(0.03)).verdict is Verdict.WORDING


@pytest.mark.parametrize(
    ("right", "opened"),
    [
        ("On board were 149 passengers.", [("157", "149")]),
        ("On board were 149 passengers and eight crew.", []),
        ("The ferry held about 160 people, 149 of them on deck.", []),
    ],
)
def test_a_figure_that_the_other_statement_makes_is_not_excluded_by_another_one(right: str, opened: list[tuple[str, str]]) -> None:
    left = details_of("On board were 157 people.")
    assert [(s.left.words, s.right.words) for s in open_slots(left, details_of(right))] == opened


@pytest.mark.parametrize(
    ("told", "one", "other"), [("The storm killed {} people.", "41", "38"), ("The clerk got {}.", "ten years", "two years")]
)
@pytest.mark.parametrize("contradicts", [True, False])
def test_what_both_articles_give_is_of_two_things(told: str, one: str, other: str, contradicts: bool) -> None:
    left, right = told.format(one), told.format(other)
    a, b = document(left if contradicts else f"{left} It hurt {other}."), document(f"{right} It hurt {one}.", "The Courier")
    pair = Alignment(claim(a, left), claim(b, right), Basis.FACT, SCORES)
    found, *_ = verdict.findings([pair], {a.id: a, b.id: b}, masked=Foretelling(0.9))
    assert (found.verdict is Verdict.CONTRADICT) is contradicts


@pytest.mark.parametrize(("alike", "reason"), [(0.9, "precision"), (0.1, "framing")])
def test_figures_that_may_be_one_are_told_as_precise_and_vague_where_both_would_be_the_same(alike: float, reason: str) -> None:
    left, right = "The fair drew nearly 800 visitors in May.", "In May more than 760 people came to see the fair."
    found = told(left, right, Foretelling(alike))
    assert (found.verdict, found.reason) == (Verdict.WORDING, reason)
    assert (found.message == "The Courier: more than 760; The Gazette: nearly 800") is (reason == "precision")


@pytest.mark.parametrize(
    "right",
    ["The fair drew nearly 10,000 visitors.", "The fair drew 4,000 people.", "The fair drew over 5,000 people.", "The fair took $9,800."],
)
def test_the_same_figures_and_those_far_apart_are_not_told_as_precise_and_vague(right: str) -> None:
    assert loose_slots(details_of("The fair drew nearly 10,000 visitors."), details_of(right)) == []


@pytest.mark.parametrize(("main", "contradicts"), [(0.8, True), (0.1, False)])
def test_days_that_both_articles_give_are_of_two_things_where_the_fact_is_shared_in_passing(main: float, contradicts: bool) -> None:
    left, right = "The board of the mill met on Monday.", "The board of the mill met on Thursday."
    a, b = document(f"{left} It rained on Thursday.", day=MONDAY), document(f"{right} It rained on Monday.", "The Courier", MONDAY)
    pair = Alignment(claim(a, left), claim(b, right), Basis.FACT, SCORES | {"main": main})
    found, *_ = verdict.findings([pair], {a.id: a, b.id: b}, masked=Foretelling(0.9))
    assert (found.verdict is Verdict.CONTRADICT) is contradicts


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The talks in the mill lasted two hours.", "The talks in the mill lasted six hours."),
        ("The council ordered the closure of the mill.", "The council did not order the closure of the mill."),
    ],
)
def test_lengths_of_time_and_denials_are_told_where_the_contradiction_model_finds_one_too(left: str, right: str) -> None:
    for contradiction in (0.7, 0.1):
        found = told(left, right, Foretelling(0.95), opinion=Opinion(0.1, contradiction))
        assert (found.verdict is Verdict.CONTRADICT) is (contradiction > 0.5)


def test_a_length_of_time_around_which_nothing_agrees_is_of_another_thing() -> None:
    served, given = "The rules ask for twenty years behind bars.", "The clerk got four years."
    assert told(served, given, Foretelling(0.95), opinion=Opinion(0.0, 0.9)).verdict is not Verdict.CONTRADICT


def test_a_mark_with_decimals_is_no_count() -> None:
    mark, count = details_of("The school took no pupil with a mark of 3.7."), details_of("Three schools turned the pupil down.")
    assert list(slots(mark, count)) == []
    assert [s.equal for s in slots(mark, details_of("The pupil had a mark of 3.2."))] == [False]


def test_a_long_figure_that_is_told_round_is_one_figure() -> None:
    left, right = "The town had 3,009,611 cases.", "The town passed three million cases."
    assert open_slots(details_of(left), details_of(right)) == []


def test_values_of_statements_that_may_be_two_facts_do_not_contradict() -> None:
    sides = ("The storm killed 41 people in the valley.", "The storm killed 38 people in the valley.")
    assert told(*sides, Foretelling(0.97)).verdict is Verdict.CONTRADICT
    assert told(*sides, Foretelling(0.97), same_fact=0.4).verdict is not Verdict.CONTRADICT


@pytest.mark.parametrize(("main", "contradicts"), [(0.9, True), (0.5, False)])
def test_days_of_what_both_mainly_tell_need_not_stand_among_the_same_words(main: float, contradicts: bool) -> None:
    a = document("The quay was reopened on Tuesday.", "The Gazette", MONDAY)
    b = document("Norport got its harbour back on Thursday.", "The Courier", MONDAY)
    reading = Reading(0.05, 0.15, 0.8, 0.3, 0.3, 0.4)
    pair = Alignment(claim(a), claim(b), Basis.FACT, {**SCORES, "main": main}, reading)
    found, *_ = verdict.findings([pair], {a.id: a, b.id: b}, masked=Foretelling(0.95))
    assert (found.verdict is Verdict.CONTRADICT) is contradicts


def test_a_bound_of_a_time_is_not_a_point_within_it() -> None:
    model = Foretelling(0.97)
    assert told("The ferry has run since 2007.", "The ferry ran in 2014.", model).verdict is not Verdict.CONTRADICT
    assert told("The ferry was built in 2007.", "The ferry was built in 2014.", model).verdict is Verdict.CONTRADICT


def test_two_parts_of_one_number_play_the_same_part() -> None:
    found = told("Eight of the 19 boats were lost.", "Fifteen of the 19 vessels were lost in the storm.", Foretelling(0.9))
    assert (found.verdict, found.reason) == (Verdict.CONTRADICT, "number")


def test_a_contradiction_that_is_not_sure_enough_is_there_for_those_who_ask_for_less() -> None:
    a, b = document("The storm killed 41 people in the valley.", day=MONDAY), document("The storm killed 88 in the hills.", "B", MONDAY)
    pair = Alignment(claim(a), claim(b), Basis.FACT, SCORES, Reading(0.05, 0.15, 0.8, 0.3, 0.3, 0.4))
    found = verdict.findings([pair], {a.id: a, b.id: b}, masked=Foretelling(0.5))
    assert [f.verdict for f in verdict.reported(found, 0.6)] == [Verdict.WORDING]
    (unsure,) = verdict.reported(found, 0.1)
    assert (unsure.verdict, unsure.reason) == (Verdict.CONTRADICT, "number")
    assert unsure.confidence < 0.6


@pytest.mark.parametrize(("left", "right", "contradicts"), [("167", "170", False), ("$43,350", "$43,000", False), ("167", "160", True)])
def test_a_figure_and_the_same_one_rounded_do_not_contradict(left: str, right: str, contradicts: bool) -> None:
    found = told(f"The storm cost {left} boats.", f"The storm cost {right} boats.", Foretelling(0.97))
    assert (found.verdict is Verdict.CONTRADICT) is contradicts


def test_nothing_is_foretold_of_names() -> None:
    model = Foretelling(0.99)
    told("Ann Orme took the keys of the mill.", "The mill and its keys went to Ida Lisle in Norport, the clerk said.", model)
    assert model.asked == []


@pytest.mark.parametrize(("done", "contradicts"), [("vetoed", True), ("sponsored", False)])
def test_two_people_who_bring_in_a_bill_are_two_of_several(done: str, contradicts: bool) -> None:
    found = told(f"The bill on the mill was {done} by Ann Orme.", f"The bill on the mill was {done} by Ida Lisle.", Foretelling(0.9))
    assert (found.reason == "agent") is contradicts


@pytest.mark.parametrize(
    ("other", "speaker", "contradicts"),
    [
        ("The port closed the old quay on Monday.", None, False),
        ("The port closed the old quay, Piet Bell told the council on Monday.", None, True),
        ("He told the council that the port closed the old quay on Monday.", "Piet Bell", True),
    ],
)
def test_what_somebody_denies_is_contradicted_where_the_other_statement_tells_of_them(
    other: str, speaker: str | None, contradicts: bool
) -> None:
    a = document("The port did not close the old quay on Monday, Piet Bell said.", "The Gazette", MONDAY)
    b = document(other if not speaker else f"Piet Bell came. {other}", "The Courier", MONDAY)
    pair = Alignment(
        claim(a, speaker="Piet Bell"), claim(b, other, speaker=speaker), Basis.FACT, SCORES, Reading(0.05, 0.15, 0.8, 0.1, 0.1, 0.8)
    )
    found = verdict.reported(verdict.findings([pair], {a.id: a, b.id: b}, masked=Foretelling(0.9)), 0.6)
    assert ([f.reason for f in found if f.verdict is Verdict.CONTRADICT] == ["negation"]) is contradicts


def test_a_length_of_time_that_the_other_statement_tells_loosely_is_not_excluded_by_another_one() -> None:
    right = details_of("They had two days, and no more than six hours, to speak.")
    assert open_slots(details_of("The warden gave both camps six hours over two days."), right) == []
    assert [s.left.words for s in open_slots(details_of("The warden gave both camps nine days."), right)] == ["nine days", "nine days"]


@pytest.mark.parametrize(("bound", "contradicts"), [("on ", True), ("as early as ", False), ("no later than ", False)])
def test_a_bound_of_a_day_is_not_the_day(bound: str, contradicts: bool) -> None:
    found = told("The trial of the warden begins on Thursday.", f"The trial of the warden begins {bound}Tuesday.", Foretelling(0.97))
    assert (found.verdict is Verdict.CONTRADICT) is contradicts


@pytest.mark.parametrize(("main", "contradicts"), [(0.9, True), (0.3, False)])
def test_opposites_of_what_is_told_in_passing_are_said_of_two_things(main: float, contradicts: bool) -> None:
    a, b = (
        document("The council approved the sale of the mill.", day=MONDAY),
        document("The council rejected the sale of the mill.", "B", MONDAY),
    )
    reading = Reading(0.05, 0.15, 0.8, 0.1, 0.1, 0.8)
    pair = Alignment(claim(a), claim(b), Basis.FACT, {**SCORES, "main": main}, reading)
    found, *_ = verdict.findings([pair], {a.id: a, b.id: b}, masked=Foretelling(0.9))
    assert (found.verdict is Verdict.CONTRADICT) is contradicts


@pytest.mark.parametrize(
    ("right", "contradicts"),
    [
        ("The valley gained 210 jobs last month.", True),
        ("Economists had expected the valley to gain 210 jobs last month.", False),
    ],
)
def test_what_was_expected_is_not_contradicted_by_what_came(right: str, contradicts: bool) -> None:
    found = told("The valley gained 240 jobs last month.", right, Foretelling(0.97))
    assert (found.reason == "number") is contradicts


@pytest.mark.parametrize(
    "right",
    ["The guard arrested 12 traders in Norwick.", "The guard arrested 12 traders in Norport on Tuesday."],
)
def test_values_of_two_kinds_that_differ_are_of_two_events(right: str) -> None:
    left = "The guard arrested 30 traders in Norport on Monday."
    assert told(left, right, Foretelling(0.9)).verdict is not Verdict.CONTRADICT
    assert told(left, "The guard arrested 12 traders in Norport on Monday.", Foretelling(0.9)).verdict is Verdict.CONTRADICT
    rank = told("It sank on Monday in the second storm.", "It sank on Tuesday in the first storm.", Foretelling(0.9))
    assert rank.verdict is Verdict.CONTRADICT


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The fire is 30 miles from the town.", "The fire is 48 kilometres from the town."),
        ("It was 40 degrees Celsius in Norport.", "It was 104 degrees Fahrenheit in Norport."),
    ],
)
def test_figures_in_two_units_of_measure_exclude_nothing(left: str, right: str) -> None:
    assert told(left, right, Foretelling(0.9)).verdict is not Verdict.CONTRADICT
