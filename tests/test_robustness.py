"""No text at all makes a stage fail, and what a stage says stays within its document."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consistency import corpus, statements
from consistency.config import Config
from consistency.errors import InputError
from consistency.model import Document, Report, Statement
from consistency.pipeline import check
from consistency.report import FORMATS, Options
from tests.build import Flat

PIECES = st.sampled_from(
    "“ ” \" ‘ ’ ' « » „ ... … . , ; : ? ! — - ( ) [ ] \n \n\n \r\n \t --- # * < > & % $ 1 12 1,200 3.5 2031-03-04 Monday March 10 two "
    "dozen half minutes hours people troops dollars said says told according to denied not never no may must will would he she they "
    "his it the The a of in and or by who Mr. Dr. U.S. Ada Quill Quill's Minister Ada-Quill Ostmere Port Brell spokesman officials "
    "government treaty signed rejected approved killed wounded almost certainly Photo: Updated: (AP) Reuters © By http://a.example "
    "outlet: date: title: True null { } \x00 \ufeff \u200b \u202e \U0001f600 é ß İ ﬁ".split(" ")
)
PROSE = st.lists(PIECES | st.text(max_size=6), max_size=60).map(" ".join)
"""Text that comes near to news, with every mark that a stage looks for, in any order."""
SENTENCE = st.tuples(
    st.sampled_from(["{}", "“{},” {} said.", '"{}," said {}. "Nothing {} more."', "{} {}.", "“{} {", "According to {}, {}.", "{}: {}"]),
    st.sampled_from(["Minister Ada Quill", "he", "Ostmere's government", "12 people", "a senior official", "the ferry", "Quill"]),
    st.sampled_from(["will sign", "may not have signed", "rejected", "killed", "denied that troops approved", "said it signed"]),
    st.sampled_from(["the treaty", "the treaty in 12 days", "20 soldiers on Monday", "$3.5 million to Ostmere", "it in March 2031", ""]),
).map(lambda parts: parts[0].replace("{}", " ".join(parts[1:]), 1).replace("{}", parts[1]))
"""A sentence of few words, so that two lists of them often tell one fact with other details."""
NEWS = st.lists(SENTENCE | PROSE, min_size=1, max_size=6).map("\n\n".join)
ENDINGS = st.sampled_from([".txt", ".md", ".html", ".json", ".jsonl", ".TXT", ".htm"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | PROSE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "outlet", "date", "title", "source", "x"]), inner),
    max_leaves=8,
)
TAGS = st.sampled_from(
    "<p> </p> <h1> </h1> <title> <article> </article> <script> <!-- --> <div <meta > </ <br/> &amp; &#0; &#x110000;".split()
)
HTML = st.lists(TAGS | PROSE, max_size=20).map(" ".join)
FILES = (
    st.tuples(ENDINGS, PROSE.map(lambda t: t.encode("utf-8", "surrogatepass")))
    | st.tuples(ENDINGS, st.binary(max_size=200))
    | st.tuples(st.sampled_from([".json", ".jsonl"]), VALUES.map(lambda v: json.dumps(v).encode()))
    | st.tuples(st.just(".html"), HTML.map(lambda t: t.encode("utf-8", "surrogatepass")))
)
FEWER = settings(deadline=None, max_examples=settings().max_examples // 2 or 1, suppress_health_check=list(HealthCheck))
"""For what reads files: half the examples of the profile in force."""


def written(files: Mapping[str, bytes], folder: str) -> Path:
    for name, data in files.items():
        (Path(folder) / name).write_bytes(data)
    return Path(folder)


def read(files: Mapping[str, bytes]) -> dict[str, tuple[Document, tuple[Statement, ...]]]:
    """Every document with its statements, by id; none if no file could be read."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = corpus.read(written(files, folder))
        except InputError:
            return {}
    return {d.id: (d, statements.read(d)) for d in found.documents}


