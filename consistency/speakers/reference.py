"""Whom a mention refers to, given what was said of whom before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from consistency.speakers import cues
from consistency.speakers.clauses import Cue, apposed, between, first
from consistency.speakers.mentions import Kind, Mention, Sentence
from consistency.speakers.names import PARTIES, SOURCES, Entity, Names, level
from consistency.speakers.tokens import Token

_NATIONAL = re.compile(r"^u\.?[sk]\.?$|(?:ese|ish|ian|ean|can)$")
"""Forms, levelled, that adjectives of nations have."""
_REACH = 8
"""How many sentences back a pronoun looks for its name."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The one a mention refers to."""

    key: str
    """The same for all mentions of one entity."""
    name: str
    """The fullest name in the document, or the words of the role."""


class Resolver:
    """Resolves the mentions of one document."""

    def __init__(self, text: str, sentences: tuple[Sentence, ...], cue_table: tuple[tuple[Cue, ...], ...]) -> None:
        self.text = text
        self.sentences = sentences
        self.cues = cue_table
        self.names = Names(sentences)
        self._sources = [
            s for s in self.names.sites if s.mention.kind is Kind.ROLE and s.mention.gender not in {"p", "n"} and not s.mention.possessive
        ]
        self._seen: dict[tuple[int, int, str], Reference] = {}
        self._settled: dict[tuple[int, int], Reference | None] = {}
        for sentence in sentences:  # in order: a pronoun may go on from the one before it
            for n, mention in enumerate(sentence.mentions):
                if mention.text.lower() in {"he", "she"}:
                    self._settled[sentence.index, n] = self._pronoun(sentence.index, n, mention, None)

    def resolve(self, sentence: int, position: int, last: Reference | None = None) -> Reference:
        """The reference of a mention; `last` is the speaker before it, whom a pronoun or a role may go on with."""
        key = (sentence, position, last.key if last is not None else "")
        if key not in self._seen:
            self._seen[key] = self._resolve(sentence, position, last)
        return self._seen[key]

    def _resolve(self, sentence: int, position: int, last: Reference | None) -> Reference:
        mention = self.sentences[sentence].mentions[position]
        if mention.kind is Kind.NAME:
            return self._joined(sentence, position)
        if mention.kind is Kind.PRONOUN:
            found = self._pronoun(sentence, position, mention, last)
            return found or Reference(mention.text.lower(), mention.text)
        return self._role(sentence, position, mention, last)

    def _entity(self, n: int) -> Reference:
        return Reference(f"#{n}", self.names.entities[n].name)

    def _joined(self, sentence: int, position: int) -> Reference:
        """The name, or both names of `X and Y` beside a verb."""
        own = self._entity(self.names.of[sentence, position])
        here = self.sentences[sentence]
        mention = here.mentions[position]
        for other, candidate in enumerate(here.mentions):
            if candidate.kind is not Kind.NAME or candidate.possessive or mention.possessive:
                continue
            left, right = (candidate, mention) if candidate.last < mention.first else (mention, candidate)
            gap = between(here, left, right)
            before = here.tokens[left.first - 1].low if left.first else ""
            if gap == ["and"] and before not in cues.PREPOSITIONS - {"by", "to"} and right.first > left.last:
                a, b = (self._entity(self.names.of[sentence, n]) for n in sorted((position, other)))
                both = (
                    self.names.entities[self.names.of[sentence, other]].person
                    and self.names.entities[self.names.of[sentence, position]].person
                )
                if a.key != b.key and both and _verb_beside(here, left, right):
                    return Reference(f"{a.key}{b.key}", f"{a.name} and {b.name}")
        return own

    def _fits(self, n: int, gender: str) -> bool:
        entity: Entity = self.names.entities[n]
        if gender == "n":
            return not entity.person or not entity.known or entity.gender == "n"
        if gender == "?":
            return entity.known
        return entity.may_be(gender)

    def _pronoun(self, sentence: int, position: int, mention: Mention, last: Reference | None) -> Reference | None:
        """The antecedent of he, she, it or they: the most salient fitting name before it, subjects and speakers first."""
        gender = mention.gender
        if gender not in {"m", "f", "n", "p", "?"} or mention.text.lower() == "we":
            return None
        tokens = self.sentences[sentence].tokens
        relative = mention.first > 1 and tokens[mention.first - 1].low in {"who", "whom", "that", "which"}
        barred = mention.first - (3 if tokens[mention.first - 2].text == "," else 2) if relative else -1
        best: tuple[float, Reference] | None = None
        for index in range(sentence, max(-1, sentence - _REACH), -1):
            here = self.sentences[index]
            subjects = {c.subject for c in self.cues[index]}
            opening = first(here, len(here.tokens))
            for n, other in enumerate(here.mentions):
                if index == sentence and (other.last >= mention.first or other.last == barred):
                    continue
                reference = self._antecedent(index, n, other, gender)
                if reference is None:
                    continue
                before = here.tokens[other.first - 1].low if other.first else ""
                worth = -0.9 * (sentence - index)
                worth += 1.0 * (n == opening) + 0.9 * (n in subjects)
                worth += 0.9 * _introduced(here.tokens, other)
                worth -= 0.7 * (before in cues.PREPOSITIONS) + 0.4 * other.possessive
                worth += 0.4 * (other.kind is Kind.NAME and (bool(other.titles) or len(other.words) > 1))
                worth -= 0.5 * (other.kind is Kind.ROLE and other.gender != gender)
                worth += 0.8 * (last is not None and reference.key == last.key)
                worth -= 0.6 * (here.paragraph != self.sentences[sentence].paragraph)
                worth += 0.9 if reference.key.startswith("#") and _known(self.names, reference, gender) else 0.0
                if best is None or worth > best[0]:
                    best = (worth, reference)
        return best[1] if best else None

    def _antecedent(self, index: int, n: int, other: Mention, gender: str) -> Reference | None:
        if other.kind is Kind.NAME:
            if gender == "p":
                joined = self._joined(index, n)
                return joined if joined.key.count("#") > 1 else None
            number = self.names.of[index, n]
            return self._entity(number) if self._fits(number, gender) else None
        if other.kind is Kind.PRONOUN:
            return self._settled.get((index, n)) if other.gender == gender else None
        if other.kind is Kind.ROLE and (name := apposed(self.sentences[index], n)) != n:
            return self._antecedent(index, name, self.sentences[index].mentions[name], gender)
        if other.kind is Kind.ROLE and not other.possessive:
            if gender == "p" and other.gender == "p":
                return Reference(_folded(other), self._words(index, other))
            if gender == "n" and other.gender == "n":
                return self._role(index, n, other, None)
            if other.text.split(" ", 1)[0].lower() in {"any", "no", "each", "every"}:
                return None
            if gender in {"m", "f"} and other.gender not in {"p", "n"} and other.gender in {"", gender} and other.head in cues.PEOPLE:
                return self._role(index, n, other, None)
        return None

    def _role(self, sentence: int, position: int, mention: Mention, last: Reference | None) -> Reference:
        """The named holder of a definite role, the author of `the statement`, or else the words of the role."""
        here = self.sentences[sentence]
        if mention.head in cues.PERSONAL_TEXTS:
            owner = next((n for n, m in enumerate(here.mentions) if m.last == mention.owner and m.possessive), None)
            if owner is not None:
                return self.resolve(sentence, owner, last)
            if mention.definite and last is not None:
                return last
        if len(mention.words) == 1 and mention.text[:1].isupper() and not mention.definite:
            named = [n for n, e in enumerate(self.names.entities) if len(e.words) > 1 and e.words[-1] == mention.words[0]]
            if named:  # `King said`, of somebody of that name
                return self._entity(named[0])
        if mention.head in cues.PARTISANS and len(mention.words) > 1 and mention.gender != "p" and mention.definite:
            holder = self._partisan(sentence, position, mention, last)
            if holder is not None:
                return holder
        elif mention.head in cues.PEOPLE and mention.gender != "p" and mention.definite:
            holder = self._holder(sentence, mention) or self._introduced(sentence, position, mention)
            if holder is None and mention.owner < 0 and mention.head in cues.STANDING:
                holder = self._pronoun(sentence, position, replace(mention, gender=mention.gender or "?"), last)
            if holder is not None:
                return holder
        if mention.gender == "n" and mention.definite and mention.owner < 0 and len(mention.words) == 1:
            body = self._body(sentence, mention)
            if body is not None:
                return body
        return Reference(_folded(mention), self._words(sentence, mention))

    def _holder(self, sentence: int, mention: Mention) -> Reference | None:
        """The entity whose titles or appositions hold the role: the one with most of its words, and of these the last one named."""
        wanted = {level(mention.head)}
        if wanted & {"lawmaker", "legislator"}:
            wanted = {"senator", "representative", "delegate"}
        if wanted == {"candidate"}:
            wanted = {"candidate", "nominee"}
        words = {level(w) for w in mention.words}
        nations = {w for w in words if _NATIONAL.search(w)} - PARTIES
        best: tuple[int, int, int] | None = None
        for n, entity in enumerate(self.names.entities):
            clash = mention.gender in {"m", "f"} and entity.gender in {"m", "f"} and mention.gender != entity.gender
            parties = entity.parties
            others = {r for r in entity.roles if _NATIONAL.search(r)} - PARTIES
            if nations and others and not nations & others:
                continue  # the Orlian envoy is not the envoy of another country
            if not entity.person or clash or not wanted & entity.roles or (words & PARTIES and parties and not words & parties):
                continue
            rank = (len(words & entity.roles), self._last_place(n, sentence), n)
            best = rank if best is None or rank > best else best
        return self._entity(best[2]) if best else None

    def _partisan(self, sentence: int, position: int, mention: Mention, last: Reference | None) -> Reference | None:
        """`the Ohio Republican`: the one of whom the article says so, or else whoever it has just told of, unless of another party."""
        words = {level(w) for w in mention.words}
        told = [n for n, e in enumerate(self.names.entities) if e.person and words <= e.roles]
        if told:
            return self._entity(max(told, key=lambda n: self._last_place(n, sentence)))
        found = self._pronoun(sentence, position, replace(mention, gender=mention.gender or "?"), last)
        if found is None or found.key.count("#") != 1:
            return None
        parties = self.names.entities[int(found.key[1:])].parties
        return found if not parties or mention.head in parties else None

    def _last_place(self, entity: int, sentence: int) -> int:
        """The last sentence up to this one that names the entity, or -1."""
        places = self.names.places[entity]
        at = bisect_right(places, sentence)
        return places[at - 1] if at else -1

    def _introduced(self, sentence: int, position: int, mention: Mention) -> Reference | None:
        """`the official`: in the fuller words that brought the same role in (`a senior harbour official`)."""
        found, akin = None, None
        for site in self._sources:
            if (site.sentence, site.position) >= (sentence, position):
                break
            other = site.mention
            if not (len(other.words) > len(mention.words) or other.owner >= 0 or not other.definite):
                continue
            found = site if level(other.head) == level(mention.head) else found
            akin = site if {level(other.head), level(mention.head)} <= SOURCES else akin
        found = found or akin
        return Reference(_folded(found.mention), self._words(found.sentence, found.mention)) if found else None

    def _body(self, sentence: int, mention: Mention) -> Reference | None:
        """The institution last named whose name or apposition holds the noun (`the agency`: the Ocean Agency), or else the last one."""
        named = [
            (self._last_place(n, sentence), n)
            for n, e in enumerate(self.names.entities)
            if mention.head in {cues.singular(w) for w in e.words} | e.roles
        ]
        if not named and mention.head in cues.ANY_BODY:
            named = [(self._last_place(n, sentence), n) for n, e in enumerate(self.names.entities) if e.gender == "n" and not e.known]
        place, n = max(named, default=(-1, -1))
        return self._entity(n) if place >= 0 else None

    def _words(self, sentence: int, mention: Mention) -> str:
        """The role in the text's words with what is attached by `of`, `for`, `at`, `in` or `from`; a determiner is lowered."""
        here = self.sentences[sentence]
        end, last = mention.end, mention.last
        while last + 2 < len(here.tokens) and here.tokens[last + 1].low in {"of", "for", "at", "from", "in", "with"}:
            nxt = [m for m in here.mentions if m.first == last + 2 and m.last > last]
            if not nxt:
                break
            longest = max(nxt, key=lambda m: m.last)
            end, last = max(longest.end, here.tokens[longest.last].end), longest.last
        words = " ".join(self.text[mention.start : end].split())
        opener = words.split(" ", 1)[0]
        return words[:1].lower() + words[1:] if opener.lower() in cues.DETERMINERS else words


def _folded(mention: Mention) -> str:
    return " ".join(mention.words) or mention.text.lower()


def _known(names: Names, reference: Reference, gender: str) -> bool:
    return reference.key.count("#") == 1 and names.entities[int(reference.key[1:])].gender == gender


def _verb_beside(sentence: Sentence, left: Mention, right: Mention) -> bool:
    after = sentence.tokens[right.last + 1].low if right.last + 1 < len(sentence.tokens) else ""
    before = sentence.tokens[left.first - 1] if left.first else None
    return (
        after in cues.CUES | cues.AUXILIARIES or before is None or before.quote >= 0 or before.low in cues.CUES | {"by", "to", "both", ","}
    )


def _introduced(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a relative clause goes on about the one named: ", who had marched"."""
    follow = [t.low for t in tokens[mention.last + 1 : mention.last + 3]]
    return follow == [",", "who"]
