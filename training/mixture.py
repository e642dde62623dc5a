"""The training pairs: published sets by weight, sentences of news articles that share a topic, and edited sentences."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from edits import CONTRADICTS, EDITS, NEUTRAL, Target

LABELS = ("entailment", "neutral", "contradiction")
HELD_OUT = 16
"""One in so many premises (and news stories) is kept out of training, to tune and calibrate on."""

PASSES = {
    "mnli": 8.0,
    "mnli_mismatched_noisy": 6.0,
    "snli": 1.8,
    "cad_snli": 3.0,
    "conjnli": 2.5,
    "joci": 0.5,
    "mpe": 2.0,
    "breaking_nli": 0.8,
    "med": 1.5,
    "summedits_other": 3.5,
    "commitment_bank": 4.0,
    "fracas": 3.0,
    "edited hypothesis": 0.9,
    "edited sentence": 0.8,
    "one article": 1.0,
    "one story": 1.0,
    "unrelated": 1.0,
}
"""How often each set is seen in a full run; with the sizes this gives the share of each in every stretch of it."""

SMOOTHING = {"joci": 0.2, "mnli_mismatched_noisy": 0.12, "conjnli": 0.08}
"""Where labels are unsure by making; 0.05 elsewhere."""

SIZES = {"edited hypothesis": 30_000, "edited sentence": 40_000, "one article": 25_000, "one story": 12_000, "unrelated": 6_000}


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


def held_out(key: str) -> bool:
    """Whether pairs with this premise, or articles of this story, stay out of training."""
    return int(hashlib.sha1(key.encode()).hexdigest(), 16) % HELD_OUT == 0


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

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)%][.!?])[”\"]?\s+(?=[A-Z“\"])|(?<=[.!?][”\"])\s+(?=[A-Z“\"])")
_WORD = re.compile(r"[a-z]{4,}|\d[\d,.]*\d|\d")
_COMMON = frozenset(
    "that this with from have were will been they their said which what when where would could there about after also more than into over "
    "some other such just only very then them these those being because before while does your you're it's says told according".split()
)


def _content(sentence: str) -> frozenset[str]:
    return frozenset(w[:6] for w in _WORD.findall(sentence.lower()) if w not in _COMMON)


def _runs(text: str, length: int = 8) -> Iterator[int]:
    words = re.findall(r"\w+", text.lower())
    return (hash(tuple(words[i : i + length])) for i in range(len(words) - length + 1))


def read_stories(articles: Path, exclude: Iterable[Path], aside: bool = False) -> dict[str, list[list[str]]]:
    """Sentences of each article by story, from JSON lines with `story` and `text`; with `aside`, of the held-out stories instead.

    Sentences that share eight consecutive words with any text below the `exclude` folders are left out: those are for evaluation.
    """
    banned = {
        run
        for folder in exclude
        for path in sorted(folder.rglob("*.*"))
        if path.is_file()
        for run in _runs(path.read_text(encoding="utf-8", errors="replace"))
    }
    stories: dict[str, list[list[str]]] = defaultdict(list)
    for line in articles.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        if held_out(article["story"]) != aside:
            continue
        sentences = [s.strip() for paragraph in article["text"].split("\n") for s in _SENTENCE_END.split(paragraph)]
        kept = [s for s in dict.fromkeys(sentences) if 7 <= len(s.split()) <= 45 and s[-1] in '.!?”"' and banned.isdisjoint(_runs(s))]
        if kept:
            stories[article["story"]].append(kept)
    return dict(stories)


def topical_pairs(stories: dict[str, list[list[str]]], rng: random.Random) -> tuple[list[Example], list[Example], list[Example]]:
    """Pairs within one article, between articles of one story, and of two stories; none of them is known to contradict.

    Within one article the pairs with most words in common are taken: one topic, two facts. Between articles a large overlap is likely
    the same fact, so the weight moves from neutral to entailment; where such a pair differs in its figures nothing is known and it is
    left out.
    """
    within, between, apart = [], [], []
    everything = [s for articles in stories.values() for sentences in articles for s in sentences]
    for articles in stories.values():
        words = [[(s, _content(s)) for s in sentences[:60]] for sentences in articles]
        for one in words:
            scored = sorted(((_overlap(a, b), x, y) for (x, a), (y, b) in combinations(one, 2)), reverse=True)
            within += [_either(x, y, (0.05, 0.92, 0.03), rng) for overlap, x, y in scored[:18] if 0.12 <= overlap <= 0.55]
        for left, right in combinations(words, 2):
            scored = sorted(((_overlap(a, b), x, y) for x, a in left for y, b in right), reverse=True)
            for overlap, x, y in scored[:15]:
                if overlap < 0.2 or (overlap > 0.4 and set(re.findall(r"\d+", x)) ^ set(re.findall(r"\d+", y))):
                    continue
                same = min(0.6, 1.2 * (overlap - 0.15)) if overlap < 0.8 else 0.9
                between.append(_either(x, y, (same, 0.96 - same, 0.04), rng))
    for _ in range(SIZES["unrelated"]):
        x, y = rng.sample(everything, 2)
        apart.append(Example(x, y, (0.01, 0.96, 0.03)))
    return within, between, apart


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / (len(a | b) or 1)


def _either(x: str, y: str, target: Target, rng: random.Random) -> Example:
    return Example(*((x, y) if rng.random() < 0.5 else (y, x)), target, target)


# --- everything together


def build(
    pairs_folder: Path, articles: Path | None, exclude: list[Path], seed: int
) -> tuple[dict[str, list[Example]], dict[str, list[Example]]]:
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
    if articles is not None:
        stories = read_stories(articles, exclude)
        within, between, apart = topical_pairs(stories, rng)
        for name, found in (("one article", within), ("one story", between), ("unrelated", apart)):
            rng.shuffle(found)
            train[name] = found[: SIZES[name]]
        sentences = sentences[::2] + [s for arts in stories.values() for sents in arts for s in sents]
    train["edited sentence"] = list(edited_sentences(sentences, SIZES["edited sentence"], rng))
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
