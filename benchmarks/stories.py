"""How well documents are grouped into stories: precision and recall of pairs on a corpus whose folders are one event each.

    python -m benchmarks.stories [FOLDER]

FOLDER is `corpora/events` in the folder `shared` beside the checkout unless another one is named.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from consistency.config import Config
from consistency.model import Document, Report
from consistency.pipeline import check
from consistency.stories import stories

EVENTS = Path(__file__).parents[2] / "shared" / "corpora" / "events"


def event(id: str) -> str:
    """The folder that a document is in."""
    return id.partition("/")[0]


def score(groups: Iterable[tuple[str, ...]]) -> tuple[float, float]:
    """Of the pairs of documents in one group, those of one event; and of the pairs of one event, those in one group."""
    held = list(groups)
    joined = {frozenset(p) for g in held for p in combinations(g, 2)}
    true = {frozenset(p) for p in combinations([id for g in held for id in g], 2) if event(p[0]) == event(p[1])}
    right = len(joined & true)
    return right / len(joined) if joined else 1.0, right / len(true) if true else 1.0


def groups(documents: Iterable[Document], report: Report) -> list[tuple[str, ...]]:
    """The stories of some documents of a report."""
    kept = tuple(documents)
    ids = {d.id for d in kept}
    findings = [f for f in report.findings if f.left.document in ids and f.right.document in ids]
    copies = [c for c in report.copies if ids.issuperset(c)]
    return [s.documents for s in stories(kept, findings, copies)]


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    report = check(folder, Config())
    events = sorted({event(d.id) for d in report.documents})
    print(f"{len(report.documents)} documents of {len(events)} events")
    for name, documents in (
        ("with dates", report.documents),
        ("dates taken away", tuple(replace(d, date=None) for d in report.documents)),
    ):
        precision, recall = score(groups(documents, report))
        print(f"{name:>20}: precision {precision:.3f}, recall {recall:.3f}")
    alone = sum(len(groups((d for d in report.documents if event(d.id) == name), report)) == 1 for name in events)
    print(f"{'each event alone':>20}: one story for {alone} of {len(events)}")


if __name__ == "__main__":
    main()
