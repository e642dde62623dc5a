"""The Markdown stays whole whatever the articles say, and says what an editor needs, judged by an independent parser."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from consistency.model import Document, Evidence, Kind, Report, Skipped, Span, Statement, Story, Verdict, Waiver
from consistency.report import FORMATS, Options, markdown
from consistency.report._diff import clean
from tests.report_sample import claim, cluster, document, finding, quote, sample, stories

RENDER, COMPARE = FORMATS["markdown"].render, FORMATS["markdown"].compare
HOSTILE = st.text(st.sampled_from([*'ab1 |\\`*_<>[]()#-=~!&$.,;:’"\n\r\t%^{}\u202e\x1b\x00é8', "\ud800"]), max_size=60)


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def flat(tokens: list[Token]) -> list[Token]:
    return [t for token in tokens for t in (token, *(token.children or []))]


def anchors(tokens: list[Token]) -> set[str]:
    """What GitHub's html-pipeline makes of the headings: punctuation out, blanks to dashes, a number behind what came before."""
    titles = [tokens[i + 1] for i, t in enumerate(tokens) if t.type == "heading_open"]
    found: dict[str, int] = {}
    for title in titles:
        text = "".join(c.content for c in title.children or [] if c.type in {"text", "text_special"}).lower()
        slug = "".join(c for c in text if c in " -_" or unicodedata.category(c)[0] in "LM" or unicodedata.category(c) in {"Nd", "Nl", "Pc"})
        slug = slug.replace(" ", "-")
        count = found.get(slug, 0)
        found[slug] = count + 1
        if count:
            found[f"{slug}-{count}"] = 1
    return set(found)


def test_a_direction_mark_between_blanks_leaves_one_blank() -> None:
    assert clean("one \u202e two\u200e") == "one two"


@cache
def rule_anchors() -> set[str]:
    text = (Path(__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    return anchors(parsed(text)) | set(re.findall(r'<a (?:id|name)="([^"]+)"', text))


def whole(text: str) -> None:
    """Tables have equal columns, nothing is HTML, links inside of the page lead to a heading, the others to a rule that is explained."""
    tokens = parsed(text)
    lines = text.split("\n")
    for token in tokens:
        if token.type == "table_open":
            assert token.map
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines[token.map[0] : token.map[1]] if line}) == 1
    assert not [t.content for t in flat(tokens) if t.type in {"html_inline", "html_block", "image", "fence", "code_block", "s_open"}]
    links = [unquote(str(t.attrs["href"])) for t in flat(tokens) if t.type == "link_open"]
    assert {h[1:] for h in links if h.startswith("#")} <= anchors(tokens)
    rules = {h for h in links if not h.startswith("#")}
    assert all(h.startswith("docs/rules.md#") for h in rules)
    assert {h.partition("#")[2] for h in rules} <= rule_anchors()


def test_the_sample_is_whole() -> None:
    whole(RENDER(sample(), Options()))
    whole(COMPARE(sample(), "Daily Vane", "courier.txt", Options()))


def hostile(text: str, outlet: str, start: int, end: int) -> Report:
    """Two stories of two articles with this text, a finding on parts of it in each, and the same text wherever else a report shows text."""
    docs = [Document(f"{name}{outlet}", f"{name}{outlet}", text, outlet + name, date(2031, 1, 1), title=text, wire=text) for name in "wxyz"]
    span = Span(min(start, end), max(start, end))
    sides = [Statement(f"{d.id}#1", d.id, Kind.QUOTE, text, (span,), context=Span(0, len(text))) for d in docs]
    alone = replace(sides[0], id="alone")
    pairs = (("f1", sides[0], sides[1]), ("f2", sides[2], sides[3]), ("f3", sides[0], sides[3]))
    waiver = Waiver("f3", text, text, date(2031, 2, 1))
    found = [replace(finding(id, "number", Verdict.CONTRADICT, a, b, text), evidence=()) for id, a, b in pairs]
    found[2] = replace(found[2], waiver=waiver)
    copies, stories = (docs[0].id, docs[1].id), tuple(Story(text, (a.id, b.id)) for a, b in ((docs[0], docs[1]), (docs[2], docs[3])))
    return Report(tuple(docs), (*sides, alone), tuple(found), (), (Skipped(text, text),), (text,), (copies,), stories)


@settings(deadline=None)
@given(HOSTILE, HOSTILE, st.integers(0, 60), st.integers(0, 60))
@example("[a](http://x)", "<b>|</b>", 0, 9)
@example("[…](x) [a]: /b", "*a_", 0, 9)
@example("\n\n# x\n- y\n1. z", "`|`", 0, 9)
def test_no_article_can_break_the_page(text: str, outlet: str, start: int, end: int) -> None:
    report = hostile(text, outlet, min(start, len(text)), min(end, len(text)))
    whole(RENDER(report, Options()))
    whole(RENDER(replace(report, stories=()), Options()))
    whole(COMPARE(report, report.documents[0].id, report.documents[1].id, Options()))


