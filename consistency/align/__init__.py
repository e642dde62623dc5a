"""Statements -> scored alignments -> clusters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from consistency.align.clusters import clusters
from consistency.align.copies import copies
from consistency.align.facts import Side, same_facts
from consistency.align.positions import positions
from consistency.align.quotations import same_utterances
from consistency.model import Alignment, BlockKind, Document, Kind, Statement
from consistency.similarity import Encoder
from consistency.worddiff import tokens

__all__ = ["alignments", "clusters", "copies"]


def alignments(documents: Sequence[Document], statements: Sequence[Statement], encoder: Encoder) -> tuple[Alignment, ...]:
    """Every pair of statements of two outlets that are one utterance, one fact, or one speaker's positions on one matter.

    Whether two statements are aligned depends on their two documents alone.
    """
    sides = _sides(documents, statements, encoder)
    found: list[Alignment] = []
    for left, right in combinations(documents, 2):
        if left.outlet == right.outlet:
            continue
        a, b = sides[left.id], sides[right.id]
        qa, qb = _quotes(a), _quotes(b)
        utterances = same_utterances(qa.statements, qb.statements, qa.tokens, qb.tokens)
        found += utterances
        found += same_facts(a, b)
        same = {(x.left.id, x.right.id) for x in utterances}
        found += [x for x in positions(a, b, left, right) if (x.left.id, x.right.id) not in same]
    return tuple(found)


def _sides(documents: Sequence[Document], statements: Sequence[Statement], encoder: Encoder) -> dict[str, Side]:
    """Each document's statements with their words, vectors and names; all texts are encoded in one go."""
    vectors = encoder.encode([s.text for s in statements])
    rows: dict[str, list[int]] = {d.id: [] for d in documents}
    for k, statement in enumerate(statements):
        rows[statement.document].append(k)
    sides: dict[str, Side] = {}
    for document in documents:
        mine = rows[document.id]
        chosen = tuple(statements[k] for k in mine)
        words = tuple(tokens(document, s.spans) for s in chosen)
        headlines = [b.span for b in document.blocks if b.kind is BlockKind.HEADLINE]
        sides[document.id] = Side(
            statements=chosen,
            tokens=words,
            vectors=vectors[mine],
            names=tuple(frozenset(t.key for t in ts[1:] if document.text[t.start].isupper()) for ts in words),
            headline=tuple(any(h.holds(s.extent) for h in headlines) for s in chosen),
        )
    return sides


def _quotes(side: Side) -> Side:
    """The same side with its quotations alone."""
    keep = [k for k, s in enumerate(side.statements) if s.kind is Kind.QUOTE]
    return Side(
        tuple(side.statements[k] for k in keep),
        tuple(side.tokens[k] for k in keep),
        side.vectors[keep],
        tuple(side.names[k] for k in keep),
        tuple(side.headline[k] for k in keep),
    )
