"""Claims: what narration states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency import claims, quotes
from consistency.model import Block, BlockKind, Document, Span
from tests.build import document


def claimed(text: str, doc: Document | None = None) -> list[str]:
    doc = doc or document(text)
    return [text[s.start : s.end] for s in claims.find(doc, quotes.find(doc))]


def test_each_sentence_of_narration() -> None:
    assert claimed("The dam broke on Monday. Nobody was hurt.") == ["The dam broke on Monday.", "Nobody was hurt."]


@pytest.mark.parametrize(
    "text",
    [
        "“The dam is safe and it has held since May,” said Orla Finch, the mayor.",
        "Was the dam ever safe?",
        "What we know",
        "Mayor of Norport",
        "Finch wrote on Monday:",
        "Photographs by the river",
    ],
)
def test_nothing_is_stated(text: str) -> None:
    assert claimed(text) == []


def test_the_signature_of_a_post_is_no_part_of_what_it_says() -> None:
    signature = "— Orla Finch (@orlafinch) May 27, 2024"
    assert claimed(f"The dam broke on Monday. {signature}\n{signature}") == ["The dam broke on Monday."]
    assert claimed(f"The dam at Norport broke on Monday pic.example/x1 {signature}") == [
        "The dam at Norport broke on Monday pic.example/x1"
    ]


def test_a_quoted_fragment_belongs_to_the_claim() -> None:
    text = "Finch called the dam “a very safe place” on Monday."
    assert claimed(text) == [text]


def test_what_is_told_beside_a_whole_quotation() -> None:
    text = "“The dam is safe,” said Orla Finch, who was elected in May after the council had voted four times without a result."
    assert claimed(text) == ["said Orla Finch, who was elected in May after the council had voted four times without a result."]


def test_a_fragment_after_a_whole_quotation() -> None:
    text = "“The dam is safe,” Finch told the council, adding that the pumps “have never been better” since May."
    assert claimed(text) == ["Finch told the council, adding that the pumps “have never been better” since May."]


def test_a_headline_is_a_claim_without_a_full_stop() -> None:
    text = "Norport Dam Breaks Twice"
    doc = Document("a", "a", text, "The Gazette", blocks=(Block(Span(0, len(text)), BlockKind.HEADLINE),))
    assert claimed(text, doc) == [text]


def test_captions_are_not_read() -> None:
    text = "The dam broke on Monday."
    doc = Document("a", "a", text, "The Gazette", blocks=(Block(Span(0, len(text)), BlockKind.CAPTION),))
    assert claimed(text, doc) == []


class TestClauses:
    def test_two_that_can_stand_alone(self) -> None:
        text = "The northern dam broke on Monday after a week of rain, but it has been repaired by the crews since then."
        assert claimed(text) == [
            "The northern dam broke on Monday after a week of rain",
            "it has been repaired by the crews since then.",
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "The northern dam broke on Monday after a week of rain, and flooded the whole valley below it.",
            "The dam broke, but it has been repaired.",
            "Finch said the northern dam broke on Monday after a week of rain, but it has been repaired by the crews since then.",
            "The dam serves the old harbour and the nine villages, and the valleys west of the river of the same name.",
        ],
    )
    def test_the_sentence_stays_whole(self, text: str) -> None:
        assert claimed(text) == [text]


@given(
    st.lists(
        st.sampled_from(['"', "“", "”", "'", " ", "\n", "The dam broke. ", "Ann said", ".", ", but it was ", "?", "; "])
        | st.text(max_size=4)
    )
)
def test_any_text_gives_ordered_disjoint_spans_inside_of_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    doc = document(text)
    at = 0
    for span in claims.find(doc, quotes.find(doc)):
        assert at <= span.start < span.end <= len(text)
        assert any(block.span.holds(span) for block in doc.blocks)
        at = span.end


@pytest.mark.parametrize("run", ["“a b c” said. ", "; the dam was "])
def test_a_long_article_is_read(run: str) -> None:
    doc = document(run * (200_000 // len(run)))
    claims.find(doc, quotes.find(doc))


def test_a_verb_that_is_as_often_a_noun_counts_where_a_verb_stands() -> None:
    assert claimed("Her second term officially ends in 2031.") == ["Her second term officially ends in 2031."]
    assert claimed("Long hard days of Norport.") == []
