"""Subjects of reporting verbs: a light reading of the clauses of one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from consistency.speakers import cues
from consistency.speakers.mentions import Kind, Mention, Sentence

_DASHES = frozenset({"-", "--", "—", "–", "―"})
_ADJUNCT = cues.AUXILIARIES | (cues.LINKERS - {"and", "but", "or", "who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb (or `according to`, or a bare dash or colon) and its subject in the same sentence."""

    token: int
    subject: int
    """Position among the sentence's mentions."""
    speech: bool
    """Whether the verb is one of speech rather than of attitude."""
    manner: str
    """`before` (X said), `after` (said X), `ing`, `agent` (described by X), `according`, `mark` (X: …, … — X)."""


def subjects(sentence: Sentence) -> tuple[Cue, ...]:
    """Every reporting verb of the sentence for which a subject is found, in order."""
    found: list[Cue] = []
    for i, token in enumerate(sentence.tokens):
        cue = _cue(sentence, i, found)
        if cue is not None and token.quote < 0:
            found.append(cue)
    return tuple(found)


def _cue(sentence: Sentence, i: int, earlier: list[Cue]) -> Cue | None:
    token, n = sentence.tokens[i], len(sentence.tokens)
    low = token.low
    if low in cues.REPORTED and i + 1 < n and (sentence.tokens[i + 1].low == "to" or low == "per"):
        k = i + (2 if low == "according" else 1)
        subject = next((n for n in (starting(sentence, j) for j in range(k, min(k + 3, n))) if n is not None), None)
        return Cue(i, subject, True, "according") if subject is not None else None
    if token.text == ":" and i > 0 and sentence.tokens[i - 1].quote < 0:
        mark = _last_before(sentence, i)
        whole = mark is not None and sentence.mentions[mark].last == i - 1 and sentence.mentions[mark].first <= 1
        return Cue(i, mark, True, "mark") if mark is not None and whole else None
    if token.text in _DASHES and (i == 0 or sentence.tokens[i - 1].quote >= 0):
        subject = starting(sentence, i + 1)
        if subject is not None and sentence.mentions[subject].kind is Kind.NAME and not _verb_between(sentence, i, n):
            return Cue(i, subject, True, "mark")
        return None
    speech = low in cues.SPEECH_FINITE or low in cues.SPEECH_ING
    if (quoted := _quoted(sentence, i)) is not None:
        return Cue(i, quoted, True, "ing")
    if low in cues.CUES and not _inside(sentence, i):
        return _finite(sentence, i, speech, earlier)
    if low in cues.PARTICIPLES and not _inside(sentence, i):
        subject = _participle(sentence, i, earlier)
        return Cue(i, subject, speech, "ing") if subject is not None else None
    return None


def _quoted(sentence: Sentence, i: int) -> int | None:
    """For the `saying` at token `i`: whom others quote or cite with it (`the agency quoted Al Hill as saying`)."""
    tokens = sentence.tokens
    if tokens[i].low not in cues.PARTICIPLES or not i or tokens[i - 1].low != "as":
        return None
    verb = next((k for k in range(i - 2, -1, -1) if tokens[k].low in cues.CITING), None)
    who = starting(sentence, verb + 1) if verb is not None else None
    return who if who is None or sentence.mentions[who].kind is not Kind.PHRASE else None


def _finite(sentence: Sentence, i: int, speech: bool, earlier: list[Cue]) -> Cue | None:
    low = sentence.tokens[i].low
    before = _back(sentence, i - 1, cues.AUXILIARIES | cues.LINKERS)
    by = i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].low == "by"
    if by and low.endswith("ed"):  # `described by X`, with `was` or without
        agent = starting(sentence, i + 2)
        return Cue(i, agent, speech, "agent") if agent is not None else None
    if any(sentence.tokens[k].low in cues.PASSIVE for k in range(before + 1, i)):
        agent = starting(sentence, i + 2) if by else None
        return Cue(i, agent, speech, "agent") if agent is not None else None
    if any(sentence.tokens[k].low == "to" for k in range(before + 1, i)):
        subject = _main(sentence, i, earlier)
        return Cue(i, subject, speech, "ing") if subject is not None else None
    opens = (
        before < 0
        or sentence.tokens[before].quote >= 0
        or (sentence.tokens[before].text == "," and before > 0 and sentence.tokens[before - 1].quote >= 0)
    )
    if opens or sentence.tokens[before].text == ",":
        after = starting(sentence, i + 1)
        if after is not None and (opens or (low in cues.INVERTING and _closes(sentence, i + 1)) or _walk(sentence, before, i) is None):
            return Cue(i, after, speech, "after")
    subject = _subject(sentence, i, earlier)
    if subject is None:
        after = starting(sentence, i + 1)
        if after is not None and speech and sentence.tokens[before].text in {",", ")"} | _DASHES:
            return Cue(i, after, speech, "after")
        return None
    return Cue(i, subject, speech, "before") if _agrees(sentence, i, before, subject) else None


