"""Profiles of the property tests: `make fuzz` asks for the long one."""

from hypothesis import HealthCheck, settings

settings.register_profile("fuzz", max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck))
