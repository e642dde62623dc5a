"""The blocks of an article: its paragraphs, each marked as headline, paragraph, caption or boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from consistency.corpus.agencies import DATELINE
from consistency.corpus.boilerplate import ends_as_sentence, row_for
from consistency.corpus.captions import BARE, BRACKETED
from consistency.model import Block, BlockKind, Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_INNER = re.compile(r"[^\s\u200b\ufeff](?:.*[^\s\u200b\ufeff])?", re.DOTALL)
_HEADING = re.compile(r"[^\S\r\n]*#{1,6}[ \t]+(?=\S)")
"""The marks of a heading in Markdown; they are left out of the block."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[A-Z“\"‘])")
_SAID = re.compile(r"\b(?:said|says|told|tweeted|wrote|added)\b")
_GLUED = re.compile(rf"(?:{BRACKETED}|\S+ ?/ ?(?:AFP via )?Getty Images|Alamy Stock Photo)\s+(?=[A-Z“\"‘])")
_TRAILER = re.compile(r"\s+(\((?:RELATED|READ MORE|SEE ALSO|WATCH|ALSO READ)\b[:\s][^()]{3,200}\)|ADVERTISEMENT|Advertisement)$")
_LEADER = re.compile(r"^((?:CLOSE|ADVERTISEMENT|Advertisement|Story continues below advertisement)) (?=[A-Z“\"])")
_COMMENTS_BEGIN = re.compile(
    r"(?i)(?:readers?['’]? comments?|leave a comment.*|(?:\d+ |view |show )?comments?|join the (?:conversation|discussion))\W*$"
)
_POST = re.compile(r"\(@\w+\)|https?://|\bpic\.twitter")
_BULLET = re.compile(r"^(?:[•●▪◦*‣·⦁–—-]|\d{1,2}[.)])\s")
_HEAD = 12
"""How many blocks at most are searched for a headline before the first prose."""
_MOST_SUBHEAD, _MOST_HEADLINE, _MOST_LINK = 8, 25, 20
"""Longest subhead inside, headline, and link after the end of an article, in words."""


@dataclass(frozen=True)  # no slots: cached_property needs a place to keep its value
class _Piece:
    """A paragraph, or a part of one where a credit or a link is glued to it."""

    span: Span
    line: str

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Its words, folded, without a dateline."""
        match = DATELINE.match(self.line)
        return _key(self.line[match.end() :] if match else self.line)

    @cached_property
    def size(self) -> int:
        return len(self.line.split())

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends_as_sentence(self.line)

    @property
    def capitals(self) -> bool:
        """Whether it is set in capitals throughout."""
        upper, lower = sum(map(str.isupper, self.line)), sum(map(str.islower, self.line))
        return upper > 3 and upper > 9 * lower


_CAPTION_WORDS = 40
"""A longer line is a paragraph, whatever it stands on."""


def blocks(text: str, start: int = 0, given_title: Span | None = None, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of `text[start:]`, in order and disjoint, with the title in the front matter first where there is one.

    Args:
        text: the article as decoded.
        start: where front matter ends.
        given_title: where the title stands in the front matter.
        title: the title, where anything gives it; a line of the article that repeats it is known by it.
    """
    pieces = tuple(_pieces(text, start))
    kinds = _kinds(pieces, text[given_title.start : given_title.end] if given_title else None, title)
    _stack_captions(text, pieces, kinds)
    marked = tuple(Block(piece.span, kind) for piece, kind in zip(pieces, kinds, strict=True))
    return (Block(given_title, BlockKind.HEADLINE), *marked) if given_title else marked


def _lines(text: str, start: int) -> Iterator[tuple[Span, int]]:
    """Each line with words in it, its margins left out, and how far it is indented."""
    for match in _LINE.finditer(text, start):
        marks = _HEADING.match(match.group())
        inner = _INNER.search(match.group(), marks.end() if marks else 0)
        if inner:
            yield Span(match.start() + inner.start(), match.start() + inner.end()), inner.start()


def _paragraphs(text: str, start: int) -> Iterator[Span]:
    """One span a line; lines of one paragraph joined where the text is hard-wrapped."""
    lines = list(_lines(text, start))
    width = _wrap_width(text, lines)
    open_: Span | None = None
    previous_indent = 0
    for i, (span, indent) in enumerate(lines):
        if (
            open_ is not None
            and width
            and _touches(text, lines[i - 1][0], span)
            and indent <= previous_indent
            and _full(text, lines[i - 1][0], span, 0.6 * width)
        ):
            open_ = Span(open_.start, span.end)
        else:
            if open_ is not None:
                yield open_
            open_ = span
        previous_indent = indent
    if open_ is not None:
        yield open_


