"""Small reports built by hand, about invented people, places and outlets."""

from __future__ import annotations

from datetime import date

from consistency.model import (
    Block,
    BlockKind,
    Cluster,
    Document,
    Evidence,
    Finding,
    Kind,
    Report,
    Skipped,
    Span,
    Speaker,
    Statement,
    Story,
    Verdict,
    Waiver,
)
from consistency.rules import rule_for

TEXTS = {
    "courier.txt": (
        "The Norport Courier",
        date(2031, 3, 3),
        "Storm sinks boats at Norport\n\n"
        "“We lost 38 boats, and we will lose more,” harbour master Orla Finch said on Monday.\n\n"
        "The breakwater was approved by the county in 2029, Finch said.\n\n"
        "“The crews knew the risk,” said pilot Bram Teller.\n\n"
        "Insurers have received 212 claims.\n",
    ),
    "vane.md": (
        "Daily Vane",
        date(2031, 3, 4),
        "Norport counts its losses\n\n"
        "“We lost 41 boats and we will lose more,” Orla Finch told the Vane.\n\n"
        "“The crews knew the risks,” Mr. Teller said.\n\n"
        "Insurers have received 212 claims so far.\n\n"
        "“Nobody asked | the *fishermen* <b>first</b>,” said a net maker.\n",
    ),
    "post.txt": (
        "Harbour Post",
        date(2031, 3, 4),
        "Finch: 38 boats gone\n\n“We lost 38 boats,” Finch said.\n\nInsurers have received 212 claims.\n",
    ),
    "quill.jsonl:2": (
        "Quill Review",
        date(2031, 6, 20),
        "A harbour remembers\n\nIn June, Orla Finch said that private firms had built the breakwater without the county.\n",
    ),
}


def document(id: str, outlet: str, when: date | None, text: str) -> Document:
    """A document with its first line as headline and a paragraph for each other block."""
    blocks, at = [], 0
    for i, part in enumerate(text.split("\n\n")):
        blocks.append(Block(Span(at, at + len(part.rstrip("\n"))), BlockKind.PARAGRAPH if i else BlockKind.HEADLINE))
        at += len(part) + 2
    path, _, line = id.partition(":")
    return Document(
        id, path, text, outlet, when, title=text.split("\n", 1)[0], inferred=("date",) if line else (), extracted=bool(line),
        blocks=tuple(blocks),
    )  # fmt: skip


def quote(doc: Document, words: str, speaker: str | None = None) -> Statement:
    """The statement whose words stand in the document; its context is the block."""
    return _statement(doc, words, Kind.QUOTE, speaker)


def claim(doc: Document, words: str, speaker: str | None = None) -> Statement:
    """A reported fact."""
    return _statement(doc, words, Kind.CLAIM, speaker)


def _statement(doc: Document, words: str, kind: Kind, speaker: str | None) -> Statement:
    start = doc.text.index(words)
    span = Span(start, start + len(words))
    context = next((b.span for b in doc.blocks if b.span.holds(span)), None) if kind is Kind.QUOTE else None
    named = Speaker(speaker, start, start) if speaker else None
    return Statement(f"{doc.id}#{kind.value[0]}{start}", doc.id, kind, words, (span,), named, context=context)


def finding(
    id: str, reason: str, verdict: Verdict, left: Statement, right: Statement, message: str, confidence: float = 0.9, waived: bool = False
) -> Finding:
    """A finding with the rule that its kind, verdict and reason have."""
    evidence = (Evidence(left.id, left.extent.start, left.extent.end), Evidence(right.id, right.extent.start, right.extent.end))
    rule = rule_for(left.kind, verdict, reason).code
    return Finding(
        id,
        verdict,
        rule,
        reason,
        confidence,
        left,
        right,
        evidence,
        message,
        {"words": 0.875},
        Waiver(id, "checked with the desk") if waived else None,
    )


def cluster(id: str, verdict: Verdict, sources: int, documents: dict[str, Document], *statements: Statement) -> Cluster:
    """A cluster over the statements."""
    return Cluster(id, tuple(s.id for s in statements), tuple(sorted({documents[s.document].outlet for s in statements})), sources, verdict)


