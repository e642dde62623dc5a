"""What is said of one fact reported by two outlets, and of one speaker at two dates."""

from datetime import date
from typing import Any

import pytest

from consistency import details
from consistency.contradiction import Probabilities
from consistency.model import Alignment, Basis, Reading, Verdict
from consistency.verdict import facts, findings
from consistency.verdict.facts import judge_positions
from consistency.verdict.judgement import Judgement
from tests.build import Opinion, claim, document, quotation

AGREE, WORDING, CONTRADICT = Verdict.AGREE, Verdict.WORDING, Verdict.CONTRADICT
SURE = {"same_fact": 0.9, "cosine": 0.8, "words_least": 0.75, "fuzzy": 0.85, "rare_least": 0.6, "numbers": 0.0}
MONDAY, TUESDAY, AUTUMN = date(2024, 3, 4), date(2024, 3, 5), date(2024, 9, 2)


def judge(*given: Any) -> Judgement | None:
    """What is told of two statements."""
    return next(iter(facts.judge(*given)), None)


def judged(
    left: str, right: str, left_day: date | None = MONDAY, right_day: date | None = MONDAY, reading: Reading | None = None
) -> Judgement | None:
    a, b = document(left, "The Gazette", left_day), document(right, "The Courier", right_day)
    p, q = claim(a), claim(b)
    return judge(Alignment(p, q, Basis.FACT, SURE, reading), details.compare(details.of(a, p.spans), details.of(b, q.spans)), a, b)


def reading(contradict: float, passing: float = 0.0) -> Reading:
    """What a relation model makes of two statements that it takes for one fact."""
    return Reading(0.0, passing, 1 - passing, 1 - contradict, 0.0, contradict)


@pytest.mark.parametrize(
    ("left", "right", "verdict", "reason"),
    [
        ("The storm killed 41 people.", "The storm killed 38 people.", CONTRADICT, "number"),
        ("Prices rose by 5 %.", "Prices rose by five percent.", AGREE, "paraphrase"),
        ("The bridge cost $3.5 billion to build.", "The bridge cost $3.6 billion to build.", CONTRADICT, "number"),
        ("The talks lasted about 35 minutes.", "The talks lasted less than an hour.", WORDING, "precision"),
        ("The council voted on Tuesday.", "The council voted on Wednesday.", CONTRADICT, "date"),
        (
            "The council suspended the plan for the harbour bridge.",
            "The council killed the plan for the harbour bridge.",
            WORDING,
            "framing",
        ),
        ("The council did not order the closure of the mill.", "The council ordered the closure of the mill.", CONTRADICT, "negation"),
        ("The ban ends in May if the court agrees.", "The ban ends in May.", WORDING, "omission"),
        ("The bridge opened on Monday.", "The bridge opened on Monday", AGREE, "same"),
    ],
)
def test_reason(left: str, right: str, verdict: Verdict, reason: str) -> None:
    for found in (judged(left, right), judged(right, left)):
        assert found is not None
        assert (found.verdict, found.reason) == (verdict, reason)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The rules do not apply to trams.", "The rules apply to buses and not to trams."),
        (
            "The station, once the flagship, had a nickname, NPR reported Thursday.",
            "The station was no flagship and had no nickname, its host said Wednesday.",
        ),
        (
            "The tweets come a day after crowds from Orle filled the race track.",
            "The tweets come two days after the virus broke out in Orle.",
        ),
        ("The minister put off lifting the ban on nets.", "The minister reversed the decision to allow nets."),
        ("Kadhafi addressed the crowd in the square.", "Gaddafi addressed the crowd in the square."),
        ("The talks were held in New Harbourshire.", "The talks were held in Orle, N.H."),
        ("The minister may resign.", "The minister resigned."),
        ("She said he pushed her at a party in the 1980s.", "She said he pushed her at a party in 1982."),
        ("Four people died in the mill, including the gunman.", "Three people died in the mill."),
        ("On Tuesday, Ann Orme tweeted an apology for the leak at the mill.", "On Monday, Orme tweeted a joke about the leak at the mill."),
        ("The harbour court grants Orle its licence and rebuffs Westham.", "The harbour court denies Westham its licence."),
        ("The mayor initially denied the leak at the mill.", "The mayor admitted the leak at the mill."),
        ("The tower fell in October 2022.", "The tower fell in October."),
        ("The tower fell on July 17, 2014.", "Wednesday is the anniversary of the day the tower fell."),
        ("The mayor announced her resignation Tuesday.", "The mayor announced her resignation, effective Friday."),
        ("The lethal aid was refused.", "The dual-use aid was sent."),
        ("The talks were held in Kolvita.", "The talks were held in Colvyta."),
        ("The talks began a couple of weeks ago.", "The talks began ten days ago."),
        ("The ban runs until Feb. 15.", "The ban will run until February 15."),
        ("She has no experience and attended the school in Norport.", "She attended the school in Norport."),
        ("Some deadlines have not passed.", "Deadlines have passed in some counties."),
        ("One party won't tax the mines.", "The Wardens tax the mines."),
        ("The plan failed to meet the standard.", "Failures to meet the standard led to the ban."),
        ("If the council is not building the wall, the mayor will resign.", "The council is building the wall."),
        ("A poll taken before the vote backed the road.", "A poll taken after the vote backed the road."),
        ("The mayor said there was no collusion.", "The mayor derided the inquiry into possible collusion."),
        ("The council should not close the mine.", "The council closed the mine."),
        ("The mayor did not abuse her office in the harbour deal.", "The clerk told of the mayor’s abuse of her office in the deal."),
        ("Another three officers left the mill.", "Four officers left the mill."),
        ("Seven people and a child died in the mill.", "Eight people died in the mill."),
        ("The fever left 60 people in the valley sick.", "The fever left 64 people in the valley dead."),
        ("Two clerks saw the leak in the mill, and a third heard of it.", "Three clerks saw the leak in the mill."),
        ("A clerk and seven people died in the mill.", "Eight people died in the mill."),
    ],
)
def test_what_only_looks_like_a_contradiction(left: str, right: str) -> None:
    for found in (judged(left, right), judged(right, left)):
        assert found is None or found.verdict is not CONTRADICT


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Four people died in the mill, including the two clerks.", "Three people died in the mill.", "number"),
        ("Four people died in the mill, including an old man.", "Three people died in the mill.", "number"),
        ("The storm killed 12 people and hurt 40.", "The storm killed 14 people.", "number"),
        ("Seven people and a child died in the mill.", "Fifteen people died in the mill.", "number"),
        ("The harbour court grants Westham its licence.", "The harbour court denies Westham its licence.", "opposite"),
        (
            "The council approved the new quay on Monday, but it did not say when work begins.",
            "The council rejected the new quay on Monday.",
            "opposite",
        ),
        ("The tower fell in October 2022.", "The tower fell in October 2021.", "date"),
        ("The rules of the mill are mandatory.", "The rules of the mill are advisory rather than mandatory.", "negation"),
    ],
)
def test_what_is_one_for_all_that(left: str, right: str, reason: str) -> None:
    found = judged(left, right)
    assert found is not None
    assert (found.verdict, found.reason) == (CONTRADICT, reason)


