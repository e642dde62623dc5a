"""The verdict on one fact reported by two outlets, and on one speaker's positions at two dates.

Typed details that play the same part on both sides decide; where none excludes another, the difference that informs most is named.
"""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from consistency.contradiction import Probabilities
from consistency.details import Difference, lexicon
from consistency.model import Alignment, Document, Span, Verdict, apart, one_day
from consistency.names import is_role, misspelt, same_name, telling
from consistency.relation import log_odds
from consistency.text import words
from consistency.verdict.doubts import doubts, usual_mistakes
from consistency.verdict.excluding import BELIEVED, REASONS, Seen, measured, of_two_occasions, of_two_things, weighed
from consistency.verdict.judgement import Judgement
from consistency.verdict.shared import stretches
from consistency.worddiff import tokens

_SURE = 0.6
"""Least strength at which two details are taken to play the same part."""
_SUSPECTED = 0.1
"""Least certainty at which a contradiction is kept for those who ask for less confidence."""
_INFORMS = 0.5
"""Least strength at which a difference that excludes nothing is named."""
_INFORMS_FIRST = ("hedge", "precision", "attribution", "framing", "omission")
_CONTRADICTED: Mapping[str, float] = {"agent": 0.15, "place": 0.15}
_CONTRADICTED_ELSE = 0.05
"""Least certainty of the relation model at which two details that exclude each other are believed; one name may stand for another."""
_OF_THE_DAY = frozenset(("hedge", "negation", "opposite", "sequence", "scope", "date"))
"""Differences that time explains where two articles are of different occasions; a speaker's own are judged as positions."""
_MAY_CHANGE = frozenset(("number", "date"))
"""Differences that a newer article may explain."""
_INFORMING_WEIGHTS: Mapping[str, float] = {
    "fuzzy": -0.03, "rare_least": -1.95, "cosine": 1.57, "precision": 6.91, "read": 0.98, "passing": 0.48, "contradict": -0.32,
    "open": 1.9,
}  # fmt: skip
_INFORMING_INTERCEPT = 0.05
"""Fitted by training/wording.py on 813 pairs of 71 stories that readers judged; the weight of `open`, and with it the constant, on 460
others from stories that the contradiction model was not trained on."""
_UNREAD: Mapping[str, float] = {"read": -0.5, "passing": 3.1, "contradict": -3.0, "open": -0.26}
"""What the models say in the middle of such pairs, for when there is none."""
INFORMING = tuple(_INFORMING_WEIGHTS)
"""What is weighed: features of the alignment; the strongest detail that one side gives more precisely; and of the relation model's reading
the log-odds of a difference against agreement, that a fact is shared at all, and that both cannot be right; and of the contradiction
model's answer those of leaving it open against entailment."""
_LONGER = 1.5
"""How many times as many words make one report the more precise one."""
_MORE = 0.55
"""Least probability at which two reports of one fact are said to differ."""
_SHARED = 4
"""Content words that two statements must share for one word in another's place to show."""
_SWAPPED = 3
"""Content words, on both sides together, that may differ for it."""
_PERSON = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][\w’'-]+")
_DENIAL = re.compile(
    r"\b(?:not|never|no|none|nobody|neither|without|cannot|den(?:y|ies|ied)|refus(?:e|es|ed)|fail(?:s|ed)?|declin(?:e|es|ed)|\w+n['’]t)\b",
    re.I,
)
"""Words that deny the verb behind them."""
_DENIED_WITHIN = 30
"""Characters before a verb within which the word that denies it stands."""
_OPPOSED = 0.5
"""Probability at which the contradiction model holds that two statements cannot both be right from which on they do not agree."""
_CALENDAR = frozenset(name.lower() for names in (calendar.day_name, calendar.month_name) for name in names)
"""Names that may stand anywhere in a sentence."""
_ONE_SAYING, _TWO_SAYINGS = 0.85, 0.7
"""Two people who say like things say two things mostly: the certainty below which that is taken for so, and what is left of it."""
_SAME_THING = 0.65
"""Least cosine at which a denial and an assertion of two dates are about the same thing and no look-alike of it."""


def judge(
    alignment: Alignment,
    differences: Sequence[Difference],
    left: Document,
    right: Document,
    slots: Sequence[Seen] | None = None,
    opinion: Probabilities | None = None,
) -> tuple[Judgement, ...]:
    """What there is to say of two statements of one fact: the verdict, and behind it a contradiction that is not sure enough to be it.

    Nothing where two occasions explain the difference, so that it may be no one fact.
    `slots` are what is foretold of their values, `opinion` is what the contradiction model says of the two; each is None
    where there is no such model, or it was not asked.
    """
    if apart(left, right) and any(d.reason in _OF_THE_DAY for d in differences):
        return ()
    certainty, reason, by = _excluding(alignment, differences, left, right, slots, opinion) or (0.0, "", None)
    certainty = round(certainty, 2)  # as it is told: what is told as 0.6 is believed
    told = by if by is None or reason != "negation" else _with_denial(by, left, right)
    excluding = (_judgement(alignment, Verdict.CONTRADICT, reason, certainty, told),) if certainty >= _SUSPECTED else ()
    if certainty >= BELIEVED:
        return excluding
    return (_compatible(alignment, (*differences, *told_loosely(differences, slots or ())), left, right, opinion), *excluding)


def told_loosely(differences: Sequence[Difference], slots: Sequence[Seen]) -> list[Difference]:
    """Figures that are probably of one thing and that both statements tell with another precision, beside those that are known to be."""
    known = {(d.left, d.right) for d in differences}
    return [
        Difference("precision", False, a.span, b.span, a.words, b.words, each.alike)
        for each in slots
        for a, b in ((each.slot.left, each.slot.right),)
        if each.slot.equal is None and each.alike is not None and each.alike >= _INFORMS and (a.span, b.span) not in known
    ]


def _compatible(
    alignment: Alignment, differences: Sequence[Difference], left: Document, right: Document, opinion: Probabilities | None
) -> Judgement:
    """The verdict where no two details are believed to exclude each other: the difference that informs most, or agreement."""
    sure = alignment.scores["same_fact"]
    informing = [d for d in differences if not d.incompatible and d.reason in _INFORMS_FIRST and d.strength >= _INFORMS]
    if informing:
        first = min(informing, key=lambda d: (_INFORMS_FIRST.index(d.reason), -d.strength))
        return _judgement(alignment, Verdict.WORDING, first.reason, sure, first)
    who = [s.speaker.name if s.speaker else None for s in (alignment.left, alignment.right)]
    if _other_source(who[0], who[1]) and not (_mentions(alignment.left.text, who[1]) or _mentions(alignment.right.text, who[0])):
        two_people = all(_PERSON.fullmatch(name or "") for name in who) and sure < _ONE_SAYING
        return _judgement(
            alignment, Verdict.WORDING, "attribution", sure * (_TWO_SAYINGS if two_people else 1.0), says=(who[0] or "", who[1] or "")
        )
    swapped = _swapped(alignment, left, right)
    if swapped is not None:
        return Judgement(Verdict.WORDING, "framing", round(sure, 2), *swapped)
    # a difference that is too weak to be called one is still a reason not to call it agreement
    weak = max((d.strength for d in differences if d.incompatible), default=0.0)
    sure *= 1 - weak * contradicted(alignment)
    if _folded(alignment.left.text) == _folded(alignment.right.text):
        return _judgement(alignment, Verdict.AGREE, "same", sure)
    levelled = [[t.key for t in tokens(d, s.spans)] for d, s in ((left, alignment.left), (right, alignment.right))]
    if levelled[0] == levelled[1]:  # 5 %, five percent
        return _judgement(alignment, Verdict.AGREE, "paraphrase", sure)
    if (opinion is not None and opinion.contradiction >= _OPPOSED) or _turned(alignment, left, right):
        return _told_differently(alignment, sure, left, right)
    if alignment.scores.get("covered"):  # every word has its counterpart
        return _judgement(alignment, Verdict.AGREE, "paraphrase", sure)
    if informs(alignment, differences, opinion) >= _MORE:
        return _told_differently(alignment, sure, left, right)
    reading = alignment.closely or alignment.reading
    if reading is not None and reading.passing > reading.same:
        common = stretches(alignment.left, alignment.right, left, right)
        if common is not None:  # what agrees is this, and not all that the two say
            return Judgement(Verdict.AGREE, "paraphrase", round(sure, 2), (common[0],), (common[1],))
    return _judgement(alignment, Verdict.AGREE, "paraphrase", sure)


def _excluding(
    alignment: Alignment,
    differences: Sequence[Difference],
    left: Document,
    right: Document,
    slots: Sequence[Seen] | None,
    opinion: Probabilities | None,
) -> tuple[float, str, Difference] | None:
    """The difference that most surely excludes the other side: how surely, the reason, and the difference; none where no detail may."""
    if slots is not None and of_two_things(differences, slots):
        return None
    sure, believed = alignment.loosely, contradicted(alignment)
    if opinion is not None and opinion.entailment > opinion.contradiction:
        believed = 0.0
    found = []
    for d in differences:
        reason = _named(d, left, right)
        if not d.incompatible or d.strength < _SURE or (slots is not None and d.reason in REASONS) or of_two_occasions(d, left, right):
            continue
        if believed >= _CONTRADICTED.get(reason, _CONTRADICTED_ELSE) and not doubts(reason, d, alignment, left, right):
            found.append((d.strength * min(1.0, 0.6 + sure), reason, d))
    for d, certainty in weighed(measured(alignment, differences, slots, left, right, opinion)) if slots is not None else ():
        found.append((certainty, _named(d, left, right), d))
    return max(found, key=lambda each: (each[0], each[2].strength), default=None)


def contradicted(alignment: Alignment) -> float:
    """How sure the relation model is that the two share a fact of which both cannot be right, 0..1; 1 where there is no such model."""
    reading = alignment.reading
    return 1.0 if reading is None else reading.contradict * (1 - reading.other)


def _told_differently(alignment: Alignment, sure: float, left: Document, right: Document) -> Judgement:
    """A difference that no detail shows, in the words that most probably make it."""
    places = alignment.differing
    if not any(places):
        return _judgement(alignment, Verdict.WORDING, _unnamed(alignment), sure)
    here, there = (found or s.spans for found, s in zip(places, (alignment.left, alignment.right), strict=True))
    says = [" … ".join(d.text[s.start : s.end] for s in found) for d, found in zip((left, right), places, strict=True)]
    return Judgement(Verdict.WORDING, _unnamed(alignment), round(sure, 2), here, there, (says[0], says[1]))


def _unnamed(alignment: Alignment) -> str:
    """The reason of a difference that no detail shows: one side says much more, or both say it in other words."""
    sizes = sorted(len(words(s.text)) for s in (alignment.left, alignment.right))
    return "precision" if sizes[1] >= _LONGER * sizes[0] else "framing"


def informs(alignment: Alignment, differences: Sequence[Difference], opinion: Probabilities | None = None) -> float:
    """Probability that a reader of one statement learns something else than a reader of the other, 0..1, by a logistic model."""
    given = informing(alignment, differences, opinion)
    odds = _INFORMING_INTERCEPT + sum(weight * given[name] for name, weight in _INFORMING_WEIGHTS.items())
    return 1 / (1 + math.exp(-odds))


def informing(alignment: Alignment, differences: Sequence[Difference], opinion: Probabilities | None = None) -> dict[str, float]:
    """The values of INFORMING."""
    given = dict(_UNREAD)
    given |= {name: alignment.scores.get(name, 0.0) for name in ("fuzzy", "rare_least", "cosine")}
    given["precision"] = max((d.strength for d in differences if d.reason == "precision" and not d.incompatible), default=0.0)
    if (reading := alignment.reading) is not None:
        given["read"] = math.log((reading.wording + 1e-3) / (reading.agree + 1e-3))
        given["passing"], given["contradict"] = log_odds(1 - reading.other), log_odds(reading.contradict)
    if opinion is not None:
        given["open"] = math.log((opinion.neutral + 1e-3) / (opinion.entailment + 1e-3))
    return given


def _turned(alignment: Alignment, left: Document, right: Document) -> bool:
    """Whether two statements of the same words have their names in another order: Norland sued Sudland, Sudland sued Norland."""
    sides = [tokens(d, s.spans) for d, s in ((left, alignment.left), (right, alignment.right))]
    if sorted(t.key for t in sides[0]) != sorted(t.key for t in sides[1]):
        return False
    names = [
        [t.key for t in ts if t.content and t.key not in _CALENDAR and d.text[t.start].isupper()]
        for d, ts in zip((left, right), sides, strict=True)
    ]
    return names[0] != names[1] and sorted(names[0]) == sorted(names[1])


def _swapped(alignment: Alignment, left: Document, right: Document) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """The content words in one another's place, where the two statements share all the others: another word for the same thing."""
    sides = [tokens(d, s.spans) for d, s in ((left, alignment.left), (right, alignment.right))]
    stems = [{t.stem: t for t in ts if t.content} for ts in sides]
    only = [[t for stem, t in mine.items() if stem not in other] for mine, other in (stems, stems[::-1])]
    shared = len(stems[0]) - len(only[0])
    if not only[0] or not only[1] or len(only[0]) + len(only[1]) > _SWAPPED or shared < _SHARED:
        return None
    left_spans, right_spans = (tuple(Span(t.start, t.end) for t in ts) for ts in only)
    return left_spans, right_spans


def _named(difference: Difference, left: Document, right: Document) -> str:
    """The reason of a difference; another count, or a plan that has moved, in an article of another day is an update."""
    return "update" if difference.reason in _MAY_CHANGE and difference.changing and one_day(left, right) is False else difference.reason


def judge_positions(alignment: Alignment, differences: Sequence[Difference], left: Document, right: Document) -> Judgement | None:
    """A shift, where what the speaker says at one date excludes what they say at the other; else nothing.

    The documents hold the statements.
    """
    cosine = alignment.scores["cosine"]

    def moves(d: Difference) -> bool:
        denied = d.reason == "negation" and cosine >= _SAME_THING
        return d.reason == "opposite" or (denied and not usual_mistakes(d.reason, d, alignment, left, right))

    moved = [d for d in differences if d.incompatible and d.strength >= _SURE and moves(d)]
    if not moved:
        return None
    first = max(moved, key=lambda d: d.strength)
    return _judgement(alignment, Verdict.CONTRADICT, "shift", min(0.95, first.strength * min(1.0, 0.3 + cosine)), first)


def _judgement(
    alignment: Alignment, verdict: Verdict, reason: str, sure: float, by: Difference | None = None, says: tuple[str, str] = ("", "")
) -> Judgement:
    left: tuple[Span, ...] = (by.left,) if by and by.left else alignment.left.spans
    right: tuple[Span, ...] = (by.right,) if by and by.right else alignment.right.spans
    return Judgement(verdict, reason, round(sure, 2), left, right, (by.left_words, by.right_words) if by and by.reason != "hedge" else says)


def _with_denial(difference: Difference, left: Document, right: Document) -> Difference:
    """The difference with the word that denies inside of the words that it rests on: not attend, attend."""
    spans = [_from_denial(span, document) for span, document in ((difference.left, left), (difference.right, right))]
    told = [document.text[span.start : span.end] if span else "" for span, document in zip(spans, (left, right), strict=True)]
    return replace(difference, left=spans[0], right=spans[1], left_words=told[0], right_words=told[1])


def _from_denial(span: Span | None, document: Document) -> Span | None:
    if span is None:
        return None
    before = list(_DENIAL.finditer(document.text, max(0, span.start - _DENIED_WITHIN), span.start))
    near = before and not re.search(r"[.;!?:“”\"]", document.text[before[-1].start() : span.start])
    return Span(before[-1].start(), span.end) if near else span


def _other_source(left: str | None, right: str | None) -> bool:
    """Whether two sources are named that cannot be one: two names of two people, or two descriptions without a telling word in common."""
    if not left or not right:
        return False
    if is_role(left) and is_role(right):
        return not {lexicon.base(w) for w in telling(left)} & {lexicon.base(w) for w in telling(right)}  # the suit, the lawsuit
    return same_name(left, right) is False and not misspelt(left, right)


def _mentions(text: str, name: str | None) -> bool:
    """Whether the text names a source by its last word."""
    return bool(name) and telling(name or "")[-1] in {w.text.removesuffix("'s") for w in words(text)}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".!? ")
