"""Pairs that tools before this one got wrong, and what time explains: each in our own words, through details and verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from consistency import verdict
from consistency.model import Alignment, Basis, Finding, Statement, Verdict
from consistency.report import FORMATS, Options
from consistency.report._phrases import MOVED
from tests.build import claim, document, quotation, utterance
from tests.report_sample import finding

AGREE, WORDING, CONTRADICT = Verdict.AGREE, Verdict.WORDING, Verdict.CONTRADICT
SURE = {"same_fact": 0.95, "cosine": 0.8, "words_least": 0.8, "fuzzy": 0.85, "rare_least": 0.6, "numbers": 0.0}
MONDAY, TUESDAY, APRIL = date(2031, 3, 3), date(2031, 3, 4), date(2031, 4, 7)


def fact(left: str, right: str, days: tuple[date, date] = (MONDAY, MONDAY)) -> Finding | None:
    a, b = document(left, "The Gazette", days[0]), document(right, "The Courier", days[1])
    found = verdict.findings([Alignment(claim(a), claim(b), Basis.FACT, SURE)], {a.id: a, b.id: b})
    return found[0] if found else None


def words(left: str, right: str) -> Finding:
    a, b = document(f"“{left}” Ann Orme said.", "The Gazette", MONDAY), document(f"“{right}” Ann Orme said.", "The Courier", MONDAY)
    pair = utterance(quotation(a, left, speaker="Ann Orme"), quotation(b, right, speaker="Ann Orme"))
    return verdict.findings([pair], {a.id: a, b.id: b})[0]


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("The council voted on Tuesday to close the pier.", "The council voted on Wednesday to close the pier.", "date"),
        ("The minister denied the harbour bill had passed.", "The harbour bill passed.", "negation"),
        ("The storm killed 41 people.", "The storm killed 38 people.", "number"),
        ("He was questioned by the older sister of the victim.", "He was questioned by the younger sister of the victim.", "opposite"),
        ("Her second term as mayor ends in 2033.", "Her second term as mayor ends in 2034.", "date"),
        ("The judge read out the 38-word oath.", "The judge read out the 35-word oath.", "number"),
        ("The premier spoke in Norwick on Friday.", "The premier spoke in Norport on Friday.", "place"),
        ("All flights were cancelled.", "Some flights were cancelled.", "scope"),
        ("She resigned before the report came out.", "She resigned after the report came out.", "sequence"),
    ],
)
def test_facts_that_exclude_each_other(left: str, right: str, reason: str) -> None:
    for found in (fact(left, right), fact(right, left)):
        assert found is not None
        assert (found.verdict, found.reason) == (CONTRADICT, reason)


@pytest.mark.parametrize(
    ("left", "right", "reasons"),
    [
        ("The minister may resign over the leak.", "The minister resigned over the leak.", {"hedge"}),
        ("Prices rose by 5 % in March.", "Prices rose by five percent in March.", {"paraphrase"}),
        ("Twelve boats were lost.", "12 boats were lost.", {"paraphrase", "same"}),
        ("The talks lasted about 35 minutes.", "The talks lasted less than an hour.", {"precision"}),
        ("The firm sent dual-use goods to the army.", "The firm sent lethal goods to the army.", {"framing", "paraphrase"}),
        ("Buyers must be over 21.", "Buyers must be 21 or older.", {"paraphrase", "precision", "framing"}),
    ],
)
def test_facts_that_can_both_be_right(left: str, right: str, reasons: set[str]) -> None:
    for found in (fact(left, right), fact(right, left)):
        assert found is not None
        assert found.verdict is not CONTRADICT
        assert found.reason in reasons


@pytest.mark.parametrize(
    ("left", "right", "said", "reason"),
    [
        ("We won't stop — ever, I promise", "We won’t stop - ever, I promise", AGREE, "typography"),
        ("The U.S. organisation lost twelve boats", "The US organization lost 12 boats", AGREE, "typography"),
        ("It works in some cases, in other cases it fails", "It works in some cases and in other cases it fails", WORDING, "substitution"),
        ("The dam was safe when we opened it again", "The dam was not safe when we opened it again", CONTRADICT, "negation"),
        ("We will close the mine before the winter comes", "We may close the mine before the winter comes", CONTRADICT, "modality"),
        ("We lost 41 boats in the storm of that night", "We lost 38 boats in the storm of that night", CONTRADICT, "number"),
        ("I spoke with Mr. Hale about the new pier", "I spoke with Mr. Brandt about the new pier", CONTRADICT, "name"),
    ],
)
def test_differences_in_a_quotation_are_graded(left: str, right: str, said: Verdict, reason: str) -> None:
    for found in (words(left, right), words(right, left)):
        assert (found.verdict, found.reason) == (said, reason)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Five people are missing after the ferry fire.", "Two people are missing after the ferry fire."),
        ("The storm killed 12 people.", "The storm killed 17 people."),
    ],
)
def test_a_newer_count_a_day_later_is_an_update_whichever_is_read_first(older: str, newer: str) -> None:
    for found in (fact(older, newer, (MONDAY, TUESDAY)), fact(newer, older, (TUESDAY, MONDAY))):
        assert found is not None
        assert (found.verdict, found.reason, found.rule) == (CONTRADICT, "update", "F310")
        assert found.reason in MOVED
        assert str(MONDAY) in found.message
        assert str(TUESDAY) in found.message
    same_day = fact(older, newer)
    assert same_day is not None
    assert same_day.reason == "number"


def test_a_position_a_month_later_is_a_shift_and_not_a_negation() -> None:
    a = document("“We support the treaty with Ostmere on fishing,” Premier Ann Orme said.", "The Gazette", MONDAY)
    b = document("“We oppose the treaty with Ostmere on fishing,” Premier Ann Orme said.", "The Courier", APRIL)
    p = quotation(a, "We support the treaty with Ostmere on fishing", speaker="Ann Orme")
    q = quotation(b, "We oppose the treaty with Ostmere on fishing", speaker="Ann Orme")
    (found,) = verdict.findings([Alignment(p, q, Basis.POSITION, {"cosine": 0.8, "rare": 0.5})], {a.id: a, b.id: b})
    assert (found.verdict, found.reason, found.rule) == (CONTRADICT, "shift", "F311")
    assert found.message.startswith("Ann Orme")


def test_a_shift_is_told_in_the_speakers_own_words_beside_the_outlets_report_of_them() -> None:
    """And one on another matter, or a second report, is told no more."""
    said = "The county stood behind the firms that sold the arms"
    reported = "The county approved of the firms that sold arms to the rebels, Orme said."
    a = document(f"{reported}\n\n“{said}” Premier Ann Orme said.\n\n“We want no strike” Orme said.", "The Gazette", MONDAY)
    b = document(
        "“Private firms sold the arms to the rebels” Premier Ann Orme said.\n\n“We want a strike” Orme said.", "The Courier", APRIL
    )
    own, later = quotation(a, said, speaker="Ann Orme"), quotation(b, "Private firms sold the arms to the rebels", speaker="Ann Orme")
    report, other = (
        claim(a, reported, "Ann Orme"),
        (quotation(a, "We want no strike", speaker="Ann Orme"), quotation(b, "We want a strike", speaker="Ann Orme")),
    )

    def shift(p: Statement, q: Statement, confidence: float) -> Finding:
        return replace(finding(f"{p.id}{q.id}", "shift", CONTRADICT, report, report, "", confidence), left=p, right=q)

    found = [shift(report, later, 0.95), shift(own, later, 0.7), shift(*other, 0.8)]
    assert [f.confidence for f in verdict.reported(found, 0.6)] == [0.95, 0.7]
    assert [f.confidence for f in verdict.reported([shift(own, later, 0.95), shift(report, later, 0.9)], 0.6)] == [0.95]


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_an_update_is_never_presented_as_an_error(form: str) -> None:
    from consistency.model import Report

    a, b = document("The storm killed 12 people.", "The Gazette", MONDAY), document("The storm killed 17 people.", "The Courier", TUESDAY)
    p, q = claim(a), claim(b)
    found = verdict.findings([Alignment(p, q, Basis.FACT, SURE)], {a.id: a, b.id: b})
    shown = FORMATS[form].render(Report((a, b), (p, q), found, ()), Options())
    assert "error of either outlet" in " ".join(shown.split())
