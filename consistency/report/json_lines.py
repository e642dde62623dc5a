"""One finding a line, each whole in itself: for a pipe, a table or a search index, with nothing to look up."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any

from consistency.model import Cluster, Evidence, Finding, Report
from consistency.report import _phrases as phrases
from consistency.report._diff import surroundings
from consistency.report._entries import Entry, Side, entry, whole
from consistency.report._options import DEFAULT, Options
from consistency.report.json import waiver

SCHEMA_VERSION = 1

_ENDS_A_LINE = re.compile("[\x7f-\x9f\u2028\u2029]")  # for some readers, and JSON would let them stand


def render(report: Report, options: Options = DEFAULT) -> str:
    """Every finding, those that agree too, as an object on a line of its own. Offsets are Unicode code points into the document's text."""
    documents = {d.id: d for d in report.documents}
    homes: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in report.clusters:
        for statement in cluster.statements:
            homes[statement].append(cluster)
    lines = []
    for finding in report.findings:
        home = next((c for c in homes[finding.left.id] if finding.right.id in c.statements), None)
        value = _line(entry(finding, documents, options)) | {"cluster": _cluster(home)}
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        lines.append(_ENDS_A_LINE.sub(lambda m: f"\\u{ord(m.group()):04x}", whole(text)) + "\n")
    return "".join(lines)


def _line(entry: Entry) -> dict[str, Any]:
    finding = entry.finding
    return {
        "schema_version": SCHEMA_VERSION,
        "id": finding.id,
        "verdict": finding.verdict.value,
        "rule": finding.rule,
        "title": phrases.rule(finding).title,
        "reason": finding.reason,
        "confidence": round(finding.confidence, 4),
        "message": finding.message,
        "left": _side(entry.left, finding),
        "right": _side(entry.right, finding),
        "scores": {name: round(float(score), 4) for name, score in sorted(finding.scores.items())},
        "waived": finding.waived,
        "waiver": waiver(finding.waiver),
    }


def _side(side: Side, finding: Finding) -> dict[str, Any]:
    document, statement, around = side.document, side.statement, surroundings(side.document, side.statement)
    return {
        "outlet": document.outlet,
        "date": document.date.isoformat() if document.date else None,
        "title": document.title,
        "url": document.url,
        "wire": document.wire,
        "document": document.id,
        "path": document.path,
        "file": side.place.file,
        "line": side.place.line,
        "column": None if document.extracted else side.place.column,
        "statement": statement.id,
        "kind": statement.kind.value,
        "speaker": statement.speaker.name if statement.speaker else None,
        "text": statement.text,
        "passage": document.text[around.start : around.end],
        "evidence": [_evidence(e, document.text) for e in finding.evidence if e.statement == statement.id],
    }


def _cluster(cluster: Cluster | None) -> dict[str, Any] | None:
    if cluster is None:
        return None
    return {"id": cluster.id, "outlets": list(cluster.outlets), "independent_sources": cluster.independent_sources}


def _evidence(evidence: Evidence, text: str) -> dict[str, Any]:
    return {"start": evidence.start, "end": evidence.end, "text": text[evidence.start : evidence.end]}
