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
        "after_preposition": -0.91, "after_verb": -0.81, "clause_first": 1.18, "clause_last": -1.16, "continue:cued": -0.12,
        "continue:far": -0.25, "continue:next_paragraph": 0.16, "continue:sentence": -0.06, "continue:two_on": -0.15,
        "continue_far": -0.14, "first_person": -0.06, "free:cued": -0.45, "free:partial": 0.28, "indefinite": -0.4, "is_last:far": 0.25,
        "is_last:next_paragraph": 0.91, "is_last:same_paragraph": 1.34, "is_last:same_sentence": 1.01, "is_last:two_on": -0.21,
        "kind:name": 0.84, "kind:phrase": -1.25, "kind:pronoun": 0.51, "kind:role": 0.09, "mark": 0.32, "near:after:speech:post:0": 1.42,
        "near:before:attitude:post:1": -0.27, "near:before:attitude:post:2": -0.09, "near:before:attitude:pre:2": -0.49,
        "near:before:speech:mid:0": 1.01, "near:before:speech:post:0": 1.08, "near:before:speech:post:2": -0.1,
        "near:before:speech:pre:0": 0.42, "near:before:speech:pre:2": 0.54, "near:ing:attitude:post:1": 0.11,
        "near:ing:attitude:pre:2": 0.6, "near:ing:speech:post:0": -0.76, "near:ing:speech:pre:0": 0.21, "near:ing:speech:pre:1": -0.32,
        "near:ing:speech:pre:2": 0.19, "near:mark:speech:post:0": 0.32, "nearer:0": 0.4, "nearer:1": 0.13, "nearer:2": 0.11,
        "nearer:3": -0.61, "next1:other": -0.14, "next1:other:cued": -0.06, "next1:speech": -0.05, "next1:speech:cued": -0.05,
        "next1_other:cue": 0.37, "next1_other:cue:cued": -0.19, "next1_other:cue:partial": 0.64, "next1_other:first": 0.18,
        "next1_other:first:cued": 0.32, "next1_other:other": -0.73, "next1_other:other:cued": -0.57, "next1_other:speech": -0.47,
        "next1_other:speech:cued": -0.32, "next1_other:speech:sentence": -0.07, "next2_other:cue": 0.06, "next2_other:cue:cued": -0.25,
        "next2_other:first": -0.31, "next2_other:first:cued": -0.25, "next2_other:other": -0.89, "next2_other:other:cued": -0.45,
        "next2_other:other:partial": -0.16, "next2_other:other:sentence": -0.14, "next2_other:speech": -0.41,
        "next2_other:speech:cued": -0.31, "own:speech:mid": 1.01, "own:speech:post": 1.87, "own:speech:pre": 0.19, "possessive": 0.66,
        "prior1:cue": -0.1, "prior1:cue:cued": -0.09, "prior1:first": -0.05, "prior1:other": -0.36, "prior1:other:cued": -0.26,
        "prior1:speech": 0.84, "prior1:speech:cued": -0.06, "prior1:speech:sentence": 0.91, "prior1_other:cue": -0.21,
        "prior1_other:cue:cued": -0.19, "prior1_other:first": -0.21, "prior1_other:first:cued": -0.15,
        "prior1_other:first:partial": -0.06, "prior1_other:other": -0.7, "prior1_other:other:cued": -0.61, "prior1_other:speech": 0.09,
        "prior1_other:speech:cued": -0.57, "prior2:other": 1.73, "prior2:other:cued": 1.73, "prior2_other:cue": -0.22,
        "prior2_other:cue:cued": -0.18, "prior2_other:first": -0.23, "prior2_other:first:cued": -0.15, "prior2_other:other": -0.72,
        "prior2_other:other:cued": -0.5, "prior2_other:other:sentence": -0.14, "prior2_other:speech": -0.33,
        "prior2_other:speech:cued": -0.23, "prior3_other:cue": -0.17, "prior3_other:cue:cued": -0.17, "prior3_other:first": -0.33,
        "prior3_other:first:cued": -0.22, "prior3_other:other": -0.6, "prior3_other:other:cued": -0.25,
        "prior3_other:other:partial": -0.08, "prior3_other:speech": -0.49, "prior3_other:speech:cued": -0.4, "rivals:0:linked": 1.7,
        "rivals:1:free": 0.13, "rivals:1:linked": 1.34, "rivals:2:free": -0.29, "rivals:2:linked": 1.47, "side:after": 1.71,
        "side:before": 2.09, "side:between": 0.9, "thing": -0.55,
    }
)  # fmt: skip
