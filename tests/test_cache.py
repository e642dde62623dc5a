"""What is kept between runs makes no difference to a report, whatever was edited and whatever became of the file."""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consistency import cache, similarity
from consistency.config import Config
from consistency.errors import InputError
from consistency.pipeline import check
from consistency.report import json
from tests.articles import ARTICLES, FLOOD, STRIKE, article, written
from tests.build import Words, examples

ROOT = Path(__file__).parents[1]


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> Words:
    """The encoder that is loaded in place of the real one."""
    return standing_in(monkeypatch)


def standing_in(patch: pytest.MonkeyPatch) -> Words:
    """An encoder that is loaded in place of the real one, in a program that is not edited while it is tested."""
    encoder = Words()
    patch.setattr(similarity, "load", lambda name: encoder)
    patch.setattr(cache, "program", lambda: b"this program")
    return encoder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "corpus")


@pytest.fixture
def file() -> Path:
    """The file in which things are kept."""
    return Path(os.environ["CONSISTENCY_CACHE_DIR"]) / cache.FILE_NAME


def kept(folder: Path, min_confidence: float = 0.6) -> str:
    """The report, with the cache."""
    return json.render(check(folder, Config(min_confidence=min_confidence)))


def fresh(folder: Path, min_confidence: float = 0.6) -> str:
    """The report as nothing but this run makes it."""
    return json.render(check(folder, Config(min_confidence=min_confidence), Words()))


def no_model(name: str) -> Words:
    raise AssertionError("a model is loaded")


