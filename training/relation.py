"""Trains the relation model: goes on from the contradiction model with pairs of news statements and new outputs.

    python training/relation.py JUDGED.jsonl --pairs-folder DATA/train --from consistency/data/relation --out /tmp/run

A line of JUDGED is one pair of statements of two outlets on one story: `left`, `right`; `relation`, the shares of readers that said
other fact, shared in passing, same fact; `verdict`, the shares that said agree, wording, contradict of what both tell, or zeros; `reason`
of a contradiction, or null; `story`; `source`: `judged` for real pairs, `written` for pairs of which one side was rewritten, `edited` for
those changed by a rule of training/edits.py. One story in six stays out of training, and the figures on it are printed after every other
pass. Pairs of the contradiction model's data are mixed in, so that it forgets little of it. A run can be ended by the clock (`--until`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import torch
from mixture import build, stretch
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score
from tokenizers import Tokenizer
from train import PooledDropout

HEADS = {
    "nli": ("entailment", "neutral", "contradiction"),
    "relation": ("other", "passing", "same"),
    "verdict": ("agree", "wording", "contradict"),
    "reason": ("number", "date", "duration", "place", "agent", "negation", "opposite", "sequence", "scope"),
}
"""The outputs by question; each question's answers exclude one another."""
LABELS = tuple(label for labels in HEADS.values() for label in labels)
REASONS = {"name": "agent", "status": "agent", "other": None}
"""Words of the judges that have no output of their own."""
SEED = 20261
BATCH = 32
MAX_TOKENS = 192
PEAK = 1e-4
WARM_UP = 0.06
DROPOUT = 0.1
HELD_OUT = 6
SMOOTHING = 0.06
VERDICT_WEIGHTS = (1.0, 1.5, 2.0)
"""Contradictions and differences are rarer than agreement."""


@dataclass(frozen=True, slots=True)
class Row:
    """A pair, and what is asked of it: target shares by question, zeros where a question has no answer."""

    left: str
    right: str
    targets: dict[str, tuple[float, ...]]
    story: str = ""
    source: str = "nli"


def held_out(story: str) -> bool:
    """Whether a story's pairs stay out of training."""
    return int(hashlib.sha1(f"relation {story}".encode()).hexdigest(), 16) % HELD_OUT == 0


