"""Two outlets side by side, and the way between a finding and the articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Opener
from tests.report_sample import TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def table(page: Page, left: str, right: str) -> Locator:
    return page.get_by_role("table", name=f"{left} and {right}, side by side")


def choose(page: Page, left: str, right: str) -> Locator:
    page.get_by_role("combobox", name="Left", exact=True).select_option(label=left)
    page.get_by_role("combobox", name="Right", exact=True).select_option(label=right)
    return table(page, left, right)


def test_two_outlets_are_chosen(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    chosen = choose(page, "Daily Vane", "The Norport Courier")
    row = chosen.get_by_role("row").filter(has=page.get_by_role("link", name="C1"))
    left, middle, right = row.get_by_role("cell").all()
    assert "We lost 41 boats" in left.inner_text()
    assert "We lost 38 boats" in right.inner_text()
    assert "Contradict" in middle.inner_text()
    assert left.locator("mark").all_inner_texts() == ["41"]
    assert "38" in right.locator("mark").all_inner_texts()


def test_every_word_of_both_articles_is_in_its_column(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    choose(page, "Daily Vane", "The Norport Courier").locator("sup").evaluate_all("numbers => numbers.forEach(each => each.remove())")
    for outlet, article in (("Daily Vane", "vane.md"), ("The Norport Courier", "courier.txt")):
        there = " ".join(page.locator(f"[data-side='{outlet}']").all_inner_texts())
        assert [word for word in TEXTS[article][2].split() if word not in there] == []


def test_sides_can_be_swapped(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    one = choose(page, "Daily Vane", "Harbour Post").locator("mark").all_inner_texts()
    other = choose(page, "Harbour Post", "Daily Vane").locator("mark").all_inner_texts()
    assert one
    assert sorted(one) == sorted(other)


def test_findings_stay_when_the_side_by_side_is_opened(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    before = page.locator(".finding").all_inner_texts()
    choose(page, "Daily Vane", "Harbour Post")
    assert page.locator(".finding").all_inner_texts() == before


def test_key_shows_the_outlets_of_the_finding_side_by_side(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.locator("#w1").focus()
    page.keyboard.press("s")
    chosen = table(page, "The Norport Courier", "Daily Vane")
    assert chosen.get_by_role("row").filter(has=page.get_by_role("link", name="W1")).is_visible()


def test_finding_leads_to_its_place_in_the_article_and_back(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.locator("#c1").get_by_role("link", name="vane.md").click()
    article = page.locator("details.article", has_text="Daily Vane").first
    assert article.get_attribute("open") is not None
    mark = article.get_by_text("We lost 41 boats and we will lose more,")
    assert mark.is_visible()
    assert 0 <= (mark.bounding_box() or {"y": -1})["y"] < 900
    article.get_by_role("link", name="C1", exact=True).click()
    assert page.url.endswith("#c1")
    assert 0 <= (page.locator("#c1").bounding_box() or {"y": -1})["y"] < 450


def test_passages_of_every_finding_lead_to_their_statement(pages: dict[str, Path], visit: Opener) -> None:
    for path in pages.values():
        page = visit(path)
        apart = page.evaluate("""() => {
            const words = text => text.normalize("NFKC").match(/[\\p{L}\\p{N}]+/gu) ?? [];
            return [...document.querySelectorAll(".finding .passage")].flatMap(passage => {
                const target = document.querySelector(passage.querySelector(".where a").getAttribute("href"));
                const article = target.closest("p").parentElement.cloneNode(true);
                article.querySelectorAll("sup").forEach(number => number.remove());
                const there = new Set(words(article.textContent));
                const lacking = words(passage.querySelector("blockquote").textContent).filter(word => !there.has(word));
                return lacking.length ? [passage.textContent.trim().slice(0, 80) + " lacks " + lacking.join(" ")] : [];
            });
        }""")
        assert apart == []
