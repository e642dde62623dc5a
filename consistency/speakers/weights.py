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
        "after_preposition": -0.91, "after_verb": -0.74, "clause_first": 1.33, "clause_last": -1.02, "continue:cued": -0.1,
        "continue:far": -0.28, "continue:next_paragraph": 0.26, "continue:two_on": -0.14, "continue_far": -0.16, "first_person": -0.06,
        "free:cued": -0.5, "free:partial": 0.36, "indefinite": -0.12, "is_last:far": 0.44, "is_last:next_paragraph": 0.69,
        "is_last:same_paragraph": 0.53, "is_last:same_sentence": 1.0, "is_last:two_on": -0.06, "kind:name": 0.61, "kind:phrase": -0.67,
        "kind:pronoun": 0.52, "kind:role": -0.3, "mark": 0.3, "near:after:speech:post:0": 1.31, "near:before:attitude:post:1": -0.26,
        "near:before:attitude:post:2": -0.09, "near:before:attitude:pre:1": 0.12, "near:before:attitude:pre:2": -0.62,
        "near:before:speech:mid:0": 0.98, "near:before:speech:post:0": 0.79, "near:before:speech:post:1": 0.14,
        "near:before:speech:post:2": -0.1, "near:before:speech:pre:0": 0.7, "near:before:speech:pre:1": -0.14,
        "near:before:speech:pre:2": 0.77, "near:ing:attitude:post:1": 0.13, "near:ing:attitude:pre:2": 0.35,
        "near:ing:speech:post:0": -0.74, "near:ing:speech:pre:0": 0.13, "near:ing:speech:pre:1": -0.45, "near:mark:speech:post:0": 0.3,
        "nearer:0": 0.46, "nearer:1": 0.18, "nearer:3": -0.47, "next1:other": -0.11, "next1_other:cue": 0.39,
        "next1_other:cue:cued": -0.21, "next1_other:cue:partial": 0.64, "next1_other:first": -0.19, "next1_other:first:cued": -0.12,
        "next1_other:other": -0.61, "next1_other:other:cued": -0.5, "next1_other:other:partial": 0.09,
        "next1_other:other:sentence": -0.1, "next1_other:speech": -0.41, "next1_other:speech:cued": -0.27,
        "next1_other:speech:sentence": -0.06, "next2_other:cue:cued": -0.25, "next2_other:first": -0.29, "next2_other:first:cued": -0.22,
        "next2_other:other": -0.88, "next2_other:other:cued": -0.49, "next2_other:other:partial": -0.16,
        "next2_other:other:sentence": -0.12, "next2_other:speech": -0.37, "next2_other:speech:cued": -0.27, "own:attitude:pre": 0.11,
        "own:speech:mid": 0.98, "own:speech:post": 2.04, "own:speech:pre": 0.43, "possessive": 0.81, "prior1:cue": -0.06,
        "prior1:cue:cued": -0.07, "prior1:first": -0.09, "prior1:other": -0.4, "prior1:other:cued": -0.24, "prior1:speech": 0.72,
        "prior1:speech:cued": -0.22, "prior1:speech:sentence": 0.94, "prior1_other:cue": -0.21, "prior1_other:cue:cued": -0.2,
        "prior1_other:first": -0.17, "prior1_other:first:cued": -0.12, "prior1_other:other": -0.67, "prior1_other:other:cued": -0.58,
        "prior1_other:other:partial": -0.05, "prior1_other:speech": 0.13, "prior1_other:speech:cued": -0.5, "prior2:other": 1.74,
        "prior2:other:cued": 1.74, "prior2_other:cue": 0.05, "prior2_other:cue:cued": 0.06, "prior2_other:first": -0.22,
        "prior2_other:first:cued": -0.15, "prior2_other:other": -0.41, "prior2_other:other:cued": -0.08,
        "prior2_other:other:partial": -0.07, "prior2_other:other:sentence": -0.22, "prior2_other:speech": -0.33,
        "prior2_other:speech:cued": -0.26, "prior3_other:cue": -0.32, "prior3_other:cue:cued": -0.31, "prior3_other:first": -0.33,
        "prior3_other:first:cued": -0.22, "prior3_other:other": -0.67, "prior3_other:other:cued": -0.31,
        "prior3_other:other:partial": -0.07, "prior3_other:speech": -0.55, "prior3_other:speech:cued": -0.39, "rivals:0:linked": 1.92,
        "rivals:1:free": 0.28, "rivals:1:linked": 0.95, "rivals:2:free": -0.4, "rivals:2:linked": 1.23, "side:after": 1.6,
        "side:before": 1.98, "side:between": 0.88, "thing": -0.6,
    }
)  # fmt: skip
