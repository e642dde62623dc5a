"""Which details of two statements play the same part, and which of those cannot both be right.

A bare "the numbers differ" is wrong in ninety-nine of a hundred pairs of news sentences. So two details are compared only where unit, noun
or verb say that they are about the same thing, a value that the other statement gives as well is no difference, and the strength says
how much of the surroundings agrees.
"""

from __future__ import annotations

from dataclasses import replace

from consistency.details import lexicon
from consistency.details.cues import PERSON
from consistency.details.kinds import Certainty, ContentWord, Context, Detail, DetailKind, Details, Difference, Predicate
from consistency.details.roles import EMPTY_VERBS, agreement, difference, overlap, slot_agreement
from consistency.details.values import intervals
from consistency.model import Span
from consistency.names import SUFFIXES

_SCOPES = {
    frozenset(pair)
    for pair in (("all", "none"), ("all", "some"), ("all", "few"), ("none", "some"), ("none", "many"), ("none", "most"), ("few", "most"))
}
_STATE = frozenset("state government regime authorities ministry officials".split())
_HAND = frozenset("approve order direct back sponsor authorize sanction fund bless blessing orchestrate coordinate own run".split())
_PRIVATE = frozenset("company firm business citizen individual person donor sector buyer investor contractor actor trader entity".split())
_OPTIONAL = (
    (DetailKind.CONDITION, "omission", 0.6),
    (DetailKind.QUANTITY, "omission", 0.3),
    (DetailKind.POINT, "omission", 0.3),
    (DetailKind.DURATION, "omission", 0.3),
    (DetailKind.SOURCE, "attribution", 0.3),
)
"""What one side may give alone, as which difference, and how much it tells: a condition changes what is claimed, a weekday does not."""
_AROUND = 0.3
"""Least share of the content words around a condition that the other statement has, too, for it to be a condition of what both tell."""
_OUGHT = frozenset(("should", "ought", "must"))
_WISHED = frozenset(
    "ask attempt beg call demand hope need offer plead press pressure push request seek threaten try urge want wish".split()
)
"""Base forms of words before an infinitive that is only wished for: calls to release it, which somebody refuses to do."""
_SUPPOSED = frozenset("possible potential allege suspect suppose attempt fail foil thwart any".split())
"""Base forms of words before a noun that leave open whether there is what it names: an alleged hack."""
_HEDGES = {Certainty.POSSIBLE, Certainty.ALLEGED, Certainty.PROBABLE, Certainty.NEAR_CERTAIN}


def compare(left: Details, right: Details) -> tuple[Difference, ...]:
    """The differences between two statements, strongest first; the mirror image for swapped statements, and none for the same one."""
    if _key(right) == _key(left):
        return ()
    if _key(right) < _key(left):
        return tuple(
            replace(d, left=d.right, right=d.left, left_words=d.right_words, right_words=d.left_words) for d in compare(right, left)
        )
    found: list[Difference] = []
    for reader in (intervals, _predicates, _opposites, _actors, _parts, _sequence, _scope, _left_out, _hedged):
        found += reader(left, right)
    return tuple(sorted(found, key=lambda d: (-d.strength, not d.incompatible, d.reason, str(d.left), str(d.right))))


def _key(details: Details) -> tuple[tuple[object, ...], ...]:
    return (
        tuple((d.span.start, d.span.end, d.words, d.normal) for d in details.details),
        tuple((w.span.start, w.words) for w in details.content),
        tuple(sorted(details.words)),
    )


def _with_cue(predicate: Predicate) -> Predicate:
    """The same predicate with its hedge inside of its span: `may be providing`."""
    if predicate.cue is None:
        return predicate
    start, end = min(predicate.cue.start, predicate.span.start), max(predicate.cue.end, predicate.span.end)
    return replace(predicate, span=Span(start, end))


def _argument(left: Context, right: Context) -> float:
    """0..1: how far two predicates are said of the same things."""
    subject = overlap(left.modifiers, right.modifiers) if left.modifiers and right.modifiers else 0.3
    after = overlap(left.after[:4], right.after[:4])
    # what the one says of who did it, the other may say of whom it was done to: approved the budget, the budget was approved by
    crossed = min(overlap(left.modifiers, right.after), overlap(left.after, right.modifiers))
    sides = max(0.3 * min(1.0, 2 * subject) + 0.2 * min(1.0, 2 * after), 0.5 * min(1.0, 2 * crossed))
    return min(1.0, sides + 0.5 * min(1.0, 1.3 * overlap(left.near, right.near)))


