"""Quotations as utterances: runs of quoted words, and which of them are one act of speech.

The marks are read in one pass over each paragraph. Their shape is a hint only, since outlets mix curly and straight marks and scraping
turns some of them round; where they stand decides. A paragraph's end closes what it left open, unless the next one opens with a mark again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from consistency.model import Block, BlockKind, Document, Span, Utterance
from consistency.text import SAYING, TITLES, sentences, trimmed

_DOUBLE = re.compile(r"(?<!\S)(?:““|“”|\"\")(?=\S)|[“”„‟\"＂«»]|``|''|‘‘|’’")
_OPENS, _CLOSES = frozenset(("“", "„", "‟", "«", "``", "‘‘", "““")), frozenset(("”", "»", "’’"))
_STOPS = frozenset(".?!…")
_SINGLE_OPEN = re.compile(
    r"(?<![^\s(\[—–/\"“-])[‘'’‚](?=[^\W\d_]|\[)(?!(?:em|n|til|tis|twas|cause|cuz|bout|round)\b)(?!['’])", re.IGNORECASE
)
_SINGLE_CLOSE = re.compile(r"(?<![\s(\['’‘])['’](?![\w'])")
_MAYBE_APOSTROPHE = re.compile(r"(?:s|in)['’]", re.IGNORECASE)
"""A closing mark that can be a plural's or a dropped g's: it closes only if nothing better does."""
_BEFORE_OPENING = frozenset("([{—–-/‘'’…>*•|:")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/’'…")

# An attribution in the middle of words that no mark closed.
_LOST_CLOSE = re.compile(
    rf"(?<=[,?!]) (?:(?:he|she|they|(?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){{0,3}}) {SAYING.pattern}|sa(?:id|ys) [A-Z])"
    r"[^.,\"“”]{0,60}\."
)
_GOING_ON = re.compile(r"\b(?:add|continu|go(?:es|ing)? on|went on)", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:so[- ]called|(?:en)?titled|headlined|dubbed|nicknamed|known as|song|film|movie|book|novel|album|documentary|musical|memoir"
    r"|series|hashtag|acronym|motto|sitcom|episode),?\s*$",
    re.IGNORECASE,
)
_SMALL = frozenset("a an the of in on at to for by and or but nor with from as is vs".split())
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_TITLE_WORD = re.compile(r"[^\W_][\w’'.-]*")
_LIST = re.compile(r"[^,.!?;]+(?:, [^,.!?;]+)*,? \W?(?:and|or)\W? [^,.!?;]+")
_FEW_WORDS = 3
"""Quotations of fewer words are utterances only where they are set off as speech."""
_GAP_LIMIT = 300
"""Characters: an attribution between two runs is shorter."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Quoted words between an opening and a closing mark, and the marks' outer ends."""

    words: Span
    marks: Span
    block: int
    """Index among the blocks that are read."""
    open_end: bool = False
    """Whether the paragraph ended before the quotation did."""
    open_start: bool = False
    """Whether no mark opens it in this paragraph."""


def find(document: Document) -> tuple[Utterance, ...]:
    """The utterances that headline and paragraphs of a document quote, in order; their spans are disjoint.

    Scare quotes, titles of works and names are no utterances. Any text at all is read without an error.
    """
    text = document.text
    blocks = document.prose
    runs: list[_Run] = []
    for i, block in enumerate(blocks):
        goes_on = i + 1 < len(blocks) and _opens_with_mark(text, blocks[i + 1].span)
        for run in _runs(text, i, block.span, goes_on):
            left_open = bool(runs) and runs[-1].open_end and runs[-1].block == i - 1
            if _lost_its_open(text, block, run) or left_open if run.open_start else _is_speech(text, block, run):
                runs.append(run)
    groups = (group for group in _grouped(text, blocks, runs) if _is_utterance(text, blocks[group[0].block], group))
    whole = [sentences(text, block.span.start, block.span.end) for block in blocks]
    return tuple(Utterance(tuple(run.words for run in group), _context(group, whole)) for group in groups)


