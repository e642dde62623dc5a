"""The discrepancy report: Markdown that an editor can read from top to bottom and quote.

A corpus on one event is told section by section. One of several events is told story by story, with all contradictions listed first.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from consistency.model import Document, Kind, Report, Story
from consistency.report import _markdown_tables as tables
from consistency.report import _phrases as phrases
from consistency.report._diff import CUT, clean
from consistency.report._markdown import escape, head, link, slug, table
from consistency.report._markdown_entry import anchor, entry, heading, left_out
from consistency.report._matters import Matter, Section
from consistency.report._options import DEFAULT, Options
from consistency.report._view import View, view

SIZE = 500_000
"""Bytes that a report stays below: GitHub shows 512,000 of a page."""


@dataclass(frozen=True, slots=True)
class _Limits:
    """Most of each kind that one page holds; None for all."""

    entries: int
    """In a section of a story."""
    alone: int = 5
    """Quotations that one outlet alone has."""
    contradictions: int | None = None
    stories: int | None = None


_STEPS = (
    *(_Limits(*n) for n in ((20, 3), (20, 1), (10, 1), (7, 1), (7, 0), (5, 0), (4, 0), (3, 0), (2, 0), (1, 0), (0, 0))),
    _Limits(0, 0, stories=100),
    _Limits(0, 0, contradictions=100, stories=20),
    _Limits(0, 0, contradictions=10, stories=0),
)
"""What is tried in turn until the page is small enough."""

_LEADS = {
    Section.CONTRADICTION: "These versions cannot all be right. The report does not say which one is: "
    "read the originals before quoting any of them.",
    Section.MOVED: "What was said or known changed between the dates of these articles, the oldest first. This is **not an error of either "
    "outlet**; an older text may need a note.",
    Section.WORDING: "The outlets report the same thing in other words, and nothing in them is incompatible. "
    "What matters most comes first, what is shared in passing last.",
}
_CORROBORATED, _COPIED, _MATRIX, _ONLY = Section.AGREE.title, Section.COPIED.title, "Who says what", "What only one outlet reports"
_NOTES = {
    _CORROBORATED: "Reported alike by two or more independent sources, as shown; a number with a link leads to what others say of the "
    "same thing. Outlets that carry the same agency text count as one source.",
    _COPIED: "These stand in two or more outlets that carry the same agency text, which corroborates nothing.",
    _ONLY: "No other source here has these. That is no fault, but nothing here confirms them either.",
    Section.WAIVED.title: "Known, and set aside by the owners of this collection; not counted above.",
}

_Part = tuple[str, str, list[str]]
"""Title, size in words, and lines of a part of the report."""


def render(report: Report, options: Options = DEFAULT) -> str:
    """The whole report as GitHub-flavoured Markdown; what a page of its size cannot hold is left out, and that is said."""
    seen = view(report)
    steps = [replace(limits, entries=min(limits.entries, options.limit)) for limits in _STEPS]
    text = _page(seen, options, _Limits(options.limit), False)
    low, high = 0, len(steps) - 1
    if _fits(text):
        return text
    while low < high:  # the pages get smaller from step to step
        middle = (low + high) // 2
        low, high = (low, middle) if _fits(_page(seen, options, steps[middle], True)) else (middle + 1, high)
    return _page(seen, options, steps[low], True)


def _fits(text: str) -> bool:
    return len(text.encode("utf-8", "replace")) <= SIZE


def _page(seen: View, options: Options, limits: _Limits, cut: bool) -> str:
    parts = _by_story(seen, options, limits) if seen.stories else _sections(seen, options, limits, 2)
    if not seen.stories and any(title == _MATRIX for title, _, _ in parts):
        parts = [(t, n, [*body, "", *tables.legend()] if t == _MATRIX else body) for t, n, body in parts]
    parts += _ends(seen, options)
    lines = ["# Discrepancy report", "", *_summary(seen)]
    if cut:
        most = f"at most {phrases.plural(limits.entries, 'entry')} in a section" if limits.entries else "no entries but the contradictions"
        counted = "" if limits.alone else ", and only counts of what one outlet alone reports"
        lines += ["", f"This page is cut to a size that GitHub shows: it holds {most}{counted}. `--format json` has everything."]
    lines += ["", "## Contents", ""]
    lines += [f"- {link(name, name)}" + (f": {size}" if size else "") for name, size, _ in parts if not name.startswith("Story ")]
    for name, _, body in parts:
        lines += ["", head(2, name), "", *body]
    return "\n".join(lines) + "\n"


def _summary(seen: View) -> list[str]:
    report = seen.report
    outlets = {d.outlet for d in report.documents}
    kinds = [sum(s.kind is kind for s in report.statements) for kind in Kind]
    count = {s: len(seen.within(s)) for s in Section}
    again = sum(m.again for m in seen.matters)
    passing = sum(m.passing and not m.again for m in seen.matters)
    slighter = f", {passing} of them in what is shared only in passing" if passing else ""
    slighter += f", and {phrases.plural(again, 'slighter one')} between the same passages" if again else ""
    corroborated = [sources for _, _, sources in seen.corroborated()]
    told = f" They tell {phrases.plural(len(seen.stories), 'story')} that two or more of them share." if seen.stories else ""
    read = f"{phrases.plural(len(report.documents), 'article')} from {phrases.plural(len(outlets), 'outlet')}{_period(report.documents)}"
    lines = [
        f"{read}, with {phrases.plural(kinds[0], 'quotation')} and {phrases.plural(kinds[1], 'reported fact')}.{told}",
        "",
        f"- **{phrases.plural(count[Section.CONTRADICTION], 'contradiction')}**",
        f"- **{phrases.plural(count[Section.MOVED], 'change')} over time**"
        + (", not an error of either outlet" if count[Section.MOVED] else ""),
        f"- **{phrases.plural(count[Section.WORDING] - again, 'difference')} in wording**{slighter}",
        f"- **{phrases.plural(len(corroborated), 'statement')} corroborated**"
        + (f", by up to {phrases.plural(max(corroborated), 'independent source')}" if corroborated else ""),
    ]
    if waived := sum(f.waived for f in report.findings):
        lines.append(f"- {phrases.plural(waived, 'finding')} waived")
    if report.skipped:
        lines.append(f"- {phrases.plural(len(report.skipped), 'file')} could not be read")
    for scope in report.scope:
        lines += ["", f"**This report is not of everything:** only {escape(scope, inline=True)}."]
    for group in report.copies[: tables.ROWS]:
        names = phrases.joined([f"**{escape(seen.documents[id].outlet, inline=True)}** ({escape(id, inline=True)})" for id in group])
        lines += ["", f"The same text is in {names}: these count as one source."]
    return [
        *lines,
        "",
        "An entry is one thing said or reported, with every version of it that was found. **Bold** words are those that it rests on: "
        f"most of them are in one version and not in another. {CUT} stands where this report shortens a passage; other ellipses inside of "
        "passages are the outlet's. Confidence is the program's own estimate, from 0 to 1: "
        f"high from {phrases.HIGH}, medium from {phrases.MEDIUM}.",
    ]


def _period(documents: Iterable[Document]) -> str:
    dates = sorted({d.date for d in documents if d.date})
    if not dates:
        return ""
    return f", {phrases.day(dates[0])}" + (f" to {phrases.day(dates[-1])}" if len(dates) > 1 else "")


def _sections(seen: View, options: Options, limits: _Limits, level: int) -> list[_Part]:
    """The parts that tell what lies within a view, under headings of a level; below the second one it has been said how to read them."""
    parts: list[_Part] = []
    shown = {m.number for m in seen.within(Section.AGREE)[: limits.entries]}
    for section in tables.HEADED:
        matters = seen.within(section)
        most = limits.contradictions if section is Section.CONTRADICTION else limits.entries
        shown |= _with_entry(matters, most)
        if matters:
            lead = [_LEADS[section], ""] if level == 2 else []
            parts.append((section.title, _counted(matters), [*lead, *_entries(seen, matters, most, shown, options, level + 1)]))
        elif section is not Section.MOVED:
            parts.append((section.title, phrases.plural(0, "entry"), ["None found."]))
    found = len(seen.corroborated())
    alike = tables.corroborated(seen, limits.entries, shown) or ["No statement is reported alike by two independent sources."]
    parts += [
        (_CORROBORATED, phrases.plural(found, "statement"), alike),
        (_COPIED, phrases.plural(len(seen.within(Section.COPIED)), "statement"), tables.copied(seen, limits.entries)),
        (_MATRIX, "", tables.matrix(seen, shown)),
        (_ONLY, phrases.plural(len(seen.alone), "statement"), [] if seen.report.scope else tables.only(seen, limits.alone)),
    ]
    empty = set() if found else {_CORROBORATED}
    told = [part for part in parts if part[2]]
    return [(t, n, [_NOTES[t], "", *body]) if t in _NOTES.keys() - empty and level == 2 else (t, n, body) for t, n, body in told]


def _entries(seen: View, matters: list[Matter], most: int | None, shown: Set[str], options: Options, level: int) -> list[str]:
    """The entries, `most` of them; a rule is explained with every contradiction, else with the first entry that rests on it.

    What differs between passages that other entries show is told in a table behind them where it is sure, for much of the rest joins two
    facts; `shown` are the numbers of all those entries.
    """
    fresh, again = [m for m in matters if not m.again], [m for m in matters if m.again]
    lines: list[str] = []
    met: set[str] = set()
    for matter in fresh[:most]:
        explained = matter.section is Section.CONTRADICTION or matter.rule.code not in met
        lines += [*entry(seen, matter, options, level, explained), ""]
        met.add(matter.rule.code)
    lines = [*lines[:-1], *left_out(len(fresh) - len(fresh[:most]), "entry")]
    told = [m for m in again if m.findings[0].confidence >= phrases.HIGH][:most]
    if told:
        lines += ["", "Slighter differences, between passages that stand in other entries:", ""]
        lines += tables.slighter(seen, told, shown, options)
    return lines + left_out(len(again) - len(told), "slighter difference")


def _with_entry(matters: list[Matter], most: int | None) -> set[str]:
    """The numbers of those of a section's matters that get an entry, of which there are `most`."""
    return {m.number for m in [m for m in matters if not m.again][:most]}