def _agrees(sentence: Sentence, i: int, before: int, subject: int) -> bool:
    """Whether a verb's plain form can have the subject: several people, or an auxiliary between (`state troopers` is no clause)."""
    mention = sentence.mentions[subject]
    if sentence.tokens[i].low not in cues.LEMMAS - {"read", "put", "hit"} or mention.gender == "p" or mention.text.lower() in {"i", "you"}:
        return True
    if any(t.low in cues.AUXILIARIES for t in sentence.tokens[before + 1 : i]):
        return True
    return mention.kind is Kind.NAME and mention.first > 0 and sentence.tokens[mention.first - 1].low == "and" and i == mention.last + 1


def _closes(sentence: Sentence, k: int) -> bool:
    """Whether the phrase that begins at token `k` ends its clause, as the subject in `…, said Hill, a doctor.` does."""
    end = max((m.last for m in sentence.mentions if m.first == k), default=k)
    attached = sentence.tokens[end + 1].low in {"of", "at", "for", "from", "in", "with", "on"} if end + 1 < len(sentence.tokens) else False
    for token in sentence.tokens[end + 1 :]:
        if token.quote >= 0 or token.text in {",", ".", ";", ")", "("} | _DASHES:
            break
        if not attached or token.low in cues.CUES | cues.AUXILIARIES:
            return False
    return True


def _subject(sentence: Sentence, i: int, earlier: list[Cue]) -> int | None:
    k = _back(sentence, i - 1, _ADJUNCT)
    if k >= 0 and sentence.tokens[k].low in {"and", "but", "or", "then"}:
        return _main(sentence, k, earlier)
    if sentence.titled and k >= 0 and sentence.tokens[k].text == ",":  # `Hill opens bridge, says he is glad`
        return _main(sentence, k, earlier)
    found = _walk(sentence, k, i)
    return apposed(sentence, found) if found is not None else _main(sentence, i, earlier)


def _back(sentence: Sentence, k: int, skipped: frozenset[str]) -> int:
    """The nearest token at or before `k` that is neither one of `skipped` nor an adverb in -ly."""
    while k >= 0 and sentence.tokens[k].quote < 0 and (sentence.tokens[k].low in skipped or sentence.tokens[k].low.endswith("ly")):
        if _ending(sentence, k) is not None:
            break
        k -= 1
    return k


def _ending(sentence: Sentence, k: int) -> int | None:
    """The longest mention whose last token is `k`."""
    found = [n for n, m in enumerate(sentence.mentions) if m.last == k and not m.possessive]
    return min(found, key=lambda n: sentence.mentions[n].first) if found else None


def starting(sentence: Sentence, k: int) -> int | None:
    """The longest mention whose first token is `k`, led to the name that stands in apposition to it."""
    found = [n for n, m in enumerate(sentence.mentions) if m.first == k and not m.possessive]
    best = max(found, key=lambda n: sentence.mentions[n].last, default=None)
    return None if best is None else apposed(sentence, best)


def apposed(sentence: Sentence, n: int) -> int:
    """The name in apposition to a role (`the chairman, Al Hill, said`; `Al Hill, the chairman, said`), else `n` itself."""
    mention = sentence.mentions[n]
    if mention.kind in (Kind.NAME, Kind.PRONOUN):
        return n
    for other, candidate in enumerate(sentence.mentions):
        if candidate.kind is Kind.ROLE and candidate.last < mention.first and between(sentence, candidate, mention) == [","]:
            named = apposed(sentence, other)  # `Al Hill, Republican of Ohio, a founder of the club, said`
            if named != other and _closed(sentence, mention):
                return named
        if candidate.kind is not Kind.NAME or candidate.possessive or located(sentence, candidate):
            continue
        beside = max(candidate.first, mention.first)
        if not beside or sentence.tokens[beside - 1].text != ",":
            continue
        if candidate.last < mention.first:
            if _closed(sentence, mention) and between(sentence, candidate, mention) == [","]:
                return other
        elif mention.gender not in {"p", "n"} and _introduces(sentence, mention, candidate):
            return other
    return n


