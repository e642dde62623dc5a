"""The page is whole, needs nothing else, and runs nothing but its own script, judged by an independent HTML parser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consistency.model import Block, BlockKind, Document, Kind, Report, Span, Statement, Story, Verdict, Waiver
from consistency.report import FORMATS, Options
from consistency.report._view import view
from consistency.report.html.article import index
from consistency.report.html.side import column, rows
from tests.browser.hostile import hostile as attacking
from tests.build import examples, quotation
from tests.report_sample import claim, document, finding, sample

COMPARED = ("Daily Vane", "The Norport Courier")
HOSTILE = st.text(st.sampled_from([*"ab1 .<>&'\"“”\n\r\t{}%=/\\😀אé\u202e\x1b\x00\x85\ufdd0\U0001fffe", "\ud800"]), max_size=60)


def render(report: Report) -> str:
    return FORMATS["html"].render(report, Options())


def compare(report: Report, left: str, right: str) -> str:
    return FORMATS["html"].compare(report, left, right, Options())


def parsed(text: str) -> Element:
    """The page's tree; any parse error of the HTML standard fails."""
    text.encode("utf-8")
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return tree


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def by_id(page: Element) -> dict[str, Element]:
    return {e.attrib["id"]: e for e in page.iter() if "id" in e.attrib}


def findings(page: Element) -> list[Element]:
    return [e for e in page.iter("article") if "finding" in e.attrib.get("class", "").split()]


def of_class(page: Element, name: str) -> list[Element]:
    return [e for e in page.iter() if name in e.attrib.get("class", "").split()]


def data(page: Element) -> dict[str, Any]:
    return json.loads("".join(by_id(page)["data"].itertext()))  # type: ignore[no-any-return]


def headings(page: Element) -> Iterator[int]:
    return (int(e.tag[1]) for e in page.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag))


def whole(text: str) -> Element:
    """Nothing can be fetched or run but the page's own script, ids are unique, links and labels lead somewhere, headings are in order."""
    page = parsed(text)
    attributes = [(e, name, value) for e in page.iter() if isinstance(e.tag, str) for name, value in e.attrib.items()]
    assert not [name for _, name, _ in attributes if name.startswith("on") or name in ("style", "src", "srcset", "action", "formaction")]
    assert not {e.tag for e in page.iter() if isinstance(e.tag, str)} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "audio",
    }
    ids = Counter(value for _, name, value in attributes if name == "id")
    assert [id for id, n in ids.items() if n > 1] == []
    hrefs = [value for e, name, value in attributes if name == "href"]
    assert {h[1:] for h in hrefs if h.startswith("#")} <= set(ids)
    assert all(h.startswith(("#", "https://", "http://")) for h in hrefs)
    assert {id for _, name, value in attributes if name in ("aria-labelledby", "for", "data-story") for id in value.split()} <= set(ids)
    assert {id for _, name, value in attributes if name == "data-for" for id in value.split()} <= set(ids)
    levels = list(headings(page))
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    policy = next(e.attrib["content"] for e in page.iter("meta") if e.attrib.get("http-equiv") == "Content-Security-Policy")
    scripts = [e for e in page.iter("script") if e.attrib.get("type") != "application/json"]
    styles = list(page.iter("style"))
    assert (len(scripts), len(styles)) == (1, 1)
    assert policy == (
        f"default-src 'none'; style-src '{_hash(styles[0])}'; script-src '{_hash(scripts[0])}'; base-uri 'none'; form-action 'none'"
    )
    return page


def _hash(element: Element) -> str:
    text = "".join(element.itertext())
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def hostile(text: str, outlet: str, start: int, end: int) -> Report:
    """Two articles with this text, a finding on parts of it, and the same text wherever else a report shows text."""
    docs = [Document(f"{name}{outlet}", f"{name}{outlet}", text, outlet + name, None, title=text, wire=text, author=text) for name in "xy"]
    span = Span(min(start, end, len(text)), min(max(start, end), len(text)))
    sides = [Statement(f"{d.id}#1", d.id, Kind.QUOTE, text, (span,), context=Span(0, len(text))) for d in docs]
    alone = replace(sides[0], id="alone")
    found = replace(finding("f1", "number", Verdict.CONTRADICT, sides[0], sides[1], text), evidence=(), waiver=Waiver("f1", text, text))
    second = replace(found, id="f2", waiver=None)
    return Report(tuple(docs), (*sides, alone), (found, second), (), warnings=(text,), copies=((docs[0].id, docs[1].id),))


