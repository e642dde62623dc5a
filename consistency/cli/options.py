"""The options that every command on a corpus takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from consistency import formats

_F = TypeVar("_F", bound=Callable[..., Any])


def corpus(command: _F) -> _F:
    """CORPUS, and the options that all commands on it take."""
    for parameter in reversed(
        (
            click.argument("corpus", type=click.Path(path_type=Path)),
            click.option("--config", "config_path", type=click.Path(path_type=Path), help="Read this configuration file."),
            click.option("--min-confidence", type=float, help="Leave out findings below this confidence, 0 to 1."),
        )
    ):
        command = parameter(command)
    return command


def output(command: _F) -> _F:
    """How a report is written, and where to."""
    for parameter in reversed(
        (
            click.option("--format", "format_name", type=click.Choice(formats.NAMES), help="How the report is written."),
            click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file instead of standard output."),
        )
    ):
        command = parameter(command)
    return command
