"""Indirect quotation: claims that the article reports as somebody's words."""

from __future__ import annotations

from consistency.model import Span, Speaker
from consistency.speakers import cues
from consistency.speakers.attribution import Reader
from consistency.speakers.clauses import Cue
from consistency.speakers.mentions import Kind, Sentence
from consistency.speakers.reference import Reference

_REPORTING = cues.INDIRECT_FINITE | cues.INDIRECT_ING
_SUBORDINATE = frozenset("after before when while because since if although though until unless where than whether who which that".split())
"""What a clause says behind one of these is no report of the whole sentence (`it sank after the crew said …`)."""
_TRANSITIVE = frozenset("add adds added maintain maintains maintained counter counters countered".split())
"""Verbs that report only where a clause follows: added that it was safe, but added rules."""
_STATES = frozenset("find finds found assert asserts asserted".split())
"""Verbs that report nothing before a reflexive pronoun: found himself."""
_CLAUSE = 8
"""Words behind such a verb in which the clause's own verb stands."""
_LEAST = 3
"""A report has at least so many words beside its verb and subject."""


def indirect(reader: Reader, claims: tuple[Span, ...]) -> tuple[Speaker | None, ...]:
    """For each claim the speaker it is reported of (`X said that …`, `…, according to X`), or None where the article itself states it."""
    out: list[Speaker | None] = []
    last: Reference | None = None
    for claim in claims:
        found = None
        for sentence in reader.sentences:
            if sentence.start < claim.end and claim.start < sentence.end:
                found = found or _reported(sentence, reader.cues[sentence.index], claim)
                if found is not None:
                    break
        if found is None:
            out.append(None)
            continue
        sentence, position = found
        reference = reader.resolver.resolve(sentence.index, position, last)
        mention = sentence.mentions[position]
        out.append(Speaker(reference.name, mention.start, mention.end))
        last = reference
    return tuple(out)


def _reported(sentence: Sentence, cue_list: tuple[Cue, ...], claim: Span) -> tuple[Sentence, int] | None:
    """The sentence and its mention to whom the whole claim is ascribed."""
    for cue in cue_list:
        token = sentence.tokens[cue.token]
        if not claim.start <= token.start < claim.end:
            continue
        mention = sentence.mentions[cue.subject]
        if mention.kind is Kind.PHRASE or (mention.kind is Kind.PRONOUN and mention.text.lower() in {"i", "we"}):
            continue
        if cue.manner == "according" or (token.low in _REPORTING and cue.manner in {"before", "after"} and _reports(sentence, cue, claim)):
            return sentence, cue.subject
    return None


def _reports(sentence: Sentence, cue: Cue, claim: Span) -> bool:
    """Whether the verb has the claim's own clause as its object: behind it, or before it up to a comma."""
    subject = sentence.mentions[cue.subject]
    head = min(cue.token, subject.first)
    inside = [n for n, t in enumerate(sentence.tokens) if claim.start <= t.start < claim.end]
    before = sum(sentence.tokens[n].text[0].isalnum() for n in inside if n < head)
    after = sum(sentence.tokens[n].text[0].isalnum() for n in inside if n > max(cue.token, subject.last))
    if cue.token > 0 and any(
        t.low in {"not", "never", "declined", "refused"} or t.low.endswith("n't") for t in sentence.tokens[head : cue.token]
    ):
        return False
    leads = sentence.tokens[head - 1].low if head else ""
    if leads == "if" or (before >= _LEAST and leads in _SUBORDINATE):
        return False
    if sentence.tokens[cue.token].low in _TRANSITIVE and not _clause_follows(sentence, cue.token):
        return False
    reflexive = cue.token + 1 < len(sentence.tokens) and sentence.tokens[cue.token + 1].low.endswith(("self", "selves"))
    if reflexive and sentence.tokens[cue.token].low in _STATES:
        return False
    if cue.manner == "after":
        return before >= _LEAST
    tail = head > 0 and sentence.tokens[head - 1].text in {",", "—", "--"}
    return (after >= _LEAST and before <= max(12, after)) or (tail and before >= _LEAST)


def _clause_follows(sentence: Sentence, cue: int) -> bool:
    """Whether what stands behind a verb is a clause or words in quotation marks, or nothing: the claim stands before it."""
    behind = sentence.tokens[cue + 1 : cue + 1 + _CLAUSE]
    if not behind or not behind[0].text[0].isalnum():
        return True
    return any(t.quote >= 0 or t.low in cues.AUXILIARIES - {"to"} or t.low == "that" for t in behind)
