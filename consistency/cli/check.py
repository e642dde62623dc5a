"""`consistency check`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from consistency import formats
from consistency.cli import options
from consistency.cli.group import Command, option
from consistency.cli.options import Asked, Output
from consistency.cli.running import run
from consistency.cli.writing import deliver, targets
from consistency.model import Verdict

if TYPE_CHECKING:
    from consistency.report import Options

_COUNTED = ("terminal", "markdown", "json")
"""The formats that --statistics can be had in."""


@click.command("check", cls=Command)
@options.corpus
@options.verdicts
@option("Exit status", "--exit-zero", is_flag=True, help="End with 0 whatever is found.")
@options.output
@option("Output", "--statistics", is_flag=True, help="Show how often each rule was found, instead of the findings.")
def command(asked: Asked, written: Output, exit_zero: bool, statistics: bool) -> None:
    """List findings; the exit status is the verdict for CI.

    Ends with 0 if nothing that is not waived is at or above --fail-on, 1 if something is, 2 if it could not check.

    Example: consistency check articles/ --fail-on wording
    """
    found = targets(written, "terminal", _COUNTED if statistics else formats.NAMES)
    outcome = run(asked)
    from consistency.report import FORMATS
    from consistency.report.statistics import render as counts
    from consistency.selection import failing

    def render(name: str, looks: Options) -> str:
        return counts(outcome.report, name) if statistics else FORMATS[name].render(outcome.report, looks)

    deliver(found, render, asked, outcome, written.color)
    broken = outcome.config.strict and (outcome.whole.stale or outcome.whole.expired)
    if not exit_zero and (broken or failing(outcome.report, Verdict(outcome.config.fail_on))):
        sys.exit(1)
