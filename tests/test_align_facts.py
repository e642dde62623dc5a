"""Which statements report the same fact, and which documents are compared at all."""

import numpy as np

from consistency import align, statements
from consistency.align.facts import FEATURES, chosen, features
from consistency.align.sides import side
from tests.build import Flat, claim, document


def test_features_have_one_column_each() -> None:
    a = document("The north bridge opened on Monday. Twelve boats sailed under it.", "The Gazette")
    b = document("The bridge in the north was opened on Monday.", "The Courier")
    left, right = [claim(a, "The north bridge opened on Monday."), claim(a, "Twelve boats sailed under it.")], [claim(b)]
    x = features(side(a, left, Flat()), side(b, right, Flat()))
    assert x.shape == (2, 1, len(FEATURES))
    rare = FEATURES.index("rare_least")
    assert x[0, 0, rare] > x[1, 0, rare]


def test_a_statement_has_at_most_two_partners_in_one_document() -> None:
    scores = np.array([[0.9, 0.8, 0.7, 0.6]])
    assert chosen(scores, 0.5) == [(0, 0), (0, 1)]
    assert chosen(scores, 0.85) == [(0, 0)]


def test_a_document_without_statements_is_aligned_with_none() -> None:
    a, b = document("Photo: Getty", "The Gazette"), document("The bridge in the north was opened on Monday.", "The Courier")
    left, right = (align.side(d, statements.read(d), Flat()) for d in (a, b))
    assert not left.statements
    assert align.pair(left, right) == align.pair(right, left) == ()
