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
        "after_preposition": -0.88, "after_verb": -0.69, "clause_first": 1.36, "clause_last": -0.89, "continue:cued": 0.06,
        "continue:far": -0.28, "continue:next_paragraph": 0.45, "continue:sentence": -0.05, "continue:two_on": -0.15,
        "continue_far": -0.16, "first_person": -0.06, "free:cued": -0.51, "free:partial": 0.46, "is_last:far": 0.39,
        "is_last:next_paragraph": 0.49, "is_last:same_paragraph": 0.51, "is_last:same_sentence": 1.02, "is_last:two_on": -0.06,
        "kind:name": 0.53, "kind:phrase": -0.69, "kind:pronoun": 0.38, "kind:role": -0.23, "mark": 0.28,
        "near:after:speech:post:0": 1.29, "near:before:attitude:post:1": -0.28, "near:before:attitude:post:2": -0.11,
        "near:before:attitude:pre:1": 0.12, "near:before:attitude:pre:2": -0.28, "near:before:speech:mid:0": 0.98,
        "near:before:speech:post:0": 0.81, "near:before:speech:post:1": 0.15, "near:before:speech:post:2": -0.11,
        "near:before:speech:pre:0": 0.68, "near:before:speech:pre:1": -0.05, "near:before:speech:pre:2": 0.74,
        "near:ing:attitude:post:1": 0.15, "near:ing:attitude:pre:2": 0.3, "near:ing:speech:post:0": -0.75,
        "near:ing:speech:pre:1": -0.54, "near:ing:speech:pre:2": -0.28, "near:mark:speech:post:0": 0.28, "nearer:0": 0.46,
        "nearer:1": 0.22, "nearer:2": 0.05, "nearer:3": -0.23, "next1:other": -0.08, "next1_other:cue": -0.14,
        "next1_other:cue:cued": -0.13, "next1_other:first": -0.2, "next1_other:first:cued": -0.12, "next1_other:other": -0.65,
        "next1_other:other:cued": -0.44, "next1_other:other:sentence": -0.09, "next1_other:speech": -0.39,
        "next1_other:speech:cued": -0.25, "next1_other:speech:sentence": -0.06, "next2_other:cue": -0.18, "next2_other:cue:cued": -0.18,
        "next2_other:first": -0.25, "next2_other:first:cued": -0.19, "next2_other:other": -0.8, "next2_other:other:cued": -0.46,
        "next2_other:other:partial": -0.1, "next2_other:other:sentence": -0.12, "next2_other:speech": -0.34,
        "next2_other:speech:cued": -0.26, "own:attitude:pre": 0.62, "own:speech:mid": 0.98, "own:speech:post": 1.99,
        "own:speech:pre": 0.47, "possessive": 0.62, "prior1:cue": -0.06, "prior1:cue:cued": -0.07, "prior1:first": -0.09,
        "prior1:other": -0.38, "prior1:other:cued": -0.23, "prior1:speech": 0.72, "prior1:speech:cued": -0.21,
        "prior1:speech:sentence": 0.93, "prior1_other:cue": -0.2, "prior1_other:cue:cued": -0.19, "prior1_other:first": -0.15,
        "prior1_other:first:cued": -0.12, "prior1_other:other": -0.62, "prior1_other:other:cued": -0.54, "prior1_other:speech": 0.18,
        "prior1_other:speech:cued": -0.47, "prior2:other": 1.76, "prior2:other:cued": 1.76, "prior2_other:cue": 0.23,
        "prior2_other:cue:cued": 0.25, "prior2_other:first": -0.22, "prior2_other:first:cued": -0.15, "prior2_other:other": -0.49,
        "prior2_other:other:cued": -0.2, "prior2_other:other:sentence": -0.22, "prior2_other:speech": -0.32,
        "prior2_other:speech:cued": -0.27, "prior3_other:cue": -0.33, "prior3_other:cue:cued": -0.31, "prior3_other:first": -0.36,
        "prior3_other:first:cued": -0.23, "prior3_other:other": -0.76, "prior3_other:other:cued": -0.41, "prior3_other:speech": -0.53,
        "prior3_other:speech:cued": -0.4, "rivals:0:linked": 1.99, "rivals:1:free": 0.29, "rivals:1:linked": 0.82,
        "rivals:2:free": -0.33, "rivals:2:linked": 1.43, "side:after": 1.68, "side:before": 2.1, "side:between": 0.89, "thing": -0.66,
    }
)  # fmt: skip
