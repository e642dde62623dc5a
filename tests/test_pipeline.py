"""What a run tells while it is under way, and that a model on the hub may change between two runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency import cache, loading, similarity
from consistency.config import Config
from consistency.pipeline import STAGES, check
from consistency.report import json
from tests.articles import written
from tests.build import Words


def test_progress_goes_from_nothing_to_all_in_every_stage(tmp_path: Path) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    check(written(tmp_path), Config(), Words(), lambda stage, done, total: told.setdefault(stage, []).append((done, total)))
    assert tuple(told) == STAGES
    for steps in told.values():
        total = steps[0][1]
        assert steps == [(done, total) for done in range(total + 1)]


def test_names_of_files_make_no_difference_to_what_is_found(tmp_path: Path) -> None:
    first = check(written(tmp_path / "one"), Config(), Words())
    moved = {f"{9 - number}/{name}": text for number, (name, text) in enumerate(texts(tmp_path / "one").items())}
    for name in moved:
        (tmp_path / "other" / name).parent.mkdir(parents=True)
    second = check(written(tmp_path / "other", moved), Config(), Words())
    assert {(f.id, f.verdict, f.confidence, f.message) for f in first.findings} == {
        (f.id, f.verdict, f.confidence, f.message) for f in second.findings
    }


def texts(folder: Path) -> dict[str, str]:
    return {f.name: f.read_text(encoding="utf-8") for f in sorted(folder.iterdir())}


def test_a_newer_model_on_the_hub_is_not_mixed_with_the_older_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, hub = written(tmp_path), Config(embedding_model="someone/model")
    here, loaded = ["first"], Words()

    def load(name: str) -> Words:
        here[0] = "second"  # loading brings the newer one
        return loaded

    monkeypatch.setattr(cache, "program", lambda: b"this program")
    monkeypatch.setattr(similarity, "identity", lambda name: here[0])
    monkeypatch.setattr(similarity, "load", lambda name: Words())
    check(folder, hub)
    monkeypatch.setattr(similarity, "load", load)
    written(folder, {"herald.txt": (folder / "gazette.txt").read_text(encoding="utf-8").replace("Gazette", "Herald").replace("38", "44")})
    report = check(folder, hub)
    assert len(set(loaded.seen)) == len({s.text for s in report.statements}), "every article is encoded by the model that is here now"
    monkeypatch.delattr(similarity, "load")
    assert json.render(check(folder, hub)) == json.render(report)


def test_a_model_is_told_by_its_files(tmp_path: Path) -> None:
    (tmp_path / "weights").write_text("1")
    first = loading.model_identity(str(tmp_path), "digest")
    assert first == loading.model_identity(str(tmp_path), "digest")
    (tmp_path / "weights").write_text("2")
    assert first != loading.model_identity(str(tmp_path), "digest")
    assert loading.model_identity("bundled", "digest") == "digest"


def test_a_model_on_the_hub_is_told_by_the_revision_that_was_downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    assert loading.model_identity("someone/model", "digest") is None
    assert loading.model_identity("no such/name at/all", "digest") is None
    repository = tmp_path / "models--someone--model"
    for revision in ("a1", "b2"):
        (repository / "snapshots" / revision).mkdir(parents=True)
        (repository / "snapshots" / revision / "config.json").write_text("{}")
        (repository / "refs").mkdir(exist_ok=True)
        (repository / "refs" / "main").write_text(revision)
        assert loading.model_identity("someone/model", "digest") == f"someone/model {revision}"
