"""The order of the stages; nothing else knows it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from pathlib import Path

from consistency import align, contradiction, corpus, similarity, statements, verdict
from consistency.config import Config
from consistency.errors import InputError
from consistency.model import Finding, Report
from consistency.similarity import Encoder


def check(path: Path, config: Config, encoder: Encoder | None = None) -> Report:
    """Everything there is to say about the corpus at `path`.

    Args:
        path: a folder, or one .jsonl file.
        config: what is in force.
        encoder: instead of the one that `config` names.

    Raises:
        InputError: no article can be read, or all of them are of one outlet.
        ModelError: a model is not to be had.
    """
    read = corpus.read(path)
    outlets = sorted({d.outlet for d in read.documents})
    if len(outlets) < 2:
        raise InputError(
            f"{path}: all {len(read.documents)} readable article(s) are from one outlet ({', '.join(outlets)}); two are needed"
        )
    found = tuple(s for document in read.documents for s in statements.read(document))
    aligned = align.alignments(read.documents, found, encoder or similarity.load(config.embedding_model))
    model = contradiction.load(config.contradiction_model)
    findings = verdict.findings(aligned, {d.id: d for d in read.documents}, config.min_confidence, model)
    copies = align.copies(read.documents)
    return Report(read.documents, found, findings, align.clusters(findings, read.documents, copies), read.skipped, read.warnings, copies)


def between(report: Report, left: Set[str], right: Set[str]) -> Report:
    """The part of a report that two sides, given by document ids, have to do with: their documents, and the findings that join the two."""
    both = left | right
    documents = tuple(d for d in report.documents if d.id in both)
    findings = tuple(f for f in report.findings if _joins(f, left, right))
    copies = tuple(g for group in report.copies if len(g := tuple(i for i in group if i in both)) > 1)
    return replace(
        report,
        documents=documents,
        statements=tuple(s for s in report.statements if s.document in both),
        findings=findings,
        clusters=align.clusters(findings, documents, copies),
        copies=copies,
    )


def _joins(finding: Finding, left: Set[str], right: Set[str]) -> bool:
    a, b = finding.left.document, finding.right.document
    return (a in left and b in right) or (a in right and b in left)
