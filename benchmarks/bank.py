"""The mutation bank: aligned real pairs, one detail changed in one of them, and whether the package says what was changed.

Pairs are the alignments of the package on annotated and on other events that it would report (at the default confidence, or annotated as
one utterance or one fact), without those annotated as contradictions. Each change is made in the article, which is then read, aligned
with the other article and judged anew, so that a change that parts the two statements counts as missed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.gold import RememberingMasks, RememberingModel, RememberingReader, tuned
from benchmarks.mutations import Mutation, mutations
from consistency import align, corpus, statements, verdict
from consistency.align import Side
from consistency.config import Config
from consistency.contradiction import ContradictionModel
from consistency.masked import MaskedModel
from consistency.model import Alignment, Basis, Document, Finding, Span, Statement, Verdict
from consistency.relation import RelationModel
from consistency.similarity import Encoder

LOOKALIKE = "lookalike"
MOST = 40
"""Changes of one kind, of quotations and of facts, that are tried."""


@dataclass(frozen=True, slots=True)
class Event:
    """The articles on one event, read and aligned."""

    name: str
    sides: Mapping[str, Side]
    """By the id of the document."""
    alignments: tuple[Alignment, ...]
    annotated: tuple[tuple[str, str, str, str, str], ...] = ()
    """Pairs that a person judged: verdict, left path and text, right path and text."""
    model: ContradictionModel | None = None
    masked: MaskedModel | None = None

    @property
    def documents(self) -> dict[str, Document]:
        """By id."""
        return {id: side.document for id, side in self.sides.items()}

    def told(self, alignment: Alignment) -> tuple[Finding, ...]:
        """What the package says of the pair."""
        return verdict.findings([alignment], self.documents, self.model, masked=self.masked)

    def judged(self, alignment: Alignment) -> str | None:
        """What a person says of the pair: a verdict, `lookalike` for two that only look alike, or None; a contradiction before others."""
        said = {each for each, *sides in self.annotated if self._joins(alignment, *sides)}
        return min(said, key=lambda each: (each != Verdict.CONTRADICT, each != LOOKALIKE, each), default=None)

    def _joins(self, alignment: Alignment, path: str, words: str, other_path: str, other_words: str) -> bool:
        return any(
            self._covers(a, path, words) and self._covers(b, other_path, other_words)
            for a, b in ((alignment.left, alignment.right), (alignment.right, alignment.left))
        )

    def _covers(self, statement: Statement, path: str, words: str) -> bool:
        document = self.sides[statement.document].document
        at = document.text.find(words)
        if document.path != path or at < 0:
            return False
        shared = sum(span.overlap(Span(at, at + len(words))) for span in statement.spans)
        return 2 * shared >= len(words) or 5 * shared >= 4 * sum(map(len, statement.spans))


@dataclass(frozen=True, slots=True)
class Trial:
    """One changed pair and what came of it."""

    event: str
    quotation: bool
    mutation: Mutation
    left: str
    """The changed words."""
    right: str
    found: Finding | None
    """What is said of the changed pair, whatever its confidence."""

    @property
    def right_reason(self) -> bool:
        """Whether it is reported, with one of the right reasons."""
        return self.found is not None and self.found.confidence >= Config().min_confidence and self.found.reason in self.mutation.reasons


def events(
    folders: Sequence[Path],
    annotations: Mapping[str, Path],
    encoder: Encoder,
    reader: RelationModel,
    model: ContradictionModel | None = None,
    masked: MaskedModel | None = None,
) -> Iterator[Event]:
    """Each folder's articles, aligned; `annotations` names the file of a folder's annotations, if it has one."""
    for folder in folders:
        sides = {d.id: align.side(d, statements.read(d), encoder) for d in corpus.read(folder).documents}
        rows = [json.loads(line) for line in annotations[folder.name].read_text("utf-8").splitlines()] if folder.name in annotations else []
        judged = tuple(
            (str(r.get("verdict", LOOKALIKE)), *(str(r[side][key]) for side in ("left", "right") for key in ("doc", "text")))
            for r in rows
            if r["type"] in ("quote_pair", "fact_pair", LOOKALIKE)
        )
        aligned = [a for left, right in combinations(sides.values(), 2) for a in align.pair(left, right, reader)]
        yield Event(folder.name, sides, tuple(aligned), judged, model, masked)  # type: ignore[arg-type]


def pairs(event: Event) -> Iterator[tuple[Alignment, Finding | None, bool]]:
    """The event's pairs that both tell the same: the alignment, what is said of it, and whether a person judged it."""
    for alignment in event.alignments:
        if alignment.basis is Basis.POSITION:
            continue
        judged = event.judged(alignment)
        finding = next(iter(event.told(alignment)), None)
        sure = alignment.scores.get("same_fact", 1.0) >= Config().min_confidence
        if judged not in (Verdict.CONTRADICT, LOOKALIKE) and (judged or sure):
            yield alignment, finding, judged is not None