def _counted(matters: list[Matter]) -> str:
    """How many entries there are, and how many matters have none."""
    again = sum(m.again for m in matters)
    return phrases.plural(len(matters) - again, "entry") + (f", and {again} slighter" if again else "")


def _ends(seen: View, options: Options) -> list[_Part]:
    """What closes every report."""
    report = seen.report
    waived = tables.waived(report)
    parts = [
        (Section.WAIVED.title, phrases.plural(sum(f.waived for f in report.findings), "finding"), waived),
        ("Articles read", phrases.plural(len(report.documents), "article"), tables.articles(seen)),
        ("Files skipped", phrases.plural(len(report.skipped), "file"), tables.skipped(report)),
        ("Kinds of finding in this report", "", tables.rules(seen.matters, options)),
    ]
    return [(t, n, [_NOTES[t], "", *body] if t in _NOTES else body) for t, n, body in parts if body]


def _title(seen: View, story: Story) -> str:
    return f"Story {seen.stories.index(story) + 1}: {clean(story.title).strip()}".rstrip(": ")


def _contents(seen: View, limits: _Limits) -> list[str]:
    """The stories with what was found in each."""
    rows = []
    for story in seen.stories[: limits.stories]:
        part = seen.restricted(story)
        title = _title(seen, story)
        number, _, name = title.partition(": ")
        counts = [str(len(part.within(s)) or "") for s in tables.HEADED] + [str(len(part.corroborated()) or "")]
        rows.append((f"[{number}](#{slug(title)})", escape(name), str(len(story.documents)), *counts))
    headers = ("Story", "Headline of one article", "Articles", "Contradictions", "Changes", "Differences in wording", "Corroborated")
    return [table(headers, rows, wide=True), *left_out(len(seen.stories) - len(rows), "story")]


