"""Turns a trained model into the form that is shipped: fewer bits, and a vocabulary without what English news does not use.

    python training/export.py /tmp/run PUBLISHED consistency/data/contradiction --four-bit
    python training/export.py /tmp/run consistency/data/relation consistency/data/relation

The second folder holds the tokenizer that the model was trained with. Without `--four-bit` the weights are stored in half precision.
Prints the SHA-256 of the weights, which goes into the module that loads them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import unicodedata
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from consistency.weights import packed

EMBEDDINGS = "embeddings.word_embeddings.weight"
MAX_TOKENS = 256


def is_kept(token: str) -> bool:
    """Whether a token can stand in Latin text: no placeholders, and no letters of other scripts (they become [UNK])."""
    return not token.startswith("[unused") and all(not c.isalpha() or unicodedata.name(c, "").startswith(("LATIN", "GREEK")) for c in token)


def renumbered(tokenizer: dict[str, Any], new: dict[str, int]) -> dict[str, Any]:
    """The tokenizer with these ids for its tokens, and no others; it neither pads nor cuts by itself."""
    processor = dict(tokenizer["post_processor"])
    if "special_tokens" in processor:
        processor["special_tokens"] = {
            name: special | {"ids": [new[token] for token in special["tokens"]]} for name, special in processor["special_tokens"].items()
        }
    for mark in ("sep", "cls"):
        if mark in processor:
            processor[mark] = [processor[mark][0], new[processor[mark][0]]]
    added = [token | {"id": new[token["content"]]} for token in tokenizer["added_tokens"]]
    model = tokenizer["model"] | {"vocab": new}
    return tokenizer | {"model": model, "added_tokens": added, "post_processor": processor, "truncation": None, "padding": None}


def main() -> None:
    """Reads the options and writes the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("shipped", type=Path)
    parser.add_argument("--four-bit", action="store_true")
    args = parser.parse_args()
    args.shipped.mkdir(parents=True, exist_ok=True)

    tokenizer = json.loads((args.tokenizer / "tokenizer.json").read_text(encoding="utf-8"))
    old = tokenizer["model"]["vocab"]
    kept = [token for token in sorted(old, key=old.__getitem__) if is_kept(token)]
    new = {token: i for i, token in enumerate(kept)}
    text = json.dumps(renumbered(tokenizer, new), ensure_ascii=False, separators=(",", ":"))
    config = json.loads((args.trained / "config.json").read_text(encoding="utf-8"))
    padding = next(token for token in ("[PAD]", "<pad>") if config["pad_token_id"] == old.get(token))
    config |= {"vocab_size": len(kept), "dtype": "float16", "pad_token_id": new[padding]}
    names = {"bert": "BertTokenizer", "mpnet": "MPNetTokenizer"}
    settings = {"tokenizer_class": names[config["model_type"]], "do_lower_case": True, "model_max_length": MAX_TOKENS}

    weights = load_file(args.trained / "model.safetensors")
    words = next(name for name in weights if name.endswith(EMBEDDINGS))
    weights[words] = weights[words][torch.tensor([old[token] for token in kept])]
    weights = {name: value for name, value in weights.items() if not name.endswith("position_ids") and not name.startswith("slots.")}
    shipped = packed(weights) if args.four_bit else {name: value.to(torch.float16).contiguous() for name, value in weights.items()}

    path = args.shipped / "model.safetensors"
    save_file(shipped, path, metadata={"format": "pt"})
    (args.shipped / "tokenizer.json").write_text(text, encoding="utf-8")
    (args.shipped / "tokenizer_config.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    (args.shipped / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(kept)} of {len(old)} tokens kept, {path.stat().st_size / 1e6:.1f} MB")
    print(f"SHA-256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