def _predicates(left: Details, right: Details) -> list[Difference]:
    """Negation and certainty of what both say to be done or to be so."""
    found: list[Difference] = []
    denies: set[bool] = set()
    for lemma in dict.fromkeys(p.lemma for p in left.predicates + right.predicates):
        lefts, rights = _said(left, right, lemma), _said(right, left, lemma)
        if not lefts or not rights or {p.certainty for p in lefts} & {p.certainty for p in rights}:
            continue
        a, b = max(((a, b) for a in lefts for b in rights), key=lambda pair: _argument(pair[0].context, pair[1].context))
        strength = _argument(a.context, b.context) * (0.5 if a.reporting else 1.0) * (0.8 if a.lemma in EMPTY_VERBS else 1.0)
        levels = {a.certainty, b.certainty}
        if Certainty.DENIED not in levels:
            # a plan that one outlet reports as carried out is mostly a matter of when each was written
            if levels & _HEDGES:
                found.append(difference("hedge", False, _with_cue(a), _with_cue(b), strength))
            elif Certainty.OPEN not in levels:
                found.append(difference("hedge", False, _with_cue(a), _with_cue(b), 0.5 * strength))
            continue
        if any(p.certainty is Certainty.OPEN and _WISHED & set(p.context.before) for p in (a, b)):
            continue
        denies.add(a.certainty is Certainty.DENIED)
        open_ = levels & (_HEDGES | {Certainty.OPEN})
        planned = Certainty.PLANNED in levels
        so_far = any(p.so_far and p.certainty is Certainty.DENIED for p in (a, b))
        # what ought not be done may be done: should not close the mine, would close it
        ought = len({bool(_OUGHT & set(p.context.before)) for p in (a, b)}) == 2
        strength *= (0.6 if open_ else 0.85 if planned else 1.0) * (0.6 if so_far or ought else 1.0)
        found.append(difference("negation", True, a, b, strength))
    if len(denies) == 2:
        # "did not say he would go" against "said he would not go": a negation that moved is none that was dropped
        found = [replace(d, strength=round(0.4 * d.strength, 3)) if d.reason == "negation" else d for d in found]
    return found


def _said(side: Details, other: Details, lemma: str) -> list[Predicate]:
    """The predicates with this base form; where the other statement denies the word, the bare word too: guilty against not guilty."""
    found = [p for p in side.predicates if p.lemma == lemma]
    if found or not any(p.lemma == lemma and p.certainty is Certainty.DENIED and not p.reporting for p in other.predicates):
        return found
    bare = [w for w in side.content if not w.negated and not _SUPPOSED & set(w.context.before) and lexicon.base(w.words.lower()) == lemma]
    return [Predicate(w.span, w.words, lemma, Certainty.ASSERTED, None, False, w.context) for w in bare]


def _opposites(left: Details, right: Details) -> list[Difference]:
    found: list[Difference] = []
    lefts, rights = {w.lemma for w in left.content}, {w.lemma for w in right.content}
    for a in left.content:
        if a.lemma in rights:
            continue
        for b in right.content:
            trust = lexicon.opposite(a.lemma, b.lemma) if b.lemma not in lefts else 0.0
            if trust and a.negated == b.negated and a.compound == b.compound:  # pro-life is no opposite of anti-abortion
                found.append(difference("opposite", True, a, b, trust * _opposed(a, b)))
    return found


def _opposed(a: ContentWord, b: ContentWord) -> float:
    """0..1: how far two opposite words are said of the same thing."""
    x, y = a.context, b.context
    if a.certainty is not None and b.certainty is not None:
        both = a.certainty is b.certainty is Certainty.ASSERTED
        return _argument(x, y) * (1.0 if both else 0.6)
    same = bool(x.head) and x.head == y.head
    return 0.4 * same + 0.4 * min(1.0, 1.3 * overlap(x.near, y.near)) + 0.2 * slot_agreement(x, y)