def _by_story(seen: View, options: Options, limits: _Limits) -> list[_Part]:
    parts: list[_Part] = [
        _first(seen, limits),
        ("Stories", phrases.plural(len(seen.stories), "story"), _contents(seen, limits)),
        ("How to read a story", "", _manual()),
    ]
    across = [m for m in seen.matters if m.section in tables.HEADED and not seen.story(m)]
    if across:
        lines = ["What articles of different stories, or of none, say of the same thing; a speaker's positions at two dates above all.", ""]
        shown: set[str] = set()
        for section in tables.HEADED:
            matters = [m for m in across if m.section is section]
            most = limits.contradictions if section is Section.CONTRADICTION else limits.entries
            shown |= _with_entry(matters, most)
            if matters:
                lines += [f"### {section.title}", "", *_entries(seen, matters, most, shown, options, 4), ""]
        parts.append(("Across stories", phrases.plural(len(across), "entry"), lines[:-1]))
    for story in seen.stories[: limits.stories]:
        parts.append((_title(seen, story), "", _story(seen, story, options, limits)))
    told = {id for story in seen.stories for id in story.documents}
    single = [d for d in seen.report.documents if d.id not in told]
    if single:
        rows = [(escape(d.id), escape(d.outlet), phrases.day(d.date), escape(d.title or "")) for d in single[: tables.ROWS]]
        body = [table(("Article", "Outlet", "Date", "Title"), rows, wide=True), *left_out(len(single) - len(rows), "article")]
        parts.append(("Articles that share no story", phrases.plural(len(single), "article"), body))
    return parts


