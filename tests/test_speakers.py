"""Who said a quotation: one invented sentence for each way in which news says so."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.model import Block, BlockKind, Document, Span, Speaker, Utterance
from consistency.speakers import Reader
from consistency.speakers import attribute as attributed


def article(text: str) -> tuple[Document, tuple[Utterance, ...]]:
    """A document of one paragraph a line, and its quotations: `|` joins the runs of one utterance."""
    plain = text.replace("|“", "“")
    blocks = tuple(Block(Span(m.start(), m.end()), BlockKind.PARAGRAPH) for m in re.finditer(r"[^\n]+", plain))
    joined = [m.group().startswith("|") for m in re.finditer(r"\|?“", text)]
    groups: list[list[Span]] = []
    for m, goes_on in zip(re.finditer(r"“([^”]*)”", plain), joined, strict=True):
        if goes_on:
            groups[-1].append(Span(*m.span(1)))
        else:
            groups.append([Span(*m.span(1))])
    utterances = tuple(Utterance(tuple(g), Span(g[0].start - 1, g[-1].end + 1)) for g in groups)
    return Document("d", "d.txt", plain, "Daily", blocks=blocks), utterances


def attribute(document: Document, utterances: tuple[Utterance, ...]) -> tuple[Speaker | None, ...]:
    return attributed(Reader(document, utterances))


def speakers(text: str) -> list[str | None]:
    return [s and s.name for s in attribute(*article(text))]


HILL = "Hugh Hill runs the harbour."


@pytest.mark.parametrize(
    "text",
    [
        "“The dam is safe,” Hugh Hill said.",
        "“The dam is safe,” said Hugh Hill.",
        "“The dam is safe,” said Mayor Hugh Hill of Norport on Tuesday.",
        "“The dam is safe,” Hugh Hill, a doctor, said.",
        "“The dam is safe,” said Hugh Hill, a doctor who worked on it.",
        "“The dam is safe,” House Speaker Hugh Hill of Norwick, who is retiring, said in a statement.",
        "“The dam is safe,” the chairman of the dam board, Hugh Hill, told reporters.",
        "“The dam is safe,” harbour spokesman Hugh Hill wrote in an email to the Daily.",
        "Hugh Hill tweeted: “The dam is safe.”",
        "Hugh Hill, who met with Ann Orme on Monday, said “the dam is safe.”",
        "Hugh Hill, asked by Ann Orme about the leak, replied, “The dam is safe.”",
        "Hugh Hill asked whether “the dam is safe.”",
        "According to Hugh Hill, “the dam is safe.”",
        "The work is late and “the dam is safe,” according to Hugh Hill.",
        "Hugh Hill told Ann Orme that “the dam is safe.”",
        "Hugh Hill called it “a very safe dam.”",
        "The report was described by Hugh Hill as “a very safe guess.”",
        "Hugh Hill visited the dam on Friday, calling it “as safe as houses.”",
        "“The dam is safe,” Hugh Hill said. |“It always was.”",
        "“The dam,” said Hugh Hill, |“is safe.”",
        "NORPORT — Hugh Hill opened the dam on Friday, calling it “as safe as houses.”",
        "Hugh Hill’s statement read: “The dam is safe.”",
        "Hugh Hill: “The dam is safe.”",
        "“The dam is safe and it has been safe since May.” — Hugh Hill",
    ],
)
def test_the_speaker_is_found_beside_the_words(text: str) -> None:
    assert set(speakers(text)) == {"Hugh Hill"}


def test_grammar_decides_between_two_names() -> None:
    assert speakers("Ann Orme praised the plan. “The dam is safe,” Hugh Hill told Ann Orme.") == ["Hugh Hill"]
    assert speakers("“Hill, you are late,” Orme tweeted after Hugh Hill spoke with Ann Orme.") == ["Ann Orme"]


def test_a_paragraph_ahead_introduces_the_quotation() -> None:
    text = (
        "Ann Orme toured the dam. In a statement, Hugh Hill said:\n“The dam is safe and it has been safe since May.”\n“It will stay safe.”"
    )
    assert speakers(text) == ["Hugh Hill", "Hugh Hill"]


def test_a_quotation_without_attribution_goes_on_from_the_one_before() -> None:
    text = "“The dam is safe,” Hugh Hill said at the harbour.\n“We looked at every wall of it and we found nothing.”"
    assert speakers(text) == ["Hugh Hill", "Hugh Hill"]


@pytest.mark.parametrize("mention", ["Hill", "Mr. Hill", "he", "the mayor", "Mayor Hill"])
def test_short_names_roles_and_pronouns_lead_to_the_fullest_name(mention: str) -> None:
    text = f"Mayor Hugh P. Hill walked along the dam on Monday.\n“The dam is safe,” {mention} said."
    assert speakers(text) == ["Hugh P. Hill"]


def test_titles_and_pronouns_keep_namesakes_apart() -> None:
    text = (
        "Mr. Hugh Hill and his lawyer came at noon. Mrs. Joan Hill stayed at home.\n"
        "“The dam is safe,” Mr. Hill said.\n“It is not,” Mrs. Hill said.\n“He knows nothing,” she added."
    )
    assert speakers(text) == ["Hugh Hill", "Joan Hill", "Joan Hill"]


def test_a_surname_alone_means_the_one_with_a_suffix_unless_he_is_told_from_a_namesake_by_it() -> None:
    text = "Ned L. Hill Jr., the former mayor, pleaded guilty on Monday. “I misled the town,” Mr. Hill said. He owned a hat of Rolf Hill."
    assert speakers(text) == ["Ned L. Hill Jr."]
    text = "Ned Hill Jr. met the mayor, Rolf Hill, on Monday. Hill Jr. left at noon. “I misled the town,” Mr. Hill said."
    assert speakers(text) == ["Rolf Hill"]


def test_the_word_that_opens_a_quotation_is_no_part_of_a_name() -> None:
    text = "The leaflet read: “Meet Ann Orme. She is one of us.”\nAnn Orme came at noon. “The dam is safe,” Mrs. Orme said."
    assert speakers(text)[-1] == "Ann Orme"


def test_a_pronoun_in_a_relative_clause_tells_the_gender() -> None:
    text = "Sen. Ansgard Orme of New Torvale, who announced her Town Hall bid in May, called it a trick.\n\nThen there was the answer of "
    assert speakers(text + "Mayor Rolf Hill. He spoke of “a pointless war of words” on the quay.") == ["Rolf Hill"]


def test_the_head_of_a_body_is_no_body() -> None:
    text = "The Union of Harbour Pilots President Ann Orme spoke after Mayor Rolf Hill. “We will strike on Monday,” Orme said."
    assert speakers(text) == ["Ann Orme"]


def test_a_role_is_the_name_where_nobody_is_named() -> None:
    text = "“The dam is safe,” a senior harbour official said.\n“It was built well,” the official added."
    assert speakers(text) == ["a senior harbour official", "a senior harbour official"]


def test_institutions_and_groups_speak() -> None:
    assert speakers("“The dam is safe,” the Norport Water Agency said in a statement.") == ["Norport Water Agency"]
    text = "The Norport Water Agency sent engineers.\n“The dam is safe,” the agency said in a statement."
    assert speakers(text) == ["Norport Water Agency"]
    assert speakers("“The dam is safe,” the two senators said in a letter.") == ["the two senators"]
    assert speakers("“The dam is safe,” a spokesman for the port said.") == ["a spokesman for the port"]


def test_a_surname_that_is_also_a_title_is_a_name() -> None:
    assert speakers("Charlie King came by boat.\n“The dam is safe,” King said.") == ["Charlie King"]


def test_a_new_subject_takes_over_from_the_speaker_before() -> None:
    text = "“The dam is safe,” Hugh Hill said.\nAnn Orme disagreed and wrote to the board:\n“It leaks in three places.”"
    assert speakers(text) == ["Hugh Hill", "Ann Orme"]


def test_a_headline_is_led_to_the_name_in_the_article() -> None:
    document, utterances = article("Hill opens dam, says he is ‘glad’ and “very proud” of it\nMayor Hugh Hill opened the dam.")
    headline = Block(document.blocks[0].span, BlockKind.HEADLINE)
    found = attribute(replace(document, blocks=(headline, *document.blocks[1:])), utterances)
    assert [s and s.name for s in found] == ["Hugh Hill"]


def test_two_speakers_are_both_named() -> None:
    assert speakers("“The dam is safe,” Hugh Hill and Ann Orme said in a joint statement.") == ["Hugh Hill and Ann Orme"]


def test_texts_are_sources_unless_they_stand_for_their_author() -> None:
    assert speakers("“The wall has cracks in it,” the report said.") == ["the report"]
    assert speakers("“The dam is safe,” Hugh Hill wrote on Friday.\n“It always was,” the statement continued.") == ["Hugh Hill"] * 2


def test_nobody_is_made_up() -> None:
    assert speakers("“The dam is safe.”") == [None]
    assert attribute(Document("d", "d", "", "Daily"), ()) == ()


def test_the_speaker_points_at_the_mention_used() -> None:
    document, utterances = article("Mayor Hugh Hill came late.\n“The dam is safe,” he said.")
    found = attribute(document, utterances)[0]
    assert found is not None
    assert document.text[found.start : found.end] == "he"


WORDS = [
    "“",
    "”",
    '"',
    "said",
    "Hugh",
    "Hill",
    ",",
    ".",
    "\n",
    "Mr.",
    "(",
    ")",
    "who",
    "the",
    "mayor",
    "'s",
    "—",
    ":",
    "and",
    "of",
    "told",
    "he",
    "",
    "Å",
    "9th",
]


@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)), st.data())
def test_any_text_gets_one_answer_an_utterance_inside_the_text(text: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    spans = [Span(a, b) for a, b in zip(places[::2], places[1::2], strict=False)]
    utterances = tuple(Utterance((s,), s) for s in spans)
    blocks = tuple(Block(Span(m.start(), m.end()), BlockKind.PARAGRAPH) for m in re.finditer(r"[^\n]+", text))
    found = attribute(Document("d", "d", text, "Daily", blocks=blocks), utterances)
    assert len(found) == len(utterances)
    for speaker in found:
        assert speaker is None or (isinstance(speaker, Speaker) and speaker.name and 0 <= speaker.start < speaker.end <= len(text))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Harriet May opened the dam. “The dam is safe,” May said in May.", "Harriet May"),
        ("Harriet May opened the dam. She called it “as safe as houses.”", "Harriet May"),
        ("April Orme, who paid a visit to the dam in Norport, Ohio, told the Daily: “The dam is safe.”", "April Orme"),
        ("Pres. Hill opened the dam. “The dam is safe,” Hugh Hill said.", "Hugh Hill"),
        ("Hugh Hill opened the dam on March 5, 2024. “The dam is safe,” he said.", "Hugh Hill"),
    ],
)
def test_a_month_may_be_a_name_and_a_name_a_month(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize("day", ["August 8, 2018", "March 3", "April"])
def test_a_month_says_nothing(day: str) -> None:
    assert not {str(s).split()[0] for s in speakers(f"“The dam is safe and it always was.” {day}")} & {"August", "March", "April"}


def test_the_surname_alone_means_whoever_it_meant_before() -> None:
    told = "Mayor Hugh Hill opened the dam. “It is old,” Hill said. Ann Hill, his wife, stood by.\nOn Friday Hill said “it is safe.”"
    assert speakers(told) == ["Hugh Hill", "Hugh Hill"]


def test_a_headline_names_nobody_for_the_article() -> None:
    told = (
        "Hill Opens Dam After Long Delay\nMayor Hugh Hill opened the dam.\n“It is old,” Hill said.\n"
        "Ann Hill stood by. The mill of Ann Hill is near. Ann Hill left."
    )
    assert speakers(told) == ["Hugh Hill"]


def test_a_title_tells_two_of_one_surname_apart() -> None:
    told = (
        "Hugh Hill has a plan for the dam. Ann Hill opened the dam. “It is old,” Mrs. Hill said.\n"
        "Mr. Hill’s plan was late. “It is late,” Mr. Hill said.\nEarlier Mrs. Hill said “it is safe.”"
    )
    assert speakers(told) == ["Ann Hill", "Hugh Hill", "Ann Hill"]


def test_a_wife_who_is_named_by_her_title_is_not_her_husband() -> None:
    told = "Willa Hill stood by Richard Hill. Hill left. “It is safe,” Mrs. Hill said.\nOn Friday Hill called it “very safe.”"
    assert speakers(told) == ["Willa Hill", "Richard Hill"]


def test_an_angry_letter_is_nobody() -> None:
    assert speakers("Hill’s angry tweets over the dam held a hint that farmers want “all done for them” by the mill.") != ["Hill’s angry"]


def test_a_company_is_none_of_its_products() -> None:
    told = "Harbourbook Watch and Harbourbook Live were late. On Friday Harbourbook said “the dam is safe.”"
    assert speakers(told) == ["Harbourbook"]


@pytest.mark.parametrize(("pronoun", "speaker"), [("she", "Barbara Orme"), ("he", "Richard Hill")])
def test_a_first_name_tells_whom_a_pronoun_does_not_mean(pronoun: str, speaker: str) -> None:
    first, other = ("Richard Hill", "Barbara Orme") if pronoun == "he" else ("Barbara Orme", "Richard Hill")
    assert speakers(f"{first} opened the dam. {other} stood by it.\n“The dam is safe,” {pronoun} said.") == [speaker]


@pytest.mark.parametrize(
    ("office", "speaker"),
    [
        ("Secretary of Energy Hugh Orme", "Hugh Orme"),
        ("Deputy Commissioner for Roads and Harbours Hugh Orme", "Hugh Orme"),
        ("Director of National Intelligence Hugh Orme", "Hugh Orme"),
        ("Vice President of Operations Dju Q. Orme", "Dju Q. Orme"),
        ("Ohio Senate President Pro Tem Hugh Orme", "Hugh Orme"),
        ("the Director of National Intelligence", "the Director of National Intelligence"),
        ("the chief executive of the Harbour Traders Council", "the chief executive of the Harbour Traders Council"),
        ("Assistant Secretary of State for Harbour Affairs Dju Orme", "Assistant Secretary of State for Harbour Affairs Dju Orme"),
    ],
)
def test_an_office_is_no_part_of_its_holders_name(office: str, speaker: str) -> None:
    assert speakers(f"“The dam is safe,” {office} said.") == [speaker]


def test_a_surname_that_the_article_knows_ends_the_name_behind_an_office() -> None:
    text = "“The dam is safe,” said President of Norlandia Dju Orme.\nOrme also said that “it is strong.”"
    assert speakers(text) == ["Dju Orme", "Dju Orme"]
    assert speakers("“The dam is safe,” said Mayor of Norport Dju Orme.") == ["Mayor of Norport Dju Orme"]


def test_a_surname_that_is_a_title_opens_no_office() -> None:
    assert speakers("“The dam is safe,” Representative Hugh King of Ohio said.") == ["Hugh King"]


def test_an_arabic_article_belongs_to_the_name_and_may_be_left_out() -> None:
    text = "“The dam is safe,” President Bashir al-Orme said.\n“It always was,” al-Orme added. Later Mr. Orme called it “a strong dam.”"
    assert speakers(text) == ["Bashir al-Orme"] * 3


def test_whoever_is_quoted_by_others_speaks() -> None:
    assert speakers("The state news agency quoted Hugh Hill of the dam board as saying the dam was “as safe as houses.”") == ["Hugh Hill"]


def test_a_state_behind_a_town_is_no_person() -> None:
    text = "For Hugh Hill of Norport, New Jersey, a trader, it was more of the same.\n“Why do we have to wait again?” he said."
    assert speakers(text) == ["Hugh Hill"]


def test_an_absolute_construction_names_its_own_speaker() -> None:
    assert speakers("Traders are angry at the dam, with one critic asking, “Can anyone say that it is safe?”") == ["one critic"]


def test_a_role_may_stand_behind_another_one() -> None:
    text = "Representative Hugh Hill, Republican of Ohio, a founder of the dam board, said “it is safe.”"
    assert speakers(text) == ["Hugh Hill"]


def test_one_of_several_is_not_the_one_before() -> None:
    text = "One pilot told the Daily, “the dam is safe.”\nAnother said: “It is not.”"
    assert speakers(text) == ["one pilot", "another"]


def test_a_thing_yields_to_the_person_who_speaks_of_it() -> None:
    assert speakers("Hugh Hill said on Friday that the timing of the work indicated “a very safe guess.”") == ["Hugh Hill"]
    assert speakers("The plaque says “the dam was built in a year.”") == ["the plaque"]


def test_a_man_with_a_title_is_a_person_whatever_else_is_said_of_the_name() -> None:
    text = (
        "Mr. Orme spoke on Friday. It was not the Hill of old.\nMr. Hill praised his team, and attacked Mr. Orme.\n“We are tired,” he said."
    )
    assert speakers(text) == ["Hill"]


@pytest.mark.parametrize(
    "who", ["a senior U.S. defense official", "a law enforcement source", "U.S. intelligence officials", "a French presidency official"]
)
def test_an_unnamed_source_is_told_in_full(who: str) -> None:
    assert speakers(f"“The dam is safe,” {who} said.") == [who]


def test_a_state_and_a_party_mean_whoever_was_told_of_unless_of_another_party() -> None:
    text = "Representative Hugh Hill (R-Ohio) spoke to Ann Orme (D-Ohio) about it on Friday.\n{}\n“It is safe,” the Ohio Republican said."
    assert speakers(text.format("Hill spoke of the dam.")) == ["Hugh Hill"]
    assert speakers(text.format("Orme spoke of the dam.")) == ["the Ohio Republican"]
    assert (
        speakers("“The dam is safe,” said Hugh Hill, an Ohio Republican.\nLater, the Ohio Republican called it “strong.”")
        == ["Hugh Hill"] * 2
    )


def test_an_agency_before_the_dash_says_nothing() -> None:
    text = "(Agency) - Senator Ann Orme left the race on Thursday, saying it was time.\n“I am tired,” she said on Friday."
    assert speakers(text) == ["Ann Orme"]
