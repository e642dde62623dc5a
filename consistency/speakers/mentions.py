"""Mentions of possible speakers: the noun phrases of one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from consistency.names import BODIES
from consistency.speakers import cues
from consistency.speakers.capitals import Case, in_name, opening
from consistency.speakers.persons import first_names
from consistency.speakers.tokens import Token
from consistency.text import bare, fold


class Kind(StrEnum):
    """How a mention refers."""

    NAME = "name"
    ROLE = "role"
    PHRASE = "phrase"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that may stand for a speaker."""

    kind: Kind
    first: int
    last: int
    """Tokens of its sentence, both included."""
    start: int
    end: int
    """Offsets of the name itself, or of the whole phrase."""
    text: str
    words: tuple[str, ...]
    """Of the name or phrase, folded, without titles and determiner."""
    head: str
    """The noun that says what it is, folded and singular; empty for a bare name."""
    titles: frozenset[str] = frozenset()
    """Folded words before a name: `secretary`, `mr`."""
    gender: str = ""
    """m, f, n (a body or a text), p (several), or empty where nothing tells."""
    possessive: bool = False
    definite: bool = False
    """Begins with `the`, `this`, `that` or a possessive."""
    owner: int = -1
    """Token at which the possessor inside the phrase ends (`Hill's` lawyer); -1 without."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of narration with its mentions in order."""

    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    paragraph: int
    index: int
    """Position in the document."""
    titled: bool = False
    """Whether it is written like a headline, so that its capitals tell little."""
    quoted: tuple[Mention, ...] = ()
    """Full names inside its quoted runs: they say nothing, but may give the fullest form."""

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.tokens[-1].end


_ADJECTIVE = re.compile(r"(?:al|ic|ive|ary|ous|ful|an|or|less|ese|ish|-[a-z]+)$")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"}) | frozenset(cues.POSSESSIVES)
_PARTY_OR_PERSON = cues.PEOPLE | cues.TITLES
_FIELD = frozenset({"of", "for", "on"})
"""What leads from a title to the field of an office."""


