"""What one speaker says on one matter at two dates: the pairs in which a position may have moved."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from consistency.align.facts import FEATURES
from consistency.align.sides import Side
from consistency.model import Alignment, Basis, apart
from consistency.names import same_name

_COSINE, _RARE = 0.4, 0.12
"""Least resemblance in meaning, and least share of rare words in common, that make one matter."""
_PARTNERS = 2


def positions(left: Side, right: Side, x: NDArray[np.float64]) -> list[Alignment]:
    """The pairs of statements of one speaker on one matter, where the documents are dated at least a week apart.

    `x` is `features(left, right)`.
    """
    if not apart(left.document, right.document):
        return []
    cosine, rare = (x[:, :, FEATURES.index(name)] for name in ("cosine", "rare_least"))
    near = cosine * (cosine >= _COSINE) * (rare >= _RARE)
    found: list[Alignment] = []
    for i, j in zip(*np.nonzero(near), strict=True):
        a, b = left.statements[i], right.statements[j]
        beaten = min((near[i] > near[i, j]).sum(), (near[:, j] > near[i, j]).sum())
        if a.speaker and b.speaker and beaten < _PARTNERS and same_name(a.speaker.name, b.speaker.name) is True:
            found.append(Alignment(a, b, Basis.POSITION, {"cosine": round(float(cosine[i, j]), 4), "rare": round(float(rare[i, j]), 4)}))
    return found
