from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.details import Certainty, DetailKind, Details, Difference, compare, of
from consistency.details.tokens import tokens
from consistency.model import Document, Span
from tests.build import examples

WEDNESDAY = date(2018, 6, 6)


def read(text: str, day: date | None = WEDNESDAY) -> Details:
    document = Document(id="a.txt", path="a.txt", text=text, outlet="Norport Herald", date=day)
    return of(document, (Span(0, len(text)),))


def differ(left: str, right: str) -> tuple[Difference, ...]:
    return compare(read(left), read(right))


def clashes(left: str, right: str, least: float = 0.0) -> set[str]:
    return {d.reason for d in differ(left, right) if d.incompatible and d.strength >= least}


def informs(left: str, right: str) -> set[str]:
    return {d.reason for d in differ(left, right) if not d.incompatible}


@pytest.mark.parametrize(
    ("text", "kind", "normal"),
    [
        ("Twelve people died.", DetailKind.QUANTITY, "12 person"),
        ("The storm left 41 people dead.", DetailKind.QUANTITY, "41 person"),
        ("It rose by five percent.", DetailKind.QUANTITY, "4.5..5.5 percent"),
        ("It rose by 5 %.", DetailKind.QUANTITY, "4.5..5.5 percent"),
        ("It rose by 5%.", DetailKind.QUANTITY, "4.5..5.5 percent"),
        ("A quarter of voters stayed away.", DetailKind.QUANTITY, "23..27 percent voter"),
        ("One in five voters stayed away.", DetailKind.QUANTITY, "18..22 percent voter"),
        ("He took a dozen eggs.", DetailKind.QUANTITY, "12 egg"),
        ("Two hundred and six boats left.", DetailKind.QUANTITY, "206 boat"),
        ("Two hundred twenty-six boats left.", DetailKind.QUANTITY, "226 boat"),
        ("It cost two and a half million dollars.", DetailKind.QUANTITY, "2.25e+06..2.75e+06 usd"),
        ("They arrested 1800 people.", DetailKind.QUANTITY, "1750..1850 person"),
        ("Nearly 2000 guards came.", DetailKind.QUANTITY, "1615..2100 guard"),
        ("At least 12 boats sank.", DetailKind.QUANTITY, "12..inf boat"),
        ("Up to 12 boats sank.", DetailKind.QUANTITY, "0..12 boat"),
        ("It cost $1.5 million.", DetailKind.QUANTITY, "1.45e+06..1.55e+06 usd"),
        ("It cost $1.5m.", DetailKind.QUANTITY, "1.45e+06..1.55e+06 usd"),
        ("Between 10 and 15 boats sank.", DetailKind.QUANTITY, "10..15 boat"),
        ("They took the 38-word oath.", DetailKind.QUANTITY, "38 word oath"),
        ("The 26-year-old driver fled.", DetailKind.AGE, "26 year driver"),
        ("Ann Orme, 26, fled.", DetailKind.AGE, "26 year orme"),
        ("Tom Orme Jr., 26, fled.", DetailKind.AGE, "26 year orme"),
        ("The senate passed it 52-47.", DetailKind.VOTE, "52-47"),
        ("The talks lasted two hours.", DetailKind.DURATION, "7200 lasting"),
        ("The talks lasted two and a half hours.", DetailKind.DURATION, "9000 lasting"),
        ("The talks lasted an hour and a half.", DetailKind.DURATION, "5400 lasting"),
        ("The crash came less than an hour ago.", DetailKind.DURATION, "0..3600 elapsed ago"),
        ("They met at noon.", DetailKind.CLOCK, "12:00"),
        ("They met at 12:00 p.m.", DetailKind.CLOCK, "12:00"),
        ("They met on Tuesday.", DetailKind.POINT, "2018-06-05"),
        ("They will meet on Tuesday.", DetailKind.POINT, "2018-06-12"),
        ("They are to meet on Tuesday.", DetailKind.POINT, "2018-06-12"),
        ("They plan to close it on Tuesday.", DetailKind.POINT, "2018-06-12"),
        ("She is due to appear in court on Tuesday.", DetailKind.POINT, "2018-06-12"),
        ("It closed on Tuesday, according to police.", DetailKind.POINT, "2018-06-05"),
        ("It opens, according to police, on Tuesday.", DetailKind.POINT, "2018-06-05"),
        ("They flew to Norport on Tuesday.", DetailKind.POINT, "2018-06-05"),
        ("They voted to close it on Tuesday.", DetailKind.POINT, "2018-06-05"),
        ("It closed due to the storm on Tuesday.", DetailKind.POINT, "2018-06-05"),
        ("They meet next Wednesday.", DetailKind.POINT, "next Wednesday"),
        ("They met yesterday.", DetailKind.POINT, "2018-06-05"),
        ("They met in December.", DetailKind.POINT, "2017-12-01..2017-12-31"),
        ("They met on June 4, 2016.", DetailKind.POINT, "2016-06-04"),
        ("They met on 4 June 2016.", DetailKind.POINT, "2016-06-04"),
        ("They met in 2016.", DetailKind.POINT, "2016-01-01..2016-12-31"),
        ("They met last month.", DetailKind.POINT, "2018-05-01..2018-05-31"),
        ("They met in Norport.", DetailKind.PLACE, "norport"),
        ("The letter was leaked by Ann Orme.", DetailKind.NAME, "ann orme"),
    ],
)
def test_detail_has_its_normal_form(text: str, kind: DetailKind, normal: str) -> None:
    assert [d.normal for d in read(text).kind(kind)] == [normal]


