"""Runs that are killed, and runs that share a cache, report the same as one that is alone and ends well."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from consistency import cache
from consistency.config import Config
from consistency.pipeline import check
from tests import killing
from tests.articles import ARTICLES, article, written
from tests.build import Words

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forked")
def test_the_run_after_one_that_was_killed_reports_the_same(tmp_path: Path) -> None:
    corpus = written(tmp_path / "corpus")
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", str(corpus), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
        cwd=ROOT,
    )
    runs = [line.split() for line in done.stdout.splitlines()]
    assert len(runs) == len(killing.STATEMENTS) + len(killing.DELAYS)
    assert sum(killed == "True" for _, killed, _ in runs) > len(runs) / 2
    assert {after for _, _, after in runs} == {killing.digest(check(corpus, Config(), Words()))}
    assert not done.stderr, "a file that a killed run left is sound"


def test_runs_that_share_a_cache_report_the_same(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from consistency import cache, contradiction, masked, relation, similarity\n"
        "from consistency.config import Config\n"
        "from consistency.pipeline import check; from tests.build import Words; from tests.killing import digest\n"
        "similarity.load = lambda name: Words(); relation.load = contradiction.load = masked.load = lambda name: None\n"
        "cache.program = lambda: b'this program'; cache._FLUSH = 0.0\n"
        "print(digest(check(Path(sys.argv[1]), Config())))"
    )
    corpora = [written(tmp_path / str(n), ARTICLES | {"herald.txt": article("The Herald", people=40 + n % 2)}) for n in range(4)]
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(corpus)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
        for corpus in corpora
    ]
    for run, corpus in zip(runs, corpora, strict=True):
        out, err = run.communicate(timeout=120)
        assert out.strip() == killing.digest(check(corpus, Config(), Words()))
        assert not err
    with sqlite3.connect(Path(os.environ["CONSISTENCY_CACHE_DIR"]) / cache.FILE_NAME) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
