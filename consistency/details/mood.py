"""How sure a predicate is: denied, open, possible, alleged, probable, planned or asserted."""

from __future__ import annotations

import re

from consistency.details import lexicon
from consistency.details.kinds import Certainty
from consistency.details.tokens import Token

NEGATORS = frozenset("not never cannot neither nor".split())
_NOTHING = frozenset("no nothing nowhere none nobody neither".split())
"""What negates the verb that stands before it: said nothing, has no plans."""
_DENYING = frozenset("deny refuse reject decline fail disprove debunk".split())
"""Verbs that deny what is governed by them."""
_CERTAINTY = {
    Certainty.POSSIBLE: "may might could perhaps possibly maybe possible hinted mull mulled mulling consider considering risk risks",
    Certainty.ALLEGED: """alleged allegedly reportedly accused purportedly apparently appears appeared seems seemed rumored
    unconfirmed claims claimed alleges suspected""",
    Certainty.PROBABLE: "probably likely expected expects presumably should",
    Certainty.PLANNED: "will would shall plans planned plan vowed vows intends intended promised promises scheduled set pledged poised",
}
_DOING = frozenset("begin start continue manage use have go get come prove happen turn".split())
"""Verbs whose infinitive is done all the same: began to rise."""
_SUPPOSED = {
    noun: level
    for level, nouns in (
        (Certainty.POSSIBLE, "possibility chance likelihood prospect risk"),
        (Certainty.ALLEGED, "allegation accusation claim suspicion speculation suggestion rumor rumour"),
    )
    for noun in nouns.split()
}
"""Nouns before a clause with "that", which then is not said to be so: the possibility that he broke the law."""
_QUESTION = frozenset("who what where when why which how whose whom".split())
ASKING = frozenset(
    "ask asked wonder wondered know knew known see sure unsure certain unclear unknown question determine doubt learn check".split()
)
"""Words before a question that is told of: did not know who could have opened it, asked if she would go."""
CUES = {word: level for level, words in _CERTAINTY.items() for word in words.split()}


_Mood = tuple[Certainty, int]


def mood(words: tuple[Token, ...], start: int, index: int) -> tuple[Certainty, int | None]:
    """Certainty of the predicate whose group is `words[start:index]`, and the word that makes it so."""
    readers = (_negated, _denied, _questioned, _graded, _accused, _supposed, _open)
    return next((found for reader in readers if (found := reader(words, start, index))), (Certainty.ASSERTED, None))


def _negations(words: tuple[Token, ...], start: int, index: int) -> list[int]:
    """The words of the predicate's own group, and behind its verb, that negate it."""
    found = [i for i in range(start, index) if words[i].text in NEGATORS or words[i].text.endswith("n't") or words[i].text == "no"]
    after = (i for i in range(index + 1, min(len(words), index + 3)) if words[i].text in _NOTHING and not _compared(words, i))
    found += [i for i in after if words[i].clause == words[index].clause][:1]
    only = {"only", "just", "merely", "simply"} & {t.text for t in words[start + 1 : start + 3]}
    return [] if only else found  # not only


def _negated(words: tuple[Token, ...], start: int, index: int) -> _Mood | None:
    found = _negations(words, start, index)
    return (Certainty.DENIED, found[-1]) if len(found) % 2 else None


def _denied(words: tuple[Token, ...], start: int, index: int) -> _Mood | None:
    """What is denied by words before the predicate; a negation of its own turns that round, and is not read any further."""
    if _negations(words, start, index):
        return None
    for at in (start - 1, start - 2):
        # denied that, refused to, failed to; the verb stands before "to", "that" or the noun phrase
        failed = at >= 0 and words[at].verb == "fail" and words[at + 1].text != "to"  # failed attempts are attempts
        if at >= 0 and words[at].verb in _DENYING and words[at].sentence == words[start].sentence and not failed:
            return Certainty.DENIED, at
    denier = _denied_clause(words, start)
    if denier is not None:
        return Certainty.DENIED, denier
    if (start and words[start - 1].text in {"without", "nobody", "none"}) or in_place_of(words, start):
        return Certainty.DENIED, start - 1
    subject = _no_subject(words, start)
    return (Certainty.DENIED, subject) if subject is not None else None


