"""Measures a contradiction model: accuracy, precision and recall of contradiction, and how well its probabilities are calibrated.

    python training/evaluate.py MODEL_FOLDER DATA/eval/*.tsv
    python training/evaluate.py MODEL_FOLDER --held-out DATA/train/*.tsv

With `--held-out` only the pairs that training left aside are read. The pairs are read as they stand, premise first; with `--as-news` the
longer sentence first, as the package reads two statements.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from mixture import LABELS, held_out, read_pairs
from numpy.typing import NDArray

from consistency.contradiction import cross_encoder

CONTRADICTION = LABELS.index("contradiction")


def probabilities(model: object, pairs: list[tuple[str, str]]) -> NDArray[np.float64]:
    """One row of three for each pair, in the order of `LABELS`."""
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
    rows = np.zeros((len(pairs), 3))
    rows[order] = model.predict([pairs[i] for i in order], batch_size=64, apply_softmax=True, show_progress_bar=False)  # type: ignore[attr-defined]
    return rows


def line(name: str, rows: NDArray[np.float64], gold: NDArray[np.int64]) -> str:
    """Figures of one file, as a row of a Markdown table."""
    said = rows.argmax(1)
    right = ((said == CONTRADICTION) & (gold == CONTRADICTION)).sum()
    precision = right / max(1, (said == CONTRADICTION).sum())
    recall = right / max(1, (gold == CONTRADICTION).sum())
    return f"| {name} | {len(gold)} | {(said == gold).mean():.3f} | {precision:.3f} / {recall:.3f} |"


def threshold(scores: NDArray[np.float64], positive: NDArray[np.bool_], precision: float) -> tuple[float, float]:
    """The lowest probability from which on contradictions are right this often, and the recall there; (1, 0) if there is none."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(positive[order])
    good = np.flatnonzero(hits / np.arange(1, len(order) + 1) >= precision)
    return (float(scores[order[good[-1]]]), float(hits[good[-1]] / max(1, positive.sum()))) if len(good) else (1.0, 0.0)


def calibration(scores: NDArray[np.float64], positive: NDArray[np.bool_], bins: int = 10) -> tuple[float, list[str]]:
    """Expected calibration error of the probability of contradiction, and a row of a Markdown table for each tenth."""
    rows, error = [], 0.0
    for low in range(bins):
        inside = (scores >= low / bins) & ((scores < (low + 1) / bins) | (low == bins - 1))
        if inside.any():
            said, true = scores[inside].mean(), positive[inside].mean()
            rows.append(f"| {low / bins:.1f} to {(low + 1) / bins:.1f} | {inside.sum()} | {said:.2f} | {true:.2f} |")
            error += inside.mean() * abs(said - true)
    return float(error), rows


def _longer_first(pair: tuple[str, str]) -> tuple[str, str]:
    a, b = sorted(pair, key=lambda text: (-len(text), text))
    return a, b


def main() -> None:
    """Reads the options and prints Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--held-out", action="store_true", help="read only what training left aside, and print calibration")
    parser.add_argument("--as-news", action="store_true", help="read the longer sentence first")
    args = parser.parse_intermixed_args()

    model = cross_encoder(str(args.model), local=True)
    print("| file | pairs | accuracy | contradiction P / R |\n|---|---|---|---|")
    for path in args.files:
        examples = [x for x in read_pairs(path) if not args.held_out or held_out(x.premise)]
        gold = np.array([x.label for x in examples])
        pairs = [(x.premise, x.hypothesis) for x in examples]
        rows = probabilities(model, [_longer_first(pair) for pair in pairs] if args.as_news else pairs)
        print(line(path.stem, rows, gold), flush=True)
        if args.held_out:
            scores, positive = rows[:, CONTRADICTION], gold == CONTRADICTION
            for precision in (0.8, 0.9, 0.95):
                lowest, recall = threshold(scores, positive, precision)
                print(f"  precision {precision} from probability {lowest:.3f} on, recall {recall:.3f}")
            error, table = calibration(scores, positive)
            print(f"  expected calibration error {error:.3f}", *table, sep="\n  ", flush=True)


if __name__ == "__main__":
    main()
