"""Two outlets side by side: their articles from beginning to end, where what both report stands on one row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from consistency.model import Document, Finding, Span, Statement, Verdict
from consistency.report._diff import marks
from consistency.report._phrases import relation
from consistency.report.html.article import Index, Paragraph, paragraphs
from consistency.report.html.text import width


@dataclass(frozen=True, slots=True)
class Row:
    """A run of sentences on either side; either may be empty."""

    left: range
    right: range
    findings: tuple[Finding, ...] = ()
    """What there is on the two, gravest first; none where the row only keeps the place of what one side has alone."""
    copied: str = ""
    """`right`, or `both`, where that side's sentences stand elsewhere too: the other article reports it in another order."""


@dataclass(frozen=True, slots=True)
class Column:
    """One side: the sentences of its documents, one after the other."""

    documents: tuple[str, ...]
    offsets: tuple[int, ...]
    """The index in the column of the first sentence of each document."""
    length: int

    def reach(self, statement: Statement, at: Index) -> range | None:
        """The sentences of the column that hold the statement."""
        here = at.reach.get(statement.id)
        if here is None or statement.document not in self.documents:
            return None
        offset = self.offsets[self.documents.index(statement.document)]
        return range(here.start + offset, here.stop + offset)


def column(documents: Sequence[str], at: Index) -> Column:
    """The documents as one side."""
    offsets, length = [], 0
    for id in documents:
        offsets.append(length)
        length += len(at.units[id])
    return Column(tuple(documents), tuple(offsets), length)


def rows(left: Column, right: Column, findings: Sequence[Finding], at: Index) -> list[Row]:
    """Both columns from top to bottom, in the order of the left one.

    Every finding is on a row with both of its passages. Where the right article has it in another order, the row shows a copy of the
    passage, and its own place is kept; copies of both that would only agree once more are left out.
    """
    found: dict[tuple[range, range], list[Finding]] = {}
    for finding in findings:
        for one, other in ((finding.left, finding.right), (finding.right, finding.left)):
            here, there = left.reach(one, at), right.reach(other, at)
            if here and there:
                found.setdefault((here, there), []).append(finding)
                break
    pairs = sorted(found, key=lambda p: (p[0].start, p[0].stop, p[1].start, p[1].stop))
    chain = _in_order(pairs)
    anchors, starts = set(chain), [here.start for here, _ in chain]
    out: list[Row] = []
    done, shown = 0, 0  # sentences of the left and of the right column that have their place by now
    for pair in sorted(pairs, key=lambda p: (p[0].start, p not in anchors)):
        here, there = pair
        anchored = pair in anchors
        next_anchor = bisect_left(starts, here.start)
        free = anchored or (here.start >= done and (next_anchor == len(starts) or here.stop <= starts[next_anchor]))
        if not free and all(f.verdict is Verdict.AGREE for f in found[pair]):
            continue
        until = there.start if anchored else shown
        if free and (done < here.start or shown < until):
            out.append(Row(range(done, here.start), range(shown, until)))
        out.append(Row(here, there, tuple(found[pair]), "" if anchored else "right" if free else "both"))
        done, shown = (here.stop if free else done), (there.stop if anchored else shown)
    if done < left.length or shown < right.length:
        out.append(Row(range(done, left.length), range(shown, right.length)))
    return out


def _in_order(pairs: Sequence[tuple[range, range]]) -> list[tuple[range, range]]:
    """A longest chain of pairs that come one after the other on both sides (patience sorting), less those that overlap the one before."""
    order = sorted(range(len(pairs)), key=lambda i: (pairs[i][0].start, -pairs[i][1].start))
    tails: list[int] = []  # for each length the chain of it that ends first on the right: where it ends, and with which pair
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for i in order:
        at = bisect_left(tails, pairs[i][1].start)
        tails[at : at + 1] = [pairs[i][1].start]
        ends[at : at + 1] = [i]
        before[i] = ends[at - 1] if at else None
    chain: list[tuple[range, range]] = []
    last = ends[-1] if ends else None
    while last is not None:
        chain.append(pairs[last])
        last = before[last]
    kept: list[tuple[range, range]] = []
    for pair in reversed(chain):
        if not kept or (kept[-1][0].stop <= pair[0].start and kept[-1][1].stop <= pair[1].start):
            kept.append(pair)
    return kept


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Sentences of one document in a row."""

    head: Document | None
    """The document, where the excerpt is its beginning."""
    paragraphs: tuple[Paragraph, ...]


def excerpts(row: Row, side: Column, left: bool, at: Index) -> tuple[Excerpt, ...]:
    """What a row shows in one of its columns."""
    which, copy = (row.left, row.copied == "both") if left else (row.right, bool(row.copied))
    differ = [(s.document, differing(f, at).get(s.id, ())) for f in row.findings for s in (f.left, f.right)]
    out = []
    for id, offset in zip(side.documents, side.offsets, strict=True):
        here = range(max(which.start - offset, 0), min(which.stop - offset, len(at.units[id])))
        if here:
            document = at.seen.documents[id]
            marked = [span for held, spans in differ if held == id for span in spans]
            out.append(Excerpt(document if here.start == 0 and not copy else None, paragraphs(document, here, at, marked, copy)))
    return tuple(out)


def differing(finding: Finding, at: Index) -> dict[str, tuple[Span, ...]]:
    """The words of both sides that differ, by statement id; none where the two agree."""
    if relation(finding) == "agree":
        return {}
    documents = at.seen.documents
    return marks(finding, documents[finding.left.document], documents[finding.right.document])


def measured(spans: Sequence[Span], statement: Statement, side: Column, at: Index) -> list[tuple[int, int, int]]:
    """The spans as the page's script takes them: sentence of the column, start and end in it in UTF-16 units."""
    here = at.reach.get(statement.id)
    reach = side.reach(statement, at)
    if not here or not reach:
        return []
    text = at.seen.documents[statement.document].text
    out = []
    for i, place in zip(here, reach, strict=True):
        unit = at.units[statement.document][i].span
        for span in spans:
            start, end = max(span.start, unit.start), min(span.end, unit.end)
            if start < end:
                out.append((place, width(text[unit.start : start]), width(text[unit.start : end])))
    return out
