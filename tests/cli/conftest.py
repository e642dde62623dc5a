"""A corpus in which two outlets contradict each other, and no model."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency import similarity
from tests.build import Flat
from tests.cli.command import ARTICLES, write


@pytest.fixture(autouse=True)
def _no_model(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No embedding model is loaded, and the environment of whoever runs the tests is of no account."""
    if "model" not in request.keywords:
        monkeypatch.setattr(similarity, "load", lambda name="bundled": Flat())
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "SOURCE_DATE_EPOCH", "CI"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write(tmp_path / "corpus", ARTICLES)
