"""SARIF 2.1.0, as code scanning platforms and editors read it, inside the limits that GitHub sets."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from consistency import __version__
from consistency.model import Report, Span, Waiver
from consistency.report import _phrases as phrases
from consistency.report._diff import clean, surroundings
from consistency.report._entries import Entry, Level, Side, entries, level, place, whole, within
from consistency.report._options import DEFAULT, Options
from consistency.report.explain import explain, why
from consistency.rules import RULES, Rule

MOST_RESULTS = 25_000
"""Results that GitHub takes in one run."""
MOST_BYTES = 10_000_000
"""Bytes, packed by gzip, that GitHub takes in one upload."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASE = "%SRCROOT%"
_CODES = {code: i for i, code in enumerate(RULES)}
_PROBLEM = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}


def render(report: Report, options: Options = DEFAULT) -> str:
    """The findings that differ, waived ones as suppressed. Where a limit cuts, the mildest and then the least confident are left out
    and a notification says how many."""
    return fitted(report, options, MOST_RESULTS, MOST_BYTES)


def fitted(report: Report, options: Options, most_results: int, most_bytes: int) -> str:
    """The log with as many results as the limits let in; the report's order puts first what is to stay."""
    listed = entries(report, options)
    kept = min(len(listed), most_results)
    while True:
        text = json.dumps(_log(report, listed, kept, options), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        size = len(raw := text.encode())
        if size > most_bytes:  # packing never makes it larger by more than a few bytes
            size = len(gzip.compress(raw, mtime=0))
        if size <= most_bytes or not kept:
            return text
        kept = min(kept - 1, int(kept * 0.95 * most_bytes / size))


def _log(report: Report, listed: Sequence[Entry], kept: int, options: Options) -> dict[str, Any]:
    suppressed = any(e.finding.waived for e in listed)
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "consistency", "version": __version__, "rules": [_rule(r, options) for r in RULES.values()]}},
        "automationDetails": {"id": f"consistency/{options.root.strip('/')}/" if options.root else "consistency/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _BASE: {"description": {"text": "The top of the git repository; where there is none, the folder that the program ran in."}}
        },
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(report, len(listed) - kept, options)}],
        "results": [_result(e, options, suppressed) for e in listed[:kept]],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule, options: Options) -> dict[str, Any]:
    left, right = (_prose(side) for side in rule.example)
    usual = level(rule.verdict, rule.reason, options)
    return {
        "id": rule.code,
        "name": f"{phrases.kind(rule.kind)} {rule.reason}".title().replace(" ", ""),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.explanation},
        "help": {
            "text": explain(rule.code),
            "markdown": f"**{rule.title}** (`{rule.verdict.value}`, `{rule.reason}`)\n\n{rule.explanation}\n\n{why(rule)}\n\n"
            f"> {left}\n>\n> {right}\n",
        },
        "helpUri": _help(rule, options),
        "defaultConfiguration": {"level": usual.value},
        "properties": {"tags": [phrases.kind(rule.kind), rule.verdict.value], "problem.severity": _PROBLEM[usual]},
    }


def _help(rule: Rule, options: Options) -> str:
    """The page that explains the rule; a help URI has to be absolute, so where the page's address is not, a name for the rule."""
    return f"{options.rules}#{rule.code.lower()}" if urlsplit(options.rules).scheme else f"urn:consistency:rule:{rule.code}"


def _result(entry: Entry, options: Options, suppressed: bool) -> dict[str, Any]:
    finding, other = entry.finding, entry.right.document.outlet
    value: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": _CODES[finding.rule],
        "level": entry.level.value,
        "message": {"text": f"{_prose(finding.message)} (compare [{_prose(other, linked=True)}](1))"},
        "rank": round(100 * finding.confidence, 2),
        "locations": [{"physicalLocation": _physical(entry.left, options)}],
        "relatedLocations": [
            {
                "id": 1,
                "message": {"text": _prose(f"{other}: {entry.right.statement.text}")},
                "physicalLocation": _physical(entry.right, options),
            }
        ],
        # the second name is the one that GitHub knows a result by from one run to the next
        "partialFingerprints": {"consistencyFinding/v1": finding.id, "primaryLocationLineHash": f"{finding.id}:1"},
        "properties": {"verdict": finding.verdict.value, "reason": finding.reason, "confidence": round(finding.confidence, 4)},
    }
    if suppressed:  # on every result or on none
        value["suppressions"] = [_suppression(finding.waiver)] if finding.waiver else []
    if options.baseline:
        value["baselineState"] = "unchanged" if finding.waived else "new"
    return value


def _suppression(waiver: Waiver) -> dict[str, Any]:
    known = {"owner": waiver.owner, "expires": waiver.expires and waiver.expires.isoformat()}
    properties = {key: whole(value) for key, value in known.items() if value}
    return {"kind": "external", "status": "accepted", "justification": whole(waiver.reason)} | (
        {"properties": properties} if properties else {}
    )


def _physical(side: Side, options: Options) -> dict[str, Any]:
    """Where a side stands, with its passage; no more than the line where offsets do not lead into the file."""
    document, at = side.document, side.place
    location: dict[str, Any] = {"artifactLocation": _artifact(at.file)}
    if document.extracted:
        return location | {"region": {"startLine": at.line}}
    held = [surroundings(document, side.statement), *side.marked]
    around = Span(min(s.start for s in held), max(s.end for s in held))
    return location | {
        "region": _region(at.line, at.column, at.end_line, at.end_column),
        "contextRegion": _context(side, around, options),
    }


def _context(side: Side, around: Span, options: Options) -> dict[str, Any]:
    at = place(side.document, around, options)
    return _region(at.line, at.column, at.end_line, at.end_column) | {
        "snippet": {"text": whole(side.document.text[around.start : around.end])}
    }


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, Any]:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _artifact(file: str) -> dict[str, str]:
    """The address of a file: relative to the repository's root, or absolute where the corpus lies elsewhere."""
    uri = quote(whole(file))
    return {"uri": f"file://{uri}"} if uri.startswith("/") else {"uri": uri, "uriBaseId": _BASE}


def _notifications(report: Report, left_out: int, options: Options) -> list[dict[str, Any]]:
    """What the run has to say of itself: results that were cut, files that were not read, flaws that were read over."""
    said: list[dict[str, Any]] = []
    if left_out:
        text = (
            f"{phrases.plural(left_out, 'result')} left out to keep within {MOST_RESULTS:,} results and {MOST_BYTES // 1_000_000} MB: "
            "the mildest, and among those the least confident. The json format has all of them."
        )
        said.append({"level": "warning", "message": {"text": text}})
    for file in report.skipped:
        where = {"physicalLocation": {"artifactLocation": _artifact(within(options.root, file.path.rpartition("#")[0] or file.path))}}
        said.append({"level": "warning", "message": {"text": _prose(f"{file.path} was not read: {file.reason}")}, "locations": [where]})
    return said + [{"level": "note", "message": {"text": _prose(text)}} for text in report.warnings]


def _prose(text: str, linked: bool = False) -> str:
    """One line of plain text in which SARIF reads no link and no placeholder; `linked` for the words of a link."""
    text = re.sub(r"\{(\d+)\}", r"{{\1}}", clean(text))
    return re.sub(r"[\\\[\]]", r"\\\g<0>", text) if linked or "](" in text else text
