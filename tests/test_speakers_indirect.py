"""Claims that are somebody's words, and claims that are the article's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.model import Span
from consistency.speakers import Reader, indirect
from tests.build import document


def speakers(text: str) -> list[str | None]:
    """The speaker of each line, read as one claim."""
    made = document(text)
    claims = tuple(b.span for b in made.blocks)
    return [s and s.name for s in indirect(Reader(made, ()), claims)]


@pytest.mark.parametrize(
    "text",
    [
        "Hugh Hill said that the dam was safe.",
        "Hugh Hill said the dam was safe.",
        "Hugh Hill, a doctor, said on Monday that the dam was safe.",
        "Hugh Hill told reporters that the dam was safe.",
        "Hugh Hill added the dam would stay open.",
        "The dam was safe, Hugh Hill said.",
        "The dam was safe in May, said Hugh Hill, the mayor.",
        "According to Hugh Hill, the dam was safe.",
        "The dam was safe, according to Hugh Hill.",
        "In a statement, Hugh Hill announced that the dam would close.",
    ],
)
def test_reported_speech_has_its_speaker(text: str) -> None:
    assert speakers(text) == ["Hugh Hill"]


def test_a_pronoun_goes_on_from_the_claim_before() -> None:
    assert speakers("Hugh Hill said that the dam was safe.\nHe added that it would stay open.") == ["Hugh Hill", "Hugh Hill"]


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke on Monday.",
        "Hugh Hill walked along the dam.",
        "Hugh Hill did not say that the dam was safe.",
        "The statement was long.",
        "If Hugh Hill thinks that the dam is safe, it will stay open.",
        "Hugh Hill added three gates to the dam.",
        "Hugh Hill, who finds himself alone at the dam, walked along it.",
        "The harbour closed for a week after Hugh Hill said that the dam was unsafe.",
        "The old dam, claimed by two towns, broke on Monday.",
    ],
)
def test_what_the_article_states_has_no_speaker(text: str) -> None:
    assert speakers(text) == [None]


def test_one_answer_for_each_claim() -> None:
    made = document("Hugh Hill said that the dam was safe.")
    assert indirect(Reader(made, ()), ()) == ()
    assert len(indirect(Reader(made, ()), (Span(0, 4), Span(5, 37)))) == 2


@given(
    st.lists(
        st.sampled_from(["Hugh Hill", "said", "that", "it", ",", "after", "the mayor", "was asked by", "according to", "\n", "."]),
        max_size=25,
    )
)
def test_any_words_get_one_answer_a_claim(words: list[str]) -> None:
    made = document(" ".join(words))
    claims = tuple(b.span for b in made.blocks)
    found = indirect(Reader(made, ()), claims)
    assert len(found) == len(claims)
    assert all(s is None or 0 <= s.start < s.end <= len(made.text) for s in found)
