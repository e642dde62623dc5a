"""What one speaker says on one matter at two dates: the pairs in which a position may have moved."""

from __future__ import annotations

import numpy as np

from consistency.align.facts import features
from consistency.align.sides import Side
from consistency.model import Alignment, Basis, apart
from consistency.names import same_name

_COSINE, _RARE = 0.4, 0.12
"""Least resemblance in meaning, and least share of rare words in common, that make one matter."""
_PARTNERS = 2


def positions(left: Side, right: Side) -> list[Alignment]:
    """The pairs of statements of one speaker on one matter, where the documents are dated at least a week apart."""
    if not apart(left.document, right.document) or not left.statements or not right.statements:
        return []
    x = features(left, right)
    near = x[:, :, 0] * (x[:, :, 0] >= _COSINE) * (x[:, :, 3] >= _RARE)
    found: list[Alignment] = []
    for i, j in zip(*np.nonzero(near), strict=True):
        a, b = left.statements[i], right.statements[j]
        beaten = min((near[i] > near[i, j]).sum(), (near[:, j] > near[i, j]).sum())
        if a.speaker and b.speaker and beaten < _PARTNERS and same_name(a.speaker.name, b.speaker.name) is True:
            found.append(Alignment(a, b, Basis.POSITION, {"cosine": round(float(x[i, j, 0]), 4), "rare": round(float(x[i, j, 3]), 4)}))
    return found
