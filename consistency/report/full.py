"""Each finding with both passages, their line numbers, the words it rests on underlined, and a word diff, as compilers show an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import Indel
from rich.cells import cell_len, chop_cells
from rich.text import Text

from consistency.model import Report, Span
from consistency.report import _phrases as phrases
from consistency.report._diff import CUT, clean, surroundings
from consistency.report._entries import Entry, Level, Side, entries, position
from consistency.report._options import DEFAULT, Options
from consistency.report._rich import layout
from consistency.worddiff import tokens

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.NOTE: "bold cyan"}
_FRAME, _MARKED, _GONE, _NEW = "blue", "bold", "red", "green"
_MOST = 9  # rows of a passage shown in full; of a longer one those at an underline
_SHARED = 0.5  # share of the shorter statement's words that both have, below which a word diff is all noise

_Row = list[tuple[str, str]]
"""Pieces of text on one line, each with its style."""


def render(report: Report, options: Options = DEFAULT) -> str:
    """The findings that differ, waived ones included and marked, each with both passages; nothing where there is none."""
    return "\n".join(shown(e, options) for e in entries(report, options))


def shown(entry: Entry, options: Options) -> str:
    """One finding as this format shows it."""
    rows = _rows(entry, options)
    if options.colour:
        return layout((Text.assemble(*row) for row in rows), options, wrap=False)
    return "".join("".join(text for text, _ in row).rstrip() + "\n" for row in rows)


def _rows(entry: Entry, options: Options) -> Iterator[_Row]:
    finding, style = entry.finding, _STYLES[entry.level]
    held = [_lines(side) for side in (entry.left, entry.right)]
    margin = max((len(str(number)) for lines in held for number, _ in lines), default=1) + 1
    yield [(finding.rule, style), (f" {phrases.rule(finding).title}", "bold"), (f": {clean(finding.message)}", "")]
    for arrow, side, lines in zip(("-->", ":::"), (entry.left, entry.right), held, strict=True):
        yield [(f"{'':{margin - 1}}{arrow}", _FRAME), (f" {clean(str(side.place))}  {_who(side)}", "")]
        yield [(f"{'':{margin}}|", _FRAME)]
        yield from _passage(side, lines, margin, max(20, options.width - margin - 2), style)
        yield [(f"{'':{margin}}|", _FRAME)]
    if diff := _word_diff(entry):
        yield from _note("words", diff, margin, options)
    waived = f"; waived: {clean(finding.waiver.reason)}" if finding.waiver else ""
    said = f"{phrases.relation(finding)} ({finding.reason}), confidence {phrases.confidence(finding.confidence)}, {finding.id}{waived}"
    yield from _note("finding", [(said, "")], margin, options)


def _who(side: Side) -> str:
    """Outlet, date and speaker, and that the line is not the text's where it is not."""
    speaker = side.statement.speaker
    extracted = "text taken out of the file" if side.document.extracted else ""
    return clean(
        ", ".join(part for part in (side.document.outlet, phrases.dated(side.document), speaker and speaker.name, extracted) if part)
    )


def _note(name: str, text: _Row, margin: int, options: Options) -> Iterator[_Row]:
    head = f"{'':{margin}}= {name}: "
    for i, row in enumerate(_wrapped(text, max(20, options.width - len(head)))):
        yield [(head if i == 0 else " " * len(head), _FRAME), *row]


def _lines(side: Side) -> list[tuple[int, Span]]:
    """The lines of the file that the passage runs over, each with its number and the span of it that belongs to the passage."""
    text, around = side.document.text, surroundings(side.document, side.statement)
    held = [around, *side.marked]
    start, end = min(s.start for s in held), max(s.end for s in held)
    first = position(text, start)[0]
    found, at = [], start
    for i, line in enumerate(text[start:end].split("\n")):
        if line.strip():
            found.append((side.place.line if side.document.extracted else first + i, Span(at, at + len(line))))
        at += len(line) + 1
    return found


