"""Statements -> scored alignments -> clusters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from consistency.align.clusters import clusters
from consistency.align.copies import copies
from consistency.align.facts import features, same_facts
from consistency.align.positions import positions
from consistency.align.quotations import same_utterances
from consistency.align.sides import related, sides
from consistency.model import Alignment, Document, Statement
from consistency.similarity import Encoder

__all__ = ["alignments", "clusters", "copies"]


def alignments(documents: Sequence[Document], statements: Sequence[Statement], encoder: Encoder) -> tuple[Alignment, ...]:
    """Every pair of statements of two outlets that are one utterance, one fact, or one speaker's positions on one matter.

    Whether two statements are aligned depends on their two documents alone.
    """
    by_id = sides(documents, statements, encoder)
    found: list[Alignment] = []
    for first, second in combinations(documents, 2):
        if first.outlet == second.outlet:
            continue
        left, right = by_id[first.id], by_id[second.id]
        if not related(left, right):
            continue
        utterances = same_utterances(left, right)
        found += utterances
        x = features(left, right)
        found += same_facts(left, right, x)
        same = {(x.left.id, x.right.id) for x in utterances}
        found += [x for x in positions(left, right, x) if (x.left.id, x.right.id) not in same]
    return tuple(found)
