"""Speed and memory, each against a reference measured in the same run, so that the ratios mean the same on any machine.

Corpora beside this checkout (`--shared`) are used where they are, the fixtures where they are not. Prints tables; pins nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from tabulate import tabulate

from consistency import align, corpus, pipeline, similarity, statements, stories, verdict
from consistency.config import Config
from consistency.report import FORMATS, Options

_T = TypeVar("_T")
ROOT = Path(__file__).resolve().parents[1]
SAMPLE = 24
"""Articles whose sentences are encoded as the reference for reading statements."""
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("read the corpus", corpus, "read"),
    ("find statements", statements, "read"),
    ("take features of one article, encoding included", align, "side"),
    ("tell copies", align, "same_copy"),
    ("align", align, "pair"),
    ("judge", verdict, "findings"),
    ("cluster", align, "clusters"),
    ("group by story", stories, "stories"),
)
"""Name, module, and function of each stage as the pipeline calls it."""
LOAD = "from consistency import similarity; similarity.load().encode(['one'])"


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took."""

    seconds: float
    """By the clock."""
    processor: float
    """Seconds of processor time, all threads together; the clock alone says little on a busy machine."""
    megabytes: float
    """Peak resident memory, or that of this script where it starts the process, whichever is more."""


def process(*arguments: str, **environment: str) -> Run:
    """A run of Python with these arguments in a process of its own, its output thrown away; its status is of no account."""
    begin = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=os.environ | environment
    )
    _, _, usage = os.wait4(child.pid, 0)
    unit = 2**20 if sys.platform == "darwin" else 2**10  # ru_maxrss is bytes there, kilobytes elsewhere
    return Run(time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def cold(folder: Path) -> list[list[str]]:
    """Whole processes: help, the model alone, a check; each as a multiple of its reference."""
    rows = [
        ("an empty Python", process("-c", "pass"), None, ""),
        ("import click", process("-c", "import click"), None, ""),
        ("consistency --help", min((process("-m", "consistency", "--help") for _ in range(3)), key=lambda r: r.seconds), 1, "0.3 s"),
        ("load the model, encode one word", process("-c", LOAD), None, ""),
        (
            f"consistency check {folder.name}",
            process("-m", "consistency", "check", str(folder), "--exit-zero", "--no-cache"),
            3,
            "20 s, 1500 MB",
        ),
    ]
    return [
        [
            name,
            f"{run.seconds:.2f}",
            f"{run.processor:.2f}",
            f"{run.megabytes:.0f}",
            "" if base is None else f"{run.seconds / rows[base][1].seconds:.1f} × {rows[base][0]}",
            target,
        ]
        for name, run, base, target in rows
    ]


def reading(folders: Sequence[Path], encoder: similarity.Encoder) -> list[list[str]]:
    """Reading all articles and finding their statements, without models, against encoding the sentences of a sample of them."""
    seconds, read = _timed(lambda: [d for folder in folders for d in corpus.read(folder).documents])
    found_seconds, found = _timed(lambda: [statements.read(d) for d in read])
    picked = found[:: max(1, len(found) // SAMPLE)][:SAMPLE]
    texts = [s.text for each in picked for s in each]
    encoding, _ = _timed(lambda: encoder.encode(texts))
    per_article = encoding / len(picked)
    rows = [("read the corpus", seconds, len(read)), ("find statements and speakers", found_seconds, len(read)),
            ("reference: encode their sentences", encoding, len(picked))]  # fmt: skip
    return [
        [name, str(articles), f"{spent:.2f}", f"{1000 * spent / articles:.0f}", f"{spent / articles / per_article:.2f}"]
        for name, spent, articles in rows
    ]


def shares(folder: Path, encoder: similarity.Encoder) -> list[list[str]]:
    """The seconds and the share of each stage of one check with a loaded model, and of each format."""
    spent: dict[str, float] = {}
    with ExitStack() as stack:
        for name, module, function in STAGES:
            stack.enter_context(_measured(module, function, name, spent))
        stack.enter_context(_measured(encoder, "encode", "  of that, encoding", spent))
        whole, report = _timed(lambda: pipeline.check(folder, Config(), encoder))
    for name, form in FORMATS.items():
        spent[f"write {name}"], _ = _timed(lambda form=form: form.render(report, Options()))  # type: ignore[misc]
    spent["whole check, model loaded"] = whole
    return [[name, f"{seconds:.3f}", f"{100 * seconds / whole:.1f} %"] for name, seconds in spent.items()]


def again(corpora: Path) -> tuple[list[list[str]], bool]:
    """Runs of the command on a copy of the corpora: with nothing kept, unchanged, with one article changed, and changed back.

    Also whether all runs on the same articles wrote the same bytes.
    """
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "corpus", Path(name) / "report.json"
        shutil.copytree(corpora, folder)
        articles = sorted((f for f in folder.rglob("*.*") if f.suffix in (".txt", ".md")), key=lambda f: (f.stat().st_size, f.name))
        changed = articles[len(articles) // 2]
        original = changed.read_bytes()

        def run(*options: str) -> tuple[Run, bytes]:
            command = ("-m", "consistency", "check", str(folder), "--exit-zero", *options)
            return process(*command, CONSISTENCY_CACHE_DIR=f"{name}/cache"), out.read_bytes() if out.exists() else b""

        load = process("-c", LOAD)
        json = ("--format", "json", "-o", str(out))
        first, report = run(*json)
        warm = [run(*json) for _ in range(3)]
        terminal, _ = min((run() for _ in range(3)), key=lambda r: r[0].seconds)
        changed.write_bytes(original + b"\n\nThe harbour office at Quellham put the number of boats at 37 on Friday.\n")
        one, other = run(*json)
        changed.write_bytes(original)
        back, restored = run(*json)
        best = min((r for r, _ in warm), key=lambda r: r.seconds)
        limit = 0.1 * first.seconds + load.seconds
        rows = [("first run, nothing kept", first, ""), ("the same again", best, "1/20 of the first, 1.0 s"),
                ("the same again, for a terminal", terminal, "1.0 s"), ("one article changed", one, f"{limit:.1f} s"),
                ("changed back", back, "1.0 s"), ("to compare: load the model, encode one word", load, "")]  # fmt: skip
        same = {report, restored, *(r for _, r in warm)} == {report} and other != report
        size = sum(f.stat().st_size for f in (Path(name) / "cache").iterdir()) / 1e6
        print(f"{len(articles)} articles in {corpora.name}; the cache takes {size:.1f} MB; {changed.name} was changed")
    return [
        [
            title,
            f"{run.seconds:.2f}",
            f"{run.processor:.2f}",
            f"1/{first.seconds / run.seconds:.0f}",
            f"{100 * run.seconds / first.seconds:.1f} %",
            target,
        ]
        for title, run, target in rows
    ], same


@contextmanager
def _measured(owner: Any, function: str, name: str, spent: dict[str, float]) -> Iterator[None]:
    original = getattr(owner, function)

    def timed(*arguments: Any) -> Any:
        seconds, value = _timed(lambda: original(*arguments))
        spent[name] = spent.get(name, 0.0) + seconds
        return value

    with patch.object(owner, function, timed):
        yield


def _timed(call: Callable[[], _T]) -> tuple[float, _T]:
    begin = time.perf_counter()
    value = call()
    return time.perf_counter() - begin, value


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure speed and memory against references of the same run.")
    parser.add_argument("--cache", action="store_true", help="only runs after runs, on all corpora together")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with corpora/")
    asked = parser.parse_args(arguments)
    shared = asked.shared / "corpora"
    small = shared / "blinken" if (shared / "blinken").is_dir() else ROOT / "fixtures" / "dual-use"
    events = sorted(f for f in (shared / "events").glob("*") if f.is_dir()) or sorted(
        f for f in (ROOT / "fixtures").glob("*") if f.is_dir()
    )

    rows, same = again(shared / "events" if (shared / "events").is_dir() else ROOT / "fixtures")
    print(tabulate(rows, headers=["consistency check", "seconds", "processor s", "of the first", "", "target"]))
    print(f"the same bytes out of all runs on the same articles: {'yes' if same else 'NO'}", end="\n\n")
    if asked.cache:
        return

    print(tabulate(cold(small), headers=["process of its own", "seconds", "processor s", "peak MB", "ratio", "target"]), end="\n\n")
    encoder = similarity.load()
    encoder.encode(["warm"])
    headers = ["without models", "articles", "seconds", "ms an article", "ratio an article"]
    print(tabulate(reading(events, encoder), headers=headers), end="\n\n")
    print(tabulate(shares(small, encoder), headers=[f"stage ({small.name})", "seconds", "share"]))


if __name__ == "__main__":
    main()
