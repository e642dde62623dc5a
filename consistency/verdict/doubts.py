"""What speaks against a contradiction although two details exclude each other: each reason of difference has its own usual mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from rapidfuzz import fuzz

from consistency.details import Difference
from consistency.model import Alignment
from consistency.text import fold

_NEGATING = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|only|unless|deny|denie[ds]|denying)\b|n['’]t\b", re.I
)
_TURNING = re.compile(
    r"\b(?:revers|lift|halt|stopp?|suspend|cancel|drop|scrap|repeal|overturn|rescind|undo|abandon|h[eo]lds? off|delay|block|end(?:ing|ed))",
    re.I,
)
_SPELLING = 60
"""Ratio, 0..100, from which on two names may be two spellings of one (transliterations differ by as much)."""
_SAME_FACT: Mapping[str, float] = {
    "negation": 0.5, "agent": 0.3, "place": 0.5, "opposite": 0.3, "scope": 0.5, "date": 0.5, "number": 0.4,
}  # fmt: skip
"""Least score of the alignment for a reason to count: these are said of many things in one story."""
_STRENGTH: Mapping[str, float] = {"update": 0.65, "scope": 0.7}
"""Least strength, where it is more than for other reasons."""


def doubted(reason: str, difference: Difference, alignment: Alignment) -> bool:
    """Whether the difference is too likely to be no contradiction."""
    if alignment.scores["same_fact"] < _SAME_FACT.get(reason, 0.0) or difference.strength < _STRENGTH.get(reason, 0.0):
        return True
    doubt = _DOUBTS.get(reason)
    return doubt is not None and doubt(difference, alignment)


def _both_negate(difference: Difference, alignment: Alignment) -> bool:
    """A negation that stands elsewhere in the other statement has moved, and was not dropped."""
    return all(_NEGATING.search(s.text) for s in (alignment.left, alignment.right))


def _turned(difference: Difference, alignment: Alignment) -> bool:
    """Opposites mean the same where another word turns one of them round: to reverse a ban is to allow."""
    return any(_NEGATING.search(s.text) or _TURNING.search(s.text) for s in (alignment.left, alignment.right))


def _one_agent(difference: Difference, alignment: Alignment) -> bool:
    """Two spellings of a name, or a person and a group that the person may belong to."""
    names = [fold(w) for w in (difference.left_words, difference.right_words)]
    plural = [n.endswith("s") and " " not in n for n in names]
    return fuzz.ratio(*names) >= _SPELLING or plural[0] != plural[1]


def _one_place(difference: Difference, alignment: Alignment) -> bool:
    """A place that the other statement names too, perhaps by its initials or cut short (N.H., Calif.)."""
    for words, other in ((difference.left_words, alignment.right.text), (difference.right_words, alignment.left.text)):
        folded = fold(" ".join(words.split()))
        initials = "".join(w[0] for w in folded.split()) if " " in folded else ""
        for m in re.finditer(r"[A-Z][\w.]+", other):
            short = fold(m.group()).replace(".", "")
            if short == initials or (len(short) >= 3 and folded.startswith(short)):
                return True
    return False


_DOUBTS: Mapping[str, Callable[[Difference, Alignment], bool]] = {
    "negation": _both_negate,
    "opposite": _turned,
    "agent": _one_agent,
    "place": _one_place,
}
