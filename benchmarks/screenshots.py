"""The pictures of docs/report.md, taken of the report on a fixture corpus."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.chromium import NoBrowserError, launched
from consistency.config import Config
from consistency.pipeline import check
from consistency.report import html

if TYPE_CHECKING:
    from playwright.sync_api import Page

CORPUS = Path(__file__).resolve().parents[1] / "fixtures" / "ferry-fire"
WIDTH, HEIGHT = 1280, 860


def findings(page: Page) -> None:
    """The beginning of the page."""


def side_by_side(page: Page) -> None:
    """Two outlets that contradict each other."""
    page.get_by_role("combobox", name="Left", exact=True).select_option(label="Morning Register")
    page.get_by_role("combobox", name="Right", exact=True).select_option(label="The Lunnhaven Echo")
    page.locator(".side-by-side").evaluate("section => section.scrollIntoView()")


def matrix(page: Page) -> None:
    """Who says what."""
    page.get_by_role("heading", name="Who says what").evaluate("heading => heading.scrollIntoView()")


def coverage(page: Page) -> None:
    """How the outlets agree, in the dark theme."""
    page.emulate_media(color_scheme="dark")
    page.locator("#agreement").evaluate("section => section.scrollIntoView()")


PICTURES = {"report": findings, "side-by-side": side_by_side, "matrix": matrix, "coverage": coverage}
"""Name of the picture, and what leads to it."""


def main(arguments: Sequence[str]) -> None:
    """Write the pictures into the folder that is given."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    report = html.render(check(CORPUS, Config()))
    try:
        with tempfile.TemporaryDirectory() as scratch, launched() as browser:
            path = Path(scratch, "report.html")
            path.write_text(report, encoding="utf-8")
            for name, prepare in PICTURES.items():
                page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
                page.goto(path.as_uri())
                prepare(page)
                page.wait_for_timeout(300)
                page.screenshot(path=folder / f"{name}.png")
                page.close()
    except NoBrowserError as error:
        sys.exit(f"no pictures were taken: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
