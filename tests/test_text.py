"""Sentences with their offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.text import sentences


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Hale met Sen. Orla Finch, R-Iowa, in St. Brennan on Jan. 5.",
        "The U.S. Senate and Acme Corp. President J. R. Tolle agreed.",
        "He works for the dam authority, i.e. No. 4 on the list vs. No. 5.",
        "The boats … and the nets were lost.",
        "“Really?” Ann Orme asked.",
        "Representative C. A. Dunn of Maryland voted at 7 p.m. Eastern time.",
        "“Stop!” she said.",
    ],
)
def test_no_break_inside_a_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The dam held.", "Nobody was hurt."),
        ("She lives in the U.S.", "He does not."),
        ("He left at 7 p.m.", "The others stayed."),
        ("They met in Norport, D.C.", "Ms. Finch was there."),
        ("“The dam held.”", "Nobody was hurt."),
        ("“Who knows?” he said.", "“I do not.”"),
        ("They said no.", "Then they left."),
        ("They sat in the sun.", "Orla Finch spoke."),
        ("We waited....", "The boat came."),
        ("It was “over”.", "She left."),
        ("He called it (the plan) a joke.)", "“We laughed.”"),
        ("Is it safe?", "Yes."),
        ("The ferry reached Norport, Conn.", "He was on it."),
    ],
)
def test_break_between_sentences(first: str, second: str) -> None:
    assert split(f"{first} {second}") == [first, second]


def test_a_gap_that_scraping_lost_still_ends_a_sentence() -> None:
    assert split("The dam held.Nobody was hurt.") == ["The dam held.", "Nobody was hurt."]


def test_an_empty_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert split("The dam\nheld\n\nNobody was hurt") == ["The dam\nheld", "Nobody was hurt"]


def test_an_ellipsis_that_stands_alone_belongs_to_what_is_before_it() -> None:
    assert split("I did it. … I lied.") == ["I did it. …", "I lied."]


def test_only_the_part_asked_for_is_read() -> None:
    text = "One boat. Two boats. Three boats."
    assert [text[s.start : s.end] for s in sentences(text, 10, 20)] == ["Two boats."]


@given(st.text(alphabet=st.sampled_from("aB. \n\"“”'’?!…)C3") | st.characters(), max_size=80))
def test_any_text_gives_ordered_sentences_that_hold_all_of_its_words(text: str) -> None:
    found = sentences(text)
    at = 0
    for s in found:
        assert at <= s.start < s.end <= len(text)
        assert not text[at : s.start].strip()
        assert text[s.start : s.end] == text[s.start : s.end].strip()
        at = s.end
    assert not text[at:].strip()


@pytest.mark.parametrize("run", [".", ".”", ". . ", "\n ", "“A.” "])
def test_a_long_run_of_marks_is_read_in_one_pass(run: str) -> None:
    sentences(run * 100_000)
