"""Texts of articles stay texts: nothing in them runs, and they are shown letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency.report import html
from tests.browser.conftest import Opener
from tests.browser.hostile import attack, hostile

pytestmark = pytest.mark.browser

FOREIGN = r"""() => [...document.querySelectorAll("*")].filter(element =>
    [...element.attributes].some(a => a.name.startsWith("on") || /^\s*javascript:/i.test(a.value))
    || element.matches("img, iframe, object, embed, base, link, textarea")
).map(element => element.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def attacked(browser: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.html"
    path.write_text(html.render(hostile()), encoding="utf-8")
    return path


@pytest.mark.parametrize("policy", ["policy-on", "policy-off"])
def test_nothing_in_a_text_runs(policy: str, attacked: Path, visit: Opener) -> None:
    # With the policy switched off, escaping alone has to hold.
    page = visit(attacked, bypass_csp=policy == "policy-off")
    scripts = page.locator("script").count()
    outlets = page.get_by_role("combobox", name="Left", exact=True).locator("option").all_inner_texts()
    assert outlets == sorted(attack(name) for name in ("Left Outlet", "Right Outlet", "Late Outlet"))
    page.get_by_role("combobox", name="Right", exact=True).select_option(index=2)
    page.get_by_label("Speaker", exact=True).select_option(index=1)
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("checkbox", name="Left Outlet").check()
    page.get_by_role("searchbox").fill("<script>")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.wait_for_timeout(200)
    assert page.locator("script").count() == scripts == 2
    assert page.evaluate(FOREIGN) == []


@pytest.mark.parametrize("where", ["Left Outlet", "speaker", "words", "message", "skipped", "why", "warning", "reason", "wire"])
def test_text_is_shown_letter_by_letter(where: str, attacked: Path, visit: Opener) -> None:
    page = visit(attacked)
    assert " ".join(attack(where).split()) in " ".join(page.locator("body").text_content().split())
    assert "1337" not in page.locator("body").text_content()


def test_no_link_runs_a_script(attacked: Path, visit: Opener) -> None:
    page = visit(attacked)
    assert {address.split("#")[0] for address in page.locator("a").evaluate_all("links => links.map(a => a.getAttribute('href'))")} == {""}
