"""Weights of the attribution features, learnt from annotated news (a softmax over the candidates of each quotation).

A feature's name says what it looks at: see `attribution.Reader`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

NOBODY: Final = "nobody"
"""Key of the score that the best candidate must reach."""

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "after_preposition": -0.93, "after_verb": -1.08, "clause_first": 1.23, "clause_last": -1.4, "continue:cued": -0.16,
        "continue:far": -0.24, "continue:next_paragraph": 0.09, "continue:two_on": -0.14, "continue_far": -0.16, "first_person": -0.06,
        "free:partial": -0.15, "indefinite": -0.18, "is_last:far": 0.51, "is_last:next_paragraph": 1.15, "is_last:same_paragraph": 1.09,
        "is_last:same_sentence": 1.34, "is_last:two_on": 0.09, "kind:name": 0.97, "kind:phrase": -1.14, "kind:pronoun": 0.49,
        "kind:role": -0.08, "mark": 0.41, "near:after:speech:post:0": 1.8, "near:after:speech:pre:2": -0.5,
        "near:before:attitude:post:1": -0.36, "near:before:attitude:post:2": -0.06, "near:before:attitude:pre:2": -0.23,
        "near:before:speech:mid:0": 1.06, "near:before:speech:post:0": 0.96, "near:before:speech:post:2": -0.07,
        "near:before:speech:pre:0": 0.39, "near:before:speech:pre:1": 0.12, "near:before:speech:pre:2": 0.39,
        "near:ing:attitude:post:1": 0.11, "near:ing:speech:post:0": -0.5, "near:ing:speech:post:2": 0.05, "near:ing:speech:pre:0": 0.62,
        "near:ing:speech:pre:1": -0.14, "near:ing:speech:pre:2": 0.19, "near:mark:speech:post:0": 0.41, "nearer:0": 0.41,
        "nearer:1": 0.28, "nearer:3": -0.55, "next1:first": -0.06, "next1:first:cued": -0.06, "next1:other": -0.12,
        "next1:other:cued": -0.12, "next1_other:cue": 0.27, "next1_other:cue:cued": -0.29, "next1_other:cue:partial": 0.63,
        "next1_other:first:cued": 0.1, "next1_other:other": -0.74, "next1_other:other:cued": -0.6, "next1_other:speech": -0.22,
        "next1_other:speech:sentence": -0.1, "next2_other:cue": 0.13, "next2_other:cue:cued": -0.24, "next2_other:first": -0.33,
        "next2_other:first:cued": -0.31, "next2_other:other": -0.78, "next2_other:other:cued": -0.46, "next2_other:other:partial": -0.06,
        "next2_other:other:sentence": -0.13, "next2_other:speech": -0.45, "next2_other:speech:cued": -0.36, "own:attitude:pre": -0.19,
        "own:speech:mid": 1.06, "own:speech:post": 1.83, "own:speech:pre": 0.13, "possessive": 0.51, "prior1:cue": -0.11,
        "prior1:cue:cued": -0.11, "prior1:other": -0.37, "prior1:other:cued": -0.26, "prior1:speech": 0.8, "prior1:speech:cued": -0.12,
        "prior1:speech:sentence": 0.92, "prior1_other:first": -0.31, "prior1_other:first:cued": -0.27, "prior1_other:other": -0.59,
        "prior1_other:other:cued": -0.5, "prior1_other:other:partial": -0.06, "prior1_other:speech:cued": -0.62, "prior2:other": 1.71,
        "prior2:other:cued": 1.71, "prior2_other:cue": -0.06, "prior2_other:first": -0.09, "prior2_other:first:partial": -0.06,
        "prior2_other:other": -0.51, "prior2_other:other:cued": -0.23, "prior2_other:other:partial": -0.07,
        "prior2_other:other:sentence": -0.17, "prior2_other:speech": -0.4, "prior2_other:speech:cued": -0.32, "prior3_other:cue": -0.24,
        "prior3_other:cue:cued": -0.23, "prior3_other:first": -0.46, "prior3_other:first:cued": -0.33,
        "prior3_other:first:sentence": -0.06, "prior3_other:other": -0.66, "prior3_other:other:cued": -0.29,
        "prior3_other:other:partial": -0.13, "prior3_other:speech": -0.52, "prior3_other:speech:cued": -0.41, "rivals:0:linked": 1.6,
        "rivals:1:free": 0.12, "rivals:1:linked": 1.33, "rivals:2:free": -0.23, "rivals:2:linked": 1.37, "side:after": 1.66,
        "side:before": 1.91, "side:between": 0.92, "thing": -0.86,
    }
)  # fmt: skip
