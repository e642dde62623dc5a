"""The side-by-side: what both report, row by row, what only one has, and parts of it on demand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from consistency.model import Report, Verdict
from consistency.report import FORMATS, Options
from consistency.selection import between
from tests.report_sample import claim, document, finding, quote, sample

LEFT, RIGHT = "The Norport Courier", "Daily Vane"


def shown(name: str, *only: str, report: Report | None = None) -> str:
    whole = report or sample()
    ids = [{d.id for d in whole.documents if d.outlet == outlet} for outlet in (LEFT, RIGHT)]
    return FORMATS[name].compare(between(whole, *ids), LEFT, RIGHT, Options(only=only, width=100))


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_only_the_parts_asked_for_are_shown(name: str) -> None:
    whole, rows, left, right = (shown(name, *only) for only in ((), ("contradict", "wording"), ("left",), ("right",)))
    boats, claims, breakwater, fishermen = "41", "212 claims", "approved by the county", "fishermen"
    assert all(x in whole for x in (boats, claims, breakwater, fishermen))
    assert boats in rows
    assert not [x for x in (claims, breakwater, fishermen) if x in rows]
    assert "1 finding not asked for" in rows
    assert breakwater in left
    assert fishermen not in left
    assert fishermen in right
    assert breakwater not in right


@pytest.mark.parametrize("name", ["json-lines", "concise"])
def test_formats_of_single_findings_show_the_verdicts_asked_for(name: str) -> None:
    assert "41" in shown(name, "contradict")
    assert "risks" not in shown(name, "contradict")
    assert "risks" in shown(name, "wording")


def test_json_says_how_the_statements_pair_and_what_is_left_over() -> None:
    value = json.loads(shown("json"))
    rows = value["comparison"]["rows"]
    assert [r["finding"] for r in rows] == ["aa01", "bb02", "cc02"]
    text = {s["id"]: s["text"] for s in value["statements"]}
    assert ["breakwater" in text[i] for i in value["comparison"]["left"]["only"]] == [True]
    assert ["fishermen" in text[i] for i in value["comparison"]["right"]["only"]] == [True]
    assert [f["id"] for f in json.loads(shown("json", "contradict"))["findings"]] == ["aa01"]
    assert json.loads(shown("json", "wording"))["comparison"]["left"]["only"] == []


def test_two_findings_on_the_same_two_passages_are_one_row() -> None:
    docs = [document(f"{n}.txt", n, None, f"“The dam is {w},” said Finch, {k} days after the flood.") for n, w, k in
            ((LEFT, "safe", "two"), (RIGHT, "sound", "three"))]  # fmt: skip
    quotes, claims = [quote(d, d.text[1:15].split(",")[0]) for d in docs], [claim(d, d.text) for d in docs]
    found = (
        finding("f1", "number", Verdict.CONTRADICT, *claims, "x"),
        finding("f2", "substitution", Verdict.WORDING, *quotes, "y"),
    )
    report = Report(tuple(docs), (*quotes, *claims), found, ())
    text = shown("markdown", report=report)
    rows = [line for line in text.split("\n") if line.startswith("| “The dam")]
    assert len(rows) == 1
    assert "`f1`; **differ in wording**" in text


def test_a_passage_is_listed_once_and_not_where_a_row_shows_it() -> None:
    doc = document("a.txt", LEFT, None, "Storm\n\nFinch, who is 40, called it “a thief in the night” and left.")
    other = document("b.txt", RIGHT, None, "“A thief in the night,” she said.")
    held = (quote(doc, "a thief in the night"), claim(doc, doc.text[7:]), claim(doc, "Finch, who is 40"))
    report = Report((doc, other), (*held, quote(other, "A thief in the night,")), (), ())
    assert shown("terminal", report=report).count("called it") == 1
    found = finding("f", "typography", Verdict.AGREE, held[0], report.statements[-1], "x")
    assert shown("terminal", report=replace(report, findings=(found,))).count("called it") == 1


@pytest.mark.parametrize("width", [40, 60, 72, 100, 160])
def test_every_width_is_kept_and_says_which_side_is_which(width: int) -> None:
    text = FORMATS["terminal"].compare(sample(), "courier.txt", "vane.md", Options(width=width))
    assert max(map(len, text.split("\n"))) <= width
    for name in (LEFT, RIGHT):
        assert name.split()[-1] in text


def test_several_articles_of_one_outlet_are_told_apart() -> None:
    report = sample()
    documents = tuple(replace(d, outlet=RIGHT) if d.id == "post.txt" else d for d in report.documents)
    text = FORMATS["markdown"].compare(replace(report, documents=documents), LEFT, RIGHT, Options())
    assert "(vane.md, line 3)" in text
    assert "(post.txt, line 3)" in text
    assert "(line 3)" in text


@pytest.mark.parametrize("name", ["the norport courier", "Norport Courier", "NORPORT COURIER"])
def test_an_outlet_is_found_without_its_article_and_in_any_case(name: str) -> None:
    assert FORMATS["markdown"].compare(sample(), name, RIGHT, Options()).startswith("# The Norport Courier and Daily Vane")


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_what_two_passages_share_only_in_passing_says_so(name: str) -> None:
    docs = [document(f"{n}.txt", n, None, text) for n, text in ((LEFT, "The mill burnt down."), (RIGHT, "The mill's owner sued."))]
    claims = [claim(d, d.text) for d in docs]
    found = finding("f1", "framing", Verdict.WORDING, *claims, "x")
    told = [shown(name, report=Report(tuple(docs), tuple(claims), (f,), ())) for f in (found, replace(found, scores={"main": 0.3}))]
    assert ["shared in passing" in text for text in told] == [False, True]
