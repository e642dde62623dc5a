"""The training pairs: published sets by weight, judged pairs of news statements, and edited sentences."""

from __future__ import annotations

import csv
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edits import CONTRADICTS, EDITS, NEUTRAL, Target

LABELS = ("entailment", "neutral", "contradiction")
HELD_OUT = 16
"""One in so many premises is kept out of training, to tune and calibrate on."""
NEWS_HELD_OUT = 3
"""And one in so many news stories: on those is fitted what weighs the model's answers."""

PASSES = {
    "mnli": 1.0,
    "mnli_mismatched_noisy": 0.8,
    "snli": 0.15,
    "cad_snli": 0.4,
    "conjnli": 0.25,
    "joci": 0.03,
    "mpe": 0.12,
    "breaking_nli": 0.03,
    "med": 0.1,
    "summedits_other": 0.5,
    "commitment_bank": 0.7,
    "fracas": 0.7,
    "edited hypothesis": 0.1,
    "edited sentence": 0.08,
    "judged": 4.0,
    "written": 4.0,
}
"""How often each set is seen in one round; with the sizes this gives the share of each in every stretch of it."""

SMOOTHING = {"joci": 0.2, "mnli_mismatched_noisy": 0.12, "conjnli": 0.08}
"""Where labels are unsure by making; 0.05 elsewhere."""

SIZES = {"edited hypothesis": 30_000, "edited sentence": 40_000}


@dataclass(frozen=True, slots=True)
class Example:
    """A pair and what a perfect model would say of it."""

    premise: str
    hypothesis: str
    target: Target
    turned: Target | None = None
    """What the pair says when read the other way round; None where nothing is known of it."""

    @property
    def label(self) -> int:
        """The likeliest label's index in `LABELS`."""
        return self.target.index(max(self.target))


def held_out(key: str, one_in: int = HELD_OUT) -> bool:
    """Whether pairs with this premise, or of this story, stay out of training."""
    return int(hashlib.sha1(key.encode()).hexdigest(), 16) % one_in == 0


def _smooth(label: int, amount: float) -> Target:
    low = amount / 3
    e, n, c = (1 - amount + low if i == label else low for i in range(3))
    return e, n, c


TURNED: dict[int, Target] = {0: (0.45, 0.52, 0.03), 1: (0.12, 0.83, 0.05), 2: (0.02, 0.1, 0.88)}
"""A contradiction stays one when turned round; an entailment mostly becomes neutral, and never a contradiction."""


def read_pairs(path: Path) -> list[Example]:
    """All pairs of a tab-separated file with the columns premise, hypothesis and label."""
    smoothing = SMOOTHING.get(path.stem, 0.05)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Example(r["premise"], r["hypothesis"], _smooth(LABELS.index(r["label"]), smoothing), TURNED[LABELS.index(r["label"])]) for r in rows
    ]


# --- edited pairs

_WEIGHTS = [rule.share for rule in EDITS]
_ON_HYPOTHESIS = ("number", "number word", "bound broken", "weekday", "month", "negation added", "negation dropped")


def edited_sentences(sentences: list[str], count: int, rng: random.Random) -> Iterator[Example]:
    """A sentence beside itself with one thing changed, half of the time something harmless too: a small difference proves nothing."""
    mild = [r for r in EDITS if r.name in ("trimmed", "synonym", "number respelt", "surname", "day moved", "unattributed")]
    made = 0
    while made < count:
        sentence = rng.choice(sentences)
        rule = rng.choices(EDITS, _WEIGHTS)[0]
        edited = rule.edit(sentence, rng)
        if edited is None or edited == sentence:
            continue
        target, turned = rule.target, rule.turned
        if rng.random() < 0.5:
            second = rng.choices(mild, [r.share for r in mild])[0]
            again = second.edit(edited, rng) if second is not rule else None
            survives = (
                target is not CONTRADICTS
                or rule.name.startswith("negation")
                or second.name not in ("trimmed", "number respelt", "unattributed")
            )
            if again and survives:
                edited = again
                if max(target) != target[2]:  # two harmless changes: entailed only if both are
                    turned = second.turned if second.turned[0] < turned[0] else turned
                    target = second.target if second.target[0] < target[0] else target
        made += 1
        yield Example(sentence, edited, target, turned)


