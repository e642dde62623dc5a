"""Quality: scores the package on annotated corpora and compares each figure with its pinned floor.

The fixtures are always scored; corpora annotated by hand are scored where they lie beside this checkout (`--shared`), with the
scorer that came with them. `benchmarks/floors.toml` holds the floors, each set with the digest of the corpus it belongs to: the
figures of another corpus are shown and not compared. A floor is lowered by `--lower-floors` alone, and raised by `--raise-floors`.

Ends with 0 when no figure is below its floor, 1 when one is, 2 when nothing can be compared with.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import io
import json
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from tabulate import tabulate

from consistency import corpus, similarity, statements
from consistency.config import Config
from consistency.model import Report
from consistency.pipeline import check
from consistency.report import FORMATS, Options
from consistency.similarity import Embedding, Encoder

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "benchmarks" / "floors.toml"
MARGIN = 0.015
"""How far below (or above, where less is better) a measured share a new floor is set."""
LESS_IS_BETTER = frozenset(
    {"lookalike_joined", "lookalike_contradict", "bad_spans", "bad_findings", "lookalikes_joined", "other_contradictions"}
)
COUNTS = frozenset({"bad_spans", "bad_findings", "other_contradictions"})
"""Whole numbers, whose floors have no margin."""
UNPINNED = frozenset({"events", "findings_per_event"})
"""Figures that describe the corpus or the amount of output; neither more nor less of them is better."""

Figures = Mapping[str, float]


class Remembering:
    """An Encoder that loads its model when it is first needed and encodes each text once."""

    def __init__(self) -> None:
        self._model: Encoder | None = None
        self._known: dict[str, Embedding] = {}

    def encode(self, texts: Sequence[str]) -> list[Embedding]:
        """One Embedding for each text, in order."""
        new = sorted({text for text in texts if text not in self._known})
        if new:
            self._model = self._model or similarity.load()
            self._known.update(zip(new, self._model.encode(new), strict=True))
        return [self._known[text] for text in texts]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """An annotated corpus and the way to its figures."""

    name: str
    digest: str
    figures: Callable[[], Figures]


@dataclass(frozen=True, slots=True)
class Floors:
    """The pinned figures of one gold set."""

    digest: str = ""
    pinned: Mapping[str, float] = field(default_factory=dict)
    """The least allowed value by figure; the greatest where less is better."""


def digest(files: Sequence[Path], base: Path) -> str:
    """One digest of the names and contents of all files."""
    whole = hashlib.sha256()
    for file in sorted(files):
        whole.update(f"{file.relative_to(base).as_posix()}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()[:16]


def gold_sets(shared: Path, encoder: Encoder) -> list[GoldSet]:
    """The gold that is at hand: the fixtures, and what lies under `shared` if a scorer lies there too."""
    fixtures = ROOT / "fixtures"
    sets = [
        GoldSet("fixtures", digest([f for f in fixtures.rglob("*") if f.is_file()], fixtures), lambda: fixture_figures(fixtures, encoder))
    ]
    scorer = shared / "eval" / "score.py"
    if scorer.is_file():
        for name in ("gold", "gold-contradict", "polnear-dev"):
            folders = sorted(file.parent for file in (shared / name).rglob("gold.jsonl"))
            if folders:
                files = [f for folder in folders for f in folder.iterdir() if f.is_file()]
                read = _statements_only if name.startswith("polnear") else lambda path: check(path, Config(), encoder)
                sets.append(GoldSet(name, digest([scorer, *files], shared), lambda f=folders, r=read: scored(scorer, f, r)))  # type: ignore[misc]
    return sets


def scored(scorer: Path, folders: Sequence[Path], read: Callable[[Path], Report]) -> Figures:
    """What the scorer says of `read`'s reports on the folders; the scorer's own way to start the program is replaced by a call."""
    score = _module(scorer)

    def run(_command: str, folder: str) -> dict[str, Any]:
        with tempfile.TemporaryDirectory() as temporary:
            articles = Path(temporary) / "corpus"
            shutil.copytree(folder, articles, ignore=shutil.ignore_patterns("gold.jsonl"))
            report: dict[str, Any] = json.loads(FORMATS["json"].render(read(articles), Options()))
        for document in report["documents"]:
            document["name"] = document["path"]
        return report

    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "figures.json"
        arguments = [str(scorer), "--json", str(out), *map(str, folders)]
        with patch.object(score, "run", run), patch.object(sys, "argv", arguments), contextlib.redirect_stdout(io.StringIO()):
            score.main()
        figures: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return {name: value for name, value in figures.items() if isinstance(value, int | float)}


def _statements_only(path: Path) -> Report:
    """A report without findings, for gold that annotates quotations and speakers alone: it needs no model."""
    read = corpus.read(path)
    return Report(read.documents, tuple(s for d in read.documents for s in statements.read(d)), (), ())


def fixture_figures(fixtures: Path, encoder: Encoder) -> Figures:
    """The shares of the fixtures' expectations that are met."""
    from consistency.model import Kind, Verdict
    from tests.test_fixtures import EXPECTED

    asked: dict[str, int] = {}
    met: dict[str, int] = {}

    def count(figure: str, ok: bool) -> None:
        asked[figure] = asked.get(figure, 0) + 1
        met[figure] = met.get(figure, 0) + ok

    others = 0
    for name, expected in EXPECTED.items():
        report = check(fixtures / name, Config(), encoder)
        documents = {d.id: d for d in report.documents}
        for group in expected.findings.values():
            joining = [(each, f) for each in group for f in report.findings if each.met_by(f, report)]
            right = any((f.verdict, f.reason) == (each.verdict, each.reason) for each, f in joining)
            count("findings", right)
            count(f"findings_{group[0].verdict}", right)
        for pair in expected.lookalikes:
            count("lookalikes_joined", any(pair.met_by(f, report) for f in report.findings))
        for place in expected.no_statements:
            count("boilerplate_left_out", not any(place.met_by(s, documents[s.document]) for s in report.statements))
        for place, who in expected.speakers:
            said = [s for s in report.statements if s.kind is Kind.QUOTE and place.met_by(s, documents[s.document])]
            count("quotations", bool(said))
            count("speakers", bool(said) and all(s.speaker is not None and _plain(s.speaker.name) == _plain(who) for s in said))
        if expected.exact:
            listed = [each for group in expected.findings.values() for each in group if each.verdict is Verdict.CONTRADICT]
            contradictions = [f for f in report.findings if f.verdict is Verdict.CONTRADICT]
            others += sum(not any(each.met_by(f, report) for each in listed) for f in contradictions)
    return {name: round(met[name] / asked[name], 3) for name in asked} | {"other_contradictions": others}


def _plain(name: str) -> str:
    return name.casefold().replace("’", "'").removeprefix("the ")


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


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
    for gold in gold_sets(given.shared, Remembering()):
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
