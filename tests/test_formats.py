"""The formats for CI: places that can be clicked, paths that lead there, marks of what is known, and what other readers make of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestSuite
from markdown_it import MarkdownIt
from sarif import loader

from consistency import corpus
from consistency.model import Report, Verdict, Waiver
from consistency.report import FORMATS, Options, github
from consistency.rules import RULES
from tests.report_sample import TEXTS, claim, document, finding, sample
from tests.schemas import SARIF, validator

ROOTED = Options(root="desk/articles")
PLACE = re.compile(r"desk/articles/([\w.-]+):(\d+):(\d+)")


def rendered(name: str, report: Report | None = None, options: Options = ROOTED) -> str:
    return FORMATS[name].render(report or sample(), options)


def waived(id: str, owner: str | None = None) -> Report:
    """The sample with one finding waived."""
    report = sample()
    waiver = Waiver(id, "checked with the desk", owner)
    return replace(report, findings=tuple(replace(f, waiver=waiver) if f.id == id else f for f in report.findings))


def rows(*suffixes: str) -> Report:
    """Two articles of one .jsonl file that differ in a number."""
    docs = [
        replace(document(f"rows.jsonl{s}", f"Outlet {s}", None, f"The storm sank {s[1:]} boats."), path="rows.jsonl", extracted=True)
        for s in suffixes
    ]
    sides = [claim(d, d.text) for d in docs]
    found = finding("ab01", "number", Verdict.CONTRADICT, sides[0], sides[1], "two numbers")
    return Report(tuple(docs), tuple(sides), (found,), ())


def test_concise_leads_to_the_words_in_the_file() -> None:
    lines = rendered("concise").splitlines()
    assert lines[0] == "desk/articles/courier.txt:3:10: Q301 The Norport Courier quotes 38 boats, Daily Vane quotes 41 [contradict, 0.93]"
    file, line, column = PLACE.match(lines[0]).groups()  # type: ignore[union-attr]
    assert TEXTS[file][2].split("\n")[int(line) - 1][int(column) - 1 :].startswith("38 boats")


def test_what_agrees_is_listed_only_where_it_fails_a_check() -> None:
    assert "F102" not in rendered("concise")
    assert "F102" in rendered("concise", options=Options(fail_on=Verdict.AGREE))
    assert sum(line["verdict"] == "agree" for line in map(json.loads, rendered("json-lines").splitlines())) == 2


def test_no_finding_is_no_line() -> None:
    nothing = replace(sample(), findings=(), clusters=())
    assert [rendered(name, nothing) for name in ("concise", "full", "json-lines", "github")] == [""] * 4


def test_a_row_of_a_jsonl_file_is_its_line_and_has_no_column() -> None:
    report = rows("#3", "#7")
    assert rendered("concise", report).startswith("desk/articles/rows.jsonl:3:1: F301")
    assert "col=" not in rendered("github", report)
    result = json.loads(rendered("sarif", report))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert result["relatedLocations"][0]["physicalLocation"]["region"] == {"startLine": 7}


def test_full_underlines_the_words_it_rests_on_and_shows_the_difference() -> None:
    text = rendered("full").split("\n\n")[0]
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("3 | “We lost 38"))
    assert lines[at][lines[at + 1].index("^") :][: lines[at + 1].count("^")] == "38"
    assert "= words: We lost [-38-] {+41+} boats, and we will lose more" in text
    assert "desk/articles/vane.md:3:10  Daily Vane, 4 March 2031, Orla Finch" in text


def test_full_keeps_to_the_width_and_leaves_out_the_middle_of_a_long_passage() -> None:
    words = " ".join(f"word{i}" for i in range(400))
    docs = [document(f"{n}.txt", n, None, f"Head\n\nThe storm sank {n} boats, {words}, and {n} more.") for n in ("38", "41")]
    sides = [claim(d, d.text.split("\n\n")[1]) for d in docs]
    report = Report(tuple(docs), tuple(sides), (finding("ab01", "number", Verdict.CONTRADICT, sides[0], sides[1], "two numbers"),), ())
    lines = rendered("full", report, Options(width=60)).split("\n")
    passages = [line for line in lines if " | " in line or "[…]" in line]
    assert max(map(len, passages)) <= 60
    assert len(passages) < 20
    assert any("[…]" in line for line in passages)


def test_json_lines_needs_nothing_else() -> None:
    first = json.loads(rendered("json-lines").splitlines()[0])
    assert first["left"]["outlet"] == "The Norport Courier"
    assert (first["left"]["file"], first["left"]["path"], first["left"]["line"]) == ("desk/articles/courier.txt", "courier.txt", 3)
    assert first["right"]["passage"] == "“We lost 41 boats and we will lose more,” Orla Finch told the Vane."
    assert first["title"] == RULES["Q301"].title
    assert first["cluster"]["independent_sources"] == 3
    assert all(e["text"] == TEXTS["courier.txt"][2][e["start"] : e["end"]] for e in first["left"]["evidence"])


def test_a_waived_finding_is_marked_and_not_dropped() -> None:
    report = waived("aa01")
    assert rendered("concise", report).splitlines()[0].endswith("[contradict, 0.93, waived: checked with the desk]")
    assert "; waived: checked with the desk" in rendered("full", report)
    assert rendered("github", report).count("::error") == rendered("github").count("::error") - 1
    issues = {issue["fingerprint"]: issue["severity"] for issue in json.loads(rendered("gitlab", report))}
    assert issues == {"aa01": "info", "aa02": "critical", "aa03": "major", "bb01": "minor", "bb02": "minor"}
    assert json.loads(rendered("json-lines", report).splitlines()[0])["waiver"]["reason"] == "checked with the desk"


def test_what_fails_the_check_decides_what_is_an_error() -> None:
    def levels(options: Options) -> list[str]:
        return [line.split(" ")[0] for line in rendered("github", options=options).splitlines()]

    assert levels(ROOTED) == ["::error", "::error", "::warning", "::notice", "::notice"]
    assert levels(replace(ROOTED, fail_on=Verdict.WORDING)) == ["::error", "::error", "::warning", "::error", "::error"]


def test_sarif_keeps_to_the_schema() -> None:
    for report, options in (
        (sample(), ROOTED),
        (waived("aa01", "O. Finch"), replace(ROOTED, baseline=True)),
        (rows("#1", "#2"), Options()),
    ):
        assert not list(validator(SARIF).iter_errors(json.loads(rendered("sarif", report, options))))


def test_the_schema_refuses_what_is_no_sarif() -> None:
    log = json.loads(rendered("sarif"))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert list(validator(SARIF).iter_errors(log))


def test_sarif_reads_alike_in_another_program(tmp_path: Path) -> None:
    file = tmp_path / "report.sarif"
    file.write_text(rendered("sarif"), encoding="utf-8")
    read = loader.load_sarif_file(str(file))
    assert [(r["Location"], r["Line"], r["Severity"], r["Code"]) for r in read.get_records()] == [
        ("desk/articles/courier.txt", 3, "error", "Q301"),
        ("desk/articles/post.txt", 3, "error", "Q301"),
        ("desk/articles/courier.txt", 5, "warning", "F311"),
        ("desk/articles/courier.txt", 3, "note", "Q201"),
        ("desk/articles/courier.txt", 7, "note", "Q204"),
    ]


def test_every_sarif_rule_is_explained() -> None:
    rules = json.loads(rendered("sarif", options=Options(rules="https://rules.example/page")))["runs"][0]["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == list(RULES)
    assert all(RULES[r["id"]].example[0] in r["help"]["text"].replace("\n     ", " ") for r in rules)
    assert all(MarkdownIt().parse(r["help"]["markdown"]) for r in rules)
    assert rules[0]["helpUri"] == "https://rules.example/page#q101"


def test_sarif_says_what_is_waived_and_what_is_new() -> None:
    results = json.loads(rendered("sarif", waived("aa01", "O. Finch"), replace(ROOTED, baseline=True)))["runs"][0]["results"]
    first, *others = results
    assert first["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "checked with the desk", "properties": {"owner": "O. Finch"}}
    ]
    assert all(r["suppressions"] == [] for r in others)
    assert [r["baselineState"] for r in results] == ["unchanged", *["new"] * 4]
    plain = json.loads(rendered("sarif"))["runs"][0]["results"]
    assert not any("suppressions" in r or "baselineState" in r for r in plain)


def test_sarif_knows_a_finding_by_its_fingerprint_and_links_the_other_outlet() -> None:
    result = json.loads(rendered("sarif"))["runs"][0]["results"][0]
    assert set(result["partialFingerprints"].values()) == {"aa01", "aa01:1"}
    assert result["message"]["text"].endswith("(compare [Daily Vane](1))")
    related = result["relatedLocations"][0]
    assert related["id"] == 1
    assert related["physicalLocation"]["artifactLocation"] == {"uri": "desk/articles/vane.md", "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(
    ("root", "artifact"),
    [
        ("", {"uri": "courier.txt", "uriBaseId": "%SRCROOT%"}),
        ("a b/c%d", {"uri": "a%20b/c%25d/courier.txt", "uriBaseId": "%SRCROOT%"}),
        ("/srv/desk", {"uri": "file:///srv/desk/courier.txt"}),
    ],
)
def test_sarif_addresses_files_from_the_root(root: str, artifact: dict[str, str]) -> None:
    result = json.loads(rendered("sarif", options=Options(root=root)))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


def test_sarif_tells_of_files_that_were_not_read() -> None:
    notices = json.loads(rendered("sarif"))["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert notices[0]["message"]["text"] == "broken.html was not read: no text could be taken out of the page"


def test_junit_counts_what_fails_what_is_waived_and_what_was_not_read() -> None:
    read = JUnitXml.fromstring(rendered("junit", waived("aa01")).encode())
    assert (read.tests, read.failures, read.skipped, read.errors) == (12, 2, 2, 0)
    cases = {case.name: case for suite in read for case in suite}
    results = {name[-5:-1]: [type(r) for r in case.result] for name, case in cases.items() if name.endswith(")")}
    assert results["aa01"] == [Skipped]
    assert results["aa02"] == results["aa03"] == [Failure]
    assert results["bb01"] == results["cc01"] == []
    assert [type(r) for r in cases["broken.html"].result] == [Skipped]


def test_junit_fails_what_fails_the_check() -> None:
    read = JUnitXml.fromstring(rendered("junit", options=replace(ROOTED, fail_on=Verdict.WORDING)).encode())
    assert read.failures == 5
    suites = {suite.name: suite for suite in read if isinstance(suite, TestSuite)}
    assert suites["desk/articles/courier.txt"].failures == 4


def test_junit_without_findings_has_the_articles_as_cases() -> None:
    assert JUnitXml.fromstring(rendered("junit", replace(sample(), findings=(), clusters=())).encode()).tests == 5


def test_gitlab_has_the_documented_keys() -> None:
    issues = json.loads(rendered("gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 5
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert issue["location"]["lines"]["begin"] >= 1


def test_the_step_summary_is_the_markdown_report() -> None:
    assert github.summary(sample(), ROOTED) == rendered("markdown")


def test_a_step_summary_that_is_too_long_is_cut_at_a_paragraph_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(github, "SUMMARY_BYTES", 3000)
    text, whole = github.summary(sample(), ROOTED), rendered("markdown")
    assert len(text.encode()) <= 3000 < len(whole.encode())
    kept = text.partition("\n\n**The report goes on")[0]
    assert whole.startswith(f"{kept}\n\n")
    assert text.endswith("The other formats have all of it.\n")


def test_every_format_shows_two_sides() -> None:
    for name, way in FORMATS.items():
        assert way.compare(sample(), "Daily Vane", "courier.txt", ROOTED), name


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_in_the_corpus_is_no_article(name: str, tmp_path: Path) -> None:
    (tmp_path / "courier.txt").write_text(TEXTS["courier.txt"][2], encoding="utf-8")
    ending = {
        "markdown": ".md",
        "html": ".html",
        "json": ".json",
        "sarif": ".json",
        "gitlab": ".json",
        "json-lines": ".jsonl",
        "junit": ".xml",
    }
    (tmp_path / f"report{ending.get(name, '.txt')}").write_text(rendered(name), encoding="utf-8")
    found = corpus.read(tmp_path)
    assert [d.id for d in found.documents] == ["courier.txt"]
    assert [s.path.partition(".")[0] for s in found.skipped] == ["report"]
