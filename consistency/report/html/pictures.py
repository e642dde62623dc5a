"""What the page draws: the agreement between outlets, and what a speaker said over time. Sizes are in units of the picture."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations

from consistency.model import Document
from consistency.report._matters import Matter, Section, section_of
from consistency.report._phrases import day, plural
from consistency.report._view import View
from consistency.report.html.excerpt import excerpt
from consistency.report.html.text import printable

SHOWN = (Section.AGREE, Section.WORDING, Section.MOVED, Section.CONTRADICTION)
"""What two outlets do in a matter that both report, mildest first."""

_MOST = 12  # outlets in the picture; its table has all
_CELL, _ROW, _LABEL, _HEAD, _BAR = 92, 56, 150, 44, 76
_LINE, _GAP, _WRAP, _SAID = 17, 26, 40, 150


@dataclass(frozen=True, slots=True)
class Pair:
    """Two outlets and the number of matters that both report, by what they do in them."""

    left: str
    right: str
    counts: tuple[int, ...]
    """In the order of `SHOWN`."""

    @property
    def total(self) -> int:
        """Matters that both report."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of the bar in a cell."""

    x: float
    width: float
    section: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the agreement picture; where row and column are one outlet, its articles."""

    x: int
    y: int
    text: str
    title: str
    other: bool
    """Whether row and column are two outlets."""
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an outlet, in one line or two."""

    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement picture and its table."""

    pairs: tuple[Pair, ...]
    outlets: tuple[str, ...]
    cells: tuple[Cell, ...]
    labels: tuple[Label, ...]
    """Of the rows."""
    heads: tuple[Label, ...]
    """Of the columns."""
    width: int
    height: int
    left_out: int
    """Outlets that the picture has no room for."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of a timeline."""

    y: int
    date: str
    after: str
    """How long after the moment before; empty for the same day."""
    who: str
    lines: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What was said, from top to bottom in time."""

    moments: tuple[Moment, ...]
    height: int
    speaker: str
    period: str


def agreement(seen: View) -> Agreement | None:
    """How often each two outlets report one thing, and what they do then; None where no two do."""
    counts: dict[tuple[str, str], Counter[Section]] = defaultdict(Counter)
    for matter in seen.matters:
        if matter.section is not Section.COPIED:
            for both, section in _relations(seen, matter).items():
                counts[both][section] += 1
    if not counts:
        return None
    pairs = tuple(Pair(*names, tuple(found[s] for s in SHOWN)) for names, found in sorted(counts.items()))
    reach: Counter[str] = Counter()
    for pair in pairs:
        reach.update({pair.left: pair.total, pair.right: pair.total})
    names = sorted(sorted(reach, key=lambda name: (-reach[name], name))[:_MOST])
    articles = Counter(d.outlet for d in seen.report.documents)
    cells = []
    for i, row in enumerate(names):
        y = _HEAD + i * _ROW
        for j, other in enumerate(names[:i]):
            pair = next((p for p in pairs if {p.left, p.right} == {row, other}), Pair(other, row, (0,) * len(SHOWN)))
            cells.append(Cell(_LABEL + j * _CELL, y, f"{pair.total:,}", _title(pair), True, _bars(pair)))
        own = plural(articles[row], "article")
        cells.append(Cell(_LABEL + i * _CELL, y, own, f"{row}: {own}", False, ()))
    return Agreement(
        pairs,
        tuple(names),
        tuple(cells),
        tuple(_label(_LABEL - 12, _HEAD + i * _ROW + 30, name, 19) for i, name in enumerate(names)),
        tuple(_label(_LABEL + i * _CELL + 43, 30, name, 12) for i, name in enumerate(names)),
        _LABEL + len(names) * _CELL,
        _HEAD + len(names) * _ROW,
        len(reach) - len(names),
    )


def _label(x: int, y: int, name: str, most: int) -> Label:
    """The name in at most two lines; one line stands at `y`, the first of two a little above."""
    lines = textwrap.wrap(printable(name), most, max_lines=2, placeholder="…")
    return Label(x, y - 8 * (len(lines) - 1), tuple(lines))


def _relations(seen: View, matter: Matter) -> dict[tuple[str, str], Section]:
    """What each two outlets do in a matter that both report, the gravest where they do several things."""
    order = list(Section)
    found: dict[tuple[str, str], Section] = {}
    for one, other in combinations(sorted(seen.outlets(matter)), 2):
        found[one, other] = Section.AGREE
    for finding in matter.findings:
        left, right = sorted((seen.of(finding.left).outlet, seen.of(finding.right).outlet))
        section = section_of(finding)
        if section in SHOWN and (left, right) in found:
            found[left, right] = min(found[left, right], section, key=order.index)
    return found


def _bars(pair: Pair) -> tuple[Bar, ...]:
    bars, x = [], 0.0
    for section, count in zip(SHOWN, pair.counts, strict=True):
        if count:
            size = round(_BAR * count / pair.total, 2)
            bars.append(Bar(round(x, 2), size, section.name.lower()))
            x += size
    return tuple(bars)


def _title(pair: Pair) -> str:
    words = ("agree", "differ in wording", "changed over time", "contradict")
    told = ", ".join(f"{n:,} {word}" for n, word in zip(pair.counts, words, strict=True) if n)
    return f"{pair.left} and {pair.right}: {told or 'nothing in common'}"


def timeline(seen: View, matter: Matter) -> Timeline | None:
    """The versions of a matter that has moved, in time; None where fewer than two of them are dated."""
    dated = [v for v in matter.variants if seen.of(v.shown).date]
    if len(dated) < 2:
        return None
    moments: list[Moment] = []
    y = 14
    for variant in dated:
        document, speaker = seen.of(variant.shown), variant.shown.speaker
        said = printable("".join(piece.text for piece in excerpt(document, variant.shown, variant.marked, _SAID)))
        lines = textwrap.wrap(said, _WRAP)
        who = f"{speaker.name}, in {document.outlet}" if speaker else document.outlet
        after = _after(seen.of(dated[len(moments) - 1].shown), document) if moments else ""
        moments.append(Moment(y, day(document.date), after, _short(printable(who), 46), tuple(lines), said))
        y += _LINE * (len(lines) + 2) + _GAP
    names = [v.shown.speaker.name for v in dated if v.shown.speaker]
    return Timeline(tuple(moments), y - _GAP, max(names, key=len, default=""), f"{moments[0].date} to {moments[-1].date}")


def _after(before: Document, document: Document) -> str:
    days = (document.date - before.date).days if document.date and before.date else 0
    return f"{plural(days, 'day')} later" if days else ""


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
