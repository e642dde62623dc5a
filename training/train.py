"""Trains the contradiction model: the first layers of all-mpnet-base-v2 as a cross-encoder of entailment, neutral and contradiction.

    python training/train.py --pairs-folder DATA/train --base PUBLISHED --out /tmp/run
    python training/train.py --pairs-folder DATA/train --from /tmp/run --news NEWS.jsonl --four-bit --out /tmp/run2

A line of NEWS is two statements of two outlets on one story: `left`, `right`; `target`, the shares of readers that said agree, a difference
in wording (or another fact), contradict; `story`; `set`, `judged` for pairs that were read and `written` for those of which one side was
written anew, to contradict the other one or only to seem to. They are read with the longer statement first, as in the package.

The learning rate falls to zero when `--pairs` have been seen or the clock reaches `--until`, whichever comes first.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import torch
from mixture import LABELS, Example, build, stretch
from tokenizers import Tokenizer
from torch.nn.utils import parametrize
from transformers import MPNetForSequenceClassification

from consistency.weights import packed, unpacked

BASE_DIGEST = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
LAYERS = 8
SEED = 20231
STRETCH = 2048
BATCH = 32
MAX_TOKENS = 160
PEAK = 5e-5
WARM_UP = 0.06
DROPOUT = 0.1
ROUND_EVERY = 100
"""Steps between two roundings of the weights to four bits."""


class PooledDropout(torch.nn.Module):
    """Dropout whose masks are windows of one random buffer: on a CPU, drawing fresh ones took a third of each step."""

    def __init__(self, probability: float, size: int = 1 << 24) -> None:
        super().__init__()
        self._pool = (torch.rand(size) >= probability).to(torch.bfloat16) / (1 - probability)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """`x` with some of its values zero and the others scaled up."""
        if not self.training:
            return x
        count = x.numel()
        start = int(torch.randint(self._pool.numel() - count, ()))
        return x * self._pool[start : start + count].view_as(x)


class Rounded(torch.nn.Module):
    """A weight as it will be stored, in four bits, through which the gradient passes as if it were not rounded.

    What rounding changes is computed anew every ROUND_EVERY steps, between which the weights hardly move.
    """

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        self.change = torch.zeros_like(weight)

    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        """The weight with what rounding changes."""
        return weight + self.change

    def round(self, weight: torch.Tensor) -> None:
        """Compute anew what rounding changes."""
        self.change = unpacked(packed({"w": weight.detach()}))["w"] - weight.detach()


def base(folder: Path, layers: int = LAYERS) -> MPNetForSequenceClassification:
    """The first layers of the published weights, digest checked, with a new output for each label; or a trained model that goes on."""
    weights = folder / "model.safetensors"
    if not (folder / "trained").exists():
        digest = hashlib.sha256(weights.read_bytes()).hexdigest()
        if digest != BASE_DIGEST:
            raise SystemExit(f"{weights}: not the published weights (SHA-256 {digest})")
    labels = dict(enumerate(LABELS))
    return MPNetForSequenceClassification.from_pretrained(
        folder,
        num_hidden_layers=layers,
        num_labels=len(labels),
        id2label=labels,
        label2id={v: k for k, v in labels.items()},
        attention_probs_dropout_prob=0.0,
    )


class Encoder:
    """Token ids of pairs, each sentence tokenised once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    def pair(self, premise: str, hypothesis: str) -> list[int]:
        """The ids of `<s> premise </s></s> hypothesis </s>`, cut at the longer one's end."""
        for text in (premise, hypothesis):
            if text not in self._known:
                self._known[text] = self._tokenizer.encode(text, add_special_tokens=False).ids[:MAX_TOKENS]
        a, b = self._known[premise], self._known[hypothesis]
        room = MAX_TOKENS - 4
        if len(a) + len(b) > room:
            b = b[: max(room - len(a), room // 2)]
            a = a[: room - len(b)]
        return [0, *a, 2, 2, *b, 2]


Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


def batches(examples: Sequence[Example], encoder: Encoder, rng: random.Random | None) -> Iterator[Batch]:
    """Batches of pairs of nearly one length, in random order or as they come: ids, mask, target."""
    rows = [(encoder.pair(x.premise, x.hypothesis), x.target) for x in examples]
    if rng is not None:
        rng.shuffle(rows)
        rows.sort(key=lambda row: len(row[0]))
    groups = [rows[i : i + BATCH] for i in range(0, len(rows), BATCH)]
    if rng is not None:
        rng.shuffle(groups)
    for group in groups:
        width = max(len(ids) for ids, _ in group)
        ids = torch.ones(len(group), width, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, (tokens, _) in enumerate(group):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            mask[row, : len(tokens)] = 1
        yield ids, mask, torch.tensor([target for _, target in group])


def accuracy(model: MPNetForSequenceClassification, encoder: Encoder, examples: Sequence[Example]) -> float:
    """Share of the examples whose likeliest label is the model's."""
    model.eval()
    right = 0
    ordered = sorted(examples, key=lambda x: len(x.premise) + len(x.hypothesis))
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for ids, mask, target in batches(ordered, encoder, None):
            right += int((model(input_ids=ids, attention_mask=mask).logits.argmax(1) == target.argmax(1)).sum())
    return right / len(examples)


def main() -> None:
    """Reads the options and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs-folder", type=Path, required=True, help="tab-separated files with premise, hypothesis, label")
    parser.add_argument("--news", type=Path, help="JSON lines with judged pairs of statements")
    start = parser.add_mutually_exclusive_group(required=True)
    start.add_argument("--base", type=Path, help="the folder of the published weights")
    start.add_argument("--from", dest="start", type=Path, help="the folder of a run that goes on")
    parser.add_argument("--tokenizer", type=Path, help="the folder of the tokenizer, if another one")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=50_000)
    parser.add_argument("--until", type=datetime.fromisoformat, help="clock at which the rate has fallen to its end")
    parser.add_argument("--rate", type=float, default=PEAK)
    parser.add_argument("--last-rate", type=float, default=0.0, help="share of the rate that is left at the end, for a run that will go on")
    parser.add_argument("--four-bit", action="store_true", help="train with the weights as they will be stored")
    args = parser.parse_args()

    torch.set_num_threads(os.cpu_count() or 1)
    torch.manual_seed(SEED)
    train, tuning = build(args.pairs_folder, args.news, SEED)
    for name, examples in train.items():
        print(f"{name}: {len(examples)} to train, {len(tuning.get(name, []))} held out", flush=True)
    folder = args.base or args.start
    model = base(folder)
    encoder = Encoder(Tokenizer.from_file(str((args.tokenizer or folder) / "tokenizer.json")))
    for module in [m for m in model.modules() if isinstance(getattr(m, "dropout", None), torch.nn.Dropout) and m.dropout.p > 0]:
        module.dropout = PooledDropout(DROPOUT)
    words = model.mpnet.embeddings.word_embeddings.weight.requires_grad_(False)  # keeps rare words' meaning, and saves time
    rounded: list[tuple[torch.nn.Module, Rounded]] = []
    if args.four_bit:
        words.data = unpacked(packed({"w": words.data}))["w"]
        for module in [m for m in model.mpnet.encoder.layer.modules() if isinstance(m, torch.nn.Linear)]:
            change = Rounded(module.weight)
            parametrize.register_parametrization(module, "weight", change)
            rounded.append((module, change))
    trained = [p for p in model.parameters() if p.requires_grad]
    head = list(model.classifier.parameters())
    body = [p for p in trained if all(p is not h for h in head)]
    groups = [
        {"params": body, "weight_decay": 0.01, "scale": 1.0},
        {"params": head, "weight_decay": 0.0, "scale": 4.0 if args.base else 1.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=args.rate, betas=(0.9, 0.98), fused=True)

    seen, index, step, begun, done = 0, 0, 0, time.time(), 0.0
    while done < 1:
        losses: list[float] = []
        model.train()
        for ids, mask, target in batches(stretch(train, index, STRETCH, SEED), encoder, random.Random(f"{SEED} batches {index}")):
            done = seen / args.pairs
            if args.until is not None:
                done = max(done, (time.time() - begun) / (args.until.timestamp() - begun))
            if done >= 1:
                break
            if step % ROUND_EVERY == 0:
                for module, change in rounded:
                    change.round(module.parametrizations.weight.original)  # type: ignore[union-attr, arg-type, operator]
            for group in optimizer.param_groups:
                group["lr"] = args.rate * group["scale"] * min(1, done / WARM_UP) * (1 - (1 - args.last_rate) * done)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(input_ids=ids, attention_mask=mask).logits
            loss = torch.nn.functional.cross_entropy(logits.float(), target)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(loss.item())
            seen, step = seen + len(ids), step + 1
        index += 1
        mean = sum(losses) / max(1, len(losses))
        print(
            f"{datetime.now():%H:%M:%S} {seen} pairs, {done:.3f} done, loss {mean:.4f}, {seen / (time.time() - begun):.0f} pairs/s",
            flush=True,
        )
        if done >= 1 or index % 8 == 0:
            figures = {
                name: accuracy(model, encoder, tuning[name][:600]) for name in ("mnli", "snli", "judged", "written") if tuning.get(name)
            }
            print("  held out: " + ", ".join(f"{name} {value:.3f}" for name, value in figures.items()), flush=True)
    for module, _ in rounded:
        parametrize.remove_parametrizations(module, "weight", leave_parametrized=False)
    model.save_pretrained(args.out)
    (args.out / "trained").touch()


if __name__ == "__main__":
    main()
