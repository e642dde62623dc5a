"""Where a report goes: standard output, or files that are whole or not there."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from consistency import formats
from consistency.cli.options import Asked, Output
from consistency.cli.running import Outcome
from consistency.errors import InputError
from consistency.model import Report, Verdict

if TYPE_CHECKING:
    from consistency.report import Options

_WIDEST = 160
"""Columns that a report fills at the most, however wide the terminal."""
_PLAIN = frozenset({".log", ".out", ".text"})
"""Endings of files that hold what a terminal shows."""
_READ_HERE = ("terminal", "concise", "full")
"""Formats whose paths are read from the current folder; the others' are read from the top of the repository."""


@dataclass(frozen=True, slots=True)
class Target:
    """A format, and the file that takes it; None is standard output."""

    format_name: str
    file: Path | None


def targets(written: Output, default: str, known: Collection[str] = formats.NAMES) -> tuple[Target, ...]:
    """What is to be written where; asked before the long work, so that what cannot be done is said at once.

    Args:
        written: what the command line says.
        default: the format, where neither the command line nor a file's ending names one.
        known: the formats that can be had.

    Raises:
        InputError: a format cannot be had, or the folder of a file is not there.
    """
    name = written.format_name or (_named_by(written.output, default) if written.output else default)
    found = (Target(name, written.output), *(Target(n, file) for n, file in written.also))
    for target in found:
        if target.format_name not in known:
            raise InputError(f"--format {target.format_name}: cannot be had here; there are {', '.join(known)}")
        if target.file is not None and not target.file.parent.is_dir():
            raise InputError(f"{target.file}: cannot be written: no folder {target.file.parent}")
    files = [os.path.realpath(t.file) for t in found if t.file is not None]
    if twice := next((f for f in files if files.count(f) > 1), None):
        raise InputError(f"{twice}: two formats cannot be written to one file")
    return found


def _named_by(file: Path, default: str) -> str:
    """The format that a file's ending names; plain text may have any of its own.

    Raises:
        InputError: the ending is that of something else.
    """
    ending = file.suffix.lower()
    if ending in formats.ENDINGS or ending in _PLAIN or not ending[1:].isalpha():
        return formats.ENDINGS.get(ending, default)
    raise InputError(f"{file}: no format is written as {ending}; give --format, or one of {', '.join(formats.ENDINGS)}")


def deliver(found: Sequence[Target], render: Callable[[str, Options], str], asked: Asked, outcome: Outcome, color: str) -> None:
    """Write the report to each target; nothing is written before all of them are there.

    Args:
        found: formats and files.
        render: the report in the format of this name.
        asked: what the corpus is.
        outcome: what was found there.
        color: when to colour.

    Raises:
        InputError: a file cannot be written.
    """
    texts = [(render(t.format_name, _looks(t, asked, outcome, color)), t) for t in found]
    for text, target in texts:
        if target == Target("github", None) and os.environ.get("GITHUB_ACTIONS") == "true":
            click.echo(text, err=True, nl=False)
            _summarise(outcome.report, _looks(Target("markdown", None), asked, outcome, "never"), os.environ)
        else:
            write(text, target.file)


def write(text: str, output: Path | None) -> None:
    """The text to standard output, or to a file that is replaced in one step, so that it is whole or not there.

    Raises:
        InputError: the file, or standard output, cannot take it.
    """
    if output is None:
        if sys.stdout is None:
            raise InputError("standard output is closed: give -o FILE")
        try:
            click.echo(text, nl=False, color=True)  # as it is: the report decides whether there are colours
        except UnicodeEncodeError as error:
            told = f"standard output takes {error.encoding} only: set PYTHONIOENCODING=utf-8, or give -o FILE"
            raise InputError(told) from error
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


def _looks(target: Target, asked: Asked, outcome: Outcome, color: str) -> Options:
    """The choices for one format: colour and width of the terminal where it goes to one, and how its paths are read."""
    from consistency.report import Options

    live = target.file is None and sys.stdout is not None and sys.stdout.isatty()
    return Options(
        width=min(shutil.get_terminal_size().columns, _WIDEST) if live else Options().width,
        colour=_coloured(color, live, target.file is None, os.environ),
        rules=outcome.config.rules_page,
        root=_root(asked.folder, target.format_name),
        fail_on=Verdict(outcome.config.fail_on),
        baseline=outcome.entries is not None,
    )


def _coloured(color: str, live: bool, stdout: bool, environment: Mapping[str, str]) -> bool:
    """Whether to colour: --color, then NO_COLOR, then FORCE_COLOR, which are set unless they are empty; else at a terminal that can."""
    if color != "auto":
        return color == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return stdout
    return live and environment.get("TERM") != "dumb"


def _root(folder: Path, name: str) -> str:
    """The corpus' folder as the paths of a report have it before them."""
    if name not in _READ_HERE:
        here = folder.resolve()
        top = next((p for p in (here, *here.parents) if (p / ".git").exists()), None)
        if top is not None:
            folder = here.relative_to(top)
    return "" if folder == Path() else folder.as_posix()


def _summarise(report: Report, options: Options, environment: Mapping[str, str]) -> None:
    """Append the report to the summary of the step that runs this, where there is one."""
    from consistency.report.github import summary

    if environment.get("GITHUB_STEP_SUMMARY"):
        with Path(environment["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as file:
            file.write(summary(report, options))


def _umask() -> int:
    """The process's file creation mask; it can be read only by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