@given(
    st.text(st.sampled_from(list("ab1 $%|\\*_é.-\u202e\x00")), max_size=12),
    st.text(st.sampled_from(list("ab1 $%|\\*_é.-\x00")), max_size=12),
)
def test_marked_words_come_out_bold(before: str, after: str) -> None:
    texts = [f"{before}{word}{after} and it rained all day long" for word in ("$38", "$41")]
    docs = [document(f"{i}.txt", f"Paper {i}", None, text) for i, text in enumerate(texts)]
    sides = [claim(d, d.text) for d in docs]
    report = Report(tuple(docs), tuple(sides), (finding("f", "number", Verdict.CONTRADICT, *sides, "x"),), ())
    tokens = flat(parsed(RENDER(report, Options())))
    bold = "".join(tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "strong_open")
    assert "38" in bold
    assert "41" in bold


def test_one_matter_is_told_once() -> None:
    text = RENDER(sample(), Options())
    assert text.count("### C") == 1
    assert text.count("> “We lost") == 3
    assert text.count("harbour master Orla Finch said on Monday.\n") == 1


def test_differing_words_are_bold_and_in_the_heading() -> None:
    text = RENDER(sample(), Options())
    assert "We lost **38** boats" in text
    assert "We lost **41** boats" in text
    assert "### C1. Quotations differ in a number: “38” and “41”" in text


@pytest.mark.parametrize(
    ("opening", "heading"),
    [
        ("The quay will", "Orla Finch: The quay will be closed by …"),
        ("Finch said it will", "Finch said it will be closed by the end …"),
        ("NORPORT, Ohio (Agency) — The quay will", "Orla Finch: The quay will be closed by …"),
        ("(Agency) - The quay will", "Orla Finch: The quay will be closed by …"),
        ("DAM — the board — will", "Orla Finch: DAM — the board — will be closed …"),
    ],
)
def test_a_heading_names_the_speaker_once_and_no_dateline(opening: str, heading: str) -> None:
    texts = {"A": f"{opening} be closed by the end of May.", "B": f"{opening} be closed by the start of June."}
    docs = [document(f"{name}.txt", name, None, text) for name, text in texts.items()]
    sides = [claim(d, d.text, "Orla Finch") for d in docs]
    report = Report(tuple(docs), tuple(sides), (finding("f", "framing", Verdict.WORDING, *sides, "x"),), ())
    assert f": {heading}\n" in RENDER(report, Options())


@pytest.mark.parametrize(
    ("one", "other", "heading"),
    [
        ("hundreds", "some 800", "“hundreds” and “some 800”"),
        ("people", "members of the board", "The storm hurt people on the quay"),
    ],
)
def test_words_that_are_more_precise_are_a_heading_where_they_hold_a_figure(one: str, other: str, heading: str) -> None:
    docs = [document(f"{n}.txt", n, None, f"The storm hurt {words} on the quay.") for n, words in (("A", one), ("B", other))]
    sides = [claim(d, d.text) for d in docs]
    at = [Evidence(s.id, d.text.index(w), d.text.index(w) + len(w)) for s, d, w in zip(sides, docs, (one, other), strict=True)]
    found = replace(finding("f", "precision", Verdict.WORDING, *sides, "x"), evidence=tuple(at))
    assert f"Precise against vague: {heading}\n" in RENDER(Report(tuple(docs), tuple(sides), (found,), ()), Options())


def test_a_shift_is_no_contradiction() -> None:
    text = RENDER(sample(), Options())
    contradictions, changes = text.index("## Contradictions\n"), text.index("## Changes over time\n")
    assert contradictions < changes < text.index("approved by the county in 2029, Finch said.\n")
    assert "not an error of either outlet" in text


def test_agency_copy_is_no_majority() -> None:
    """Two outlets with one agency text do not outvote a third; two of their own do."""
    report = sample()
    row = next(line for line in RENDER(report, Options()).split("\n") if line.startswith("| [C1]"))
    assert row.count("contradicts") == 3
    row = next(line for line in RENDER(replace(report, copies=()), Options()).split("\n") if line.startswith("| [C1]"))
    assert (row.count("contradicts"), row.count("says")) == (1, 2)