def _actors(left: Details, right: Details) -> list[Difference]:
    """The state behind something in one statement, private actors in the other one.

    The two stand in different parts of speech (approved by the state, private companies were behind it), so that not the noun but the
    matter must be the same: the more content words both share, the stronger.
    """
    state, private = ([_state(side) for side in (left, right)], [_private(side) for side in (left, right)])
    a, b = (state[0], private[1]) if state[0] else (private[0], state[1])
    if not a or not b or (state[0] and state[1]) or (private[0] and private[1]):
        return []
    matter = [{lexicon.base(w.words.lower()) for w in side.content} | _name_words(side) for side in (left, right)]
    shared = (matter[0] & matter[1]) - {"state", "govern", "private"}
    strength = 0.3 + min(0.7, 1.4 * len(shared) / min(len(matter[0]), len(matter[1]))) if len(shared) >= 3 else 0.3 * len(shared) / 3
    return [difference("opposite", True, a, b, strength)]


def _name_words(side: Details) -> set[str]:
    return {lexicon.name_base(word) for d in side.kind(DetailKind.NAME) + side.kind(DetailKind.PLACE) for word in d.normal.split()}


def _state(side: Details) -> ContentWord | None:
    """The state, where it is said to have a hand in something."""
    for word in side.content:
        if word.words.lower() in _STATE and not word.negated and {word.context.verb, *word.context.before, *word.context.after} & _HAND:
            return word
    return None


def _private(side: Details) -> ContentWord | None:
    """The word private before those who act."""
    return next((w for w in side.content if w.lemma == "private" and not w.negated and w.context.head in _PRIVATE), None)


def _parts(left: Details, right: Details) -> list[Difference]:
    """Names and places in the same part."""
    found: list[Difference] = []
    for kind, reason in ((DetailKind.NAME, "agent"), (DetailKind.PLACE, "place")):
        free = [[d for d in side.kind(kind) if not _known(d, other)] for side, other in ((left, right), (right, left))]
        for a in free[0]:
            for b in free[1]:
                people = [sum(d.unit == PERSON for d in names) for names in free]
                strength = _named(a.context, b.context)
                if a.unit == b.unit == PERSON:
                    strength = max(strength, _person(a.context, b.context) * 0.8 ** (sum(people) - 2))
                strength *= 0.9 ** (len(free[0]) + len(free[1]) - 2)
                if a.unit == b.unit == PERSON:
                    strength = max(strength, _half_a_name(a, b))
                if strength and not shortened(a.normal, b.normal):
                    found.append(difference(reason, True, a, b, strength))
    return found


def _known(name: Detail, other: Details) -> bool:
    """Whether the other statement has a word of the name; of a person's, the surname, which tells two of one given name apart."""
    words = [w for w in name.normal.split() if w not in SUFFIXES]
    if name.unit == PERSON and len(words) > 1:
        return lexicon.name_base(words[-1]) in other.words or words[-1] in other.words
    return any({lexicon.name_base(word), lexicon.base(word)} & other.words for word in name.normal.split())


def shortened(left: str, right: str) -> bool:
    """Ark. for Arkansas, N.Y. for New York."""
    short, long = sorted((left, right), key=len)
    return long.startswith(short) or "".join(word[0] for word in long.split()) == short


def _named(left: Context, right: Context) -> float:
    """One name may stand for another (a city for its country, a house for the president), so that only the same words around count."""
    slot = slot_agreement(left, right)
    same = left.verb == right.verb and bool(left.verb) and left.verb not in lexicon.saying()
    near = overlap(left.near, right.near)
    if left.head != right.head or (left.head == "agent" and not same):
        return 0.0
    if not left.head:
        return (0.55 * near + 0.4 * slot) if slot == 1.0 and left.verb not in lexicon.saying() else 0.4 * near * same
    if left.head != "agent" and not same:
        # ashore at Norport, ashore at Westham
        close = left.before[-2:] == right.before[-2:] and left.verb in left.before and right.verb in right.before
        return 0.4 + 0.5 * near if close and near >= 0.3 else 0.0
    strength = 0.3 * same + 0.6 * near + 0.1 * slot if near >= 0.3 else 0.0
    return max(strength, 0.62) if left.head == "agent" and len((left.near & right.near) - {left.verb}) >= 1 and near >= 0.2 else strength


