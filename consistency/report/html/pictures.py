"""What the page draws: the agreement between outlets, and what a speaker said over time. Sizes are in units of the picture."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations

from consistency.report._diff import passage
from consistency.report._phrases import day
from consistency.report._view import Matter, Section, View, section_of
from consistency.report.html.text import printable

SHOWN = (Section.AGREE, Section.WORDING, Section.MOVED, Section.CONTRADICTION)
"""What two outlets do in a matter that both report, mildest first."""

_MOST = 12  # outlets in the picture; its table has all
_CELL, _ROW, _LABEL, _BAR = 92, 56, 150, 76
_LINE, _GAP, _WRAP, _LINES = 17, 26, 50, 3


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
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement picture and its table."""

    pairs: tuple[Pair, ...]
    outlets: tuple[str, ...]
    cells: tuple[Cell, ...]
    labels: tuple[tuple[int, int, str], ...]
    """Row labels: x, y, outlet."""
    heads: tuple[tuple[int, int, str], ...]
    """Column labels."""
    width: int
    height: int
    left_out: int
    """Outlets that the picture has no room for."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of a timeline."""

    y: int
    date: str
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
        cells.append(Cell(_LABEL + i * _CELL, 34 + i * _ROW, "", f"{row}: {articles[row]:,} articles", ()))
        for j, other in enumerate(names[:i]):
            pair = next((p for p in pairs if {p.left, p.right} == {row, other}), Pair(other, row, (0,) * len(SHOWN)))
            cells.append(Cell(_LABEL + j * _CELL, 34 + i * _ROW, f"{pair.total:,}" if pair.total else "–", _title(pair), _bars(pair)))
    return Agreement(
        pairs,
        tuple(names),
        tuple(cells),
        tuple((_LABEL - 10, 34 + i * _ROW + 30, _short(name, 20)) for i, name in enumerate(names)),
        tuple((_LABEL + i * _CELL + _CELL // 2 - 4, 22, _short(name, 12)) for i, name in enumerate(names)),
        _LABEL + len(names) * _CELL,
        34 + len(names) * _ROW,
        len(reach) - len(names),
    )


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
        said = printable("".join(p.text for p in passage(document, variant.shown, variant.marked, 260)))
        lines = textwrap.wrap(said, _WRAP)
        if len(lines) > _LINES:
            lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"]
        who = f"{speaker.name}, in {document.outlet}" if speaker else document.outlet
        moments.append(Moment(y, day(document.date), _short(who, 56), tuple(lines), said))
        y += _LINE * (len(lines) + 2) + _GAP
    names = [v.shown.speaker.name for v in dated if v.shown.speaker]
    return Timeline(tuple(moments), y - _GAP, max(names, key=len, default=""), f"{moments[0].date} to {moments[-1].date}")


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
