"""What a rule means, for `consistency explain` and for the page docs/rules.md: the same text in both."""

from __future__ import annotations

import textwrap
from itertools import groupby

from consistency.model import Kind, Verdict
from consistency.report import _phrases as phrases
from consistency.rules import RULES, Rule

_MATTERS = {
    Verdict.AGREE: "Agreement counts as corroboration only between independent sources: outlets that carry the same agency text are one.",
    Verdict.WORDING: "Nothing here is incompatible, but a reader of one outlet learns something else than a reader of the other.",
    Verdict.CONTRADICT: "Both cannot be right. The program does not know which one is: read both originals.",
}
_NO_ERROR = "It is listed apart from contradictions proper, because time has passed between the two articles and neither is wrong."


def explain(code: str, width: int = 80) -> str:
    """The text of one rule for a terminal of `width` columns; the code may be in lower case.

    Raises:
        KeyError: there is no such rule.
    """
    rule = RULES[code.upper()]
    left, right = rule.example
    parts = [
        f"{rule.code}  {rule.title}",
        f"{phrases.kind(rule.kind)}, verdict {rule.verdict.value}, reason {rule.reason}",
        f"What it says: {rule.explanation}",
        f"Why it matters: {why(rule)}",
        "Example:",
    ]
    filled = "\n\n".join(textwrap.fill(part, width) for part in parts)
    examples = [
        textwrap.fill(side, width, initial_indent=f"  {name}  ", subsequent_indent="     ") for name, side in (("A", left), ("B", right))
    ]
    return "\n".join([filled, *examples]) + "\n"


def why(rule: Rule) -> str:
    """Why a finding of this rule matters to an editor."""
    return _NO_ERROR if rule.reason in phrases.MOVED else _MATTERS[rule.verdict]


def rules_page() -> str:
    """The page docs/rules.md: every rule under its code, which makes the code in lower case the anchor."""
    rules = list(RULES.values())
    lines = [
        "# Rules",
        "",
        "Every finding names the rule that it rests on. `consistency explain RULE` prints the same text.",
        "The letter stands for the kind of statement (Q a quotation, F a reported fact),",
        "the first digit for the verdict (1 agree, 2 differ in wording, 3 contradict).",
        "This page is made from `consistency/rules.py`.",
        "",
        *(f"- [{r.code}](#{r.code.lower()}) {r.title}" for r in rules),
    ]
    for (kind, verdict), group in groupby(rules, key=lambda r: (r.kind, r.verdict)):
        subject = "Quotations" if kind is Kind.QUOTE else "Reported facts"
        lines += ["", f"## {subject}: {phrases.VERDICTS[verdict]}"]
        for rule in group:
            lines += ["", f"### {rule.code}", "", f"**{rule.title}** (`{rule.verdict.value}`, `{rule.reason}`)", ""]
            lines += [rule.explanation, "", why(rule), "", *(f"> {side}\n>" for side in rule.example[:1]), f"> {rule.example[1]}"]
    return "\n".join(lines) + "\n"