def sample() -> Report:
    """Four articles: a contradiction over three outlets, a shift, a wording difference, an agreement, and what is left over."""
    d = {id: document(id, *TEXTS[id]) for id in TEXTS}
    courier, vane, post, quill = d.values()
    boats = [
        quote(courier, "We lost 38 boats, and we will lose more,", "Orla Finch"),
        quote(vane, "We lost 41 boats and we will lose more,", "Orla Finch"),
        quote(post, "We lost 38 boats,", "Finch"),
    ]
    county = [
        claim(courier, "The breakwater was approved by the county in 2029, Finch said.", "Orla Finch"),
        claim(quill, "In June, Orla Finch said that private firms had built the breakwater without the county.", "Orla Finch"),
    ]
    crews = [quote(courier, "The crews knew the risk,", "Bram Teller"), quote(vane, "The crews knew the risks,", "Teller")]
    insurers = [
        claim(courier, "Insurers have received 212 claims."),
        claim(vane, "Insurers have received 212 claims so far."),
        claim(post, "Insurers have received 212 claims."),
    ]
    alone = quote(vane, "Nobody asked | the *fishermen* <b>first</b>,", "a net maker")
    x, w, a = Verdict.CONTRADICT, Verdict.WORDING, Verdict.AGREE
    findings = (
        finding("aa01", "number", x, boats[0], boats[1], "The Norport Courier quotes 38 boats, Daily Vane quotes 41", 0.93),
        finding("aa02", "number", x, boats[2], boats[1], "Harbour Post quotes 38 boats, Daily Vane quotes 41", 0.91),
        finding("aa03", "shift", x, county[0], county[1], "Orla Finch: approved by the county (March), private firms alone (June)", 0.71),
        finding("bb01", "trimmed", w, boats[0], boats[2], "Harbour Post leaves out the end of the quotation", 0.95),
        finding("bb02", "substitution", w, crews[0], crews[1], "The Norport Courier quotes “risk”, Daily Vane quotes “risks”", 0.88),
        finding("cc01", "same", a, insurers[0], insurers[2], "Both report 212 claims", 0.99),
        finding("cc02", "paraphrase", a, insurers[0], insurers[1], "Both report 212 claims", 0.97),
    )
    clusters = (
        cluster("k1", x, 3, d, *boats),
        cluster("k2", x, 2, d, *county),
        cluster("k3", w, 2, d, *crews),
        cluster("k4", a, 2, d, *insurers),
    )
    return Report(
        tuple(d.values()),
        (*boats, *county, *crews, *insurers, alone),
        findings,
        clusters,
        (Skipped("broken.html", "no text could be taken out of the page"),),
        ("quill.jsonl:2: the date was inferred from the text",),
        (("courier.txt", "post.txt"),),
    )


def stories(count: int) -> Report:
    """So many stories of two articles each, with nine differences in each and a contradiction in the first."""
    docs, held, found, told = [], [], [], []
    for k in range(count):
        pair = [
            document(f"{n}{k}.txt", n, None, "\n\n".join(f"“Boat {i} of fleet {k} left the {n} quay,” he said." for i in range(10)))
            for n in ("Old", "New")
        ]
        sides = [[quote(d, f"Boat {i} of fleet {k} left the {d.outlet} quay,") for d in pair] for i in range(10)]
        verdicts = [Verdict.CONTRADICT if (i, k) == (0, 0) else Verdict.WORDING for i in range(9)]
        reasons = ["name" if v is Verdict.CONTRADICT else "substitution" for v in verdicts]
        found += [finding(f"f{k}.{i}", reasons[i], verdicts[i], *sides[i], "x") for i in range(9)]
        docs += pair
        held += [s for side in sides for s in side]
        told.append(Story(f"Fleet {k} sails", tuple(d.id for d in pair)))
    return Report(tuple(docs), tuple(held), tuple(found), (), stories=tuple(told))