def _closed(sentence: Sentence, mention: Mention) -> bool:
    """Whether a phrase ends like an insertion, so that no verb behind it takes it as its subject."""
    for k, token in enumerate(sentence.tokens[mention.last + 1 :]):
        if token.quote >= 0 or not token.text[0].isalnum() or token.low in {"who", "that", "which", "whose"}:
            return True
        if token.low in cues.CUES | cues.AUXILIARIES or (k == 0 and token.low not in cues.PREPOSITIONS):
            return False
    return True


def _introduces(sentence: Sentence, role: Mention, name: Mention) -> bool:
    """Whether a comma alone parts a role, with what is attached to it, from the name (`the head of the board, Al Hill,`)."""
    gap = between(sentence, role, name)
    if gap == [","]:
        return True
    closed = _after(sentence, name.last) in {",", "(", "."}
    return closed and len(gap) > 2 and gap[-1] == "," and gap.count(",") == 1 and gap[0] in {"of", "for", "at", "in", "from"}


def _after(sentence: Sentence, k: int) -> str:
    return sentence.tokens[k + 1].text if k + 1 < len(sentence.tokens) else "."


def between(sentence: Sentence, left: Mention, right: Mention) -> list[str]:
    """The folded words and marks between two mentions, without what stands in brackets and without `R-Ohio,`."""
    out: list[str] = []
    depth = 0
    for token in sentence.tokens[left.last + 1 : right.first]:
        depth += token.text in {"(", "["}
        if not depth and not cues.PARTY.match(token.text) and not (out == [","] and token.text == ","):
            out.append(token.low or "Q")
        depth -= token.text in {")", "]"} and depth > 0
    return out


def located(sentence: Sentence, mention: Mention) -> bool:
    """Whether the mention stands where no speaker does but a place or a time (`in Ohio`; `Al Hill of Norport, Ohio,`)."""
    if not mention.first:
        return False
    if sentence.tokens[mention.first - 1].low in {"in", "at", "on", "near", "outside", "during"}:
        return True
    town = _ending(sentence, mention.first - 2) if sentence.tokens[mention.first - 1].text == "," else None
    start = sentence.mentions[town].first if town is not None else 0
    if start < 2 or sentence.tokens[start - 1].low not in {"of", "from"}:
        return False
    owner = _ending(sentence, start - 2)
    return owner is not None and sentence.mentions[owner].kind is Kind.NAME


def _opening(sentence: Sentence, k: int) -> int | None:
    """For a comma, dash or bracket at `k` that closes an insertion behind a mention: where the insertion opens."""
    mark = sentence.tokens[k].text
    opener = {")": "(", "]": "["}.get(mark, mark)
    for j in range(k - 1, -1, -1):
        if sentence.tokens[j].quote >= 0 and mark == ",":
            return None
        if sentence.tokens[j].text == opener and (
            mark in {")", "]"} or _ending(sentence, j - 1) is not None or sentence.tokens[j - 1].text == ")"
        ):
            return j
    return None


def _walk(sentence: Sentence, k: int, limit: int) -> int | None:
    """The subject whose noun phrase ends at or before token `k`: insertions, relative clauses and attached phrases are stepped over."""
    fallback: int | None = None
    unknown = 0
    while k >= 0:
        token = sentence.tokens[k]
        if token.quote >= 0 or token.text in {":", ";"}:
            break
        if token.text in {",", ")", "]"} or token.text in _DASHES:
            opening = _opening(sentence, k)
            k = opening - 1 if opening is not None and opening > 0 else k - 1
            continue
        n = _ending(sentence, k)
        if n is not None:
            mention = sentence.mentions[n]
            before = sentence.tokens[mention.first - 1].low if mention.first else ""
            if mention.gender == "w" and mention.kind is Kind.PRONOUN:
                return _antecedent(sentence, mention.first - 1, person=True)
            conjunction = fallback is None and before in cues.CONJUNCTIONS  # `after Hill said`
            if before in cues.PREPOSITIONS and mention.kind is not Kind.PRONOUN and not conjunction:
                fallback = n if fallback is None else fallback
                k = mention.first - 2
                continue
            if mention.kind is Kind.PRONOUN and mention.text.lower() in cues.OBJECTS and mention.text.lower() not in cues.PRONOUNS:
                k -= 1
                continue
            if mention.kind is Kind.PHRASE and (who := _relative(sentence, mention.first)) is not None:
                return _antecedent(sentence, who - 1, person=True)
            return n
        if token.low in {"which", "that"}:
            return _antecedent(sentence, k - 1, person=False)
        unknown += 1
        if unknown > 6 or (token.low in cues.CUES and k < limit - 1):
            break
        k -= 1
    return fallback


