"""Trains the relation model: goes on from the contradiction model with pairs of news statements and new outputs.

    python training/relation.py JUDGED.jsonl SLOTS.jsonl --from consistency/data/relation --out /tmp/run

A line of JUDGED is one pair of statements of two outlets on one story: `left`, `right`; `relation`, the shares of readers that said
other fact, shared in passing, same fact; `verdict`, the shares that said agree, wording, contradict of what both tell, or zeros; `story`;
`source`: `judged` for pairs that were read, `taught` for those that the model before answered.

A line of SLOTS (training/slots.py makes them) is one pair of statements in each of which one detail is masked: `left`, `right`, `kind` of
the detail, `equal`, 1 where both outlets give the same, else 0; `story`. Where two details stand in the same place of the same fact, two
outlets nearly always give the same, so that a model that foretells whether they do has learnt which details play the same part.

One story in six stays out of training, and the figures on it are printed after every pass. A run can be ended by the clock (`--until`).
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
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from sklearn.metrics import average_precision_score, roc_auc_score
from tokenizers import Tokenizer
from train import PooledDropout
from transformers import BertForSequenceClassification

HEADS = {"relation": ("other", "passing", "same"), "verdict": ("agree", "wording", "contradict")}
"""The outputs by question; each question's answers exclude one another."""
LABELS = tuple(label for labels in HEADS.values() for label in labels)
SLOTS = ("number", "date", "duration", "name", "place", "word")
"""Kinds of masked details."""
PLENTY = ("name", "word")
MOST_WATCHED = 1500
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
    """A pair, and what is asked of it: target shares by question, zeros where a question has no answer; or one pair of masked details."""

    left: str
    right: str
    targets: dict[str, tuple[float, ...]]
    story: str
    source: str
    kind: str = ""
    """Of the masked details, one of SLOTS; empty for a pair without masks."""
    equal: float = 0.0


def held_out(story: str) -> bool:
    """Whether a story's pairs stay out of training."""
    return int(hashlib.sha1(f"relation {story}".encode()).hexdigest(), 16) % HELD_OUT == 0


def read(path: Path) -> list[Row]:
    """The pairs of statements."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        targets = {head: tuple(pair[head]) for head in HEADS if any(pair[head])}
        rows.append(Row(pair["left"], pair["right"], targets, pair["story"], pair["source"]))
    return rows


def read_slots(path: Path) -> list[Row]:
    """The pairs of masked details."""
    pairs = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Row(p["left"], p["right"], {}, p["story"], "slots", p["kind"], float(p["equal"])) for p in pairs]


class Reader(torch.nn.Module):
    """The encoder with the outputs for statements, and those for slots over the two places that are masked."""

    def __init__(self, encoder: BertForSequenceClassification, mask: int, start: Path | None = None) -> None:
        super().__init__()
        self.encoder = encoder
        self._mask = mask
        self.slots = torch.nn.Linear(3 * encoder.config.hidden_size, len(SLOTS))
        torch.nn.init.normal_(self.slots.weight, std=0.02)
        torch.nn.init.zeros_(self.slots.bias)
        if start is not None:
            kept = load_file(start / "model.safetensors")
            if "slots.weight" in kept:
                self.slots.load_state_dict({name: kept[f"slots.{name}"].float() for name in ("weight", "bias")})

    def forward(self, ids: torch.Tensor, segment: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits of LABELS and of SLOTS; the second mean something for pairs with two masks alone."""
        hidden = self.encoder.bert(input_ids=ids, token_type_ids=segment, attention_mask=mask)
        answers = self.encoder.classifier(self.encoder.dropout(hidden.pooler_output))
        places = (ids == self._mask).float()
        rows = torch.arange(len(ids))
        first = hidden.last_hidden_state[rows, places.argmax(1)].float()
        last = hidden.last_hidden_state[rows, ids.shape[1] - 1 - places.flip(1).argmax(1)].float()
        whole = hidden.last_hidden_state[:, 0].float()
        return answers.float(), self.slots(torch.cat([first * last, (first - last).abs(), whole], dim=1))

    def save(self, folder: Path) -> None:
        """The encoder as transformers saves it, and the weights for slots in the same file."""
        self.encoder.save_pretrained(folder)
        weights = load_file(folder / "model.safetensors")
        weights |= {f"slots.{name}": value.detach().clone() for name, value in self.slots.state_dict().items()}
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


