"""Fits the weights of `consistency.align.facts` on annotated events, and prints them with what they achieve.

Every event is kept aside in turn: it is measured with weights fitted on the others. The weights that are printed last, for the module,
are fitted on all of them. Annotators write down the most important pairs only, so a pair that is not written down is no proof of a
difference, and the fitted probability is far too low; what counts is the order, and the share of annotated pairs found for a number
of findings.

usage: python training/alignment.py FOLDER_OF_EVENTS [--scorer FILE]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from consistency import corpus, similarity, statements
from consistency.align import facts
from consistency.align.sides import sides
from consistency.model import Document, Kind, Statement

THRESHOLDS = (0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3)


@dataclass(frozen=True)
class Pairs:
    """The candidate pairs of two documents of one event."""

    event: int
    x: NDArray[np.float64]
    """Features, shape (left, right, features)."""
    open: NDArray[np.bool_]
    """Pairs that may be one fact: not two quotations."""
    gold: list[list[frozenset[int]]]
    """Which annotated pairs each pair covers."""


def main() -> None:
    """Fit, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path)
    parser.add_argument("--scorer", type=Path, required=True, help="the scorer whose rule says when a statement covers an annotated text")
    arguments = parser.parse_args()
    scorer = loaded(arguments.scorer)
    folders = sorted(p.parent for p in arguments.events.glob("*/gold.jsonl"))
    encoder = similarity.load()
    pairs: list[Pairs] = []
    totals: list[int] = []
    for number, folder in enumerate(folders):
        gold = [g for line in (folder / "gold.jsonl").read_text().splitlines() if line and (g := json.loads(line))["type"] == "fact_pair"]
        totals.append(len(gold))
        pairs += event(number, folder, gold, scorer, encoder)
    print(f"{sum(totals)} annotated pairs in {len(folders)} events")
    fitted = [fit([p for p in pairs if p.event != n]) for n in range(len(folders))]
    print("threshold  found  findings an event  (each event measured with the weights of the others)")
    for threshold in THRESHOLDS:
        found, count = set(), 0
        for p in pairs:
            chosen = facts.chosen(np.where(p.open, facts.probability(p.x, *fitted[p.event]), 0.0), threshold)
            count += len(chosen)
            found |= {(p.event, g) for i, j in chosen for g in p.gold[i][j]}
        print(f"{threshold:9.2f}  {len(found) / sum(totals):5.3f}  {count / len(folders):17.1f}")
    weights, intercept = fit(pairs)
    print("_WEIGHTS =", {name: round(float(w), 2) for name, w in zip(facts.FEATURES, weights, strict=True)})
    print("_INTERCEPT =", round(intercept, 2))


def fit(pairs: list[Pairs]) -> tuple[NDArray[np.float64], float]:
    """Logistic weights and intercept, L2-regularised."""
    x = np.concatenate([p.x[p.open] for p in pairs])
    y = np.concatenate([np.array([[bool(g) for g in row] for row in p.gold]).reshape(p.open.shape)[p.open] for p in pairs])
    model = LogisticRegression(max_iter=5000).fit(x, y)
    return model.coef_[0], float(model.intercept_[0])


def event(number: int, folder: Path, gold: list[dict[str, dict[str, str]]], scorer: ModuleType, encoder: similarity.Encoder) -> list[Pairs]:
    """The candidate pairs of an event's documents."""
    documents = [d for d in corpus.read(folder).documents if d.path.endswith(".txt")]
    found = [s for d in documents for s in statements.read(d)]
    by_id = {d.id: d for d in documents}
    covering = [[{s.id for s in found if covers(s, by_id, g[side], scorer)} for side in ("left", "right")] for g in gold]
    made = []
    known = sides(documents, found, encoder)
    for a, b in combinations(documents, 2):
        left, right = known[a.id], known[b.id]
        cells = [
            [
                frozenset(k for k, (x, y) in enumerate(covering) if (p.id in x and q.id in y) or (q.id in x and p.id in y))
                for q in right.statements
            ]
            for p in left.statements
        ]
        quotes = [np.array([s.kind is Kind.QUOTE for s in side.statements]) for side in (left, right)]
        made.append(Pairs(number, facts.features(left, right), ~np.outer(quotes[0], quotes[1]), cells))
    return made


def covers(statement: Statement, documents: dict[str, Document], side: dict[str, str], scorer: ModuleType) -> bool:
    """Whether the statement stands for an annotated text, by the scorer's rule."""
    document = documents[statement.document]
    spans = [(s.start, s.end) for s in statement.spans]
    return document.path == side["doc"] and any(scorer.covers(spans, place) for place in scorer.every_place(document.text, side["text"]))


def loaded(path: Path) -> ModuleType:
    """A Python file as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
