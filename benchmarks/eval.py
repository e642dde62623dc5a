"""Quality: scores the package on annotated corpora and compares each figure with its pinned floor.

The fixtures are always scored; corpora annotated by hand are scored where they lie beside this checkout (`--shared`), with the
scorer that came with them. `benchmarks/floors.toml` holds the floors, each set with the digest of the corpus it belongs to: the
figures of another corpus are shown and not compared. A floor is lowered by `--lower-floors` alone, and raised by `--raise-floors`.

Ends with 0 when no figure is below its floor, 1 when one is, 2 when nothing can be compared with.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tabulate import tabulate

from benchmarks import bank, calibration
from benchmarks.gold import ROOT, Figures, GoldSet, Remembering, digest, gold_sets
from consistency.similarity import Encoder

FLOORS = ROOT / "benchmarks" / "floors.toml"
MARGIN = 0.015
"""How far below (or above, where less is better) a measured share a new floor is set."""
LESS_IS_BETTER = frozenset(
    {
        "lookalike_joined",
        "lookalike_contradict",
        "bad_spans",
        "bad_findings",
        "lookalikes_joined",
        "other_contradictions",
        "false_alarms",
        "calibration_error",
    }
)
COUNTS = frozenset({"bad_spans", "bad_findings", "other_contradictions"})
"""Whole numbers, whose floors have no margin."""
UNPINNED = frozenset({"events", "findings_per_event"})
"""Figures that describe the corpus or the amount of output; neither more nor less of them is better."""


def every_set(shared: Path, encoder: Encoder) -> list[GoldSet]:
    """All gold at hand, and last the mutation bank, where the events that it is made of lie under `shared`."""
    files = [f for name in ("corpora/events", "gold", "gold-contradict") for f in (shared / name).rglob("*") if f.is_file()]
    bank_set = [GoldSet("mutations", digest(files, shared), lambda: bank_figures(shared, encoder))]
    return [*gold_sets(shared, encoder), *(bank_set if (shared / "corpora" / "events").is_dir() else [])]


def bank_figures(shared: Path, encoder: Encoder) -> Figures:
    """What is found of the changed pairs, what is said of the unchanged ones, and how far confidence and truth are apart."""
    measured = bank.measured(shared, encoder)
    outcomes = calibration.contradictions(measured.events, measured.trials)
    return measured.figures | {"calibration_error": round(calibration.expected_error(outcomes), 3)}


@dataclass(frozen=True, slots=True)
class Floors:
    """The pinned figures of one gold set."""

    digest: str = ""
    pinned: Mapping[str, float] = field(default_factory=dict)
    """The least allowed value by figure; the greatest where less is better."""


@dataclass(frozen=True, slots=True)
class Result:
    """A figure beside its floor."""

    gold: str
    figure: str
    value: float | None
    """None where the figure is pinned and could not be measured, as a precision of nothing."""
    floor: float | None

    @property
    def worse(self) -> bool:
        """Whether the floor does not hold."""
        return self.floor is not None and (self.value is None or below(self.figure, self.value, self.floor))

    def row(self) -> list[str]:
        """A line of the table."""
        bound = "" if self.floor is None else f"{'≤' if self.figure in LESS_IS_BETTER else '≥'} {self.floor:g}"
        word = "BELOW" if self.worse else "ok" if bound else ""
        return [self.gold, self.figure, "none" if self.value is None else f"{self.value:g}", bound, word]


def compared(gold: str, figures: Figures, floors: Floors) -> list[Result]:
    """Each figure beside its floor, and each floor that has no figure any more."""
    names = dict.fromkeys([*figures, *floors.pinned])
    return [Result(gold, name, figures.get(name), floors.pinned.get(name)) for name in names]


def below(name: str, value: float, floor: float) -> bool:
    """Whether a figure is worse than its floor."""
    return value > floor if name in LESS_IS_BETTER else value < floor


def moved(floors: Floors, gold: GoldSet, figures: Figures, lower: bool, raise_: bool) -> Floors:
    """The floors with those lowered or raised to the figures that the two words allow; of a changed corpus, all are set anew."""
    if floors.digest != gold.digest:
        return Floors(gold.digest, {n: _floor(n, v) for n, v in figures.items() if n not in UNPINNED}) if lower or raise_ else floors
    pinned = {} if lower else dict(floors.pinned)  # what cannot be measured any more fails until its floor is lowered
    for name, value in figures.items():
        if name in UNPINNED:
            continue
        new, old = _floor(name, value), floors.pinned.get(name)
        if old is None:
            pinned[name] = new
        else:
            worse = below(name, new, old)
            pinned[name] = new if (lower and worse and below(name, value, old)) or (raise_ and not worse) else old
    return Floors(floors.digest, pinned)


def _floor(name: str, value: float) -> float:
    if name in COUNTS:
        return value
    return round(min(1.0, value + MARGIN) if name in LESS_IS_BETTER else max(0.0, value - MARGIN), 3)


def read_floors(file: Path) -> dict[str, Floors]:
    """Every set of floors by the name of its gold; none if the file is not there."""
    if not file.is_file():
        return {}
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: Floors(table["digest"], table["floors"]) for name, table in data.items()}


def write_floors(file: Path, floors: Mapping[str, Floors]) -> None:
    """The floors as TOML."""
    lines = ["# Least allowed figures (greatest, where less is better). Written by benchmarks/eval.py --lower-floors or --raise-floors."]
    for name, each in floors.items():
        lines += ["", f"[{name}]", f'digest = "{each.digest}"', f"[{name}.floors]", *(f"{n} = {v}" for n, v in each.pinned.items())]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every figure beside its floor; the exit status says whether all hold."""
    parser = argparse.ArgumentParser(prog="eval", description="Score the package on the gold at hand and hold its floors.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with gold/ and eval/score.py")
    parser.add_argument("--only", action="append", help="score this gold set alone; may be given again")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of pinned floors")
    parser.add_argument("--lower-floors", action="store_true", help="lower the floors that do not hold, or set those of a changed corpus")
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors that the figures now exceed")
    given = parser.parse_args(arguments)

    floors = read_floors(given.floors)
    change = given.lower_floors or given.raise_floors
    results: list[Result] = []
    for gold in every_set(given.shared, Remembering()):
        if given.only and gold.name not in given.only:
            continue
        figures = gold.figures()
        pinned = floors.get(gold.name, Floors())
        if change:
            pinned = floors[gold.name] = moved(pinned, gold, figures, given.lower_floors, given.raise_floors)
        same = pinned.digest == gold.digest
        if not same:
            print(
                f"{gold.name}: floors are for another corpus (digest {pinned.digest or 'none'}, here {gold.digest}); not compared",
                file=sys.stderr,
            )
        results += compared(gold.name, figures, pinned if same else Floors())
    print(
        tabulate(
            [result.row() for result in results],
            headers=["gold", "figure", "value", "floor", ""],
            colalign=("left", "left", "right", "left", "left"),
            disable_numparse=True,
        )
    )
    if change:
        write_floors(given.floors, floors)
    failed = sum(result.worse for result in results)
    if failed:
        print(f"{failed} figure(s) below their floor; only --lower-floors lowers it", file=sys.stderr)
    return 1 if failed else 0 if any(result.floor is not None for result in results) else 2


if __name__ == "__main__":
    sys.exit(main())
