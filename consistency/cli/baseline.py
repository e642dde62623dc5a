"""`consistency baseline`."""

from __future__ import annotations

from datetime import datetime

import click

from consistency.baseline import UNREVIEWED, formatted, updated
from consistency.cli import options
from consistency.cli.group import Command, option
from consistency.cli.options import Asked
from consistency.cli.running import run, today
from consistency.cli.talk import Talk
from consistency.cli.writing import write
from consistency.errors import InputError
from consistency.model import Verdict, Waiver

_NEW = "New entries"


@click.command("baseline", cls=Command)
@options.corpus
@options.verdicts
@option(_NEW, "--reason", metavar="TEXT", default=UNREVIEWED, help="Why these findings are known (default: “not reviewed yet”).")
@option(_NEW, "--owner", metavar="NAME", help="Who decided that.")
@option(_NEW, "--expires", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The last day on which they are waived.")
@option("Old entries", "--prune", is_flag=True, help="Drop entries whose finding is not there any more; otherwise they stay.")
def command(asked: Asked, reason: str, owner: str | None, expires: datetime | None, prune: bool) -> None:
    """Write down the findings that would fail a check, as known, so that only new ones fail.

    The file that is there already is brought up to date: what persons wrote in it stays.

    Example: consistency baseline articles/ --reason "reviewed for the launch" --owner "standards desk"
    """
    if not asked.use_baseline:
        raise InputError("--no-baseline: this command brings the baseline up to date")
    last = expires.date() if expires else None
    if last is not None and last < today():
        raise InputError(f"--expires {last}: has passed already")
    outcome = run(asked, new_baseline=True)
    from consistency.selection import failing

    before = outcome.entries or ()
    new = failing(outcome.report, Verdict(outcome.config.fail_on))
    waiver = Waiver("", reason.strip() or UNREVIEWED, owner, last)
    after = updated(before, outcome.whole.report, new, waiver)
    gone = {e.waiver.finding for e in outcome.whole.stale} if prune else set()
    after = tuple(e for e in after if e.waiver.finding not in gone)
    write(formatted(after), outcome.baseline)
    counts = {"added": len(after) + len(gone) - len(before), "kept": len(before) - len(gone), "dropped": len(gone)}
    said = ", ".join(f"{n:,} {what}" for what, n in counts.items())
    unreviewed = sum(e.waiver.reason == UNREVIEWED for e in after)
    Talk(asked.quiet).note(f"{outcome.baseline}: {said}" + (f"; {unreviewed:,} not reviewed yet" if unreviewed else ""))
