"""Which quotations are one utterance."""

import pytest

from consistency import similarity
from consistency.align.quotations import same_utterances
from consistency.align.sides import side
from tests.build import Flat, document, quotation


def aligned(left: str, right: str, left_speaker: str | None = None, right_speaker: str | None = None) -> bool:
    a = document(f"“{left}” {left_speaker or 'she'} said.", "The Gazette")
    b = document(f"“{right}” {right_speaker or 'she'} said.", "The Courier")
    p, q = quotation(a, left, speaker=left_speaker), quotation(b, right, speaker=right_speaker)
    return bool(same_utterances(side(a, [p], Flat()), side(b, [q], Flat())))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The dam is safe, and it has been since May.", "The dam is safe"),
        ("We lost 38 boats in the harbour.", "We lost 41 boats in the harbour."),
        ("a narrow, stupid, stubborn war", "stubborn, stupid, narrow war"),
        (
            "I have told the council many times that the gates were rotten and that nobody would pay for new ones.",
            "that the gates were rotten and that nobody would pay for new ones. So we wait for the flood, as we always do.",
        ),
    ],
)
def test_one_utterance(left: str, right: str) -> None:
    assert aligned(left, right)
    assert aligned(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ferry licence decision on hold", "Ferry licence decision will be announced next week but it will be hard to change my mind"),
        ("We will rebuild the bridge before winter.", "We will sell the bridge to whoever wants it."),
        ("an act of courage", "an act of folly"),
        (
            "This is what they have told us and every other town, that they are not and will not sell water to the mine by the lake.",
            "We and other towns have a promise in writing that it is not and will not sell water to the mine by the lake.",
        ),
        ("of the people", "That is a matter for the people of the northern valley and for nobody else."),
    ],
)
def test_two_utterances(left: str, right: str) -> None:
    assert not aligned(left, right)
    assert not aligned(right, left)


def test_a_short_phrase_of_two_speakers_is_two_utterances() -> None:
    assert not aligned("a dark day", "a dark day for this valley", "Ida Amaro", "Piet Bell")
    assert aligned("a dark day", "a dark day for this valley", "Ida Amaro", "Amaro")


def test_many_words_in_two_mouths_are_one_utterance() -> None:
    words = "This valley has waited twenty years for a decent road"
    assert aligned(words, words, "Ida Amaro", "Piet Bell")


@pytest.mark.model
@pytest.mark.parametrize(
    ("left", "right", "differing"),
    [
        ("We thank him, but we do not want his money.", "We thank him, but we do not want his advice.", ["money", "advice"]),
        ("We saw the start of a good year for the valley.", "We saw the beginning of a good year for the valley.", []),
        ("They were talkin about the bridge all night long.", "They were talking about the bridge all night long.", []),
    ],
)
def test_words_far_in_meaning_that_stand_in_each_others_place_set_two_quotations_apart(left: str, right: str, differing: list[str]) -> None:
    a, b = document(f"“{left}” she said.", "The Gazette"), document(f"“{right}” she said.", "The Courier")
    encoder = similarity.load()
    (found,) = same_utterances(side(a, [quotation(a, left)], encoder), side(b, [quotation(b, right)], encoder))
    assert [d.text[s.start : s.end] for d, spans in zip((a, b), found.differing, strict=True) for s in spans] == differing
