"""Whom a mention means: clusters of names in one document, and pronouns, roles and short names led back to them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log

from consistency.names import BODIES
from consistency.speakers import cues
from consistency.speakers.clauses import apposed, located
from consistency.speakers.mentions import Kind, Mention, Sentence
from consistency.speakers.persons import first_names

_TITLE_WORDS = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "dr": "doctor", "congressman": "representative",
    "congresswoman": "representative", "chairwoman": "chairman", "spokeswoman": "spokesman", "spokesperson": "spokesman",
    "atty": "attorney", "prof": "professor", "col": "colonel", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant",
    "chairperson": "chairman", "chair": "chairman", "councilwoman": "councilman", "adviser": "advisor", "lawyer": "attorney",
    "contender": "candidate", "hopeful": "candidate", "gop": "republican", "dem": "democrat", "democratic": "democrat",
    "del": "delegate", "rev": "reverend", "pres": "president",
}  # fmt: skip


PARTIES = frozenset({"republican", "democrat", "libertarian", "green", "labour", "conservative"})
"""Levelled words for members of parties."""
_PARTY_OF = {"R": "republican", "D": "democrat", "L": "libertarian"}

SOURCES = frozenset({"aide", "spokesman", "official", "source", "advisor", "staffer", "insider", "representative"})
"""Levelled words for those who speak for others; an article takes turns with them."""


def level(role: str) -> str:
    """One word for the spellings and genders of a role: `congresswoman` and `rep` are `representative`."""
    word = cues.singular(role)
    return _TITLE_WORDS.get(word, word)


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that a document names."""

    name: str
    """The fullest form in the document, without titles."""
    words: tuple[str, ...]
    gender: str
    """m, f, n, or empty."""
    roles: frozenset[str]
    """Levelled titles and appositions."""
    parties: frozenset[str]
    """Levelled, of the marks behind the name (R-Ohio), or else of its roles."""
    person: bool
    """Whether it may be a person."""
    known: bool
    """Whether a title, a pronoun, an apposition or a full name shows that it is one."""

    def may_be(self, gender: str) -> bool:
        """Whether it may be a man (m) or a woman (f): by its gender where the document shows it, else by its first name."""
        return self.person and (self.gender or _by_first_name(self.words) or gender) == gender


@dataclass(frozen=True, slots=True)
class Site:
    """A mention and where it stands."""

    sentence: int
    position: int
    """Among the mentions of its sentence."""
    mention: Mention


_UNQUOTED = re.compile('["“”„«»]')


_RELATIVE = 5
"""Words between a name and the `who` that goes on about it, at most: of New York, a doctor."""
_FIRST = 20
"""Of a group of mentions so many, fullest and earliest first, tell who it is."""


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in words if w not in cues.SUFFIXES)


def _generation(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words) & {"jr", "ii", "iii", "iv"}


def _initials(words: tuple[str, ...]) -> str:
    return "".join(w[0] for w in words if w not in cues.PREPOSITIONS and w not in {"and", "the"})


def _keys(words: tuple[str, ...]) -> set[str]:
    """Under what a full name is looked up: its words, and its initials with and without the first ones."""
    core = _core(words)
    initials = _initials(core) if len(core) > 1 else ""
    return {*core, initials, *(initials[k:] for k in range(1, len(initials) - 2))} - {""}