@pytest.mark.parametrize(
    "text", ["It was 2016.", "She cited Amendment 64.", "Call 555-0100.", "The 14th Amendment stands.", "They met at 3 p.m. on May 3."]
)
def test_years_names_and_times_are_no_quantities(text: str) -> None:
    found = read(text)
    assert found.kind(DetailKind.QUANTITY) == found.kind(DetailKind.ORDINAL) == ()


def test_weekday_without_a_day_of_publication_stays_a_weekday() -> None:
    (point,) = read("They met on Tuesday.", None).kind(DetailKind.POINT)
    assert (point.low, point.unit) == (None, "Tuesday")


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The mayor resigned.", Certainty.ASSERTED),
        ("The mayor did not resign.", Certainty.DENIED),
        ("The mayor never resigned.", Certainty.DENIED),
        ("The mayor refused to resign.", Certainty.DENIED),
        ("The clerk denied that the mayor had resigned.", Certainty.DENIED),
        ("No mayor resigned.", Certainty.DENIED),
        ("The mayor may resign.", Certainty.POSSIBLE),
        ("The mayor allegedly resigned.", Certainty.ALLEGED),
        ("The mayor probably resigned.", Certainty.PROBABLE),
        ("The mayor is expected to resign.", Certainty.PROBABLE),
        ("The mayor almost certainly resigned.", Certainty.NEAR_CERTAIN),
        ("The mayor will resign.", Certainty.PLANNED),
        ("The mayor vowed to resign.", Certainty.PLANNED),
    ],
)
def test_certainty_of_a_predicate(text: str, certainty: Certainty) -> None:
    assert [p.certainty for p in read(text).predicates if p.lemma == "resign"] == [certainty]


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("The vote was held on Tuesday.", "The vote was held on Wednesday.", "date"),
        ("He met Orla Finch in Norport on May 3.", "He met Orla Finch in Norport on Friday.", "date"),
        ("Her second term as mayor ends in 2019.", "She may leave before her term as mayor ends in 2018.", "date"),
        ("The premier denied the bill had passed.", "The premier said the bill passed.", "negation"),
        ("The clerk was found guilty of theft.", "The clerk was found not guilty of theft.", "negation"),
        ("The storm killed 41 people in Norport.", "In Norport 38 people were killed by the storm.", "number"),
        ("The judge read the 38-word oath at noon.", "The 35-word oath was read by the judge.", "number"),
        ("Prices rose 5 % in spring.", "Prices rose by seven percent in spring.", "number"),
        ("The senate passed the bill 52-47.", "The senate passed the bill, 51 to 48.", "number"),
        ("The 26-year-old driver was jailed.", "The 29-year-old driver was jailed.", "number"),
        ("The talks lasted two hours.", "The talks lasted about 35 minutes.", "duration"),
        ("Ann was attacked by her older sister.", "Ann was attacked by her younger sister.", "opposite"),
        ("The harbour bill was approved by the senate.", "The harbour bill was rejected by the senate.", "opposite"),
        ("He signed off the lawful search of the yard.", "He signed off the unlawful search of the yard.", "opposite"),
        ("She resigned before the report came out.", "She resigned after the report came out.", "sequence"),
        ("All ferries were cancelled.", "Some ferries were cancelled.", "scope"),
        ("The letter was leaked by the clerk, Ann Orme.", "The letter was leaked by the treasurer, Tom Lisle.", "agent"),
        ("The tow was over in less than an hour.", "More than two hours passed before the tow was over.", "duration"),
        ("The pier was sold to Ann Orme in spring.", "The pier was sold to Ann Lisle in spring.", "agent"),
        ("The budget was approved by the council.", "The council rejected the budget.", "opposite"),
        ("The term runs from 2028 to 2032.", "The term runs from 2028 to 2034.", "date"),
        ("Mayor Will Quit Over Ferry Fire", "Mayor Will Not Quit Over Ferry Fire", "negation"),
        ("He left before the report came out.", "It was only after the report came out that he left.", "sequence"),
        ("He spoke in Norport on Friday.", "He spoke in Westham on Friday.", "place"),
        ("The wall bill held $5.7 billion for the port.", "The wall bill held $5 billion for the port.", "number"),
        ("The crown fell to a 30-year low.", "The crown fell to a 31-year low.", "duration"),
    ],
)
def test_incompatible_details_are_found_with_high_strength(left: str, right: str, reason: str) -> None:
    assert clashes(left, right, 0.7) == {reason}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Prices rose 5 % in spring.", "Prices rose by five percent in spring."),
        ("Twelve people were hurt in the fire.", "The fire injured 12 people."),
        ("The talks lasted about 35 minutes.", "The talks lasted less than an hour."),
        ("The talks lasted about ten days.", "The talks lasted nine days."),
        ("The talks lasted ten days.", "The talks lasted a couple of weeks."),
        ("It cut fumes by 90 percent.", "It cut fumes by 90-plus percent."),
        ("Buyers must be over 21.", "Buyers must be 21 or older."),
        ("They met at 12:00 p.m.", "They met at noon."),
        ("The permit ends at midnight.", "The permit ends at 12:01 a.m."),
        ("The permit ends at 11:59 p.m.", "The permit ends at midnight."),
        ("They sent dual-use goods to the army.", "They sent lethal goods to the army."),
        ("She was asked in recent weeks, and not just during her trip.", "She was asked about it, though not exclusively, on her trip."),
        ("The firm paid $1.5 million to the town.", "The firm paid the town $1.5m."),
        ("The firm paid $43 million in tax.", "The firm paid $43,885,310 in tax."),
        ("A quarter of voters backed it.", "25 percent of voters backed it."),
        ("They met on June 5.", "They met on Tuesday."),
        ("No one was hurt in the fire.", "Nobody was hurt in the fire."),
        ("The dam failed to hold.", "The dam did not hold."),
        ("The dike is unsafe.", "The dike is not safe."),
        ("The senate approved the levy.", "The levy was approved by the senate."),
        ("The meeting began on Monday and the vote was on Tuesday.", "The vote was on Tuesday."),
        ("Three clerks saw two boats.", "Two clerks and three sailors were there."),
        ("He made the speech in Hope, Ark.", "He made the speech in Hope, Arkansas."),
    ],
)
def test_what_can_both_be_right_is_not_incompatible(left: str, right: str) -> None:
    assert clashes(left, right) == set()


