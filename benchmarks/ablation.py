"""What details and model add to one another, and what a confidence is worth: `python -m benchmarks.ablation`.

Ways to find contradictions are scored on the annotated events: typed details alone, details with one model or both, and each
model alone, which is asked about every aligned pair of facts (the contradiction model is believed from the probability on at which it is
right in nine of ten pairs that were held out of its training). Then come the mutation bank and the reliability of what is said.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from tabulate import tabulate

from benchmarks import bank, calibration
from benchmarks.gold import ROOT, Remembering, RememberingReader, Reports, scored
from consistency import contradiction, relation, rules
from consistency.config import Config
from consistency.contradiction import ContradictionModel
from consistency.model import Alignment, Basis, Finding, Kind, Report, Verdict
from consistency.pipeline import check
from consistency.relation import RelationModel
from consistency.verdict import fingerprint
from consistency.verdict.facts import contradicted

HELD_OUT = 16
"""One premise in so many was held out of training, by its SHA-1 (training/mixture.py)."""
PRECISION = 0.9
"""At which the model alone is believed, on the held-out pairs."""


Asked = Callable[[Sequence[Alignment]], list[float]]
"""How sure a model is, of each aligned pair, that both cannot be right."""


def threshold(model: ContradictionModel, pairs: Path) -> float:
    """The least probability from which on the model's contradictions are right often enough on pairs held out of its training; or 1."""
    with pairs.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if _held_out(r["premise"])]
    answers = model.score([(r["premise"], r["hypothesis"]) for r in rows])
    ranked = sorted(((p.contradiction, r["label"] == "contradiction") for p, r in zip(answers, rows, strict=True)), reverse=True)
    right, least = 0, 1.0
    for count, (probability, contradicts) in enumerate(ranked, 1):
        right += contradicts
        least = probability if right >= PRECISION * count else least
    return least


def _held_out(premise: str) -> bool:
    return int(hashlib.sha1(premise.encode()).hexdigest(), 16) % HELD_OUT == 0


def by_model_alone(
    folder: Path, encoder: Remembering, reader: RelationModel, model: ContradictionModel, asked: Asked, least: float
) -> Report:
    """A report whose findings are the aligned pairs of facts that a model takes for contradictions, `least` sure of it or more."""
    event = next(bank.events([folder], {}, encoder, reader))
    pairs = [a for a in event.alignments if a.basis is Basis.FACT and a.scores["same_fact"] >= Config().min_confidence]
    found = {f.id: f for a, p in zip(pairs, asked(pairs), strict=True) if p >= least for f in [_finding(a, event, p)]}
    every = tuple(s for side in event.sides.values() for s in side.statements)
    return Report(tuple(event.documents.values()), every, tuple(found.values()), ())


def _finding(alignment: Alignment, event: bank.Event, probability: float) -> Finding:
    left, right = alignment.left, alignment.right
    rule = rules.rule_for(Kind.CLAIM, Verdict.CONTRADICT, "opposite").code
    id = fingerprint(alignment, event.documents[left.document], event.documents[right.document])
    return Finding(id, Verdict.CONTRADICT, rule, "opposite", probability, left, right, (), "")


def ablation(shared: Path, encoder: Remembering) -> list[list[str]]:
    """A row for each way to find contradictions: precision, recall and F1 on all annotated events."""
    folders = sorted(file.parent for name in ("gold", "gold-contradict") for file in (shared / name).rglob("gold.jsonl"))
    model = contradiction.load()
    assert model is not None
    least = threshold(model, shared / "data" / "nli" / "train" / "mnli_mismatched_noisy.tsv")
    reader = RememberingReader()

    def checked(**settings: str) -> Callable[[Path], Report]:
        return lambda path: check(path, replace(Config(), **settings), encoder)  # type: ignore[arg-type]

    def nli(pairs: Sequence[Alignment]) -> list[float]:
        return [p.contradiction for p in model.score([(relation.words(a.left), relation.words(a.right)) for a in pairs])]

    def read(pairs: Sequence[Alignment]) -> list[float]:
        return [contradicted(a) for a in pairs]

    ways: dict[str, Callable[[Path], Report]] = {
        "details alone": checked(relation_model=relation.NONE, contradiction_model=contradiction.NONE),
        "details and contradiction model": checked(relation_model=relation.NONE),
        "details and relation model": checked(contradiction_model=contradiction.NONE),
        "details and both models (as shipped)": checked(),
        f"contradiction model alone, from {least:.2f}": lambda path: by_model_alone(path, encoder, reader, model, nli, least),
        "relation model alone, from 0.50": lambda path: by_model_alone(path, encoder, reader, model, read, 0.5),
    }
    rows = []
    for name, way in ways.items():
        figures = scored(shared / "eval" / "score.py", folders, Reports(way))
        rows.append(
            [
                name,
                *(f"{figures[f'contradict_{k}']:.3f}" if f"contradict_{k}" in figures else "none" for k in ("precision", "recall", "f1")),
            ]
        )
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        prog="ablation", description="What each part adds to the contradictions, and what a confidence is worth."
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with gold/, corpora/, data/ and eval/score.py")
    shared = parser.parse_args(arguments).shared
    encoder = Remembering()
    print(tabulate(ablation(shared, encoder), headers=["contradictions by", "precision", "recall", "F1"]), end="\n\n")

    measured = bank.measured(shared, encoder)
    print(tabulate(bank.table(measured), headers=["changed", "of", "tried", "found", "of the untuned"]), end="\n\n")
    outcomes = calibration.contradictions(measured.events, measured.trials)
    for name, found in (("contradictions", outcomes), ("pairs of quotations", calibration.utterances(measured.events))):
        rows = [[f"{b.low:.1f} to {b.high:.1f}", b.count, f"{b.said:.2f}", f"{b.right:.2f}"] for b in calibration.reliability(found)]
        print(tabulate(rows, headers=[f"confidence of {name}", "number", "mean said", "share right"]))
        print(f"expected calibration error {calibration.expected_error(found):.3f} of {len(found)}", end="\n\n")


if __name__ == "__main__":
    main()
