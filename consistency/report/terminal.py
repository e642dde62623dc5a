"""The findings for a person at a terminal: by verdict and story, both passages with the differing words marked, a summary last."""

from __future__ import annotations

from rich.console import RenderableType

from consistency.model import Finding, Report
from consistency.report import _phrases as phrases
from consistency.report._diff import passage
from consistency.report._matters import Matter, Section, place
from consistency.report._options import DEFAULT, Options
from consistency.report._rich import indented, layout, line, marked
from consistency.report._view import View, foremost, view

STYLES = {Section.CONTRADICTION: "bold red", Section.MOVED: "bold cyan", Section.WORDING: "bold yellow"}
_ALSO = 5  # further pairs listed for one matter, and outlets in a row
_NOTES = {Section.MOVED: "not an error of either outlet"}


def render(report: Report, options: Options = DEFAULT) -> str:
    """The findings, one entry a matter, and a summary line."""
    seen = view(report)
    parts: list[RenderableType] = []
    for section, style in STYLES.items():
        matters = seen.within(section)
        if not matters:
            continue
        fresh = [m for m in matters if not m.again]
        shown = fresh if section is Section.CONTRADICTION else foremost(fresh, options.limit)
        parts += [line((f"{section.title} ({len(matters):,})", style), _NOTES.get(section, "")), ""]
        told = None
        for matter in shown:
            story = seen.story(matter)
            if seen.stories and (matter is shown[0] or story != told):
                parts += [line((story.title if story else "Across stories", "italic")), ""]
                told = story
            parts += [*_matter(seen, matter, options), ""]
        if len(matters) > len(shown):
            parts += [f"{len(matters) - len(shown):,} more; the Markdown and HTML reports tell them by story, --format json has all.", ""]
    parts += _waived(report, options)
    parts += [f"Only {scope}." for scope in report.scope]
    parts.append(_summary(seen))
    return layout(parts, options)


def _waived(report: Report, options: Options) -> list[RenderableType]:
    """What somebody has set aside, and why."""
    found = [(f, f.waiver) for f in report.findings if f.waiver]
    if not found:
        return []
    parts: list[RenderableType] = [line((f"Waived findings ({len(found):,})", "bold")), ""]
    for finding, waiver in found[: options.limit]:
        until = f"until {phrases.day(waiver.expires)}" if waiver.expires else ""
        parts.append(indented(line(finding.id, finding.rule, finding.message), 4))
        parts.append(indented(line(waiver.reason, waiver.owner or "", until), 6))
    if len(found) > options.limit:
        parts.append(indented(f"{len(found) - options.limit:,} more; --format json has all of them.", 4))
    return [*parts, ""]


def _matter(seen: View, matter: Matter, options: Options) -> list[RenderableType]:
    listed, besides = seen.listed(matter)
    first, *further = listed
    parts: list[RenderableType] = [line(matter.number, (matter.rule.title, "bold"), *_marks_of(first))]
    for variant in matter.variants:
        document, speaker = seen.of(variant.shown), variant.shown.speaker
        others = sorted({seen.of(s).outlet for s in variant.alike} - {document.outlet})
        parts += [
            indented(
                line(
                    (document.outlet, "bold"),
                    phrases.dated(document),
                    speaker.name if speaker else "",
                    place(document, variant.shown),
                    f"and alike in {phrases.joined(phrases.some(others, _ALSO))}" if others else "",
                ),
                4,
            ),
            indented(marked(passage(document, variant.shown, variant.marked, limit=400), options), 6),
        ]
    for bundle in further[:_ALSO]:
        outlets = "; ".join(phrases.some([f"{seen.of(f.left).outlet} and {seen.of(f.right).outlet}" for f in bundle], _ALSO))
        parts.append(indented(line("also", outlets, phrases.rule(bundle[0]).title, *_marks_of(bundle)), 4))
    if len(further) > _ALSO:
        parts.append(indented(f"{len(further) - _ALSO:,} more pairs; --format json has all of them.", 4))
    if besides:
        told = [" ".join((b[0].rule, *phrases.some([f.id for f in b], _ALSO))) for b in besides]
        parts.append(indented(line("besides", "; ".join(phrases.some(told, _ALSO))), 4))
    return parts


def _marks_of(bundle: list[Finding]) -> tuple[str, str, str]:
    """Rule, confidence and fingerprints."""
    return bundle[0].rule, phrases.confidence(bundle[0].confidence), " ".join(phrases.some([f.id for f in bundle], _ALSO))


def _summary(seen: View) -> str:
    report = seen.report
    count = {s: len(seen.within(s)) for s in Section}
    outlets = len({d.outlet for d in report.documents})
    found = [
        phrases.plural(count[Section.CONTRADICTION], "contradiction"),
        phrases.plural(count[Section.MOVED], "change") + " over time",
        phrases.plural(count[Section.WORDING], "difference") + " in wording",
        f"{len(seen.corroborated()):,} corroborated",
    ]
    waived = sum(f.waived for f in report.findings)
    extra = [f"{phrases.plural(waived, 'finding')} waived"] if waived else []
    extra += [f"{phrases.plural(len(report.skipped), 'file')} skipped"] if report.skipped else []
    read = f"{phrases.plural(len(report.documents), 'article')} from {phrases.plural(outlets, 'outlet')}"
    told = f", {phrases.plural(len(seen.stories), 'story')}" if seen.stories else ""
    return f"{', '.join([*found, *extra])} in {read}{told}."
