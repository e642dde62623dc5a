"""Typed details of a statement, and what two statements give differently.

`of` reads quantities, points in time, durations, places, names, predicates with their negation and certainty, order and scope out of a
statement; `compare` pairs the details that play the same part in both and says which ones cannot both be right.
"""

from consistency.details.compare import compare
from consistency.details.kinds import Certainty, ContentWord, Context, Detail, DetailKind, Details, Difference, Predicate
from consistency.details.read import of

__all__ = ["Certainty", "ContentWord", "Context", "Detail", "DetailKind", "Details", "Difference", "Predicate", "compare", "of"]
