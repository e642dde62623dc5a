"""One finding with both passages, and what its verdict and its confidence are made of, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tabulate import tabulate

from consistency.breakdown import Breakdown, Weighed
from consistency.model import Basis, Report, Verdict
from consistency.report._diff import clean
from consistency.report._entries import entry
from consistency.report._options import DEFAULT, Options
from consistency.report.full import shown
from consistency.rules import RULES

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "cosine": "resemblance in meaning, apart from its words",
        "cosine_local": "resemblance in meaning, beyond what the rest of the articles has",
        "words_least": "words with a like word in the other statement, the side with fewer",
        "words_most": "words with a like word in the other statement, the side with more",
        "words_local": "words with a like word, beyond what the rest of the articles has",
        "fuzzy": "same words, in any order",
        "rare_least": "rare words in common, as a share of the side with fewer",
        "rare_most": "rare words in common, as a share of the side with more",
        "names": "names in common, apart from other words",
        "numbers": "numbers in common",
        "same_speaker": "the same speaker",
        "other_speaker": "another speaker",
        "quotation": "one is a quotation, the other one a report",
        "read_same": "read together: the same fact, in log-odds",
        "read_passing": "read together: the same fact, if only in passing, in log-odds",
        "closely_same": "read once more, closely: the same fact, in log-odds",
        "closely_passing": "read once more, closely: the same fact, if only in passing, in log-odds",
        "constant": "the start: two statements are seldom one fact",
        "coverage": "words of the shorter quotation that the longer one has, too",
        "same_fact": "the two report one fact",
        "second": "the same before they were read closely",
        "rare": "rare words in common",
    }
)
"""What a score is called where people read it; a feature that is not here goes by its own name."""


def explain(found: Breakdown, report: Report, options: Options = DEFAULT) -> str:
    """The finding, what its rule says, how its statements were aligned, what was compared, and what the model thinks."""
    finding = found.finding
    parts = [
        shown(entry(finding, {d.id: d for d in report.documents}, options), options).rstrip(),
        f"The rule: {RULES[finding.rule].explanation}",
        "\n".join(_alignment(found)),
        "\n".join(_details(found)),
        "\n".join(_opinion(found)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _alignment(found: Breakdown) -> Iterator[str]:
    scores = found.finding.scores
    if found.basis is Basis.UTTERANCE:
        yield "Why the two are one utterance: they share words in one order."
        yield _table([[WORDS.get(name, name), f"{value:.2f}"] for name, value in scores.items()])
        return
    if found.basis is Basis.POSITION:
        yield "Why the two are compared: one speaker, on one matter, at two dates a week or more apart."
        yield _table([[WORDS.get(name, name), f"{value:.2f}"] for name, value in scores.items()])
        return
    main = f"; that it is the main thing of both: {scores['main']:.2f}" if "main" in scores else ""
    yield f"Why the two are one fact: probability {scores['same_fact']:.2f}{main}. What speaks for it (+) and against it (-), in log-odds:"
    rows = [
        [WORDS.get(t.name, t.name), "" if t.name == "constant" else f"{t.value:.2f}", f"{t.share:+.2f}"] for t in found.terms if t.share
    ]
    total = sum(t.share for t in found.terms)
    yield _table([*rows, ["together", "", f"{total:+.2f}"]], ["feature", "here", "adds"])


def _details(found: Breakdown) -> Iterator[str]:
    if found.basis is Basis.UTTERANCE:
        return
    if not found.differences:
        yield "Details compared: none that differs."
        return
    yield "Details that differ; the strength is how sure it is that the two play the same part:"
    yield _table([_row(w) for w in found.differences], ["kind", "left", "right", "strength", ""])
    decides = [w.strength for w in found.differences if w.decides and w.difference.incompatible]
    if found.finding.verdict is Verdict.CONTRADICT and decides and decides[0]:
        times = found.finding.confidence / decides[0]
        rest = f", times {times:.2f} for how sure it is that the two belong together" if abs(times - 1) >= 0.01 else ""
        yield f"Confidence {found.finding.confidence:.2f}: the strength{rest}."


def _row(weighed: Weighed) -> list[str]:
    difference = weighed.difference
    said = [f"“{_cut(words)}”" if words else "nothing" for words in (difference.left_words, difference.right_words)]
    outcome = (
        "decides"
        if weighed.decides
        else f"not counted: {'; '.join(weighed.doubts)}"
        if weighed.doubts
        else "excludes the other"
        if difference.incompatible
        else "informs"
    )
    return [difference.reason, *said, f"{weighed.strength:.2f}", outcome]


def _opinion(found: Breakdown) -> Iterator[str]:
    if found.basis is not Basis.FACT:
        return
    if found.reading is None:
        yield "Relation model: none is configured."
    else:
        for what, r in (("Relation model", found.reading), ("Read once more, closely", found.closely)):
            if r is not None:
                yield f"{what}: the same fact {r.same:.2f}, shared in passing {r.passing:.2f}, two facts {r.other:.2f};"
                yield f"of what both tell: alike {r.agree:.2f}, different {r.wording:.2f}, both cannot be right {r.contradict:.2f}."
    if found.opinion is None:
        yield "Contradiction model: none is configured."
        return
    p = found.opinion
    yield f"Contradiction model: contradiction {p.contradiction:.2f}, entailment {p.entailment:.2f}, neither {p.neutral:.2f}."


def _cut(words: str) -> str:
    text = clean(words)
    return text if len(text) <= 40 else text[:38].rstrip() + "…"


def _table(rows: list[list[str]], headers: list[str] | None = None) -> str:
    table = tabulate(rows, headers=headers or (), tablefmt="plain", disable_numparse=True)
    return "\n".join(f"  {line}".rstrip() for line in table.split("\n"))
