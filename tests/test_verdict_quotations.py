"""What is said of one utterance quoted by two outlets."""

import re
from dataclasses import replace

import pytest

from consistency.model import Span, Speaker, Verdict
from consistency.verdict.judgement import Judgement
from consistency.verdict.quotations import judge
from tests.build import document, quotation, utterance

AGREE, WORDING, CONTRADICT = Verdict.AGREE, Verdict.WORDING, Verdict.CONTRADICT


def judged(left: str, right: str, left_speaker: str | None = None, right_speaker: str | None = None) -> Judgement:
    a = document(f"“{left}” {left_speaker or 'she'} said.", "The Gazette")
    b = document(f"“{right}” {right_speaker or 'she'} said.", "The Courier")
    return judge(utterance(quotation(a, left, speaker=left_speaker), quotation(b, right, speaker=right_speaker)), a, b)


@pytest.mark.parametrize(
    ("left", "right", "verdict", "reason"),
    [
        ("We will rebuild the old bridge,", "We will rebuild the old bridge.", AGREE, "same"),
        ("We won't stop — not ever.", "We won’t stop - not ever", AGREE, "typography"),
        ("The US team organised 12 dual-use shipments.", "The U.S. team organized twelve dual use shipments.", AGREE, "typography"),
        ("We will not close the mine.", "We won’t close the mine.", AGREE, "typography"),
        ("We hired thirty-eight pilots at 9 a.m. today.", "We hired 38 pilots at 9:00 a.m. today.", AGREE, "typography"),
        ("We counted a hundred and five boats that day.", "We counted 105 boats that day.", AGREE, "typography"),
        ("The dam cost us five million dollars.", "The dam cost us 5,000,000 dollars.", AGREE, "typography"),
        ("We hired thirty-eight pilots for the port.", "We hired 36 pilots for the port.", CONTRADICT, "number"),
        ("He never called me and never wrote to me.", "He never called me or wrote to me.", WORDING, "substitution"),
        ("I met Gov. Hale before World War II.", "I met Governor Hale before World War Two.", AGREE, "typography"),
        ("The dam is safe, and it has been safe since May.", "The dam is safe.", WORDING, "trimmed"),
        (
            "The dam is safe … since the repairs in May.",
            "The dam is safe, as I told the council twice, since the repairs in May.",
            WORDING,
            "ellipsis",
        ),
        ("[The northern dam] is safe for all of us here.", "It is safe for all of us here.", WORDING, "brackets"),
        (
            "some of it for farms, some of it plainly for war",
            "some of it for farms and some of it plainly for war",
            WORDING,
            "substitution",
        ),
        ("We lost 38 boats in the harbour that night.", "We lost 41 boats in the harbour that night.", CONTRADICT, "number"),
        ("The new quay cost us $32,900 in the first year.", "The new quay cost us $16,450 in the first year.", CONTRADICT, "number"),
        ("The new quay cost us 3 million in the first year.", "The new quay cost us 3 billion in the first year.", CONTRADICT, "number"),
        ("The new quay cost us $1,500 in the first year.", "The new quay cost us $1500 in the first year.", AGREE, "typography"),
        ("I spoke about it with Mr. Hale on the phone.", "I spoke about it with Mr. Brook on the phone.", CONTRADICT, "name"),
        ("It was not a mistake to open the gates.", "It was a mistake to open the gates.", CONTRADICT, "negation"),
        (
            "To close the mine before the winter would cost the valley 300 jobs.",
            "If they don't close the mine before the winter would cost the valley 300 jobs.",
            CONTRADICT,
            "negation",
        ),
        ("We will close the mine before the winter.", "We may close the mine before the winter.", CONTRADICT, "modality"),
    ],
)
def test_reason(left: str, right: str, verdict: Verdict, reason: str) -> None:
    found = judged(left, right)
    assert (found.verdict, found.reason) == (verdict, reason)
    mirrored = judged(right, left)
    assert (mirrored.verdict, mirrored.reason) == (verdict, reason)


