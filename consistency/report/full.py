"""Each finding with both passages, their line numbers, the words it rests on underlined, and a word diff, as compilers show an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import Indel
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from consistency.model import Report, Span
from consistency.report import _phrases as phrases
from consistency.report._diff import CUT, clean, surroundings
from consistency.report._entries import Entry, Level, Side, entries, position
from consistency.report._options import DEFAULT, Options
from consistency.report._rich import layout
from consistency.worddiff import tokens

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.NOTE: "bold cyan"}
_FRAME = "blue"
_MOST = 9  # rows of a passage shown in full; of a longer one those at an underline
_SHARED = 0.5  # share of the shorter statement's words that both have, below which a word diff is all noise


def render(report: Report, options: Options = DEFAULT) -> str:
    """The findings that differ, waived ones included and marked, each with both passages; nothing where there is none."""
    return "\n".join(shown(e, options) for e in entries(report, options))


def shown(entry: Entry, options: Options) -> str:
    """One finding as this format shows it."""
    return layout(_rows(entry, options), options, wrap=False)


def _rows(entry: Entry, options: Options) -> Iterator[Text]:
    finding, style = entry.finding, _STYLES[entry.level]
    shown = [_lines(side) for side in (entry.left, entry.right)]
    margin = max((len(str(number)) for lines in shown for number, _ in lines), default=1) + 1
    yield Text.assemble((finding.rule, style), (f" {phrases.rule(finding).title}", "bold"), f": {clean(finding.message)}")
    for arrow, side, lines in zip(("-->", ":::"), (entry.left, entry.right), shown, strict=True):
        yield Text.assemble(" " * (margin - 1), (arrow, _FRAME), f" {clean(str(side.place))}  {_who(side)}")
        yield Text(f"{'':{margin}}|", _FRAME)
        yield from _passage(side, lines, margin, max(20, options.width - margin - 2), style)
        yield Text(f"{'':{margin}}|", _FRAME)
    if diff := _word_diff(entry):
        yield from _note("words", diff, margin, options)
    waived = f"; waived: {clean(finding.waiver.reason)}" if finding.waiver else ""
    said = f"{phrases.relation(finding)} ({finding.reason}), confidence {phrases.confidence(finding.confidence)}, {finding.id}{waived}"
    yield from _note("finding", Text(said), margin, options)


def _who(side: Side) -> str:
    """Outlet, date and speaker, and that the line is not the text's where it is not."""
    speaker = side.statement.speaker
    extracted = "text taken out of the file" if side.document.extracted else ""
    return clean(
        ", ".join(part for part in (side.document.outlet, phrases.dated(side.document), speaker and speaker.name, extracted) if part)
    )


def _note(name: str, text: Text, margin: int, options: Options) -> Iterator[Text]:
    head = f"{'':{margin}}= {name}: "
    for i, row in enumerate(_wrapped(text, max(20, options.width - len(head)))):
        yield Text.assemble((head if i == 0 else " " * len(head), _FRAME), row)


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


def _passage(side: Side, lines: Sequence[tuple[int, Span]], margin: int, width: int, style: str) -> Iterator[Text]:
    """The passage behind line numbers, each row that holds marked words with its underline; of a long one only what is near those."""
    rows: list[tuple[str, Text, str]] = []
    for number, line in lines:
        for i, row in enumerate(_wrapped(_marked(side, line), width)):
            rows.append(("" if i else str(number), row, _underline(row)))
    telling = {i for i, (_, _, under) in enumerate(rows) if under}
    kept = {i for i in range(len(rows)) if len(rows) <= _MOST or i == 0 or telling & {i - 1, i, i + 1}}
    for whole, group in groupby(range(len(rows)), key=lambda i: i in kept):
        if not whole:
            yield Text(f"{'':{margin}}| {CUT}", _FRAME)
            continue
        for label, row, under in (rows[i] for i in group):
            yield Text.assemble((f"{label:>{margin - 1}} | ", _FRAME), row.plain)
            if under:
                yield Text.assemble((f"{'':{margin}}| ", _FRAME), (under, style))


def _marked(side: Side, line: Span) -> Text:
    """A line of the passage, its marked words in a style that stands for the mark."""
    text, at = Text(), line.start
    for span in side.marked:
        start, end = max(at, span.start), min(line.end, span.end)
        if start < end:
            text.append(clean(side.document.text[at:start])).append(clean(side.document.text[start:end]), "marked")
            at = end
    return text.append(clean(side.document.text[at : line.end]))


def _underline(row: Text) -> str:
    """Carets below the marked words of a row, as wide on the screen as the words are."""
    flags = [any(s.start <= i < s.end for s in row.spans) for i in range(len(row.plain))]
    return "".join(("^" if flag else " ") * cell_len(c) for flag, c in zip(flags, row.plain, strict=True)).rstrip()


def _wrapped(text: Text, width: int) -> list[Text]:
    rows = text.wrap(Console(width=width, _environ={}), width)
    for row in rows:
        row.rstrip()
    return [row for row in rows if row.plain]


def _word_diff(entry: Entry) -> Text | None:
    """Both statements in one run, as git's word diff writes it: `[-left-]{+right+}`; None where they share too few words."""
    (left, here), (right, there) = ((side, _spelled(side)) for side in (entry.left, entry.right))
    opcodes = Indel.opcodes([key for key, _ in here], [key for key, _ in there])
    shared = sum(op.src_end - op.src_start for op in opcodes if op.tag == "equal")
    if shared < _SHARED * min(len(here), len(there)) or shared == len(here) == len(there):
        return None
    parts: list[Text] = []
    for equal, run in groupby(opcodes, key=lambda op: op.tag == "equal"):
        ops = list(run)
        from_left = _words(left, [span for _, span in here[ops[0].src_start : ops[-1].src_end]])
        from_right = _words(right, [span for _, span in there[ops[0].dest_start : ops[-1].dest_end]])
        if equal:
            parts.append(Text(from_left))
        else:
            parts += [Text(text, style) for text, style in ((f"[-{from_left}-]", "red"), (f"{{+{from_right}+}}", "green")) if len(text) > 4]
    return Text(" ").join(parts)


def _spelled(side: Side) -> list[tuple[str, Span]]:
    """The words of a statement as they are written, each with what it is compared by: `won't` is one word with two tokens."""
    found = groupby(tokens(side.document, side.statement.spans), key=lambda t: Span(t.start, t.end))
    return [(" ".join(t.key for t in group), span) for span, group in found]


def _words(side: Side, run: Sequence[Span]) -> str:
    """The text of neighbouring words, what stands between them in one run of the statement included."""
    held = [[w for w in run if s.holds(w)] for s in side.statement.spans]
    return " ".join(clean(side.document.text[words[0].start : words[-1].end]) for words in held if words)
