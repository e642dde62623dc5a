"""Two statements word by word: what they share, and what stands in place of what.

Words are compared in a levelled form, so that typography and house style make no difference; the opcodes come from rapidfuzz.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq, Levenshtein, Opcode

from consistency.model import Document, Span
from consistency.numerals import SCALES, SMALL, spelled
from consistency.text import Word, words

FUNCTION_WORDS = frozenset(
    """a about after again all also am an and any are as at be because been before being but by can could did do does doing down
    for from further had has have having he her here hers herself him himself his how i if in into is it its itself just me more most my
    myself no nor not now of off on once only or other our ours ourselves out over own same she should so some such than that the their
    theirs them themselves then there these they this those through to too under until up very was we were what when where which while who
    whom why will with would you your yours yourself yourselves us may might must shall upon 's""".split()
)
"""English words that carry structure rather than content."""

_ABBREVIATED = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "col": "colonel", "lt": "lieutenant", "capt": "captain",
    "sgt": "sergeant", "prof": "professor", "dr": "doctor", "rev": "reverend", "sec": "secretary", "atty": "attorney", "dept": "department",
    "st": "saint", "ft": "fort", "mt": "mount", "vs": "versus", "ii": "2", "iii": "3", "iv": "4",
}  # fmt: skip
"""What newspapers cut short as a matter of style, by its full form."""
_IRREGULAR = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
}
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_IS_AFTER = frozenset("it that he she there here what who where how this".split())
_SPELLING = (
    (re.compile(r"(?<=[a-z]{3})is(e|es|ed|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})our(s|ed|ing|able|ite)?$"), r"or\1"),
)

_LONGEST = 8
"""Words of a number, at most."""
_EDGE = 3
"""Words that both sides may have left over before or behind the shared stretch and still count as replaced, not as trimmed."""


@dataclass(frozen=True, slots=True)
class Token:
    """One levelled word and where it stands in the document."""

    key: str
    start: int
    end: int

    @property
    def content(self) -> bool:
        """Whether the word carries content."""
        return self.key not in FUNCTION_WORDS

    @property
    def stem(self) -> str:
        """The word with its commonest endings cut, for a rough comparison."""
        word = self.key.removesuffix("'s")
        for ending in ("ing", "ies", "ied", "es", "ed", "s", "ly"):
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word[: -len(ending)]
        return word


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the left statement in whose place words of the right one stand; one side may be empty."""

    left: tuple[Token, ...]
    right: tuple[Token, ...]
    after_left: int
    """Offset in the left document at which the change stands, for the side that has no words."""
    after_right: int


@dataclass(frozen=True, slots=True)
class WordAlignment:
    """The stretch that two statements share, and what differs in it."""

    left: tuple[Token, ...]
    right: tuple[Token, ...]
    left_range: Span
    """Token indices of the shared stretch on the left."""
    right_range: Span
    changes: tuple[Change, ...]
    """Differences inside of the shared stretch, in order."""
    matched: int
    """Equal words."""
    matched_content: int
    longest_run: int
    """Words in the longest run without a difference."""
    coverage: float
    """Share of the words of the side with less to say (content counts 1, the rest 0.25) that have a match, 0..1."""

    @property
    def trimmed(self) -> bool:
        """Whether one side has words before or after the shared stretch."""
        return len(self.left_range) < len(self.left) or len(self.right_range) < len(self.right)


@lru_cache(maxsize=65536)
def level(word: str) -> tuple[str, ...]:
    """The comparison forms of a folded word: contractions opened, British spelling levelled."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (*level(word.removesuffix(ending)), full)
    if word.endswith("'s") and word[:-2] in _IS_AFTER:
        return (word[:-2], "is")
    if word.endswith("%") and len(word) > 1:
        return (word[:-1], "percent")
    if word == "%":
        return ("percent",)
    if (bare := word.rstrip(".")) in _ABBREVIATED:
        return (_ABBREVIATED[bare],)
    if word.lstrip("$£€¥")[:1].isdigit():
        return (re.sub(r",(?=\d{3})|(?<=^\d):00$|(?<=^\d\d):00$", "", word),)
    for pattern, to in _SPELLING:
        word = pattern.sub(to, word)
    return (word,)


def tokens(document: Document, spans: Sequence[Span]) -> tuple[Token, ...]:
    """The levelled words of the spans, in order; the words of one number are one, in digits."""
    found: list[Token] = []
    for span in spans:
        run = words(document.text, span.start, span.end)
        at = 0
        while at < len(run):
            figure, taken = _numeral(document.text, run, at)
            keys = (figure,) if taken else level(run[at].text)
            last = run[at + max(taken, 1) - 1]
            found += (Token(key, run[at].start, last.end) for key in keys)
            at += max(taken, 1)
    return tuple(found)


