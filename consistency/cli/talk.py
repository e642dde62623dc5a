"""What is said on standard error besides errors: notes, details for -v, and progress while it is awaited at a terminal."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from consistency.pipeline import Progress

_PATIENCE = 0.5
"""Seconds that pass before progress is shown."""


class Talk(logging.Handler):
    """How much is said. Warnings that the stages log are notes, and what else they log are details."""

    def __init__(self, quiet: bool = False, verbose: bool = False) -> None:
        super().__init__(logging.INFO if verbose else logging.WARNING)
        self.quiet, self.verbose = quiet, verbose

    def note(self, line: str) -> None:
        """Say what a user should know; not with -q."""
        if not self.quiet:
            click.echo(line, err=True)

    def detail(self, line: str) -> None:
        """Say what only a curious user wants to know: with -v."""
        if self.verbose:
            click.echo(line, err=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Say what a stage logged."""
        if record.levelno >= logging.WARNING:
            self.note(f"warning: {record.getMessage()}")
        else:
            self.detail(record.getMessage())

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Who listens to the pipeline, and to what its stages log; the time of each stage is a detail."""
        clock = _Clock()
        logger = logging.getLogger("consistency")
        level = logger.level
        logger.addHandler(self)
        logger.setLevel(self.level)
        try:
            if self.quiet or not _watched():
                yield clock
            else:
                with _bar(clock) as shown:
                    yield shown
        finally:
            logger.removeHandler(self)
            logger.setLevel(level)
        for stage, (steps, seconds) in clock.stages.items():
            self.detail(f"{stage}: {steps:,} in {seconds:.2f} s")


class _Clock:
    """The time that each stage took."""

    def __init__(self) -> None:
        self.stages: dict[str, tuple[int, float]] = {}
        self._begun: dict[str, float] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note how far a stage is."""
        begun = self._begun.setdefault(stage, time.perf_counter())
        self.stages[stage] = (done, time.perf_counter() - begun)


def _watched() -> bool:
    """Whether somebody sits at a terminal and waits."""
    return sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


@contextmanager
def _bar(clock: _Clock) -> Iterator[Progress]:
    """A bar for the stage at work, gone when the work is done; short work shows none."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", visible=False)
    begin = threading.Timer(_PATIENCE, bar.start)

    def shown(stage: str, done: int, total: int) -> None:
        clock(stage, done, total)
        bar.update(task, description=stage, completed=done, total=total, visible=True)

    begin.start()
    try:
        yield shown
    finally:
        begin.cancel()
        begin.join()
        bar.stop()
