"""JUnit XML, for whatever shows test results: a case for each finding, grouped by file, and one for each article that was read."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from xml.etree import ElementTree as ET

from consistency.model import Report, Verdict
from consistency.report import _phrases as phrases
from consistency.report._diff import clean
from consistency.report._entries import Entry, entry, fails, mark, within
from consistency.report._options import DEFAULT, Options
from consistency.report.full import shown

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_READING = "articles"


def render(report: Report, options: Options = DEFAULT) -> str:
    """The findings as test cases: what fails the check is a failure, what is waived is skipped, the rest passes.

    A file that could not be read is a skipped case of the suite `articles`, which also keeps a report without findings from being empty.
    """
    documents = {d.id: d for d in report.documents}
    plain = replace(options, colour=False)
    suites: dict[str, list[ET.Element]] = defaultdict(list)
    for document in report.documents:
        suites[_READING].append(_case(document.id, _READING, within(options.root, document.path)))
    for file in report.skipped:
        case = _case(file.path, _READING, within(options.root, file.path))
        ET.SubElement(case, "skipped", message=_line(f"not read: {file.reason}"))
        suites[_READING].append(case)
    for finding in report.findings:
        found = entry(finding, documents, plain)
        suites[found.left.place.file].append(_finding(found, plain))
    root = ET.Element("testsuites", {"name": "consistency"} | _counts([case for cases in suites.values() for case in cases]))
    for name, cases in suites.items():
        ET.SubElement(root, "testsuite", {"name": _line(name)} | _counts(cases)).extend(cases)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _finding(found: Entry, options: Options) -> ET.Element:
    """A case whose name and class stay the same from run to run, so that its history can be followed."""
    finding, place = found.finding, found.left.place
    between = f"{found.left.document.outlet} / {found.right.document.outlet}"
    case = _case(f"{finding.rule} {phrases.rule(finding).title}: {between} ({finding.id})", place.file, place.file, place.line)
    if fails(finding, options):
        failure = ET.SubElement(case, "failure", type=finding.rule, message=_line(f"{finding.message} {mark(finding)}"))
        failure.text = _text(shown(found, options))
    elif finding.waiver:
        ET.SubElement(case, "skipped", message=_line(f"waived: {finding.waiver.reason}"))
    elif finding.verdict is not Verdict.AGREE:
        ET.SubElement(case, "system-out").text = _text(shown(found, options))
    return case


def _case(name: str, group: str, file: str, line: int = 1) -> ET.Element:
    return ET.Element("testcase", name=_line(name), classname=_line(group), file=_line(file), line=str(line), time="0")


def _counts(cases: list[ET.Element]) -> dict[str, str]:
    count = {name: sum(case.find(tag) is not None for case in cases) for name, tag in (("failures", "failure"), ("skipped", "skipped"))}
    return {"tests": str(len(cases)), "errors": "0", "time": "0"} | {name: str(number) for name, number in count.items()}


def _line(text: str) -> str:
    return _text(clean(text))


def _text(text: str) -> str:
    """The text with a replacement character for each one that XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)
