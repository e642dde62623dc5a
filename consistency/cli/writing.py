"""Where a report goes: standard output, or a file that is whole or not there."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from consistency import formats
from consistency.errors import InputError

if TYPE_CHECKING:
    from consistency.report import Options


def format_for(name: str | None, output: Path | None, default: str) -> str:
    """The format asked for, or the one that the output file's ending stands for, or the default."""
    return name or (formats.ENDINGS.get(output.suffix.lower(), default) if output else default)


def looks(output: Path | None) -> Options:
    """Colour and width of the terminal where the report goes to one."""
    from consistency.report import Options

    live = output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return Options(colour=live, width=min(shutil.get_terminal_size().columns, 160) if live else Options().width)


def write(text: str, output: Path | None) -> None:
    """The text to standard output, or to a file that is replaced in one step, so that it is whole or not there.

    Raises:
        InputError: the file cannot be written.
    """
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    target = Path(os.path.realpath(output))  # a link stays, and what it leads to is replaced
    temporary = None
    try:
        if target.exists() and not target.is_file() and not target.is_dir():  # a device or a pipe can only be written into
            target.write_text(text, encoding="utf-8")
            return
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=target.parent, prefix=f".{target.name[:100]}.", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(text)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise InputError(f"{output}: cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    """The process's file creation mask; it can be read only by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
