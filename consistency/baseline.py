"""The baseline: a file of findings that were reviewed and are known. Reading, applying and bringing it up to date; nothing is written here.

An entry waives the finding with its fingerprint. What else it says of the finding is for the person who reads the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from consistency.config import toml, unknown
from consistency.errors import BaselineError
from consistency.model import Finding, Report, Waiver

VERSION = 1
UNREVIEWED = "not reviewed yet"
"""The reason of an entry for which nobody has given one."""

_FINGERPRINT = re.compile(r"[0-9a-f]{12}")
_KEYS = ("fingerprint", "rule", "verdict", "outlets", "message", "reason", "owner", "expires")
_HEAD = """\
# Known findings. What is listed here is still reported, marked as waived, and does not fail a check.
# `fingerprint` says which finding it is; rule, verdict, outlets and message are there to be read.
# Say why under `reason` and who decided under `owner`. `expires` = a date is the last day on which the waiver holds.
# `consistency baseline` adds what is new and leaves what you wrote as it is.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding of the file."""

    waiver: Waiver
    rule: str = ""
    verdict: str = ""
    outlets: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """A report in which what is known is marked, and what is wrong with the baseline."""

    report: Report
    stale: tuple[Entry, ...] = ()
    """Entries whose finding is not there any more."""
    expired: tuple[Entry, ...] = ()
    """Entries that do not waive their finding any more, although it is still there."""


def parse(text: str, where: str) -> tuple[Entry, ...]:
    """The entries of a baseline.

    Raises:
        BaselineError: the text is no TOML or no baseline; the message begins with `where`.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BaselineError(f"{where}: cannot be read as TOML: {error}") from error
    if data.get("version") != VERSION:
        raise BaselineError(f"{where}: is no baseline that this version can read: it has to say 'version = {VERSION}'")
    rows = data.get("finding", [])
    if data.keys() - {"version", "finding"} or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BaselineError(f"{where}: a baseline holds 'version' and [[finding]] tables, nothing else")
    entries: dict[str, Entry] = {}
    for number, row in enumerate(rows, 1):
        entry = _entry(row, f"{where}: finding {row.get('fingerprint', f'number {number}')}")
        if entry.waiver.finding in entries:
            raise BaselineError(f"{where}: finding {entry.waiver.finding} is listed twice")
        entries[entry.waiver.finding] = entry
    return tuple(entries.values())


def formatted(entries: Iterable[Entry]) -> str:
    """The file: sorted, one key a line, so that a change of one entry is a change of its lines alone."""
    parts = [f"{_HEAD}\nversion = {VERSION}\n"]
    for entry in sorted(entries, key=lambda e: (e.rule, e.outlets, e.waiver.finding)):
        waiver = entry.waiver
        row: dict[str, str | tuple[str, ...]]
        row = {"fingerprint": waiver.finding, "rule": entry.rule, "verdict": entry.verdict, "outlets": entry.outlets}
        row |= {"message": entry.message, "reason": waiver.reason, "owner": waiver.owner or ""}
        lines = [f"{key} = {toml(value)}\n" for key, value in row.items() if value or key == "owner"]
        if waiver.expires is not None:
            lines.append(f"expires = {toml(waiver.expires)}\n")
        parts.append(f"[[finding]]\n{''.join(lines)}")
    return "\n".join(parts)


def apply(report: Report, entries: Iterable[Entry], today: date) -> Applied:
    """The report with a waiver on each finding that has an entry which holds `today`; findings are marked, never dropped."""
    held = {e.waiver.finding: e for e in entries}
    found = {f.id for f in report.findings} | set(report.unsure)
    over = {id for id, e in held.items() if e.waiver.expires is not None and e.waiver.expires < today}
    marked = tuple(replace(f, waiver=held[f.id].waiver) if f.id in held and f.id not in over else f for f in report.findings)
    return Applied(
        replace(report, findings=marked),
        tuple(e for id, e in held.items() if id not in found),
        tuple(e for id, e in held.items() if id in found and id in over),
    )


def updated(entries: Sequence[Entry], report: Report, new: Iterable[Finding], waiver: Waiver) -> tuple[Entry, ...]:
    """The entries with those of `new` findings added; what persons wrote stays, and what the entry tells of its finding is renewed.

    Args:
        entries: of the file as it is.
        report: the findings that there are.
        new: those of them that need an entry; one that has an entry keeps it.
        waiver: the reason, owner and expiry of each entry that is added.
    """
    found = {f.id: f for f in report.findings}
    outlets = {d.id: d.outlet for d in report.documents}

    def described(waiver: Waiver, finding: Finding) -> Entry:
        sides = tuple(outlets[s.document] for s in (finding.left, finding.right))
        return Entry(waiver, finding.rule, finding.verdict.value, sides, finding.message)

    kept = {e.waiver.finding: described(e.waiver, found[e.waiver.finding]) if e.waiver.finding in found else e for e in entries}
    added = {f.id: described(replace(waiver, finding=f.id), f) for f in new if f.id not in kept}
    return tuple((kept | added).values())


def _entry(row: dict[str, Any], where: str) -> Entry:
    """One [[finding]] table.

    Raises:
        BaselineError: a key is unknown or missing, or a value is of the wrong type.
    """
    for key, value in row.items():
        if key not in _KEYS:
            raise BaselineError(f"{where}: unknown key '{key}'; {unknown(key, _KEYS)}")
        if key == "expires":
            if type(value) is not date:
                raise BaselineError(f"{where}: 'expires' takes a date without quotation marks, such as 2031-05-01")
        elif key == "outlets":
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise BaselineError(f"{where}: 'outlets' takes a list of strings")
        elif not isinstance(value, str):
            raise BaselineError(f"{where}: '{key}' takes a string")
    fingerprint = row.get("fingerprint", "")
    if not _FINGERPRINT.fullmatch(fingerprint):
        raise BaselineError(f"{where}: 'fingerprint' takes the twelve hexadecimal digits that the report gives for the finding")
    waiver = Waiver(fingerprint, row.get("reason", "").strip() or UNREVIEWED, row.get("owner", "").strip() or None, row.get("expires"))
    return Entry(waiver, row.get("rule", ""), row.get("verdict", ""), tuple(row.get("outlets", ())), row.get("message", ""))
