"""The discrepancy report: Markdown that an editor can read from top to bottom and quote."""

from __future__ import annotations

from collections import Counter

from consistency.model import Finding, Kind, Report, Statement
from consistency.report import _phrases as phrases
from consistency.report._diff import CUT, headword, passage
from consistency.report._markdown import code, escape, link, rich_text, slug, table
from consistency.report._matrix import LEGEND, stances
from consistency.report._options import DEFAULT, Options
from consistency.report._view import Matter, Section, Variant, View, place, view
from consistency.rules import RULES
from consistency.text import fold, words

_ROWS = 12  # findings listed for one matter
_PAIRS = 8  # pairs of outlets, or outlets that are alike, in one row
_ARTICLES = 200  # articles listed
_ALONE = 5  # quotations shown for one outlet
_COLUMNS = 10  # outlets in the matrix, and outlets whose own quotations are shown

_NOT_IN_WORDS = frozenset({"shift", "attribution", "hedge"})  # reasons that the differing words alone do not tell

_LEADS = {
    Section.CONTRADICTION: "These versions cannot all be right. The report does not say which one is: "
    "read the originals before quoting any of them.",
    Section.MOVED: "What was said or known changed between the dates of these articles. This is **not an error of either outlet**; "
    "an older text may need a note.",
    Section.WORDING: "The outlets report the same thing in other words, and nothing in them is incompatible. "
    "What matters most to somebody who quotes comes first.",
    Section.AGREE: "Reported alike by two or more outlets. Outlets that carry the same agency text count as one source.",
    Section.COPIED: "These stand in two or more outlets that carry the same agency text, which corroborates nothing.",
    Section.WAIVED: "Known, and set aside by the owners of this collection; not counted above.",
}
_NONE = {
    Section.CONTRADICTION: "None found.",
    Section.WORDING: "None found.",
    Section.AGREE: "No statement is reported alike by two outlets.",
}
_MATRIX, _ONLY, _READ, _SKIPPED, _RULES = (
    "Who says what",
    "What only one outlet reports",
    "Articles read",
    "Files skipped",
    "Kinds of finding in this report",
)


def render(report: Report, options: Options = DEFAULT) -> str:
    """The whole report as GitHub-flavoured Markdown."""
    seen = view(report)
    sections: list[tuple[str, str, list[str]]] = [
        (s.title, phrases.plural(len(seen.within(s)), "entry"), _section(seen, s, options)) for s in Section if seen.within(s) or s in _NONE
    ]
    rest = (
        (_MATRIX, "", _matrix(seen, options)),
        (_ONLY, phrases.plural(len(seen.alone), "statement"), _only(seen)),
        (_READ, phrases.plural(len(report.documents), "article"), _articles(report)),
        (_SKIPPED, phrases.plural(len(report.skipped), "file"), _skipped(report)),
        (_RULES, "", _rules(seen, options)),
    )
    sections += [entry for entry in rest if entry[2]]
    lines = ["# Discrepancy report", "", *_summary(seen), "", "## Contents", ""]
    lines += [f"- {link(title, title)}" + (f": {size}" if size else "") for title, size, _ in sections]
    for title, _, body in sections:
        lines += ["", f"## {title}", "", *body]
    return "\n".join(lines) + "\n"


def _summary(seen: View) -> list[str]:
    report = seen.report
    outlets = {d.outlet for d in report.documents}
    dates = sorted(d.date for d in report.documents if d.date)
    period = f", {phrases.day(dates[0])} to {phrases.day(dates[-1])}" if len(dates) > 1 and dates[0] != dates[-1] else ""
    kinds = Counter(s.kind for s in report.statements)
    count = {s: len(seen.within(s)) for s in Section}
    corroborated = [m.sources for m in seen.within(Section.AGREE)]
    lines = [
        f"{phrases.plural(len(report.documents), 'article')} from {phrases.plural(len(outlets), 'outlet')}{period}, with "
        f"{phrases.plural(kinds[Kind.QUOTE], 'quotation')} and {phrases.plural(kinds[Kind.CLAIM], 'reported fact')}.",
        "",
        f"- **{phrases.plural(count[Section.CONTRADICTION], 'contradiction')}**",
        f"- **{phrases.plural(count[Section.MOVED], 'change')} over time**"
        + (", not an error of either outlet" if count[Section.MOVED] else ""),
        f"- **{phrases.plural(count[Section.WORDING], 'difference')} in wording**",
        f"- **{phrases.plural(count[Section.AGREE], 'statement')} corroborated**"
        + (f", by up to {phrases.plural(max(corroborated), 'independent source')}" if corroborated else ""),
    ]
    if count[Section.WAIVED]:
        lines.append(f"- {count[Section.WAIVED]:,} waived")
    for group in report.copies:
        names = phrases.joined([f"**{escape(seen.documents[id].outlet, inline=True)}** ({escape(id, inline=True)})" for id in group])
        lines += ["", f"The same agency text is in {names}: these count as one source."]
    lines += [
        "",
        "An entry is one thing said or reported, with every version of it that was found. **Bold** words are those that it rests on: "
        f"most of them are in one version and not in another. {CUT} stands where this report shortens a passage; other ellipses inside of "
        "passages are the outlet's. Confidence is the program's own estimate, from 0 to 1.",
    ]
    return lines


