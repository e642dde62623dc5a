"""What a rule means, for `consistency explain` and for the page docs/rules.md: the same text in both."""

from __future__ import annotations

import textwrap
from itertools import groupby

from consistency.model import Kind, Verdict
from consistency.report import _phrases as phrases
from consistency.rules import MOVED, RULES, Rule

_WHY = {
    "same": "Agreement corroborates only where the sources are independent: outlets that carry the same agency text count as one.",
    "typography": "Nothing a reader would notice; it is kept apart so that quotations can be called the same to the letter.",
    "trimmed": "What was cut can hold the condition or the other half of the thought.",
    "ellipsis": "A gap can join two thoughts that the speaker kept apart.",
    "brackets": "Words in brackets are the editor's: the speaker did not say them, and another editor may read the sentence otherwise.",
    "substitution": "Quotation marks promise the speaker's own words, and here at least one outlet does not keep the promise.",
    "number": "Two figures for one thing cannot both be right, and figures are what readers carry on.",
    "name": "A wrong name accuses or credits somebody who has no part in it.",
    "negation": "One text says the reverse of the other.",
    "modality": "A plan or a possibility has become a certainty, or the other way round.",
    "speaker": "One of two people did not say it.",
    "paraphrase": "Outlets that tell a fact in their own words and agree in every detail corroborate it, if their sources are independent.",
    "hedge": "A reader of one outlet takes for certain what the other one does not vouch for.",
    "precision": "Quote the precise one; the vague one may still be right.",
    "framing": "The fact is the same, but the choice of word tells the reader what to think of it.",
    "omission": "A condition that is left out can change what the fact means.",
    "attribution": "How much a fact is worth depends on who vouches for it.",
    "date": "A timeline that is built on the wrong day is wrong from there on.",
    "duration": "Two lengths of time for the same thing cannot both be right.",
    "place": "One event cannot have been in two places that exclude each other.",
    "agent": "The wrong person or body is held responsible.",
    "opposite": "The two texts report opposite outcomes.",
    "sequence": "Which event came first decides what could have caused what.",
    "scope": "An exception that is left out makes a general claim of a partial one.",
    "update": "Time has passed between the two articles and neither is wrong, which is why it stands apart from contradictions proper.",
    "shift": "The change is news of its own. Time has passed between the two articles and neither outlet is wrong, "
    "which is why it stands apart from contradictions proper.",
}


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
    both = " The program does not know which text is right: read both."
    return _WHY[rule.reason] + (both if rule.verdict is Verdict.CONTRADICT and rule.reason not in MOVED else "")


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
