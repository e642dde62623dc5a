"""Trains the closer reading: adapters for the encoder of the contradiction model, and an output for every answer of the relation model.

    python training/closer.py JUDGED.jsonl --from consistency/data/masked --out consistency/data/closer --minutes 40

A line of JUDGED is one pair of statements of two outlets on one story: `left`, `right`; `relation`, the shares of other fact, shared in
passing, same fact; `verdict`, those of agree, wording, contradict of what both tell, or zeros; `story`; `source`: `judged` for pairs that
were read, `taught` for those that the relation model answered, of which a pass holds as many as TAUGHT for each judged one.

One story in six stays out of training; the figures on its judged pairs are printed at the end. Prints the SHA-256 of the weights, which
goes into consistency/closer.py.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import adapters
import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score
from torch import nn

from consistency import contradiction
from consistency.adapted import Pieces
from consistency.closer import ANSWERS, Pairs

SEED = 1
PEAKS = (4e-4, 1.2e-3)
SMOOTHING = 0.06
"""Of judged pairs; what is taught says itself how sure it is."""
TAUGHT = 0.3
QUESTIONS = {"relation": slice(0, 3), "verdict": slice(3, 6)}
"""Which of ANSWERS are to each question."""


@dataclass(frozen=True, slots=True)
class Row:
    """A pair, and the shares of the answers to each question that is answered."""

    ids: list[int]
    story: str
    judged: bool
    targets: dict[str, list[float]]


class Reader(nn.Module):
    """The encoder with adapters, and the outputs over the vector of the whole pair."""

    def __init__(self, start: Path | None) -> None:
        super().__init__()
        self.encoder = adapters.encoder(start)
        self.answers = nn.Linear(self.encoder.config.hidden_size, len(ANSWERS))
        nn.init.normal_(self.answers.weight, std=0.02)
        nn.init.zeros_(self.answers.bias)

    def forward(self, rows: Sequence[Row]) -> torch.Tensor:
        """The log-odds of ANSWERS, shape (rows, ANSWERS)."""
        given: torch.Tensor = self.answers(adapters.vectors(self.encoder, [row.ids for row in rows])[:, 0])
        return given

    def loss(self, rows: Sequence[Row]) -> torch.Tensor:
        """Mean cross-entropy; each question counts where a row answers it."""
        given = self(rows)
        total = given.new_zeros(())
        for question, columns in QUESTIONS.items():
            asked = [n for n, row in enumerate(rows) if question in row.targets]
            if asked:
                target = torch.tensor([rows[n].targets[question] for n in asked])
                total = total + len(asked) / len(rows) * nn.functional.cross_entropy(given[asked, columns], target)
        return total


def read(path: Path, pairs: Pairs) -> list[Row]:
    """The pairs, the shorter text first."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        judged = pair["source"] == "judged"
        targets = {}
        for question in QUESTIONS:
            if total := sum(pair[question]):
                smooth = SMOOTHING if judged else 0.0
                targets[question] = [(1 - smooth) * share / total + smooth / 3 for share in pair[question]]
        first, second = sorted((pair["left"], pair["right"]), key=lambda text: (len(text), text))
        rows.append(Row(pairs.ids(first, second), pair["story"], judged, targets))
    return rows


def report(reader: Reader, rows: Sequence[Row], rng: random.Random) -> None:
    """Print the figures on what was held out."""
    reader.train(False)
    given, ordered = [], []
    with torch.inference_mode():
        for batch in adapters.batches(rows, length, rng):
            given.append(reader(batch).numpy())
            ordered += batch
    odds = np.concatenate(given)
    relation, verdict = (shares(odds[:, columns]) for columns in QUESTIONS.values())
    same = np.array([row.targets["relation"][2] > 0.5 for row in ordered])
    shared = np.array([row.targets["relation"][0] < 0.5 for row in ordered])
    line = f"{len(rows)} pairs held out: average precision same fact {average_precision_score(same, relation[:, 2]):.3f}"
    print(f"{line}, one shared at least {average_precision_score(shared, 1 - relation[:, 0]):.3f}")
    told = [n for n, row in enumerate(ordered) if "verdict" in row.targets]
    truth = np.array([np.argmax(ordered[n].targets["verdict"]) for n in told])
    calm, alike = truth < 2, verdict[told, 1] - verdict[told, 0]
    line = f"  of {len(told)} that share one: wording against agreement, area {roc_auc_score(truth[calm] == 1, alike[calm]):.3f}"
    print(f"{line}; {int((truth == 2).sum())} contradict, area {roc_auc_score(truth == 2, verdict[told, 2]):.3f}")


def shares(odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """The answers to one question, 0..1, adding up to 1."""
    part = np.exp(odds - odds.max(axis=1, keepdims=True))
    return np.asarray(part / part.sum(axis=1, keepdims=True))


def length(row: Row) -> int:
    """In word pieces."""
    return len(row.ids)


def main() -> None:
    """Reads the options, trains and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", type=Path)
    parser.add_argument("--from", dest="start", type=Path, help="a folder whose adapters it goes on from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=40.0, help="how long it trains; the rate has then fallen to zero")
    args = parser.parse_args()

    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    rows = read(args.judged, Pairs(Pieces(contradiction.bundled_folder())))
    learnt = [row for row in rows if not adapters.held_out(row.story)]
    judged, taught = ([row for row in learnt if row.judged is wanted] for wanted in (True, False))
    reader = Reader(args.start)

    def a_pass() -> list[Row]:
        return judged + rng.sample(taught, min(len(taught), int(TAUGHT * len(judged))))

    print(f"{len(judged)} judged pairs, {len(taught)} taught ones")
    adapters.train(reader.encoder, reader.answers, a_pass, length, reader.loss, PEAKS, args.minutes, rng)
    report(reader, [row for row in rows if row.judged and adapters.held_out(row.story)], rng)
    outputs = {f"answers.{name}": value for name, value in reader.answers.state_dict().items()}
    print(f"SHA-256 {adapters.save(args.out, reader.encoder, outputs)}")


if __name__ == "__main__":
    main()
