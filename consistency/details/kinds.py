"""The values that details are made of, all frozen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from consistency.model import Span


class DetailKind(StrEnum):
    """What a detail tells."""

    QUANTITY = "quantity"
    """A count or an amount; low and high in `unit`."""
    ORDINAL = "ordinal"
    AGE = "age"
    """Years of life."""
    VOTE = "vote"
    """A result such as 52-47; `normal` holds the two figures."""
    POINT = "point"
    """Days; low and high as `date.toordinal()`, both included; None where a weekday or month cannot be resolved."""
    CLOCK = "clock"
    """Minutes after midnight."""
    DURATION = "duration"
    """Seconds."""
    PLACE = "place"
    NAME = "name"
    SEQUENCE = "sequence"
    """`normal` is before or after; what follows the word is in `context.after`."""
    SCOPE = "scope"
    """`normal` is all, most, many, some, few or none."""
    CONDITION = "condition"
    """A word on which the rest depends: if, unless."""
    SOURCE = "source"
    """A word that says that somebody says so."""


class Certainty(IntEnum):
    """How surely something is said to be so, weakest first."""

    DENIED = 0
    OPEN = 1
    """Asked for, wished or supposed (to go, if he goes): nothing is said of whether it is so."""
    POSSIBLE = 2
    ALLEGED = 3
    PROBABLE = 4
    PLANNED = 5
    NEAR_CERTAIN = 6
    ASSERTED = 7


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a detail, in base form: what says which part it plays."""

    head: str = ""
    """The noun that is counted, that the word describes, or that stands before the preposition."""
    modifiers: frozenset[str] = frozenset()
    """Words between the number and that noun."""
    verb: str = ""
    """The governing verb."""
    near: frozenset[str] = frozenset()
    """Content words of the same sentence, not farther than a dozen words."""
    before: tuple[str, ...] = ()
    """The words before, nearest last."""
    after: tuple[str, ...] = ()
    """The words after, nearest first."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One typed detail."""

    kind: DetailKind
    span: Span
    words: str
    normal: str
    """Normal form, for people and for equality."""
    context: Context
    low: float | None = None
    high: float | None = None
    """The interval that the stated precision allows, ends included."""
    unit: str = ""
    """What is counted in (percent, usd, word, people …); for points in time the weekday where one is named; `person` for people's names."""

    @property
    def counted(self) -> bool:
        """Whether it counts things or people, of whom there may be more the day after: no sum of money, share, measure, age or vote."""
        return self.kind is DetailKind.QUANTITY and not self.unit


@dataclass(frozen=True, slots=True)
class Predicate:
    """Something that is said to be done or to be so."""

    span: Span
    words: str
    lemma: str
    certainty: Certainty
    cue: Span | None
    """The negation or the hedge, where there is one."""
    reporting: bool
    """A verb of saying."""
    context: Context
    so_far: bool = False
    """Had not, not yet: what is denied may have happened since."""


@dataclass(frozen=True, slots=True)
class ContentWord:
    """A content word with its neighbours; opposites are looked for among these."""

    span: Span
    words: str
    lemma: str
    negated: bool
    context: Context
    certainty: Certainty | None = None
    """Where the word is a predicate."""
    compound: str = ""
    """What the word is joined to by a hyphen: life in pro-life."""


@dataclass(frozen=True, slots=True)
class Details:
    """All that one statement gives, each in the order of the text."""

    details: tuple[Detail, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    content: tuple[ContentWord, ...] = ()
    words: frozenset[str] = frozenset()
    """Base forms of all words."""

    def kind(self, kind: DetailKind) -> tuple[Detail, ...]:
        """The details of one kind."""
        return tuple(d for d in self.details if d.kind is kind)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two details in the same part that are not the same."""

    reason: str
    """A reason word of the report format."""
    incompatible: bool
    """Both cannot be right; else the difference merely informs."""
    left: Span | None
    right: Span | None
    left_words: str
    right_words: str
    strength: float
    """0..1: how sure it is that the two play the same part in the same fact."""
    changing: bool = False
    """Whether both may be right, each on its day: counts of things or people, or the days of a plan that has moved."""
