"""Fits the two scores of `consistency.align.facts` on judged pairs of statements, and measures them on annotated events.

PAIRS is a .jsonl file; each line is one pair of statements from two outlets' articles on one story, judged by a reader: `x`, its
features in the order of `facts.FEATURES`; `left` and `right`, its words as the relation model is given them; `same`, 1 if both report the
same fact, 0.8 if they share one in passing, else 0; `weight`, how many pairs of that score it stands for (pairs are drawn more densely
where the score is high); `story`. The relation model must not have been trained on these stories. The shipped weights of the first score
were fitted on 1,000 pairs from 70 stories, those of the second one on the pairs that training/relation.py keeps out; none is from the
annotated events.

EVENTS is a folder of annotated events. Annotators write down the most important pairs only, so what counts there is the share of
annotated pairs found for a number of findings.

usage: python training/alignment.py PAIRS EVENTS --scorer FILE [--model FOLDER]

With `--model` (a folder, or `bundled`) the second score is fitted, without it the first.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from consistency import corpus, relation, similarity, statements
from consistency.align import facts
from consistency.align.sides import Side, side
from consistency.model import Document, Statement

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
Floats = NDArray[np.float64]
Score = Callable[[Side, Side], Floats]
"""What gives every pair of statements of two documents its score."""


@dataclass(frozen=True)
class Pairs:
    """The candidate pairs of two documents of one event."""

    event: int
    scores: Floats
    """Shape (left, right)."""
    gold: list[list[frozenset[int]]]
    """Which annotated pairs each pair covers."""


def main() -> None:
    """Fit, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("events", type=Path)
    parser.add_argument("--scorer", type=Path, required=True, help="the scorer whose rule says when a statement covers an annotated text")
    parser.add_argument("--model", help="the relation model, for the second score")
    arguments = parser.parse_args()
    judged = [json.loads(line) for line in arguments.pairs.read_text(encoding="utf-8").splitlines()]
    model = relation.load(arguments.model or relation.NONE)
    x = np.array([j["x"] for j in judged])
    names: tuple[str, ...] = facts.FEATURES
    if model is not None:
        x = np.hstack([x, [facts.read_features(reading) for reading in model.read([(j["left"], j["right"]) for j in judged])]])
        names = (*names, *facts.READ)
    y = np.array([j["same"] for j in judged])
    w = np.array([j["weight"] for j in judged])
    stories = [j["story"] for j in judged]
    aside = np.zeros(len(y))
    for train, test in GroupKFold(5).split(x, y, stories):
        aside[test] = facts.probability(x[test], *fit(x[train], y[train], w[train]))
    print(f"{len(y)} pairs of {len(set(stories))} stories, each measured with the weights of the others")
    print(f"average precision {average_precision_score(y >= 0.5, aside, sample_weight=w):.3f}")
    for low, high in pairwise((0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)):
        inside = (aside >= low) & (aside < high)
        if inside.any():
            whole, least = (np.average(y[inside] >= share, weights=w[inside]) for share in (1.0, 0.5))
            print(f"  probability {low:.1f} to {high:.1f}: {whole:.3f} are the same fact, {least:.3f} share one at least")
    weights, intercept = fit(x, y, w)

    def score(left: Side, right: Side) -> Floats:
        features = facts.features(left, right)
        first = facts.first_scores(left, right, features)
        if model is None:
            return np.where(first > 0, facts.probability(features, weights, intercept), 0.0)
        second = np.zeros_like(first)
        for (i, j), reading in facts.read(left, right, first, model).items():
            second[i, j] = facts.probability(np.array([*features[i, j], *facts.read_features(reading)]), weights, intercept)
        return second

    measure(arguments.events, loaded(arguments.scorer), score)
    print("weights", {name: round(float(v), 2) for name, v in zip(names, weights, strict=True)})
    print("intercept", round(intercept, 2))


def fit(x: Floats, y: Floats, weight: Floats) -> tuple[Floats, float]:
    """Logistic weights and intercept for the features as they are, L2-regularised on the standardised ones; `y` may be a half."""
    scale = x.std(axis=0)
    twice, targets = np.vstack([x, x]), np.repeat([1, 0], len(y))
    shares = np.concatenate([y, 1 - y]) * np.concatenate([weight, weight]) / weight.mean()
    model = LogisticRegression(C=0.1, max_iter=5000).fit(twice / scale, targets, sample_weight=shares)
    return model.coef_[0] / scale, float(model.intercept_[0])


def measure(events: Path, scorer: ModuleType, score: Score) -> None:
    """Print what the score finds of the annotated pairs."""
    folders = sorted(p.parent for p in events.glob("*/gold.jsonl"))
    encoder = similarity.load()
    pairs: list[Pairs] = []
    total = 0
    for number, folder in enumerate(folders):
        lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
        gold = [g for line in lines if line and (g := json.loads(line))["type"] == "fact_pair"]
        total += len(gold)
        pairs += event(number, folder, gold, scorer, encoder, score)
    print(f"{total} annotated pairs in {len(folders)} events")
    for threshold in THRESHOLDS:
        found, count = set(), 0
        for p in pairs:
            chosen = facts.chosen(p.scores, threshold)
            count += len(chosen)
            found |= {(p.event, g) for i, j in chosen for g in p.gold[i][j]}
        print(f"  threshold {threshold:.2f}: {len(found) / total:.3f} found, {count / len(folders):.1f} findings an event")


def event(
    number: int, folder: Path, gold: list[dict[str, dict[str, str]]], scorer: ModuleType, encoder: similarity.Encoder, score: Score
) -> list[Pairs]:
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
        made.append(Pairs(number, score(left, right), cells))
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
