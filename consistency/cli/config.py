"""`consistency config`."""

from __future__ import annotations

import click

from consistency import __version__
from consistency.cli import options
from consistency.cli.group import Command
from consistency.cli.options import Asked
from consistency.cli.running import baseline_file, configuration
from consistency.cli.writing import write
from consistency.config import KEYS, toml
from consistency.errors import InputError


@click.command("config", cls=Command)
@options.configuration
def command(asked: Asked) -> None:
    """Show what is in force for CORPUS (default: this folder), and where each value came from.

    The output is TOML, and can be pasted into consistency.toml.

    Example: consistency config articles/ --min-confidence 0.8
    """
    if not asked.corpus.exists():
        raise InputError(f"{asked.corpus}: no such folder or file")
    found = configuration(asked)
    file, named = baseline_file(asked, found)
    lines = [f"# consistency {__version__}; {found.file or 'no configuration file'}"]
    for key in KEYS:
        value, origin = getattr(found.config, key), found.origins[key]
        if key == "baseline" and not asked.use_baseline:
            origin = "nothing is waived: --no-baseline"
        elif key == "baseline" and not named and file.exists():
            value, origin = str(file), "default, as the file is there"
        lines.append(f"{f'{key} = {toml(value)}':<34}  # {origin}")
    write("\n".join(lines) + "\n", None)