def _section(seen: View, section: Section, options: Options) -> list[str]:
    matters = seen.within(section)
    if not matters:
        return [_NONE[section]]
    shown = matters if section is Section.CONTRADICTION else matters[: options.limit]
    lines = [_LEADS[section], ""]
    if section in (Section.AGREE, Section.COPIED):
        rows = [
            (m.number, rich_text(passage(seen.of(v.shown), v.shown, limit=220)), _outlets(seen, m), str(m.sources))
            for m in shown
            for v in m.variants[:1]
        ]
        lines.append(table(("No.", "As reported", "Outlets", "Independent sources"), rows, wide=True))
    else:
        for matter in shown:
            lines += [*_matter(seen, matter, options), ""]
        lines.pop()
    return lines + _left_out(len(matters) - len(shown), "entry")


def _matter(seen: View, matter: Matter, options: Options) -> list[str]:
    lines = [f"### {_heading(seen, matter)}", ""]
    for variant in matter.variants:
        lines += [*_version(seen, matter, variant), ""]
    if len(matter.bundles) == 1:
        lines += _detail(matter, matter.bundles[0], options)
    else:
        lines += _details(seen, matter, options)
    return lines


def _heading(seen: View, matter: Matter) -> str:
    """Number, the differing words when they are few, and what kind it is; plain words only, so that its anchor is certain."""
    title = f"{matter.number}. {matter.rule.title}"
    first = {matter.findings[0].left.id, matter.findings[0].right.id}
    sides = [v for v in matter.variants if v.marked and first & {s.id for s in v.statements}]
    heads = {fold(head): head for v in sides if (head := headword(seen.of(v.shown), v.marked))}
    if heads and len(heads) == len(sides) and matter.rule.reason not in _NOT_IN_WORDS:
        return f"{title}: {' and '.join(f'“{head}”' for head in heads.values())}"
    speakers = [v.shown.speaker.name for v in matter.variants if v.shown.speaker]
    name = max(speakers, key=len, default="")
    same = len(speakers) == len(matter.variants) and all(words(s)[-1:] == words(name)[-1:] for s in speakers)
    return f"{title}: {' '.join(name[w.start : w.end] for w in words(name))}" if same and words(name) else title


def _version(seen: View, matter: Matter, variant: Variant) -> list[str]:
    document = seen.of(variant.shown)
    speaker = variant.shown.speaker
    who = escape(speaker.name, inline=True) if speaker else "speaker not named" if variant.shown.kind is Kind.QUOTE else ""
    outlet = f"**{escape(document.outlet, inline=True)}**"
    date = phrases.dated(document)
    first = [f"**{date}**", outlet] if matter.section is Section.MOVED else [outlet, date]
    byline = " · ".join(part for part in (*first, who, escape(place(document, variant.shown), inline=True)) if part)
    lines = [byline, "", f"> {rich_text(passage(document, variant.shown, variant.marked))}"]
    if variant.alike:
        lines += ["", f"Alike in {phrases.joined(phrases.some([_whereabouts(seen, s) for s in variant.alike], _PAIRS))}."]
    return lines


def _whereabouts(seen: View, statement: Statement) -> str:
    document = seen.of(statement)
    return f"**{escape(document.outlet, inline=True)}** ({phrases.dated(document)}, {escape(place(document, statement), inline=True)})"


def _detail(matter: Matter, bundle: list[Finding], options: Options) -> list[str]:
    finding = bundle[0]
    return [
        f"- **What differs:** {escape(finding.message, inline=True)}",
        f"- **What this means:** {escape(matter.rule.explanation, inline=True)} ({_rule_link(finding.rule, options)})",
        f"- **Confidence:** {phrases.confidence(finding.confidence)}",
        f"- **Fingerprint:** {_fingerprints(bundle)}",
    ]


def _details(seen: View, matter: Matter, options: Options) -> list[str]:
    rows = [
        (
            "; ".join(phrases.some([escape(f"{seen.of(f.left).outlet} and {seen.of(f.right).outlet}") for f in bundle], _PAIRS)),
            escape(bundle[0].message),
            _rule_link(bundle[0].rule, options),
            phrases.confidence(bundle[0].confidence),
            _fingerprints(bundle),
        )
        for bundle in matter.bundles[:_ROWS]
    ]
    return [
        f"- **What this means:** {escape(matter.rule.explanation, inline=True)}",
        "",
        table(("Between", "What differs", "Rule", "Confidence", "Fingerprint"), rows, wide=True),
        *_left_out(len(matter.bundles) - len(rows), "pair"),
    ]


