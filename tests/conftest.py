"""Profiles of the property tests (`make fuzz` asks for the long one), and a cache folder that no other run has."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("fuzz", max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test starts with nothing kept, and leaves the user's own alone."""
    monkeypatch.setenv("CONSISTENCY_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
