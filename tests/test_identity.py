"""What is known of two details whatever else is told: that they are of one thing, or that time explains them."""

from __future__ import annotations

from datetime import date

import pytest

from consistency import verdict
from consistency.model import Alignment, Basis, Finding, Reading, Verdict
from tests.build import claim, document
from tests.test_slots import MONDAY, SCORES, Foretelling, told


def on(left_day: date | None, left: str, right_day: date | None, right: str, **scores: float) -> Finding:
    """What is told first of two statements in articles of these days, of which the same value is foretold."""
    a, b = document(left, "The Gazette", left_day), document(right, "The Courier", right_day)
    pair = Alignment(claim(a), claim(b), Basis.FACT, SCORES | scores)
    found, *_ = verdict.findings([pair], {a.id: a, b.id: b}, masked=Foretelling(0.95))
    return found


@pytest.mark.parametrize(("when", "reason"), [("on Sunday", "update"), ("in 2011", "number")])
def test_what_happened_long_ago_is_not_counted_anew(when: str, reason: str) -> None:
    found = on(
        MONDAY,
        f"The fire at the mill of Norport {when} killed 41 people.",
        date(2024, 3, 5),
        f"The fire at the mill of Norport {when} killed 38 people.",
    )
    assert (found.verdict, found.reason) == (Verdict.CONTRADICT, reason)


@pytest.mark.parametrize(
    ("day", "told", "contradicts"),
    [(MONDAY, "Saturday", True), (date(2024, 3, 6), "Tuesday", False), (date(2024, 3, 9), "Monday", True)],
)
def test_each_article_tells_of_its_own_day(day: date, told: str, contradicts: bool) -> None:
    """A vote on Sunday in Monday's article, one on Tuesday in Wednesday's; but Saturday's may give the day of an earlier one wrongly."""
    found = on(
        MONDAY,
        "The council of Norport voted on Sunday on the money for the pier.",
        day,
        f"The council of Norport voted on {told} on the money for the pier.",
    )
    assert (found.verdict is Verdict.CONTRADICT) == contradicts


@pytest.mark.parametrize(("day", "contradicts"), [("Thursday", True), ("Wednesday", False)])
def test_what_is_to_come_in_both_articles_may_be_one_plan(day: str, contradicts: bool) -> None:
    found = on(
        MONDAY,
        "The minister will visit the harbour of Norport on Tuesday.",
        date(2024, 3, 6),
        f"The minister will visit the harbour of Norport on {day}.",
    )
    assert (found.verdict is Verdict.CONTRADICT) == contradicts


@pytest.mark.parametrize(("day", "contradicts"), [(MONDAY, True), (date(2024, 3, 6), True), (date(2024, 3, 20), False)])
def test_what_is_asked_for_on_two_occasions_may_be_two_sums(day: date, contradicts: bool) -> None:
    found = on(
        MONDAY, "The county asked Norport for $50,000 to mend the pier.", day, "The county asked Norport for $60,000 to mend the pier."
    )
    assert (found.verdict is Verdict.CONTRADICT) == contradicts


@pytest.mark.parametrize(
    ("left", "right", "main", "contradicts"),
    [
        ("The county asked Norport for $50,000 to mend the pier.", "The county asked Norport for $60,000 to mend the pier.", 0.8, True),
        ("The county asked Norport for $50,000 to mend the pier.", "The county asked Norport for $60,000 to mend the pier.", 0.3, False),
        ("More than 30 boats have left Norport for good.", "Some 25 boats have left Norport for good.", 0.8, True),
        ("Some 900 boats have left Norport for good.", "Some 25 boats have left Norport for good.", 0.8, False),
        ("The pier of Norport burnt on March 4, 1951.", "The pier of Norport burnt on March 6, 1951.", 0.8, True),
        ("The pier of Norport burnt on Tuesday.", "The pier of Norport burnt on Wednesday.", 0.8, False),
    ],
)
def test_time_may_explain_what_an_article_without_a_date_tells(left: str, right: str, main: float, contradicts: bool) -> None:
    """A weekday may be of any week, what is shared in passing may be of another time, and a count may have grown."""
    for days in ((MONDAY, None), (None, MONDAY), (MONDAY, MONDAY)):
        found = on(days[0], left, days[1], right, main=main)
        assert (found.verdict is Verdict.CONTRADICT) == (contradicts or days == (MONDAY, MONDAY))


@pytest.mark.parametrize(
    ("right", "contradicts"),
    [
        ("Ida Amaro, 41, opened the new quay on Monday.", True),
        ("Amaro, 41, opened the new quay on Monday.", True),
        ("Piet Amaro, 41, opened the new quay on Monday.", False),
        ("Ida Amaro, 46, opened the new quay on Monday.", False),
    ],
)
def test_the_age_of_one_person_is_one_thing_whatever_else_is_told(right: str, contradicts: bool) -> None:
    found = told("The mayor, Ida Amaro, 46, said that she would not stand again.", right, Foretelling(0.03), same_fact=0.3)
    assert (found.verdict is Verdict.CONTRADICT) is contradicts


def test_ages_on_two_days_are_no_newer_count() -> None:
    a = document("Ida Amaro, 46, opened the new quay.", "The Gazette", MONDAY)
    b = document("Ida Amaro, 41, opened the new quay.", "The Courier", date(2024, 3, 5))
    pair = Alignment(claim(a), claim(b), Basis.FACT, SCORES, Reading(0.05, 0.15, 0.8, 0.3, 0.3, 0.4))
    (found,) = verdict.findings([pair], {a.id: a, b.id: b}, masked=Foretelling(0.9))
    assert (found.verdict, found.reason) == (Verdict.CONTRADICT, "number")


