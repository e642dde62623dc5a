"""Makes the masked pairs that training/masked.py learns from, out of articles that nobody annotated.

    python training/slots.py ARTICLES.jsonl SLOTS.jsonl

A line of ARTICLES is one article: `story`, which says which articles belong together, and what the package reads of a row (outlet, date,
title, text). Every two articles of a story are compared; of the pairs of statements whose first score is high enough for the relation
model to read them, every two details of one kind are masked, and the answer is whether they are the same. Two content words of each pair
that both say, and two that only one says, are masked as well. One line comes out for each.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from consistency import align, corpus, details, similarity, statements
from consistency.align import facts
from consistency.details import Details
from consistency.details.kinds import ContentWord, Detail
from consistency.details.slots import hidden, slots
from consistency.model import Document, Statement
from consistency.relation import with_mask

SEED = 7
MOST = {"name": 2, "place": 2}
"""Slots of a kind and an answer that are taken of one pair of statements; of other kinds, MOST_ELSE."""
MOST_ELSE = 4
WORDS = 2
NEAR = 6
"""Of two different words, those pairs are taken from the so many whose surroundings share most."""


def main() -> None:
    """Reads the options and writes the pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    stories: dict[str, list[str]] = defaultdict(list)
    for line in args.articles.read_text(encoding="utf-8").splitlines():
        stories[json.loads(line)["story"]].append(line)
    encoder = similarity.load()
    rng = random.Random(SEED)
    counts: Counter[tuple[str, bool]] = Counter()
    with args.out.open("w", encoding="utf-8") as file:
        for story, lines in sorted(stories.items()):
            for row in of_story(lines, encoder, rng):
                counts[str(row["kind"]), bool(row["equal"])] += 1
                file.write(json.dumps({**row, "story": story}, ensure_ascii=False) + "\n")
    print(dict(counts))


def of_story(lines: list[str], encoder: similarity.Encoder, rng: random.Random) -> Iterator[dict[str, object]]:
    """The masked pairs of one story's articles."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        documents = corpus.read(path).documents
    sides = [align.side(d, statements.read(d), encoder) for d in documents]
    for left, right in combinations(sides, 2):
        if left.document.outlet == right.document.outlet or not left.statements or not right.statements:
            continue
        scores = facts.first_scores(left, right, facts.features(left, right))
        for i, j in facts.chosen(scores, facts.LOOK, facts.LOOK_PARTNERS):
            yield from of_pair((left.document, left.statements[i]), (right.document, right.statements[j]), rng)


def of_pair(left: tuple[Document, Statement], right: tuple[Document, Statement], rng: random.Random) -> Iterator[dict[str, object]]:
    """The masked pairs of two statements."""
    known = [details.of(document, statement.spans) for document, statement in (left, right)]
    by_answer: dict[tuple[str, bool], list[tuple[Detail | ContentWord, Detail | ContentWord]]] = defaultdict(list)
    for slot in slots(*known):
        by_answer[slot.kind, slot.equal].append((slot.left, slot.right))
    chosen = [(kind, equal, rng.sample(each, min(len(each), MOST.get(kind, MOST_ELSE)))) for (kind, equal), each in by_answer.items()]
    for kind, equal, each in [*chosen, *words(*known, rng)]:
        for a, b in each:
            texts = [with_mask(*side, what.span, hidden(what)) for side, what in ((left, a), (right, b))]
            if all(texts):
                yield {"left": texts[0], "right": texts[1], "kind": kind, "equal": int(equal)}


def words(left: Details, right: Details, rng: random.Random) -> Iterator[tuple[str, bool, list[tuple[ContentWord, ContentWord]]]]:
    """Content words that both say once, and words of one part of speech that are not the same, in like surroundings."""
    counts = [Counter(w.lemma for w in side.content) for side in (left, right)]
    same = [(a, b) for a in left.content for b in right.content if a.lemma == b.lemma and all(c[a.lemma] == 1 for c in counts)]
    yield "word", True, rng.sample(same, min(len(same), WORDS))
    verbs = [{p.span for p in side.predicates} for side in (left, right)]
    other = [(a, b) for a in left.content for b in right.content if a.lemma != b.lemma and (a.span in verbs[0]) == (b.span in verbs[1])]
    rng.shuffle(other)
    other.sort(key=lambda pair: -len(pair[0].context.near & pair[1].context.near))
    yield "word", False, rng.sample(other[:NEAR], min(len(other[:NEAR]), WORDS))


if __name__ == "__main__":
    main()
