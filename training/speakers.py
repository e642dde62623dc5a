"""Learns the weights of `consistency/speakers/weights.py` from articles whose quotations have annotated speakers.

    python training/speakers.py [--epochs N] FOLDER… > consistency/speakers/weights.py

A FOLDER holds articles and a gold.jsonl with one object a quotation: `type` quote, `doc`, `parts` or `text`, `speaker`.
The model is a softmax over the candidates of each quotation; all candidates that mean the annotated speaker share the
likelihood. The speaker of the quotation before is taken from the annotation while training.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from consistency.corpus import read
from consistency.model import Document, Span, Utterance
from consistency.names import same_name
from consistency.speakers.attribution import Candidate, Place, Reader, score
from consistency.speakers.weights import WEIGHTS
from consistency.text import sentences

LEAST = 3
"""A feature counts from so many quotations on."""
DECAY = 0.002
"""Weight decay (L2)."""
HEAD = '''"""Weights of the attribution features, learnt from annotated news by `training/speakers.py`.

A feature's name says what it looks at: see `attribution.Reader`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

NOBODY: Final = "nobody"
"""Key of the score that the best candidate must reach."""

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
'''


def annotated(folder: Path) -> Iterator[tuple[Document, tuple[Utterance, ...], list[str | None]]]:
    """Each article with its annotated quotations in order, and their speakers."""
    gold = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["type"] == "quote":
            gold[row["doc"]].append(row)
    for document in read(folder).documents:
        found = []
        for row in gold.get(document.path, ()):
            spans, at = [], 0
            for part in row.get("parts") or [row["text"]]:
                start = document.text.find(part, at)
                at = start + len(part)
                spans.append(Span(start, at))
            if all(s.start >= 0 for s in spans):
                found.append((Utterance(tuple(spans), context(document, spans)), row.get("speaker")))
        found.sort(key=lambda pair: pair[0].spans)
        if found:
            yield document, tuple(u for u, _ in found), [who for _, who in found]


def context(document: Document, spans: list[Span]) -> Span:
    """The sentences that hold the spans."""
    holding = [s for b in document.prose for s in sentences(document.text, b.span.start, b.span.end) if any(s.overlap(x) for x in spans)]
    return Span(min(s.start for s in holding), max(s.end for s in holding)) if holding else Span(spans[0].start, spans[-1].end)


def examples(folders: list[Path]) -> Iterator[tuple[list[Candidate], list[bool]]]:
    """The candidates of each quotation, and which of them mean its speaker."""
    for folder in folders:
        for document, utterances, speakers in annotated(folder):
            reader = Reader(document, utterances)
            last: Candidate | None = None
            place: Place | None = None
            for u in sorted(reader.places, key=lambda u: reader.places[u].tokens[0]):
                who = speakers[u]
                candidates = reader.candidates(u, last, place)
                right = [who is not None and means(reader, c, who) for c in candidates]
                if any(right):
                    yield candidates, right
                pool = [c for c, r in zip(candidates, right, strict=True) if r] or candidates
                if pool:
                    last, place = max(pool, key=lambda c: score(c.features, WEIGHTS)), reader.places[u]


def means(reader: Reader, candidate: Candidate, who: str) -> bool:
    """Whether a candidate is the annotated speaker: the same pronoun, or a name that can only be the same one's."""
    mention = reader.sentences[candidate.sentence].mentions[candidate.position]
    return mention.text.lower() == who.lower() or same_name(candidate.reference.name, who) is True


def fit(data: list[tuple[list[Candidate], list[bool]]], epochs: int) -> dict[str, float]:
    """Weights by full-batch Adam; small and rare ones are left out."""
    names = sorted({f for candidates, _ in data for c in candidates for f in c.features})
    index = {name: k for k, name in enumerate(names)}
    count = np.zeros(len(names))
    batches: list[tuple[NDArray[np.float64], NDArray[np.bool_]]] = []
    for candidates, right in data:
        rows = np.zeros((len(candidates), len(names)))
        for r, candidate in enumerate(candidates):
            for feature in candidate.features:
                rows[r, index[feature]] += 1
        batches.append((rows, np.array(right)))
        count += rows.any(0)
    weights, first, second = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, epochs + 1):
        gradient = np.zeros(len(names))
        for rows, right_rows in batches:
            scores = rows @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            gradient += rows.T @ (likely - likely * right_rows / max(1e-12, (likely * right_rows).sum()))
        gradient = gradient / len(batches) + DECAY * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= 0.1 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {n: round(float(weights[k]), 2) for n, k in index.items() if count[k] >= LEAST and abs(weights[k]) >= 0.05}


def main() -> None:
    """Prints the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=300)
    parser.add_argument("folders", nargs="+", type=Path)
    given = parser.parse_args()
    weights = fit(list(examples(given.folders)), given.epochs)
    rows = "".join(f"        {json.dumps(name)}: {value},\n" for name, value in sorted(weights.items()))
    print(HEAD + rows + "    }\n)")


if __name__ == "__main__":
    main()
