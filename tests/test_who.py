"""What a speaker said, or what was said on a topic: found under any form of the name, told once, in time order."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.errors import InputError
from consistency.model import Report, Speaker, Verdict
from consistency.report import WHO, Options
from consistency.who import Answer, ask
from tests.report_sample import claim, document, finding, quote, sample


def said(answer: Answer) -> list[str]:
    return [e.statements[0].text for e in answer.entries]


@pytest.mark.parametrize("name", ["Orla Finch", "orla finch", "ORLA FINCH", "Finch", "finch", "Ms. Finch", "Secretary Finch", "Órla Finch"])
def test_a_speaker_is_found_under_every_form_of_the_name(name: str) -> None:
    answer = ask(sample(), name)
    assert set(answer.names) == {"Orla Finch", "Finch"}
    assert not answer.topic


@pytest.mark.parametrize("name", ["Orla Fynch", "Orla Finh", "Ola Finch", "finhc"])
def test_a_slip_of_a_letter_is_forgiven_and_said(name: str) -> None:
    answer = ask(sample(), name)
    assert "Orla Finch" in answer.names
    text = WHO["markdown"](sample(), answer, Options())
    assert "What Orla Finch said" in text


def test_who_is_not_there_is_said_with_the_nearest_names() -> None:
    with pytest.raises(InputError, match=r"Ursula Finchley: nobody of that name speaks .* did you mean .*Finch"):
        ask(sample(), "Ursula Finchley")
    with pytest.raises(InputError, match=r"no statement is on it$"):
        ask(sample(), "submarines", topic=True)


def test_the_same_words_are_one_entry_with_who_printed_which() -> None:
    answer = ask(sample(), "Orla Finch")
    boats = next(e for e in answer.entries if "boats" in e.statements[0].text)
    assert [s.document for s in boats.statements] == ["courier.txt", "vane.md", "post.txt"]
    text = WHO["terminal"](sample(), answer, Options(width=200))
    assert "We lost *41* boats" in text
    assert text.count("We lost") == 3


def test_the_same_words_of_another_speaker_stand_beside_them() -> None:
    report = sample()
    other = Speaker("Bram Teller", 0, 0)
    statements = tuple(replace(s, speaker=other) if s.id.startswith("vane.md#q") and "boats" in s.text else s for s in report.statements)
    text = WHO["markdown"](replace(report, statements=statements), ask(replace(report, statements=statements), "Finch"), Options())
    assert "Bram Teller, quoted" in text


def test_positions_of_two_dates_are_two_entries_that_lead_to_one_another() -> None:
    answer = ask(sample(), "Finch")
    dates = [sample().document(e.statements[0].document).date for e in answer.entries]
    assert dates == sorted(d for d in dates if d)
    county = next(i for i, e in enumerate(answer.entries, 1) if "approved by the county" in e.statements[0].text)
    text = WHO["terminal"](sample(), answer, Options(width=200))
    assert f"otherwise at another date ({county})" in text


def test_a_quotation_inside_of_a_reported_sentence_is_told_once() -> None:
    doc = document("a.txt", "A", date(2031, 1, 1), "Finch called the storm “a thief in the night” on Monday.")
    statements = (claim(doc, doc.text, "Orla Finch"), quote(doc, "a thief in the night", "Orla Finch"))
    report = Report((doc,), statements, (), ())
    answer = ask(report, "Finch")
    assert len(answer.entries) == 1
    assert WHO["terminal"](report, answer, Options()).count("thief") == 1


def test_a_topic_is_found_by_its_words_in_any_form_whoever_speaks() -> None:
    answer = ask(sample(), "claim")
    assert answer.topic
    assert [len(e.statements) for e in answer.entries] == [3]
    assert ask(sample(), "Finch", topic=True).topic
    assert len(ask(sample(), "the breakwater and the county of Norport").entries) == 2


def test_json_has_the_ids_of_the_json_report() -> None:
    value = json.loads(WHO["json"](sample(), ask(sample(), "Finch"), Options()))
    ids = {s["statement"] for e in value["entries"] for version in e["versions"] for s in version}
    assert value["kind"] == "speaker"
    assert ids <= {s.id for s in sample().statements}
    assert [e["moved"] for e in value["entries"] if e["moved"]] == [["aa03"], ["aa03"]]


@settings(deadline=None)
@given(st.text(st.sampled_from("aF |*_<>[]()#`\n\r\x1b[2J\u202e\x00é"), max_size=20))
def test_nothing_in_an_article_breaks_the_page_or_steers_the_terminal(text: str) -> None:
    doc = document("a.txt", f"A{text}", date(2031, 1, 1), f"“The dam {text} is safe,” said Orla Finch.")
    whole = f"The dam {text} is safe,"
    report = Report((doc,), (quote(doc, whole, f"Orla Finch {text}"),), (), ())
    try:
        answer = ask(report, "dam", topic=True)
    except InputError:
        return
    assert not set(WHO["terminal"](report, answer, Options())) & set("\x1b\x00\u202e\r")
    assert not re.search(r"<(?!br)[a-z]", WHO["markdown"](report, answer, Options()))


def test_an_entry_counts_outlets_that_differ_in_wording_as_sharing_it() -> None:
    doc = [document(f"{n}.txt", n, date(2031, 1, 1), f"“The dam is {w},” said Finch.") for n, w in (("A", "safe"), ("B", "sound"))]
    sides = [quote(d, d.text[1:15], "Finch") for d in doc]
    found = finding("f", "substitution", Verdict.WORDING, *sides, "x")
    assert len(ask(Report(tuple(doc), tuple(sides), (found,), ()), "Finch").entries) == 2, "what no cluster holds is not joined"