class Pairs:
    """Token ids of pairs, each statement tokenised once."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._marks = [self._tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]")]
        self.mask: int = self._tokenizer.token_to_id("[MASK]")
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

    def fits(self, row: Row) -> bool:
        """Whether what is asked of the row can be seen: of masked details, one mask in each statement, not cut off."""
        if not row.kind:
            return True
        ids, second = self.ids(row.left, row.right)
        return ids[:second].count(self.mask) == ids[second:].count(self.mask) == 1


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


def loss_of(logits: torch.Tensor, slots: torch.Tensor, rows: Sequence[Row]) -> torch.Tensor:
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
        total = total + len(asked) / len(rows) * torch.nn.functional.cross_entropy(part[asked], target, weight=weight)
    asked = [i for i, row in enumerate(rows) if row.kind]
    if asked:
        given = slots[asked, torch.tensor([SLOTS.index(rows[i].kind) for i in asked])]
        equal = torch.tensor([rows[i].equal for i in asked]) * (1 - SMOOTHING) + SMOOTHING / 2
        total = total + len(asked) / len(rows) * torch.nn.functional.binary_cross_entropy_with_logits(given, equal)
    return total


def predict(model: Reader, pairs: Pairs, rows: Sequence[Row]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Logits of LABELS and of SLOTS, the shorter statement first as the package reads; shapes (rows, outputs)."""
    model.eval()
    answers, slots = np.zeros((len(rows), len(LABELS))), np.zeros((len(rows), len(SLOTS)))
    items = [(*pairs.ids(*sorted((row.left, row.right), key=len)), i) for i, row in enumerate(rows)]
    with torch.inference_mode():
        for ids, segment, mask, numbers in batches(items, 64):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                answer, slot = model(ids, segment, mask)
            answers[numbers], slots[numbers] = answer.numpy(), slot.float().numpy()
    return answers, slots


def probabilities(logits: NDArray[np.float64], head: str) -> NDArray[np.float64]:
    """The answers to one question, 0..1, adding up to 1."""
    start = LABELS.index(HEADS[head][0])
    part = logits[:, start : start + len(HEADS[head])]
    part = np.exp(part - part.max(axis=1, keepdims=True))
    return np.asarray(part / part.sum(axis=1, keepdims=True))


def report(model: Reader, pairs: Pairs, tuning: Sequence[Row]) -> None:
    """Print the figures on what was held out."""
    rows = [r for r in tuning if r.source == "judged"]
    logits, _ = predict(model, pairs, rows)
    same = np.array([r.targets["relation"][2] > 0.5 for r in rows])
    shared = np.array([r.targets["relation"][0] < 0.5 for r in rows])
    relation = probabilities(logits, "relation")
    line = f"  judged: {len(rows)} pairs, average precision same fact {average_precision_score(same, relation[:, 2]):.3f}"
    line += f", same or in passing {average_precision_score(shared, 1 - relation[:, 0]):.3f}"
    told = [i for i, r in enumerate(rows) if "verdict" in r.targets]
    verdict = probabilities(logits[told], "verdict")
    truth = np.array([np.argmax(rows[i].targets["verdict"]) for i in told])
    line += (
        f"; contradict {int((truth == 2).sum())} of {len(told)}, average precision {average_precision_score(truth == 2, verdict[:, 2]):.3f}"
    )
    calm = truth < 2
    print(f"{line}; wording against agree, area {roc_auc_score(truth[calm] == 1, verdict[calm, 1] - verdict[calm, 0]):.3f}", flush=True)
    for kind in SLOTS:
        masked = [r for r in tuning if r.kind == kind and pairs.fits(r)][:MOST_WATCHED]
        if not masked:
            continue
        given = predict(model, pairs, masked)[1][:, SLOTS.index(kind)]
        equal = np.array([r.equal > 0.5 for r in masked])
        least = np.quantile(given[~equal], 0.99)
        line = f"  {kind}: {len(masked)} masked pairs, area {roc_auc_score(equal, given):.3f}"
        print(f"{line}, {(given[equal] > least).mean():.2f} of the equal ones above 99 % of the others", flush=True)