def test_evidence_is_the_differing_words() -> None:
    left, right = "We lost 38 boats in the harbour.", "We lost 41 boats in the harbour."
    a, b = document(f"“{left}”"), document(f"“{right}”", "The Courier")
    found = judge(utterance(quotation(a, left), quotation(b, right)), a, b)
    assert [a.text[s.start : s.end] for s in found.left] == ["38"]
    assert [b.text[s.start : s.end] for s in found.right] == ["41"]


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("We thank him for coming. We do not want his {money}.", "We thank him for coming. We do not want his {advice}.", CONTRADICT),
        ("We do not want his {money} or his ships.", "We do not want his {advice} or any ships.", WORDING),
        ("The harbour wall was {badly} built by them.", "The harbour wall was {partly} built by them.", WORDING),
        ("as a town without {money}", "as a town without {advice}", WORDING),
        ("No {money}!", "No {advice}!", WORDING),
    ],
)
def test_one_word_of_another_meaning_alters_the_claim_where_the_clause_is_the_same(left: str, right: str, verdict: Verdict) -> None:
    texts = [re.sub("[{}]", "", text) for text in (left, right)]
    a, b = document(f"“{texts[0]}”", "The Gazette"), document(f"“{texts[1]}”", "The Courier")
    words = [re.findall("{(.+)}", text)[0] for text in (left, right)]
    far = tuple((Span(d.text.index(word), d.text.index(word) + len(word)),) for d, word in zip((a, b), words, strict=True))
    pair = replace(utterance(quotation(a, texts[0]), quotation(b, texts[1])), differing=far)
    found = judge(pair, a, b)
    assert (found.verdict, found.reason) == (verdict, "substitution")
    if verdict is CONTRADICT:
        assert [d.text[s.start : s.end] for d, (s,) in ((a, found.left), (b, found.right))] == words
        assert judge(pair.turned, b, a).verdict is CONTRADICT


def test_same_words_of_two_named_speakers() -> None:
    words = "This valley has waited twenty years for a decent road,"
    assert judged(words, words, "Ida Amaro", "Piet Bell").reason == "speaker"
    assert judged(words, words, "Ida Amaro", "Ms. Amaro").verdict is AGREE


def test_more_of_the_same_words_of_another_named_speaker() -> None:
    words = "The old quay wall will be taken down and built anew before the winter storms come"
    assert judged(words, f"We have waited long enough. {words}", "Ida Amaro", "Piet Bell").reason == "speaker"
    fragment = "taken down and built anew before the storms"
    assert judged(fragment, f"The old quay wall {fragment}, we hope", "Ida Amaro", "Piet Bell").reason != "speaker"


def test_an_outlet_that_names_the_other_speaker_beside_the_words_is_not_contradicted() -> None:
    words = "The old quay wall will be taken down before the winter storms"
    a = document(f"“{words},” Ida Amaro quoted Piet Bell as saying.", "The Gazette")
    b = document(f"“{words},” Piet Bell said.", "The Courier")
    pair = utterance(quotation(a, f"{words},", speaker="Ida Amaro"), quotation(b, f"{words},", speaker="Piet Bell"))
    assert judge(pair, a, b).verdict is Verdict.AGREE


def test_a_role_is_not_another_speaker() -> None:
    words = "This valley has waited twenty years for a decent road,"
    assert judged(words, words, "Ida Amaro", "a senior official").verdict is AGREE


@pytest.mark.parametrize(("name", "beside"), [("Good Morning Norport", "— Good Morning Norport (@gmn)"), ("Tweet", "the Tweet said.")])
def test_who_posts_words_in_quotation_marks_did_not_say_them(name: str, beside: str) -> None:
    words = "This valley has waited twenty years for a decent road,"
    a, b = document(f"“{words}” {beside}", "The Gazette"), document(f"“{words}” Piet Bell said.", "The Courier")
    pair = utterance(quotation(a, words, speaker=name), quotation(b, words, speaker="Piet Bell"))
    assert judge(pair, a, b).verdict is AGREE


def test_words_within_the_outlets_own_sentence_are_in_nobody_elses_mouth() -> None:
    words = "what a valley gets for twenty years of its waiting"
    a = document(f"He called a road that Piet Bell drew “{words}.”", "The Gazette")
    b = document(f"“This is {words},” Ida Amaro said.", "The Courier")
    pair = utterance(quotation(a, words, speaker="Piet Bell"), quotation(b, f"This is {words},", speaker="Ida Amaro"))
    assert judge(pair, a, b).verdict is not CONTRADICT


