"""The JSON report, schema version 1: for scripts and for whatever another format leaves out."""

from __future__ import annotations

import json
import re
from typing import Any

from consistency.model import Document, Finding, Report, Statement, Waiver
from consistency.report._options import DEFAULT, Options

SCHEMA_VERSION = 1


def render(report: Report, options: Options = DEFAULT) -> str:
    """The report as JSON; equal reports give equal bytes. Offsets are Unicode code points."""
    return written(values(report))


def values(report: Report) -> dict[str, Any]:
    """The report as JSON's values."""
    return {
        "schema_version": SCHEMA_VERSION,
        "documents": [_document(d) for d in report.documents],
        "statements": [_statement(s) for s in report.statements],
        "findings": [_finding(f) for f in report.findings],
        "clusters": [
            {
                "id": c.id,
                "statements": list(c.statements),
                "outlets": list(c.outlets),
                "independent_sources": c.independent_sources,
                "verdict": c.verdict.value,
            }
            for c in report.clusters
        ],
        "stories": [{"title": s.title, "documents": list(s.documents)} for s in report.stories],
        "skipped": [{"path": s.path, "reason": s.reason} for s in report.skipped],
    }


def written(value: dict[str, Any]) -> str:
    """The values as text, keys in their order."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    # a lone surrogate can come out of a .jsonl escape and has no UTF-8 form: written back as the escape
    return re.sub("[\ud800-\udfff]", lambda m: f"\\u{ord(m.group()):04x}", text)


def _document(document: Document) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": document.id,
        "path": document.path,
        "outlet": document.outlet,
        "date": document.date.isoformat() if document.date else None,
        "title": document.title,
        "wire": document.wire,
        "inferred": list(document.inferred),
    }
    return value | ({"text": document.text} if document.extracted else {})


def _statement(statement: Statement) -> dict[str, Any]:
    speaker = statement.speaker
    return {
        "id": statement.id,
        "document": statement.document,
        "kind": statement.kind.value,
        "text": statement.text,
        "spans": [{"start": s.start, "end": s.end} for s in statement.spans],
        "speaker": {"name": speaker.name, "start": speaker.start, "end": speaker.end} if speaker else None,
        "indirect": statement.indirect,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "verdict": finding.verdict.value,
        "rule": finding.rule,
        "reason": finding.reason,
        "confidence": round(finding.confidence, 4),
        "left": {"statement": finding.left.id},
        "right": {"statement": finding.right.id},
        "evidence": [{"statement": e.statement, "start": e.start, "end": e.end} for e in finding.evidence],
        "scores": {name: round(float(score), 4) for name, score in sorted(finding.scores.items())},
        "message": finding.message,
        "waived": finding.waived,
        "waiver": waiver(finding.waiver),
    }


def waiver(waiver: Waiver | None) -> dict[str, Any] | None:
    """A waiver as both JSON formats write it."""
    if waiver is None:
        return None
    return {"reason": waiver.reason, "owner": waiver.owner, "expires": waiver.expires.isoformat() if waiver.expires else None}
