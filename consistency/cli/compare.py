"""`consistency compare`."""

from __future__ import annotations

from dataclasses import replace

import click

from consistency.cli import options
from consistency.cli.group import Command, option
from consistency.cli.options import Asked, Output
from consistency.cli.running import run
from consistency.cli.writing import deliver, targets
from consistency.errors import InputError
from consistency.model import Report, Verdict

_PARTS = (*(v.value for v in Verdict), "left", "right")


def _parts(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of all uses of the option, each use a list with commas."""
    parts = tuple(part.strip() for value in values for part in value.split(",") if part.strip())
    for part in parts:
        if part not in _PARTS:
            raise click.BadParameter(f"{part}: there are {', '.join(_PARTS)}")
    return parts


@click.command("compare", cls=Command)
@options.corpus
@click.argument("left")
@click.argument("right")
@option(
    "What is reported", "--only", multiple=True, callback=_parts, metavar="PART,…", help=f"Show these parts alone: {', '.join(_PARTS)}."
)
@options.output
def command(asked: Asked, written: Output, left: str, right: str, only: tuple[str, ...]) -> None:
    """Put two outlets, or two files, side by side.

    LEFT and RIGHT are names of outlets, or paths of files in CORPUS. The parts that --only takes are the verdicts on what both report,
    and left or right for what that side has and the other one lacks.

    Example: consistency compare articles/ "The Herald" "Daily Wire"
    """
    found = targets(written, "terminal")
    if only and any(target.format_name == "html" for target in found):
        raise InputError("--only: the HTML page has filters of its own; leave --only out, or choose another format")
    outcome = run(asked)
    from consistency.report import FORMATS
    from consistency.selection import between

    restricted = between(outcome.report, *_sides(outcome.report, left, right))
    deliver(
        found, lambda name, looks: FORMATS[name].compare(restricted, left, right, replace(looks, only=only)), asked, outcome, written.color
    )


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
