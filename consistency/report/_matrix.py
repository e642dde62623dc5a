"""Who says what: for each matter and outlet one word."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.report._view import Matter, Section, View, section_of

SAYS, DIFFERS, LATER, CONTRADICTS, SILENT = "says", "differs", "moved", "contradicts", "silent"

LEGEND = (
    (SAYS, "reports it as most of these outlets do, or as everybody does"),
    (DIFFERS, "reports it in other words or with other details; nothing is incompatible"),
    (LATER, "part of a change over time, which is an error of nobody"),
    (CONTRADICTS, "what it reports and what another outlet reports cannot both be right; with no majority, all sides are marked"),
    (SILENT, "does not report it"),
)

_STRENGTH = (SAYS, DIFFERS, LATER, CONTRADICTS)


def stances(view: View, matter: Matter, outlets: Sequence[str]) -> list[str]:
    """What each outlet does in a matter; its worst where it has several statements."""
    reach = [len({view.of(s).outlet for s in variant.statements}) for variant in matter.variants]
    most = max(reach)
    majority = reach.index(most) if reach.count(most) == 1 else None
    found: dict[str, str] = {}
    for i, variant in enumerate(matter.variants):
        ids = {s.id for s in variant.statements}
        sections = {section_of(f) for f in matter.findings if f.left.id in ids or f.right.id in ids}
        stance = SAYS if i == majority else _stance(sections)
        for statement in variant.statements:
            outlet = view.of(statement).outlet
            found[outlet] = max(found.get(outlet, SAYS), stance, key=_STRENGTH.index)
    return [found.get(outlet, SILENT) for outlet in outlets]


def _stance(sections: set[Section]) -> str:
    for section, stance in ((Section.CONTRADICTION, CONTRADICTS), (Section.MOVED, LATER), (Section.WORDING, DIFFERS)):
        if section in sections:
            return stance
    return SAYS
