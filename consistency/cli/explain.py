"""`consistency explain`."""

from __future__ import annotations

import click

from consistency.errors import InputError


@click.command("explain")
@click.argument("rule")
def command(rule: str) -> None:
    """Say what a rule's code means, with an example.

    Example: consistency explain Q301
    """
    from consistency.report.explain import explain as text
    from consistency.rules import RULES

    if rule.upper() not in RULES:
        raise InputError(f"{rule}: no such rule; there are {', '.join(sorted(RULES))}")
    click.echo(text(rule), nl=False)
