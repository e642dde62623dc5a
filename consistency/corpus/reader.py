"""Paths to documents: finds the files, reads each with the reader for its ending, and lists what could not be read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from consistency.cache import Cache
from consistency.corpus.decoding import UnreadableError, decode
from consistency.corpus.fields import Fields
from consistency.corpus.formats import READERS, Article, Part
from consistency.corpus.overrides import FILE_NAME, read_overrides
from consistency.errors import InputError
from consistency.model import Corpus, Document, Skipped

MOST_BYTES = 20_000_000
"""Largest file that holds one article; .json and .jsonl files hold many and have no limit."""

_SETTINGS = frozenset({FILE_NAME, "consistency.toml", "pyproject.toml", "consistency-baseline.toml"})
"""Files that belong to a corpus and are no articles; everything else that is not read is listed."""

_NAMED = 5
"""Articles without a date that a note on them names."""

_REPORT = re.compile(
    r"# (?:Discrepancy report|[^\n]+ and [^\n]+, side by side)\n"
    r"|(?:Contradictions|Changes over time|Differences in wording) \([\d,]+\)|[\d,]+ contradictions?, [\d,]+ changes? over time"
    r"|(?:[^\n]+:\d+:\d+: )?[QF]\d{3} (?:[^\n]+\[(?:agree|wording|contradict), \d\.\d\d[\],]|[^\n]+\n +--> )"
    r"|::(?:error|warning|notice) file=[^\n]+,title=[QF]\d{3} "
    r"|<!doctype html>(?s:.{,2000})<meta name=\"generator\" content=\"consistency\">"
)
"""How the reports of this program begin that look like text; one that was written into the corpus is no article."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A file in the corpus."""

    path: Path
    name: str
    """Relative to the corpus, with forward slashes."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of one file."""

    documents: tuple[Document, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()


def read(path: Path, kept: Cache | None = None, progress: Callable[[int, int], None] = lambda done, total: None) -> Corpus:
    """Every article under a folder, or in one file, sorted by id; what cannot be read is listed under `skipped`.

    A document depends on its own file and its entry in corpus.toml alone, never on the other files or on their order.

    Args:
        path: a folder or a file.
        kept: holds what files came to in earlier runs.
        progress: told how many files are behind, and how many there are.

    Raises:
        InputError: the path does not exist, holds no readable document, or its corpus.toml cannot be used.
    """
    path = Path(path)
    overrides: dict[str, Fields] = {}
    skipped: list[Skipped] = []
    try:
        folder = stat.S_ISDIR(path.stat().st_mode)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file or folder") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({_plain(error)})") from None
    if folder:
        overrides = read_overrides(path)
        found = _files(_walk(path, skipped), skipped)
    else:
        found = _files([_Found(path, _printable(path.name))], skipped)
    kept = kept or Cache()
    outcomes = []
    for number, file in enumerate(found):
        progress(number, len(found))
        outcomes.append(_read_file(file, overrides, kept))
    progress(len(found), len(found))
    documents = sorted((d for outcome in outcomes for d in outcome.documents), key=lambda d: _order(d.id))
    skipped = sorted([*skipped, *(s for outcome in outcomes for s in outcome.skipped)], key=lambda s: _order(s.path))
    if not documents:
        reasons = "".join(f"; {s.path}: {s.reason}" for s in skipped[:3]) or "; articles are .txt, .md, .html, .json or .jsonl files"
        raise InputError(f"{path}: no readable document{reasons}")
    names = {name for d in documents for name in (d.id, d.path)}
    unknown = [f"{FILE_NAME}: no document is called '{name}'" for name in sorted(overrides.keys() - names)]
    noted = (*unknown, *(w for outcome in outcomes for w in outcome.warnings), *_undated(documents))
    return Corpus(tuple(documents), tuple(skipped), noted)


def _undated(documents: Sequence[Document]) -> Iterator[str]:
    """A line on the articles that have no date, if there are any."""
    ids = [d.id for d in documents if d.date is None]
    if ids:
        named = ", ".join(ids[:_NAMED]) + (f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else "")
        have = "one article has" if len(ids) == 1 else f"{len(ids)} articles have"
        yield f"{have} no date, so that less is called a contradiction, as time may explain it: {named}"


def _order(id: str) -> tuple[str, int]:
    """Ids by path, and by number within one file."""
    path, mark, number = id.rpartition("#")
    return (path, int(number)) if mark and number.isdecimal() else (id, 0)


