"""The order of the stages; nothing else knows it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Protocol

from consistency import align, contradiction, corpus, similarity, statements, stories, verdict
from consistency.config import Config
from consistency.details import Details
from consistency.errors import InputError
from consistency.model import Document, Finding, Report
from consistency.similarity import Encoder


class Progress(Protocol):
    """Who wants to hear how far a run has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` steps of a stage are behind; 0 when it begins, and `total` when it ends."""
        ...


def _unheard(stage: str, done: int, total: int) -> None:
    pass


def check(path: Path, config: Config, encoder: Encoder | None = None, progress: Progress = _unheard) -> Report:
    """Everything there is to say about the corpus at `path`.

    Args:
        path: a folder, or one .jsonl file.
        config: what is in force.
        encoder: instead of the one that `config` names.
        progress: told of each step.

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
    found = {d.id: statements.read(d) for d in read.documents}
    encoder = encoder or similarity.load(config.embedding_model)
    sides = {d.id: align.side(d, found[d.id], encoder) for d in read.documents}
    centres = {id: align.centre(side) for id, side in sides.items()}
    model = contradiction.load(config.contradiction_model)
    known: dict[str, Details] = {}
    findings: list[Finding] = []
    copied: list[tuple[str, str]] = []
    for first, second in combinations(read.documents, 2):
        if not align.related(centres[first.id], centres[second.id]):
            continue
        left, right = sorted((first, second), key=_earlier)
        if align.same_copy(left, right):
            copied.append((left.id, right.id))
        if left.outlet != right.outlet:
            findings += verdict.findings(align.pair(sides[left.id], sides[right.id]), {left.id: left, right.id: right}, model, known)
    told = verdict.reported(findings, config.min_confidence)
    copies = align.copies(copied)
    every = tuple(s for each in found.values() for s in each)
    clusters = align.clusters(told, read.documents, copies)
    groups = stories.stories(read.documents, told, copies)
    return Report(read.documents, every, told, clusters, read.skipped, read.warnings, copies, groups)


def _earlier(document: Document) -> tuple[str, str, str]:
    """What decides which of two documents is on the left: never the order of files."""
    return (document.date.isoformat() if document.date else "9999", document.outlet, document.id)


def between(report: Report, left: Set[str], right: Set[str]) -> Report:
    """The part of a report that two sides, given by document ids, have to do with: their documents, and the findings that join the two."""
    both = left | right
    documents = tuple(d for d in report.documents if d.id in both)
    findings = tuple(f for f in report.findings if _joins(f, left, right))
    copies = tuple(g for group in report.copies if len(g := tuple(i for i in group if i in both)) > 1)
    told = [replace(s, documents=ids) for s in report.stories if (ids := tuple(i for i in s.documents if i in both))]
    return replace(
        report,
        documents=documents,
        statements=tuple(s for s in report.statements if s.document in both),
        findings=findings,
        clusters=align.clusters(findings, documents, copies),
        copies=copies,
        stories=tuple(sorted(told, key=lambda s: -len(s.documents))),
    )


def _joins(finding: Finding, left: Set[str], right: Set[str]) -> bool:
    a, b = finding.left.document, finding.right.document
    return (a in left and b in right) or (a in right and b in left)
