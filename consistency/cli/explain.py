"""`consistency explain`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from consistency.cli import options
from consistency.cli.group import RUN, Command, option
from consistency.cli.options import Asked
from consistency.cli.running import Outcome, run
from consistency.errors import InputError
from consistency.model import Finding

_FINGERPRINT = re.compile(r"[0-9a-f]{6,12}", re.I)
_MOST = 5
"""Findings that are named where a fingerprint is cut too short."""


@click.command("explain", cls=Command)
@click.argument("name", shell_complete=options.complete_rule)
@click.argument("corpus", type=click.Path(path_type=Path), required=False)
@option(
    RUN,
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    envvar="CONSISTENCY_CONFIG",
    metavar="FILE",
    help="Read this configuration file.",
)
@option(RUN, "-q", "--quiet", is_flag=True, help="No progress, warnings or notes on standard error; errors only.")
def command(name: str, corpus: Path | None, config_path: Path | None, quiet: bool) -> None:
    """Say what a rule's code means, or how a finding came about.

    NAME is a rule's code, or a finding's fingerprint or the first six digits of it; a finding is explained from its CORPUS: both
    passages, what the score of their alignment is made of, the details that were compared, and what was doubted.

    Example: consistency explain Q301
    """
    from consistency.rules import RULES

    if name.upper() in RULES:
        from consistency.report.explain import explain

        click.echo(explain(name), nl=False)
        return
    if not _FINGERPRINT.fullmatch(name):
        raise InputError(f"{name}: no such rule, and no finding's fingerprint; the rules are {', '.join(sorted(RULES))}")
    if corpus is None:
        raise InputError(f"{name}: a finding is explained from its corpus: consistency explain {name} CORPUS")
    asked = Asked(corpus, config_path, {}, True, quiet=quiet)
    finding, outcome = _found(name.lower(), asked)

    from consistency import contradiction, masked, relation, similarity
    from consistency.breakdown import breakdown
    from consistency.cli.writing import Target, deliver
    from consistency.report.explain_finding import explain as text

    config = outcome.config
    made = breakdown(
        finding,
        outcome.whole.report,
        similarity.load(config.embedding_model),
        relation.load(config.relation_model),
        contradiction.load(config.contradiction_model),
        masked.load(config.relation_model),
    )
    deliver([Target("full", None)], lambda _, looks: text(made, outcome.whole.report, looks), asked, outcome, "auto")


def _found(name: str, asked: Asked) -> tuple[Finding, Outcome]:
    """The one finding whose fingerprint begins like this; one that is too unsure to be reported is found as well.

    Raises:
        InputError: there is none, or more than one.
    """
    for given in ({}, {"min_confidence": 0.0}):
        outcome = run(Asked(asked.corpus, asked.config_path, given, asked.use_baseline, quiet=asked.quiet))
        found = [f for f in outcome.whole.report.findings if f.id.startswith(name)]
        if len(found) > 1:
            raise InputError(f"{name}: the first digits of several findings: {', '.join(f.id for f in found[:_MOST])}")
        if found:
            return found[0], outcome
    raise InputError(f"{name}: no finding in {asked.corpus} has this fingerprint")
