"""What the models that are learnt on the encoder of the contradiction model share in training: its adapters, and the loop."""

from __future__ import annotations

import hashlib
import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from transformers import MPNetModel

from consistency import contradiction
from consistency.adapted import WIDTH

FIRST_LAYER = 2
"""Layers before it are left as they are: their gradients would cost a quarter of the time."""
BATCH = 24
AT_A_TIME = 512
WARM_UP = 0.04
HELD_OUT = 6

Item = TypeVar("Item")


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


def held_out(story: str) -> bool:
    """Whether a story's pairs stay out of training."""
    return int(hashlib.sha1(f"relation {story}".encode()).hexdigest(), 16) % HELD_OUT == 0


def encoder(start: Path | None = None) -> MPNetModel:
    """The encoder as it is shipped, with an adapter for every matrix from the third layer on: new ones, or those in `start`."""
    model = contradiction.cross_encoder(str(contradiction.bundled_folder()), local=True).model
    assert model is not None
    found: MPNetModel = model.mpnet
    found.requires_grad_(False)
    for layer in found.encoder.layer[FIRST_LAYER:]:
        for name in "qkvo":
            setattr(layer.attention.attn, name, Adapted(getattr(layer.attention.attn, name)))
        layer.intermediate.dense, layer.output.dense = Adapted(layer.intermediate.dense), Adapted(layer.output.dense)
    if start is not None:
        known = {name: value.float() for name, value in load_file(start / "model.safetensors").items() if name.endswith((".a", ".b"))}
        found.load_state_dict(known, strict=False)
    return found


def vectors(model: MPNetModel, ids: Sequence[Sequence[int]]) -> torch.Tensor:
    """The encoder's vectors of pairs of statements, shape (pairs, pieces, width)."""
    width = max(map(len, ids))
    padding = int(model.config.pad_token_id or 0)
    padded = torch.tensor([[*each, *[padding] * (width - len(each))] for each in ids])
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported()):
        given: torch.Tensor = model(input_ids=padded, attention_mask=padded.ne(padding).long()).last_hidden_state
    return given.float()


def save(folder: Path, model: MPNetModel, outputs: Mapping[str, torch.Tensor]) -> str:
    """Write the adapters and the outputs in half precision; the digest of the file."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in model.state_dict().items() if name.endswith((".a", ".b"))} | dict(outputs)
    save_file({name: value.to(torch.float16).contiguous() for name, value in kept.items()}, folder / "model.safetensors")
    return hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()


def batches(items: Sequence[Item], length: Callable[[Item], int], rng: random.Random) -> Iterator[list[Item]]:
    """Batches of pairs of nearly one length, in random order."""
    ordered = sorted(items, key=length)
    groups = [ordered[i : i + BATCH] for i in range(0, len(ordered), BATCH)]
    rng.shuffle(groups)
    yield from groups


def train(
    model: MPNetModel,
    outputs: nn.Module,
    a_pass: Callable[[], list[Item]],
    length: Callable[[Item], int],
    loss_of: Callable[[list[Item]], torch.Tensor],
    peaks: tuple[float, float],
    minutes: float,
    rng: random.Random,
) -> None:
    """Pass after pass until the clock ends it; the rates fall to zero by then.

    Args:
        model: the encoder, whose adapters learn.
        outputs: what learns on top of it.
        a_pass: the items of the next pass.
        length: of an item, in word pieces.
        loss_of: the mean loss over a batch.
        peaks: the greatest rates, of the adapters and of the outputs.
        minutes: how long it takes.
        rng: the order.
    """
    adapters = [p for p in model.parameters() if p.requires_grad]
    groups = [{"params": adapters, "peak": peaks[0]}, {"params": outputs.parameters(), "peak": peaks[1]}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    begun, done, seen = time.monotonic(), 0.0, 0
    while done < 1:
        items = a_pass()
        rng.shuffle(items)
        for start in range(0, len(items), AT_A_TIME):
            losses = []
            for batch in batches(items[start : start + AT_A_TIME], length, rng):
                done = (time.monotonic() - begun) / (60 * minutes)
                if done >= 1:
                    break
                for group in optimizer.param_groups:
                    group["lr"] = group["peak"] * min(1, done / WARM_UP) * (1 - done)
                loss = loss_of(batch)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(adapters, 1.0)
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
                losses.append(loss.item())
                seen += len(batch)
            if losses:
                print(f"{seen} pairs, {done:.3f} done, loss {np.mean(losses):.4f}", flush=True)