def _touches(text: str, left: Span, right: Span) -> bool:
    """Whether no blank line stands between two lines."""
    gap = text[left.end : right.start]
    return gap.count("\n") <= 1 and gap.replace("\r\n", "\n").count("\r") + gap.count("\n") <= 1


def _full(text: str, line: Span, following: Span, width: float) -> bool:
    """Whether the first word of the following line would have gone past `width`."""
    first = re.match(r"\S+", text[following.start : following.end])
    return len(line) + 1 + (first.end() if first else 0) > width


def _wrap_width(text: str, lines: list[tuple[Span, int]]) -> int:
    """The width at which the text is hard-wrapped; 0 where it is not.

    Wrapped lines break where the next word would not fit, most of them amid a sentence. One paragraph a line does neither.
    """
    inner = [(a, b) for (a, _), (b, _) in pairwise(lines) if _touches(text, a, b)]
    if len(inner) < 3:
        return 0
    width = max(len(span) for pair in inner for span in pair)
    if not 40 <= width <= 130:
        return 0
    full = sum(_full(text, a, b, width - 6) for a, b in inner)
    amid = sum(not ends_as_sentence(text[a.start : a.end]) for a, _ in inner)
    return width if full >= 0.6 * len(inner) and amid >= 0.6 * len(inner) else 0


def _pieces(text: str, start: int) -> Iterator[_Piece]:
    for span in _paragraphs(text, start):
        cuts = [span.start, *sorted(set(_cuts(text[span.start : span.end], span.start))), span.end]
        for left, right in pairwise(cuts):
            inner = _INNER.search(text[left:right])
            if inner:
                part = Span(left + inner.start(), left + inner.end())
                yield _Piece(part, " ".join(text[part.start : part.end].replace("\u200b", " ").split()))


def _cuts(paragraph: str, at: int) -> Iterator[int]:
    """Where a credit, a label or a link that is glued to narration ends or begins."""
    if len(paragraph) > 4000:
        return
    for match in _GLUED.finditer(paragraph):
        rest = paragraph[match.end() :]
        if ends_as_sentence(rest) and len(rest.split()) >= 8 and not row_for(rest):
            yield at + match.end()
    if leader := _LEADER.search(paragraph):
        yield at + leader.end()
    if trailer := _TRAILER.search(paragraph):
        yield at + trailer.start(1)
    # reporting with the caption of the next picture behind it: the caption is the last sentence
    if len(paragraph.split()) > 70 and _SAID.search(paragraph) and re.search(rf"(?:{BRACKETED}|{BARE})$", paragraph):
        ends = [m.end() for m in _SENTENCE_END.finditer(paragraph)]
        if ends and not re.match(r"(?i)file\b|this|in this|image|media", paragraph):
            yield at + ends[-1]


def _kinds(pieces: tuple[_Piece, ...], given_title: str | None, title: str | None) -> list[BlockKind]:
    """What each piece is: first by its own words, then by where it stands."""
    rows = [row_for(piece.line) for piece in pieces]
    kinds = [row.kind if row else BlockKind.PARAGRAPH for row in rows]
    open_ = [i for i, kind in enumerate(kinds) if kind is BlockKind.PARAGRAPH]
    prose = [i for i in open_ if pieces[i].ends and pieces[i].size >= 6]
    first, last = (prose[0], prose[-1]) if prose else (len(pieces), len(pieces))
    headline = _headline(pieces, [i for i in open_ if i < first][:_HEAD], given_title, title)
    if headline is not None:
        kinds[headline] = BlockKind.HEADLINE
    heading = _key(given_title) if given_title else pieces[headline].key if headline is not None else ()
    shouted = sum(piece.capitals for piece in pieces) > 0.5 * len(pieces)
    seen: dict[tuple[str, ...], BlockKind] = {}
    for i, piece in enumerate(pieces):
        if i == headline:
            continue
        labelled = kinds[i] is BlockKind.PARAGRAPH and _is_label(pieces, i, first, last, shouted, headline is not None or bool(given_title))
        if labelled or _repeats(piece.key, heading):
            kinds[i] = BlockKind.BOILERPLATE
        if kinds[i] is BlockKind.PARAGRAPH and piece.size >= 8 and piece.key in seen:
            kinds[i] = BlockKind.CAPTION if seen[piece.key] is BlockKind.CAPTION else BlockKind.BOILERPLATE
        seen.setdefault(piece.key, kinds[i])
    _close_comments(pieces, kinds)
    return kinds


