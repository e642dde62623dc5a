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
        "after_preposition": -0.96, "after_verb": -0.81, "clause_first": 1.18, "clause_last": -1.05, "continue:far": -0.3,
        "continue:next_paragraph": 0.35, "continue:sentence": -0.06, "continue:two_on": -0.16, "continue_far": -0.17,
        "first_person": -0.06, "free:cued": -0.57, "free:partial": 0.32, "indefinite": -0.35, "is_last:far": 0.12,
        "is_last:next_paragraph": 0.71, "is_last:same_paragraph": 0.6, "is_last:same_sentence": 0.98, "is_last:two_on": -0.21,
        "kind:name": 0.62, "kind:phrase": -0.88, "kind:pronoun": 0.44, "kind:role": -0.08, "mark": 0.31,
        "near:after:speech:post:0": 1.39, "near:before:attitude:post:1": -0.28, "near:before:attitude:post:2": -0.12,
        "near:before:attitude:pre:2": -0.57, "near:before:speech:mid:0": 0.97, "near:before:speech:post:0": 1.03,
        "near:before:speech:post:2": -0.15, "near:before:speech:pre:0": 0.5, "near:before:speech:pre:1": -0.15,
        "near:before:speech:pre:2": 0.78, "near:ing:attitude:post:1": 0.11, "near:ing:attitude:pre:2": 0.44,
        "near:ing:speech:post:0": -0.8, "near:ing:speech:pre:1": -0.49, "near:ing:speech:pre:2": 0.09, "near:mark:speech:post:0": 0.31,
        "nearer:0": 0.43, "nearer:1": 0.09, "nearer:3": -0.55, "next1:other": -0.13, "next1:other:cued": -0.05, "next1_other:cue": 0.45,
        "next1_other:cue:cued": -0.22, "next1_other:cue:partial": 0.71, "next1_other:first": -0.23, "next1_other:first:cued": -0.14,
        "next1_other:other": -0.68, "next1_other:other:cued": -0.51, "next1_other:other:sentence": -0.11, "next1_other:speech": -0.44,
        "next1_other:speech:cued": -0.29, "next1_other:speech:sentence": -0.07, "next2_other:cue:cued": -0.24,
        "next2_other:first": -0.29, "next2_other:first:cued": -0.22, "next2_other:other": -0.88, "next2_other:other:cued": -0.46,
        "next2_other:other:partial": -0.16, "next2_other:other:sentence": -0.14, "next2_other:speech": -0.39,
        "next2_other:speech:cued": -0.28, "own:attitude:pre": 0.15, "own:speech:mid": 0.97, "own:speech:post": 1.79,
        "own:speech:pre": 0.4, "possessive": 0.52, "prior1:cue": -0.08, "prior1:cue:cued": -0.07, "prior1:first": -0.08,
        "prior1:other": -0.37, "prior1:other:cued": -0.23, "prior1:speech": 0.74, "prior1:speech:cued": -0.2,
        "prior1:speech:sentence": 0.94, "prior1_other:cue": -0.19, "prior1_other:cue:cued": -0.17, "prior1_other:first": -0.19,
        "prior1_other:first:cued": -0.14, "prior1_other:other": -0.67, "prior1_other:other:cued": -0.58, "prior1_other:speech": 0.12,
        "prior1_other:speech:cued": -0.49, "prior2:other": 1.76, "prior2:other:cued": 1.76, "prior2_other:cue": -0.19,
        "prior2_other:cue:cued": -0.18, "prior2_other:first": -0.23, "prior2_other:first:cued": -0.14, "prior2_other:other": -0.69,
        "prior2_other:other:cued": -0.47, "prior2_other:other:partial": -0.06, "prior2_other:other:sentence": -0.14,
        "prior2_other:speech": -0.34, "prior2_other:speech:cued": -0.25, "prior3_other:cue": -0.25, "prior3_other:cue:cued": -0.25,
        "prior3_other:first": -0.33, "prior3_other:first:cued": -0.22, "prior3_other:other": -0.65, "prior3_other:other:cued": -0.3,
        "prior3_other:other:partial": -0.07, "prior3_other:speech": -0.48, "prior3_other:speech:cued": -0.38, "rivals:0:linked": 1.76,
        "rivals:1:free": 0.14, "rivals:1:linked": 1.35, "rivals:2:free": -0.33, "rivals:2:linked": 1.57, "side:after": 1.81,
        "side:before": 2.11, "side:between": 0.88, "thing": -0.59,
    }
)  # fmt: skip
