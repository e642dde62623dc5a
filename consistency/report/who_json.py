"""What somebody said, or what was said on a topic, as JSON, for scripts."""

from __future__ import annotations

from typing import Any

from consistency.model import Report, Statement
from consistency.report._options import DEFAULT, Options
from consistency.report.json import SCHEMA_VERSION, written
from consistency.who import Answer, Entry


def render(report: Report, answer: Answer, options: Options = DEFAULT) -> str:
    """The entries in time order; statements and findings have the ids that the JSON report gives them."""
    value: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "query": answer.query,
        "kind": "topic" if answer.topic else "speaker",
        "names": list(answer.names),
        "entries": [_entry(report, entry) for entry in answer.entries],
    }
    return written(value)


def _entry(report: Report, entry: Entry) -> dict[str, Any]:
    return {
        "versions": [[_statement(report, s) for s in version.statements] for version in entry.versions],
        "findings": [f.id for f in entry.findings],
        "moved": [f.id for f in entry.moved],
    }


def _statement(report: Report, statement: Statement) -> dict[str, Any]:
    document = report.document(statement.document)
    return {
        "statement": statement.id,
        "document": document.id,
        "outlet": document.outlet,
        "date": document.date.isoformat() if document.date else None,
        "kind": statement.kind.value,
        "indirect": statement.indirect,
        "speaker": statement.speaker.name if statement.speaker else None,
        "text": statement.text,
    }