def test_the_sample_is_whole() -> None:
    whole(render(sample()))
    whole(compare(sample(), *COMPARED))
    whole(compare(sample(), "vane.md", "quill.jsonl:2"))


def test_same_report_gives_same_bytes() -> None:
    assert render(sample()) == render(sample())


@settings(max_examples=examples(15), deadline=None)  # each builds two pages
@given(HOSTILE, HOSTILE, st.integers(0, 60), st.integers(0, 60))
@example("</script><script>x</script>", '"><b onclick="x">', 0, 9)
@example("\ud800\x00😀 a</title> ", "{{ 1 }}", 1, 9)
def test_no_article_can_break_the_page(text: str, outlet: str, start: int, end: int) -> None:
    report = hostile(text, outlet, start, end)
    whole(render(report))
    whole(compare(report, report.documents[0].id, report.documents[1].id))


def test_attacks_in_every_field_stay_text() -> None:
    page = whole(render(attacking()))
    assert "intruder('headline" in words(page)
    assert not [e for e in page.iter("a") if "javascript" in e.attrib.get("href", "")]


def test_contradictions_come_first_with_both_passages_and_their_evidence() -> None:
    page = parsed(render(sample()))
    first = findings(page)[0]
    assert first.attrib["data-verdict"] == "contradict"
    assert [words(m) for m in first.iter("mark")] == ["38", "41", "38"]
    shown = words(first)
    for part in (
        "We lost 41 boats and we will lose more",
        "The Norport Courier · 3 March 2031 · Orla Finch".replace(" · ", " "),
        "aa01",
        "high (0.93)",
        "Rule Q301",
    ):
        assert part.replace("Rule ", "") in shown


def test_findings_carry_what_the_filters_need() -> None:
    found = {e.attrib["id"]: e.attrib for e in findings(parsed(render(sample())))}
    assert set(found) == {"c1", "t1", "w1", "a1"}
    assert set(json.loads(found["c1"]["data-outlets"])) == {"The Norport Courier", "Daily Vane", "Harbour Post"}
    assert json.loads(found["w1"]["data-speaker"]) == ["Bram Teller"]
    assert {id: a["data-section"] for id, a in found.items()} == {"c1": "contradiction", "t1": "moved", "w1": "wording", "a1": "agree"}
    assert float(found["c1"]["data-confidence"]) == pytest.approx(0.93)


def test_a_waived_finding_says_why() -> None:
    report = sample()
    known = replace(report.findings[2], waiver=Waiver("aa03", "settled with the desk", "standards", date(2032, 1, 2)))
    page = parsed(render(replace(report, findings=(*report.findings[:2], known, *report.findings[3:]))))
    waived = next(e for e in findings(page) if e.attrib["data-section"] == "waived")
    assert "settled with the desk, by standards, until 2 January 2032" in words(waived)


def test_articles_are_there_word_for_word_and_linked_both_ways() -> None:
    report = sample()
    page = parsed(render(report))
    ids = by_id(page)
    back = [e.attrib["href"] for e in ids["d1"].iter("a")]
    assert {"#c1", "#w1", "#a1"} <= set(back)
    for i, doc in enumerate(report.documents):
        body = next(e for e in ids[f"d{i}"].iter("div") if e.attrib.get("class") == "text")
        for note in [(parent, child) for parent in body.iter() for child in parent if child.tag == "sup"]:
            note[1].text, note[1][:] = "", []
        assert words(body) == " ".join(doc.text.split())
    where = [e for e in ids["c1"].iter("a") if "vane.md" in words(e)]
    anchor = ids[where[0].attrib["href"][1:]]
    assert anchor in list(ids["d1"].iter())


