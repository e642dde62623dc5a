"""What speaks against a contradiction although two details exclude each other: each reason of difference has its own usual mistakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from consistency.details import Difference
from consistency.model import Alignment, Document
from consistency.verdict.doubts import counts, denials, names, times

Doubt = Callable[[Difference, Alignment, Document, Document], bool]
"""Whether the difference is likely to be no contradiction; the documents hold the alignment's statements."""

_SAME_FACT: Mapping[str, float] = {
    "negation": 0.5, "agent": 0.75, "place": 0.5, "opposite": 0.55, "sequence": 0.6, "scope": 0.5, "date": 0.5, "number": 0.4,
    "duration": 0.6,
}  # fmt: skip
"""Least score of the alignment for a reason to count: these are said of many things in one story."""
_STRENGTH: Mapping[str, float] = {
    "update": 0.65,
    "scope": 0.7,
    "date": 0.7,
    "place": 0.75,
    "agent": 0.75,
}
"""Least strength, where it is more than for other reasons."""
_TOGETHER: Mapping[str, float] = {"number": 1.4, "update": 1.6, "date": 1.45, "negation": 1.6, "agent": 1.5, "sequence": 1.6}
"""Least sum of both: sentences on one event are full of days and figures, so that one of the two must make up for the other."""


def doubts(reason: str, difference: Difference, alignment: Alignment, left: Document, right: Document) -> tuple[str, ...]:
    """Why the difference is likely to be no contradiction, in plain words, or nothing."""
    same, strength = alignment.loosely, difference.strength
    found = []
    if same < _SAME_FACT.get(reason, 0.0):
        found.append("the two may not be about one fact")
    if strength < _STRENGTH.get(reason, 0.0):
        found.append("the two details may not play the same part")
    if same + strength < _TOGETHER.get(reason, 0.0):
        found.append("neither the fact nor the part of the details is sure enough")
    return (*found, *usual_mistakes(reason, difference, alignment, left, right))


def usual_mistakes(reason: str, difference: Difference, alignment: Alignment, left: Document, right: Document) -> tuple[str, ...]:
    """The doubts that no certainty takes away."""
    return tuple(why for why, doubt in _DOUBTS.get(reason, ()) if doubt(difference, alignment, left, right))


_SPOKEN = ("each is what another person says", names.two_people)
_COUNTED = (
    ("one may be the other one rounded", counts.rounded),
    ("one counts those who did it, too", counts.with_the_doer),
    ("each counts what was new on its day", counts.new_on_its_day),
    ("each counts the days up to its own", counts.up_to_its_day),
    ("one is what was expected, and the other what came of it", counts.expected),
    ("one counts the others alone", counts.of_the_others),
    ("one counts the dead, and the other the hurt, the ill, the held or the missing", counts.of_other_fates),
    ("one tells of one more beside those whom it counts", counts.with_one_more),
    ("one article goes on to tell of as many more as the other one counts", counts.with_those_that_follow),
)
_DOUBTS: Mapping[str, tuple[tuple[str, Doubt], ...]] = {
    "negation": (
        ("the other statement negates something, too", denials.both_negate),
        ("one of the two only supposes it", denials.supposed),
        ("it is a fragment of a quotation", denials.fragment),
        ("one is a verb and the other none", denials.other_form),
        ("one is only named, and not said to be so", denials.only_named),
        ("the negation may be of something else", denials.far),
        ("it may hold of some and not of others", denials.partly),
        ("it is denied by somebody of whom the other statement does not tell", denials.somebodys_denial),
        _SPOKEN,
    ),
    "number": _COUNTED,
    "update": _COUNTED,
    "opposite": (
        ("another word turns the opposite round", denials.turned),
        ("one tells of an earlier time", denials.earlier_time),
        ("each is said of something else", denials.of_another),
        _SPOKEN,
    ),
    "date": (
        ("the year of one is not said", times.year_unsaid),
        ("it is not known of which week one is", times.of_some_week),
        ("one may be an anniversary of the other", times.anniversary),
        ("each is the day on which somebody said something", times.said_then),
        ("one is where a time begins or ends, and the other one is not", times.other_bound),
        _SPOKEN,
    ),
    "duration": (
        ("the two are counted from two things", times.other_anchor),
        ("one is what was planned, and the other what came of it", times.planned),
    ),
    "agent": (
        ("one name may be a spelling of the other, or its group", names.one_agent),
        ("the other article has the name in another part", names.known_to_both),
        ("each is one of several who bring in a bill", names.of_sponsors),
        _SPOKEN,
    ),
    "sequence": (("each is told of another one of a kind", times.two_of_a_kind),),
    "place": (("the other statement may name the place, too", names.one_place),),
}
