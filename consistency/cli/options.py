"""The options that commands share, in the same words everywhere, and what was asked for with them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from consistency import formats
from consistency.cli.group import RUN, option, together
from consistency.config import KEYS, codes
from consistency.model import Verdict
from consistency.rules import RULES

_REPORTED, _KNOWN, _STATUS, _OUTPUT = "What is reported", "Known findings", "Exit status", "Output"

_Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for on a corpus."""

    corpus: Path
    config_path: Path | None
    given: Mapping[str, Any]
    """The keys of the configuration that the command line overrides."""
    use_baseline: bool
    revision: str | None = None
    changed: tuple[Path, ...] = ()
    changed_from: Path | None = None
    quiet: bool = False
    verbose: bool = False

    @property
    def folder(self) -> Path:
        """The corpus' folder, or the one that its file is in."""
        return self.corpus if self.corpus.is_dir() else self.corpus.parent


@dataclass(frozen=True, slots=True)
class Output:
    """How a report is written, and where to."""

    format_name: str | None
    output: Path | None
    also: tuple[tuple[str, Path], ...]
    """Further formats, and the file for each."""
    color: str


def complete_rule(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes that begin like the last word typed, for the shell."""
    before, comma, last = incomplete.rpartition(",")
    return [CompletionItem(before + comma + code, help=rule.title) for code, rule in RULES.items() if code.startswith(last.upper())]


def _joined(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """Codes of all uses of an option, each use a list with commas; None where it is not used, so that the configuration decides."""
    return codes(",".join(values)) if values else None


def _pairs(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, Path], ...]:
    """FORMAT=FILE, or a FILE whose ending names its format."""
    pairs = []
    for value in values:
        name, equals, file = value.partition("=")
        if not equals or name not in formats.NAMES:
            name, file = formats.ENDINGS.get(Path(value).suffix.lower(), ""), value
        if not name or not file:
            raise click.BadParameter(f"{value}: give FORMAT=FILE, where FORMAT is one of {', '.join(formats.NAMES)}")
        pairs.append((name, Path(file)))
    return tuple(pairs)


class _Named(click.Path):
    """A path, which is not empty: an empty word, as of a variable that is not set, is not this folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; a usage error for an empty word."""
        if value == "":
            self.fail("an empty path", param, ctx)
        return super().convert(value, param, ctx)


_PATH = _Named(path_type=Path)

_KEY_OPTIONS = (
    option(
        _REPORTED,
        "--min-confidence",
        type=float,
        metavar="0..1",
        help="Leave out findings below this confidence (default: 0.6); 0.2 lists suspected contradictions, too.",
    ),
    option(_REPORTED, "--select", multiple=True, metavar="RULE,…", callback=_joined, shell_complete=complete_rule,
           help="Report these rules only: codes, or how they begin, such as F3; ALL for all."),
    option(_REPORTED, "--ignore", multiple=True, metavar="RULE,…", callback=_joined, shell_complete=complete_rule,
           help="Leave these rules out; where --select names them too, the longer word decides."),
    option(_KNOWN, "--baseline", type=click.Path(), metavar="FILE",
           help="Waivers (default: consistency-baseline.toml next to the configuration or in CORPUS, if there is one)."),
    option(_KNOWN, "--no-baseline", "use_baseline", is_flag=True, flag_value=False, default=True, help="Waive nothing."),
    option(RUN, "--config", "config_path", type=_PATH, envvar="CONSISTENCY_CONFIG", metavar="FILE", help="Read this configuration file."),
    option(RUN, "--cache/--no-cache", default=None, help="Keep results between runs, or do not (default: keep)."),
    option(RUN, "--cache-dir", type=click.Path(), metavar="FOLDER", help="Where they are kept."),
)  # fmt: skip
_RUN_OPTIONS = (
    option(_REPORTED, "--diff", "revision", metavar="REV",
           help="Report only what touches files that differ from this git revision; REV... for where HEAD branched off from it."),
    option(_REPORTED, "--changed", type=_PATH, multiple=True, metavar="FILE", help="Report only what touches this file; may be repeated."),
    option(_REPORTED, "--changed-from", type=_PATH, metavar="LIST",
           help="Report only what touches the files in this list, one a line, or NUL between them; - for standard input."),
    option(RUN, "-q", "--quiet", is_flag=True, help="No progress, warnings or notes on standard error; errors only."),
    option(RUN, "-v", "--verbose", is_flag=True, help="Say on standard error what was read, and how long each stage took."),
)  # fmt: skip
_VERDICT_OPTIONS = (
    option(_STATUS, "--fail-on", type=click.Choice([v.value for v in Verdict]),
           help="Mildest verdict that makes a check fail (default: contradict)."),
    option(_STATUS, "--strict/--no-strict", default=None, help="Fail if a waiver is stale or has expired, too."),
)  # fmt: skip
_OUTPUT_OPTIONS = (
    option(_OUTPUT, "--format", "format_name", type=click.Choice(formats.NAMES), help="How the report is written."),
    option(_OUTPUT, "-o", "--output", type=_PATH, metavar="FILE",
           help="Write to this file, not to standard output; its ending may name the format."),
    option(_OUTPUT, "--also", multiple=True, metavar="[FORMAT=]FILE", callback=_pairs,
           help="Write another format to a file of its own; may be repeated."),
    option(_OUTPUT, "--color", type=click.Choice(["auto", "always", "never"]), default="auto",
           help="Whether the terminal format has colours."),
)  # fmt: skip


def corpus(command: _Command) -> _Command:
    """CORPUS and the options of every command that reads it, handed over as `asked`."""
    return together((click.argument("corpus", type=_PATH), *_KEY_OPTIONS[:3], *_RUN_OPTIONS, *_KEY_OPTIONS[3:]), _gathered(command))


def configuration(command: _Command) -> _Command:
    """CORPUS, which need not be given, and the options that override its configuration, handed over as `asked`."""
    return together((click.argument("corpus", type=_PATH, default="."), *_KEY_OPTIONS), verdicts(_gathered(command)))


def verdicts(command: _Command) -> _Command:
    """What makes a check fail; it stands below `corpus`."""
    return together(_VERDICT_OPTIONS, command)


def output(command: _Command) -> _Command:
    """How and where a report is written, handed over as `written`."""

    @functools.wraps(command)
    def run(**values: Any) -> Any:
        return command(written=Output(**{f.name: values.pop(f.name) for f in fields(Output)}), **values)

    return together(_OUTPUT_OPTIONS, run)


def _gathered(command: _Command) -> _Command:
    """The command, called with one Asked instead of with everything that it holds."""

    @functools.wraps(command)
    def run(**values: Any) -> Any:
        if values.get("quiet") and values.get("verbose"):
            raise click.UsageError("-q and -v exclude each other.")
        given = {key: value for key in KEYS if key in values and (value := values.pop(key)) is not None}
        plain = {f.name: values.pop(f.name) for f in fields(Asked) if f.name in values}
        return command(asked=Asked(given=given, **plain), **values)

    return run
