"""What an entry of the Markdown report tells of one matter, and which passages it leaves to other entries."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from consistency.model import Report, Verdict, Waiver
from consistency.report import FORMATS, Options
from tests.report_sample import claim, cluster, document, finding, quote, sample
from tests.test_report_markdown import whole

RENDER = FORMATS["markdown"].render


def three(verdict: Verdict, copies: tuple[tuple[str, ...], ...] = ()) -> Report:
    """A and B report one thing alike, C another (or the same, where the verdict is agree)."""
    docs = {f"{n}.txt": document(f"{n}.txt", n, None, f"The storm killed {dead} people.") for n, dead in (("A", 41), ("B", 41), ("C", 38))}
    a, b, c = (claim(d, d.text) for d in docs.values())
    reason = "number" if verdict is Verdict.CONTRADICT else "paraphrase"
    pairs = [("ab", Verdict.AGREE, "same", a, b), ("ac", verdict, reason, a, c), ("bc", verdict, reason, b, c)]
    findings = sorted((finding(id, why, v, x, y, id) for id, v, why, x, y in pairs), key=lambda f: -f.verdict.severity)
    return Report(tuple(docs.values()), (a, b, c), tuple(findings), (cluster("k", verdict, 3 - len(copies), docs, a, b, c),), copies=copies)


def test_outlets_that_say_the_same_share_an_entry() -> None:
    text = RENDER(three(Verdict.CONTRADICT), Options())
    assert text.count("> The storm killed **41** people.") == 1
    assert text.count("> The storm killed **38** people.") == 1
    assert "Alike in **B**" in text
    assert "**Fingerprint:** `ac`, `bc`" in text


def test_words_of_a_passage_that_is_only_named_are_given_with_their_line() -> None:
    texts = (("A", "It killed 41 on Monday."), ("B", "It killed 41 late on Monday."), ("C", "It killed 38 on Tuesday."))
    docs = [document(f"{n}.txt", n, None, f"Rain fell.\n\n{t}") for n, t in texts]
    a, b, c = (claim(d, d.text.split("\n\n")[1]) for d in docs)
    found = (
        finding("bc", "number", Verdict.CONTRADICT, b, c, "bc"),
        finding("ac", "date", Verdict.CONTRADICT, a, c, "ac"),
        finding("ab", "paraphrase", Verdict.AGREE, a, b, "ab"),
    )
    group = cluster("k", Verdict.CONTRADICT, 3, {d.id: d for d in docs}, a, b, c)
    text = RENDER(Report(tuple(docs), (a, b, c), found, (group,)), Options())
    assert "Alike in **B** (B.txt, line 3)" in text
    assert len(re.findall(r"[(]B, line 3[)]", text)) == 1
    assert "(A, line" not in text


def test_copies_of_one_text_corroborate_nothing() -> None:
    assert re.search(
        r"[|] A1 +[|] A .*[|] 3 +[|]\n[|] +[|] B [|] [*]in the same words.*\n[|] +[|] C ", RENDER(three(Verdict.AGREE), Options())
    )
    copied = three(Verdict.AGREE, (("A.txt", "B.txt"), ("C.txt",)))
    text = RENDER(copied, Options())
    assert "**0 statements corroborated**" in text
    assert "## Same text from one source" in text


def test_the_passages_that_corroborate_are_all_shown() -> None:
    docs = [document(f"{n}.txt", n, None, t) for n, t in (("A", "The mill burnt down."), ("B", "Fire destroyed the mill."))]
    pair = claim(docs[0], "The mill burnt down."), claim(docs[1], "Fire destroyed the mill.")
    report = Report(tuple(docs), pair, (finding("f1", "paraphrase", Verdict.AGREE, *pair, "x"),), ())
    table = RENDER(report, Options()).split("## Corroborated")[1].split("##")[0]
    assert "The mill burnt down." in table
    assert "Fire destroyed the mill." in table


def test_what_stands_in_an_entry_is_not_told_of_one_outlet_alone() -> None:
    docs = [document(f"{n}.txt", n, None, f"“The dam is {w},” he said.") for n, w in (("A", "safe"), ("B", "sound"))]
    whole = [claim(d, d.text) for d in docs]
    report = Report(tuple(docs), (*whole, quote(docs[0], "The dam is")), (finding("f1", "framing", Verdict.WORDING, *whole, "x"),), ())
    assert "No other source here has these" not in RENDER(report, Options())


def test_a_passage_with_two_statements_is_shown_once() -> None:
    docs = {
        f"{n}.txt": document(f"{n}.txt", n, None, f"“The dam is {w}, the road is {w},” he said.")
        for n, w in (("A", "safe"), ("B", "sound"))
    }
    dams = [quote(d, "The dam is") for d in docs.values()]
    roads = [quote(d, "the road is") for d in docs.values()]
    pairs = ((dams[0], dams[1]), (roads[0], roads[1]), (dams[0], roads[1]))
    report = Report(
        tuple(docs.values()),
        (*dams, *roads),
        tuple(finding(f"f{i}", "substitution", Verdict.WORDING, *pair, "x") for i, pair in enumerate(pairs)),
        (cluster("k", Verdict.WORDING, 2, docs, *dams, *roads),),
    )
    assert RENDER(report, Options()).count("\n> ") == 2


def test_two_copies_against_a_third_paper_are_told_once() -> None:
    """Each copy was found to differ from the third paper, in a cluster of its own."""
    docs = [document(f"{n}.txt", n, None, f"The storm killed {dead} people.") for n, dead in (("A", 41), ("B", 41), ("C", 38))]
    a, b, c = (claim(d, d.text) for d in docs)
    found = tuple(finding(x.document, "number", Verdict.CONTRADICT, x, c, "x") for x in (a, b))
    text = RENDER(Report(tuple(docs), (a, b, c), found, ()), Options())
    assert text.count("### C") == 1
    assert text.count("> The storm killed **41** people.") == 1
    assert "Alike in **B**" in text
    assert "`A.txt`, `B.txt`" in text


def test_what_was_waived_is_told_with_why_by_whom_and_until_when() -> None:
    report = sample()
    waiver = Waiver("aa01", "recount agreed with the desk", "M. Oss", date(2031, 5, 1))
    text = RENDER(replace(report, findings=tuple(replace(f, waiver=waiver) if f.id == "aa01" else f for f in report.findings)), Options())
    row = next(line for line in text.split("\n") if line.startswith("| `aa01`"))
    assert all(part in row for part in ("recount agreed with the desk", "M. Oss", "1 May 2031", "Daily Vane"))


def test_a_part_of_a_report_does_not_say_what_only_one_outlet_reports() -> None:
    text = RENDER(replace(sample(), scope=("findings of rules F3",)), Options())
    assert "**This report is not of everything:** only findings of rules F3." in text
    assert "What only one outlet reports" not in text


def told_again(sure: float = 0.9) -> Report:
    """Two facts in both of two articles, and a slight difference across them, between passages that stand in the entries on each."""
    old = document("old.txt", "Old", None, "The mill burnt down.\n\nThe owner may sell the land.")
    new = document("new.txt", "New", None, "The mill was lost to fire.\n\nThe owner will sell the land.")
    mill = [claim(old, "The mill burnt down."), claim(new, "The mill was lost to fire.")]
    land = [claim(old, "The owner may sell the land."), claim(new, "The owner will sell the land.")]
    found = (
        finding("f1", "framing", Verdict.WORDING, mill[0], mill[1], "x"),
        finding("f2", "hedge", Verdict.WORDING, land[0], land[1], "x"),
        finding("f3", "framing", Verdict.WORDING, mill[0], land[1], "x", sure),
        finding("f4", "hedge", Verdict.WORDING, land[0], mill[1], "x", 0.7),
    )
    return Report((old, new), (*mill, *land), found, ())


def test_a_slight_difference_between_passages_that_stand_in_other_entries_has_one_line() -> None:
    text = RENDER(told_again(), Options())
    whole(text)
    assert "- **3 differences in wording**, and 1 slighter one between the same passages" in text
    assert len(re.findall("^### W", text, re.M)) == 3
    row = next(line for line in text.split("\n") if line.startswith("| W4 |"))
    assert re.search(r"Old \(\[W\d\]\(#.*\)\) and New \(\[W\d\]\(#.*\)\)", row)
    assert "`f3`" in row


def test_a_slight_difference_that_is_not_sure_is_only_counted() -> None:
    text = RENDER(told_again(0.7), Options())
    whole(text)
    assert "`f3`" not in text
    assert "1 slighter difference more" in text


def test_a_hedge_is_told_in_full_even_between_passages_that_stand_in_other_entries() -> None:
    text = RENDER(told_again(), Options())
    assert "`f4`" in text
    assert "| `f4`" not in text


def test_links_lead_to_entries_that_are_on_the_page_even_if_few_are() -> None:
    for limit in (0, 1, 2):
        text = RENDER(told_again(), Options(limit=limit))
        whole(text)
        assert ("1 slighter difference more" in text) is (limit == 0)
    assert re.search(r"^\| W4 \| Old \(old.txt, line 1 .*\) and New \(\[W1\]", RENDER(told_again(), Options(limit=1)), re.M)


def test_what_is_shared_in_passing_comes_last_and_says_so() -> None:
    report = told_again()
    first, *others = (f for f in report.findings if f.id in ("f1", "f2"))
    text = RENDER(replace(report, findings=(replace(first, scores={"main": 0.3}), *others)), Options())
    assert "- **2 differences in wording**, 1 of them in what is shared only in passing" in text
    assert text.index("`f2`") < text.index("mainly tell other things") < text.index("`f1`")
    assert "mainly tell" not in RENDER(report, Options())


def test_what_two_passages_agree_on_in_passing_is_not_corroborated() -> None:
    old, new = document("old.txt", "Old", None, "The mill burnt down."), document("new.txt", "New", None, "The mill's owner sued.")
    pair = claim(old, "The mill burnt down."), claim(new, "The mill's owner sued.")
    agreed = finding("f1", "paraphrase", Verdict.AGREE, *pair, "x")
    report = Report((old, new), pair, (agreed,), ())
    assert "- **1 statement corroborated**" in RENDER(report, Options())
    passing = RENDER(replace(report, findings=(replace(agreed, scores={"main": 0.3}),)), Options())
    assert "- **0 statements corroborated**" in passing
    assert re.search(r"^[|] New +[|] 0 +[|] 1 +[|]", passing, re.M)
