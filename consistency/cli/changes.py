"""Which files of the corpus were changed: what git says, or a list. All paths that come out are relative to the corpus."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from consistency.errors import ChangesError

_INSTEAD = "give the changed files with --changed or --changed-from instead of --diff"

_OF_THE_CALLER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX")
"""What git sets for its hooks; the repository is the one that the corpus lies in."""


def since(folder: Path, revision: str) -> frozenset[str]:
    """The files under a folder of a git work tree that are not as they were in a revision; new ones are among them, deleted ones are not.

    A file that was renamed counts under its new name.

    Args:
        folder: the corpus; it may lie anywhere in the work tree.
        revision: a commit, branch or tag; with `...` behind it the commit where HEAD branched off from it.

    Raises:
        ChangesError: git is not there, the folder is in no work tree or is ignored by it, or the revision is unknown.
    """
    inside = _git(folder, "rev-parse", "--is-inside-work-tree")
    if inside.stdout.strip() != b"true":
        said = inside.stderr.decode(errors="replace")
        why = "" if "not a git repository" in said or not said else f" ({said})"
        raise ChangesError(f"{folder}: not in a git work tree{why}; {_INSTEAD}")
    if _git(folder, "check-ignore", "--quiet", ".").returncode == 0:
        raise ChangesError(f"{folder}: git ignores this folder and does not know what was changed in it; {_INSTEAD}")
    base, branched, head = revision.partition("...")
    commit = _commit(folder, base) if head in ("", "HEAD") else ""
    if not commit:
        hint = "--diff takes one commit, branch or tag, and a shallow clone may lack it (fetch it first)"
        raise ChangesError(f"{revision}: no such revision in the repository of {folder}; {hint}")
    if branched:
        commit = _git(folder, "merge-base", commit, "HEAD").stdout.decode().strip()
        if not commit:
            raise ChangesError(f"{revision}: has no commit in common with HEAD; a shallow clone may lack it (fetch the history first)")
    listed = (
        _git(folder, "diff", "-z", "--name-only", "--relative", "--diff-filter=d", "--no-ext-diff", commit, "--", "."),
        _git(folder, "ls-files", "-z", "--others", "--exclude-standard", "--", "."),
    )
    for done in listed:
        if done.returncode:
            raise ChangesError(f"{folder}: git: {done.stderr.decode(errors='replace')}")
    return frozenset(name for done in listed for name in _names(done.stdout))


def named(folder: Path, files: Iterable[Path]) -> tuple[frozenset[str], tuple[Path, ...]]:
    """Those of some files that are under a folder, and those that are not there at all.

    A path is read from the current folder, or else from the corpus. One that exists elsewhere is no business of the corpus.
    """
    inside, missing = set(), []
    root = folder.resolve()
    for file in files:
        found = next((path for path in (file, folder / file) if path.exists()), None)
        if found is None:
            missing.append(file)
        elif (place := found.parent.resolve() / found.name).is_relative_to(root):  # a link counts where it lies
            inside.add(_printable(os.fsencode(place.relative_to(root).as_posix())))
    return frozenset(inside), tuple(missing)


def listed(source: Path) -> tuple[Path, ...]:
    """The paths in a file, or in standard input for `-`: one a line, or NUL between them as `git diff -z` writes them.

    Raises:
        ChangesError: the list cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
    except OSError as error:
        raise ChangesError(f"{source}: cannot be read: {error.strerror or error}") from error
    parts = data.split(b"\0") if b"\0" in data else data.splitlines()
    return tuple(Path(os.fsdecode(part)) for part in parts if part.strip())


def _commit(folder: Path, name: str) -> str:
    """The digest of the commit that one name stands for; empty where there is none, or the name is no name."""
    if not name or name.startswith("-") or ".." in name:
        return ""
    return _git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").stdout.decode().strip()


def _names(data: bytes) -> Iterable[str]:
    return (_printable(name) for name in data.split(b"\0") if name)


def _printable(name: bytes) -> str:
    """A path as documents have it: bytes that are no UTF-8 become replacement characters."""
    return name.decode(errors="replace")


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What git answers.

    Raises:
        ChangesError: git cannot be run.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _OF_THE_CALLER}
    try:
        return subprocess.run(["git", "-C", str(folder), *arguments], env=environment, capture_output=True, check=False)
    except OSError as error:
        raise ChangesError(f"git cannot be run ({error.strerror}); {_INSTEAD}") from error
