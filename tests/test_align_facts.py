"""Which statements report the same fact, and which documents are compared at all."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from consistency import align, statements
from consistency.align.facts import CLOSELY, FEATURES, READ, chosen, features, same_facts, shares
from consistency.align.sides import side
from consistency.model import Reading
from tests.build import Flat, Words, claim, document, quotation


def test_features_have_one_column_each() -> None:
    a = document("The north bridge opened on Monday. Twelve boats sailed under it.", "The Gazette")
    b = document("The bridge in the north was opened on Monday.", "The Courier")
    left, right = [claim(a, "The north bridge opened on Monday."), claim(a, "Twelve boats sailed under it.")], [claim(b)]
    x = features(side(a, left, Flat()), side(b, right, Flat()))
    assert x.shape == (2, 1, len(FEATURES))
    rare = FEATURES.index("rare_least")
    assert x[0, 0, rare] > x[1, 0, rare]


def test_a_statement_has_at_most_four_partners_in_one_document() -> None:
    scores = np.array([[0.9, 0.8, 0.7, 0.65, 0.6]])
    assert chosen(scores, 0.5) == [(0, 0), (0, 1), (0, 2), (0, 3)]
    assert chosen(scores, 0.85) == [(0, 0)]


def test_a_document_without_statements_is_aligned_with_none() -> None:
    a, b = document("Photo: Getty", "The Gazette"), document("The bridge in the north was opened on Monday.", "The Courier")
    left, right = (align.side(d, statements.read(d), Flat()) for d in (a, b))
    assert not left.statements
    assert align.pair(left, right) == align.pair(right, left) == ()


class Reader:
    """A relation model that is as sure of every pair, and remembers which it was asked about."""

    def __init__(self, same: float) -> None:
        self.reading = Reading(1 - same, 0.0, same, 1.0, 0.0, 0.0)
        self.closely = self.reading
        self.asked: list[tuple[str, str]] = []
        self.asked_closely: list[tuple[str, str]] = []

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        self.asked += pairs
        return [self.reading] * len(pairs)

    def read_closely(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        self.asked_closely += pairs
        return [self.closely] * len(pairs)

    def alike(self, slots: Sequence[tuple[str, str, str]]) -> list[float]:
        return [0.5] * len(slots)


BRIDGE = "The north bridge opened on Monday after years of repairs."
AGAIN = "After years of repairs the bridge in the north was opened on Monday."


def aligned(reader: Reader | None, day: date | None = None) -> list[float]:
    """The scores of two reports of one fact, of which the second one is of `day` and the first one of March 4, 2024."""
    a, b = document(BRIDGE, "The Gazette", date(2024, 3, 4)), document(AGAIN, "The Courier", day or date(2024, 3, 4))
    left, right = (side(d, [claim(d)], Words()) for d in (a, b))
    return [found.scores["same_fact"] for found in same_facts(left, right, features(left, right), reader)]


def test_what_the_relation_model_reads_counts() -> None:
    (sure,), (unsure,), (doubted,) = aligned(Reader(0.99)), aligned(Reader(0.5)), aligned(Reader(0.02)) or [0.0]
    assert sure > unsure > doubted


def test_the_likeliest_pairs_are_read_once_more() -> None:
    a, b = document(BRIDGE, "The Gazette"), document(AGAIN, "The Courier")
    left, right = (side(d, [claim(d)], Words()) for d in (a, b))
    sure, doubting, doubtful = Reader(0.9), Reader(0.9), Reader(0.01)
    doubting.closely = Reader(0.02).reading
    other = side((c := document("Repairs of the north bridge took years.", "The Courier")), [claim(c)], Words())
    found = [same_facts(left, right, features(left, right), reader) for reader in (sure, doubting)]
    same_facts(left, other, features(left, other), doubtful)
    assert found[0][0].scores["same_fact"] > 0.6 > found[1][0].scores["same_fact"]
    assert found[1][0].closely == doubting.closely
    assert doubtful.asked
    assert not doubtful.asked_closely


def test_a_quotation_of_a_few_words_reports_no_fact() -> None:
    a, b = document("Lisle spoke of the “north bridge”.", "The Gazette"), document("The north bridge opened.", "The Courier")
    left, right = side(a, [quotation(a, "north bridge")], Words()), side(b, [claim(b)], Words())
    assert same_facts(left, right, features(left, right), Reader(0.99)) == []


def test_only_likely_pairs_are_read() -> None:
    a = document(BRIDGE, "The Gazette")
    b = document("Wheat.", "The Courier")
    left, right = (side(d, [claim(d)], Words()) for d in (a, b))
    reader = Reader(0.99)
    assert same_facts(left, right, features(left, right), reader) == []
    assert reader.asked == []


def test_the_shares_of_a_score_add_up_to_it() -> None:
    a, b = document(BRIDGE, "The Gazette"), document(AGAIN, "The Courier")
    left, right = (side(d, [claim(d)], Words()) for d in (a, b))
    reader = Reader(0.9)
    (alignment,) = same_facts(left, right, features(left, right), reader)
    terms = shares(left, right, 0, 0, reader.reading, reader.closely)
    assert {*FEATURES, *READ, *CLOSELY[1:], "constant"} == set(terms)
    odds = sum(share for name, (_, share) in terms.items() if name != "constant") + terms["constant"][1]
    assert round(1 / (1 + np.exp(-odds)), 2) == round(alignment.scores["same_fact"], 2)
