"""Which words are said to make the difference between two reports of one fact."""

from __future__ import annotations

import numpy as np
import pytest

from consistency import align
from consistency.align.differing import differing
from consistency.model import Alignment, Basis, Document, Span, Statement
from consistency.similarity import Embedding
from tests.build import Flat, Words, claim, document


def told_apart(left: str, right: str) -> tuple[list[str], list[str]]:
    """The words named on both sides, to an encoder for which words are either the same or have nothing in common."""
    a, b = document(left, "The Gazette"), document(right, "The Courier")
    sides = [align.side(d, [claim(d)], Words()) for d in (a, b)]
    here, there, _ = differing(sides[0], sides[1], 0, 0)
    return [a.text[s.start : s.end] for s in here], [b.text[s.start : s.end] for s in there]


def test_the_word_that_stands_for_another_is_named_on_both_sides() -> None:
    told = told_apart("The minister mocked the farmers over the harbour road", "The minister praised the farmers over the harbour road")
    assert told == (["mocked"], ["praised"])


def test_neighbouring_words_are_one_run_and_words_that_both_have_are_none() -> None:
    here, there = told_apart("The council sold the old mill to a timber merchant", "The council sold the old mill")
    assert here == ["timber merchant"]
    assert there == []


@pytest.mark.parametrize(
    ("left", "right", "covered"),
    [
        ("The council sold the old mill to a timber merchant", "The council sold the old mill", False),
        ("The council sold the mill, Orme said", "Orme told us that the council sold the mill", True),
        ("The council sold the old mill", "The council sold the new mill", False),
    ],
)
def test_neither_says_what_the_other_does_not_say(left: str, right: str, covered: bool) -> None:
    sides = [align.side(d, [claim(d)], Words()) for d in (document(left, "The Gazette"), document(right, "The Courier"))]
    assert differing(sides[0], sides[1], 0, 0)[2] is covered


@pytest.mark.parametrize("figure", ["nearly 9,400 people", "more than $9 million", "9 percent", "at least 40"])
def test_a_figure_is_named_whole(figure: str) -> None:
    (told,), _ = told_apart(f"The harbour fair in May drew {figure} into town", "The harbour fair in May drew crowds into town")
    assert told.startswith(figure)


def test_the_same_words_make_no_difference() -> None:
    assert told_apart("The council sold the mill.", "The council sold the mill") == ([], [])


def test_who_says_it_makes_no_difference() -> None:
    a = document("The council sold the mill, Ann Orme said", "The Gazette")
    b = document("The council sold the mill", "The Courier")
    sides = [align.side(d, [claim(d, speaker=who)], Words()) for d, who in ((a, "Ann Orme"), (b, None))]
    assert differing(sides[0], sides[1], 0, 0)[:2] == ((), ())


def test_an_encoder_that_does_not_say_where_its_pieces_stand_names_no_word() -> None:
    a, b = document("The minister mocked the farmers"), document("The minister praised the farmers")
    sides = [align.side(d, [claim(d)], Flat()) for d in (a, b)]
    assert differing(sides[0], sides[1], 0, 0) == ((), (), False)


def test_pieces_find_their_words_over_lines_and_runs() -> None:
    text = "“The  crews\nknew,” he said. “The risk was theirs.”"
    whole = Document("a.txt", "a.txt", text, "The Gazette")
    spans = (Span(1, text.index(",”")), Span(text.index("The risk"), text.index(".”")))
    words = "The crews knew The risk was theirs"
    side = align.side(whole, [Statement("s", "a.txt", claim(whole).kind, words, spans)], Words())
    owners = [text[t.start : t.end] for t in (side.tokens[0][k] for k in side.piece_tokens)]
    assert owners == words.split()


def test_a_piece_outside_of_every_word_belongs_to_none() -> None:
    class Marks:
        def encode(self, texts: list[str]) -> list[Embedding]:
            row = np.ones((2, 1), dtype=np.float16)
            return [Embedding(np.ones(1, dtype=np.float32), row, np.arange(2, dtype=np.int32), np.array([3, 99], dtype=np.int32))]

    whole = document("Yes, we do")
    assert align.side(whole, [claim(whole)], Marks()).piece_tokens.tolist() == [-1, -1]


def test_turning_an_alignment_turns_its_words() -> None:
    a, b = claim(document("One", "The Gazette")), claim(document("Two", "The Courier"))
    alignment = Alignment(a, b, Basis.FACT, {}, None, ((Span(0, 1),), ()))
    assert alignment.turned == Alignment(b, a, Basis.FACT, {}, None, ((), (Span(0, 1),)))
    assert alignment.turned.turned == alignment
