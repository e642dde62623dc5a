from importlib import resources

import pytest

from consistency.details import lexicon


@pytest.mark.parametrize(
    "forms",
    [
        ("resign", "resigned", "resigns", "resigning", "quit"),
        ("kill", "killed", "deaths", "died"),
        ("announce", "announced", "announcement", "announcements"),
        ("child", "children", "kids"),
        ("person", "people", "persons"),
        ("stop", "stopped", "stopping"),
        ("carry", "carried", "carries"),
    ],
)
def test_forms_of_a_word_have_one_base(forms: tuple[str, ...]) -> None:
    assert len({lexicon.base(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("approve", "reject"),
        ("older", "younger"),
        ("state", "private"),
        ("win", "lose"),
        ("guilty", "innocent"),
        ("support", "oppose"),
        ("lawful", "unlawful"),
        ("responsible", "irresponsible"),
        ("voluntary", "mandatory"),
        ("accept", "reject"),
    ],
)
def test_opposites_are_known_both_ways(left: str, right: str) -> None:
    assert lexicon.opposite(left, right) == lexicon.opposite(right, left) > 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("man", "woman"),
        ("day", "night"),
        ("first", "last"),
        ("new", "old"),
        ("more", "less"),
        ("dual-use", "lethal"),
        ("come", "go"),
        ("form", "inform"),
        ("different", "indifferent"),
        ("state", "state"),
    ],
)
def test_words_that_stand_side_by_side_in_one_report_are_no_opposites(left: str, right: str) -> None:
    assert lexicon.opposite(left, right) == 0


def test_word_lists_carry_their_licence() -> None:
    data = resources.files("consistency").joinpath("data")
    assert "WordNet 3.0 Copyright 2006 by Princeton University" in data.joinpath("WORDNET-LICENSE.txt").read_text("utf-8")
