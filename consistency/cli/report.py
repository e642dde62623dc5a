"""`consistency report`."""

from __future__ import annotations

from pathlib import Path

import click

from consistency.cli import options
from consistency.cli.running import configuration, run
from consistency.cli.writing import format_for, looks, write


@click.command("report")
@options.corpus
@options.output
def command(corpus: Path, format_name: str | None, output: Path | None, config_path: Path | None, min_confidence: float | None) -> None:
    """Write the discrepancy report, in Markdown unless --format or the file's ending says otherwise.

    Example: consistency report articles/ -o report.md
    """
    found = run(corpus, configuration(corpus, config_path, min_confidence=min_confidence))
    from consistency.report import FORMATS

    write(FORMATS[format_for(format_name, output, "markdown")].render(found, looks(output)), output)
