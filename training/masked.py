"""Trains the model of masked details: adapters for the encoder of the contradiction model, and an output for each kind of detail.

    python training/masked.py SLOTS.jsonl --out consistency/data/masked --minutes 55

A line of SLOTS (training/slots.py makes them) is one pair of statements in each of which one detail is masked: `left`, `right`, `kind` of
the detail, `equal`, 1 where both outlets give the same, else 0; `story`. Nobody was asked for the answer.

The encoder stays as it is shipped, in four bits; each of its matrices from the third layer on gets an adapter (Hu et al. 2021, LoRA). All
figures, days and lengths of time are seen in every pass, and samples of names, places and words. One story in six stays out of training;
the figures on it are printed at the end. Prints the SHA-256 of the weights, which goes into consistency/masked.py.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import adapters
import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from torch import nn

from consistency import contradiction
from consistency.adapted import Pieces
from consistency.masked import KINDS, Pairs

SEED = 1
SAMPLES = {"place": 2500, "name": 3500, "word": 3500}
"""Pairs of a kind in a pass; of other kinds all."""
PEAKS = (6e-4, 1.8e-3)
SMOOTHING = 0.06
WATCHED = {"number": 1300, "date": 800}
WATCHED_ELSE = 500

Item = tuple[list[int], int, float]
"""Word pieces, the number of the kind, and whether both are the same."""


class Reader(nn.Module):
    """The encoder with adapters, and the outputs over its vectors at the masks."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        self.encoder = adapters.encoder()
        self.slots = nn.Linear(3 * self.encoder.config.hidden_size, len(KINDS))
        nn.init.normal_(self.slots.weight, std=0.02)
        nn.init.zeros_(self.slots.bias)
        self._pairs = pairs

    def forward(self, batch: Sequence[Item]) -> torch.Tensor:
        """The logit of each pair for its own kind."""
        vectors = adapters.vectors(self.encoder, [ids for ids, _, _ in batch])
        rows = torch.arange(len(batch))
        first, last = (vectors[rows, torch.tensor(at)] for at in zip(*(self._pairs.places(ids) for ids, _, _ in batch), strict=True))
        logits: torch.Tensor = self.slots(torch.cat([first * last, (first - last).abs(), vectors[:, 0]], dim=1))
        return logits[rows, torch.tensor([kind for _, kind, _ in batch])]

    def loss(self, batch: Sequence[Item]) -> torch.Tensor:
        """Mean cross-entropy."""
        equal = torch.tensor([equal for _, _, equal in batch]) * (1 - SMOOTHING) + SMOOTHING / 2
        return nn.functional.binary_cross_entropy_with_logits(self(batch), equal)


def report(reader: Reader, watched: Sequence[Item], rng: random.Random) -> None:
    """Print the figures on what was held out."""
    reader.train(False)
    given: dict[int, list[tuple[float, float]]] = defaultdict(list)
    with torch.inference_mode():
        for batch in adapters.batches(watched, length, rng):
            for (_, kind, equal), logit in zip(batch, reader(batch).tolist(), strict=True):
                given[kind].append((equal, logit))
    reader.train()
    for kind, found in sorted(given.items()):
        equal, logits = (np.array(column) for column in zip(*found, strict=True))
        print(f"  {KINDS[kind]}: {len(found)} masked pairs, {told(equal > 0.5, logits)}", flush=True)


def length(item: Item) -> int:
    """In word pieces."""
    return len(item[0])


def told(equal: NDArray[np.bool_], logits: NDArray[np.float64]) -> str:
    """The area under the curve, and the share of the equal ones that lie above 99 % of the others."""
    return f"area {roc_auc_score(equal, logits):.3f}, {(logits[equal] > np.quantile(logits[~equal], 0.99)).mean():.2f} above 99 %"


def main() -> None:
    """Reads the options, trains and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("slots", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=55.0, help="how long it trains; the rate has then fallen to zero")
    args = parser.parse_args()

    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    pairs = Pairs(Pieces(contradiction.bundled_folder()))
    rows: dict[tuple[str, bool], list[dict[str, str]]] = defaultdict(list)
    for line in args.slots.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["kind"], adapters.held_out(row["story"])].append(row)

    def items(chosen: Sequence[dict[str, str]]) -> list[Item]:
        read = ((pairs.ids(row["left"], row["right"]), KINDS.index(row["kind"]), float(row["equal"])) for row in chosen)
        return [(ids, kind, equal) for ids, kind, equal in read if ids is not None]

    def sample(kind: str, aside: bool, most: int | None) -> list[dict[str, str]]:
        return rng.sample(rows[kind, aside], min(len(rows[kind, aside]), most or len(rows[kind, aside])))

    watched = items([row for kind in KINDS for row in sample(kind, True, WATCHED.get(kind, WATCHED_ELSE))])
    reader = Reader(pairs)

    def a_pass() -> list[Item]:
        return items([row for kind in KINDS for row in sample(kind, False, SAMPLES.get(kind))])

    adapters.train(reader.encoder, reader.slots, a_pass, length, reader.loss, PEAKS, args.minutes, rng)
    report(reader, watched, rng)
    outputs = {f"slots.{name}": value for name, value in reader.slots.state_dict().items()}
    print(f"SHA-256 {adapters.save(args.out, reader.encoder, outputs)}")


if __name__ == "__main__":
    main()
