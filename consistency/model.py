"""The vocabulary: frozen values that the stages hand to one another.

Offsets are Unicode code points into `Document.text`, half open, as in `text[start:end]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open run of code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlap(self, other: Span) -> int:
        """How many code points both spans hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def holds(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


class Verdict(StrEnum):
    """What an alignment says of its two statements, mildest first."""

    AGREE = "agree"
    WORDING = "wording"
    CONTRADICT = "contradict"

    @property
    def severity(self) -> int:
        """0 for agree, 1 for wording, 2 for contradict."""
        return list(Verdict).index(self)


class Kind(StrEnum):
    """The two kinds of statement."""

    QUOTE = "quote"
    CLAIM = "claim"


class BlockKind(StrEnum):
    """What a block of an article is; only headlines and paragraphs are read for statements."""

    HEADLINE = "headline"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of an article, or its headline."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read."""

    id: str
    """Unique in the corpus and independent of the other documents: the path, and for .jsonl the path and line number."""
    path: str
    """Relative to the corpus, with forward slashes."""
    text: str
    """The file as decoded, front matter included and line ends untouched; for HTML and JSON the extracted text.

    Lists of links inside of sentences are blanked, so that offsets stay as they are in the file.
    """
    outlet: str
    date: date | None = None
    title: str | None = None
    url: str | None = None
    author: str | None = None
    wire: str | None = None
    """The agency whose copy this is, where a credit says so."""
    language: str | None = None
    inferred: tuple[str, ...] = ()
    """Names of the fields above that the file did not give and that were read from its text or name, sorted."""
    extracted: bool = False
    """Whether `text` was taken out of another format, so that offsets do not lead into the file itself."""
    blocks: tuple[Block, ...] = ()
    """Every block of `text` outside of front matter, in order, boilerplate and captions included and marked."""

    @property
    def prose(self) -> tuple[Block, ...]:
        """The headline and the paragraphs: what is read for statements."""
        return tuple(b for b in self.blocks if b.kind in (BlockKind.HEADLINE, BlockKind.PARAGRAPH))

    @property
    def dated(self) -> str:
        """Its date, for sorting: without one it comes last."""
        return self.date.isoformat() if self.date else "9999"


_OCCASION = timedelta(days=7)


def one_day(left: Document, right: Document) -> bool | None:
    """Whether both documents are of one day; None where the date of one is not known."""
    return None if left.date is None or right.date is None else left.date == right.date


def apart(left: Document, right: Document) -> bool:
    """Whether the documents are dated a week or more apart; less is one occasion and its coverage."""
    return left.date is not None and right.date is not None and abs(left.date - right.date) >= _OCCASION


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was met and could not be read."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read, and what could not be."""

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()
    """One line each, for standard error."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: the fullest form of the name in the document, and where the text names them for this statement."""

    name: str
    start: int
    end: int
    """Where the mention stands that the statement is attributed to (it may read `he`)."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Quoted words that are one act of speech, before anyone is found to have said them."""

    spans: tuple[Span, ...]
    """The words between the marks, one span for each run, in order; the marks themselves are outside."""
    context: Span
    """From the start of the first sentence that holds a run to the end of the last, marks and attribution included."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation or a reported fact in one document."""

    id: str
    """Unique in the corpus; depends on the document alone."""
    document: str
    kind: Kind
    text: str
    """The words: the spans' text joined by one blank, white space folded."""
    spans: tuple[Span, ...]
    """A quotation's words between its marks, a span for each run; a claim's sentence or clause."""
    speaker: Speaker | None = None
    indirect: bool = False
    """A claim that reports what a speaker said without quoting all of it."""
    context: Span | None = None
    """The sentences that a quotation stands in, attribution included; None for a claim."""

    @property
    def extent(self) -> Span:
        """From the first span's start to the last one's end."""
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a document that the verdict rests on."""

    statement: str
    start: int
    end: int


class Basis(StrEnum):
    """Why two statements are aligned."""

    UTTERANCE = "utterance"
    """Two quotations of the same words."""
    FACT = "fact"
    """Two reports of the same fact; either may be a quotation."""
    POSITION = "position"
    """What one speaker says on one matter at two dates."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the relation model makes of two statements, each 0..1; the first three add up to 1, and so do the others."""

    other: float
    """They report two facts."""
    passing: float
    """They share a fact, in passing."""
    same: float
    """They report the same fact."""
    agree: float
    """Of what both tell: it is told alike."""
    wording: float
    """Nothing excludes the other, but a reader learns something else."""
    contradict: float
    """Both cannot be right."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two statements of two documents that are about the same utterance or the same fact."""

    left: Statement
    right: Statement
    basis: Basis
    scores: Mapping[str, float] = field(default_factory=dict)
    """What led to the alignment, each 0..1, by name."""
    reading: Reading | None = None
    """What the relation model makes of two reports of one fact, if there is such a model."""
    differing: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
    """Of two reports of one fact, runs of words of each that most probably make the difference between them, if there is one; of one
    utterance, words that stand in each other's place and are far from each other in meaning."""
    closely: Reading | None = None
    """What it makes of them where they are read once more."""

    @property
    def loosely(self) -> float:
        """How surely the two report one fact, 0..1, before they were read closely, if they were: what they share may be told in passing."""
        return self.scores.get("second", self.scores["same_fact"])

    @property
    def turned(self) -> Alignment:
        """The same with its sides exchanged."""
        return replace(self, left=self.right, right=self.left, differing=self.differing[::-1])


@dataclass(frozen=True, slots=True)
class Waiver:
    """A person's word that a finding was reviewed and is known."""

    finding: str
    """The finding's fingerprint."""
    reason: str
    owner: str | None = None
    expires: date | None = None
    """The last day on which it holds; None for ever."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An alignment and the verdict on it."""

    id: str
    """Fingerprint: depends on the two sources and the normalised words alone."""
    verdict: Verdict
    rule: str
    """Code of a row in `rules.RULES`."""
    reason: str
    confidence: float
    """0..1"""
    left: Statement
    right: Statement
    evidence: tuple[Evidence, ...]
    message: str
    """One line that names both outlets and what each says."""
    scores: Mapping[str, float] = field(default_factory=dict)
    waiver: Waiver | None = None
    """Why it is known and does not fail a check, if it is."""

    @property
    def waived(self) -> bool:
        """Whether somebody has waived it."""
        return self.waiver is not None


@dataclass(frozen=True, slots=True)
class Cluster:
    """All statements that are about one utterance or one fact."""

    id: str
    statements: tuple[str, ...]
    outlets: tuple[str, ...]
    independent_sources: int
    """Outlets, where those that carry the same agency copy count once."""
    verdict: Verdict
    """The most severe verdict among the findings inside."""


@dataclass(frozen=True, slots=True)
class Story:
    """The documents on one event."""

    title: str
    """A headline of one of its documents."""
    documents: tuple[str, ...]
    """Ids, by date, then outlet."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one run has to say."""

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    """Sorted: most severe first, then most confident, then by id."""
    clusters: tuple[Cluster, ...]
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    """Groups of document ids that carry the same copy and count as one source."""
    stories: tuple[Story, ...] = ()
    """Every document is in one; the largest first."""
    unsure: tuple[str, ...] = ()
    """Fingerprints of findings that were left out for their confidence, sorted."""
    scope: tuple[str, ...] = ()
    """What the findings were narrowed to, a phrase each; empty where all are here."""

    def document(self, id: str) -> Document:
        """The document with this id.

        Raises:
            KeyError: there is none.
        """
        for document in self.documents:
            if document.id == id:
                return document
        raise KeyError(id)
