"""What every command on a corpus does first: find the configuration, run the stages, say what was skipped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from consistency.config import Config, load, validated
from consistency.errors import InputError
from consistency.model import Report


def configuration(corpus: Path, path: Path | None, **given: Any) -> Config:
    """The configuration in force: defaults, then the file, then what the command line gives."""
    start = corpus if corpus.is_dir() else corpus.parent
    return validated(replace(load(path, start), **{k: v for k, v in given.items() if v is not None}), "command line")


def run(corpus: Path, config: Config) -> Report:
    """The report on the corpus; what was skipped and what is to be warned of goes to standard error."""
    if not corpus.exists():
        raise InputError(f"{corpus}: no such folder or file")
    from consistency.pipeline import check

    result = check(corpus, config)
    for warning in result.warnings:
        click.echo(f"warning: {warning}", err=True)
    for skipped in result.skipped:
        click.echo(f"skipped: {skipped.path}: {skipped.reason}", err=True)
    return result
