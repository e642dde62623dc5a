"""The order of the stages; nothing else knows it.

What follows from one document alone, its statements and its centre, and what follows from two, is kept between runs, and so is the
whole. The stages are imported where they run: a corpus in which nothing changed is answered without them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from consistency import contradiction, corpus, masked, relation, similarity
from consistency.cache import Cache, digest, opened
from consistency.config import Config
from consistency.errors import InputError
from consistency.model import Cluster, Document, Finding, Report, Statement, Story
from consistency.similarity import Encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from consistency.align import Side
    from consistency.contradiction import ContradictionModel
    from consistency.details import Details
    from consistency.masked import MaskedModel
    from consistency.relation import RelationModel

_Model = TypeVar("_Model")
_Step = TypeVar("_Step")


class Progress(Protocol):
    """Who wants to hear how far a run has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` steps of a stage are behind; 0 when it begins, and `total` when it ends."""
        ...


def _unheard(stage: str, done: int, total: int) -> None:
    pass


STAGES = ("reading articles", "finding statements", "placing articles", "comparing pairs of articles")
"""What Progress is told of, in this order."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """What two documents come to."""

    findings: tuple[Finding, ...] = ()
    copied: bool = False


@dataclass(frozen=True, slots=True)
class _Whole:
    """What all documents come to."""

    findings: tuple[Finding, ...]
    clusters: tuple[Cluster, ...]
    copies: tuple[tuple[str, ...], ...]
    stories: tuple[Story, ...]
    unsure: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Article:
    """One document with what was found in it."""

    document: Document
    statements: tuple[Statement, ...]
    digest: bytes
    """Of the document, and so of the statements too."""


class _OtherModelError(Exception):
    """The model that was loaded is not the one that was here before: the hub had a newer one."""


class _Models:
    """The models, each loaded when it is first asked for."""

    def __init__(self, config: Config, encoder: Encoder | None) -> None:
        self._config = config
        self._given = encoder
        self.identities = (
            similarity.identity(config.embedding_model),
            contradiction.identity(config.contradiction_model),
            relation.identity(config.relation_model),
            masked.identity(config.relation_model),
        )
        """Of the encoder, and the models of contradiction, relation and masked details; None for one that is not on this machine yet."""

    @cached_property
    def encoder(self) -> Encoder:
        """What turns statements into vectors."""
        return self._given or self._same(
            similarity.load(self._config.embedding_model), 0, similarity.identity(self._config.embedding_model)
        )

    @cached_property
    def contradiction(self) -> ContradictionModel | None:
        """What says whether two reports of one fact can both be right, if anything does."""
        name = self._config.contradiction_model
        return self._same(contradiction.load(name), 1, contradiction.identity(name))

    @cached_property
    def relation(self) -> RelationModel | None:
        """What reads pairs of statements, if anything does."""
        name = self._config.relation_model
        return self._same(relation.load(name), 2, relation.identity(name))

    @cached_property
    def masked(self) -> MaskedModel | None:
        """What foretells masked details, if pairs are read at all."""
        return masked.load(self._config.relation_model)

    def _same(self, model: _Model, which: int, now: str | None) -> _Model:
        if self.identities[which] not in (None, now):
            raise _OtherModelError
        return model


def check(path: Path, config: Config, encoder: Encoder | None = None, progress: Progress = _unheard) -> Report:
    """Everything there is to say about the corpus at `path`.

    Args:
        path: a folder, or one .jsonl file.
        config: what is in force.
        encoder: instead of the one that `config` names; nothing is kept between runs then, as nothing tells it from another.
        progress: told of each step.

    Raises:
        InputError: no article can be read, or all of them are of one outlet.
        ModelError: a model is not to be had.
    """
    with opened(config.cache and encoder is None, config.cache_dir) as kept:
        read = corpus.read(path, kept, partial(progress, STAGES[0]))
        outlets = sorted({d.outlet for d in read.documents})
        if len(outlets) < 2:
            raise InputError(
                f"{path}: all {len(read.documents)} readable article(s) are from one outlet ({', '.join(outlets)}); two are needed"
            )
        articles = [_article(d, kept) for d in _told(read.documents, STAGES[1], progress)]
        try:
            whole = _whole(articles, _Models(config, encoder), config.min_confidence, kept, progress)
        except _OtherModelError:  # which is here now
            whole = _whole(articles, _Models(config, encoder), config.min_confidence, kept, progress)
    every = tuple(s for article in articles for s in article.statements)
    rest = (whole.copies, whole.stories, whole.unsure)
    return Report(read.documents, every, whole.findings, whole.clusters, read.skipped, read.warnings, *rest)


def _article(document: Document, kept: Cache) -> _Article:
    def made() -> tuple[Statement, ...]:
        from consistency import statements

        return statements.read(document)

    key = digest(document)
    return _Article(document, kept.remembered(tuple[Statement, ...], made, "statements", key), key)


def _whole(articles: Sequence[_Article], models: _Models, min_confidence: float, kept: Cache, progress: Progress) -> _Whole:
    """What the articles come to, as it is kept or else anew."""
    documents = tuple(a.document for a in articles)
    statements = {s.id: s for a in articles for s in a.statements}
    if None in models.identities:  # nothing tells what this model makes from what another one made
        kept = Cache()

    def made() -> _Whole:
        from consistency import align, stories, verdict

        pairs = _pairs(articles, models, kept, progress)
        found = [_full(f, statements) for pair in pairs.values() for f in pair.findings]
        told = verdict.reported(found, min_confidence)
        copies = align.copies(ids for ids, pair in pairs.items() if pair.copied)
        clusters = align.clusters(told, documents, copies)
        unsure = tuple(sorted({f.id for f in found if f.confidence < min_confidence} - {f.id for f in told}))
        return _Whole(tuple(map(_thin, told)), clusters, copies, stories.stories(documents, told, copies), unsure)

    whole = kept.remembered(_Whole, made, "whole", models.identities, min_confidence, [a.digest for a in articles])
    return replace(whole, findings=tuple(_full(f, statements) for f in whole.findings))


def _pairs(articles: Sequence[_Article], models: _Models, kept: Cache, progress: Progress) -> dict[tuple[str, str], _Pair]:
    """What each two articles come to that may have to do with one another, by their documents' ids, the earlier one first."""
    import numpy as np

    from consistency import align, verdict

    by_id = {a.document.id: a for a in articles}
    known: dict[str, Details] = {}

    @cache
    def side(id: str) -> Side:
        return align.side(by_id[id].document, by_id[id].statements, models.encoder)

    def centre(article: _Article) -> NDArray[np.float32]:
        value = kept.remembered(
            bytes, lambda: align.centre(side(article.document.id)).tobytes(), "centre", models.identities[0], article.digest
        )
        return np.frombuffer(value, dtype=np.float32)

    def compared(a: _Article, b: _Article) -> _Pair:
        left, right = a.document, b.document
        copied = align.same_copy(left, right)
        if left.outlet == right.outlet:
            return _Pair((), copied)
        aligned = align.pair(side(left.id), side(right.id), models.relation)
        judged = verdict.findings(aligned, {left.id: left, right.id: right}, models.contradiction, known, models.masked)
        return _Pair(tuple(map(_thin, judged)), copied)

    placed = [(article, centre(article)) for article in _told(articles, STAGES[2], progress)]
    near = [sorted((a, b), key=_earlier) for (a, here), (b, there) in combinations(placed, 2) if align.related(here, there)]
    pairs = {}
    for a, b in _told(near, STAGES[3], progress):
        made = partial(compared, a, b)
        pairs[a.document.id, b.document.id] = kept.remembered(_Pair, made, "pair", models.identities, a.digest, b.digest)
    return pairs


def _told(steps: Sequence[_Step], stage: str, progress: Progress) -> Iterator[_Step]:
    """The steps, one after the other, while `progress` is told of each."""
    for done, step in enumerate(steps):
        progress(stage, done, len(steps))
        yield step
    progress(stage, len(steps), len(steps))


def _thin(finding: Finding) -> Finding:
    """The finding with no more of its statements than their ids."""
    left, right = (Statement(s.id, "", s.kind, "", ()) for s in (finding.left, finding.right))
    return replace(finding, left=left, right=right)


def _full(finding: Finding, statements: Mapping[str, Statement]) -> Finding:
    """The finding with its statements."""
    return replace(finding, left=statements[finding.left.id], right=statements[finding.right.id])


def _earlier(article: _Article) -> tuple[str, str, str]:
    """What decides which of two articles is on the left: never the order of files."""
    document = article.document
    return (document.dated, document.outlet, document.id)
