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
        "after_preposition": -0.63, "after_verb": -0.63, "clause_first": 0.73, "clause_last": -0.58, "continue:cued": 0.11,
        "continue:far": -0.31, "continue:next_paragraph": 0.61, "continue:sentence": -0.06, "continue:two_on": -0.18,
        "continue_far": -0.17, "first_person": -0.06, "free:cued": -0.71, "free:partial": 0.55, "indefinite": 0.09, "is_last:far": 0.34,
        "is_last:next_paragraph": 0.27, "is_last:same_paragraph": 0.48, "is_last:same_sentence": 1.13, "is_last:two_on": -0.09,
        "kind:name": 0.22, "kind:phrase": -0.05, "kind:pronoun": 0.23, "kind:role": -0.47, "mark": 0.27,
        "near:after:speech:post:0": 1.29, "near:before:attitude:post:0": -0.08, "near:before:attitude:post:2": -0.1,
        "near:before:attitude:pre:2": 0.48, "near:before:speech:mid:0": 0.93, "near:before:speech:post:0": 0.85,
        "near:before:speech:post:2": -0.09, "near:before:speech:pre:0": 0.51, "near:before:speech:pre:1": -0.06,
        "near:before:speech:pre:2": 0.67, "near:ing:attitude:post:1": 0.17, "near:ing:attitude:pre:2": 0.27,
        "near:ing:speech:post:0": -0.79, "near:ing:speech:pre:0": 0.12, "near:ing:speech:pre:1": 0.14, "near:ing:speech:pre:2": -0.49,
        "near:mark:speech:post:0": 0.27, "nearer:0": 0.54, "nearer:1": 0.1, "nearer:2": 0.05, "nearer:3": -0.25, "next1:other": -0.07,
        "next1_other:cue": -0.15, "next1_other:cue:cued": -0.15, "next1_other:first": -0.17, "next1_other:first:cued": -0.11,
        "next1_other:other": -0.65, "next1_other:other:cued": -0.45, "next1_other:other:sentence": -0.09, "next1_other:speech": -0.34,
        "next1_other:speech:cued": -0.22, "next1_other:speech:sentence": -0.06, "next2_other:cue": -0.15, "next2_other:cue:cued": -0.15,
        "next2_other:first": -0.25, "next2_other:first:cued": -0.19, "next2_other:other": -0.81, "next2_other:other:cued": -0.47,
        "next2_other:other:partial": -0.09, "next2_other:other:sentence": -0.13, "next2_other:speech": -0.29,
        "next2_other:speech:cued": -0.24, "own:attitude:pre": 0.37, "own:speech:mid": 0.93, "own:speech:post": 1.89,
        "own:speech:pre": 0.82, "possessive": 0.59, "prior1:cue:cued": -0.06, "prior1:first": -0.09, "prior1:other": -0.35,
        "prior1:other:cued": -0.2, "prior1:speech": 0.73, "prior1:speech:cued": -0.2, "prior1:speech:sentence": 0.93,
        "prior1_other:cue": -0.16, "prior1_other:cue:cued": -0.16, "prior1_other:first": -0.16, "prior1_other:first:cued": -0.14,
        "prior1_other:other": -0.64, "prior1_other:other:cued": -0.53, "prior1_other:other:partial": -0.06, "prior1_other:speech": 0.21,
        "prior1_other:speech:cued": -0.4, "prior2:other": 1.95, "prior2:other:cued": 1.95, "prior2_other:cue": 0.31,
        "prior2_other:cue:cued": 0.34, "prior2_other:first": -0.21, "prior2_other:first:cued": -0.15, "prior2_other:other": -0.51,
        "prior2_other:other:cued": -0.24, "prior2_other:other:sentence": -0.2, "prior2_other:speech": -0.27,
        "prior2_other:speech:cued": -0.21, "prior3_other:cue": -0.32, "prior3_other:cue:cued": -0.3, "prior3_other:first": -0.34,
        "prior3_other:first:cued": -0.22, "prior3_other:other": -0.85, "prior3_other:other:cued": -0.51, "prior3_other:speech": -0.47,
        "prior3_other:speech:cued": -0.32, "rivals:0:linked": 2.28, "rivals:1:free": 0.76, "rivals:1:linked": 0.66,
        "rivals:2:free": -0.91, "rivals:2:linked": 0.66, "side:after": 1.63, "side:before": 1.69, "side:between": 0.81, "thing": -0.58,
    }
)  # fmt: skip
