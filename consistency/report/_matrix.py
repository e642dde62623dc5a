"""Who says what: for each matter and outlet one word."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.report._matters import Matter, Section, section_of
from consistency.report._view import View

SAYS, DIFFERS, LATER, CONTRADICTS, SILENT = "says", "differs", "moved", "contradicts", "silent"

LEGEND = (
    (SAYS, "reports it as most independent sources do that report it"),
    (DIFFERS, "reports it in other words or with other details; nothing is incompatible"),
    (LATER, "its version and another one differ because time has passed"),
    (CONTRADICTS, "it reports what cannot be right if most of the others are; where neither side has more sources, both are marked"),
    (SILENT, "does not report it"),
)

_STRENGTH = (SAYS, DIFFERS, LATER, CONTRADICTS)


def stances(view: View, matter: Matter, outlets: Sequence[str]) -> list[str]:
    """What each outlet does in a matter; its worst where it has several statements."""
    reach = [len(sources) for sources in _camps(view, matter)]
    if matter.section is Section.MOVED:
        return [LATER if outlet in view.outlets(matter) else SILENT for outlet in outlets]
    majority = reach.index(max(reach)) if reach.count(max(reach)) == 1 else None
    found: dict[str, str] = {}
    for i, variant in enumerate(matter.variants):
        ids = {s.id for s in variant.statements}
        sections = {section_of(f) for f in matter.findings if f.left.id in ids or f.right.id in ids}
        stance = SAYS if matter.camps[i] == majority else _stance(sections)
        for statement in variant.statements:
            outlet = view.of(statement).outlet
            found[outlet] = max(found.get(outlet, SAYS), stance, key=_STRENGTH.index)
    return [found.get(outlet, SILENT) for outlet in outlets]


def _camps(view: View, matter: Matter) -> list[set[str]]:
    """The independent sources of each camp."""
    camps: list[set[str]] = [set() for _ in set(matter.camps)]
    for camp, variant in zip(matter.camps, matter.variants, strict=True):
        camps[camp] |= view.sources(variant.statements)
    return camps


def _stance(sections: set[Section]) -> str:
    for section, stance in ((Section.CONTRADICTION, CONTRADICTS), (Section.MOVED, LATER), (Section.WORDING, DIFFERS)):
        if section in sections:
            return stance
    return SAYS