def _graded(words: tuple[Token, ...], start: int, index: int) -> _Mood | None:
    """The least sure of the words in the group that say how sure it is; almost certainly before all."""
    for i in range(start, index):
        if words[i].text == "certainly" and i and words[i - 1].text == "almost":
            return Certainty.NEAR_CERTAIN, i
    return min(((level, i) for i in range(start, index) if (level := CUES.get(words[i].text)) is not None), default=None)


def _accused(words: tuple[Token, ...], start: int, index: int) -> _Mood | None:
    """The verb in "accused of taking"."""
    for at in (start - 1, start - 2):
        level = CUES.get(words[at].text) if at >= 0 and words[at].clause == words[index].clause else None
        if level is not None and words[start - 1].text in {"of", words[at].text}:
            return level, at
    return None


def _compared(words: tuple[Token, ...], index: int) -> bool:
    """Whether the "no" is one of degree: begins no later than Tuesday."""
    return words[index].text == "no" and index + 2 < len(words) and words[index + 2].text == "than"


def _open(words: tuple[Token, ...], start: int, index: int) -> _Mood | None:
    """The "to" or "if" of what is asked for, wished or supposed, and so not said to be so."""
    for at in range(start, index):
        if words[at].text == "to" and not (start and words[start - 1].base in _DOING):
            return Certainty.OPEN, at
    at = start - 1
    while at >= 0 and words[at].clause == words[index].clause:
        if words[at].text in {"if", "whether", "unless"}:
            return Certainty.OPEN, at
        at -= 1
    return None


def _questioned(words: tuple[Token, ...], start: int, index: int) -> _Mood | None:
    """The question word in "did not know who could have opened it"."""
    asked = start > 1 and words[start - 1].text in _QUESTION and {words[start - 2].base, words[start - 2].text} & ASKING
    return (Certainty.OPEN, start - 1) if asked else None


def _supposed(words: tuple[Token, ...], start: int, index: int) -> _Mood | None:
    """The noun in "the possibility that he broke the law"."""
    for at in range(start - 1, max(0, start - 8), -1):
        if words[at].sentence != words[start - 1].sentence:
            return None
        if words[at].text == "that" and not words[at].gap.strip():
            level = _SUPPOSED.get(lexicon.base(words[at - 1].text))
            return (level, at - 1) if level is not None else None
    return None


def _denied_clause(words: tuple[Token, ...], start: int) -> int | None:
    """The verb in "denied (that) the bill had passed"."""
    for at in range(start - 1, max(-1, start - 8), -1):
        if words[at].sentence != words[start].sentence or re.search(r"[,;:“”\"]", words[at + 1].gap):
            return None
        if words[at].text in {"and", "but", "which", "who"}:
            return None
        if words[at].verb:
            return at if words[at].verb == "deny" else None
    return None


def _no_subject(words: tuple[Token, ...], start: int) -> int | None:
    """The word in "no one was hurt", "no flights left", "no one, not even the mayor, is above the law"."""
    for at in range(start - 1, max(-1, start - 8), -1):
        if words[at].sentence != words[start].sentence or words[at].verb or words[at].text in {"that", "which", "who", "and", "but"}:
            return None
        if words[at].text in {"no", "neither", "nobody", "none"} and "," not in words[at + 1].gap:
            return at
    return None


def in_place_of(words: tuple[Token, ...], index: int) -> bool:
    """Whether the word is what something else is instead of: advisory rather than mandatory."""
    return index > 1 and (words[index - 2].text, words[index - 1].text) in {("rather", "than"), ("instead", "of")}
