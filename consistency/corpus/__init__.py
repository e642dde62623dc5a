"""Paths to documents: formats, metadata, boilerplate, agency credit."""

from consistency.corpus.reader import read

__all__ = ["read"]