def _files(every: Iterable[_Found], skipped: list[Skipped]) -> list[_Found]:
    """The files that may be articles, sorted; what else is left out is added to `skipped`."""
    found: list[_Found] = []
    real: dict[str, str] = {}
    every = sorted(every, key=lambda f: (f.path.is_symlink(), f.name))  # a file comes before the links to it
    for file in every:
        try:
            reason = _no_article(file, real)
        except OSError as error:
            reason = _plain(error)
        if reason is None:
            found.append(file)
        elif reason:
            skipped.append(Skipped(file.name, reason))
    return sorted(found, key=lambda f: f.name)


def _walk(root: Path, skipped: list[Skipped]) -> Iterator[_Found]:
    """Every file under `root` but hidden ones; folders that are not entered are added to `skipped`."""

    def unreadable(error: OSError) -> None:
        name = _printable(Path(error.filename).relative_to(root).as_posix())
        skipped.append(Skipped(name, f"folder cannot be read ({_plain(error)})"))

    for folder, folders, names in os.walk(root, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(folder)
        for name in folders:
            if (here / name).is_symlink():
                skipped.append(
                    Skipped(_printable((here / name).relative_to(root).as_posix()), "link to a folder; such links are not followed")
                )
        for name in names:
            if not name.startswith("."):
                yield _Found(here / name, _printable((here / name).relative_to(root).as_posix()))


def _no_article(file: _Found, real: dict[str, str]) -> str | None:
    """Why a file is not read; `""` for settings, which need no word, and None for what may be an article."""
    if file.path.name in _SETTINGS:
        return ""
    mode = file.path.stat()
    if not stat.S_ISREG(mode.st_mode):
        return "not a regular file"
    suffix = file.path.suffix.lower()
    if suffix not in READERS:
        return f"{suffix or 'no'} ending: articles are .txt, .md, .html, .json or .jsonl files"
    if file.path.stem.upper() == "README":
        return "a README is not an article"
    if mode.st_size > MOST_BYTES and not suffix.startswith(".json"):
        return f"larger than {MOST_BYTES // 1_000_000} MB"
    same = real.setdefault(os.path.realpath(file.path), file.name)
    return None if same == file.name else f"the same file as {same}"


def _read_file(file: _Found, overrides: Mapping[str, Fields], kept: Cache) -> _Outcome:
    """The documents in one file, or why there are none."""
    try:
        data = file.path.read_bytes()
    except OSError as error:
        return _Outcome(skipped=(Skipped(file.name, _plain(error)),))
    ending = file.path.suffix.lower()
    if not ending.startswith(".json"):  # others hold one article, under the file's own name
        overrides = {file.name: overrides[file.name]} if file.name in overrides else {}
    return kept.remembered(_Outcome, lambda: _articles(file.name, ending, data, overrides), "file", file.name, ending, data, overrides)


def _articles(name: str, ending: str, data: bytes, overrides: Mapping[str, Fields]) -> _Outcome:
    """The documents in the bytes of one file, or why there are none."""
    warnings: list[str] = []
    try:
        decoded = decode(data)
        if _REPORT.match(decoded.text):
            return _Outcome(skipped=(Skipped(name, "a report of this program, no article"),))
        parts: list[Part] = list(READERS[ending](decoded.text))
    except UnreadableError as reason:
        return _Outcome(skipped=(Skipped(name, str(reason)),))
    if decoded.note:
        warnings.append(f"{name}: {decoded.note}")
    documents, skipped = [], []
    for suffix, part in parts:
        id = name + suffix
        if isinstance(part, UnreadableError):
            skipped.append(Skipped(id, str(part)))
            continue
        warnings += [f"{id}: {problem}" for problem in part.problems]
        override = overrides.get(id, Fields()).over(overrides.get(name, Fields()))
        documents.append(_document(id, name, part, override))
    return _Outcome(tuple(documents), tuple(skipped), tuple(warnings))


def _document(id: str, path: str, article: Article, override: Fields) -> Document:
    """The article with its blocks, and with what can be inferred where nothing gives it."""
    from consistency.corpus.blocks import blocks  # many expressions to compile, and not one needed for a file that is known
    from consistency.corpus.inference import inferred
    from consistency.corpus.links import blanked

    text = blanked(article.text)
    given = override.over(article.given)
    known = given.over(article.hints)
    marked = blocks(text, article.start, article.title, known.title)
    stem = PurePosixPath(path).stem + id[len(path) :]
    full = known.over(inferred(text, marked, known, path, stem))
    return Document(
        id=id,
        path=path,
        text=text,
        outlet=full.outlet or stem,
        date=full.date,
        title=full.title,
        url=full.url,
        author=full.author,
        wire=full.wire,
        language=full.language,
        inferred=tuple(sorted(full.named() - given.named())),
        extracted=article.extracted,
        blocks=marked,
    )


def _plain(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _printable(name: str) -> str:
    """A path that any stream can take: bytes of a file name that are not UTF-8 become replacement characters."""
    return os.fsencode(name).decode("utf-8", "replace")