def main() -> None:
    """Reads the options and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", type=Path)
    parser.add_argument("slots", type=Path)
    parser.add_argument("--from", dest="start", type=Path, required=True, help="the folder of a trained cross-encoder")
    parser.add_argument("--tokenizer", type=Path, help="the folder of its tokenizer, if another one")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=float, default=3.0)
    parser.add_argument("--most", type=int, default=10000, help="masked names, and masked words, in a pass")
    parser.add_argument("--until", type=datetime.fromisoformat, help="clock at which the rate has fallen to zero")
    parser.add_argument("--all", action="store_true", help="train on what is held out, too")
    args = parser.parse_args()

    torch.manual_seed(SEED)
    torch.set_num_threads(os.cpu_count() or 1)
    rng = random.Random(SEED)
    pairs = Pairs(args.tokenizer or args.start)
    every = read(args.judged)
    masked = read_slots(args.slots)
    tuning = [r for r in (*every, *masked) if held_out(r.story)]
    train = [r for r in every if args.all or not held_out(r.story)]
    to_mask = [r for r in masked if args.all or not held_out(r.story)]
    model = Reader(started(args.start), pairs.mask, args.start)
    for module in [m for m in model.modules() if isinstance(getattr(m, "dropout", None), torch.nn.Dropout) and m.dropout.p > 0]:
        module.dropout = PooledDropout(DROPOUT)
    model.encoder.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    trained = [p for p in model.parameters() if p.requires_grad]
    head = [*model.encoder.classifier.parameters(), *model.slots.parameters()]
    body = [p for p in trained if all(p is not h for h in head)]
    groups = [
        {"params": [p for p in body if p.ndim > 1], "weight_decay": 0.01, "scale": 1.0},
        {"params": [p for p in body if p.ndim <= 1], "weight_decay": 0.0, "scale": 1.0},
        {"params": head, "weight_decay": 0.0, "scale": 5.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=PEAK, betas=(0.9, 0.98), fused=True)

    def in_a_pass() -> list[Row]:
        by_kind = {kind: [r for r in to_mask if r.kind == kind] for kind in SLOTS}
        chosen = [r for kind, rows in by_kind.items() for r in (rng.sample(rows, min(args.most, len(rows))) if kind in PLENTY else rows)]
        return [*train, *(r for r in chosen if pairs.fits(r))]

    total = int(args.passes * len(in_a_pass()))
    print(f"{total} pairs to see, {len(tuning)} held out", flush=True)
    seen, begun, done = 0, time.time(), 0.0
    while done < 1:
        rows = in_a_pass()
        rng.shuffle(rows)
        model.train()
        losses: list[float] = []
        for start in range(0, len(rows), 4096):
            part = rows[start : start + 4096]
            items = [
                (*(pairs.ids(row.right, row.left) if rng.random() < 0.5 else pairs.ids(row.left, row.right)), i)
                for i, row in enumerate(part)
            ]
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
                    logits, slots = model(ids, segment, mask)
                loss = loss_of(logits, slots.float(), [part[i] for i in numbers])
                loss.backward()
                torch.nn.utils.clip_grad_norm_(trained, 1.0)
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
                losses.append(loss.item())
                seen += len(numbers)
            loss_now, pace = np.mean(losses[-300:]), seen / (time.time() - begun)
            print(f"{datetime.now():%H:%M:%S} {seen} pairs, {done:.3f} done, loss {loss_now:.4f}, {pace:.0f} pairs/s", flush=True)
        model.save(args.out)
        report(model, pairs, tuning)


def started(folder: Path) -> BertForSequenceClassification:
    """The cross-encoder in the folder with the outputs LABELS, which keep their weights where it has them."""
    from transformers import AutoModelForSequenceClassification

    model = AutoModelForSequenceClassification.from_pretrained(
        folder, attn_implementation="eager", attention_probs_dropout_prob=0.0, dtype=torch.float32
    )
    old = model.classifier
    new = torch.nn.Linear(old.in_features, len(LABELS))
    columns = {name.lower(): int(i) for i, name in model.config.id2label.items()}
    with torch.no_grad():
        new.weight.normal_(0, 0.02)
        new.bias.zero_()
        for k, label in enumerate(LABELS):
            if label in columns:
                new.weight[k], new.bias[k] = old.weight[columns[label]], old.bias[columns[label]]
    model.classifier = new
    model.num_labels = model.config.num_labels = len(LABELS)
    model.config.id2label = dict(enumerate(LABELS))
    model.config.label2id = {label: i for i, label in enumerate(LABELS)}
    return model


if __name__ == "__main__":
    main()