@pytest.mark.parametrize(("before", "reason"), [("Piet Bell met the council.", "speaker"), ("Piet Bell met Ida Amaro.", "same")])
def test_whoever_she_is_it_is_nobody_whom_the_article_never_names(before: str, reason: str) -> None:
    words = "This valley has waited twenty years for a decent road"
    a, b = document(f"“{words},” Ida Amaro said.", "The Gazette"), document(f"{before} “{words},” he said.", "The Courier")
    at = b.text.index("he said")
    his = replace(quotation(b, words), speaker=Speaker("Piet Bell", at, at + 2), context=Span(b.text.index("“"), len(b.text)))
    assert judge(utterance(quotation(a, words, speaker="Ida Amaro"), his), a, b).reason == reason


def test_a_passage_left_out_is_no_dropped_negation() -> None:
    left = "We told them so. They should never have built there at all, and everyone knew it. Now we pay."
    right = "We told them so. Now we pay."
    assert judged(left, right).verdict is WORDING


def test_what_several_say_together_may_be_given_to_any_of_them() -> None:
    words = "We cannot back a road through this valley before the winter is over,"
    assert judged(words, words, "Ida Amaro", "Piet Bell").reason == "speaker"
    a = document(f"“{words}” Ida Amaro said in a joint letter.", "The Gazette")
    b = document(f"“{words}” Piet Bell said.", "The Courier")
    pair = utterance(quotation(a, words, speaker="Ida Amaro"), quotation(b, words, speaker="Piet Bell"))
    assert judge(pair, a, b).verdict is AGREE


@pytest.mark.parametrize(
    ("beside", "reason"), [("Justice Amaro said.", "speaker"), ("Amaro said.", "speaker"), ("the Amaro letter read.", "same")]
)
def test_a_surname_alone_is_a_speaker_beside_a_title_or_a_word_of_saying(beside: str, reason: str) -> None:
    words = "This valley has waited twenty years for a decent road,"
    a, b = document(f"“{words}” {beside}", "The Gazette"), document(f"“{words}” Piet Bell said.", "The Courier")
    pair = utterance(quotation(a, words, speaker="Amaro"), quotation(b, words, speaker="Piet Bell"))
    assert judge(pair, a, b).reason == reason


def test_the_first_word_of_a_sentence_is_no_surname_for_its_capital() -> None:
    words = "This valley has waited twenty years for a decent road"
    a, b = document(f"Builder says “{words}” and more", "The Gazette"), document(f"“{words},” Piet Bell said.", "The Courier")
    pair = utterance(quotation(a, words, speaker="Builder"), quotation(b, words, speaker="Piet Bell"))
    assert judge(pair, a, b).reason == "same"


def test_two_spellings_of_one_surname_are_one_speaker() -> None:
    words = "This valley has waited twenty years for a decent road,"
    assert judged(words, words, "Ida Amarro", "Piet Amaro").reason != "speaker"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("If we don't think the road will help us, we won't build it", "If I think it is a road that will not help us, we won't build it"),
        (
            "There was no delay at the quay wall, and it was finished in March",
            "There was no delay at the quay wall, none whatsoever. It was finished in March",
        ),
    ],
)
def test_what_is_denied_in_other_words_is_denied_on_both_sides(left: str, right: str) -> None:
    assert judged(left, right).verdict is not Verdict.CONTRADICT


def test_a_second_negation_in_one_clause_takes_the_first_one_back() -> None:
    left = "I'm not prepared to close the harbour yet, but if I have to, I will"
    right = "I'm not prepared not to close the harbour yet, but if I have to, I will"
    assert judged(left, right).reason == "negation"


def test_words_that_one_article_has_beside_the_others_are_two_utterances() -> None:
    one, other = "We will sell the old farm in the spring", "We will not sell the old farm in the spring"
    a = document(f"“{one},” she said of the farm. “{other},” she said of the mill.", "The Gazette")
    b = document(f"“{other},” she said.", "The Courier")
    assert judge(utterance(quotation(a, one), quotation(b, other)), a, b).verdict is WORDING
    alone = document(f"“{one},” she said of the farm.", "The Gazette")
    assert judge(utterance(quotation(alone, one), quotation(b, other)), alone, b).verdict is CONTRADICT
