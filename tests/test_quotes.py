"""Quotations as utterances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency import quotes
from consistency.model import Block, BlockKind, Document, Span
from tests.build import document


def said(text: str) -> list[list[str]]:
    """The runs of words of each utterance."""
    return [[text[s.start : s.end] for s in u.spans] for u in quotes.find(document(text))]


def headline(text: str) -> list[list[str]]:
    doc = Document("a", "a", text, "The Gazette", blocks=(Block(Span(0, len(text)), BlockKind.HEADLINE),))
    return [[text[s.start : s.end] for s in u.spans] for u in quotes.find(doc)]


class TestOneUtterance:
    def test_split_by_an_attribution(self) -> None:
        assert said("“The dam is safe,” Finch said. “It has held since May.”") == [["The dam is safe,", "It has held since May."]]

    def test_split_in_the_middle_of_its_sentence(self) -> None:
        assert said("“The dam,” she said on Friday, “has held since May.”") == [["The dam,", "has held since May."]]

    @pytest.mark.parametrize(
        "attribution",
        [
            "Orla Finch, the mayor of Norport, told WQXA, a station in Norport, Conn.",
            "said Sen. Orla Finch (D-N.Y.).",
            "the mayor’s letter says.",
        ],
    )
    def test_attributions_with_stops_inside(self, attribution: str) -> None:
        assert len(said(f"“The dam is safe,” {attribution} “It has held since May.”")) == 1

    def test_a_short_second_run_belongs_to_it(self) -> None:
        assert said("“We are close to a deal,” said Finch. “I hope.”") == [["We are close to a deal,", "I hope."]]

    def test_over_paragraphs_with_the_mark_repeated_and_closed_once(self) -> None:
        assert said("“The dam is safe.\n“It has held since May.\n“We built it well,” she said.") == [
            ["The dam is safe.", "It has held since May.", "We built it well,"]
        ]

    def test_over_paragraphs_without_the_mark_repeated(self) -> None:
        assert said("“The dam is safe.\nIt has held since May.”\nNobody was hurt.") == [["The dam is safe.", "It has held since May."]]


class TestTwoUtterances:
    def test_another_speaker_in_the_same_paragraph(self) -> None:
        assert len(said("“The dam is safe,” Finch said. “It is not safe at all,” Tolle said.")) == 2

    def test_another_sentence_between(self) -> None:
        assert len(said("“The dam is safe,” Finch said. Tolle disagreed in a letter. “It is a ruin.”")) == 2

    def test_closed_paragraphs(self) -> None:
        assert len(said("“The dam is safe,” Finch said.\n“It has held since May.”")) == 2

    def test_two_fragments_in_one_sentence(self) -> None:
        assert said("Finch called it “a very good dam” and “an act of love.”") == [["a very good dam"], ["an act of love."]]


class TestMarks:
    @pytest.mark.parametrize(
        ("left", "right"),
        [
            ("“", "”"),
            ('"', '"'),
            ("“", '"'),
            ('"', "”"),
            ("”", "”"),
            ("“", "“"),
            ("‘", "’"),
            ("'", "'"),
            ("«", "»"),
            ("„", "“"),
            ("‘‘", "’’"),
            ("``", "''"),
        ],
    )
    def test_styles(self, left: str, right: str) -> None:
        assert said(f"Then he said: {left}The dam’s walls can’t break,{right} and left.") == [["The dam’s walls can’t break,"]]

    def test_nested_quotations_stay_inside(self) -> None:
        assert said("“He told me, ‘The dam is going to break,’ and ran,” she said.") == [
            ["He told me, ‘The dam is going to break,’ and ran,"]
        ]
        assert said('"He told me, "The dam is going to break," and ran," she said.') == [
            ['He told me, "The dam is going to break," and ran,']
        ]
        assert said("‘He told me, “The dam is going to break,” and ran,’ she said.") == [
            ["He told me, “The dam is going to break,” and ran,"]
        ]

    def test_apostrophes_are_no_marks(self) -> None:
        assert said("The workers’ boats, Finch's nets and the '90s songs they were singin' are gone.") == []

    def test_a_plural_possessive_does_not_close(self) -> None:
        assert said("‘The workers’ rights are not for sale,’ she said.") == [["The workers’ rights are not for sale,"]]

    def test_inches_are_no_quotation(self) -> None:
        assert said('The 40" pipe and the 20" pipe burst on Monday.') == []

    def test_brackets_and_ellipses_belong_to_the_words(self) -> None:
        assert said("“[The dam] is … safe [sic],” she said.") == [["[The dam] is … safe [sic],"]]


class TestUnpairedMarks:
    def test_the_end_of_the_paragraph_closes(self) -> None:
        assert said("“The dam is safe and sound.\nNobody was hurt.") == [["The dam is safe and sound."]]

    def test_the_rest_of_the_article_is_still_read(self) -> None:
        assert said("He said “the dam is\nNobody was hurt.\n“We built it well,” she said.")[-1] == ["We built it well,"]

    def test_an_attribution_closes(self) -> None:
        assert said("“The dam is safe and sound, Finch said.\nNobody was hurt.") == [["The dam is safe and sound,"]]
        assert said("“The dam is safe and sound, she said. “We built it well.”")[0][0] == "The dam is safe and sound,"

    def test_a_lost_opening_mark(self) -> None:
        assert said("The dam is safe and sound,” Finch said.") == [["The dam is safe and sound,"]]

    def test_a_stray_closing_mark(self) -> None:
        assert said("Nobody was hurt in the flood.” The mayor left.") == []


class TestNoUtterance:
    @pytest.mark.parametrize(
        "text",
        [
            "The “dual-use” pumps were sold.",
            "He lost the “no-confidence vote” on Friday.",
            "They call it the “safe dam” plan.",
            "She wrote “The Long Road Home” in May.",
            "The so-called “dam of the people” broke.",
            "John “Big Jack” Tolle left.",
        ],
    )
    def test_scare_quotes_titles_and_names(self, text: str) -> None:
        assert said(text) == []

    def test_captions_and_boilerplate_are_not_read(self) -> None:
        text = "“The dam is safe,” Finch said."
        doc = Document("a", "a", text, "The Gazette", blocks=(Block(Span(0, len(text)), BlockKind.CAPTION),))
        assert quotes.find(doc) == ()

    def test_a_name_between_two_runs_does_not_part_them(self) -> None:
        assert said("“The dam is safe,” said John “Big Jack” Tolle. “It has held since May.”") == [
            ["The dam is safe,", "It has held since May."]
        ]


class TestShortOnes:
    def test_one_word_is_an_utterance_where_it_is_said(self) -> None:
        assert said("“Never,” she said.") == [["Never,"]]
        assert said("Asked whether he would resign, he said: “No.”") == [["No."]]

    def test_a_fragment_of_three_words_is_an_utterance(self) -> None:
        assert said("Finch called the plan “dead on arrival” on Monday.") == [["dead on arrival"]]

    def test_names_that_are_listed_under_a_verb_of_saying_are_no_title(self) -> None:
        assert said("He said that tugs like “Gull, Big Tern and Petrel” were at sea.") == [["Gull, Big Tern and Petrel"]]
        assert said("They saw “Boats, Bridges and Barrows” in May.") == []


def test_headlines_in_single_marks() -> None:
    assert headline("Mayor: 'The Dam Won't Break Again'") == [["The Dam Won't Break Again"]]


def test_context_holds_the_sentences_with_their_attribution() -> None:
    text = "It rained. “The dam is safe,” Finch said. “It has held.” Nobody was hurt."
    (found,) = quotes.find(document(text))
    assert text[found.context.start : found.context.end] == "“The dam is safe,” Finch said. “It has held.”"


@given(
    st.lists(
        st.sampled_from(['"', "“", "”", "'", "‘", "’", "«", "»", " ", "\n", "\n\n", "word ", "Ann said", ".", ",", "?", "1", "''"])
        | st.text(max_size=4)
    )
)
def test_any_text_gives_ordered_disjoint_spans_inside_of_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    doc = document(text)
    at = 0
    for utterance in quotes.find(doc):
        assert utterance.spans
        for span in utterance.spans:
            assert at <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == text[span.start : span.end].strip()
            at = span.end
        assert utterance.context.start <= utterance.spans[0].start
        assert utterance.context.end >= utterance.spans[-1].end


@pytest.mark.parametrize("run", ["“", " 'a", '"a, he said. ', "‘a’ "])
def test_an_article_of_nothing_but_marks_is_read(run: str) -> None:
    quotes.find(document(run * (200_000 // len(run))))