@pytest.mark.parametrize(("more", "contradicts"), [("two", False), ("three", True)])
def test_those_that_an_article_adds_are_counted(more: str, contradicts: bool) -> None:
    first = "The council asked for the letters of six clerks."
    a, b = (
        document(f"{first} It asked for those of {more} additional clerks later."),
        document("The council asked for the letters of eight clerks."),
    )
    p, q = claim(a, first), claim(b)
    found = judge(Alignment(p, q, Basis.FACT, SURE), details.compare(details.of(a, p.spans), details.of(b, q.spans)), a, b)
    assert found is not None
    assert (found.verdict is CONTRADICT) is contradicts


def test_a_plan_and_what_came_of_it_another_day_exclude_nothing() -> None:
    plan, outcome = "The minister will sail to Orle, a trip of 30 hours.", "The minister sailed to Orle, a trip of 50 hours."
    one_day, another_day = judged(plan, outcome), judged(plan, outcome, right_day=TUESDAY)
    assert one_day is not None
    assert one_day.verdict is CONTRADICT
    assert another_day is None or another_day.verdict is not CONTRADICT


def test_a_name_that_both_articles_have_is_in_another_part() -> None:
    told = "The film was leaked by Ann Orme."
    plain = judged(told, "The film was leaked by Bo Lund.")
    assert plain is not None
    assert plain.verdict is CONTRADICT
    known = document("The film was leaked by Bo Lund. Ann Orme looked on.", "The Courier", MONDAY)
    one = document(told, "The Gazette", MONDAY)
    p, q = claim(one), claim(known, "The film was leaked by Bo Lund.")
    found = judge(Alignment(p, q, Basis.FACT, SURE), details.compare(details.of(one, p.spans), details.of(known, q.spans)), one, known)
    assert found is None or found.verdict is not CONTRADICT


def test_two_people_who_disagree_are_no_two_outlets_that_do() -> None:
    a, b = document("The bridge is safe, Ann Orme said.", "The Gazette"), document("The bridge is not safe, Bo Lund said.", "The Courier")
    p, q = claim(a, speaker="Ann Orme"), claim(b, speaker="Bo Lund")
    found = judge(Alignment(p, q, Basis.FACT, SURE), details.compare(details.of(a, p.spans), details.of(b, q.spans)), a, b)
    assert found is None or found.verdict is not CONTRADICT


