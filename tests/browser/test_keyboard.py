"""Everything can be reached and done with the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Opener

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FOCUS_SEEN = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none";
}"""


def focused(page: Page) -> str:
    """The id of the element that has the keyboard, or its name where it has none."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))


def test_skip_link_leads_past_the_masthead(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the findings")
    assert skip.evaluate("e => e === document.activeElement")
    assert (skip.bounding_box() or {"y": -1})["y"] >= 0
    page.keyboard.press("Enter")
    assert focused(page) == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_next_and_previous_finding(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.keyboard.press("j")
    assert focused(page) == "c1"
    assert page.evaluate(FOCUS_SEEN)
    page.keyboard.press("j")
    assert focused(page) == "t1"
    top = (page.locator("#t1").bounding_box() or {"y": -1})["y"]
    assert 0 <= top < 450
    page.keyboard.press("k")
    assert focused(page) == "c1"
    page.keyboard.press("k")
    assert focused(page) == "c1"


def test_next_finding_passes_over_what_is_filtered_out(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.get_by_role("checkbox", name="Changed over time").uncheck()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == "w1"


def test_slash_searches_and_escape_clears(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.keyboard.press("/")
    assert focused(page) == "search"
    page.keyboard.type("j/k?")
    assert page.get_by_role("searchbox").input_value() == "j/k?"
    page.keyboard.press("Escape")
    assert page.get_by_role("searchbox").input_value() == ""
    assert page.locator(".finding:visible").count() == 4
    page.keyboard.press("j")
    assert focused(page) == "c1"


def test_list_of_keys_opens_closes_and_gives_the_keyboard_back(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.keyboard.press("j")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    assert focused(page) == "c1"


def test_single_keys_can_be_switched_off(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="Single keys are on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert focused(page) != "c1"


def test_tab_goes_through_everything_in_the_order_of_the_page_with_the_focus_seen(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    met, unseen, before = 0, [], None
    for _ in range(400):
        page.keyboard.press("Tab")
        if focused(page) == "BODY":
            break
        here = page.evaluate_handle("document.activeElement")
        met += 1
        if not page.evaluate(FOCUS_SEEN):
            unseen.append(here.evaluate("e => e.outerHTML.slice(0, 80)"))
        if before is not None:
            assert before.evaluate("(a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0", here)
        before = here
    assert focused(page) == "BODY"
    assert met > 20
    assert unseen == []
