"""Agency copy, and how many independent sources a cluster has."""

from itertools import combinations

from consistency.align import clusters, copies, same_copy
from consistency.model import Alignment, Basis, Document, Finding, Statement, Verdict
from consistency.verdict import findings
from tests.build import claim, document
from tests.report_sample import finding

PARAGRAPHS = [
    "The north bridge over the Orle was closed on Monday after engineers had found cracks in two of its piers.",
    "The mayor said that the bridge would stay closed until every pier had been looked at by divers from the capital.",
    "Shops on the east bank fear for their winter trade because the next crossing is eleven miles down the river.",
]
OWN = "Our reporter walked eleven miles round by the south bridge and met nobody who believed the date that the mayor had given."
OTHER = "Divers will look at the piers of the north bridge next week, the county said, and until then a ferry will carry people on foot."
SCORES = {"same_fact": 0.99, "cosine": 0.9, "words_least": 0.9, "fuzzy": 1.0, "rare_least": 1.0, "numbers": 0.0}


def papers() -> list[Document]:
    copy = "\n".join(PARAGRAPHS)
    return [
        document(copy, "The Gazette"),
        document(copy + "\n" + OWN, "The Courier"),
        document(OTHER + "\n" + PARAGRAPHS[0] + "\n" + OTHER[::-1], "The Herald"),
    ]


def carrying(documents: list[Document]) -> list[tuple[str, str]]:
    """The pairs that carry the same copy."""
    return [(a.id, b.id) for a, b in combinations(documents, 2) if same_copy(a, b)]


def test_articles_that_share_their_paragraphs_are_one_source() -> None:
    gazette, courier, herald = papers()
    assert copies(carrying([gazette, courier, herald])) == (tuple(sorted((gazette.id, courier.id))),)


def test_a_cluster_counts_independent_sources() -> None:
    documents = papers()
    gazette, courier, herald = (claim(d, PARAGRAPHS[0]) for d in documents)
    pairs = [Alignment(a, b, Basis.FACT, SCORES) for a, b in ((gazette, courier), (gazette, herald), (courier, herald))]
    found = findings(pairs, {d.id: d for d in documents})
    (cluster,) = clusters(found, documents, copies(carrying(documents)))
    assert len(cluster.outlets) == 3
    assert cluster.independent_sources == 2


def agree(id: str, left: Statement, right: Statement) -> Finding:
    return finding(id, "paraphrase", Verdict.AGREE, left, right, "x")


def test_one_finding_between_two_facts_makes_no_chain_of_them() -> None:
    """Four outlets report a fire, four a theft; one sentence that has both is found to be alike to one of the thefts."""
    docs = [document(f"{i} {kind}.", f"Paper {i}", id=f"{kind}{i}.txt") for kind in ("fire", "theft") for i in range(4)]
    facts = [claim(d) for d in docs]
    pairs = [(a, b) for group in (facts[:4], facts[4:]) for i, a in enumerate(group) for b in group[i + 1 :]]
    found = [agree(f"f{i}", a, b) for i, (a, b) in enumerate(pairs)] + [agree("slip", facts[0], facts[5])]
    assert sorted(len(c.statements) for c in clusters(found, docs, ())) == [4, 4]
