"""Two documents' statements -> scored alignments; all findings -> clusters."""

from __future__ import annotations

from consistency.align.clusters import clusters
from consistency.align.copies import copies, same_copy
from consistency.align.facts import features, same_facts, shares
from consistency.align.positions import positions
from consistency.align.quotations import same_utterances
from consistency.align.sides import Side, centre, related, side
from consistency.model import Alignment
from consistency.relation import RelationModel

__all__ = ["Side", "centre", "clusters", "copies", "pair", "related", "same_copy", "shares", "side"]


def pair(left: Side, right: Side, model: RelationModel | None = None) -> tuple[Alignment, ...]:
    """Every pair of statements of two documents that are one utterance, one fact, or one speaker's positions on one matter.

    `model` reads the candidates for one fact, if there is one.
    """
    if not left.statements or not right.statements:
        return ()
    utterances = same_utterances(left, right)
    x = features(left, right)
    same = {(u.left.id, u.right.id) for u in utterances}
    moved = [p for p in positions(left, right, x) if (p.left.id, p.right.id) not in same]
    return (*utterances, *same_facts(left, right, x, model), *moved)