def test_relative_days_are_resolved_against_the_day_of_each_article() -> None:
    early, late = date(2018, 6, 5), date(2018, 6, 7)
    found = compare(read("They met yesterday.", early), read("They met on Tuesday.", late))
    assert [d.reason for d in found if d.incompatible] == ["date"]
    assert compare(read("They met on Tuesday.", early), read("They met on Tuesday.", late)) == ()


def test_next_weekday_is_never_the_day_of_the_article() -> None:
    (point,) = read("They meet next Wednesday.").kind(DetailKind.POINT)
    assert (point.low, point.high) == (date(2018, 6, 13).toordinal(), date(2018, 6, 13).toordinal())


def test_houses_of_two_storeys_add_nothing_to_their_number() -> None:
    assert next(d.normal for d in read("Ten two-storey houses burned.").kind(DetailKind.QUANTITY)).startswith("10")


@pytest.mark.parametrize("title", ["Gen.", "Lt.", "Sen."])
def test_a_title_ends_no_sentence(title: str) -> None:
    assert {t.sentence for t in tokens(f"On May 5 {title} Orme resigned.", (Span(0, 19 + len(title)),))} == {0}


def test_hedge_and_precision_inform() -> None:
    assert informs("The minister may resign over the leak.", "The minister resigned over the leak.") == {"hedge"}
    assert informs("The talks lasted about 35 minutes.", "The talks lasted less than an hour.") == {"precision"}


def test_vague_numbers_are_flagged_with_low_strength() -> None:
    found = [d for d in differ("Police made dozens of arrests.", "More than 200 people were arrested.") if d.incompatible]
    assert [d.reason for d in found] == ["number"]
    assert found[0].strength < 0.7


