"""Fits the weights of `consistency.align.facts` on judged pairs of statements, and measures them on annotated events.

PAIRS is a .jsonl file; each line is one pair of statements from two outlets' articles on one story, judged by a reader: `x`, its
features in the order of `facts.FEATURES`; `same`, 1 if both report the same fact; `weight`, how many pairs of that score it stands for
(pairs are drawn more densely where the score is high); `story`. The shipped weights were fitted on 1,000 such pairs from 70 stories, and
their calibration was measured on 1,800 from 180 others; none is from the annotated events.

EVENTS is a folder of annotated events. Annotators write down the most important pairs only, so what counts there is the share of
annotated pairs found for a number of findings.

usage: python training/alignment.py PAIRS EVENTS --scorer FILE
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from consistency import corpus, similarity, statements
from consistency.align import facts
from consistency.align.sides import side
from consistency.model import Document, Kind, Statement

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


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
    parser.add_argument("pairs", type=Path)
    parser.add_argument("events", type=Path)
    parser.add_argument("--scorer", type=Path, required=True, help="the scorer whose rule says when a statement covers an annotated text")
    arguments = parser.parse_args()
    judged = [json.loads(line) for line in arguments.pairs.read_text(encoding="utf-8").splitlines()]
    x = np.array([j["x"] for j in judged])
    y = np.array([j["same"] for j in judged])
    w = np.array([j["weight"] for j in judged])
    stories = [j["story"] for j in judged]
    aside = np.zeros(len(y))
    for train, test in GroupKFold(5).split(x, y, stories):
        aside[test] = facts.probability(x[test], *fit(x[train], y[train], w[train]))
    print(f"{len(y)} pairs of {len(set(stories))} stories, each measured with the weights of the others")
    print(f"average precision {average_precision_score(y, aside, sample_weight=w):.3f}")
    for low, high in pairwise((0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)):
        inside = (aside >= low) & (aside < high)
        if inside.any():
            print(f"  probability {low:.1f} to {high:.1f}: {np.average(y[inside], weights=w[inside]):.3f} are the same fact")
    weights, intercept = fit(x, y, w)
    measure(arguments.events, loaded(arguments.scorer), weights, intercept)
    print("_WEIGHTS =", {name: round(float(v), 2) for name, v in zip(facts.FEATURES, weights, strict=True)})
    print("_INTERCEPT =", round(intercept, 2))


def fit(x: NDArray[np.float64], y: NDArray[np.int64], weight: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Logistic weights and intercept for the features as they are, L2-regularised on the standardised ones."""
    scale = x.std(axis=0)
    model = LogisticRegression(C=0.1, max_iter=5000).fit(x / scale, y, sample_weight=weight)
    return model.coef_[0] / scale, float(model.intercept_[0])


def measure(events: Path, scorer: ModuleType, weights: NDArray[np.float64], intercept: float) -> None:
    """Print what the weights find of the annotated pairs."""
    folders = sorted(p.parent for p in events.glob("*/gold.jsonl"))
    encoder = similarity.load()
    pairs: list[Pairs] = []
    total = 0
    for number, folder in enumerate(folders):
        lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
        gold = [g for line in lines if line and (g := json.loads(line))["type"] == "fact_pair"]
        total += len(gold)
        pairs += event(number, folder, gold, scorer, encoder)
    print(f"{total} annotated pairs in {len(folders)} events")
    for threshold in THRESHOLDS:
        found, count = set(), 0
        for p in pairs:
            chosen = facts.chosen(np.where(p.open, facts.probability(p.x, weights, intercept), 0.0), threshold)
            count += len(chosen)
            found |= {(p.event, g) for i, j in chosen for g in p.gold[i][j]}
        print(f"  threshold {threshold:.2f}: {len(found) / total:.3f} found, {count / len(folders):.1f} findings an event")


def event(number: int, folder: Path, gold: list[dict[str, dict[str, str]]], scorer: ModuleType, encoder: similarity.Encoder) -> list[Pairs]:
    """The candidate pairs of an event's documents."""
    documents = [d for d in corpus.read(folder).documents if d.path.endswith(".txt")]
    found = [s for d in documents for s in statements.read(d)]
    by_id = {d.id: d for d in documents}
    covering = [[{s.id for s in found if covers(s, by_id, g[side], scorer)} for side in ("left", "right")] for g in gold]
    made = []
    known = {d.id: side(d, [s for s in found if s.document == d.id], encoder) for d in documents}
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