def test_what_is_left_out_is_said() -> None:
    docs = [document(f"{n}.txt", n, None, "\n\n".join(f"“Boat {i} left the {n} quay,” he said." for i in range(9))) for n in ("A", "B")]
    pairs = [[quote(d, f"Boat {i} left the {d.outlet} quay,") for d in docs] for i in range(9)]
    wording = Verdict.WORDING
    findings = tuple(finding(f"f{i}", "substitution", wording, *pair, "x") for i, pair in enumerate(pairs))
    report = Report(tuple(docs), tuple(s for pair in pairs for s in pair), findings, ())
    text = RENDER(report, Options(limit=4))
    assert text.count("### W") == 4
    assert "5 entries more; `--format json` has all of them." in text


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_nothing_leads_to_an_entry_that_is_left_out(limit: int) -> None:
    """Two of three papers agree on each of three points, so that each version of theirs is corroborated."""
    texts = {n: " ".join(f"“Boat {i} left the {'old' if n == 'C' else 'new'} quay,” he said." for i in range(3)) for n in "ABC"}
    docs = [document(f"{n}.txt", n, None, text.replace("said. ", "said.\n\n")) for n, text in texts.items()]
    found, held = [], []
    for i in range(3):
        a, b, c = sides = [quote(d, f"Boat {i} left the {'old' if d.outlet == 'C' else 'new'} quay,") for d in docs]
        held += sides
        found += [
            finding(f"a{i}", "same", Verdict.AGREE, a, b, "x"),
            *(finding(f"w{i}{x.document[0]}", "substitution", Verdict.WORDING, x, c, "x") for x in (a, b)),
        ]
    clusters = tuple(cluster(f"k{i}", Verdict.WORDING, 3, {d.id: d for d in docs}, *held[3 * i : 3 * i + 3]) for i in range(3))
    text = RENDER(Report(tuple(docs), tuple(held), tuple(found), clusters), Options(limit=limit))
    whole(text)
    assert text.count("### W") == limit
    assert f"{3 - limit} entr" in text


def test_stories_are_sections_and_contradictions_come_before_them() -> None:
    text = RENDER(stories(3), Options())
    whole(text)
    assert "| [Story 2](#story-2-fleet-1-sails) | Fleet 1 sails | 2 |" in text
    assert text.index("## Contradictions in all stories") < text.index("| [C1](#c1-") < text.index("## Story 1: Fleet 0 sails")
    second = text[text.index("## Story 2") : text.index("## Story 3")]
    assert second.count("#### W") == 9
    assert "fleet 1" in second
    assert "fleet 0" not in second


def test_what_spans_stories_stands_before_them() -> None:
    report = stories(2)
    one, other = (next(s for s in report.statements if s.document == f"{n}.txt" and "Boat 9" in s.text) for n in ("Old0", "New1"))
    shift = finding("shift", "shift", Verdict.CONTRADICT, claim(report.documents[0], one.text), claim(report.documents[3], other.text), "x")
    text = RENDER(replace(report, findings=(*report.findings, shift)), Options())
    assert text.index("## Across stories") < text.index("#### T1") < text.index("## Story 1")


@pytest.mark.parametrize("size", [30_000, 12_000, 5_000])
def test_a_page_is_cut_to_a_size_and_says_so(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    whole_page = RENDER(stories(8), Options())
    monkeypatch.setattr(markdown, "SIZE", size)
    text = RENDER(stories(8), Options())
    whole(text)
    assert len(text.encode()) <= size < len(whole_page.encode())
    assert "This page is cut to a size" in text
    assert "This page is cut to a size" not in whole_page
    assert "entries more" in text or "stories more" in text
    assert "#### C1" in text or "[C1]" in text or "C1" in text


def test_differences_come_by_weight() -> None:
    docs = {
        n: document(f"{n}.txt", n, None, "“The dam is safe, and stays so,” he said.\n\n“The crews knew the risk,” she said.") for n in "AB"
    }
    safe, risk = ([quote(d, words) for d in docs.values()] for words in ("The dam is safe, and stays so,", "The crews knew the risk,"))
    report = Report(
        tuple(docs.values()),
        (*safe, *risk),
        (
            finding("f1", "trimmed", Verdict.WORDING, *safe, "x", 0.99),
            finding("f2", "substitution", Verdict.WORDING, *risk, "x", 0.7),
        ),
        (cluster("k", Verdict.WORDING, 2, docs | {f"{n}.txt": d for n, d in docs.items()}, *safe),),
    )
    text = RENDER(report, Options())
    assert text.index("W1. Words replaced") < text.index("W2. One quotation is part")


def test_waived_findings_stand_apart() -> None:
    report = sample()
    waived = replace(
        report,
        findings=tuple(replace(f, waiver=Waiver(f.id, "checked with the desk") if f.reason == "number" else None) for f in report.findings),
    )
    text = RENDER(waived, Options())
    assert "**0 contradictions**" in text
    assert "None found." in text


def test_nothing_in_common_is_a_report_too() -> None:
    whole(RENDER(Report((), (), (), ()), Options()))
