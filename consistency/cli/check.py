"""`consistency check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from consistency.cli import options
from consistency.cli.running import configuration, run
from consistency.cli.writing import format_for, looks, write
from consistency.model import Verdict


@click.command("check")
@options.corpus
@options.output
@click.option("--fail-on", type=click.Choice([v.value for v in Verdict]), help="Mildest verdict that ends with 1 (default: contradict).")
@click.option("--exit-zero", is_flag=True, help="End with 0 whatever is found.")
def command(
    corpus: Path,
    format_name: str | None,
    output: Path | None,
    config_path: Path | None,
    min_confidence: float | None,
    fail_on: str | None,
    exit_zero: bool,
) -> None:
    """List findings; the exit status is the verdict for CI.

    Ends with 0 if nothing is at or above --fail-on, 1 if something is, 2 if it could not check.

    Example: consistency check articles/ --fail-on wording
    """
    config = configuration(corpus, config_path, min_confidence=min_confidence, fail_on=fail_on)
    report = run(corpus, config)
    from consistency.report import FORMATS

    write(FORMATS[format_for(format_name, output, "terminal")].render(report, looks(output)), output)
    if not exit_zero and any(f.verdict.severity >= Verdict(config.fail_on).severity and not f.waived for f in report.findings):
        sys.exit(1)
