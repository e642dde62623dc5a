"""The tables of the Markdown report: what is corroborated, who says what, what stands alone, and what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from consistency.model import Kind, Report, Statement, Verdict
from consistency.report import _phrases as phrases
from consistency.report._diff import passage, surroundings
from consistency.report._markdown import code, escape, rich_text, table
from consistency.report._markdown_entry import anchor, differs, left_out, rule_link
from consistency.report._matrix import LEGEND, stances
from consistency.report._matters import Matter, Section, Variant, place
from consistency.report._options import Options
from consistency.report._view import View
from consistency.rules import RULES

COLUMNS = 10  # outlets in the matrix, and outlets whose own quotations are shown
ROWS = 200  # articles, files or waived findings listed

HEADED = (Section.CONTRADICTION, Section.MOVED, Section.WORDING)
"""The sections whose matters have entries with headings."""


def corroborated(seen: View, limit: int, shown: set[str]) -> list[str]:
    """What two and more independent sources report alike, those things too that other sources report differently.

    `shown` are the numbers of the matters that the page has entries or rows for.
    """
    found = seen.corroborated()
    agreed = {frozenset((f.left.id, f.right.id)) for f in seen.report.findings if f.verdict is Verdict.AGREE}
    rows = []
    for matter, variant, sources in found[:limit]:
        number = anchor(seen, matter) if matter.section in HEADED and matter.number in shown else matter.number
        for n, statement in enumerate(_one_an_outlet(seen, variant, agreed)):
            outlet = escape(seen.of(statement).outlet)
            told = rich_text(passage(seen.of(statement), statement, limit=220))
            told = "*in the same words*" if n and told == rich_text(passage(seen.of(variant.shown), variant.shown, limit=220)) else told
            rows.append(("" if n else number, outlet, told, "" if n else str(sources)))
    if not found:
        return []
    return [table(("No.", "Outlet", "As reported", "Independent sources"), rows, wide=True), *left_out(len(found) - limit, "entry")]


def _one_an_outlet(seen: View, variant: Variant, agreed: Set[frozenset[str]]) -> list[Statement]:
    """The statement that is shown, and of each other outlet the one that agrees with it, or else its first."""
    found = {seen.of(variant.shown).outlet: variant.shown}
    for statement in sorted(variant.statements, key=lambda s: frozenset((s.id, variant.shown.id)) not in agreed):
        found.setdefault(seen.of(statement).outlet, statement)
    return list(found.values())


def copied(seen: View, limit: int) -> list[str]:
    """What stands only in articles that carry one agency text."""
    matters = seen.within(Section.COPIED)
    rows = [
        (m.number, rich_text(passage(seen.of(m.variants[0].shown), m.variants[0].shown, limit=220)), escape(", ".join(seen.outlets(m))))
        for m in matters[:limit]
    ]
    return [table(("No.", "As reported", "Outlets"), rows, wide=True), *left_out(len(matters) - len(rows), "entry")] if matters else []


def matrix(seen: View, shown: set[str]) -> list[str]:
    """For each matter and outlet one word; `shown` are the numbers of the matters that the page has entries for."""
    matters = [m for m in seen.matters if m.section not in (Section.COPIED, Section.WAIVED) and len(seen.outlets(m)) > 1]
    used = Counter(name for m in matters for name in seen.outlets(m))
    outlets = sorted(sorted(used, key=lambda name: (-used[name], name))[:COLUMNS])
    rows = []
    for matter in (m for m in matters if m.number in shown):
        subject = rich_text(passage(seen.of(matter.variants[0].shown), matter.variants[0].shown, limit=70))
        rows.append((anchor(seen, matter) if matter.section in HEADED else matter.number, subject, *stances(seen, matter, outlets)))
    if not rows:
        return []
    lines = [table(("No.", "Begins", *(escape(name) for name in outlets)), rows, wide=True)]
    return lines + left_out(len(matters) - len(rows), "entry") + left_out(len(used) - len(outlets), "outlet")


def slighter(seen: View, matters: Sequence[Matter], shown: Set[str], options: Options) -> list[str]:
    """A row for each matter that shows no passage anew: where its passages stand, and what differs.

    `shown` are the numbers of the matters that the page has entries for; a passage that stands in none of them is named by its place.
    """
    entries: dict[tuple[str, int], str] = {}
    for matter in (m for m in seen.matters if m.number in shown):
        for variant in matter.variants:
            entries.setdefault(_passage(seen, variant.shown), anchor(seen, matter))
    rows = []
    for matter in matters:
        first = matter.findings[0]
        where = [entries.get(_passage(seen, s)) or escape(place(seen.of(s), s)) for s in (first.left, first.right)]
        sides = [f"{escape(seen.of(s).outlet)} ({at})" for s, at in zip((first.left, first.right), where, strict=True)]
        told = differs(seen, first) or "the passages as a whole"
        marks = (rule_link(first.rule, options), phrases.confidence(first.confidence), code(first.id))
        rows.append((matter.number, phrases.joined(sides), told, *marks))
    headers = ("No.", "Between", "What differs", "Rule", "Confidence", "Fingerprint")
    return [table(headers, rows, wide=True)]


def _passage(seen: View, statement: Statement) -> tuple[str, int]:
    return statement.document, surroundings(seen.of(statement), statement).start


def legend() -> list[str]:
    """What the words of the matrix mean."""
    return [f"- **{word}**: {meaning}" for word, meaning in LEGEND]


def only(seen: View, most: int) -> list[str]:
    """What no other source has: how much for each outlet, and its longest quotations, `most` of them, in the order of its articles."""
    by_outlet: dict[str, list[Statement]] = {}
    for statement in seen.alone:
        by_outlet.setdefault(seen.of(statement).outlet, []).append(statement)
    if not by_outlet:
        return []
    counts = {name: Counter(s.kind for s in found) for name, found in sorted(by_outlet.items())}
    rows = [(escape(name), str(n[Kind.QUOTE]), str(n[Kind.CLAIM])) for name, n in counts.items()]
    lines = [table(("Outlet", "Quotations", "Reported facts"), rows)]
    listed = sorted(sorted(by_outlet, key=lambda name: (-counts[name][Kind.QUOTE], name))[:COLUMNS])
    for name in listed if most else ():
        quotes = [s for s in by_outlet[name] if s.kind is Kind.QUOTE]
        chosen = {s.id for s in sorted(quotes, key=lambda s: (-len(s.text), s.id))[:most]}
        if not chosen:
            continue
        lines += ["", f"**{escape(name, inline=True)}**" + (f", the {len(chosen)} longest quotations:" if len(quotes) > most else ":"), ""]
        lines += [_alone(seen, s) for s in quotes if s.id in chosen]
        lines += left_out(len(quotes) - len(chosen), "quotation")
    return lines + left_out(len(by_outlet) - len(listed), "outlet")


def _alone(seen: View, statement: Statement) -> str:
    document = seen.of(statement)
    who = f"{statement.speaker.name}; " if statement.speaker else ""
    where = f"{who}{phrases.dated(document)}, {place(document, statement)}"
    return f"- {rich_text(passage(document, statement, limit=260))} ({escape(where, inline=True)})"


def waived(report: Report) -> list[str]:
    """What somebody has set aside, with why, who and until when."""
    found = [f for f in report.findings if f.waiver]
    outlet = {d.id: d.outlet for d in report.documents}
    rows = [
        (
            code(f.id),
            escape(f"{outlet[f.left.document]} and {outlet[f.right.document]}"),
            escape(f.message),
            escape(f.waiver.reason),
            escape(f.waiver.owner or ""),
            phrases.day(f.waiver.expires) if f.waiver.expires else "",
        )
        for f in found[:ROWS]
        if f.waiver
    ]
    headers = ("Fingerprint", "Between", "What differs", "Why it is waived", "By", "Until")
    return [_used(headers, rows, 4), *left_out(len(found) - len(rows), "finding")] if found else []


def articles(seen: View) -> list[str]:
    """What was read, and what was to be said of it while reading."""
    report = seen.report
    held = Counter(s.document for s in report.statements)
    first = {id: group[0] for group in report.copies for id in group}
    rows = [
        (
            escape(d.id),
            escape(d.outlet),
            phrases.day(d.date),
            escape(d.title or ""),
            escape(d.wire or ""),
            escape(", ".join(id for id, one in first.items() if one == first[d.id] and id != d.id)) if d.id in first else "",
            f"{len(d.text.split()):,}",
            str(held[d.id]),
            ", ".join(d.inferred),
        )
        for d in report.documents[:ROWS]
    ]
    headers = ("Article", "Outlet", "Date", "Title", "Agency", "Same text as", "Words", "Statements", "Inferred from the text")
    lines = [_used(headers, rows, 3), *left_out(len(report.documents) - len(rows), "article")]
    if report.warnings:
        noted = [f"- {escape(w, inline=True)}" for w in report.warnings[:ROWS]]
        lines += ["", "Noted while reading:", "", *noted, *left_out(len(report.warnings) - len(noted), "note")]
    return lines


def skipped(report: Report) -> list[str]:
    """The files that could not be read, and why."""
    rows = [(escape(s.path), escape(s.reason)) for s in report.skipped[:ROWS]]
    return [table(("File", "Why it was not read"), rows), *left_out(len(report.skipped) - len(rows), "file")] if rows else []


def rules(matters: tuple[Matter, ...], options: Options) -> list[str]:
    """Every rule that findings rest on, with what it says."""
    used = sorted({f.rule for m in matters for f in m.findings})
    rows = [(rule_link(name, options), escape(RULES[name].title), escape(RULES[name].explanation)) for name in used]
    return [table(("Rule", "Title", "What it says"), rows, wide=True)] if rows else []


def _used(headers: Sequence[str], rows: Sequence[Sequence[str]], always: int) -> str:
    """A table without the columns that are empty in every row; the first ones stay."""
    kept = [i for i in range(len(headers)) if i < always or any(row[i] for row in rows)]
    return table([headers[i] for i in kept], [[row[i] for i in kept] for row in rows], wide=True)