def test_days_of_two_acts_and_numbers_of_two_groups_are_weak() -> None:
    assert clashes("The mill will close on June 11.", "The board voted on Tuesday to close the mill.", 0.5) == set()
    assert clashes("Twelve crew members were also on board.", "Three crew members were treated for burns to the hands.", 0.6) == set()


def test_moved_negation_is_weak() -> None:
    assert clashes("He did not say he would go.", "He said he would not go.", 0.5) == set()


def test_state_behind_something_excludes_private_actors_behind_it() -> None:
    state = "The spare parts that Drovian firms sold to the army almost certainly were approved by the state."
    private = "Spare parts are sold to the army of Drovia by private firms, which the government should police."
    assert clashes(state, private, 0.7) == {"opposite"}
    assert clashes(private, "Private firms sold the spare parts to the army.") == set()
    assert clashes(state, "The state funds schools in Norport, where private firms paint the walls.", 0.6) == set()


def test_words_of_a_name_are_no_opposites() -> None:
    assert clashes("Northern farms are rich and sell much wheat.", "Southern farms are rich and sell much wheat.", 0.6) == {"opposite"}
    assert clashes("North Orle is rich and sells much wheat.", "South Orle is rich and sells much wheat.", 0.6) == set()


def test_spans_lead_to_the_words_in_the_document() -> None:
    text = "---\noutlet: Herald\n---\nTwelve boats sank on Tuesday."
    start = text.index("Twelve")
    document = Document(id="a", path="a", text=text, outlet="Herald", date=WEDNESDAY)
    found = of(document, (Span(start, len(text)),))
    assert [(text[d.span.start : d.span.end], d.words) for d in found.details] == [("Twelve", "Twelve"), ("Tuesday", "Tuesday")]


FACT = (
    "On Tuesday Mayor Orla Finch told 12 reporters in Norport that all ferries had stopped after the storm "
    "and would not sail for two weeks."
)
MUTATIONS = [
    ("12 reporters", "15 reporters", "number"),
    ("On Tuesday", "On Thursday", "date"),
    ("in Norport", "in Westham", "place"),
    ("would not sail", "would sail", "negation"),
    ("all ferries", "some ferries", "scope"),
    ("after the storm", "before the storm", "sequence"),
    ("two weeks", "five weeks", "duration"),
    ("had stopped", "may have stopped", "hedge"),
]


@pytest.mark.parametrize(("old", "new", "reason"), MUTATIONS)
def test_one_changed_detail_is_found(old: str, new: str, reason: str) -> None:
    found = differ(FACT, FACT.replace(old, new))
    assert reason in {d.reason for d in found if d.strength >= 0.6}
    assert {d.reason for d in found if d.incompatible and d.strength >= 0.6} <= {reason}


TEXT = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            """a the of no not never may 12 41 5% $1.5 million a-dozen dozens half quarter Tuesday yesterday June 4, 2018 31 February
            noon 12:00 p.m. 52-47 before after all some killed people resigned deny denied Norport Ann Orme in by to hours ago -year-old
            26 at least — “ ” . ? 1st 99999999999999999999 more than between and""".split()
        ),
        max_size=20,
    ).map(" ".join),
)
DAYS = st.one_of(st.none(), st.dates())


@given(TEXT, DAYS)
@settings(max_examples=examples(150), deadline=None)
def test_reading_never_fails_and_spans_lie_in_the_text(text: str, day: date | None) -> None:
    found = read(text, day)
    for item in (*found.details, *found.predicates, *found.content):
        assert 0 <= item.span.start < item.span.end <= len(text)
        assert text[item.span.start : item.span.end] == item.words
    assert compare(found, found) == ()


@given(TEXT, TEXT, DAYS, DAYS)
@settings(max_examples=examples(150), deadline=None)
def test_comparison_mirrors(left: str, right: str, early: date | None, late: date | None) -> None:
    a, b = read(left, early), read(right, late)
    mirrored = [{f.name: getattr(d, f.name) for f in fields(d)} for d in compare(b, a)]
    for d in mirrored:
        d["left"], d["right"], d["left_words"], d["right_words"] = d["right"], d["left"], d["right_words"], d["left_words"]
    straight = [{f.name: getattr(d, f.name) for f in fields(d)} for d in compare(a, b)]
    assert sorted(map(str, mirrored)) == sorted(map(str, straight))
    assert all(0 <= d.strength <= 1 for d in compare(a, b))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("He is pulling out of the Dec. 27 debate.", [date(2011, 12, 27).toordinal()]),
        ("The storm of Dec. 27 took the roof.", [date(2011, 12, 27).toordinal()]),
        ("The mill burnt down on July 4.", [date(2011, 7, 4).toordinal()]),
        ("The warden is leaving as of Jan. 1.", [date(2012, 1, 1).toordinal()]),
        ("The pier has been closed since Jan. 1.", [date(2011, 1, 1).toordinal()]),
        ("The mill burnt down in January.", [date(2011, 1, 1).toordinal()]),
        ("The court struck down the 1996 Marriage Act.", []),
        ("Fifteen of the 19 Sept. 11 hijackers were named.", [date(2011, 9, 11).toordinal()]),
    ],
)
def test_days_close_ahead_and_years_in_names(text: str, days: list[int]) -> None:
    assert [d.low for d in read(text, date(2011, 12, 13)).kind(DetailKind.POINT)] == days