def _numeral(text: str, run: Sequence[Word], at: int) -> tuple[str, int]:
    """The number in words, or with a scale in words ($5 million), that begins at a word: in digits, and the words that it takes."""
    first, end = run[at].text, at + 1
    if not (first in SMALL or first in {"a", "an"} or first[-1:].isdigit()):
        return "", 0
    while end < len(run) and end < at + _LONGEST and not text[run[end - 1].end : run[end].start].strip(" -‑"):
        end += 1
    heard = [w.text for w in run[at:end]]
    if first in SMALL or (first in {"a", "an"} and len(heard) > 1 and heard[1] in SCALES and heard[1] != "dozen"):
        value, taken = spelled(heard)
        return f"{value:.0f}", taken
    figure = re.fullmatch(r"([$£€¥]?)(\d[\d,]*(?:\.\d+)?)", first)
    if figure is None or len(heard) < 2 or heard[1] not in SCALES:
        return "", 0
    value = float(figure[2].replace(",", "")) * SCALES[heard[1]]
    return f"{figure[1]}{value:.0f}", 2


def weight(items: Sequence[Token]) -> float:
    """How much the words say: 1 for each content word, 0.25 for each other."""
    return sum(1.0 if t.content else 0.25 for t in items)


def align(left: tuple[Token, ...], right: tuple[Token, ...]) -> WordAlignment | None:
    """The densest stretch that both sides share, or None where they share no word.

    The longest common subsequence is cut to the run of blocks with the highest score, one point (or a quarter) for a shared word
    and half of that off for each one that stands between; the differences inside of the stretch are then read from Levenshtein opcodes.
    """
    a, b = [t.key for t in left], [t.key for t in right]
    blocks = [op for op in LCSseq.opcodes(a, b) if op.tag == "equal"]
    if not blocks:
        return None
    best, first, last = _densest(blocks, left, right)
    if best <= 0:
        return None
    l_range, r_range = Span(blocks[first].src_start, blocks[last].src_end), Span(blocks[first].dest_start, blocks[last].dest_end)
    l_range, r_range = _grow(a, b, l_range, r_range)
    l_part, r_part = left[l_range.start : l_range.end], right[r_range.start : r_range.end]
    changes: list[Change] = []
    matched = content = run = 0
    for op in Levenshtein.opcodes([t.key for t in l_part], [t.key for t in r_part]):
        if op.tag == "equal":
            matched += op.src_end - op.src_start
            content += sum(t.content for t in l_part[op.src_start : op.src_end])
            run = max(run, op.src_end - op.src_start)
        else:
            changes.append(
                Change(
                    l_part[op.src_start : op.src_end],
                    r_part[op.dest_start : op.dest_end],
                    l_part[op.src_start - 1].end if op.src_start else l_part[0].start,
                    r_part[op.dest_start - 1].end if op.dest_start else r_part[0].start,
                )
            )
    lesser = min(weight(left), weight(right))
    shared = content + 0.25 * (matched - content)
    return WordAlignment(
        left, right, l_range, r_range, _merged(changes), matched, content, run, min(1.0, shared / lesser) if lesser else 0.0
    )


def _densest(blocks: Sequence[Opcode], left: tuple[Token, ...], right: tuple[Token, ...]) -> tuple[float, int, int]:
    """The best run of blocks: its score, and the first and the last block's index (Kadane's maximum subarray)."""
    best, first, last = 0.0, 0, 0
    score, start = 0.0, 0
    for i, block in enumerate(blocks):
        gain = weight(left[block.src_start : block.src_end])
        if i:
            before = blocks[i - 1]
            score -= 0.5 * max(weight(left[before.src_end : block.src_start]), weight(right[before.dest_end : block.dest_start]))
        if score <= 0:
            score, start = 0.0, i
        score += gain
        if score > best:
            best, first, last = score, start, i
    return best, first, last


def _grow(a: list[str], b: list[str], left: Span, right: Span) -> tuple[Span, Span]:
    """Both ranges, longer by the equal words beside them, and by an edge at which both have a few words left: those were replaced."""
    start = 0
    while left.start - start > 0 and right.start - start > 0 and a[left.start - start - 1] == b[right.start - start - 1]:
        start += 1
    end = 0
    while left.end + end < len(a) and right.end + end < len(b) and a[left.end + end] == b[right.end + end]:
        end += 1
    left, right = Span(left.start - start, left.end + end), Span(right.start - start, right.end + end)
    if max(left.start, right.start) <= _EDGE and min(left.start, right.start) > 0:
        left, right = Span(0, left.end), Span(0, right.end)
    if max(len(a) - left.end, len(b) - right.end) <= _EDGE and min(len(a) - left.end, len(b) - right.end) > 0:
        left, right = Span(left.start, len(a)), Span(right.start, len(b))
    return left, right


def _merged(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Neighbouring changes as one: a deletion beside an insertion is a replacement."""
    out: list[Change] = []
    for change in changes:
        if (
            out
            and change.after_left == _end(out[-1].left, out[-1].after_left)
            and change.after_right == _end(out[-1].right, out[-1].after_right)
        ):
            before = out.pop()
            change = Change(before.left + change.left, before.right + change.right, before.after_left, before.after_right)
        out.append(change)
    return tuple(out)


def _end(items: tuple[Token, ...], otherwise: int) -> int:
    return items[-1].end if items else otherwise
