"""`consistency report`."""

from __future__ import annotations

import click

from consistency.cli import options
from consistency.cli.group import Command
from consistency.cli.options import Asked, Output
from consistency.cli.running import run
from consistency.cli.writing import deliver, targets


@click.command("report", cls=Command)
@options.corpus
@options.output
def command(asked: Asked, written: Output) -> None:
    """Write the discrepancy report, in Markdown unless --format or the file's ending says otherwise.

    Example: consistency report articles/ -o report.md
    """
    found = targets(written, "markdown")
    outcome = run(asked)
    from consistency.report import FORMATS

    deliver(found, lambda name, looks: FORMATS[name].render(outcome.report, looks), asked, outcome, written.color)
