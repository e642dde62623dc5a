"""Numbers written in words: one grammar for all that read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

SMALL: Mapping[str, int] = MappingProxyType(
    {
        word: value
        for value, word in enumerate(
            """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
            nineteen""".split()
        )
    }
    | {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
)
"""Words below a hundred, folded."""
SCALES: Mapping[str, float] = MappingProxyType(
    {"hundred": 1e2, "dozen": 12.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
)
"""Words that multiply what stands before them."""


def spelled(words: Sequence[str]) -> tuple[float, int]:
    """The number that begins with the first of the folded words, and how many of them it takes; 0 words where none begins.

    Thirty-eight, a hundred and five, twelve thousand. Words that make no number stand apart: ten two-storey houses are ten.
    """
    total = group = 0.0
    at = 1 if words[:1] and words[0] in {"a", "an"} else 0
    if at:
        if len(words) < 2 or words[1] not in SCALES:
            return 0.0, 0
        group = 1.0
    seen = taken = at
    while at < len(words):
        word = words[at]
        if word in SMALL:
            if group % 100 and not (group % 10 == 0 and group % 100 >= 20 and 0 < SMALL[word] < 10):
                break
            group += SMALL[word]
        elif word in {"hundred", "dozen"} and seen:
            group = (group or 1) * SCALES[word]
        elif word in SCALES and seen:
            total, group = total + (group or 1) * SCALES[word], 0.0
        elif not (word == "and" and seen and words[at - 1] in {"hundred", "thousand"} and at + 1 < len(words) and words[at + 1] in SMALL):
            break
        at += 1
        seen = taken = at
    return total + group, taken if at else 0
