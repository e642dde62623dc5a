"""Fits the scores of `consistency.verdict.excluding`: how surely two details that exclude each other are given of one thing.

    python training/excluding.py DETAILS.jsonl

A line of DETAILS is two details that exclude each other, in two statements of two outlets: `reason`; `x`, by name the features that
`excluding.measured` gives; `contradicts`, 1 if a reader found that both cannot be right, or if one of the two was changed by rule
(`changed`) where both had given the same, else 0, and null where readers could not decide; `story`.

Each reason has a fit of its own, or, where there are few pairs of it, one together with those of FITTED_WITH, with the features that
WEIGHED names, on the pairs that no fixed rule settles. A real contradiction weighs as much as REAL other pairs. The constant is moved so
that log-odds of 0, the default confidence, are where ALARMS real pairs of that reason that do not contradict are taken for a contradiction,
each measured with the weights of the other stories. How far a changed figure lies from the old one is the rule's choice, so that DRAWN are
drawn from the real contradictions instead. Prints what is found there and at other numbers of alarms, and the weights.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from consistency.verdict.excluding import REASONS, settled

REAL = 3.0
FITTED_WITH = {"duration": ("number", "date")}
ALARMS = 1
_TIMES = ("strength", "same", "contradict", "elsewhere", "alike", "surely", "opposed")
_WORDS = ("strength", "same", "contradict", "elsewhere", "opposed")
DRAWN = ("apart", "near")
WEIGHED = {
    "number": ("strength", "same", "elsewhere", "surely", "opposed", *DRAWN, "share"),
    "date": _TIMES,
    "duration": ("strength", "same", "elsewhere", "surely", "opposed"),
    "negation": (*_WORDS, "doubted"),
    "opposite": _WORDS,
    "sequence": _WORDS,
    "scope": _WORDS,
}
"""The features of each reason."""
SEED = 1
Floats = NDArray[np.float64]


def main() -> None:
    """Reads the pairs, fits and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("details", type=Path)
    every = [json.loads(line) for line in parser.parse_args().details.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in every if row["contradicts"] is not None]
    for reason in sorted(REASONS):
        report(reason, [row for row in rows if row["reason"] in (reason, *FITTED_WITH.get(reason, ()))])


def report(reason: str, rows: list[dict[str, Any]]) -> None:
    """Print the fit of one reason and what it is worth."""
    features = WEIGHED[reason]
    rows = [row for row in rows if not settled(row["reason"], row["x"])]
    x = np.array([[row["x"][name] for name in features] for row in rows])
    y = np.array([bool(row["contradicts"]) for row in rows])
    changed = np.array([bool(row["changed"]) for row in rows])
    own = np.array([row["reason"] == reason for row in rows])
    if "near" in features and (real_ones := np.flatnonzero(y & ~changed)).size:
        drawn = np.random.default_rng(SEED).choice(real_ones, changed.sum())
        for name in DRAWN:
            x[changed, features.index(name)] = x[drawn, features.index(name)]
    weight = np.where(y & ~changed, REAL, 1.0)
    aside = np.zeros(len(y))
    for train, test in GroupKFold(6).split(x, y, [row["story"] for row in rows]):
        weights, intercept = fit(x[train], y[train], weight[train])
        aside[test] = x[test] @ weights + intercept
    real, made = own & ~changed, own & changed
    print(f"{reason}: {real.sum()} real pairs, {(y & real).sum()} of which contradict, and {made.sum()} changed ones")
    others = aside[real & ~y]
    for alarms in (0, 1, 2, 4, 8):
        said = aside > threshold(others, alarms)
        print(f"  with {alarms} alarms: {(said & y & real).sum()} real ones and {said[made].mean():.2f} of the changed ones")
    weights, intercept = fit(x, y, weight)
    constant = intercept - threshold(others, ALARMS)
    print(f"  { ({name: round(float(w), 2) for name, w in zip(features, weights, strict=True) if round(w, 2)}) }, {constant:.2f}")


def threshold(others: Floats, alarms: int) -> float:
    """What so many of the log-odds lie above."""
    ranked = np.sort(others)[::-1]
    return float(ranked[min(alarms, len(ranked) - 1)])


def fit(x: Floats, y: NDArray[np.bool_], weight: Floats) -> tuple[Floats, float]:
    """Logistic weights and intercept for the features as they are, L2-regularised on the standardised ones."""
    scale = x.std(axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=0.3, max_iter=5000).fit(x / scale, y, sample_weight=weight)
    return model.coef_[0] / scale, float(model.intercept_[0])


if __name__ == "__main__":
    main()
