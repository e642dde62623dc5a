"""Profiles of the property tests (`make fuzz` asks for the long one), a cache folder that no other run has, and no models for pairs."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from consistency import contradiction, masked, relation

settings.register_profile("fuzz", max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test starts with nothing kept, and leaves the user's own alone."""
    monkeypatch.setenv("CONSISTENCY_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(autouse=True)
def _no_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only tests with the real models read pairs of statements with them."""
    if not {"model", "browser"} & set(request.keywords):
        monkeypatch.setattr(relation, "load", lambda name="bundled": None)
        monkeypatch.setattr(contradiction, "load", lambda name="bundled": None)
        monkeypatch.setattr(masked, "load", lambda name="bundled": None)