def read(path: Path) -> list[Row]:
    """The judged and written pairs."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        targets = {"relation": tuple(pair["relation"])} if any(pair["relation"]) else {}
        if any(pair["verdict"]):
            targets["verdict"] = tuple(pair["verdict"])
        reason = REASONS.get(pair["reason"], pair["reason"])
        if reason in HEADS["reason"]:
            targets["reason"] = tuple(float(name == reason) for name in HEADS["reason"])
        rows.append(Row(pair["left"], pair["right"], targets, pair["story"], pair["source"]))
    return rows


class Pairs:
    """Token ids of pairs, each statement tokenised once."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._marks = [self._tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]")]
        self._known: dict[str, list[int]] = {}

    def _ids(self, text: str) -> list[int]:
        if text not in self._known:
            self._known[text] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return self._known[text]

    def ids(self, left: str, right: str) -> tuple[list[int], int]:
        """The ids of `[CLS] left [SEP] right [SEP]`, cut at the longer one's end, and where the second part begins."""
        a, b = self._ids(left), self._ids(right)
        room = MAX_TOKENS - 3
        if len(a) + len(b) > room:
            a = a[: max(room - len(b), room // 2)]
            b = b[: room - len(a)]
        start, end = self._marks
        return [start, *a, end, *b, end], len(a) + 2


Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, list[int]]


def batches(items: Sequence[tuple[list[int], int, int]], size: int, rng: random.Random | None = None) -> Iterator[Batch]:
    """Batches of pairs of nearly one length: ids, segment, mask, and the numbers given with the pairs."""
    ordered = sorted(items, key=lambda item: len(item[0]))
    groups = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    if rng is not None:
        rng.shuffle(groups)
    for group in groups:
        width = max(len(ids) for ids, _, _ in group)
        ids = torch.zeros(len(group), width, dtype=torch.long)
        segment, mask = torch.zeros_like(ids), torch.zeros_like(ids)
        for row, (tokens, second, _) in enumerate(group):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            segment[row, second : len(tokens)] = 1
            mask[row, : len(tokens)] = 1
        yield ids, segment, mask, [number for _, _, number in group]


def loss_of(logits: torch.Tensor, rows: Sequence[Row]) -> torch.Tensor:
    """Mean cross-entropy over the rows; each question counts where a row answers it."""
    total = logits.new_zeros(())
    start = 0
    for head, labels in HEADS.items():
        part, start = logits[:, start : start + len(labels)], start + len(labels)
        asked = [i for i, row in enumerate(rows) if head in row.targets]
        if not asked:
            continue
        target = torch.tensor([rows[i].targets[head] for i in asked], dtype=torch.float32)
        target = target / target.sum(1, keepdim=True) * (1 - SMOOTHING) + SMOOTHING / len(labels)
        weight = torch.tensor(VERDICT_WEIGHTS) if head == "verdict" else None
        share = (0.5 if head == "reason" else 1.0) * len(asked) / len(rows)
        total = total + share * torch.nn.functional.cross_entropy(part[asked], target, weight=weight)
    return total


def predict(model: torch.nn.Module, pairs: Pairs, rows: Sequence[Row]) -> NDArray[np.float64]:
    """Logits, the mean of both directions; shape (rows, outputs)."""
    model.eval()
    total = np.zeros((len(rows), len(LABELS)))
    items = [(*pairs.ids(a, b), i) for i, row in enumerate(rows) for a, b in ((row.left, row.right), (row.right, row.left))]
    with torch.inference_mode():
        for ids, segment, mask, numbers in batches(items, 64):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(input_ids=ids, token_type_ids=segment, attention_mask=mask).logits.float().numpy()
            for number, row in zip(numbers, logits, strict=True):
                total[number] += row
    return total / 2


def probabilities(logits: NDArray[np.float64], head: str) -> NDArray[np.float64]:
    """The answers to one question, 0..1, adding up to 1."""
    start = LABELS.index(HEADS[head][0])
    part = logits[:, start : start + len(HEADS[head])]
    part = np.exp(part - part.max(axis=1, keepdims=True))
    return np.asarray(part / part.sum(axis=1, keepdims=True))


def report(model: torch.nn.Module, pairs: Pairs, tuning: Sequence[Row], nli: Sequence[Row]) -> None:
    """Print the figures on what was held out."""
    for source in ("judged", "written"):
        rows = [r for r in tuning if r.source == source]
        if not rows:
            continue
        logits = predict(model, pairs, rows)
        asked = [i for i, r in enumerate(rows) if "relation" in r.targets]
        same = np.array([rows[i].targets["relation"][2] > 0.5 for i in asked])
        shared = np.array([rows[i].targets["relation"][0] < 0.5 for i in asked])
        relation = probabilities(logits[asked], "relation")
        line = f"  {source}: {len(rows)} pairs, average precision same fact {average_precision_score(same, relation[:, 2]):.3f}"
        line += f", same or in passing {average_precision_score(shared, 1 - relation[:, 0]):.3f}"
        told = [i for i, r in enumerate(rows) if "verdict" in r.targets]
        verdict = probabilities(logits[told], "verdict")
        truth = np.array([np.argmax(rows[i].targets["verdict"]) for i in told])
        precision = average_precision_score(truth == 2, verdict[:, 2])
        line += f"; contradict {int((truth == 2).sum())} of {len(told)}, average precision {precision:.3f}"
        calm = truth < 2
        if len(set(truth[calm])) == 2:
            line += f"; wording against agree, area {roc_auc_score(truth[calm] == 1, verdict[calm, 1] - verdict[calm, 0]):.3f}"
        why = [i for i, r in enumerate(rows) if "reason" in r.targets]
        right = probabilities(logits[why], "reason").argmax(axis=1) == np.array([np.argmax(rows[i].targets["reason"]) for i in why])
        print(f"{line}; reason right in {right.mean():.3f} of {len(why)}", flush=True)
    if nli:
        right = probabilities(predict(model, pairs, nli), "nli").argmax(axis=1) == np.array([np.argmax(r.targets["nli"]) for r in nli])
        print(f"  sentence pairs: {right.mean():.3f} of {len(nli)} right", flush=True)


def main() -> None:
    """Reads the options and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", type=Path)
    parser.add_argument("--from", dest="start", type=Path, required=True, help="the folder of a trained contradiction model")
    parser.add_argument("--pairs-folder", type=Path, required=True, help="tab-separated files with premise, hypothesis, label")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=float, default=4.0)
    parser.add_argument("--nli", type=float, default=0.5, help="sentence pairs mixed in for each judged one")
    parser.add_argument("--until", type=datetime.fromisoformat, help="clock at which the rate has fallen to zero")
    parser.add_argument("--all", action="store_true", help="train on what is held out, too")
    args = parser.parse_args()

    from transformers import AutoModelForSequenceClassification

    torch.manual_seed(SEED)
    torch.set_num_threads(os.cpu_count() or 1)
    rng = random.Random(SEED)
    every = read(args.judged)
    train = [r for r in every if args.all or not held_out(r.story)]
    tuning = [r for r in every if held_out(r.story)]
    sets, kept = build(args.pairs_folder, None, [], SEED)
    nli = [Row(x.premise, x.hypothesis, {"nli": x.target}) for x in kept.get("mnli", [])]
    print(f"{len(train)} pairs to train, {len(tuning)} held out, {len(nli)} sentence pairs to watch", flush=True)

    model = AutoModelForSequenceClassification.from_pretrained(
        args.start, attn_implementation="eager", attention_probs_dropout_prob=0.0, dtype=torch.float32
    )
    grown(model)
    for module in [m for m in model.modules() if isinstance(getattr(m, "dropout", None), torch.nn.Dropout) and m.dropout.p > 0]:
        module.dropout = PooledDropout(DROPOUT)
    model.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    pairs = Pairs(args.start)
    trained = [p for p in model.parameters() if p.requires_grad]
    head = list(model.classifier.parameters())
    body = [p for p in trained if all(p is not h for h in head)]
    groups = [
        {"params": [p for p in body if p.ndim > 1], "weight_decay": 0.01, "scale": 1.0},
        {"params": [p for p in body if p.ndim <= 1], "weight_decay": 0.0, "scale": 1.0},
        {"params": head, "weight_decay": 0.0, "scale": 5.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=PEAK, betas=(0.9, 0.98), fused=True)

    total = int(args.passes * len(train) * (1 + args.nli))
    seen, begun, number, done = 0, time.time(), 0, 0.0
    while done < 1:
        examples = stretch(sets, number, int(len(train) * args.nli), SEED) if args.nli else []
        rows = train + [Row(x.premise, x.hypothesis, {"nli": x.target}) for x in examples]
        rng.shuffle(rows)
        model.train()
        losses: list[float] = []
        for start in range(0, len(rows), 4096):
            part = rows[start : start + 4096]
            items = []
            for i, row in enumerate(part):
                turned = row.source != "nli" and rng.random() < 0.5
                items.append((*(pairs.ids(row.right, row.left) if turned else pairs.ids(row.left, row.right)), i))
            for ids, segment, mask, numbers in batches(items, BATCH, rng):
                done = seen / total
                if args.until is not None:
                    done = max(done, (time.time() - begun) / (args.until.timestamp() - begun))
                if done >= 1:
                    break
                rate = PEAK * min(1, done / WARM_UP) * (1 - done)
                for group in optimizer.param_groups:
                    group["lr"] = rate * group["scale"]
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    logits = model(input_ids=ids, token_type_ids=segment, attention_mask=mask).logits
                loss = loss_of(logits.float(), [part[i] for i in numbers])
                loss.backward()
                torch.nn.utils.clip_grad_norm_(trained, 1.0)
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
                losses.append(loss.item())
                seen += len(numbers)
        number += 1
        loss_now, pace = np.mean(losses[-300:]), seen / (time.time() - begun)
        print(f"{datetime.now():%H:%M:%S} {seen} pairs, {done:.3f} done, loss {loss_now:.4f}, {pace:.0f} pairs/s", flush=True)
        model.save_pretrained(args.out)
        if number % 2 == 0 or done >= 1:
            report(model, pairs, tuning, nli)


def grown(model: torch.nn.Module) -> None:
    """Give a model of three outputs all of `LABELS`; the three keep their weights."""
    old = model.classifier
    new = torch.nn.Linear(old.in_features, len(LABELS))
    with torch.no_grad():
        new.weight.normal_(0, 0.02)
        new.bias.zero_()
        for label in HEADS["nli"]:
            at = {name.lower(): int(i) for i, name in model.config.id2label.items()}[label]
            new.weight[LABELS.index(label)] = old.weight[at]
            new.bias[LABELS.index(label)] = old.bias[at]
    model.classifier = new
    model.num_labels = model.config.num_labels = len(LABELS)
    model.config.id2label = dict(enumerate(LABELS))
    model.config.label2id = {label: i for i, label in enumerate(LABELS)}


if __name__ == "__main__":
    main()
