"""Profiles of the property tests (`make fuzz` asks for the long one), and a cache folder that no other run has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("fuzz", max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the tests keep is kept for this session, and away from the user's own."""
    patch = pytest.MonkeyPatch()
    patch.setenv("CONSISTENCY_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()