def _short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` can be a shorter form of the name `full`: the last name, a name without middle names, or the initials."""
    if short == full:
        return True
    a, b = _core(short), _core(full)
    if not a or not b or (_generation(short) and _generation(short) != _generation(full)):
        return False
    if len(a) == 1:
        initials = _initials(b)
        return a[0] in (b[-1], b[0]) or (len(b) > 1 < len(a[0]) and (a[0] == initials or (len(a[0]) > 2 and initials.endswith(a[0]))))
    if a[-1] == b[-1] and a[0] == b[0]:
        return _generation(short) == _generation(full)
    return set(a) <= set(b)


def _by_first_name(words: tuple[str, ...]) -> str:
    """m or f where the first of several words of a name is hardly ever the other sex's first name, else nothing."""
    return first_names().get(words[0], "") if len(_core(words)) > 1 else ""


class Names:
    """The entities of one document, and for every mention of a name the one it means."""

    def __init__(self, sentences: tuple[Sentence, ...]) -> None:
        self.sentences = sentences
        self.sites = tuple(Site(s.index, n, m) for s in sentences for n, m in enumerate(s.mentions))
        named = [site for site in self.sites if site.mention.kind is Kind.NAME]
        self._roles = self._appositions()
        self._groups: list[list[Site]] = []
        self._index: dict[str, list[int]] = defaultdict(list)
        self._gather(named + [Site(s.index, -1, m) for s in sentences for m in s.quoted])
        self.entities = tuple(self._entity(group) for group in self._groups)
        self.of: dict[tuple[int, int], int] = {}
        """(sentence, position) of a name -> index of its entity."""
        self._link(named)
        self._learn()
        self._link(named)  # again, now that pronouns have told genders
        self.places: dict[int, list[int]] = defaultdict(list)
        """Entity -> the sentences that name it, in order."""
        for site in named:
            self.places[self.of[site.sentence, site.position]].append(site.sentence)

    def _appositions(self) -> dict[tuple[int, int], list[Mention]]:
        """(sentence, position) of a name -> the roles in apposition to it (`Hill, a doctor,`; `the chairman, Hill`)."""
        found: dict[tuple[int, int], list[Mention]] = defaultdict(list)
        for site in self.sites:
            if site.mention.kind is Kind.ROLE and site.mention.gender != "p":
                found[site.sentence, apposed(self.sentences[site.sentence], site.position)].append(site.mention)
        return found

    def _apposition(self, site: Site) -> list[Mention]:
        return self._roles.get((site.sentence, site.position), [])

    def _party(self, site: Site) -> str:
        """The party that stands behind a name: Hill (R-Ohio), Hill, D-Ohio,."""
        last, tokens = site.mention.last, self.sentences[site.sentence].tokens
        behind = [t.text for t in tokens[last + 1 : last + 3] if t.text not in {",", "("}]
        return _PARTY_OF.get(behind[0][0], "") if behind and cues.PARTY.match(behind[0]) else ""

    def _near(self, words: tuple[str, ...]) -> list[int]:
        """Groups of names that share a word or the initials with these words."""
        return sorted({n for w in _core(words) for n in self._index.get(w, ())})

    def _gather(self, named: list[Site]) -> None:
        """Groups mentions by name: full names first, then names of one word that fit exactly one of these; headlines last."""
        groups = self._groups
        for site in sorted(named, key=lambda s: (self._titled(s), -len(_core(s.mention.words)), s.sentence, s.position)):
            words = site.mention.words
            near = self._near(words)
            if self._titled(site) and (inside := [n for n in near if set(_core(groups[n][0].mention.words)) < set(words)]):
                groups[inside[0]].append(site)
                continue
            fits = [n for n in near if _short_for(words, groups[n][0].mention.words) and not self._other(site, groups[n])]
            if not fits or (len(fits) > 1 and self._apart(words, fits)):
                for key in _keys(words):
                    self._index[key].append(len(groups))
                groups.append([site])
            elif len(words) > 1 or len(fits) == 1:
                groups[fits[0]].append(site)

    def _apart(self, words: tuple[str, ...], fits: list[int]) -> bool:
        """Whether a word is short for none of several names that it begins: Harbourbook; Harbourbook Watch, Harbourbook Live."""
        cores = [_core(self._groups[n][0].mention.words) for n in fits]
        return len(words) == 1 and not any(core[-1:] == words or _initials(core) == words[0] for core in cores)

    def _titled(self, site: Site) -> bool:
        return self.sentences[site.sentence].titled

    def _other(self, site: Site, group: list[Site]) -> bool:
        """Whether a short name means somebody else than the full one: another title, or a younger or a closer relative named later."""
        group = group[:_FIRST]
        full = [s for s in group if len(s.mention.words) > 1 and not self._titled(s)] or group
        roles = [m for s in full for m in self._apposition(s)]
        genders = {m.gender for m in (*roles, *(s.mention for s in group))} & {"m", "f"}
        if site.mention.gender in {"m", "f"} and genders and site.mention.gender not in genders:
            return True
        if site.sentence > min(s.sentence for s in full) or len(_core(site.mention.words)) > 1:
            return False
        kin = any(s.mention.titles & cues.KIN for s in full) or any(m.head in cues.KIN for m in roles)
        return kin or bool(_generation(full[0].mention.words) and not _generation(site.mention.words))

    def _entity(self, group: list[Site]) -> Entity:
        longest = max(group, key=lambda s: (not self._titled(s), len(s.mention.words), len(s.mention.text), -s.sentence)).mention
        votes = Counter(m.gender for s in group for m in (s.mention, *self._apposition(s)) if m.gender)
        gender = votes.most_common(1)[0][0] if votes else ""
        roles = frozenset(level(t) for s in group for t in s.mention.titles)
        apart = frozenset(level(w) for s in group for m in self._apposition(s) for w in (m.head, *m.words))
        acronym = len(longest.words) == 1 and len(longest.text) > 1 and longest.text.replace(".", "").isupper()
        if apart & BODIES and not apart & cues.PEOPLE:
            gender = "n"
        placed = sum(s.position >= 0 and located(self.sentences[s.sentence], s.mention) for s in group)
        thing = gender == "n" or any(s.mention.definite for s in group) or acronym or 2 * placed > len(group)
        known = bool(gender in {"m", "f"} or (roles | apart) & cues.PEOPLE) or (len(longest.words) > 1 and not thing)
        person = not thing or gender in {"m", "f"} or bool(roles & cues.PEOPLE)
        parties = frozenset(party for s in group if (party := self._party(s))) or (roles | apart) & PARTIES
        return Entity(_UNQUOTED.sub("", longest.text), longest.words, gender, roles | apart, parties, person, known)

    def _link(self, named: list[Site]) -> None:
        groups = self._groups
        index = {(s.sentence, s.position): n for n, g in enumerate(groups) for s in g if s.position >= 0}
        last_seen: dict[int, int] = {}
        bare: dict[tuple[str, ...], int] = {}
        genders = {n: e.gender or _by_first_name(e.words) for n, e in enumerate(self.entities)}
        for order, site in enumerate(named):
            key, gender, words = (site.sentence, site.position), site.mention.gender, site.mention.words
            if key not in index:
                fits = [n for n in self._near(words) if _short_for(words, groups[n][0].mention.words) and not self._other(site, groups[n])]
                fits = [n for n in fits if not gender or genders[n] in {"", gender}] or fits
                plain = [n for n in fits if _core(self.entities[n].words)[-1:] == words[-1:]] or fits
                plain = [n for n in plain if _generation(words) or not self._younger(n)] or plain
                index[key] = self._likeliest(site, plain, last_seen, bare.get(words))
                genders[index[key]] = genders[index[key]] or gender
            # a headline is written before anybody is named
            if not site.mention.titles and not self._titled(site) and _core(self.entities[index[key]].words)[-1:] == words:
                bare[words] = index[key]
            last_seen[index[key]] = order
        self.of = index
        told = {index[site.sentence, site.position] for site in named if site.mention.gender in {"m", "f"}}
        self.entities = tuple(replace(e, gender=genders[n]) if n in told and not e.gender else e for n, e in enumerate(self.entities))

    def _younger(self, n: int) -> bool:
        """Whether somebody is told from a namesake by the suffix, even where the surname stands alone: Orme Jr."""
        return any(len(_core(s.mention.words)) == 1 and _generation(s.mention.words) for s in self._groups[n])

    def _likeliest(self, site: Site, fits: list[int], last_seen: dict[int, int], bare: int | None) -> int:
        """Which of several people of one name is meant: the one last mentioned, one named far more often, one whom the pronouns fit, one
        who was meant by the surname alone before: `bare`."""
        latest = max(last_seen.get(n, -1) for n in fits)
        near = {m.gender for m in self.sentences[site.sentence].mentions if m.kind is Kind.PRONOUN} & {"m", "f"}

        def worth(n: int) -> tuple[float, int, int]:
            score = (
                log(len(self._groups[n]))
                + 1.5 * (latest >= 0 and last_seen.get(n, -1) == latest)
                + 1.0 * ({self.entities[n].gender} == near)
                + 2.0 * (n == bare and not site.mention.titles)
            )
            return score, -min(s.sentence for s in self._groups[n]), -n

        return max(fits, key=worth)

    def _learn(self) -> None:
        """Gender from pronouns behind the only person named before them in their sentence or, with none there, in the one before."""
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        for before, sentence in pairwise((None, *self.sentences)):
            if sentence is None:
                continue
            for mention in sentence.mentions:
                bound = mention.text.lower() in cues.OBJECTS and not mention.possessive  # `him` is never its own clause's subject
                if mention.kind is Kind.PRONOUN and mention.gender in {"m", "f"} and not bound:
                    near = self._relative(sentence, mention) or self._persons(sentence, mention.first)
                    near = near or (self._persons(before) if before and not _gendered(before) else set())
                    if len(near) == 1 and all(self.entities[n].may_be(mention.gender) for n in near):
                        votes[near.pop()][mention.gender] += 1
        self.entities = tuple(
            replace(e, gender=votes[n].most_common(1)[0][0], person=True, known=True) if not e.gender and e.person and votes[n] else e
            for n, e in enumerate(self.entities)
        )

    def _relative(self, sentence: Sentence, pronoun: Mention) -> set[int]:
        """Whom a pronoun in a relative clause means: Ann Orme of Torvale, who announced her bid. None where the clause names others."""
        who = max((k for k, t in enumerate(sentence.tokens[: pronoun.first]) if t.low == "who"), default=-1)
        names = [(n, m) for n, m in enumerate(sentence.mentions) if m.kind is Kind.NAME and m.last < pronoun.first]
        if who < 1 or any(m.first > who for _, m in names):
            return set()
        own = [(n, m) for n, m in names if not m.first or sentence.tokens[m.first - 1].low not in cues.PREPOSITIONS]
        if not own or own[-1][1].last < who - _RELATIVE:
            return set()
        entity = self.of[sentence.index, own[-1][0]]
        return {entity} if self.entities[entity].person else set()

    def _persons(self, sentence: Sentence, limit: int | None = None) -> set[int]:
        """Entities of the persons named in a sentence, before token `limit`."""
        found = {self.of.get((sentence.index, n)) for n, m in enumerate(sentence.mentions) if limit is None or m.last < limit}
        return {n for n in found if n is not None and self.entities[n].person}


def _gendered(sentence: Sentence) -> bool:
    return any(m.kind is Kind.PRONOUN and m.gender in {"m", "f"} for m in sentence.mentions)
