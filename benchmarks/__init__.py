"""Measurements of quality and speed; no part of the package and no tests."""
