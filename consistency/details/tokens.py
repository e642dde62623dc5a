"""The words of a statement with base form, clause and sentence, and what governs what: rules of thumb in place of a parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from consistency.details import lexicon
from consistency.details.kinds import Context
from consistency.model import Span
from consistency.text import Word, sentences, words

_CLAUSE = re.compile(r"[,;:()\[\]—–]|\s-\s|\.\.\.|…")
_OPENERS = frozenset(
    "and but or that which who whom when while because after before if although though as whether where since until so".split()
)
_TO_VERB = frozenset(
    "to will would shall should can could may might must not never didn't don't doesn't won't wouldn't couldn't can't".split()
)
_NO_VERB = lexicon.DETERMINERS | frozenset("of in on at for from by with".split())
_AFTER_VERB = lexicon.DETERMINERS | frozenset("in on at to for with".split())
REACH = 12
"""Words that count as near on either side."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word."""

    text: str
    """Folded."""
    raw: str
    start: int
    end: int
    gap: str
    """What stands between the word before and this one."""
    base: str
    clause: int
    sentence: int
    verb: str | None
    """The base form, where the word is taken for a verb here."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def content(self) -> bool:
        """Whether it is neither a function word nor a figure."""
        return self.text not in lexicon.FUNCTION and not self.text[0].isdigit() and len(self.text) > 1

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.raw[0].isupper()


def tokens(text: str, spans: tuple[Span, ...]) -> tuple[Token, ...]:
    """The words inside of the spans, in order."""
    found: list[Token] = []
    clause = sentence = 0
    for number, span in enumerate(spans):
        end = span.start
        run = words(text, span.start, span.end)
        begins = {s.start for s in sentences(text, span.start, span.end)}
        headline = _headline(text, run)
        for word, after in zip(run, [*run[1:], None], strict=False):
            gap = text[end : word.start]
            last = found[-1].text if found else ""
            opens = not found or (end == span.start and number > 0) or any(end <= b <= word.start for b in begins)
            if opens and found:
                sentence += 1
                clause += 1
            elif _CLAUSE.search(gap) or word.text in _OPENERS:
                clause += 1
            raw = text[word.start : word.end]
            before = "" if gap.strip() else last
            named = raw[0].isupper() and not opens and not (headline and _told(word.text, before))
            verb = _as_verb(word.text, before, after.text if after else "", named)
            # a sentence begins with a capital whatever the word; only what ends like an adjective of a country is taken for one there
            name = raw[0].isupper() and not (headline and verb) and (not opens or word.text.endswith(("ese", "ian", "ians", "ean", "eans")))
            base = lexicon.name_base(word.text) if name else lexicon.base(word.text)
            found.append(Token(word.text, raw, word.start, word.end, gap, base, clause, sentence, verb))
            end = word.end
    return tuple(found)


def _headline(text: str, run: Sequence[Word]) -> bool:
    """Whether every word that counts begins with a capital, so that a capital says nothing."""
    long = [w for w in run if w.end - w.start >= 4]
    return len(long) >= 4 and sum(text[w.start].isupper() for w in long) >= 0.8 * len(long)


def _told(word: str, last: str) -> bool:
    """Whether a word with a capital in a headline may be its verb: Quits, Resigned, (Will) Quit, (Voters) Quit; else it may be a name."""
    return word != lexicon.verb_of(word) or last in _TO_VERB or (last.endswith("s") and not last.endswith("'s"))


def _owner(word: str) -> bool:
    """Whether the word is a possessive, so that a noun follows: the ship's cook."""
    return word.endswith("'s") and word not in {"it's", "he's", "she's", "that's", "who's", "there's", "what's", "let's"}


def _as_verb(word: str, last: str, after: str, name: bool) -> str | None:
    if word in lexicon.AUXILIARIES or name or last in _NO_VERB or word in lexicon.FUNCTION or _owner(last):
        return None
    lemma = lexicon.verb_of(word)
    if lemma is None:
        return None
    share = lexicon.verbs()[lemma]
    if last in _TO_VERB or last in lexicon.PRONOUNS:
        return lemma if share >= 5 else None
    if word == lemma:
        return lemma if share >= 60 else None
    if word.endswith("s"):
        # the term ends in May, but the attacks in May
        follows = bool(last) and last not in lexicon.FUNCTION and after in _AFTER_VERB
        return lemma if share >= (25 if follows else 60) else None
    return lemma if share >= (10 if word.endswith("ed") else 40) else None


def governor(words: tuple[Token, ...], index: int) -> str:
    """Base form of the verb that a word most likely belongs to: the nearest, where a clause boundary counts as six words."""
    best, nearest = "", 1e9
    here = words[index]
    for other in range(max(0, index - REACH), min(len(words), index + REACH)):
        token = words[other]
        if token.verb and other != index and token.sentence == here.sentence:
            away = abs(other - index) + 6 * abs(token.clause - here.clause)
            # a verb of saying governs what is said only when nothing else does
            away += 8 if token.verb in lexicon.REPORTING else 0
            # voted on Tuesday to close: the date is that of the vote
            away += 6 if other > index and words[other - 1].text == "to" else 0
            if away < nearest:
                best, nearest = token.base, away
    return best


def context(words: tuple[Token, ...], first: int, last: int, head: str = "", modifiers: frozenset[str] = frozenset()) -> Context:
    """What stands around `words[first:last + 1]`."""
    sentence = words[first].sentence
    before = [t for t in words[max(0, first - REACH) : first] if t.sentence == sentence]
    after = [t for t in words[last + 1 : last + 1 + REACH] if t.sentence == sentence]
    return Context(
        head=head,
        modifiers=modifiers,
        verb=governor(words, first),
        near=frozenset(t.base for t in before + after if t.content),
        before=tuple(t.base for t in before if t.text not in {"the", "a", "an"})[-3:],
        after=tuple(t.base for t in after if t.text not in {"the", "a", "an"})[:6],
    )


def noun_after(words: tuple[Token, ...], index: int) -> tuple[str, frozenset[str], int]:
    """Head and modifiers of the noun phrase that goes on at `index`, and the index of its last word (`index - 1` when there is none)."""
    phrase: list[int] = []
    while index < len(words) and len(phrase) < 5:
        token = words[index]
        if phrase and (
            re.search(r"[^\s\-‑]", token.gap) or (token.verb and not token.text.endswith("ing") and lexicon.verbs()[token.verb] > 50)
        ):
            break
        if token.text in {"of", "the", "a", "these", "those", "his", "her", "their", "its", "other", "more"} and not phrase:
            if re.search(r"[^\s\-‑]", token.gap):
                break
            index += 1
            continue
        if token.text in lexicon.FUNCTION or token.text[0].isdigit() or re.search(r"[^\s\-‑]", token.gap):
            break
        phrase.append(index)
        index += 1
    if not phrase:
        return "", frozenset(), index - 1
    people = [i for i in phrase if words[i].base == "person"]
    if people:
        # 41 people dead
        return "person", frozenset(words[i].base for i in phrase if i != people[-1]), phrase[-1]
    return words[phrase[-1]].base, frozenset(words[i].base for i in phrase[:-1]), phrase[-1]
