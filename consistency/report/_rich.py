"""Text for a terminal: laid out by rich, with or without colour, the same on every machine."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from consistency.report._diff import Piece, clean
from consistency.report._options import Options


def layout(parts: Iterable[RenderableType], options: Options, wrap: bool = True) -> str:
    """The parts below one another, wrapped to the width unless they are to stay as they are; the environment has no say in it."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(40, options.width),
        force_terminal=options.colour,
        color_system="standard" if options.colour else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    for part in parts:
        console.print(part, soft_wrap=not wrap)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def marked(pieces: Sequence[Piece], options: Options) -> Text:
    """The pieces in one run, the marked ones bold in colour, else between asterisks."""
    text = Text()
    for piece in pieces:
        bare = piece.text.strip()
        if piece.marked and bare:
            text.append(bare if options.colour else f"*{bare}*", style="bold yellow")
        else:
            text.append(piece.text)
    return text


def line(*parts: str | tuple[str, str]) -> Text:
    """Texts on one line, two blanks between, each plain or with its style; empty ones are left out."""
    text = Text()
    for part in parts:
        words, style = part if isinstance(part, tuple) else (part, "")
        if words:
            text.append("  " if text else "").append(clean(words), style=style)
    return text


def indented(part: RenderableType, by: int) -> Padding:
    """The part, moved to the right."""
    return Padding(part, (0, 0, 0, by))