def _fingerprints(bundle: list[Finding]) -> str:
    return ", ".join(phrases.some([code(f.id) + (" (waived)" if f.waived else "") for f in bundle], _PAIRS))


def _rule_link(rule: str, options: Options) -> str:
    return f"[{rule}]({options.rules}#{rule.lower()})"


def _outlets(seen: View, matter: Matter) -> str:
    return escape(", ".join(seen.outlets(matter)))


def _left_out(count: int, noun: str) -> list[str]:
    return ["", f"*{phrases.plural(count, noun)} more; `--format json` has all of them.*"] if count > 0 else []


def _matrix(seen: View, options: Options) -> list[str]:
    matters = [m for m in seen.matters if m.section not in (Section.COPIED, Section.WAIVED) and len(seen.outlets(m)) > 1]
    if not matters:
        return []
    used = Counter(name for m in matters for name in seen.outlets(m))
    outlets = sorted(used, key=lambda name: (-used[name], name))[:_COLUMNS]
    outlets.sort()
    headed = [m.section is not Section.AGREE for m in matters]
    shown = {s: [m.number for m in seen.within(s)][: None if s is Section.CONTRADICTION else options.limit] for s in Section}
    rows = []
    for matter, has_heading in zip(matters, headed, strict=True):
        if matter.number not in shown[matter.section]:
            continue
        subject = rich_text(passage(seen.of(matter.variants[0].shown), matter.variants[0].shown, limit=70))
        number = f"[{matter.number}](#{slug(_heading(seen, matter))})" if has_heading else matter.number
        rows.append((number, subject, *stances(seen, matter, outlets)))
    lines = [table(("No.", "Begins", *(escape(name) for name in outlets)), rows, wide=True)]
    lines += ["", *(f"- **{word}**: {meaning}" for word, meaning in LEGEND)]
    lines += _left_out(len(matters) - len(rows), "entry") + _left_out(len(used) - len(outlets), "outlet")
    return lines


def _only(seen: View) -> list[str]:
    if not seen.alone:
        return []
    by_outlet: dict[str, list[Statement]] = {}
    for statement in seen.alone:
        by_outlet.setdefault(seen.of(statement).outlet, []).append(statement)
    lines = ["No other source here has these. That is no fault, but nothing here confirms them either.", ""]
    counts = {name: Counter(s.kind for s in found) for name, found in sorted(by_outlet.items())}
    rows = [(escape(name), str(n[Kind.QUOTE]), str(n[Kind.CLAIM])) for name, n in counts.items()]
    lines.append(table(("Outlet", "Quotations", "Reported facts"), rows))
    listed = sorted(by_outlet, key=lambda name: (-counts[name][Kind.QUOTE], name))[:_COLUMNS]
    for name in sorted(listed):
        found = by_outlet[name]
        quotes = sorted((s for s in found if s.kind is Kind.QUOTE), key=lambda s: -len(s.text))
        chosen = {s.id for s in quotes[:_ALONE]}
        if not chosen:
            continue
        lines += ["", f"**{escape(name, inline=True)}**" + (f", the {_ALONE} longest quotations:" if len(quotes) > _ALONE else ":"), ""]
        for statement in (s for s in quotes if s.id in chosen):
            document = seen.of(statement)
            where = ", ".join((phrases.dated(document), place(document, statement)))
            lines.append(f"- {rich_text(passage(document, statement, limit=260))} ({escape(where, inline=True)})")
        lines += _left_out(len(quotes) - len(chosen), "quotation")
    return lines + _left_out(len(by_outlet) - len(listed), "outlet")


def _articles(report: Report) -> list[str]:
    held = Counter(s.document for s in report.statements)
    rows = [
        (
            escape(d.id),
            escape(d.outlet),
            phrases.day(d.date),
            escape(d.title or ""),
            escape(d.wire or ""),
            f"{len(d.text.split()):,}",
            str(held[d.id]),
            ", ".join(d.inferred),
        )
        for d in report.documents[:_ARTICLES]
    ]
    headers = ("Article", "Outlet", "Date", "Title", "Agency", "Words", "Statements", "Inferred from the text")
    used = [i for i in range(len(headers)) if i < 3 or any(row[i] for row in rows)]
    lines = [table([headers[i] for i in used], [[row[i] for i in used] for row in rows], wide=True)]
    lines += _left_out(len(report.documents) - len(rows), "article")
    if report.warnings:
        lines += ["", "Noted while reading:", "", *(f"- {escape(w, inline=True)}" for w in report.warnings)]
    return lines


def _skipped(report: Report) -> list[str]:
    if not report.skipped:
        return []
    return [table(("File", "Why it was not read"), [(escape(s.path), escape(s.reason)) for s in report.skipped])]


def _rules(seen: View, options: Options) -> list[str]:
    used = sorted({f.rule for m in seen.matters for f in m.findings})
    rows = [(_rule_link(name, options), escape(RULES[name].title), escape(RULES[name].explanation)) for name in used]
    return [table(("Rule", "Title", "What it says"), rows, wide=True)] if rows else []