def _passage(side: Side, lines: Sequence[tuple[int, Span]], margin: int, width: int, style: str) -> Iterator[_Row]:
    """The passage behind line numbers, each row that holds marked words with its underline; of a long one only what is near those."""
    rows: list[tuple[str, _Row, str]] = []
    for number, line in lines:
        for i, row in enumerate(_wrapped(_marked(side, line), width)):
            # carets as wide on the screen as the words above them
            under = "".join(("^" if mark else " ") * cell_len(text) for text, mark in row).rstrip()
            rows.append(("" if i else str(number), row, under))
    telling = {i for i, (_, _, under) in enumerate(rows) if under}
    kept = {i for i in range(len(rows)) if len(rows) <= _MOST or i == 0 or telling & {i - 1, i, i + 1}}
    for whole, group in groupby(range(len(rows)), key=lambda i: i in kept):
        if not whole:
            yield [(f"{'':{margin}}| {CUT}", _FRAME)]
            continue
        for label, row, under in (rows[i] for i in group):
            yield [(f"{label:>{margin - 1}} | ", _FRAME), *row]
            if under:
                yield [(f"{'':{margin}}| ", _FRAME), (under, style)]


def _marked(side: Side, line: Span) -> _Row:
    """A line of the passage, its marked words apart."""
    row: _Row = []
    at = line.start
    for span in side.marked:
        start, end = max(at, span.start), min(line.end, span.end)
        if start < end:
            row += [(clean(side.document.text[at:start]), ""), (clean(side.document.text[start:end]), _MARKED)]
            at = end
    return [*row, (clean(side.document.text[at : line.end]), "")]


def _wrapped(row: _Row, width: int) -> list[_Row]:
    """The row in as many as it takes to keep within `width` columns, broken at blanks and inside of words that are too long."""
    text = "".join(piece for piece, _ in row)
    styles = [style for piece, style in row for _ in piece]
    ranges: list[Span] = []
    used = 0
    for word in re.finditer(r"\S+", text):
        at = word.start()
        for part in chop_cells(word.group(), width):
            size, gap = cell_len(part), at - ranges[-1].end if ranges else 0
            if ranges and used + gap + size <= width:
                ranges[-1], used = Span(ranges[-1].start, at + len(part)), used + gap + size
            else:
                ranges.append(Span(at, at + len(part)))
                used = size
            at += len(part)
    return [
        [("".join(text[i] for i in group), style) for style, group in groupby(range(r.start, r.end), key=lambda i: styles[i])]
        for r in ranges
    ]


def _word_diff(entry: Entry) -> _Row:
    """Both statements in one run, as git's word diff writes it: `[-left-]{+right+}`; nothing where they share too few words."""
    (left, here), (right, there) = ((side, _spelled(side)) for side in (entry.left, entry.right))
    opcodes = Indel.opcodes([key for key, _ in here], [key for key, _ in there])
    shared = sum(op.src_end - op.src_start for op in opcodes if op.tag == "equal")
    if shared < _SHARED * min(len(here), len(there)) or shared == len(here) == len(there):
        return []
    parts: _Row = []
    for equal, run in groupby(opcodes, key=lambda op: op.tag == "equal"):
        ops = list(run)
        from_left = _words(left, [span for _, span in here[ops[0].src_start : ops[-1].src_end]])
        from_right = _words(right, [span for _, span in there[ops[0].dest_start : ops[-1].dest_end]])
        if equal:
            parts.append((from_left, ""))
        else:
            parts += [(text, style) for text, style in ((f"[-{from_left}-]", _GONE), (f"{{+{from_right}+}}", _NEW)) if len(text) > 4]
    return [piece for part in parts for piece in (part, (" ", ""))]


def _spelled(side: Side) -> list[tuple[str, Span]]:
    """The words of a statement as they are written, each with what it is compared by: `won't` is one word with two tokens."""
    found = groupby(tokens(side.document, side.statement.spans), key=lambda t: Span(t.start, t.end))
    return [(" ".join(t.key for t in group), span) for span, group in found]


def _words(side: Side, run: Sequence[Span]) -> str:
    """The text of neighbouring words, what stands between them in one run of the statement included."""
    held = [[w for w in run if s.holds(w)] for s in side.statement.spans]
    return " ".join(clean(side.document.text[words[0].start : words[-1].end]) for words in held if words)
