"""A page through the templates, with a policy that lets nothing run but its own script."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from typing import Any

from consistency.report import _phrases as phrases
from consistency.report._diff import CUT
from consistency.report._matrix import LEGEND
from consistency.report._matters import Section, section_of
from consistency.report.explain import why
from consistency.report.html.page import Page
from consistency.report.html.text import printable


def write(page: Page) -> str:
    """The page as one HTML document, its style and script inside."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:
        return value if isinstance(value, Markup) or not isinstance(value, str) else printable(value)

    folder = resources.files("consistency.report") / "templates"
    style, script = ((folder / name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    environment = Environment(
        loader=PackageLoader("consistency.report", "templates"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["plural"] = phrases.plural
    environment.filters["joined"] = phrases.joined
    environment.globals["in_passing"] = phrases.IN_PASSING
    environment.globals |= {
        "Section": Section,
        "LEGEND": LEGEND,
        "CUT": CUT,
        "why": why,
        "confidence": phrases.confidence,
        "relation": phrases.relation,
        "rule_of": phrases.rule,
        "section_name": lambda finding: section_of(finding).name.lower(),
        "dated": phrases.dated,
        "day": phrases.day,
        "HIGH": phrases.HIGH,
        "MEDIUM": phrases.MEDIUM,
    }
    return environment.get_template("report.html.jinja").render(
        page=page,
        data={part.id: part.data for part in page.parts},
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'",
    )


def _hash(text: str) -> str:
    """The hash by which a content security policy knows an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