def _opens_with_mark(text: str, block: Span) -> bool:
    start = trimmed(text, block.start, block.end).start
    return _DOUBLE.match(text, start, block.end) is not None


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of one block, each list in order; single ones by where they start."""

    doubles: list[re.Match[str]]
    sides: list[int]
    """For each double mark 1 if it opens, -1 if it closes, 0 if it can do both."""
    ahead: list[int]
    """For each double mark, how many more close than open after it."""
    opens: list[int]
    closes: list[int]
    sure: list[int]
    """Those of `closes` that can be no apostrophes."""
    attributions: list[int]
    """Where an attribution stands that may be without the closing mark before it."""


def _marks(text: str, block: Span) -> _Marks:
    doubles = list(_DOUBLE.finditer(text, block.start, block.end))
    sides = [_side(text, m, block) for m in doubles]
    ahead, total = [0] * len(sides), 0
    for i in range(len(sides) - 1, -1, -1):
        ahead[i] = total
        total -= sides[i]
    opens = [m.start() for m in _SINGLE_OPEN.finditer(text, block.start, block.end)]
    closes = [m.start() for m in _SINGLE_CLOSE.finditer(text, block.start, block.end)]
    sure = [c for c in closes if not _MAYBE_APOSTROPHE.match(text, c - 1) and not _MAYBE_APOSTROPHE.match(text, c - 2)]
    attributions = [m.start() for m in _LOST_CLOSE.finditer(text, block.start, block.end)] if doubles else []
    return _Marks(doubles, sides, ahead, opens, closes, sure, attributions)


def _runs(text: str, index: int, block: Span, goes_on: bool) -> Iterator[_Run]:
    """The outermost quoted runs of one block; marks inside of a run stay inside. `goes_on`: the next block may continue the last one."""
    marks = _marks(text, block)
    singles = _single_runs(text, index, block, marks)
    single = next(singles, None)
    passed = block.start
    for run in _double_runs(text, index, block, goes_on, marks):
        while single and single.marks.start < run.marks.start:
            if single.marks.start >= passed:
                yield single
                passed = single.marks.end
            single = next(singles, None)
        if run.marks.start >= passed:  # otherwise it stands inside of single marks
            yield run
            passed = run.marks.end
    yield from (s for s in (single, *singles) if s and s.marks.start >= passed)


def _double_runs(text: str, index: int, block: Span, goes_on: bool, marks: _Marks) -> Iterator[_Run]:
    begin: re.Match[str] | None = None
    depth = 0
    for i, m in enumerate(marks.doubles):
        side = marks.sides[i]
        if begin is None:
            if i == 0 and side < 0:  # its opening mark is a paragraph up, or lost
                yield from _run(text, index, block.start, block.start, m.start(), m.end(), open_start=True)
            elif side >= 0:
                begin, depth = m, 0
        elif side > 0 and (marks.ahead[i] >= depth + (1 if goes_on else 2) or marks.sides[i + 1 : i + 3] == [-1, -1]):
            depth += 1  # a quotation inside, with a closing mark of its own
        elif side > 0:
            lost = _lost_close(marks, begin.end(), m.start())
            if lost or text[max(begin.end(), m.start() - 9) : m.start()].rstrip()[-1:] in _STOPS:  # the one before was never closed
                yield from _run(text, index, begin.start(), begin.end(), lost or m.start(), lost or m.start())
                begin, depth = m, 0
        elif depth:
            depth -= 1
        else:
            yield from _run(text, index, begin.start(), begin.end(), m.start(), m.end())
            begin = None
    if begin is not None:
        lost = 0 if goes_on else _lost_close(marks, begin.end(), block.end)
        end = lost or block.end
        yield from _run(text, index, begin.start(), begin.end(), end, end, open_end=not lost)


def _run(
    text: str, index: int, mark: int, start: int, end: int, after: int, open_end: bool = False, open_start: bool = False
) -> Iterator[_Run]:
    """The run of `text[start:end]` within the marks from `mark` to `after`, unless there is nothing in it."""
    inner = trimmed(text, start, end)
    if len(inner):
        yield _Run(inner, Span(mark, after), index, open_end, open_start)


def _side(text: str, m: re.Match[str], block: Span) -> int:
    """1 for a mark that opens, -1 for one that closes, 0 for one that can do both."""
    before = text[m.start() - 1] if m.start() > block.start else " "
    after = text[m.end()] if m.end() < block.end else " "
    if before.isspace() and after.isspace():
        return 0
    free_left = before.isspace() or before in _BEFORE_OPENING
    free_right = after.isspace() or after in _AFTER_CLOSING
    if m.group() in _OPENS:
        return -1 if free_right and not free_left else 1
    if m.group() in _CLOSES:
        return 1 if before.isspace() and not free_right else -1
    if before.isspace() != after.isspace():
        return 1 if before.isspace() else -1
    return int(free_left) - int(free_right)


def _single_runs(text: str, index: int, block: Span, marks: _Marks) -> Iterator[_Run]:
    """What single marks enclose, where they are no apostrophes."""
    doubles = [m.start() for m in marks.doubles]
    for n, start in enumerate(marks.opens):
        limit = marks.opens[n + 1] if n + 1 < len(marks.opens) else block.end
        end = _first_between(marks.sure, start, limit) or _first_between(marks.closes, start, limit)
        if end and (bisect_right(doubles, end) - bisect_right(doubles, start)) % 2 == 0:
            yield from _run(text, index, start, start + 1, end, end + 1)


def _first_between(places: Sequence[int], start: int, limit: int) -> int:
    """The first of `places` after `start` and before `limit`, or 0."""
    at = bisect_right(places, start)
    return places[at] if at < len(places) and places[at] < limit else 0


def _lost_close(marks: _Marks, start: int, limit: int) -> int:
    """Where a quotation ends whose closing mark is missing: before its attribution, or at a single mark that nothing opened; or 0."""
    attribution = _first_between(marks.attributions, start, limit)
    single = _first_between(marks.sure, start, limit)
    if single and _first_between(marks.opens, start - 1, single):
        single = 0
    return min((place for place in (attribution, single) if place), default=0)


def _grouped(text: str, blocks: Sequence[Block], runs: Iterable[_Run]) -> Iterator[list[_Run]]:
    """Runs that are one utterance: split by an attribution, or going on in the next paragraph."""
    group: list[_Run] = []
    named: frozenset[str] = frozenset()
    for run in runs:
        joined = bool(group) and (_continued(text, blocks, group[-1], run) or _split_by_attribution(text, blocks, group[-1], run))
        if joined and group[-1].block == run.block:
            named |= _names(text[group[-1].marks.end : run.marks.start])
        if group and not (joined and not _other_speaker(text, blocks, named, run)):
            yield group
            group, named = [], frozenset()
        group.append(run)
    if group:
        yield group


def _continued(text: str, blocks: Sequence[Block], left: _Run, right: _Run) -> bool:
    """The paragraph ended inside of the quotation and the next one begins with a mark."""
    if not left.open_end or right.block != left.block + 1 or blocks[left.block].kind is not blocks[right.block].kind:
        return False
    return not text[blocks[right.block].span.start : right.marks.start].strip()


def _split_by_attribution(text: str, blocks: Sequence[Block], left: _Run, right: _Run) -> bool:
    """Only an attribution stands between the two runs, not the start of another sentence or of another act of speech."""
    if left.block != right.block or left.open_end or right.marks.start - left.marks.end > _GAP_LIMIT:
        return False
    gap = text[left.marks.end : right.marks.start].strip().rstrip('”"')
    if not gap.strip(".…"):
        return True
    last = text[left.words.start : left.words.end].rstrip("'’")[-1:]
    if last not in ",?!—–-….;" and not gap.startswith(","):
        return False
    cues = list(SAYING.finditer(gap))
    if not cues or len(sentences(gap)) > 1:
        return False
    if (last == "." or (last in "?!…" and gap[-1] in ",:")) and not gap[0].islower():  # the gap is a sentence of its own
        return False
    if gap[-1] in ".;—–-":
        return True
    before = text[max(blocks[left.block].span.start, left.marks.start - 2) : left.marks.start].rstrip()
    if before and (before[-1].isalnum() or before[-1] in ")]"):  # a fragment that the narration leads into
        return False
    if text[right.words.start].islower():
        return sum(not cue.group().endswith("ing") for cue in cues) == 1 and (gap[-1] == "," or gap.endswith((", but", ", and")))
    return gap[-1] in ",:" and (_GOING_ON.search(gap) is not None or (len(cues) == 1 and len(gap[: cues[0].start()].split()) < 5))


def _other_speaker(text: str, blocks: Sequence[Block], named: frozenset[str], right: _Run) -> bool:
    """Whether the attribution that follows the run names somebody else than those who are named already."""
    if text[right.words.end - 1] not in ",?!—":
        return False
    end = min(blocks[right.block].span.end, right.marks.end + _GAP_LIMIT)
    following = next((text[s.start : s.end] for s in sentences(text, right.marks.end, end)), "")
    cue = SAYING.search(following)
    if not cue or cue.start() > 60:
        return False
    names = _names(following[: cue.end() + 40] if cue.start() < 3 else following[: cue.start()])
    return bool(names and named) and names.isdisjoint(named)


def _names(narration: str) -> frozenset[str]:
    return frozenset(name for name in _NAME.findall(narration) if name.lower() not in TITLES)


def _is_speech(text: str, block: Block, run: _Run) -> bool:
    """Whether a run can be somebody's words: no scare quote, title or name."""
    count = _count(text, run)
    if not count or run.open_end:
        return count > 0
    if _set_off(text, block.span, run) or (text[run.words.end - 1] in _STOPS and _starts_sentence(text, block.span, run)):
        return True
    if count < _FEW_WORDS or _NAMED.search(text, max(block.span.start, run.marks.start - 30), run.marks.start):
        return False
    quoted = text[run.words.start : run.words.end]
    return block.kind is BlockKind.HEADLINE or not _is_title(quoted) or _is_list_said(text, block.span, run, quoted)


