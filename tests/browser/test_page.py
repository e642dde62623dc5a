"""The page on its own: it asks for nothing, holds together, and can be read without scripts, on paper and on a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Opener

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

HIDDEN_TARGETS = """async () => {
    const bad = [];
    const links = new Set([...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute("href")));
    for (const href of links) {
        const target = document.getElementById(decodeURIComponent(href.slice(1)));
        if (!target) { bad.push(href + " leads nowhere"); continue; }
        const arrived = new Promise(done => addEventListener("hashchange", done, {once: true}));
        location.hash = href;
        await arrived;
        if (!target.checkVisibility()) bad.push(href + " leads to something hidden");
    }
    return {links: links.size, bad};
}"""
TWICE = """() => {
    const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
    return ids.filter((id, i) => ids.indexOf(id) !== i);
}"""


def test_every_link_leads_to_something_visible(pages: dict[str, Path], visit: Opener) -> None:
    for path in pages.values():
        page = visit(path)
        found = page.evaluate(HIDDEN_TARGETS)
        assert found["links"] > 10
        assert found["bad"] == []
        assert page.evaluate(TWICE) == []


def test_nothing_is_cut_off_or_scrolls_sideways_on_a_telephone(pages: dict[str, Path], visit: Opener) -> None:
    for path in pages.values():
        page = visit(path, width=360)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_policy_forbids_foreign_scripts_and_requests(sample: Path, visit: Opener, complaints: list[str]) -> None:
    page = visit(sample)
    page.evaluate("""() => {
        for (const [tag, key, value] of [
            ["script", "textContent", "intruder('inline')"],
            ["script", "src", "https://example.invalid/a.js"],
            ["img", "src", "https://example.invalid/a.png"],
            ["iframe", "src", "https://example.invalid/"],
        ]) {
            const element = document.createElement(tag);
            element[key] = value;
            document.body.append(element);
        }
        document.body.insertAdjacentHTML("beforeend", "<img src=data:, onerror=intruder('handler')>");
        return fetch("https://example.invalid/").catch(() => null);
    }""")
    page.wait_for_timeout(100)
    assert not [each for each in complaints if each.startswith(("foreign script ran", "asked for"))]
    assert {"script-src-elem", "img-src", "connect-src"} <= {each.split()[4] for each in complaints if each.startswith("refused by")}
    complaints.clear()


def test_everything_can_be_read_without_scripts(pages: dict[str, Path], visit: Opener) -> None:
    for path in pages.values():
        with_scripts, without = visit(path), visit(path, java_script_enabled=False)
        count = without.locator("[data-verdict]").count()
        assert count > 0
        assert count == with_scripts.locator("[data-verdict]").count()


def test_theme_follows_the_system_until_one_is_chosen(sample: Path, visit: Opener) -> None:
    page = visit(sample, color_scheme="dark")
    theme = page.get_by_role("button", name="Theme")
    assert _is_dark(page)
    theme.click()
    assert theme.inner_text() == "Theme: light"
    assert not _is_dark(page)
    page.reload()
    assert not _is_dark(page)
    theme.click()
    assert theme.inner_text() == "Theme: dark"
    page.emulate_media(color_scheme="light")
    assert _is_dark(page)
    theme.click()
    assert not _is_dark(page)


def _is_dark(page: Page) -> bool:
    """Whether the background is darker than the text on it."""
    paper, ink = page.evaluate("""() => {
        const shade = colour => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
        const style = getComputedStyle(document.body);
        return [shade(style.backgroundColor), shade(style.color)];
    }""")
    return bool(paper < ink)


def test_paper_is_light_and_has_all_findings_and_no_controls(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.get_by_role("button", name="Theme").click(click_count=2)
    assert _is_dark(page)
    page.emulate_media(media="print")
    assert page.locator(".finding:visible").count() == page.locator(".finding").count() > 0
    assert page.locator("button:visible, input:visible, select:visible").count() == 0
    assert not _is_dark(page)


def test_paper_has_what_is_on_the_screen_and_says_how_much_that_is(sample: Path, visit: Opener) -> None:
    page = visit(sample)
    page.get_by_role("checkbox", name="Contradict").uncheck()
    page.emulate_media(media="print")
    assert page.locator(".finding:visible").count() == page.locator(".finding").count() - 1
    assert page.get_by_text("3 of 4 findings shown").is_visible()
