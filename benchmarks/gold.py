"""The gold at hand, and the way from each part of it to its figures."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from consistency import contradiction, corpus, masked, relation, similarity, statements
from consistency.config import Config
from consistency.contradiction import ContradictionModel, Probabilities
from consistency.masked import MaskedModel
from consistency.model import Reading, Report
from consistency.pipeline import check
from consistency.relation import RelationModel
from consistency.report import FORMATS, Options
from consistency.similarity import Embedding, Encoder

ROOT = Path(__file__).resolve().parents[1]
Figures = Mapping[str, float]
TUNED = ("bruce-braley", "legally-married", "mary-cheney", "paul-lepage")
"""How the names of events begin that were read while the rules were written, beside all that begin with a to h."""


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


class RememberingReader:
    """The bundled relation model, loaded when it is first needed, that reads each pair once, and once closely."""

    def __init__(self) -> None:
        self._model: RelationModel | None = None
        self._known: dict[tuple[str, str], Reading] = {}
        self._closely: dict[tuple[str, str], Reading] = {}

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """One result for each pair of texts, in order."""
        return self._remembered(self._known, pairs, lambda model, new: model.read(new))

    def read_closely(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """One closer result for each pair of texts, in order."""
        return self._remembered(self._closely, pairs, lambda model, new: model.read_closely(new))

    def _remembered(
        self,
        known: dict[tuple[str, str], Reading],
        pairs: Sequence[tuple[str, str]],
        read: Callable[[RelationModel, list[tuple[str, str]]], list[Reading]],
    ) -> list[Reading]:
        new = sorted({pair for pair in pairs if pair not in known})
        if new:
            self._model = self._model or relation.load()
            assert self._model is not None
            known.update(zip(new, read(self._model, new), strict=True))
        return [known[pair] for pair in pairs]


class RememberingMasks:
    """The bundled model of masked details, loaded when it is first needed, that foretells each pair once."""

    def __init__(self) -> None:
        self._model: MaskedModel | None = None
        self._known: dict[tuple[str, str, str], float] = {}

    def alike(self, slots: Sequence[tuple[str, str, str]]) -> list[float]:
        """One result for each pair of masked texts, in order."""
        new = sorted({slot for slot in slots if slot not in self._known})
        if new:
            self._model = self._model or masked.load()
            assert self._model is not None
            self._known.update(zip(new, self._model.alike(new), strict=True))
        return [self._known[slot] for slot in slots]


class RememberingModel:
    """The bundled contradiction model, loaded when it is first needed, that scores each pair once."""

    def __init__(self) -> None:
        self._model: ContradictionModel | None = None
        self._known: dict[tuple[str, str], Probabilities] = {}

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[Probabilities]:
        """One result for each pair of texts, in order."""
        new = sorted({pair for pair in pairs if pair not in self._known})
        if new:
            self._model = self._model or contradiction.load()
            assert self._model is not None
            self._known.update(zip(new, self._model.score(new), strict=True))
        return [self._known[pair] for pair in pairs]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """An annotated corpus and the way to its figures."""

    name: str
    digest: str
    figures: Callable[[], Figures]


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
    if not scorer.is_file():
        return sets
    checked = Reports(lambda path: check(path, Config(), encoder))

    def add(name: str, folders: Sequence[Path], reports: Reports, only: str = "") -> None:
        files = [f for folder in folders for f in folder.iterdir() if f.is_file()]
        if folders:
            sets.append(GoldSet(name, digest([scorer, *files], shared), lambda: _starting(scored(scorer, folders, reports), only)))

    annotated = {name: sorted(file.parent for file in (shared / name).rglob("gold.jsonl")) for name in ("gold", "gold-contradict")}
    for name, folders in annotated.items():
        add(name, folders, checked)
    add("polnear-dev", sorted(file.parent for file in (shared / "polnear-dev").rglob("gold.jsonl")), Reports(_statements_only))
    everything = [folder for folders in annotated.values() for folder in folders]
    add("contradictions", everything, checked, "contradict")
    add("contradictions-tuned", [f for f in everything if tuned(f.name)], checked, "contradict")
    add("contradictions-untuned", [f for f in everything if not tuned(f.name)], checked, "contradict")
    return sets


def tuned(event: str) -> bool:
    """Whether the event of this name was read while the rules were written."""
    return event.startswith(TUNED) or event[0] <= "h"


def _starting(figures: Figures, name: str) -> Figures:
    """The figures whose name begins like this."""
    return {key: value for key, value in figures.items() if key.startswith(name)}


class Reports:
    """The report on each folder as the scorer wants it; each folder is read once."""

    def __init__(self, read: Callable[[Path], Report]) -> None:
        self._read = read
        self._known: dict[str, str] = {}

    def __call__(self, folder: str) -> dict[str, Any]:
        """The parsed JSON report on the folder's articles."""
        if folder not in self._known:
            with tempfile.TemporaryDirectory() as temporary:
                articles = Path(temporary) / "corpus"
                shutil.copytree(folder, articles, ignore=shutil.ignore_patterns("gold.jsonl"))
                self._known[folder] = FORMATS["json"].render(self._read(articles), Options())
        report: dict[str, Any] = json.loads(self._known[folder])
        for document in report["documents"]:
            document["name"] = document["path"]
        return report


def scored(scorer: Path, folders: Iterable[Path], reports: Reports) -> Figures:
    """What the scorer says of the reports on the folders; the scorer's own way to start the program is replaced by a call."""
    score = _module(scorer)
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "figures.json"
        arguments = [str(scorer), "--json", str(out), *map(str, folders)]
        with (
            patch.object(score, "run", lambda _command, folder: reports(folder)),
            patch.object(sys, "argv", arguments),
            contextlib.redirect_stdout(io.StringIO()),
        ):
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


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
