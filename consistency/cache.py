"""What earlier runs worked out, kept between runs: values by key in one SQLite file, which may be deleted at any time.

- A key is a digest of everything that its value follows from, this program included, so that a value never goes stale.
- A row carries a digest of its key and value; one that is damaged in any way is never used.
- Values are MessagePack and checked against the type that is asked for: nothing in the file is run, whoever wrote it.
- What goes wrong costs time, never the run: it is said once, and the run goes on with a new file or with none.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import metadata
from logging import getLogger
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import msgspec

from consistency import __version__

_T = TypeVar("_T")

FILE_NAME = "results.sqlite3"
SCHEMA = 1
"""Of the table below; a file of another one is rebuilt."""
_TABLE = "CREATE TABLE entries (key BLOB PRIMARY KEY, value BLOB NOT NULL, digest BLOB NOT NULL, used INTEGER NOT NULL)"
MOST_BYTES = 500_000_000
"""Of all values together; beyond it, what was used last longest ago goes."""
_MOST_DAYS = 30
"""What was not used for so long goes."""
_WAIT = 5.0
"""Seconds to wait for another run that is writing."""
_FLUSH = 2.0
"""Seconds after which new values are written, so that a run that is killed leaves most of what it did."""
_DECIDING = ("numpy", "torch", "transformers", "tokenizers", "sentence-transformers", "rapidfuzz", "trafilatura", "charset-normalizer",
             "pyyaml")  # fmt: skip
"""Packages whose version can make a difference to a value."""
_OUT_OF_REACH = frozenset(
    "SQLITE_AUTH SQLITE_BUSY SQLITE_CANTOPEN SQLITE_FULL SQLITE_INTERRUPT SQLITE_IOERR SQLITE_LOCKED SQLITE_NOLFS SQLITE_NOMEM SQLITE_PERM "
    "SQLITE_PROTOCOL SQLITE_READONLY".split()
)
"""How the names of the errors begin that say that the file cannot be used just now; the others say that it is not what it should be."""

_log = getLogger(__name__)


class _BrokenError(Exception):
    """The file is not what it should be; the message is why."""


class Cache:
    """Values by key. Without a file it is empty and keeps nothing."""

    def __init__(self, file: Path | None = None, program: bytes = b"") -> None:
        self._file = file
        self._program = program
        self._table: _Table | None = None
        self._rebuilt = False
        self._new: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._found = self._made = 0
        self._flushed = time.monotonic()
        if file is not None:
            self._open(file)

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def remembered(self, kind: type[_T], make: Callable[[], _T], *parts: object) -> _T:
        """The value that is kept under `parts`, or else the one that is made now, which is kept.

        Args:
            kind: the value's type, of dataclasses, tuples, mappings, texts, bytes and numbers.
            make: called where the value is not kept.
            parts: everything that the value follows from, besides this program; of the same kinds.
        """
        if self._table is None:
            return make()
        key = digest(self._program, *parts)
        kept = self._read(key)
        if kept is not None:
            with suppress(msgspec.MsgspecError, UnicodeDecodeError):  # sound and yet of another type: written by somebody else
                found = msgspec.msgpack.decode(kept, type=kind)
                self._found += 1
                return found
        self._made += 1
        value = make()
        with suppress(UnicodeEncodeError):  # a lone surrogate: not kept
            self._new[key] = msgspec.msgpack.encode(value)
        if time.monotonic() - self._flushed > _FLUSH:
            self._flush()
        return value

    def close(self) -> None:
        """Write what is new, and leave the file; nothing is kept from then on."""
        self._flush()
        if self._used:
            self._guarded(lambda table: table.touch(self._used))
        if self._table is not None:
            self._table.close()
            _log.info("cache %s: %d results found, %d worked out", self._file, self._found, self._made)
        self._table = None

    def _read(self, key: bytes) -> bytes | None:
        if key in self._new:
            return self._new[key]
        row = self._guarded(lambda table: table.read(key))
        if row is None:
            return None
        value, fresh = row
        if not fresh:
            self._used.add(key)
        return value

    def _flush(self) -> None:
        if self._new:
            self._guarded(lambda table: table.write(self._new.items()))
        self._new = {}
        self._flushed = time.monotonic()

    def _guarded(self, use: Callable[[_Table], _T]) -> _T | None:
        """What `use` returns; None where the file fails, which is then replaced or left for good."""
        if self._table is None or self._file is None:
            return None
        try:
            return use(self._table)
        except _FAULTS as error:
            self._table.close()
            self._table = None
            self._failed(self._file, error)
        return None

    def _open(self, file: Path) -> None:
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._table = _Table(file)
        except (*_FAULTS, OSError) as error:
            self._failed(file, error)

    def _failed(self, file: Path, error: Exception) -> None:
        """Say so; begin a new file where this one is broken, once."""
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        if _broken(error) and not self._rebuilt:
            self._rebuilt = True
            try:
                for ending in ("-journal", ""):
                    file.with_name(file.name + ending).unlink(missing_ok=True)
            except OSError as left:
                error, reason = left, left.strerror or str(left)
            else:
                _log.warning("cache %s: %s; it is built anew", file, reason)
                self._open(file)
                return
        _log.warning("cache %s: %s; this run goes on without it", file, reason)


_FAULTS = (sqlite3.Error, _BrokenError, UnicodeDecodeError)
"""What a file may answer with; where its own text is damaged, SQLite's message about it is none that Python can read."""