def test_a_later_count_is_an_update() -> None:
    found = judged("Five people are missing.", "Two people are missing.", MONDAY, TUESDAY)
    assert found is not None
    assert found.reason == "update"


def test_what_is_new_on_two_days_is_not_one_count() -> None:
    sides = ("Norport reported 505 new cases of the fever.", "Norport reported 174 new cases of the fever.")
    same, other = judged(*sides, MONDAY, MONDAY), judged(*sides, MONDAY, TUESDAY)
    assert same is not None
    assert same.verdict is CONTRADICT
    assert other is None or other.verdict is not CONTRADICT


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The strike at the port of Norport entered its fourth day.", "The strike at the port of Norport entered its fifth day."),
        ("The strike at the port is in its sixth week.", "The strike at the port is in its seventh week."),
    ],
)
def test_each_article_counts_the_days_up_to_its_own(left: str, right: str) -> None:
    same, later, undated = judged(left, right, MONDAY, MONDAY), judged(left, right, MONDAY, TUESDAY), judged(left, right, None, MONDAY)
    assert same is not None
    assert same.verdict is CONTRADICT
    assert all(found is None or found.verdict is not CONTRADICT for found in (later, undated))


def test_on_two_occasions_two_sums_are_no_contradiction() -> None:
    sides = ("The county asked Norport for $50,000 to mend the pier.", "The county asked Norport for $60,000 to mend the pier.")
    same, later = judged(*sides), judged(*sides, MONDAY, AUTUMN)
    assert same is not None
    assert same.verdict is CONTRADICT
    assert later is None or later.verdict is not CONTRADICT


def test_on_two_occasions_a_negation_is_no_contradiction() -> None:
    assert judged("The mayor has apologised for the flood.", "The mayor has not apologised for the flood.", MONDAY, AUTUMN) is None


def test_a_shift_needs_opposites() -> None:
    a = document(
        "The help of their companies for the rebels was almost certainly approved by the state, Amaro said.", "The Gazette", MONDAY
    )
    b = document("The help for the rebels comes from private companies, Amaro said.", "The Courier", AUTUMN)
    p, q = claim(a, speaker="Amaro"), claim(b, speaker="Amaro")
    compared = details.compare(details.of(a, p.spans), details.of(b, q.spans))
    found = judge_positions(Alignment(p, q, Basis.POSITION, {"cosine": 0.6}), compared, a, b)
    assert found is not None
    assert found.reason == "shift"
    assert judge_positions(Alignment(p, q, Basis.POSITION, {"cosine": 0.6}), (), a, b) is None


@pytest.mark.parametrize(
    ("earlier", "later", "moved"),
    [
        ("We closed the harbour", "We did not close the harbour", True),
        ("We would never close the harbour", "We will close no harbour", False),
        ("There were zero strikes at the harbour", "There were no strikes at the harbour", False),
    ],
)
def test_who_denies_the_same_twice_has_not_moved(earlier: str, later: str, moved: bool) -> None:
    a, b = document(f"“{earlier},” Amaro said.", "The Gazette", MONDAY), document(f"“{later},” Amaro said.", "The Courier", AUTUMN)
    p, q = quotation(a, earlier, speaker="Amaro"), quotation(b, later, speaker="Amaro")
    found = findings([Alignment(p, q, Basis.POSITION, {"cosine": 0.8, "rare": 0.6})], {a.id: a, b.id: b})
    assert [f.reason for f in found] == (["shift"] if moved else [])


def test_a_fingerprint_ignores_places_and_order() -> None:
    a, b = document("The storm killed 41 people.", "The Gazette", id="a"), document("The storm killed 38 people.", "The Courier", id="b")
    moved = document("In short:\nThe storm killed 41 people.", "The Gazette", id="elsewhere/a2")
    there = claim(moved, "The storm killed 41 people.")
    found = [
        findings([Alignment(left, right, Basis.FACT, SURE)], {d.id: d for d in (a, b, moved)})[0]
        for left, right in ((claim(a), claim(b)), (claim(b), claim(a)), (there, claim(b)))
    ]
    assert len({f.id for f in found}) == 1
    assert {f.left.document for f in found[:2]} == {"b"}
    assert "41" in found[0].message
    assert "38" in found[0].message


