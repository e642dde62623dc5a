"""Running the program in the test's own process, and the articles that it is run on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from consistency.cli import main

DEAL = "“We will sign the treaty with Ostmere in {} days and not an hour later,” Minister Ada Quill said on Monday in Port Brell.\n"
ARTICLES = {
    "gazette.txt": f"---\noutlet: The Gazette\ndate: 2031-03-04\n---\nMinister promises a treaty\n\n{DEAL.format('12')}",
    "herald.txt": f"---\noutlet: The Herald\ndate: 2031-03-04\n---\nTreaty is near, minister says\n\n{DEAL.format('20')}",
}
"""Two outlets that contradict each other."""
AGREEING = {name: f"---\noutlet: {name}\ndate: 2031-03-04\n---\n{DEAL.format('12')}" for name in ARTICLES}
COURIER = f"---\noutlet: The Courier\ndate: 2031-03-04\n---\nAn early treaty\n\n{DEAL.format('15')}"
"""A third one that contradicts both."""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(*arguments: str | Path, input: str | bytes | None = None) -> Result:
    """What the program does, which is never a traceback."""
    result = CliRunner().invoke(main, [str(a) for a in arguments], input=input)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def refused(*arguments: str | Path) -> str:
    """The one line that a run ends with when it could not check."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    lines = [line for line in result.stderr.splitlines() if not line.startswith(("skipped:", "warning:", "note:"))]
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("consistency: ")
    return lines[0]
