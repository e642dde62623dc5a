"""Pages in a real browser, watched: a test fails when its page asks for anything but itself, or complains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from benchmarks.chromium import NoBrowserError, launched
from consistency.model import Report, Story
from tests.report_sample import sample as built_by_hand

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

FIXTURES = Path(__file__).parents[2] / "fixtures"
WATCH = """
    addEventListener("securitypolicyviolation", e => console.error("refused by the policy:", e.violatedDirective, e.blockedURI));
    window.intruder = where => console.error("foreign script ran:", where);
"""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for all tests that were skipped for want of a browser."""
    here = [each for each in terminalreporter.stats.get("skipped", []) if each.nodeid.startswith("tests/browser/")]
    for reason in sorted({each.longrepr[2].removeprefix("Skipped: ") for each in here}):
        terminalreporter.write_line(f"{len(here)} tests skipped: {reason}", yellow=True)


class Opener(Protocol):
    def __call__(self, report: Path, *, width: int = 1280, **context: object) -> Page:
        """A page on the report; the other arguments are those of the driver's `new_context`."""
        ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        with launched() as running:
            yield running
    except NoBrowserError as error:
        pytest.skip(f"the HTML report was NOT tested in a browser: {error}")


@pytest.fixture(scope="session")
def pages(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The HTML report on each fixture corpus, by the corpus's name."""
    from consistency import similarity
    from consistency.config import Config
    from consistency.pipeline import check

    folder, encoder = tmp_path_factory.mktemp("pages"), similarity.load()
    return {name: _written(check(FIXTURES / name, Config(), encoder), folder / f"{name}.html") for name in ("dual-use", "ferry-fire")}


@pytest.fixture(scope="session")
def sample(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report made by hand, which is one story."""
    return _written(built_by_hand(), tmp_path_factory.mktemp("sample") / "sample.html")


@pytest.fixture(scope="session")
def stories(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report made by hand as two stories, the second without anything but the articles that are left."""
    report = built_by_hand()
    ids = tuple(document.id for document in report.documents)
    return _written(
        replace(report, stories=(Story("The boats", ids[1:3]), Story("The breakwater", (ids[0], ids[3])))),
        tmp_path_factory.mktemp("stories") / "stories.html",
    )


def _written(report: Report, path: Path) -> Path:
    from consistency.report import html

    path.write_text(html.render(report), encoding="utf-8")
    return path


@pytest.fixture
def complaints() -> list[str]:
    """What the pages of this test complained of, and what they asked for; must be empty at its end."""
    return []


@pytest.fixture
def visit(browser: Browser, complaints: list[str]) -> Iterator[Opener]:
    contexts = []

    def opened(report: Path, *, width: int = 1280, **context: object) -> Page:
        own = report.as_uri()

        def asked(route: Route) -> None:
            if route.request.url.split("#")[0] == own:
                route.continue_()
            else:
                complaints.append(f"asked for {route.request.url[:200]}")
                route.abort()

        visitor = browser.new_context(viewport={"width": width, "height": 900}, **context)
        contexts.append(visitor)
        visitor.route("**/*", asked)
        visitor.add_init_script(WATCH)
        page = visitor.new_page()
        page.set_default_timeout(5000)
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(own)
        return page

    yield opened
    for each in contexts:
        each.close()
    assert complaints == []