class Chunker:
    """Noun phrases of one sentence, found from left to right by word class."""

    def __init__(self, tokens: list[Token], text: str, seen: Case, known: frozenset[str] | None) -> None:
        self.tokens = tokens
        self.text = text
        self.titled = known is not None
        self.surnames = seen.surnames
        self.names = [in_name(tokens, i, seen, known) for i in range(len(tokens))]

    def _low(self, i: int) -> str:
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def _run(self, i: int) -> int:
        """Behind the last token of the run of capitals that begins at `i`."""
        tokens, names = self.tokens, self.names
        n, body = len(tokens), False
        j = i
        while j < n:
            if names[j]:
                low = cues.singular(tokens[j].low)
                surname = j > i and low in _PARTY_OR_PERSON and tokens[j - 1].low in first_names()  # `Al King of Ohio`
                body = (low in cues.NOUNS - cues.MASSES or tokens[j].low in cues.TITLES) and not surname
                j += 1
                continue
            low, step = tokens[j].low, 0
            following = j + 1 < n and names[j + 1]
            particle = (low in cues.PARTICLES and tokens[j].text.islower()) or tokens[j].text == "&"
            if (particle and following) or (tokens[j].text == "," and self._low(j + 1) in cues.SUFFIXES):
                step = 1
            elif low in _FIELD and body and tokens[j - 1].text != ",":
                if following:
                    step = 1
                elif self._low(j + 1) == "the" and j + 2 < n and names[j + 2]:
                    step = 2
            elif low == "and" and following:
                end = j + 1
                while end < n and names[end]:
                    end += 1
                whole = self._low(i - 1) == "the" and cues.singular(tokens[end - 1].low) in BODIES and not body
                if whole or self._ministry(j + 1, end) or any(t.low in {"of", "for"} for t in tokens[i:j]):
                    step = 1
            if not step:
                break
            j += step
        return j

    def _ministry(self, i: int, end: int) -> bool:
        """Whether the capitals from `i` on are the rest of an office and its holder (`Works` and `Public Housing Secretary Al Hill`)."""
        lows = [t.low for t in self.tokens[i:end]]
        return any(low in {"secretary", "minister"} for low in lows[1:]) and not set(lows[:1]) & cues.TITLES

    def mentions(self) -> Iterator[Mention]:
        """All of them, by their last token."""
        i, n = 0, len(self.tokens)
        before: Mention | None = None
        while i < n:
            token = self.tokens[i]
            if token.low in cues.PRONOUNS and (token.low != "i" or token.text == "I"):
                yield self._pronoun(i, cues.PRONOUNS[token.low], False)
                i += 1
            elif token.low in cues.OBJECTS and not (self._noun_follows(i) or (token.low == "her" and i + 1 < n and self.names[i + 1])):
                yield self._pronoun(i, cues.OBJECTS[token.low], False)
                i += 1
            elif self.names[i] or token.low in cues.DETERMINERS or cues.singular(token.low) in cues.PEOPLE or self._noun_follows(i):
                end, found = self._phrase(i)
                if found and before is not None:
                    found[-1] = self._coordinated(before, found[-1])
                yield from found
                before = found[-1] if found else before
                i = max(end, i + 1)
            else:
                i += 1

    def _coordinated(self, left: Mention, right: Mention) -> Mention:
        """`Transport and Treasury officials`: the plural role takes in the name before `and`."""
        capital = self.names[right.first] and self.names[right.first - 1 - 1]
        if right.kind is not Kind.ROLE or right.gender != "p" or not capital or self.tokens[right.first - 1].low != "and":
            return right
        if left.kind is not Kind.NAME or left.possessive or left.last != right.first - 2 or left.titles:
            return right
        words = (*left.words, *right.words)
        return replace(right, first=left.first, start=left.start, text=self.text[left.start : right.end], words=words)

    def _noun_follows(self, i: int) -> bool:
        """Whether a lower-case word at `i` leads to a noun for people or bodies within two words (`senior administration officials`)."""
        for j in range(i, min(i + 3, len(self.tokens))):
            token = self.tokens[j]
            if token.low in cues.FUNCTION or not token.text[:1].isalpha() or (token.low in cues.CUES | cues.PARTICIPLES):
                return False
            if j > i and cues.singular(token.low) in cues.PEOPLE:
                return True
        return False

    def _pronoun(self, i: int, gender: str, possessive: bool) -> Mention:
        token = self.tokens[i]
        return Mention(Kind.PRONOUN, i, i, token.start, token.end, token.text, (token.low,), "", gender=gender, possessive=possessive)

    def _phrase(self, i: int) -> tuple[int, list[Mention]]:
        """The noun phrase at `i`: the index behind it, and its mentions (a possessor inside it is one of its own)."""
        tokens, n = self.tokens, len(self.tokens)
        found: list[Mention | None] = []
        j, owner, noun, run = i, -1, "", (-1, -1)
        if tokens[j].low in cues.POSSESSIVES:
            found.append(self._pronoun(j, cues.POSSESSIVES[tokens[j].low], True))
            owner = j
        while j < n and tokens[j].low in cues.DETERMINERS and not self.names[j]:
            j += 1
        body = j
        while j < n:
            token = tokens[j]
            if self.names[j]:
                if run[1] == j and not noun:
                    break
                run, noun = (j, self._run(j)), ""
                j = run[1]
            elif token.low == "'s" and j > body:
                found.append(self._mention(i, j - 1, body, run, noun, -1, True))
                owner, noun, run, i, body = j - 1, "", (-1, -1), i, j + 1
                j += 1
            elif self._closes(j) or self._verb(j, body, noun, run):
                break
            else:
                noun = cues.singular(token.low)
                if noun in cues.NOUNS or token.text[:1].isdigit() or j + 1 < n:
                    run = (-1, -1) if run[1] != j or noun else run
                j += 1
        if j <= body:
            if self._alone(j):
                found.append(replace(self._pronoun(j - 1, "", False), kind=Kind.PHRASE, head="person"))
            return j, [m for m in found if m is not None]
        found.append(self._mention(i, j - 1, body, run if run[1] == j else (-1, -1), noun, owner, False))
        return j, [m for m in found if m is not None]

    def _alone(self, j: int) -> bool:
        """Whether somebody who has no name or noun speaks with the verb at `j`: another said."""
        known = self._low(j - 1) in {"one", "another"} and (self.tokens[j - 1].text.islower() or opening(self.tokens, j - 1))
        return known and self._low(j) in cues.SPEECH_FINITE

    def _closes(self, j: int) -> bool:
        """Whether a token can be no part of a noun phrase."""
        token = self.tokens[j]
        return (
            token.quote >= 0
            or token.low in cues.FUNCTION
            or not (token.text[:1].islower() or token.text[:1].isdigit() or (self.titled and token.capital))
        )

    def _verb(self, j: int, body: int, noun: str, run: tuple[int, int]) -> bool:
        """Whether the lower-case word at `j` is rather the verb behind a noun phrase than part of it."""
        low = self.tokens[j].low
        nominal = cues.singular(low) in cues.NOUNS
        if j == body:
            return not nominal and self._alone(j)
        after = self._low(j + 1)
        if low in cues.CUES | cues.PARTICIPLES:
            if low in cues.LEMMAS and after in cues.PEOPLE:  # `the press secretary`
                return False
            joins = cues.singular(after) in cues.NOUNS and after not in cues.CUES and (nominal or low.endswith("ing"))
            ends = nominal and (after in cues.CUES or after == "'s") and low != after
            opens = (
                nominal and self.tokens[body - 1].low in cues.DETERMINERS | {"'s"} and noun not in cues.NOUNS and run[1] != j > body > 0
            )  # `a handwritten note`
            return not (joins or ends or opens)
        if nominal or (low in cues.MODIFIERS and self._noun_follows(j)):
            return False
        if noun in cues.NOUNS or run[1] == j:
            # behind a head noun or a name only another noun phrase word goes on: `Hill campaign adviser`
            return not self._reaches_noun(j)
        return low.endswith("ed") and noun != "" and not any(cues.singular(self._low(k)) in cues.NOUNS for k in (j + 1, j + 2))

    def _reaches_noun(self, j: int) -> bool:
        for k in range(j + 1, min(j + 3, len(self.tokens))):
            low = self.tokens[k].low
            if low in cues.FUNCTION or low in cues.CUES or not low[:1].isalpha():
                return False
            if cues.singular(low) in cues.NOUNS and not self.names[k]:
                return _ADJECTIVE.search(self.tokens[j].low) is not None
        return False

    def _mention(self, i: int, last: int, body: int, run: tuple[int, int], noun: str, owner: int, possessive: bool) -> Mention | None:
        """The mention of tokens `i`..`last`: of the run of capitals at its end, or of its head noun; None for what cannot speak."""
        tokens = self.tokens
        definite = tokens[i].low in _DEFINITE or owner >= 0 or (self.titled and tokens[i].low not in cues.DETERMINERS)
        if run[0] >= 0:
            return self._named(i, last, body, run, possessive, definite, owner)
        start, end = tokens[i].start, tokens[last].end
        words = tuple(t.low for t in tokens[body : last + 1])
        known = noun in cues.NOUNS
        plural = (known and tokens[last].low != noun) or noun in {"people", "men", "women", "children", "police", "authorities"}
        gender = "p" if plural else "n" if noun in BODIES | cues.TEXTS and noun not in cues.PEOPLE else _gender(words)
        if noun in cues.NEVER or noun.removesuffix("s") in cues.NEVER:
            return None
        kind = Kind.ROLE if known else Kind.PHRASE
        return Mention(kind, i, last, start, end, self.text[start:end], words, noun, frozenset(), gender, possessive, definite, owner)

    def _named(self, i: int, last: int, body: int, run: tuple[int, int], possessive: bool, definite: bool, owner: int) -> Mention | None:
        """The mention whose run of capitals ends a phrase: a name with the titles before it, or an office; None for `Feb.`, `Tex.`."""
        tokens = self.tokens
        lows = [t.low for t in tokens[run[0] : last + 1]]
        if cues.singular(lows[-1]) in cues.PARTISANS and not _PARTY_OR_PERSON & set(lows[:-1]):
            return self._office(i, last, lows, possessive, definite, owner)
        institution = _is_institution(lows)
        cut = 0 if institution else _holder(lows, _behind_titles(lows), self.surnames)
        if cut == len(lows):
            return self._office(i, last, lows, possessive, definite, owner)
        name = run[0] + cut
        titles = frozenset(t.low for t in tokens[body:name]) | (frozenset(lows[:cut]))
        start, end = tokens[name].start, tokens[last].end
        if end < len(self.text) and tokens[last].text[-1:].isalpha() and fold(tokens[last].text) in cues.SUFFIXES and self.text[end] == ".":
            end += 1
        words = tuple(bare(low) for low in lows[cut:] if low[:1].isalnum())
        if all(w in cues.KEEP_DOT - cues.TITLES and tokens[last].text.endswith(".") for w in words):
            return None
        office = all(w in _PARTY_OR_PERSON or cues.singular(w) in cues.PEOPLE or w in {"of", "the", "for"} for w in words)
        if office and not institution and not (titles & cues.HONORIFICS):
            return self._office(i, last, list(words), possessive, definite, owner)
        institution = institution or (not titles and any(cues.singular(low) in BODIES for low in lows[1:]))
        return Mention(
            Kind.NAME,
            i,
            last,
            start,
            end,
            self.text[start:end],
            words,
            head="",
            titles=titles,
            gender="n" if institution else _gender(tuple(titles)),
            possessive=possessive,
            definite=self._low(i) == "the" and body == run[0],
            owner=owner,
        )

    def _office(self, i: int, last: int, lows: list[str], possessive: bool, definite: bool, owner: int) -> Mention:
        """A role in capitals: the Senate Majority Leader, Director of National Intelligence."""
        start, end = self.tokens[i].start, self.tokens[last].end
        final = cues.singular(lows[-1])
        head = next((cues.singular(w) for w in lows if cues.singular(w) in cues.PEOPLE), final)
        gender = "p" if final != lows[-1] else _gender(tuple(lows))
        return Mention(
            Kind.ROLE, i, last, start, end, self.text[start:end], tuple(lows), head, frozenset(), gender, possessive, definite, owner
        )


