"""The group that all commands are in, where errors become one line and an exit status; and commands whose help has sections."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from consistency.errors import ConsistencyError

INTERRUPTED = 130
"""Ended with Ctrl-C, as shells have it."""
UNREAD = 141
"""Whoever read the report stopped reading, as shells have it: neither 0 nor 1, for the report was not told to its end."""

RUN = "This run"
"""The section of a command's help that comes last."""


class Group(click.Group):
    """A group whose commands end with one clear line, never with a traceback, when something cannot be done."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a ConsistencyError becomes one line on standard error and its exit status."""
        try:
            return super().invoke(ctx)
        except ConsistencyError as error:
            _fail(ctx, str(error), error.exit_status)
        except KeyboardInterrupt:
            _fail(ctx, "interrupted", INTERRUPTED)
        except BrokenPipeError:
            _unheard()
            ctx.exit(UNREAD)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            if not where:
                _unheard()
            _fail(ctx, f"{where}{error.strerror or error}", ConsistencyError.exit_status)


class Section(click.Option):
    """An option that its command's help shows under a heading."""

    def __init__(self, *args: Any, section: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


class Command(click.Command):
    """A command whose help shows options by section."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, what is about the run last."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                sections.setdefault(getattr(parameter, "section", RUN), []).append(record)
        for title, records in sorted(sections.items(), key=lambda item: item[0] == RUN):
            with formatter.section(title):
                formatter.write_dl(records)


def option(section: str, *names: str, **settings: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option under a heading of its command's help."""
    return click.option(*names, cls=Section, section=section, **settings)


def together(parameters: Sequence[Callable[[Callable[..., Any]], Callable[..., Any]]], command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with all the parameters, in their order."""
    for parameter in reversed(parameters):
        command = parameter(command)
    return command


def _unheard() -> None:
    """Nothing more goes to standard output, or what its buffer holds would meet the broken pipe or the full device once more."""
    with suppress(OSError):  # standard output may be no file at all
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(ctx: click.Context, message: str, status: int) -> NoReturn:
    click.echo(f"consistency: {' '.join(message.split())}", err=True)
    ctx.exit(status)
