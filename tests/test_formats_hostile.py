"""Whatever the articles say, each format for CI stays what its reader expects, and inside the limits of the platform."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml
from rich.cells import cell_len

from consistency.model import Document, Finding, Kind, Report, Skipped, Span, Statement, Verdict, Waiver
from consistency.report import FORMATS, Options, sarif
from tests.build import examples
from tests.report_sample import finding, sample
from tests.schemas import SARIF, validator

PARTS = [
    "::error file=x::",
    "##[error]",
    "%0A%25",
    "]]>",
    "<!--",
    "&#0;",
    "[a](1)",
    "[Hale]",
    "{0}",
    "{+",
    "\\",
    "\ud800",
    "\udfff\U0001f6a2",
]
CHARACTERS = st.characters(codec=None, exclude_categories=())  # lone surrogates too
TEXTS = st.lists(st.one_of(st.sampled_from(PARTS), st.text(CHARACTERS, max_size=8)), max_size=8).map("".join)


def hostile(text: str, start: int, end: int, waived: bool) -> Report:
    """Two articles with this text, a finding on a part of it, and the same text wherever else a report shows text."""
    docs = [
        Document(f"{n}{text}", f"{n}{text}", text, f"{n}{text}", date(2031, 1, 1), title=text, url=text, extracted=n == "y") for n in "xy"
    ]
    span = Span(*sorted((min(start, len(text)), min(end, len(text)))))
    sides = [Statement(f"{d.id}#1", d.id, Kind.QUOTE, text, (span,), context=Span(0, len(text))) for d in docs]
    found = finding("f1", "number", Verdict.CONTRADICT, sides[0], sides[1], text)
    waiver = Waiver("f1", text, text, date(2031, 2, 1)) if waived else None
    return Report(tuple(docs), tuple(sides), (replace(found, waiver=waiver),), (), (Skipped(f"z{text}", text),), (text,))


REPORTS = st.builds(hostile, TEXTS, st.integers(0, 40), st.integers(0, 40), st.booleans())
ROOTS = st.sampled_from(["", "desk/articles", "a b/c%d,e:f"])


def rendered(name: str, report: Report, root: str = "") -> str:
    text = FORMATS[name].render(report, Options(root=root, baseline=True))
    text.encode()  # raises where a lone surrogate is left
    return text


@settings(deadline=None)
@given(REPORTS, ROOTS)
def test_concise_is_one_line_a_finding(report: Report, root: str) -> None:
    (line,) = rendered("concise", report, root).splitlines()
    assert re.search(r":\d+:\d+: Q301 .*\[contradict, 0\.90", line)


@settings(deadline=None)
@given(REPORTS, ROOTS)
def test_full_has_the_same_rows_for_any_text(report: Report, root: str) -> None:
    text = rendered("full", report, root)
    assert text.startswith("Q301 ")
    assert len(re.findall(r"^ {1,3}(?:-->|:::) ", text, re.M)) == 2
    assert max(cell_len(line) for line in text.split("\n") if re.match(r" *\d* *\|", line)) <= Options().width
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


@settings(deadline=None)
@given(REPORTS, ROOTS)
def test_json_lines_gives_the_text_back(report: Report, root: str) -> None:
    (line,) = rendered("json-lines", report, root).splitlines()
    value = json.loads(line)
    assert value["message"] == value["right"]["title"] == re.sub("[\ud800-\udfff]", "\ufffd", report.findings[0].message)


@settings(deadline=None)
@given(REPORTS, ROOTS)
def test_sarif_keeps_to_the_schema(report: Report, root: str) -> None:
    log = json.loads(rendered("sarif", report, root))
    assert not list(validator(SARIF).iter_errors(log))
    message = log["runs"][0]["results"][0]["message"]["text"]
    links = re.findall(r"(?<!\\)(?:\\\\)*\[(?:[^\[\]\\]|\\.)*\]\(([^)]*)\)", message)
    assert links == ["1"]


@settings(deadline=None)
@given(REPORTS, ROOTS)
def test_junit_parses(report: Report, root: str) -> None:
    read = JUnitXml.fromstring(rendered("junit", report, root).encode())
    assert read.tests == 4
    assert read.failures + read.skipped == 2


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """What the runner of GitHub Actions takes from a step's output, as its documentation says: command, properties, message."""
    found = []
    for line in re.split(r"\r\n|\r|\n", text):
        if match := re.match(r"\s*::([^ :]+)(?: (.*?))?::(.*)", line):
            pairs = [pair.partition("=") for pair in (match[2] or "").split(",")]
            found.append((match[1], {name: _undone(value, ",:") for name, _, value in pairs}, _undone(match[3], "")))
    return found


def _undone(text: str, also: str) -> str:
    for character in also + "\r\n%":
        text = text.replace(f"%{ord(character):02X}", character)
    return text


@settings(deadline=None)
@given(REPORTS, ROOTS)
def test_github_says_one_command_a_finding(report: Report, root: str) -> None:
    text = rendered("github", report, root)
    found = commands(text)
    assert len(found) == len(text.splitlines()) == (0 if report.findings[0].waived else 1)
    for name, properties, message in found:
        assert name == "error"
        assert properties["line"].isdecimal()
        assert properties["title"] == "Q301 Quotations differ in a number"
        assert properties["file"].startswith(root)
        assert "[contradict, 0.90]\nCompare " in message


@settings(deadline=None)
@given(REPORTS, ROOTS)
def test_gitlab_is_a_list_of_issues(report: Report, root: str) -> None:
    (issue,) = json.loads(rendered("gitlab", report, root))
    assert issue["severity"] == ("info" if report.findings[0].waived else "critical")
    assert "\n" not in issue["description"]


def many(count: int) -> Report:
    """The sample with `count` findings, contradictions first, the most confident first, as a report has them."""
    report = sample()
    base = report.findings[0]

    def one(i: int) -> Finding:
        return replace(base, id=f"{i:06}", confidence=1 - i / (2 * count))

    return replace(report, findings=tuple(one(i) for i in range(count)))


def run(text: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(text)["runs"][0]
    return value


def test_sarif_holds_what_github_takes_and_says_what_it_left_out() -> None:
    found = run(FORMATS["sarif"].render(many(sarif.MOST_RESULTS + 10), Options()))
    assert len(found["results"]) == sarif.MOST_RESULTS
    assert min(r["rank"] for r in found["results"]) >= 50
    assert found["results"][-1]["partialFingerprints"]["consistencyFinding/v1"] == f"{sarif.MOST_RESULTS - 1:06}"
    notice = found["invocations"][0]["toolExecutionNotifications"][0]
    assert notice["message"]["text"].startswith("10 results left out to keep within 25,000 results and 10 MB")


@settings(deadline=None, max_examples=examples(5))
@given(st.integers(9_000, 15_000))
def test_sarif_is_cut_to_the_size_of_an_upload(most: int) -> None:
    text = sarif.fitted(many(600), Options(), 600, most)
    assert len(gzip.compress(text.encode(), mtime=0)) <= most
    kept = len(run(text)["results"])
    assert 0 < kept < 600
    assert run(text)["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith(f"{600 - kept:,} results left out")