def edited_hypotheses(pairs: list[Example], count: int, rng: random.Random) -> Iterator[Example]:
    """Annotated pairs whose hypothesis is changed, with what logic says of the label then."""
    rules = [r for r in EDITS if r.name in _ON_HYPOTHESIS]
    made = 0
    while made < count:
        pair = rng.choice(pairs)
        rule = rng.choices(rules, [1, 1, 0.7, 0.5, 0.5, 4, 3])[0]
        negates = rule.name.startswith("negation")
        if negates and rng.random() < 0.3:  # the premise denied: what it entailed or excluded is open
            premise = rule.edit(pair.premise, rng)
            if premise is not None:
                made += 1
                yield Example(premise, pair.hypothesis, ((0.05, 0.6, 0.35), (0.05, 0.9, 0.05), (0.3, 0.6, 0.1))[pair.label])
            continue
        hypothesis = rule.edit(pair.hypothesis, rng)
        if hypothesis is None or (not negates and pair.label == 2) or (pair.label == 1 and rng.random() < 0.5):
            continue
        made += 1
        target = (CONTRADICTS, NEUTRAL, (0.6, 0.32, 0.08))[pair.label]
        yield Example(pair.premise, hypothesis, target, CONTRADICTS if pair.label == 0 else None)


# --- news


def read_news(path: Path) -> dict[str, dict[bool, list[Example]]]:
    """Judged pairs of statements, the longer one first, by set and by whether their story is held out."""
    found: dict[str, dict[bool, list[Example]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        short, long = sorted((pair["left"], pair["right"]), key=lambda text: (len(text), text))
        entailed, neutral, contradicted = (0.95 * share + 0.05 / 3 for share in pair["target"])
        example = Example(long, short, (entailed, neutral, contradicted))
        found.setdefault(pair["set"], {}).setdefault(held_out(pair["story"], NEWS_HELD_OUT), []).append(example)
    return found


# --- everything together


def build(pairs_folder: Path, news: Path | None, seed: int) -> tuple[dict[str, list[Example]], dict[str, list[Example]]]:
    """Training sets and held-out sets by name."""
    rng = random.Random(seed)
    train: dict[str, list[Example]] = {}
    tuning: dict[str, list[Example]] = {}
    for path in sorted(pairs_folder.glob("*.tsv")):
        examples = read_pairs(path)
        train[path.stem] = [x for x in examples if not held_out(x.premise)]
        tuning[path.stem] = [x for x in examples if held_out(x.premise)]
    base = [x for name in ("mnli", "mnli", "mnli_mismatched_noisy", "snli", "summedits_other") for x in train[name]]
    train["edited hypothesis"] = list(edited_hypotheses(base, SIZES["edited hypothesis"], rng))
    sentences = [
        x.premise
        for name in ("mnli", "mnli_mismatched_noisy", "conjnli", "summedits_other")
        for x in train[name]
        if 6 <= len(x.premise.split()) <= 50
    ]
    train["edited sentence"] = list(edited_sentences(sentences, SIZES["edited sentence"], rng))
    for name, found in (read_news(news) if news is not None else {}).items():
        train[name], tuning[name] = found.get(False, []), found.get(True, [])
    return train, tuning


def stretch(train: dict[str, list[Example]], index: int, size: int, seed: int) -> list[Example]:
    """The `index`-th run of about `size` examples: every set goes round in a fixed shuffled order, in proportion to `PASSES`."""
    total = sum(PASSES[name] * len(examples) for name, examples in train.items())
    rng = random.Random(f"{seed} {index}")
    drawn: list[Example] = []
    for name, examples in sorted(train.items()):
        share = PASSES[name] * len(examples) / total * size
        first, last = int(share * index), int(share * (index + 1))
        drawn += [_at(examples, name, position, seed) for position in range(first, last)]
    return [_maybe_turned(x, rng) for x in drawn]


def _at(examples: list[Example], name: str, position: int, seed: int) -> Example:
    lap, place = divmod(position, len(examples))
    # An affine walk visits every place once a lap, in an order of the lap's own.
    step = random.Random(f"{seed} {name} {lap}")
    stride = next(s for s in iter(lambda: step.randrange(1, len(examples) * 2), None) if _coprime(s, len(examples)))
    return examples[(place * stride + step.randrange(len(examples))) % len(examples)]


def _coprime(a: int, b: int) -> bool:
    while b:
        a, b = b, a % b
    return a == 1


def _maybe_turned(example: Example, rng: random.Random) -> Example:
    """Some pairs are shown the other way round, contradictions most often: the model is read in both directions."""
    if example.turned is None or rng.random() >= (0.12, 0.15, 0.3)[example.label]:
        return example
    return Example(example.hypothesis, example.premise, example.turned)
