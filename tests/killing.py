"""Run as a program: kills a run at every so many a step, and says what the next run reports.

    python -m tests.killing CORPUS FOLDER

Each run is a fork of this process, so that one costs milliseconds. FOLDER takes one cache for each point at which a run was killed. Prints
a line for each: the point, whether the run was killed there, and a digest of the report of the run after it.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from consistency import cache, contradiction, masked, relation, similarity
from consistency.config import Config
from consistency.model import Report
from consistency.pipeline import check
from consistency.report import json
from tests.build import Words

STATEMENTS = range(1, 130, 6)
"""Numbers of the SQL statement before which a run is killed."""
DELAYS = [0.005 * n for n in range(1, 17)]
"""Seconds after which a run is killed wherever it is."""


def digest(report: Report) -> str:
    return hashlib.sha256(json.render(report).encode()).hexdigest()


def report(corpus: Path) -> str:
    return digest(check(corpus, Config()))


def forked(work: Callable[[], str], delay: float | None = None) -> tuple[int, str]:
    """The status and the answer of `work` in a process of its own, which is killed after `delay` seconds."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.write(writer, work().encode())
        os._exit(0)
    os.close(writer)
    if delay is not None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reader) as answers:
        answer = answers.read()
    return os.waitpid(child, 0)[1], answer


def dying(corpus: Path, at: int) -> str:
    """A run that kills itself before its SQL statement of that number."""
    steps = 0
    connect = sqlite3.connect

    def step(_: str) -> None:
        nonlocal steps
        steps += 1
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def connected(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(step)
        return connection

    sqlite3.connect = connected
    return report(corpus)


def main(corpus: Path, folder: Path) -> None:
    similarity.load = lambda name="bundled": Words()
    relation.load = contradiction.load = masked.load = lambda name="bundled": None
    cache.program = lambda: b"this program"
    cache._FLUSH = 0.0  # each value is written by itself: there is the most to interrupt
    os.environ["CONSISTENCY_CACHE_DIR"] = str(folder / "whole")
    report(corpus)  # everything is imported
    for number, point in enumerate((*STATEMENTS, *DELAYS)):
        os.environ["CONSISTENCY_CACHE_DIR"] = str(folder / str(number))
        if isinstance(point, int):
            status, _ = forked(lambda point=point: dying(corpus, point))
        else:
            status, _ = forked(lambda: report(corpus), point)
        _, after = forked(lambda: report(corpus))
        sys.stdout.write(f"{point} {os.WIFSIGNALED(status)} {after}\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
