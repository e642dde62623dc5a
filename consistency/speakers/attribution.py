"""Who says an utterance: candidates near it, each with features, and the one with the highest learnt score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from consistency.model import Document, Speaker, Utterance
from consistency.speakers import cues
from consistency.speakers.clauses import Cue, first, subjects
from consistency.speakers.mentions import Kind, Mention, Sentence
from consistency.speakers.persons import is_person
from consistency.speakers.reference import Reference, Resolver
from consistency.speakers.sentences import read
from consistency.speakers.weights import NOBODY, WEIGHTS

_BEFORE, _AFTER = 4, 2
"""How many sentences around the quoted runs are searched."""
_WELL = 3.0
"""Score of one who surely fits, such as the subject of the sentence's verb of speech."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the runs of one utterance stand."""

    sentences: tuple[int, ...]
    tokens: tuple[tuple[int, int], ...]
    """(sentence, token) of each run, in order."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that may be the speaker of one utterance."""

    sentence: int
    position: int
    features: tuple[str, ...]
    reference: Reference


class Reader:
    """One document, read once: sentences, reporting verbs with their subjects, and the places of its utterances."""

    def __init__(self, document: Document, utterances: tuple[Utterance, ...]) -> None:
        self.utterances = len(utterances)
        self.sentences = read(document, utterances)
        self.cues: tuple[tuple[Cue, ...], ...] = tuple(subjects(s) for s in self.sentences)
        self.resolver = Resolver(document.text, self.sentences, self.cues)
        places: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for sentence in self.sentences:
            for n, token in enumerate(sentence.tokens):
                if token.quote >= 0:
                    places[token.quote].append((sentence.index, n))
        self.places = {u: Place(tuple(sorted({s for s, _ in p})), tuple(p)) for u, p in places.items()}

    def candidates(self, utterance: int, previous: Candidate | None, previous_place: Place | None) -> list[Candidate]:
        """Everything near an utterance that may have said it, with its features."""
        place = self.places[utterance]
        lo, hi = place.sentences[0], place.sentences[-1]
        found = []
        last = previous.reference if previous is not None else None
        for index in range(max(0, lo - _BEFORE), min(len(self.sentences), hi + _AFTER + 1)):
            sentence = self.sentences[index]
            for n, mention in enumerate(sentence.mentions):
                if mention.gender == "w" and mention.kind is Kind.PRONOUN:
                    continue
                features = self._features(place, sentence, n, mention)
                if mention.kind is Kind.PHRASE and not any(f.startswith(("near:", "own:", "mark")) for f in features):
                    continue
                reference = self.resolver.resolve(index, n, last)
                if last is not None and reference.key == last.key:
                    features.append("is_last" + self._gap(place, previous_place))
                found.append(Candidate(index, n, tuple(features), reference))
        if previous is not None and previous_place is not None:
            features = ["continue" + self._gap(place, previous_place), "continue:" + self._shape(place)]
            if previous_place.sentences[-1] < lo - _BEFORE:
                features.append("continue_far")
            if self._other_subject(previous.reference, previous_place.sentences[-1] + 1, lo):
                features.append("continue_past_other")
            found.append(Candidate(previous.sentence, previous.position, tuple(features), previous.reference))
        return found

    def thing(self, candidate: Candidate) -> bool:
        """Whether a candidate is a noun phrase that means no person: the bridge, a push."""
        mention = self.sentences[candidate.sentence].mentions[candidate.position]
        return mention.kind is Kind.PHRASE and not is_person(mention.head)

    def _other_subject(self, last: Reference, start: int, end: int) -> bool:
        """Whether a sentence of narration between two utterances opens with the name of somebody else."""
        for index in range(start, end):
            sentence = self.sentences[index]
            n = first(sentence, len(sentence.tokens))
            if n is not None and sentence.mentions[n].kind is Kind.NAME and self.resolver.resolve(index, n).key != last.key:
                return True
        return False

    def _gap(self, place: Place, before: Place | None) -> str:
        if before is None:
            return ""
        gap = self.sentences[place.sentences[0]].paragraph - self.sentences[before.sentences[-1]].paragraph
        if gap == 0:
            return ":same_sentence" if place.sentences[0] == before.sentences[-1] else ":same_paragraph"
        return ":next_paragraph" if gap == 1 else ":two_on" if gap == 2 else ":far"

    def _shape(self, place: Place) -> str:
        """Whether the utterance is its paragraph, a sentence or paragraph start, or only part of a sentence."""
        sentence, token = place.tokens[0]
        own = self.sentences[sentence]
        paragraph = self._paragraph(sentence)
        attributed = any(c for i in place.sentences for c in self.cues[i] if c.speech)
        if all(t.quote >= 0 or not t.text[0].isalnum() for s in paragraph for t in s.tokens):
            return "alone"
        if attributed:
            return "cued"
        if all(t.quote >= 0 or not t.text[0].isalnum() for t in own.tokens):
            return "sentence"
        return "opens" if token == 0 else "partial"

    def _paragraph(self, index: int) -> list[Sentence]:
        number = self.sentences[index].paragraph
        lo = hi = index
        while lo > 0 and self.sentences[lo - 1].paragraph == number:
            lo -= 1
        while hi + 1 < len(self.sentences) and self.sentences[hi + 1].paragraph == number:
            hi += 1
        return list(self.sentences[lo : hi + 1])

    def _features(self, place: Place, sentence: Sentence, n: int, mention: Mention) -> list[str]:
        """What speaks for and against a mention; the weights say which is which."""
        lo, hi, index = place.sentences[0], place.sentences[-1], sentence.index
        shape = self._shape(place)
        inside = index in place.sentences
        features = [f"kind:{mention.kind}"]
        if mention.possessive:
            features.append("possessive")
        if mention.gender == "n":
            features.append("thing")
        if mention.kind is Kind.ROLE and not mention.definite and mention.gender != "p":
            features.append("indefinite")
        if mention.text == "I" or mention.text.lower() == "we":
            features.append("first_person")
        before = sentence.tokens[mention.first - 1].low if mention.first else ""
        if before in cues.PREPOSITIONS:
            features.append("after_preposition")
        if before in cues.HEARERS or before in cues.CUES:
            features.append("after_verb")
        if inside:
            features += self._inside(place, sentence, n, mention, shape)
        else:
            away = lo - index if index < lo else index - hi
            same = sentence.paragraph == self.sentences[lo if index < lo else hi].paragraph
            side = "prior" if index < lo else "next"
            where = f"{side}{min(away, 3)}{'' if same else '_other'}"
            role = self._role(sentence, n)
            whole = "whole" if shape in {"alone", "sentence", "opens"} else "part"
            features += [f"{where}:{role}", f"{where}:{role}:{whole}"]
            if index < lo and all(t.quote < 0 for t in sentence.tokens):
                features.append(f"narrated:{role}:{whole}")
            if index < lo and away == 1 and sentence.tokens[-1].text == ":":
                features += ["colon", f"colon:{role}"]
        if index < lo or (index == lo and mention.last < place.tokens[0][1]):
            nearer = self._between(index, n, place)
            features.append(f"nearer:{min(nearer, 3)}:{'other' if self._role(sentence, n) == 'other' else 'subject'}")
        return features

    def _role(self, sentence: Sentence, n: int) -> str:
        own = [c for c in self.cues[sentence.index] if c.subject == n]
        if any(c.speech and c.manner != "ing" for c in own):
            return "speech"
        if own:
            return "cue"
        return "first" if first(sentence, len(sentence.tokens)) == n else "other"

    def _between(self, index: int, n: int, place: Place) -> int:
        """How many other names and pronouns stand between a mention and the utterance after it."""
        total = 0
        for k in range(index, place.sentences[0] + 1):
            for m, other in enumerate(self.sentences[k].mentions):
                later = k > index or m > n
                earlier = k < place.sentences[0] or other.last < place.tokens[0][1]
                total += later and earlier and other.kind in (Kind.NAME, Kind.PRONOUN)
        return total

    def _inside(self, place: Place, sentence: Sentence, n: int, mention: Mention, shape: str) -> list[str]:
        runs = [t for s, t in place.tokens if s == sentence.index]
        features = []
        linked = [c for c in self.cues[sentence.index] if c.subject == n]
        before, after = runs[0], runs[-1]
        if any(mention.last < r for r in runs) and all(mention.last < r for r in runs):
            features.append("side:before")
        else:
            features.append("side:after" if mention.first > after else "side:between")
        for cue in linked:
            strength = "speech" if cue.speech else "attitude"
            near = min((self._distance(sentence, cue, r) for r in runs), default=9)
            side = "pre" if cue.token < before else "post" if cue.token > after else "mid"
            features.append(f"near:{cue.manner}:{strength}:{side}:{'0' if near == 0 else '1' if near <= 2 else '2'}")
            if self._governs(sentence, cue, runs):
                features.append(f"own:{strength}:{side}")
            if cue.manner == "mark":
                features.append("mark")
        if not linked and first(sentence, before) == n:
            features.append("clause_first")
        if not linked and _last_plain(sentence, before) == n:
            features.append("clause_last")
        own_sentence = [c for c in self.cues[sentence.index] if c.subject != n]
        features.append(f"rivals:{min(2, len(own_sentence))}:{'linked' if linked else 'free'}")
        if not linked:
            features.append(f"free:{shape}")
        return features

    def _distance(self, sentence: Sentence, cue: Cue, run: int) -> int:
        """Words of narration between a cue with its subject and a run; other runs count for six."""
        subject = sentence.mentions[cue.subject]
        lo, hi = min(cue.token, subject.first), max(cue.token, subject.last)
        if cue.token < run:
            gap = sentence.tokens[max(cue.token, subject.last) + 1 : run] if hi < run else sentence.tokens[cue.token + 1 : run]
        else:
            gap = sentence.tokens[run + 1 : lo]
        return sum(6 if t.quote >= 0 else 1 for t in gap if t.quote >= 0 or t.text[0].isalnum())

    def _governs(self, sentence: Sentence, cue: Cue, runs: list[int]) -> bool:
        """Whether a cue is the last one before the first run, or, with none before it, the first one behind the last."""
        every = self.cues[sentence.index]
        pre = [c for c in every if c.token < runs[0]]
        if pre:
            return cue is pre[-1]
        post = [c for c in every if c.token > runs[0]]
        return bool(post) and cue is post[0]


