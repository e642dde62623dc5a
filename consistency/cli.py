"""The command line: options -> Config -> check -> write -> exit status. Only this file imports click, and only this file writes.

The stages are imported where a command runs, so that `--help` costs nothing but click.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from consistency import __version__, formats
from consistency.config import Config, load, validated
from consistency.errors import ConsistencyError, InputError
from consistency.model import Report, Verdict

if TYPE_CHECKING:
    from consistency.report import Options

_F = TypeVar("_F", bound=Callable[..., Any])


class _Group(click.Group):
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


def _common(command: _F) -> _F:
    """The options that all three commands on a corpus take."""
    for option in reversed(
        (
            click.option("--format", "format_name", type=click.Choice(formats.NAMES), help="How the report is written."),
            click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file instead of standard output."),
            click.option("--config", "config_path", type=click.Path(path_type=Path), help="Read this configuration file."),
            click.option("--min-confidence", type=float, help="Leave out findings below this confidence, 0 to 1."),
        )
    ):
        command = option(command)
    return command


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="consistency")
def main() -> None:
    """Find where news outlets agree, differ in wording, or contradict each other.

    CORPUS is a folder of articles (.txt, .md, .html, .json, .jsonl) or one .jsonl file.
    """


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@_common
@click.option("--fail-on", type=click.Choice([v.value for v in Verdict]), help="Mildest verdict that ends with 1 (default: contradict).")
@click.option("--exit-zero", is_flag=True, help="End with 0 whatever is found.")
def check(
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
    config = _config(corpus, config_path, min_confidence=min_confidence, fail_on=fail_on)
    report = _check(corpus, config)
    from consistency.report import FORMATS

    _write(FORMATS[_format(format_name, output, "terminal")].render(report, _options(output)), output)
    if not exit_zero and any(f.verdict.severity >= Verdict(config.fail_on).severity and not f.waived for f in report.findings):
        sys.exit(1)


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@_common
def report(corpus: Path, format_name: str | None, output: Path | None, config_path: Path | None, min_confidence: float | None) -> None:
    """Write the discrepancy report, in Markdown unless --format or the file's ending says otherwise.

    Example: consistency report articles/ -o report.md
    """
    found = _check(corpus, _config(corpus, config_path, min_confidence=min_confidence))
    from consistency.report import FORMATS

    _write(FORMATS[_format(format_name, output, "markdown")].render(found, _options(output)), output)


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.argument("left")
@click.argument("right")
@_common
def compare(
    corpus: Path,
    left: str,
    right: str,
    format_name: str | None,
    output: Path | None,
    config_path: Path | None,
    min_confidence: float | None,
) -> None:
    """Put two outlets, or two files, side by side.

    LEFT and RIGHT are names of outlets, or paths of files in CORPUS.

    Example: consistency compare articles/ "The Herald" "Daily Wire"
    """
    whole = _check(corpus, _config(corpus, config_path, min_confidence=min_confidence))
    from consistency.pipeline import between
    from consistency.report import FORMATS

    restricted = between(whole, *_sides(whole, left, right))

    _write(FORMATS[_format(format_name, output, "terminal")].compare(restricted, left, right, _options(output)), output)


@main.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Say what a rule's code means, with an example.

    Example: consistency explain Q301
    """
    from consistency.report.explain import explain as text
    from consistency.rules import RULES

    if rule.upper() not in RULES:
        raise InputError(f"{rule}: no such rule; there are {', '.join(sorted(RULES))}")
    click.echo(text(rule), nl=False)


def _config(corpus: Path, path: Path | None, **given: Any) -> Config:
    """The configuration in force: defaults, then the file, then what the command line gives."""
    start = corpus if corpus.is_dir() else corpus.parent
    return validated(replace(load(path, start), **{k: v for k, v in given.items() if v is not None}), "command line")


def _check(corpus: Path, config: Config) -> Report:
    """The report on the corpus; what was skipped and what is to be warned of goes to standard error."""
    if not corpus.exists():
        raise InputError(f"{corpus}: no such folder or file")
    from consistency.pipeline import check as run

    result = run(corpus, config)
    for warning in result.warnings:
        click.echo(f"warning: {warning}", err=True)
    for skipped in result.skipped:
        click.echo(f"skipped: {skipped.path}: {skipped.reason}", err=True)
    return result


def _sides(report: Report, left: str, right: str) -> tuple[set[str], set[str]]:
    """The ids of the documents that the two names stand for.

    Raises:
        InputError: a name stands for no document, or both stand for the same one.
    """
    from consistency.report import named

    sides = [{d.id for d in named(report, name)} for name in (left, right)]
    for name, ids in zip((left, right), sides, strict=True):
        if not ids:
            outlets = ", ".join(sorted({d.outlet for d in report.documents}))
            raise InputError(f"{name}: no outlet or file of that name in the corpus; the outlets are {outlets}")
    if sides[0] & sides[1]:
        raise InputError(f"{left} and {right} are the same source")
    return sides[0], sides[1]


def _format(name: str | None, output: Path | None, default: str) -> str:
    """The format asked for, or the one that the output file's ending stands for, or the default."""
    return name or (formats.ENDINGS.get(output.suffix.lower(), default) if output else default)


def _options(output: Path | None) -> Options:
    """The looks: colour and width of the terminal where the report goes to one."""
    from consistency.report import Options

    live = output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return Options(colour=live, width=min(shutil.get_terminal_size().columns, 160) if live else Options().width)


def _write(text: str, output: Path | None) -> None:
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
