"""Turns a trained model into the form that is shipped: half precision, and a vocabulary without what English news does not use.

    python training/export.py /tmp/run/model consistency/data/relation

Prints the SHA-256 of the weights, which goes into the module that loads them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import unicodedata
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from train import base_folder

EMBEDDINGS = "bert.embeddings.word_embeddings.weight"
MAX_TOKENS = 256


def is_kept(token: str) -> bool:
    """Whether a token can stand in Latin text: no placeholders, and no letters of other scripts (they become [UNK])."""
    return not token.startswith("[unused") and all(not c.isalpha() or unicodedata.name(c, "").startswith(("LATIN", "GREEK")) for c in token)


def main() -> None:
    """Reads the options and writes the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("shipped", type=Path)
    args = parser.parse_args()
    args.shipped.mkdir(parents=True, exist_ok=True)

    tokenizer = json.loads((base_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    old = tokenizer["model"]["vocab"]
    kept = [token for token in sorted(old, key=old.__getitem__) if is_kept(token)]
    new = {token: i for i, token in enumerate(kept)}
    tokenizer["model"]["vocab"] = new
    for added in tokenizer["added_tokens"]:
        added["id"] = new[added["content"]]
    for special in tokenizer["post_processor"]["special_tokens"].values():
        special["ids"] = [new[token] for token in special["tokens"]]
    tokenizer["truncation"] = tokenizer["padding"] = None
    (args.shipped / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    settings = {"tokenizer_class": "BertTokenizer", "do_lower_case": True, "model_max_length": MAX_TOKENS}
    (args.shipped / "tokenizer_config.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")

    config = json.loads((args.trained / "config.json").read_text(encoding="utf-8"))
    config |= {"vocab_size": len(kept), "dtype": "float16", "pad_token_id": new["[PAD]"]}
    (args.shipped / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")

    weights = load_file(args.trained / "model.safetensors")
    if len(weights[EMBEDDINGS]) == len(old):  # a model that went on from an exported one has the smaller vocabulary already
        weights[EMBEDDINGS] = weights[EMBEDDINGS][torch.tensor([old[token] for token in kept])]
    weights = {name: value.to(torch.float16).contiguous() for name, value in weights.items() if not name.endswith("position_ids")}
    path = args.shipped / "model.safetensors"
    save_file(weights, path, metadata={"format": "pt"})
    print(f"{len(kept)} of {len(old)} tokens kept, {path.stat().st_size / 1e6:.1f} MB")
    print(f"SHA-256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