def _relative(sentence: Sentence, k: int) -> int | None:
    """The `who` of the clause in which token `k` stands: Al Hill, who paid a visit to Orle, said."""
    for j in range(k - 1, -1, -1):
        token = sentence.tokens[j]
        if token.quote >= 0 or not token.text[0].isalnum():
            return None
        if token.low == "who":
            return j
    return None


def _antecedent(sentence: Sentence, k: int, person: bool) -> int | None:
    """What a relative pronoun behind token `k` stands for: the phrase before it, or what that is attached to (`Hill of Ohio, who`)."""
    if k >= 0 and sentence.tokens[k].text == ",":
        k -= 1
    if k >= 0 and sentence.tokens[k].text == ")":
        k = (_opening(sentence, k) or 1) - 1
    n = _ending(sentence, k)
    while n is not None:
        mention = sentence.mentions[n]
        attached = mention.first > 1 and sentence.tokens[mention.first - 1].low in {"of", "from", "for", "in", "at", "to"}
        outer = _ending(sentence, mention.first - 2) if attached else None
        if outer is None or (person and sentence.mentions[outer].gender == "n") or sentence.mentions[outer].kind is Kind.PRONOUN:
            break
        n = outer
    return n if n is None else apposed(sentence, n)


def _main(sentence: Sentence, i: int, earlier: list[Cue]) -> int | None:
    """The subject of the nearest finite reporting verb before token `i`, or else the sentence's own first noun phrase."""
    for cue in reversed(earlier):
        if cue.token < i and cue.manner in {"before", "after"}:
            return cue.subject
    return first(sentence, i)


def first(sentence: Sentence, limit: int) -> int | None:
    """The first noun phrase that is not inside a prepositional phrase and ends before token `limit`."""
    start = _dateline(sentence)
    for n, mention in enumerate(sentence.mentions):
        if mention.last >= limit:
            break
        if mention.first < start:
            continue
        before = sentence.tokens[mention.first - 1].low if mention.first else ""
        outer = n + 1 < len(sentence.mentions) and sentence.mentions[n + 1].first <= mention.first
        if mention.possessive or outer or before in cues.PREPOSITIONS or before in cues.CUES or mention.gender == "w":
            continue
        return apposed(sentence, n)
    return None


def _dateline(sentence: Sentence) -> int:
    """Behind the dash of a place line (`NORPORT, Ohio (Agency) —`; `(Agency) -`), or 0."""
    opening = sentence.tokens[0].text
    if opening != "(" and (len(opening) < 3 or not opening.isupper()):
        return 0
    return next((k + 1 for k, t in enumerate(sentence.tokens[:9]) if t.text in _DASHES), 0)


def _last_before(sentence: Sentence, i: int) -> int | None:
    found = [n for n, m in enumerate(sentence.mentions) if m.last < i]
    return max(found, key=lambda n: (sentence.mentions[n].last, -sentence.mentions[n].first), default=None)


def _participle(sentence: Sentence, i: int, earlier: list[Cue]) -> int | None:
    k = _back(
        sentence,
        i - 1,
        frozenset({"also", "then", "later", "not", "even", "still", "is", "was", "are", "were", "been", "has", "had", "'s"}),
    )
    if k >= 0 and (n := _ending(sentence, k)) is not None:
        mention: Mention = sentence.mentions[n]
        if mention.kind is Kind.ROLE and k == i - 1 and mention.first and sentence.tokens[mention.first - 1].low in {"with", "and"}:
            return apposed(sentence, n)  # `with one critic asking`
        if mention.kind in (Kind.NAME, Kind.PRONOUN) or k != i - 1:
            walked = _walk(sentence, k, i)
            return apposed(sentence, walked) if walked is not None else n
    return _main(sentence, i, earlier)


def _inside(sentence: Sentence, i: int) -> bool:
    """Whether token `i` is part of a noun phrase (`the claim`, `a statement`)."""
    return any(m.first <= i <= m.last for m in sentence.mentions)


def _verb_between(sentence: Sentence, i: int, end: int) -> bool:
    return any(t.low in cues.CUES for t in sentence.tokens[i + 1 : end])