def chosen(found: Sequence[Event]) -> list[tuple[Event, Alignment, Mutation]]:
    """The changes that are tried: one of each kind in a statement, of the pairs that nothing contradicts unchanged, the same on any run."""
    by_kind: dict[tuple[str, bool], list[tuple[str, Event, Alignment, Mutation]]] = {}
    taken: set[tuple[str, str, str]] = set()
    for event in found:
        for alignment, finding, _ in pairs(event):
            if finding is not None and finding.verdict is Verdict.CONTRADICT and finding.confidence >= Config().min_confidence:
                continue
            for left, right in ((alignment.left, alignment.right), (alignment.right, alignment.left)):
                seed = f"{event.name}:{left.text}:{right.text}"
                turned = Alignment(left, right, alignment.basis, alignment.scores)
                for mutation in mutations(left, right, event.documents[left.document], event.documents[right.document], seed):
                    key = hashlib.sha256(f"{seed}:{mutation.kind}".encode()).hexdigest()
                    by_kind.setdefault((mutation.kind, alignment.basis is Basis.UTTERANCE), []).append((key, event, turned, mutation))
    out: list[tuple[Event, Alignment, Mutation]] = []
    for (kind, _), each in by_kind.items():
        picked = 0
        for _, event, alignment, mutation in sorted(each, key=lambda row: row[0]):
            sides = [(event.name, kind, s.id) for s in (alignment.left, alignment.right)]
            if picked < MOST and not taken & set(sides):
                taken.update(sides)
                out.append((event, alignment, mutation))
                picked += 1
    return out


def trial(event: Event, alignment: Alignment, mutation: Mutation, encoder: Encoder, reader: RelationModel) -> Trial:
    """The changed article beside the other one: what is said of the changed statement and its partner."""
    other = event.sides[alignment.right.document]
    changed = mutation.applied(event.documents[alignment.left.document])
    place = Span(mutation.moved(alignment.left.extent.start), mutation.moved(alignment.left.extent.end))
    side = align.side(changed, statements.read(changed), encoder)
    aligned = [a for a in align.pair(side, other, reader) if _joins(a, changed.id, place, alignment.right)]
    said = verdict.findings(aligned, {changed.id: changed, other.document.id: other.document}, event.model, masked=event.masked)
    right = [f for f in said if f.reason in mutation.reasons]
    start, end = min(place.start, mutation.span.start), max(place.end, mutation.span.start + len(mutation.new))
    words = " ".join(changed.text[start:end].split())
    return Trial(event.name, alignment.basis is Basis.UTTERANCE, mutation, words, alignment.right.text, next(iter(right or said), None))


def _joins(alignment: Alignment, document: str, place: Span, partner: Statement) -> bool:
    """Whether it joins a statement at this place of the changed document with the partner."""
    return any(
        a.document == document and place.overlap(a.extent) * 2 >= min(len(place), len(a.extent)) and b.id == partner.id
        for a, b in ((alignment.left, alignment.right), (alignment.right, alignment.left))
    )


@dataclass(frozen=True, slots=True)
class Bank:
    """What was tried and what came of it."""

    events: tuple[Event, ...]
    trials: tuple[Trial, ...]
    unchanged: int
    """Pairs that tell the same."""
    alarms: tuple[tuple[Event, Finding, bool], ...]
    """Those of them that are reported as contradictions, and whether a person judged the pair."""

    @property
    def figures(self) -> dict[str, float]:
        """Share of the changes that are found with the right reason, by kind, and share of the unchanged pairs called a contradiction."""
        by_kind: dict[str, list[bool]] = {"found": [t.right_reason for t in self.trials]}
        by_kind["found_untuned"] = [t.right_reason for t in self.trials if not tuned(t.event)]
        for t in self.trials:
            by_kind.setdefault(f"found_{t.mutation.kind}", []).append(t.right_reason)
        shares = {name: round(sum(each) / len(each), 3) for name, each in by_kind.items() if each}
        return shares | {"false_alarms": round(len(self.alarms) / self.unchanged, 4) if self.unchanged else 0.0}


def measured(shared: Path, encoder: Encoder) -> Bank:
    """The bank of all events in `shared/corpora/events`, with the annotations in `shared/gold` and `shared/gold-contradict`."""
    annotations = {file.parent.name: file for name in ("gold", "gold-contradict") for file in sorted((shared / name).rglob("gold.jsonl"))}
    folders = sorted(f for f in (shared / "corpora" / "events").iterdir() if f.is_dir())
    reader = RememberingReader()
    found = tuple(events(folders, annotations, encoder, reader, RememberingModel(), RememberingMasks()))
    told = [(event, finding, judged) for event in found for _, finding, judged in pairs(event)]
    alarms = tuple((e, f, j) for e, f, j in told if f and f.verdict is Verdict.CONTRADICT and f.confidence >= Config().min_confidence)
    return Bank(found, tuple(trial(*each, encoder, reader) for each in chosen(found)), len(told), alarms)


def table(bank: Bank) -> list[list[str]]:
    """A row for each kind of change in facts and in quotations, and the sums."""
    rows = []
    kinds = sorted({(t.quotation, t.mutation.kind) for t in bank.trials})
    groups = [
        (kind, "quotations" if q else "facts", [t for t in bank.trials if (t.quotation, t.mutation.kind) == (q, kind)]) for q, kind in kinds
    ]
    for kind, of, trials in [*groups, ("all", "both", list(bank.trials))]:
        untuned = [t.right_reason for t in trials if not tuned(t.event)]
        share = sum(t.right_reason for t in trials) / len(trials)
        rows.append([kind, of, str(len(trials)), f"{share:.2f}", f"{sum(untuned) / len(untuned):.2f}" if untuned else ""])
    judged = sum(j for _, _, j in bank.alarms)
    rows.append(["nothing", f"both, {judged} judged", str(bank.unchanged), f"{len(bank.alarms)} alarms", ""])
    return rows
