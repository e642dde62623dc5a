"""The group that all commands are in: where errors become one line and an exit status."""

from __future__ import annotations

from typing import Any, NoReturn

import click

from consistency.errors import ConsistencyError


class Group(click.Group):
    """A group whose commands end with one clear line, never with a traceback, when something cannot be done."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a ConsistencyError becomes one line on standard error and its exit status."""
        try:
            return super().invoke(ctx)
        except ConsistencyError as error:
            _fail(ctx, str(error), error.exit_status)
        except BrokenPipeError:  # whoever read the report has seen enough; click ends the program
            raise
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            _fail(ctx, f"{where}{error.strerror or error}", ConsistencyError.exit_status)


def _fail(ctx: click.Context, message: str, status: int) -> NoReturn:
    click.echo(f"consistency: {' '.join(message.split())}", err=True)
    ctx.exit(status)
