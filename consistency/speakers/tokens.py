"""Tokens and sentences of narration: every quoted run is one token, so that a sentence reads as its narrator wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consistency.model import BlockKind, Document, Span, Utterance
from consistency.speakers import cues
from consistency.text import bare, fold

_LONGEST = 250
"""A sentence is cut behind so many tokens, so that a list without full stops costs no more than sentences do."""
_ABBREVIATED = "|".join(sorted({a.capitalize() for a in cues.KEEP_DOT}, key=lambda a: (-len(a), a)))
_TOKEN = re.compile(
    rf"\b(?:{_ABBREVIATED})\.(?=[\s,)’'])|"
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s*[^\W\d_])(?<![^\W\d_]{2}\.)|@\w+|\d[\w.,:/%-]*\w|[^\W_]+(?:[-'’./][^\W_]+)*|--+|[^\w\s]|_"
)
_PLURAL_OWNER = re.compile(r"s['’](?=\s\w)")
_MARKS = frozenset('"“”„«»‹›‘`')


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a whole quoted run."""

    text: str
    low: str
    """Folded, final full stop off; empty for a quoted run."""
    start: int
    end: int
    quote: int = -1
    """Index of the utterance that a quoted run belongs to; -1 for narration."""

    @property
    def capital(self) -> bool:
        """Whether it is written like a name: a capital, with or without an Arabic article before it, or an account's @."""
        word = bare(self.text)
        return word[:1].isupper() or (word[:1] == "@" and len(word) > 1)


def tokenize(text: str, span: Span, runs: Iterable[tuple[int, int, int]]) -> Iterator[Token]:
    """The tokens of a paragraph; `runs` are (start, end, utterance), clipped to it, in order and without overlap."""
    position = span.start
    for start, end, utterance in (*runs, (span.end, span.end, -1)):
        for found in _TOKEN.finditer(text, position, start):
            if found.group() in "'’" and found.start() > position and _PLURAL_OWNER.match(text, found.start() - 1):
                yield Token(found.group(), "'s", found.start(), found.end())
                continue
            yield from _split(found.group(), found.start(), text)
        if utterance >= 0:
            yield Token(text[start:end], "", start, end, utterance)
        position = end


def _split(word: str, start: int, text: str) -> Iterator[Token]:
    """One token, or a word and its possessive ending; quotation marks are left out."""
    if word in _MARKS:
        return
    stem = re.sub(r"['’]s$", "", word)
    if stem and len(stem) < len(word):
        yield Token(stem, fold(stem).rstrip("."), start, start + len(stem))
        yield Token(word[len(stem) :], "'s", start + len(stem), start + len(word))
        return
    yield Token(word, fold(word).rstrip(".") or word, start, start + len(word))


def _ends(tokens: list[Token], i: int) -> bool:
    """Whether a sentence ends with token `i`."""
    token, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return True
    if token.quote >= 0:
        last = token.text.rstrip(" '’\")”")[-1:]
        if last not in ".?!…" or not (after.capital or after.quote >= 0):
            return False
        return last == "." or not _attributed(tokens, i + 1)
    if token.text[-1] == "." and len(token.text) > 2 and token.low not in cues.TITLES:
        return after.capital and after.low in cues.FUNCTION and after.text != "I"  # `in Ala. The`
    if token.text not in {".", "?", "!"} or not (after.capital or after.quote >= 0 or after.text[0].isdigit()):
        return False
    if token.text == "." and i and tokens[i - 1].end == token.start:
        before = tokens[i - 1]
        return not (len(before.text) == 1 and before.capital)
    return True


def _attributed(tokens: list[Token], i: int) -> bool:
    """Whether the words from `i` on say who said what stands before them, rather than open a sentence."""
    for token in tokens[i : i + 9]:
        if token.quote >= 0 or token.text in {".", "?", "!"}:
            return False
        if token.low in cues.SPEECH_FINITE:
            return True
    return False


def paragraphs(document: Document, utterances: tuple[Utterance, ...]) -> list[tuple[list[list[Token]], bool]]:
    """The sentences of each paragraph and headline, and whether it is a headline."""
    runs = sorted((s.start, s.end, n) for n, u in enumerate(utterances) for s in u.spans)
    found: list[tuple[list[list[Token]], bool]] = []
    at = 0
    for block in document.prose:
        clipped: list[tuple[int, int, int]] = []
        while at < len(runs) and runs[at][1] <= block.span.start:
            at += 1
        for start, end, n in runs[at:]:
            if start >= block.span.end:
                break
            left = max(start, block.span.start, clipped[-1][1] if clipped else 0)
            if left < min(end, block.span.end):
                clipped.append((left, min(end, block.span.end), n))
        tokens = list(tokenize(document.text, block.span, clipped))
        sentences: list[list[Token]] = [[]]
        for i, token in enumerate(tokens):
            sentences[-1].append(token)
            if _ends(tokens, i) or len(sentences[-1]) == _LONGEST:
                sentences.append([])
        found.append(([s for s in sentences if s], block.kind is BlockKind.HEADLINE))
    return found