def _half_a_name(left: Detail, right: Detail) -> float:
    """How surely two people of one given name and of other surnames are one person, misnamed: Ann Orme, Ann Orne."""
    names = [[w for w in d.normal.split() if w not in SUFFIXES] for d in (left, right)]
    same = len(names[0]) > 1 and len(names[1]) > 1 and names[0][-2] == names[1][-2]
    return 0.5 + 0.5 * overlap(left.context.near, right.context.near) if same else 0.0


def _person(left: Context, right: Context) -> float:
    """How far two people are told to do or to suffer the same."""
    doing = left.head == right.head == "agent"
    same = left.verb == right.verb and bool(left.verb) and left.verb not in lexicon.saying()
    said = doing and {left.verb, right.verb} <= lexicon.saying()
    near = min(1.0, 1.3 * overlap(left.near, right.near))
    title = left.before[-1:] == right.before[-1:] and bool(left.before)
    return min(0.9, (0.3 if doing else 0.15) + 0.4 * near + 0.25 * (same or said) + 0.2 * title) if near >= 0.25 else 0.0


def _sequence(left: Details, right: Details) -> list[Difference]:
    """Before in one statement, after in the other one; or the same word with what is before and what is after it exchanged."""
    found: list[Difference] = []
    for a in left.kind(DetailKind.SEQUENCE):
        for b in right.kind(DetailKind.SEQUENCE):
            x, y = a.context, b.context
            straight = overlap(x.modifiers, y.modifiers) + overlap(x.after, y.after) if x.after and y.after else 0.0
            crossed = overlap(x.modifiers, y.after) + overlap(x.after, y.modifiers) if x.after and y.after else 0.0
            if a.normal != b.normal and straight > crossed and set(x.after) & set(y.after):
                two_deeds = bool(x.verb and y.verb) and x.verb != y.verb
                tied = 1.0 if x.verb == y.verb or (x.modifiers & y.modifiers and not two_deeds) else 0.6
                found.append(difference("sequence", True, a, b, tied * straight / 2))
            elif a.normal == b.normal and crossed > straight and set(x.after) & y.modifiers and set(y.after) & x.modifiers:
                found.append(difference("sequence", True, a, b, 0.8 * crossed / 2))
    return found


def _scope(left: Details, right: Details) -> list[Difference]:
    found: list[Difference] = []
    lefts, rights = left.kind(DetailKind.SCOPE), right.kind(DetailKind.SCOPE)
    both = {(d.normal, d.context.head) for d in lefts} & {(d.normal, d.context.head) for d in rights}
    for a in lefts:
        for b in rights:
            if {(a.normal, a.context.head), (b.normal, b.context.head)} & both:
                continue
            if frozenset((a.normal, b.normal)) in _SCOPES:
                alike = agreement(a.context, b.context)
                found.append(difference("scope", True, a, b, 0.25 + 0.75 * alike if a.context.head == b.context.head else 0.5 * alike))
    return found


def _conditioned(alone: Detail, other: Details, strength: float) -> float:
    """How much it tells that the other statement leaves it out: of a condition half as much where the other one tells little around it."""
    near = alone.context.near
    far = alone.kind is DetailKind.CONDITION and len(near & other.words) < _AROUND * len(near)
    return strength / 2 if far else strength


def _left_out(left: Details, right: Details) -> list[Difference]:
    """What one statement gives and the other one has nothing of that kind for."""
    found: list[Difference] = []
    for kind, reason, strength in _OPTIONAL:
        a, b = left.kind(kind), right.kind(kind)
        if a and not b:
            found.append(Difference(reason, False, a[0].span, None, a[0].words, "", _conditioned(a[0], right, strength)))
        if b and not a:
            found.append(Difference(reason, False, None, b[0].span, "", b[0].words, _conditioned(b[0], left, strength)))
    return found


def _hedged(left: Details, right: Details) -> list[Difference]:
    """A hedge in one statement alone, on whatever word: weak, as paraphrases seldom share the verb that is hedged."""
    sides = [[p for p in side.predicates if p.certainty in _HEDGES] for side in (left, right)]
    if bool(sides[0]) == bool(sides[1]):
        return []
    if sides[0]:
        return [Difference("hedge", False, sides[0][0].span, None, sides[0][0].words, "", 0.35)]
    return [Difference("hedge", False, None, sides[1][0].span, "", sides[1][0].words, 0.35)]