def test_what_something_is_instead_of_is_denied() -> None:
    assert "negation" not in clashes("The staff will work from home instead of holding events.", "The staff will no longer hold events.")
    assert "negation" in clashes("The rules are mandatory.", "The rules are advisory rather than mandatory.")


def test_the_order_of_two_deeds_is_the_surer_the_more_it_is_of_the_same_two() -> None:
    left, right = "The guard left the army after the trial in Orle.", "The guard left the army before the trial in Orle."
    assert "sequence" in clashes(left, right, least=0.7)
    assert "sequence" not in clashes(left, "The guard spent a year in an army jail before the trial in Orle.", least=0.6)


def test_what_has_since_been_done_is_done_after_nothing_that_is_named() -> None:
    assert "sequence" not in clashes("The guard was charged before the trial.", "The guard has since been charged at the trial.")


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("She would go to Mr. Orme if he paid $5.7 million, he said.", ["if he paid $5.7 million"]),
        ("They asked him if he backed Mr. Orme.", []),
        ("Nobody knows if the quay will hold.", []),
    ],
)
def test_a_condition_is_told_whole_and_a_question_is_none(text: str, conditions: list[str]) -> None:
    assert [d.words for d in read(text).kind(DetailKind.CONDITION)] == conditions


def test_what_is_only_a_possibility_is_not_said_to_be_so() -> None:
    flat, hedged = "The warden violated the harbour law.", "Critics raised the possibility that the warden violated the harbour law."
    assert [d.reason for d in compare(read(flat), read(hedged)) if d.strength >= 0.5 and not d.incompatible] == ["hedge"]
    assert not [d for d in compare(read("The warden may have violated the harbour law."), read(hedged)) if d.strength >= 0.5]


@pytest.mark.parametrize(
    ("right", "told"),
    [("The mayor will leave the council.", True), ("The council was told of a fire in the old mill on Monday.", False)],
)
def test_a_condition_is_left_out_of_what_both_tell(right: str, told: bool) -> None:
    left = "The mayor will leave the council if the mill burns down, and the harbour office may sell its boats."
    found = [d for d in compare(read(left), read(right)) if d.reason == "omission" and d.strength >= 0.5]
    assert bool(found) is told


@pytest.mark.parametrize("asked", ["did not know who could have opened it", "asked who may have opened it"])
def test_who_may_have_done_it_leaves_open_only_by_whom(asked: str) -> None:
    assert informs(f"The mayor {asked} on Tuesday.", "The letter, which the clerk opened, reached the mayor on Tuesday.") == set()
    assert "hedge" in informs("The mayor told of a clerk who may have opened it.", "The mayor told of a clerk who opened it.")


def test_a_failed_attempt_is_an_attempt() -> None:
    told = "The mayor told of “failed attempts to hack the harbour system.”"
    assert "negation" not in clashes("The mayor told of an attempted hack of the harbour system.", told)
    assert "negation" in clashes("Ann Orme failed to hack the harbour system.", "Ann Orme hacked the harbour system.")


@pytest.mark.parametrize(("hack", "denied"), [("a hack", True), ("an alleged hack", False), ("an attempted hack", False)])
def test_what_was_only_attempted_is_not_said_to_be_done(hack: str, denied: bool) -> None:
    told = f"The mayor spoke to the council of {hack} of the harbour system."
    assert ("negation" in clashes(told, "The clerks did not hack the harbour system.")) is denied


@pytest.mark.parametrize(
    ("left", "excluded"), [("face calls to release", False), ("are urged to release", False), ("decide to release", True)]
)
def test_what_is_only_wished_for_may_be_refused(left: str, excluded: bool) -> None:
    assert (
        "negation" in clashes(f"The clerks {left} the letters of the mayor.", "The clerks refuse to release the letters of the mayor.")
    ) is excluded