@pytest.mark.parametrize(
    ("right", "written", "reason"),
    [
        ("Dunmore will leave the harbour board on May 20, later than planned.", date(2024, 3, 6), "update"),
        ("Dunmore will leave the harbour board on May 20.", date(2024, 3, 6), "date"),
        ("Dunmore will leave the harbour board on May 20, later than planned.", MONDAY, "date"),
        # it is past, or there are two, or a plan has no such precise day
        ("Dunmore left the harbour board on Tuesday.", date(2024, 3, 6), None),
        ("Dunmore will leave the harbour board on May 20 and the council on May 28.", date(2024, 3, 6), None),
        ("Dunmore will leave the harbour board in 2026.", date(2024, 3, 6), None),
    ],
)
@pytest.mark.parametrize("main", [0.8, 0.2])
def test_the_only_days_to_come_of_one_fact_are_of_one_plan(right: str, written: date, reason: str | None, main: float) -> None:
    a = document("The chairman, Ida Dunmore, said she would step down at the end of April.", "The Gazette", MONDAY)
    b = document(right, "The Courier", written)
    pair = Alignment(claim(a), claim(b), Basis.FACT, {**SCORES, "main": main}, Reading(0.05, 0.15, 0.8, 0.3, 0.3, 0.4))
    found = verdict.reported(verdict.findings([pair], {a.id: a, b.id: b}, masked=Foretelling(0.3)), 0.6)
    assert [f.reason for f in found if f.verdict is Verdict.CONTRADICT] == ([reason] if reason and main > 0.5 else [])


@pytest.mark.parametrize(
    ("day", "earlier", "later", "reason"),
    [
        ("April 30", "", " She had named April 30 before.", "update"),
        ("April 30", "", "", "date"),
        ("Friday", "", " She spoke on Friday.", None),
        ("April 30", " Others expected her to go on May 20.", " She had named April 30 before.", None),
    ],
)
def test_a_newer_article_that_tells_the_older_day_tells_that_the_plan_has_moved(
    day: str, earlier: str, later: str, reason: str | None
) -> None:
    first, second = f"The chairman, Ida Dunmore, said she would step down on {day}.", "Dunmore will leave the harbour board on May 20."
    a, b = document(f"{first}{earlier}", "The Gazette", MONDAY), document(f"{second}{later}", "The Courier", date(2024, 3, 6))
    pair = Alignment(claim(a, first), claim(b, second), Basis.FACT, {**SCORES, "main": 0.8})
    found = verdict.reported(verdict.findings([pair], {a.id: a, b.id: b}, masked=Foretelling(0.3)), 0.6)
    assert [f.reason for f in found if f.verdict is Verdict.CONTRADICT] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("right", "contradicts"),
    [("$5,587.75", True), ("$5,678.75", True), ("$5,687.75", False), ("$4,272.78", False), ("$5,687.7", False)],
)
def test_a_long_figure_is_known_again_in_a_misprint(right: str, contradicts: bool) -> None:
    found = told(
        "The records list $313.89 for boots, $5,687.75 for a stay in Orle and other sums.",
        f"The warden paid {right} for a holiday, the court heard.",
        Foretelling(0.03),
        same_fact=0.4,
    )
    assert (found.verdict is Verdict.CONTRADICT) is contradicts


@pytest.mark.parametrize(
    ("right", "contradicts"),
    [
        ("Norport launched 74 boats in June, up from 58.", True),
        ("Norport launched 74 boats in June, up from 12 in May.", False),  # far apart, and of another month
        ("Norport launched 79 boats in June, up from 58.", False),  # nothing telling is the same
        ("Norport launched 74 boats, up from 58.", False),  # nor is one figure a comparison
        ("Norport launched 74 boats in June, up from 58 in each of 47 yards.", False),  # either may be the other one
    ],
)
def test_the_one_figure_that_differs_where_two_statements_compare_the_same_is_of_one_thing(right: str, contradicts: bool) -> None:
    """Whatever else they tell, as little as it may be the main thing."""
    left = "In June, a good month for the whole coast, 74 boats left the yards of Norport, up from just 41."
    a, b = document(left, "The Gazette", MONDAY), document(right, "The Courier", MONDAY)
    pair = Alignment(claim(a), claim(b), Basis.FACT, {**SCORES, "main": 0.05})
    found = verdict.reported(verdict.findings([pair], {a.id: a, b.id: b}, masked=Foretelling(0.1)), 0.6)
    assert [f.reason for f in found if f.verdict is Verdict.CONTRADICT] == (["number"] if contradicts else [])


@pytest.mark.parametrize(
    ("place", "contradicts"),
    [("Norpost", True), ("Norstead", False), ("Norport", False), ("Norports", False), ("Westham", False)],
)
def test_a_place_is_known_again_under_a_name_that_differs_in_a_letter_or_two(place: str, contradicts: bool) -> None:
    found = told("The clerk erred at an event in Norport.", f"In a talk the clerk spoke of the event in {place}.", Foretelling(0.03))
    assert (found.verdict is Verdict.CONTRADICT) is contradicts


def test_another_place_that_the_article_knows_is_another_place() -> None:
    found = told("The clerk erred in Norport.", "The clerk, who had been in Norport in May, erred in Norpost.", Foretelling(0.03))
    assert found.verdict is not Verdict.CONTRADICT