def _key(line: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", line.casefold()))


def _repeats(key: tuple[str, ...], heading: tuple[str, ...]) -> bool:
    """Whether a line is the headline again, with the outlet's name before or behind it at most."""
    if len(heading) < 3 or not key:
        return False
    return key == heading or (
        len(heading) >= 5 and len(key) - len(heading) in (1, 2, 3) and heading in (key[: len(heading)], key[-len(heading) :])
    )


def _headline(pieces: tuple[_Piece, ...], head: list[int], given_title: str | None, title: str | None) -> int | None:
    """Which piece before the first prose is the article's own headline."""
    if title and not given_title:
        wanted = _key(title)
        near: list[int] = [*head, *range(min(_HEAD, len(pieces))), len(pieces) - 1]
        for i in near:
            if wanted and pieces and pieces[i].key == wanted:
                return i
    for i in head:
        piece = pieces[i]
        # three words in capitals may be a name, and a line without any capital names a section
        long_enough = piece.size >= 4 or (piece.size == 3 and any(word[0].islower() for word in piece.line.split()))
        if (
            long_enough
            and piece.line != piece.line.lower()
            and piece.size <= _MOST_HEADLINE
            and not piece.line.endswith((".", ":", ",", ";"))
            and not _BULLET.match(piece.line)
        ):
            return None if given_title and _repeats(piece.key, _key(given_title)) else i
    return None


def _is_label(pieces: tuple[_Piece, ...], i: int, first: int, last: int, shouted: bool, headed: bool) -> bool:
    """Whether a line without the end of a sentence is a section name, byline, subhead or link rather than reporting."""
    piece = pieces[i]
    line = piece.line
    if piece.capitals and not shouted and piece.size <= _MOST_LINK and not re.search(r"[“”\"]", line):
        return True
    if piece.ends or line[-1] in ",:;-–—" or _BULLET.match(line) or line[0] in '“"(' or _SAID.search(line) or _POST.search(line):
        return False
    if i < first:  # before the article: section, byline; longer lines may be a second headline
        return piece.size <= 3 and (headed or len(pieces) > 1)
    if i > last:
        return piece.size <= _MOST_LINK and last < len(pieces)
    if line[0].islower():  # the rest of a broken line, unless it is a speaker's name in a transcript
        return piece.size <= 3 and pieces[i - 1].ends
    return piece.size <= _MOST_SUBHEAD and (
        i == 0 or pieces[i - 1].ends or pieces[i - 1].size <= _MOST_SUBHEAD or row_for(pieces[i - 1].line) is not None
    )


def _close_comments(pieces: tuple[_Piece, ...], kinds: list[BlockKind]) -> None:
    """Marks what stands after the head of a comments section in the last third of a page."""
    begin = next(
        (i for i, p in enumerate(pieces) if 3 * i >= 2 * len(pieces) and p.size <= 6 and _COMMENTS_BEGIN.match(p.line)), len(pieces)
    )
    for i in range(begin, len(pieces)):
        if kinds[i] is BlockKind.PARAGRAPH and pieces[i].size < 40:
            kinds[i] = BlockKind.BOILERPLATE


def _stack_captions(text: str, pieces: tuple[_Piece, ...], kinds: list[BlockKind]) -> None:
    """Marks the caption of a video or a picture that has no credit and stands right on the next picture's.

    Where blank lines part the paragraphs, three or more lines without one between them are no paragraphs but what belongs to pictures,
    under the deck; of these the line right above a caption is one.
    """
    joined = [_touches(text, a.span, b.span) for a, b in pairwise(pieces)]
    if 3 * sum(joined) > len(joined):
        return
    for i in range(1, len(pieces) - 1):
        above = kinds[i] is BlockKind.PARAGRAPH and pieces[i].size < _CAPTION_WORDS and kinds[i + 1] is BlockKind.CAPTION
        if above and joined[i - 1] and joined[i]:
            kinds[i] = BlockKind.CAPTION
