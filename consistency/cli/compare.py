"""`consistency compare`."""

from __future__ import annotations

from pathlib import Path

import click

from consistency.cli import options
from consistency.cli.running import configuration, run
from consistency.cli.writing import format_for, looks, write
from consistency.errors import InputError
from consistency.model import Report


@click.command("compare")
@options.corpus
@click.argument("left")
@click.argument("right")
@options.output
def command(
    corpus: Path,
    left: str,
    right: str,
    format_name: str | None,
    output: Path | None,
    config_path: Path | None,
    min_confidence: float | None,
) -> None:
    """Put two outlets, or two files, side by side.

    LEFT and RIGHT are names of outlets, or paths of files in CORPUS.

    Example: consistency compare articles/ "The Herald" "Daily Wire"
    """
    whole = run(corpus, configuration(corpus, config_path, min_confidence=min_confidence))
    from consistency.pipeline import between
    from consistency.report import FORMATS

    restricted = between(whole, *_sides(whole, left, right))
    write(FORMATS[format_for(format_name, output, "terminal")].compare(restricted, left, right, looks(output)), output)


def _sides(report: Report, left: str, right: str) -> tuple[set[str], set[str]]:
    """The ids of the documents that the two names stand for.

    Raises:
        InputError: a name stands for no document, or both stand for the same one.
    """
    from consistency.report import named

    sides = [{d.id for d in named(report, name)} for name in (left, right)]
    for name, ids in zip((left, right), sides, strict=True):
        if not ids:
            outlets = ", ".join(sorted({d.outlet for d in report.documents}))
            raise InputError(f"{name}: no outlet or file of that name in the corpus; the outlets are {outlets}")
    if sides[0] & sides[1]:
        raise InputError(f"{left} and {right} are the same source")
    return sides[0], sides[1]