def test_a_model_takes_contradictions_away_and_makes_none() -> None:
    a, b = document("The storm killed 41 people.", "The Gazette"), document("The storm killed 38 people.", "The Courier")
    both, pairs = {d.id: d for d in (a, b)}, [Alignment(claim(a), claim(b), Basis.FACT, SURE)]
    assert len(findings(pairs, both, model=Opinion(0.1, 0.8))) == 1
    assert findings(pairs, both, model=Opinion(0.8, 0.1))[0].verdict is not CONTRADICT
    c = document("The storm killed 41 people.", "The Courier")
    alike = findings([Alignment(claim(a), claim(c), Basis.FACT, SURE)], {a.id: a, c.id: c}, model=Opinion(0.1, 0.8))
    assert alike[0].verdict is AGREE


def test_details_that_exclude_each_other_are_not_believed_where_the_relation_model_sees_no_contradiction() -> None:
    left, right = "The storm killed 41 people.", "The storm killed 38 people."
    believed, doubted = (judged(left, right, reading=reading(p)) for p in (0.5, 0.01))
    assert believed is not None
    assert doubted is not None
    assert (believed.verdict, believed.reason) == (CONTRADICT, "number")
    assert doubted.verdict is not CONTRADICT


def test_a_relation_model_alone_makes_no_contradiction() -> None:
    found = judged("The clerk asked for the letter.", "The clerk wrote the letter.", reading=reading(0.99))
    assert found is not None
    assert found.verdict is not CONTRADICT


def test_what_is_shared_in_passing_is_marked_in_both() -> None:
    left = "Orme, who is running to succeed the retiring mayor Tom Lisle, apologised for the letter on Tuesday."
    right = "In the race for the seat of the retiring mayor Tom Lisle, the video has become the talk of the town."
    found = judged(left, right, reading=reading(0.0, passing=0.9))
    assert found is not None
    assert [left[s.start : s.end] for s in found.left] == ["retiring mayor Tom Lisle"]
    assert [right[s.start : s.end] for s in found.right] == ["retiring mayor Tom Lisle"]


@pytest.mark.parametrize(("source", "other"), [("The lawsuit", False), ("The mayor", True)])
def test_two_words_for_one_source_are_no_other_attribution(source: str, other: bool) -> None:
    a = document("The suit says that oil from the mill runs into the river.", "The Gazette", MONDAY)
    b = document(f"{source} says that oil from the mill runs into the river.", "The Courier", MONDAY)
    p, q = claim(a, speaker="The suit"), claim(b, speaker=source)
    differences = details.compare(details.of(a, p.spans), details.of(b, q.spans))
    found = judge(Alignment(p, q, Basis.FACT, SURE), differences, a, b)
    assert found is not None
    assert (found.reason == "attribution") is other


def told_by(left_speaker: str, right_speaker: str, sure: float) -> Judgement:
    a = document(f"{left_speaker} said that oil from the mill runs into the river.", "The Gazette", MONDAY)
    b = document(f"{right_speaker} said that oil from the mill runs into the river.", "The Courier", MONDAY)
    found = judge(
        Alignment(claim(a, speaker=left_speaker), claim(b, speaker=right_speaker), Basis.FACT, SURE | {"same_fact": sure}), (), a, b
    )
    assert found is not None
    return found


def test_two_people_who_say_like_things_are_told_as_one_fact_only_where_it_is_nearly_sure() -> None:
    assert told_by("Ida Amaro", "Piet Bell", 0.8).confidence < 0.6
    assert told_by("Ida Amaro", "Piet Bell", 0.95).confidence > 0.9
    assert told_by("Ida Amaro", "the harbour office", 0.8).confidence == 0.8


def test_a_slip_in_a_name_is_no_other_attribution() -> None:
    assert told_by("Ida Amaro", "Ida Amarro", 0.9).reason != "attribution"


def test_the_same_words_with_the_names_exchanged_are_no_agreement() -> None:
    found = judged("Norland sued the port of Sudland.", "Sudland sued the port of Norland.")
    assert found is not None
    assert found.verdict is not AGREE


def test_what_the_contradiction_model_is_sure_of_is_no_agreement() -> None:
    a, b = document("The driver was drunk.", "The Gazette", MONDAY), document("The driver was sober.", "The Courier", MONDAY)
    pair = Alignment(claim(a), claim(b), Basis.FACT, SURE | {"covered": 1.0}, reading(0.0))
    verdicts = [facts.judge(pair, (), a, b, (), Probabilities(0.1, 0.9 - c, c))[0].verdict for c in (0.1, 0.8)]
    assert verdicts == [AGREE, WORDING]


def test_a_denial_stands_in_the_words_that_the_contradiction_rests_on() -> None:
    found = judged("The council did not order the closure of the mill.", "The council ordered the closure of the mill.")
    assert found is not None
    assert found.says == ("not order", "ordered")
