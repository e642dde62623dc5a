"""Fits the score of `consistency.verdict.slots`: how surely two values that exclude each other are given of one thing.

    python training/values.py VALUES.jsonl

A line of VALUES is two values that exclude each other, in two statements of two outlets: `x`, by name the features that
`slots.weighed` weighs; `contradicts`, 1 if a reader found that both cannot be right, or if one of the two was changed by rule
(`changed`) where both had given the same, else 0; `story`. A real contradiction weighs as much as REAL other pairs, and all changed ones
together as much as CHANGED. Prints the weights, and what is found of both at some thresholds, each pair measured with the weights of
the other stories.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from consistency.verdict.slots import FEATURES

REAL, CHANGED = 5.0, 300.0
ODDS = (1.0, 1.5, 2.0, 2.5, 3.0)
Floats = NDArray[np.float64]


def main() -> None:
    """Reads the pairs, fits and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("values", type=Path)
    rows = [json.loads(line) for line in parser.parse_args().values.read_text(encoding="utf-8").splitlines()]
    x = np.array([[row["x"][name] for name in FEATURES] for row in rows])
    y = np.array([bool(row["contradicts"]) for row in rows])
    changed = np.array([bool(row["changed"]) for row in rows])
    weight = np.where(changed, CHANGED / max(1, changed.sum()), np.where(y, REAL, 1.0))
    aside = np.zeros(len(y))
    for train, test in GroupKFold(6).split(x, y, [row["story"] for row in rows]):
        weights, intercept = fit(x[train], y[train], weight[train])
        aside[test] = x[test] @ weights + intercept
    print(f"{(~changed).sum()} real pairs, {(y & ~changed).sum()} of which contradict, and {changed.sum()} changed ones")
    for least in ODDS:
        said = aside >= least
        right, wrong = (said & ~changed & y).sum(), (said & ~changed & ~y).sum()
        share = said[changed].mean()
        print(f"  log-odds from {least} on: {right} right and {wrong} wrong of the real ones, {share:.3f} of the changed ones")
    weights, intercept = fit(x, y, weight)
    print({name: round(float(w), 2) for name, w in zip(FEATURES, weights, strict=True)}, round(intercept, 2))


def fit(x: Floats, y: NDArray[np.bool_], weight: Floats) -> tuple[Floats, float]:
    """Logistic weights and intercept for the features as they are, L2-regularised on the standardised ones."""
    scale = x.std(axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=0.5, max_iter=5000).fit(x / scale, y, sample_weight=weight)
    return model.coef_[0] / scale, float(model.intercept_[0])


if __name__ == "__main__":
    main()