def assert_within(statement: Statement, document: Document) -> None:
    """The statement's places lie in the text, in order, and hold its words."""
    ends = [0]
    for span in statement.spans:
        assert ends[-1] <= span.start < span.end <= len(document.text)
        ends.append(span.end)
    assert statement.text == " ".join(" ".join(document.text[s.start : s.end].split()) for s in statement.spans)
    assert statement.document == document.id
    if statement.speaker is not None:
        assert 0 <= statement.speaker.start < statement.speaker.end <= len(document.text)
        assert statement.speaker.name.strip()


@FEWER
@given(FILES)
def test_any_file_is_read_or_listed(file: tuple[str, bytes]) -> None:
    found = read({f"a{file[0]}": file[1]})
    ids = [s.id for _, each in found.values() for s in each]
    assert len(ids) == len(set(ids))
    for document, each in found.values():
        for block in document.blocks:
            assert 0 <= block.span.start < block.span.end <= len(document.text)
        for statement in each:
            assert_within(statement, document)


@FEWER
@given(FILES, st.lists(FILES, min_size=1, max_size=3))
def test_other_files_never_change_a_documents_statements(file: tuple[str, bytes], others: list[tuple[str, bytes]]) -> None:
    one = {f"m{file[0]}": file[1]}
    alone = read(one)
    together = read(one | {f"{i}{ending}": data for i, (ending, data) in enumerate(others)})
    assert {id: together[id] for id in alone} == alone


@FEWER
@given(NEWS, NEWS, NEWS)
def test_any_two_outlets_can_be_checked(first: str, second: str, common: str) -> None:
    report = checked(first + "\n\n" + common, common + "\n\n" + second)
    if report is None:
        return
    documents = {d.id: d for d in report.documents}
    known = {s.id: s for s in report.statements}
    assert len(known) == len(report.statements)
    assert len({f.id for f in report.findings}) == len(report.findings)
    pairs = [(f.left.id, f.right.id) for f in report.findings]
    assert len(set(pairs)) == len(pairs)
    for finding in report.findings:
        sides = {finding.left.id, finding.right.id}
        assert sides <= known.keys()
        assert 0 <= finding.confidence <= 1
        assert "\n" not in finding.message
        for evidence in finding.evidence:
            assert evidence.statement in sides
            assert 0 <= evidence.start < evidence.end <= len(documents[known[evidence.statement].document].text)
    for cluster in report.clusters:
        assert set(cluster.statements) <= known.keys()
        assert 1 <= cluster.independent_sources <= len(cluster.outlets)
    for form in FORMATS.values():
        form.render(report, Options()).encode("utf-8")
        form.compare(report, "One", "Two", Options()).encode("utf-8")


def checked(left: str, right: str) -> Report | None:
    """The report on two outlets' articles; None if they are not two readable ones."""
    files = {"a.jsonl": "\n".join(json.dumps({"outlet": o, "text": t}) for o, t in (("One", left), ("Two", right))).encode()}
    with tempfile.TemporaryDirectory() as folder:
        try:
            return check(written(files, folder), Config(min_confidence=0), Flat())
        except InputError:
            return None


@pytest.mark.parametrize(
    "text", ["“" * 3000, "said " * 3000, "a" * 30000, "“a” " * 1500, "1 " * 5000, "(" * 5000, "\n\n" * 5000, "Mr. " * 3000]
)
def test_repetition_is_read_like_any_text(text: str) -> None:
    for document, each in read({"a.txt": text.encode()}).values():
        for statement in each:
            assert_within(statement, document)


def test_front_matter_that_stands_for_more_than_memory_holds_is_read_line_by_line() -> None:
    levels = "".join(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    ((document, _),) = read({"a.txt": f"---\na: &a [x]\n{levels}url: *i\noutlet: The Gazette\n---\nOne line.\n".encode()}).values()
    assert document.outlet == "The Gazette"