def test_an_unchanged_corpus_needs_no_model(folder: Path, words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept(folder)
    monkeypatch.setattr(similarity, "load", no_model)
    assert kept(folder) == first == fresh(folder)


def test_an_unchanged_corpus_is_answered_without_heavy_packages(folder: Path, words: Words) -> None:
    kept(folder)
    code = (
        "import sys; from pathlib import Path; from consistency import cache; from consistency.pipeline import check\n"
        "from consistency.config import Config; cache.program = lambda: b'this program'\n"
        f"check(Path({str(folder)!r}), Config()); print([m for m in ('numpy', 'torch', 'transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_a_changed_article_costs_itself_and_those_it_has_to_do_with(folder: Path, words: Words) -> None:
    kept(folder)
    words.seen.clear()
    written(folder, {"herald-strike.txt": article("The Herald", STRIKE, people=405)})
    assert kept(folder) == fresh(folder)
    encoded = " ".join(words.seen)
    assert "405" in encoded
    assert "Amaro" not in encoded


def test_a_corpus_that_was_changed_back_needs_no_model(folder: Path, words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept(folder)
    written(folder, {"herald.txt": article("The Herald", people=45)})
    assert kept(folder) != first
    written(folder, ARTICLES)
    monkeypatch.setattr(similarity, "load", no_model)
    assert kept(folder) == first


def test_a_removed_article_and_another_confidence_need_no_model(folder: Path, words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(folder)
    monkeypatch.setattr(similarity, "load", no_model)
    (folder / "herald.txt").unlink()
    assert kept(folder, 0.2) == fresh(folder, 0.2)


def test_nothing_is_kept_across_programs_or_models(folder: Path, words: Words, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    weights = tmp_path / "model" / "weights"
    weights.parent.mkdir()

    def encodes() -> bool:
        words.seen.clear()
        check(folder, Config(embedding_model=str(weights.parent)))
        return bool(words.seen)

    weights.write_text("1")
    assert encodes()
    assert not encodes()
    weights.write_text("2")
    assert encodes()
    assert not encodes()
    monkeypatch.setattr(cache, "program", lambda: b"another program")
    assert encodes()


def test_it_can_be_switched_off_and_put_elsewhere(
    folder: Path, words: Words, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(folder.iterdir())
    check(folder, Config(cache=False))
    assert not file.exists()
    monkeypatch.delenv("CONSISTENCY_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    check(folder, Config(cache_dir=str(tmp_path / "here")))
    assert (tmp_path / "here" / cache.FILE_NAME).exists()
    check(folder, Config())
    if sys.platform == "linux":
        assert (tmp_path / "xdg" / "consistency" / cache.FILE_NAME).exists()
    assert sorted(folder.iterdir()) == before


NAMES = st.sampled_from(["a.txt", "b.txt", "c.md", "sub/a.txt", "d.jsonl"])
TEXTS = st.builds(
    article,
    st.sampled_from(["The Gazette", "The Herald", "The Courier"]),
    st.sampled_from([FLOOD, STRIKE, FLOOD[:2], STRIKE[3:]]),
    people=st.sampled_from([38, 41]),
    ask=st.sampled_from(["ask", "not ask"]),
)
EDITS = (
    st.tuples(st.just("write"), NAMES, TEXTS)
    | st.tuples(st.just("remove"), NAMES, st.just(""))
    | st.tuples(st.just("move"), NAMES, NAMES)
    | st.tuples(st.just("override"), NAMES, st.sampled_from(["outlet = 'The Tribune'", "date = 2031-06-01", "wire = 'Reuters'", ""]))
)


def edit(folder: Path, what: str, name: str, value: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if what == "write":
        text = json_line(value) if path.suffix == ".jsonl" else value
        path.write_text(text, encoding="utf-8")
    elif what == "override":
        (folder / "corpus.toml").write_text(f"[documents.'{name}']\n{value}\n", encoding="utf-8")
    elif path.exists() and what == "remove":
        path.unlink()
    elif path.exists() and path.suffix == Path(value).suffix:
        (folder / value).parent.mkdir(parents=True, exist_ok=True)
        path.rename(folder / value)


def json_line(text: str) -> str:
    return msgspec.json.encode({"text": text.rpartition("---\n")[2], "outlet": "The Wire", "date": "2031-03-05"}).decode() + "\n"


def outcome(run: Callable[[Path, float], str], folder: Path, min_confidence: float) -> str:
    try:
        return run(folder, min_confidence)
    except InputError as error:
        return str(error)


@settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(EDITS, st.sampled_from([0.0, 0.6])), min_size=1, max_size=6))
def test_any_edits_leave_cached_and_uncached_runs_the_same(edits: list[tuple[tuple[str, str, str], float]]) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        standing_in(patch)
        patch.setenv("CONSISTENCY_CACHE_DIR", f"{name}/cache")
        folder = written(Path(name) / "corpus", {"a.txt": ARTICLES["gazette.txt"], "b.txt": ARTICLES["herald.txt"]})
        kept(folder)
        for change, min_confidence in edits:
            edit(folder, *change)
            assert outcome(kept, folder, min_confidence) == outcome(fresh, folder, min_confidence)


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], list[str]]]:
    """What was said since it was last asked."""

    def lines() -> list[str]:
        found = [r.getMessage() for r in caplog.records if r.name == cache.__name__ and r.levelno >= logging.WARNING]
        caplog.clear()
        return found

    return lines


Said = Callable[[], list[str]]


def damaged(file: Path, how: str) -> None:
    data = file.read_bytes()
    match how:
        case "text":
            file.write_text("these are my notes, not a database\n" * 400)
        case "version":
            with sqlite3.connect(file) as connection:
                connection.execute("PRAGMA user_version = 99")
        case "table":
            file.unlink()
            with sqlite3.connect(file) as connection:
                connection.executescript(f"CREATE TABLE entries (name TEXT); PRAGMA user_version = {cache.SCHEMA}")
        case "half":
            file.write_bytes(data[: len(data) // 2])
        case "zeros":
            file.write_bytes(data[:4096] + bytes(len(data) - 4096))
        case "value":
            with sqlite3.connect(file) as connection:
                connection.execute("UPDATE entries SET value = CAST(REPLACE(value, 'Orle', 'Orla') AS BLOB)")


@pytest.mark.parametrize("how", ["text", "version", "table", "half", "zeros", "value"])
def test_a_broken_file_is_said_and_built_anew(how: str, folder: Path, words: Words, file: Path, said: Said) -> None:
    first = kept(folder)
    damaged(file, how)
    assert kept(folder) == first
    (line,) = said()
    assert str(file) in line
    assert "anew" in line
    words.seen.clear()
    assert kept(folder) == first
    assert not words.seen
    assert not said()


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_damage_makes_a_wrong_report_or_a_failure(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        standing_in(patch)
        patch.setenv("CONSISTENCY_CACHE_DIR", f"{name}/cache")
        folder = written(Path(name) / "corpus", {"a.txt": ARTICLES["gazette.txt"], "b.txt": ARTICLES["herald.txt"]})
        first = kept(folder)
        file = Path(name) / "cache" / cache.FILE_NAME
        content = bytearray(file.read_bytes())
        for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), min_size=1, max_size=30)):
            content[at] = byte
        file.write_bytes(content[: data.draw(st.integers(0, len(content)) | st.just(len(content)))])
        assert kept(folder) == first
        assert kept(folder) == first


def test_values_of_another_shape_are_not_taken(folder: Path, words: Words, file: Path) -> None:
    first = kept(folder)
    strange = msgspec.msgpack.encode({"documents": 1, "findings": "all is well"})
    with sqlite3.connect(file) as connection:
        keys = [key for (key,) in connection.execute("SELECT key FROM entries")]
        rows = [(strange, hashlib.sha256(key + strange).digest()[:16], key) for key in keys]
        connection.executemany("UPDATE entries SET value = ?, digest = ? WHERE key = ?", rows)
    assert kept(folder) == first


def test_a_file_that_another_run_holds_is_left_alone(
    folder: Path, words: Words, file: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept(folder)
    monkeypatch.setattr(cache, "_WAIT", 0.05)
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert kept(folder) == first
        other.execute("ROLLBACK")
    (line,) = said()
    assert "without it" in line
    words.seen.clear()
    assert kept(folder) == first
    assert not words.seen


def test_a_folder_that_cannot_be_written_is_said(folder: Path, words: Words, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSISTENCY_CACHE_DIR", str(folder / "gazette.txt" / "below"))
    assert kept(folder) == fresh(folder)
    (line,) = said()
    assert "without it" in line


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_that_may_only_be_read_is_read(folder: Path, words: Words, file: Path, said: Said) -> None:
    first = kept(folder)
    file.chmod(0o400)
    file.parent.chmod(0o500)
    words.seen.clear()
    assert kept(folder) == first
    assert not words.seen
    assert not said()
    file.parent.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="limits on the size of files are set by resource")
def test_a_full_disk_is_said(folder: Path) -> None:
    code = (
        "import resource; from pathlib import Path; from consistency import contradiction, masked, relation, similarity\n"
        "from consistency.pipeline import check\n"
        "from consistency.config import Config; from consistency.report import json; from tests.build import Words\n"
        "similarity.load = lambda name: Words(); relation.load = contradiction.load = masked.load = lambda name: None\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))\n"
        f"print(json.render(check(Path({str(folder)!r}), Config())), end='')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True, cwd=ROOT)
    assert done.stdout == fresh(folder)
    assert done.stderr.count("\n") == 1
    assert "without it" in done.stderr


def test_the_file_stays_bounded_and_forgets(folder: Path, words: Words, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(folder)

    def count() -> int:
        with sqlite3.connect(file) as connection:
            return int(connection.execute("SELECT SUM(LENGTH(value)) FROM entries").fetchone()[0])

    size = count()
    monkeypatch.setattr(cache, "MOST_BYTES", size)
    for people in range(50, 60):
        written(folder, {"herald.txt": article("The Herald", people=people)})
        assert kept(folder) == fresh(folder)
        assert count() <= size
    later = cache.time.time() + 40 * 86400
    monkeypatch.setattr(cache.time, "time", lambda: later)
    kept(written(folder.parent / "other", {name: text.replace("Quellham", "Marn") for name, text in ARTICLES.items()}))
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT COUNT(DISTINCT used) FROM entries").fetchone() == (1,)
