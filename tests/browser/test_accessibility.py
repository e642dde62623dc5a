"""What axe finds, in every dress of the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser

# axe takes what is not laid out yet for something that lies on top of its neighbours.
ALL_LAID_OUT = """() => {
    document.styleSheets[0].insertRule("* { content-visibility: visible !important }", document.styleSheets[0].cssRules.length);
    document.querySelectorAll("details").forEach(each => each.open = true);
}"""


@pytest.mark.parametrize(
    ("corpus", "width", "colours"),
    [("ferry-fire", 1280, "light"), ("ferry-fire", 1280, "dark"), ("ferry-fire", 360, "light"), ("dual-use", 360, "dark")],
)
def test_no_serious_violation(corpus: str, width: int, colours: str, pages: dict[str, Path], visit: Opener) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = visit(pages[corpus], width=width, color_scheme=colours)
    page.locator(".pick button").first.click()
    page.evaluate(ALL_LAID_OUT)
    violations = axe.run(page).response["violations"]
    grave = [
        f"{each['id']}: {node['html'][:120]}" for each in violations if each["impact"] in ("serious", "critical") for node in each["nodes"]
    ]
    assert grave == []
