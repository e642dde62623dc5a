"""Rules explain themselves, with one text for the terminal and for the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency.report.explain import explain, rules_page
from consistency.rules import RULES

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"


def test_the_page_is_what_the_table_makes() -> None:
    """Rewrite it with: python -c "from consistency.report.explain import rules_page; print(rules_page(), end='')" > docs/rules.md."""
    assert PAGE.read_text(encoding="utf-8") == rules_page()


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_its_anchor_and_its_text(code: str) -> None:
    assert f"\n### {code}\n" in rules_page()
    shown = " ".join(explain(code.lower()).split())
    rule = RULES[code]
    for part in (rule.title, rule.explanation, *rule.example):
        assert " ".join(part.split()) in shown


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        explain("Z999")
