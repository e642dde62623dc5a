"""The command line: options -> Config -> check -> write -> exit status. Only this package imports click, and only it writes files.

A file for each command, each with a `command`; what they share is in `options`, `running` and `writing`. The stages are imported where
a command runs, so that `--help` costs nothing but click.
"""

from __future__ import annotations

import click

from consistency import __version__
from consistency.cli import baseline, check, compare, config, explain, report, who
from consistency.cli.group import Group

__all__ = ["main"]


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="consistency")
def main() -> None:
    """Find where news outlets agree, differ in wording, or contradict each other.

    CORPUS is a folder of articles (.txt, .md, .html, .json, .jsonl) or one .jsonl file.
    """


for _module in (check, report, compare, who, baseline, explain, config):
    main.add_command(_module.command)