def test_matrix_says_who_says_differs_contradicts_and_is_silent() -> None:
    page = parsed(render(sample()))
    matrix = of_class(page, "matrix")[0]
    outlets = [words(e) for e in next(matrix.iter("thead")).iter("th")][2:]
    lines = {
        r.attrib["data-for"]: dict(zip(outlets, [words(c)[2:] for c in r.iter("td")][1:], strict=True))
        for r in matrix.iter("tr")
        if "data-for" in r.attrib
    }
    assert lines["c1"] == {
        "Daily Vane": "contradicts",
        "Harbour Post": "contradicts",
        "Quill Review": "silent",
        "The Norport Courier": "contradicts",
    }
    assert lines["a1"]["Daily Vane"] == "says"


def test_compared_outlets_stand_on_one_row_with_the_differing_words_marked() -> None:
    page = parsed(compare(sample(), *COMPARED))
    row = next(r for r in of_class(page, "both") if "38 boats" in words(r))
    left, _, right = row
    assert [words(m) for m in left.iter("mark")] == ["41"]
    assert next(words(m) for m in right.iter("mark")) == "38"


def test_marks_of_the_lazy_side_by_side_count_as_the_browser_counts() -> None:
    docs = [document(f"{i}.txt", f"Paper {i}", None, f"😀😀 They lost {n} boats in 😀 March, said Finch.") for i, n in enumerate((38, 41))]
    sides = [claim(d, d.text) for d in docs]
    page = parsed(render(Report(tuple(docs), tuple(sides), (finding("f", "number", Verdict.CONTRADICT, *sides, "x"),), ())))
    entry = next(e for *_, entries in data(page)["story-1"]["pairs"]["0-1"] for e in entries)
    for doc, side, word in zip(docs, ("left", "right"), ("38", "41"), strict=True):
        (_, start, end) = entry[side][0]
        assert doc.text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == word


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 2), st.sampled_from(Verdict)), max_size=10))
def test_rows_keep_every_sentence_in_its_place_and_show_every_difference(links: list[tuple[int, int, int, Verdict]]) -> None:
    text = " ".join(f"Sentence number {i} is here." for i in range(8))
    docs = [Document(f"{name}.txt", f"{name}.txt", text, name, blocks=(Block(Span(0, len(text)), BlockKind.PARAGRAPH),)) for name in "ab"]
    found, statements = [], []
    for i, (left, right, size, verdict) in enumerate(links):
        sides = []
        for doc, at in zip(docs, (left, right), strict=True):
            end = min(at + size, 8)
            span = Span(text.index(f"Sentence number {at}"), text.index(f"number {end - 1} is here.") + len(f"number {end - 1} is here."))
            sides.append(Statement(f"{doc.id}#{i}", doc.id, Kind.CLAIM, text[span.start : span.end], (span,)))
        statements += sides
        reason = {"agree": "same", "wording": "hedge", "contradict": "number"}[verdict]
        found.append(finding(f"f{i}", reason, verdict, *sides, "x"))
    report = Report(tuple(docs), tuple(statements), tuple(found), ())
    at = index(view(report))
    made = rows(column(["a.txt"], at), column(["b.txt"], at), found, at)
    assert [i for row in made if row.copied != "both" for i in row.left] == list(range(8))
    assert [i for row in made if not row.copied for i in row.right] == list(range(8))
    shown = Counter(f.id for row in made for f in row.findings)
    assert all(n == 1 for n in shown.values())
    assert {f.id for f in found if f.verdict is not Verdict.AGREE} <= set(shown)


def test_stories_are_sections_with_a_contents_list() -> None:
    report = sample()
    stories = (Story("The storm", ("courier.txt", "vane.md", "post.txt")), Story("The breakwater", ("quill.jsonl:2",)))
    page = whole(render(replace(report, stories=stories)))
    ids = by_id(page)
    assert [words(e) for e in ids["stories"].iter("a")] == ["The storm", "The breakwater"]
    assert "c1" in by_id(ids["story-1"])
    assert [e.attrib["href"] for e in ids["front"].iter("a")] == ["#c1", "#t1"]
    assert list(data(page)["story-1"]["pairs"]) != []
    assert data(page)["story-2"]["pairs"] == {}


