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
import hashlib
import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from sklearn.metrics import roc_auc_score
from torch import nn
from transformers import MPNetModel

from consistency import contradiction
from consistency.masked import KINDS, WIDTH, Pairs

SEED = 1
FIRST_LAYER = 2
"""Layers before it are left as they are: their gradients would cost a quarter of the time."""
SAMPLES = {"place": 2500, "name": 3500, "word": 3500}
"""Pairs of a kind in a pass; of other kinds all."""
BATCH = 24
AT_A_TIME = 1024
PEAK, PEAK_OUTPUTS = 6e-4, 1.8e-3
WARM_UP = 0.04
SMOOTHING = 0.06
HELD_OUT = 6
WATCHED = {"number": 1300, "date": 800}
WATCHED_ELSE = 500

Item = tuple[list[int], int, float]
"""Word pieces, the number of the kind, and whether both are the same."""


class Adapted(nn.Module):
    """A linear layer that does not learn, with an adapter that does."""

    def __init__(self, base: nn.Linear) -> None:
        super().__init__()
        self.base = base
        self.a = nn.Parameter(torch.randn(WIDTH, base.in_features) / math.sqrt(base.in_features))
        self.b = nn.Parameter(torch.zeros(base.out_features, WIDTH))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """What the layer gives with the adapter added."""
        given: torch.Tensor = self.base(x)
        return given + (x @ self.a.t()) @ self.b.t()


class Reader(nn.Module):
    """The encoder with adapters, and the outputs over its vectors at the masks."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        model = contradiction.cross_encoder(str(contradiction.bundled_folder()), local=True).model
        assert model is not None
        self.encoder: MPNetModel = model.mpnet
        self.encoder.requires_grad_(False)
        for layer in self.encoder.encoder.layer[FIRST_LAYER:]:
            for name in "qkvo":
                setattr(layer.attention.attn, name, Adapted(getattr(layer.attention.attn, name)))
            layer.intermediate.dense, layer.output.dense = Adapted(layer.intermediate.dense), Adapted(layer.output.dense)
        self.slots = nn.Linear(3 * self.encoder.config.hidden_size, len(KINDS))
        nn.init.normal_(self.slots.weight, std=0.02)
        nn.init.zeros_(self.slots.bias)
        self._pairs = pairs

    def forward(self, batch: Sequence[Item]) -> torch.Tensor:
        """The logit of each pair for its own kind."""
        width = max(len(ids) for ids, _, _ in batch)
        padding = int(self.encoder.config.pad_token_id or 0)
        ids = torch.tensor([[*ids, *[padding] * (width - len(ids))] for ids, _, _ in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = self.encoder(input_ids=ids, attention_mask=ids.ne(padding).long()).last_hidden_state.float()
        rows = torch.arange(len(batch))
        first, last = (vectors[rows, torch.tensor(at)] for at in zip(*(self._pairs.places(ids) for ids, _, _ in batch), strict=True))
        logits: torch.Tensor = self.slots(torch.cat([first * last, (first - last).abs(), vectors[:, 0]], dim=1))
        return logits[rows, torch.tensor([kind for _, kind, _ in batch])]

    def save(self, folder: Path) -> str:
        """Write the adapters and the outputs in half precision; the digest of the file."""
        folder.mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in self.encoder.state_dict().items() if name.endswith((".a", ".b"))}
        kept |= {f"slots.{name}": value for name, value in self.slots.state_dict().items()}
        save_file({name: value.to(torch.float16).contiguous() for name, value in kept.items()}, folder / "model.safetensors")
        return hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()


def batches(items: Sequence[Item], rng: random.Random) -> Iterator[list[Item]]:
    """Batches of pairs of nearly one length, in random order."""
    ordered = sorted(items, key=lambda item: len(item[0]))
    groups = [ordered[i : i + BATCH] for i in range(0, len(ordered), BATCH)]
    rng.shuffle(groups)
    yield from groups


def report(reader: Reader, watched: Sequence[Item], rng: random.Random) -> None:
    """Print the figures on what was held out."""
    reader.train(False)
    given: dict[int, list[tuple[float, float]]] = defaultdict(list)
    with torch.inference_mode():
        for batch in batches(watched, rng):
            for (_, kind, equal), logit in zip(batch, reader(batch).tolist(), strict=True):
                given[kind].append((equal, logit))
    reader.train()
    for kind, found in sorted(given.items()):
        equal, logits = (np.array(column) for column in zip(*found, strict=True))
        print(f"  {KINDS[kind]}: {len(found)} masked pairs, {told(equal > 0.5, logits)}", flush=True)


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
    pairs = Pairs(contradiction.bundled_folder())
    rows: dict[tuple[str, bool], list[dict[str, str]]] = defaultdict(list)
    for line in args.slots.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        aside = int(hashlib.sha1(f"relation {row['story']}".encode()).hexdigest(), 16) % HELD_OUT == 0
        rows[row["kind"], aside].append(row)

    def items(chosen: Sequence[dict[str, str]]) -> list[Item]:
        read = ((pairs.ids(row["left"], row["right"]), KINDS.index(row["kind"]), float(row["equal"])) for row in chosen)
        return [(ids, kind, equal) for ids, kind, equal in read if ids is not None]

    def sample(kind: str, aside: bool, most: int | None) -> list[dict[str, str]]:
        return rng.sample(rows[kind, aside], min(len(rows[kind, aside]), most or len(rows[kind, aside])))

    watched = items([row for kind in KINDS for row in sample(kind, True, WATCHED.get(kind, WATCHED_ELSE))])
    reader = Reader(pairs)
    adapters = [p for p in reader.encoder.parameters() if p.requires_grad]
    groups = [{"params": adapters, "peak": PEAK}, {"params": reader.slots.parameters(), "peak": PEAK_OUTPUTS}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    begun, done, seen = time.monotonic(), 0.0, 0
    while done < 1:
        pool = [row for kind in KINDS for row in sample(kind, False, SAMPLES.get(kind))]
        rng.shuffle(pool)
        for start in range(0, len(pool), AT_A_TIME):
            losses = []
            for batch in batches(items(pool[start : start + AT_A_TIME]), rng):
                done = (time.monotonic() - begun) / (60 * args.minutes)
                if done >= 1:
                    break
                for group in optimizer.param_groups:
                    group["lr"] = group["peak"] * min(1, done / WARM_UP) * (1 - done)
                equal = torch.tensor([equal for _, _, equal in batch]) * (1 - SMOOTHING) + SMOOTHING / 2
                loss = nn.functional.binary_cross_entropy_with_logits(reader(batch), equal)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(adapters, 1.0)
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
                losses.append(loss.item())
                seen += len(batch)
            if losses:
                print(f"{seen} pairs, {done:.3f} done, loss {np.mean(losses):.4f}", flush=True)
    report(reader, watched, rng)
    print(f"SHA-256 {reader.save(args.out)}")


if __name__ == "__main__":
    main()
