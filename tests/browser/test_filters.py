"""Filters, search and the count of what is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Opener

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ALL = ["c1", "t1", "w1", "a1"]
"""The findings of the report made by hand: boats, the breakwater, the crews, the insurers."""


def shown(page: Page) -> list[str]:
    """Ids of the findings that can be seen."""
    return [each.get_attribute("id") or "" for each in page.locator(".finding:visible").all()]


def told(page: Page) -> str:
    return page.locator("#count").inner_text()


def test_all_is_shown_at_first(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    assert shown(page) == ALL
    assert told(page) == "4 of 4 findings shown"
    assert page.locator("#count").get_attribute("aria-live") == "polite"


def test_verdicts(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.get_by_role("checkbox", name="Agree").uncheck()
    page.get_by_role("checkbox", name="Differ in wording").uncheck()
    assert shown(page) == ["c1", "t1"]
    assert told(page) == "2 of 4 findings shown"
    assert not page.get_by_role("heading", name="Differences in wording").is_visible()
    page.get_by_role("checkbox", name="Agree").check()
    assert shown(page) == ["c1", "t1", "a1"]


def test_outlets_that_all_take_part(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.get_by_role("checkbox", name="Daily Vane").check()
    assert shown(page) == ["c1", "w1", "a1"]
    page.get_by_role("checkbox", name="Harbour Post").check()
    assert shown(page) == ["c1", "a1"]


def test_speaker(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    speaker = page.get_by_label("Speaker", exact=True)
    assert speaker.locator("option").all_inner_texts() == ["Anybody", "Bram Teller (1)", "Orla Finch (2)"]
    speaker.select_option(label="Orla Finch (2)")
    assert shown(page) == ["c1", "t1"]


def test_confidence(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.get_by_label("Confidence", exact=True).select_option(label="High only")
    assert "t1" not in shown(page)
    assert {"c1", "a1"} <= set(shown(page))
    page.get_by_label("Confidence", exact=True).select_option(label="Any")
    assert shown(page) == ALL


def test_filters_narrow_one_another_and_are_undone_together(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.get_by_role("checkbox", name="Daily Vane").check()
    page.get_by_label("Speaker", exact=True).select_option("Orla Finch")
    assert shown(page) == ["c1"]
    page.get_by_role("checkbox", name="Contradict").uncheck()
    assert shown(page) == []
    assert told(page) == "0 of 4 findings shown"
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == ALL
    assert page.locator("#filters input[name=section]:not(:checked), #filters input[name=outlet]:checked").count() == 0


@pytest.mark.parametrize(
    ("words", "found"),
    [("insurers", ["a1"]), ("THE CREWS", ["w1"]), ("finch boats", ["c1"]), ("cc01", ["a1"]), ("41", ["c1"]), ("no such words", [])],
)
def test_search(words: str, found: list[str], sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.get_by_role("searchbox").fill(words)
    page.wait_for_function("n => document.querySelector('#count').textContent.startsWith(n + ' of')", arg=len(found))
    assert shown(page) == found


def test_matrix_follows_the_filters(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    rows = page.locator("table.matrix tbody tr")
    assert rows.count() == len(ALL)
    page.get_by_role("checkbox", name="Contradict").uncheck()
    assert page.locator("table.matrix tbody tr:visible").count() == len(ALL) - 1


def test_stories_without_a_finding_to_show_are_put_away(stories: Path, visit: Opener) -> None:
    page = visit(stories)
    assert page.locator("section.story:visible").count() == 2
    page.get_by_role("checkbox", name="Contradict").uncheck()
    page.get_by_role("checkbox", name="Differ in wording").uncheck()
    page.get_by_role("checkbox", name="Agree").uncheck()
    assert shown(page) == ["t1"]
    assert page.locator("section.story:visible").count() == 1


def test_link_to_a_finding_that_is_filtered_out_shows_it(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.get_by_role("checkbox", name="Contradict").uncheck()
    page.evaluate("location.hash = '#c1'")
    page.locator("#c1").wait_for(state="visible")
    assert told(page) == "4 of 4 findings shown"
