"""Fits what tells a difference that informs from agreement (`consistency.verdict.facts`), which words make the difference
(`consistency.align.differing`), whether two statements that were read closely are one fact, and whether it is the main thing of both
(`consistency.align.facts`).

    python training/wording.py PAIRS.jsonl WORDS.jsonl

A line of PAIRS is two statements that were read closely and that a reader judged: `x`, by name the features that `facts.informing` and
`align.facts.closely_features` give; `shared`, 1 if they share a fact, if only in passing, else 0; `main`, 1 if one fact is the main thing
that both tell, else 0; of those with 1, `differs`, 1 if a reader of the one learns something else than a reader of the other, 0 if they
agree; `weight`, how many pairs like it stand for it; `story`.
A line of WORDS is a word of content in a statement that differs so from another one: `x`, `differing.FEATURES` in order; `marked`, 1 if
the reader named it as one that the difference rests on; `story`. Prints the fits, and what each is worth on pairs and words of stories
that it was not fitted on.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from alignment import fit
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.model_selection import GroupKFold

from consistency.align.differing import FEATURES as OF_WORDS
from consistency.align.facts import CLOSELY
from consistency.verdict.facts import INFORMING


def main() -> None:
    """Reads the judgements, fits and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("words", type=Path)
    args = parser.parse_args()
    pairs, words = _rows(args.pairs), _rows(args.words)
    told = [row for row in pairs if row["main"]]
    for names, rows, answer in ((CLOSELY, pairs, "shared"), (CLOSELY, pairs, "main"), (INFORMING, told, "differs")):
        report("pairs", names, [[row["x"][name] for name in names] for row in rows], rows, answer)
    report("words", OF_WORDS, [row["x"] for row in words], words, "marked")


def report(what: str, names: tuple[str, ...], features: list[list[float]], rows: list[dict[str, Any]], answer: str) -> None:
    """Print the fit and what it is worth."""
    x, y = np.array(features, dtype=np.float64), np.array([float(row[answer]) for row in rows])
    weight = np.array([row.get("weight", 1.0) for row in rows])
    aside, yes = np.zeros(len(y)), y >= 0.5
    for train, test in GroupKFold(8).split(x, y, [row["story"] for row in rows]):
        weights, intercept = fit(x[train], y[train], weight[train])
        aside[test] = x[test] @ weights + intercept
    print(f"{len(y)} {what} of {len({row['story'] for row in rows})} stories, {np.average(y, weights=weight):.2f} of them {answer}")
    area, precision = (score(yes, aside, sample_weight=weight) for score in (roc_auc_score, average_precision_score))
    print(f"  on other stories: area {area:.3f}, average precision {precision:.3f}")
    for least in (-0.5, 0.0, 0.5, 1.0):
        said = aside >= least
        right, all_said = np.average(said == yes, weights=weight), np.average(said, weights=weight)
        print(f"  log-odds from {least}: right {right:.3f}, said {all_said:.2f}, found {np.average(said[yes], weights=weight[yes]):.2f}")
    weights, intercept = fit(x, y, weight)
    print(" ", {name: round(float(w), 2) for name, w in zip(names, weights, strict=True)}, round(intercept, 2))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
