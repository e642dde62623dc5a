"""How findings become the entries of a report."""

from dataclasses import replace
from datetime import date

import pytest

from consistency.model import Evidence, Finding, Report, Statement, Verdict
from consistency.report import markdown
from consistency.report._view import view
from tests.report_sample import claim, cluster, document, finding

DAY, LATER = date(2031, 3, 3), date(2031, 3, 5)


def on(found: Finding, left: str, right: str) -> Finding:
    """The finding with these words as its evidence."""

    def place(statement: Statement, words: str) -> Evidence:
        at = statement.extent.start + statement.text.index(words)
        return Evidence(statement.id, at, at + len(words))

    return replace(found, evidence=(place(found.left, left), place(found.right, right)))


@pytest.mark.parametrize(("headline", "entries"), [("Dunmore to go on May 20", 1), ("Dunmore to go on May 27", 2)])
def test_what_excludes_the_other_article_in_the_same_words_is_one_entry(headline: str, entries: int) -> None:
    a = document("a.txt", "Gazette", DAY, "Dunmore will go in April\n\nThe chairman will step down at the end of April.\n")
    b = document("b.txt", "Courier", LATER, f"{headline}\n\nIda Dunmore will leave the board on May 20, the port said.\n")
    heads = claim(a, "Dunmore will go in April"), claim(b, headline)
    leaves = "Ida Dunmore will leave the board on May 20, the port said."
    bodies = claim(a, "The chairman will step down at the end of April."), claim(b, leaves)
    x = Verdict.CONTRADICT
    found = (
        on(finding("aa01", "update", x, *heads, "April; May"), "April", headline[-6:]),
        on(finding("aa02", "update", x, *bodies, "April; May"), "April", "May 20"),
    )
    documents = {d.id: d for d in (a, b)}
    clusters = (cluster("k1", x, 2, documents, *heads), cluster("k2", x, 2, documents, *bodies))
    told = view(Report((a, b), (*heads, *bodies), found, clusters)).matters
    assert len(told) == entries
    assert sorted(f.id for m in told for f in m.findings) == ["aa01", "aa02"]
    if entries == 1:
        assert [[s.id for s in v.alike] for v in told[0].variants] == [[bodies[0].id], [bodies[1].id]]


def test_an_entry_lists_one_difference_in_wording_for_two_outlets_and_names_the_others_besides() -> None:
    a = document("a.txt", "Gazette", DAY, "Quay shut\n\nThe port shut the quay.\n\nIt closed its oldest quay at dawn.\n")
    b = document("b.txt", "Courier", DAY, "Quay out of use\n\nThe old quay is out of use.\n")
    c = document("c.txt", "Vane", DAY, "Quay gone\n\nThe quay is no more.\n")
    first, second = claim(a, "The port shut the quay."), claim(a, "It closed its oldest quay at dawn.")
    theirs, last = claim(b, "The old quay is out of use."), claim(c, "The quay is no more.")
    w = Verdict.WORDING
    found = (
        finding("bb01", "framing", w, first, theirs, "shut; out of use", 0.95),
        finding("bb02", "framing", w, second, theirs, "closed; out of use", 0.9),
        finding("bb03", "framing", w, first, last, "shut; no more", 0.85),
    )
    documents = {d.id: d for d in (a, b, c)}
    seen = view(Report((a, b, c), (first, second, theirs, last), found, (cluster("k1", w, 3, documents, first, second, theirs, last),)))
    listed, besides = seen.listed(seen.matters[0])
    assert ([[f.id for f in each] for each in listed], [[f.id for f in each] for each in besides]) == ([["bb01"], ["bb03"]], [["bb02"]])


def test_one_difference_of_three_versions_says_between_which_it_is() -> None:
    a = document("a.txt", "Courier", DAY, "Quay shut\n\nThe port shut the quay.\n\nIt closed its oldest quay at dawn.\n")
    b = document("b.txt", "Gazette", DAY, "Quay out of use\n\nThe old quay is out of use.\n")
    held = claim(a, "The port shut the quay."), claim(a, "It closed its oldest quay at dawn."), claim(b, "The old quay is out of use.")
    first, second, theirs = held
    found = (
        finding("bb01", "framing", Verdict.WORDING, second, theirs, "closed; is", 0.95),
        finding("bb02", "framing", Verdict.WORDING, first, theirs, "shut; is", 0.9),
    )
    told = markdown.render(Report((a, b), held, found, (cluster("k1", Verdict.WORDING, 2, {d.id: d for d in (a, b)}, *held),)))
    assert "- **What differs between (b) and (c):**" in told