def _manual() -> list[str]:
    """What the sections of a story hold, once for all stories."""
    told = [(section.title, lead) for section, lead in _LEADS.items()] + [(name, _NOTES[name]) for name in (_CORROBORATED, _COPIED, _ONLY)]
    lines = [f"- **{name}.** {text}" for name, text in told]
    return [*lines, f"- **{_MATRIX}.** One word for each outlet:", *(f"  {line}" for line in tables.legend())]


def _first(seen: View, limits: _Limits) -> _Part:
    """Every contradiction in one line, before the stories."""
    matters = seen.within(Section.CONTRADICTION)
    entries: dict[str, list[Matter]] = {}
    for matter in matters:
        story = seen.story(matter)
        entries.setdefault(f"{seen.stories.index(story) + 1}" if story else "across", []).append(matter)
    rows = []
    for where, held in entries.items():
        told = where == "across" or limits.stories is None or int(where) <= limits.stories
        for i, matter in enumerate(held):
            has_entry = told and (limits.contradictions is None or i < limits.contradictions)
            name = heading(seen, matter).partition(". ")[2]
            sure = phrases.confidence(matter.findings[0].confidence)
            number = anchor(seen, matter) if has_entry else matter.number
            rows.append((number, escape(name), escape(", ".join(seen.outlets(matter))), where, sure))
    shown = rows[: limits.contradictions]
    body = table(("No.", "What differs", "Outlets", "Story", "Confidence"), shown, wide=True) if rows else "None found."
    return "Contradictions in all stories", phrases.plural(len(rows), "entry"), [body, *left_out(len(rows) - len(shown), "entry")]


def _story(seen: View, story: Story, options: Options, limits: _Limits) -> list[str]:
    part = seen.restricted(story)
    held = sorted(part.report.documents, key=lambda d: story.documents.index(d.id))
    sources = {seen.documents[id].outlet for id in story.documents}
    lines = [
        f"{phrases.plural(len(held), 'article')} from {phrases.plural(len(sources), 'outlet')}{_period(held)}.",
        "",
        *(f"- **{escape(d.outlet, inline=True)}**: {escape(d.title or d.id, inline=True)} ({escape(d.id, inline=True)})" for d in held),
    ]
    for title, _, body in _sections(part, options, limits, 3):
        lines += ["", f"### {title}", "", *body]
    return lines
