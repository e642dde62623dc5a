"""`consistency who`."""

from __future__ import annotations

import click

from consistency.cli import options
from consistency.cli.group import Command, option
from consistency.cli.options import Asked, Output
from consistency.cli.running import run
from consistency.cli.writing import deliver, targets

_FORMATS = ("terminal", "markdown", "json")


@click.command("who", cls=Command)
@options.corpus
@click.argument("query")
@option("What is reported", "--topic", is_flag=True, help="Take QUERY for a topic even if somebody of that name speaks.")
@options.output
def command(asked: Asked, written: Output, query: str, topic: bool) -> None:
    """List what a speaker said, or what was said on a topic, across outlets.

    QUERY is a name, or words that a statement on the topic has. What was said is listed in time order, with who printed which words.

    Example: consistency who articles/ "Orla Finch"
    """
    found = targets(written, "terminal", _FORMATS)
    outcome = run(asked)
    from consistency.report import WHO
    from consistency.who import ask

    answer = ask(outcome.report, query, topic)
    deliver(found, lambda name, looks: WHO[name](outcome.report, answer, looks), asked, outcome, written.color)