def _is_institution(lows: list[str]) -> bool:
    """Whether a run of capitals names a body: the Union of Harbour Pilots, but not the Union of Harbour Pilots President Ann Orme."""
    inner = next((k for k, low in enumerate(lows) if low in _FIELD), len(lows))
    if cues.singular(lows[inner - 1]) not in BODIES:
        return False
    behind = zip(lows[inner + 2 :], lows[inner + 3 :], strict=False)
    return not any(low in _PARTY_OR_PERSON and after not in cues.FUNCTION for low, after in behind)


def _behind_titles(lows: list[str]) -> int:
    """Where the words behind the last title of a run begin; 0 without a title, or with nothing behind it but a suffix."""
    cut = 0
    for k, low in enumerate(lows):
        rest = [w for w in lows[k + 1 :] if w not in cues.SUFFIXES and (w not in cues.FUNCTION or w in cues.MONTHS)]
        if low in _PARTY_OR_PERSON and rest:
            cut = k + 1
    return cut


def _holder(lows: list[str], cut: int, surnames: frozenset[str]) -> int:
    """Where the name begins behind titles, the last of which ends before `cut`: behind the office, too (`Secretary of Energy Al Hill`).

    That is where a first name stands, or two words before a surname that is known; without, nobody is named, and the whole is an office:
    `len(lows)`.
    """
    behind = cut and (lows[cut] in _FIELD or (lows[cut - 1] in {"national", "foreign"} and not _FIELD.isdisjoint(lows[:cut])))
    if not behind:
        return cut
    known, last = first_names(), len(lows) - 1
    first = next((k for k in range(last - 1, cut, -1) if lows[k] in known or len(lows[k + 1]) == 1), 0)
    return first or (last - 1 if bare(lows[last]) in surnames and not {*lows[cut:][-3:-1]} & cues.FUNCTION else last + 1)


def _gender(words: tuple[str, ...]) -> str:
    if any(w in cues.FEMALE_NOUNS for w in words):
        return "f"
    return "m" if any(w in cues.MALE_NOUNS for w in words) else ""
