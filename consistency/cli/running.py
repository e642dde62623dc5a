"""What every command on a corpus does first: find the configuration, run the stages, apply baseline and filters, say what came up."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click

from consistency.baseline import Applied, Entry, apply, parse
from consistency.cli import changes
from consistency.cli.options import Asked
from consistency.cli.talk import Talk
from consistency.config import BASELINE_NAME, Config, Settings, settings
from consistency.errors import BaselineError, ConfigError, InputError
from consistency.model import Report

_MOST = 10
"""Entries of the baseline that are named in one message."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command on a corpus has to work with."""

    settings: Settings
    report: Report
    """What is asked for: what is waived marked, what is filtered left out."""
    whole: Applied
    """Before the filters."""
    baseline: Path
    """The file of waivers, whether it is there or not."""
    entries: tuple[Entry, ...] | None
    """What it holds; None where no baseline is in force."""

    @property
    def config(self) -> Config:
        """What is in force."""
        return self.settings.config


def today() -> date:
    """The day on which waivers are judged, in UTC: now, or SOURCE_DATE_EPOCH (seconds) for a run that can be repeated.

    Raises:
        ConfigError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return (datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)).date()
    except (ValueError, OverflowError, OSError):
        raise ConfigError(f"SOURCE_DATE_EPOCH: takes a number of seconds, not {given!r}") from None


def configuration(asked: Asked) -> Settings:
    """What is in force for a corpus.

    Raises:
        ConfigError: something in it is not known or out of range.
    """
    return settings(asked.folder, asked.config_path, os.environ, **asked.given)


def baseline_file(asked: Asked, found: Settings) -> tuple[Path, bool]:
    """Where the baseline is or would be, and whether it was asked for by name."""
    if found.config.baseline:
        return Path(found.config.baseline), True
    places = [*([found.file.parent] if found.file else []), asked.folder]
    return next((p / BASELINE_NAME for p in places if (p / BASELINE_NAME).is_file()), places[0] / BASELINE_NAME), False


def run(asked: Asked, new_baseline: bool = False) -> Outcome:
    """The report on the corpus; what was skipped and what is to be warned of goes to standard error.

    Args:
        asked: what the command line says.
        new_baseline: whether one is to be written: what there is counts in any case, and one that is named need not be there yet.

    Raises:
        ConsistencyError: the corpus cannot be checked as asked.
    """
    if not asked.corpus.exists():
        raise InputError(f"{asked.corpus}: no such folder or file")
    talk = Talk(asked.quiet, asked.verbose)
    found = configuration(asked)
    file, named = baseline_file(asked, found)
    entries = _entries(file, named and not new_baseline) if asked.use_baseline or new_baseline else None
    touched = _touched(asked, talk)  # before the long work: what cannot be done is said at once
    talk.detail(f"configuration: {found.file or 'no file; defaults'}")
    if entries is not None:
        talk.detail(f"baseline: {file} ({len(entries):,} entries)")

    from consistency import selection
    from consistency.corpus.overrides import FILE_NAME as OVERRIDES
    from consistency.pipeline import check

    with talk.progress() as progress:
        report = check(asked.corpus, found.config, progress=progress)
    outlets = {d.outlet for d in report.documents}
    talk.detail(f"read: {len(report.documents):,} documents of {len(outlets):,} outlets, {len(report.statements):,} statements")
    for warning in report.warnings:
        talk.note(f"warning: {warning}")
    for skipped in report.skipped:
        talk.note(f"skipped: {skipped.path}: {skipped.reason}")
    whole = apply(report, entries or (), today())
    _say_what_is_wrong(whole, file, talk, as_error=found.config.strict)
    report = whole.report
    if found.config.select or found.config.ignore:
        report = selection.of_rules(report, found.config.select, found.config.ignore)
    if touched is not None and OVERRIDES in touched:
        talk.note(f"note: {OVERRIDES} was changed, so that every document counts as changed")
    elif touched is not None:
        report = selection.touching(report, touched)
        talk.note(f"note: only {report.scope[-1]}")
    return Outcome(found, report, whole, file, entries)


def _say_what_is_wrong(whole: Applied, file: Path, talk: Talk, as_error: bool) -> None:
    """Name the entries of the baseline that are stale or have expired; as errors, under --strict, they are said with -q, too."""
    for entries, what, todo in (
        (whole.stale, "no such finding any more", "consistency baseline --prune drops it"),
        (whole.expired, "has expired and waives nothing", "look at the finding again, then move the date or drop the entry"),
    ):
        lines = [f"{_named(e)}: {what}; {todo}" for e in entries[:_MOST]]
        if len(entries) > _MOST:
            lines.append(f"{len(entries) - _MOST:,} more: {what}")
        for line in lines:
            if as_error:
                click.echo(f"consistency: {file}: {line}", err=True)
            else:
                talk.note(f"warning: {file}: {line}")


def _named(entry: Entry) -> str:
    day = entry.waiver.expires
    parts = [entry.rule, " and ".join(entry.outlets), f"until {day}" if day else ""]
    return f"{entry.waiver.finding} ({', '.join(p for p in parts if p)})" if any(parts) else entry.waiver.finding


def _entries(file: Path, needed: bool) -> tuple[Entry, ...] | None:
    """The entries of the baseline; None where it is not there and need not be."""
    if not needed and not file.exists():
        return None
    try:
        return parse(file.read_text(encoding="utf-8"), str(file))
    except FileNotFoundError:
        raise BaselineError(f"{file}: no such baseline; consistency baseline writes one") from None
    except OSError as error:
        raise BaselineError(f"{file}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BaselineError(f"{file}: is not in UTF-8") from error


def _touched(asked: Asked, talk: Talk) -> frozenset[str] | None:
    """The changed files, by their paths in the corpus; None where all are asked for."""
    if asked.revision is None and not asked.changed and asked.changed_from is None:
        return None
    listed = changes.listed(asked.changed_from) if asked.changed_from else ()
    touched, missing = changes.named(asked.folder, (*asked.changed, *listed))
    for file in missing:  # a list may well name deleted files; who names one by hand may have misspelt it
        (talk.note if file in asked.changed else talk.detail)(f"note: {file}: no such file, so no finding touches it")
    return touched | (changes.since(asked.folder, asked.revision) if asked.revision is not None else frozenset())