def _is_list_said(text: str, block: Span, run: _Run, quoted: str) -> bool:
    """Capitals that are an enumeration under a verb of saying: she said that boats called “Gull, Petrel and Tern” were there."""
    before = sentences(text, block.start, run.marks.start)[-1:]
    return bool("," in quoted and _LIST.fullmatch(quoted) and before and SAYING.search(text, before[0].start, before[0].end))


def _is_utterance(text: str, block: Block, group: list[_Run]) -> bool:
    return sum(_count(text, run) for run in group) >= _FEW_WORDS or _set_off(text, block.span, group[0])


def _count(text: str, run: _Run) -> int:
    """Words between blanks: “no-confidence vote” has two."""
    return sum(any(c.isalnum() for c in word) for word in text[run.words.start : run.words.end].split())


def _lost_its_open(text: str, block: Block, run: _Run) -> bool:
    """Whether the paragraph begins with a quotation whose opening mark is missing."""
    return text[run.words.start].isupper() and text[run.words.end - 1] in ",?!" and _set_off(text, block.span, run)


def _starts_sentence(text: str, block: Span, run: _Run) -> bool:
    before = text[max(block.start, run.marks.start - 9) : run.marks.start].rstrip(' ”"')
    return not before or before[-1] in _STOPS


def _set_off(text: str, block: Span, run: _Run) -> bool:
    """Whether punctuation and an attribution set the run off as speech: “No,” she said; he answered: “No.”"""
    last = text[run.words.end - 1]
    if last not in ",.?!":
        return False
    before = text[max(block.start, run.marks.start - 60) : run.marks.start].rstrip()
    leads = before[-1:] in (",", ":") or _starts_sentence(text, block, run)
    after = text[run.marks.end : min(block.end, run.marks.end + 120)]
    return leads and ((before.endswith((",", ":")) and bool(SAYING.search(before))) or (last != "." and bool(SAYING.search(after))))


def _is_title(quoted: str) -> bool:
    """Capitalised throughout, like the name of a book, a show or an act."""
    level = [w for w in _TITLE_WORD.findall(quoted) if w.lower() not in _SMALL]
    if len(level) < 2 or quoted.isupper() or quoted[-1] in "?!" or len(sentences(quoted)) > 1:
        return False
    return all(w[0].isupper() or w[0].isdigit() for w in level)


def _context(group: list[_Run], whole: Sequence[Sequence[Span]]) -> Span:
    """From the start of the sentence of the first run to the end of the last one's; `whole`: the sentences of each block."""
    start, end = group[0].words.start, group[-1].words.end
    first, last = whole[group[0].block], whole[group[-1].block]
    at = max(0, bisect_right(first, start, key=lambda s: s.start) - 1)
    to = min(len(last) - 1, bisect_left(last, end, key=lambda s: s.end))
    return Span(min(first[at].start, start), max(last[to].end, end))