def _last_plain(sentence: Sentence, limit: int) -> int | None:
    """The last noun phrase before token `limit` that is not inside a prepositional phrase."""
    best = None
    for n, mention in enumerate(sentence.mentions):
        before = sentence.tokens[mention.first - 1].low if mention.first else ""
        if mention.last < limit and not mention.possessive and before not in cues.PREPOSITIONS and mention.kind is not Kind.PHRASE:
            best = n
    return best


def score(features: tuple[str, ...], weights: Mapping[str, float]) -> float:
    """The sum of the weights of the features; an unknown one weighs nothing."""
    return sum(weights.get(f, 0.0) for f in features)


def attribute(reader: Reader, weights: Mapping[str, float] = WEIGHTS) -> tuple[Speaker | None, ...]:
    """The speaker of each utterance of the document, or None where the text gives none.

    Candidates are names, roles and pronouns near the quoted runs, and the speaker of the utterance before; a linear model over
    where they stand to reporting verbs picks one (after Muzny et al. 2017, whose sieves are features here). `weights` are for training.
    """
    out: list[Speaker | None] = [None] * reader.utterances
    previous: Candidate | None = None
    place: Place | None = None
    for u in sorted(reader.places, key=lambda u: reader.places[u].tokens[0]):
        found = reader.candidates(u, previous, place)
        ranked = sorted(found, key=lambda c: (-score(c.features, weights), c.sentence, c.position))
        best = next(iter(ranked), None)
        if best is not None and reader.thing(best):  # what is no person yields to somebody who fits well: Finch said the bridge was “…”
            best = next((c for c in ranked if not reader.thing(c) and score(c.features, weights) >= _WELL), best)
        if best is None or score(best.features, weights) < weights.get(NOBODY, 0.0):
            continue
        mention = reader.sentences[best.sentence].mentions[best.position]
        out[u] = Speaker(best.reference.name, mention.start, mention.end)
        previous, place = best, reader.places[u]
    return tuple(out)