def test_a_corpus_without_dates_statements_or_findings_is_still_a_page() -> None:
    docs = [document(f"{i}.txt", f"Paper {i}", None, "Nothing to see") for i in range(2)]
    page = whole(render(Report(tuple(docs), (), (), ())))
    assert "None found." in words(page)
    assert "no date" in words(page)
    whole(compare(Report(tuple(docs), (), (), ()), "Paper 0", "Paper 1"))
    empty = replace(docs[0], text="", blocks=(), title=None)
    whole(render(Report((empty, docs[1]), (), (), ())))


def test_undated_versions_make_no_timeline() -> None:
    docs = [document(f"{i}.txt", f"Paper {i}", None, f"Finch said the quay was {word}.") for i, word in enumerate(("open", "shut"))]
    sides = [claim(d, d.text, "Finch") for d in docs]
    page = whole(render(Report(tuple(docs), tuple(sides), (finding("f", "shift", Verdict.CONTRADICT, *sides, "x"),), ())))
    assert of_class(page, "timeline") == []


def test_a_shift_is_drawn_with_dates_speaker_and_words() -> None:
    page = parsed(render(sample()))
    drawn = of_class(by_id(page)["t1"], "timeline")[0]
    assert "3 March 2031" in words(drawn)
    assert "109 days later" in words(drawn)
    assert "Orla Finch, in Quill Review" in words(drawn)
    assert "private firms" in words(drawn)


def test_picture_of_agreement_has_its_table() -> None:
    table = next(by_id(parsed(render(sample())))["agreement"].iter("tbody"))
    found = {words(row[0]): [int(words(cell)) for cell in row[1:]] for row in table}
    assert found["Daily Vane and The Norport Courier"] == [3, 1, 1, 0, 1]


def test_the_original_is_linked_only_where_it_is_a_web_address() -> None:
    report = sample()
    urls = ("https://courier.example/storm", "javascript:alert(1)", "data:text/html,x", "http://quill.example/")
    docs = tuple(replace(d, url=url) for d, url in zip(report.documents, urls, strict=True))
    page = whole(render(replace(report, documents=docs)))
    assert [e.attrib["href"] for e in page.iter("a") if not e.attrib["href"].startswith("#")] == [urls[0], urls[3]]


def test_speakers_are_offered_by_their_fullest_name() -> None:
    text = "“We sail at dawn,” said Admiral Jon Vask. Vask said the tide was “right.”"
    docs = [replace(document(f"{i}.txt", f"Paper {i}", None, text)) for i in range(2)]
    pairs = [[quotation(d, "We sail at dawn", speaker="Admiral Jon Vask"), quotation(d, "right", speaker="Vask")] for d in docs]
    found = [finding(f"f{i}", "same", Verdict.AGREE, a, b, "x") for i, (a, b) in enumerate(zip(*pairs, strict=True))]
    page = parsed(render(Report(tuple(docs), tuple(s for p in pairs for s in p), tuple(found), ())))
    assert [e.attrib["value"] for e in by_id(page)["speaker"].iter("option")] == ["", "Admiral Jon Vask"]


def test_articles_that_share_copy_what_was_skipped_and_warnings_are_listed() -> None:
    sources = words(by_id(parsed(render(sample())))["sources"])
    assert "The Norport Courier (courier.txt), Harbour Post (post.txt): these count as one source" in sources
    assert "no text could be taken out of the page" in sources
    assert "the date was inferred from the text" in sources


def test_matters_statements_and_articles_have_ids_of_their_own() -> None:
    texts = [f"The quay closed at noon. Finch counted {n} boats. The market was open. Rain fell all day." for n in (38, 41)]
    docs = [document(f"{i}.txt", f"Paper {i}", None, text) for i, text in enumerate(texts)]
    sentences = ("The quay closed at noon.", "The market was open.", "Rain fell all day.")
    found, held = [], []
    for i, sentence in enumerate(sentences):
        sides = [claim(d, sentence) for d in docs]
        held += sides
        found.append(finding(f"f{i}", "same", Verdict.AGREE, *sides, "x"))
    report = Report(tuple(docs), tuple(held), tuple(found), (), copies=(tuple(d.id for d in docs),))
    page = whole(render(report))
    assert [e.attrib["data-section"] for e in findings(page)] == ["copied"] * 3