class _Table:
    """The file. Every method may raise one of _FAULTS.

    The journal is SQLite's default, a file of its own: write-ahead logs need shared memory, which network file systems have not.
    """

    def __init__(self, file: Path) -> None:
        self._today = int(time.time() // 86400)
        self._connection = sqlite3.connect(file, timeout=_WAIT, isolation_level=None)
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA trusted_schema = OFF")  # the file may be anybody's
        self._connection.execute("PRAGMA cell_size_check = ON")
        if self._version() == SCHEMA:
            return
        self._connection.execute("PRAGMA auto_vacuum = FULL")
        with self._transaction():
            version = self._version()  # another run may have been first
            if version is None:
                self._connection.execute(_TABLE)
                self._connection.execute(f"PRAGMA user_version = {SCHEMA}")
            elif version != SCHEMA:
                raise _BrokenError("it was written by another version")

    def _version(self) -> int | None:
        """Of the schema; None in a file that is empty yet."""
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        (tables,) = self._connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        return int(version) if tables or version else None

    def read(self, key: bytes) -> tuple[bytes, bool] | None:
        """The value, and whether it was used today already."""
        row = self._connection.execute("SELECT value, digest, used FROM entries WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        value, check, used = row
        if not isinstance(value, bytes) or check != _check(key, value):
            raise _BrokenError("an entry in it is damaged")
        return value, used == self._today

    def write(self, values: Iterable[tuple[bytes, bytes]]) -> None:
        """Add the values in one step, and make room."""
        with self._transaction():
            rows = [(key, value, _check(key, value), self._today) for key, value in values]
            self._connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", rows)
            self._connection.execute("DELETE FROM entries WHERE used < ?", (self._today - _MOST_DAYS,))
            self._connection.execute(
                "DELETE FROM entries WHERE rowid IN (SELECT id FROM (SELECT rowid AS id, "
                "SUM(LENGTH(value)) OVER (ORDER BY used DESC, rowid DESC) AS total FROM entries) WHERE total > ?)",
                (MOST_BYTES,),
            )

    def touch(self, keys: Iterable[bytes]) -> None:
        """Note that these were used today."""
        with self._transaction():
            self._connection.executemany("UPDATE entries SET used = ? WHERE key = ?", [(self._today, key) for key in keys])

    def close(self) -> None:
        """Leave the file."""
        with suppress(*_FAULTS):
            self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with suppress(*_FAULTS):
                self._connection.execute("ROLLBACK")
            raise


def opened(wanted: bool, folder: str = "") -> Cache:
    """The Cache in `folder`, or else the one that CONSISTENCY_CACHE_DIR names, or else the user's own; an empty one unless it is wanted."""
    if not wanted:
        return Cache()
    chosen = folder or os.environ.get("CONSISTENCY_CACHE_DIR")
    if not chosen:
        from platformdirs import user_cache_dir

        chosen = user_cache_dir("consistency")
    try:
        return Cache(Path(chosen).expanduser() / FILE_NAME, program())
    except RuntimeError:  # a user without a home
        _log.warning("cache %s: there is no home folder; this run goes on without it", chosen)
        return Cache()


def program() -> bytes:
    """A digest of what turns the same input into the same values: this package's files, Python, and the packages that decide."""
    state = hashlib.sha256(f"{__version__} {sys.version} {platform.machine()}".encode())
    for name in _DECIDING:
        with suppress(metadata.PackageNotFoundError):
            state.update(f"{name} {metadata.version(name)}\n".encode())
    package = Path(__file__).parent
    for file in sorted(package.rglob("*")):
        if file.suffix not in (".pyc", ".safetensors") and file.is_file():  # weights have a digest of their own
            data = file.read_bytes()
            state.update(f"{file.relative_to(package).as_posix()} {len(data)}\n".encode() + data)
    return state.digest()


def digest(*parts: object) -> bytes:
    """A digest of values of the kinds that are kept."""
    try:
        return hashlib.sha256(msgspec.msgpack.encode(parts)).digest()
    except UnicodeEncodeError:  # a lone surrogate, which has no bytes and which `repr` escapes
        return hashlib.sha256(repr(parts).encode()).digest()


def _check(key: bytes, value: bytes) -> bytes:
    return hashlib.sha256(key + value).digest()[:16]


def _broken(error: Exception) -> bool:
    """Whether the file is not what it should be, rather than out of reach."""
    if isinstance(error, sqlite3.Error):
        return "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2]) not in _OUT_OF_REACH
    return isinstance(error, _BrokenError | UnicodeDecodeError)
