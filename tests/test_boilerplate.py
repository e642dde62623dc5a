"""Blocks: what is read as reporting and what is left out, and where the blocks lie."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.corpus.blocks import blocks
from consistency.corpus.boilerplate import row_for
from consistency.corpus.links import blanked
from consistency.model import BlockKind, Span
from tests.build import examples

LEAD = "The harbour wall in Norport will be rebuilt by May, the council said."
NEXT = "Mayor Orla Finch called the work overdue and thanked the engineers."


def marked(text: str, **options: object) -> list[tuple[str, str]]:
    return [(b.kind.value, text[b.span.start : b.span.end]) for b in blocks(text, **options)]  # type: ignore[arg-type]


def kinds(*lines: str) -> list[str]:
    return [kind for kind, _ in marked("\n\n".join(lines))]


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Orla Finch opens the wall on Monday. (AP Photo/Ann Orme)",
        "Mayor Orla Finch in Norport, June 5, 2024. (Ann Orme/Pool Photo via AP)",
        "Mayor Orla Finch in Norport. Ann Orme/Getty Images",
        "Mayor Orla Finch in Norport last June. Ann Orme / AFP - Getty Images",
        "Mayor Orla Finch shakes hands in the town hall. Alamy Stock Photo",
        "Mayor Orla Finch in Norport, May 2, 2024. REUTERS/Ann Orme/File Photo",
        "Mayor Orla Finch in Norport. Photograph: Ann Orme/EPA",
        "FILE - In this June 5, 2024 file photo, Orla Finch opens the wall.",
        "Image copyright Ann Orme Image caption The wall was built in 1923",
        "Enlarge this image toggle caption Ann Orme for the Gazette",
        "Slideshow (4 Images)",
        "mayor-orla-finch-opens-the-new-wall-in-norport Mayor Orla Finch opens the wall.",
        "[File: Ann Orme/AP]",
        "Mayor Tom Finch Jr. speaks in Norport in 1967 (Museum of Norport)",
    ],
)
def test_captions(line: str) -> None:
    row = row_for(line)
    assert row is not None
    assert row.kind is BlockKind.CAPTION


@pytest.mark.parametrize(
    "line",
    [
        "We need your help now",
        "Only readers like you pay for the Gazette.",
        "The Gazette is free for all. Please contribute if you can.",
        "Sign up for the Gazette’s morning newsletter",
        "CLICK HERE TO GET THE GAZETTE APP",
        "Updated:",
        "0:00",
        "Updated June 5, 2024 at 5:18 p.m. ET",
        "LAST UPDATE | 5 Jun 2024",
        "--Updated at 7:01 a.m. and 11:43 p.m.",
        "— Ann Orme contributed. Updated at 5:18p.m.",
        "Finch says the wall is safe Read more",
        "By Ann Orme and Tom Lisle",
        "Ann Orme and Tom Lisle",
        "Ann Orme and Tom Lisle contributed to this report.",
        "(Reporting by Ann Orme; Editing by Tom Lisle)",
        "© 2024 Norport Gazette. All rights reserved.",
        "©2024 Norport Gazette L.P.",
        "© AFP 2024",
        "More stories like this are available on gazette.example",
        "Read more",
        "More: Why the wall fell in 1999",
        "(RELATED: Why the wall fell in 1999)",
        "IE 9 is not supported. Please open the Gazette in another browser.",
        "This article is more than 19 years old",
        "This story has been updated with new figures.",
        "Leave a comment",
        "Please read our comments policy before taking part.",
        "/ Source:",
        "*By Ann Orme, harbour reporter*",
        "By our harbour correspondent",
        "Staff and agencies in Norport",
        "Copyright Norport News Agency. This material may not be published elsewhere.",
        "You can reach the newsroom on 555 0100.",
        "Advertisement",
        "Facebook Twitter Email",
        "* * *",
        "Follow her on Twitter at @annorme.",
        "Ann Orme is a staff writer.",
        "NORPORT (Reuters) -",
    ],
)
def test_furniture_of_the_page(line: str) -> None:
    row = row_for(line)
    assert row is not None
    assert row.kind is BlockKind.BOILERPLATE


@pytest.mark.parametrize(
    "line",
    [
        LEAD,
        "“We need your help,” Finch said.",
        "She begged the council: 'The wall is falling and we need your help.'",
        "Rising seas contributed to this collapse, Finch said.",
        "A Reuters/Ipsos poll found that 46 percent wanted the wall.",
        "The agency said Getty Images had sold the photo twice.",
        "The photo shows a man on the wall.",
        "Residents can sign up for a tour of the wall in May.",
        "The council will follow the plan on Monday.",
        "Update: Over 50 walkers are now reported missing.",
        "“That breaks our community standards,” he said.",
        "In May the council approved the plan.",
        "She said more.",
        "Subscribers of the Gazette sued the council.",
        "“No comment,” Finch said.",
        "Ann Orme is a baker who lives behind the wall.",
        "He asked people to follow her on another path.",
        "Copyright law does not cover the wall, a judge ruled.",
    ],
)
def test_reporting_stays(line: str) -> None:
    assert row_for(line) is None


def test_one_paragraph_a_line_and_blank_lines_alike() -> None:
    assert kinds(LEAD, NEXT) == ["paragraph", "paragraph"]
    assert [kind for kind, _ in marked(f"{LEAD}\n{NEXT}\n")] == ["paragraph", "paragraph"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The harbour wall in Norport will be rebuilt by May after a winter of\n"
        "storms, the council said on Tuesday, and engineers from three firms will\n"
        "begin to clear the rubble within a week.\n"
        "\n"
        "Mayor Orla Finch called the work overdue and thanked the engineers who\n"
        "had come to the town hall to answer the questions of residents about the\n"
        "cost.\n"
    )
    assert [words.split()[-1] for _, words in marked(wrapped)] == ["week.", "cost."]


def test_first_line_is_the_headline_and_its_repeat_is_not() -> None:
    assert kinds("Wall to be rebuilt by May", "Wall to be rebuilt by May", LEAD) == ["headline", "boilerplate", "paragraph"]


def test_section_appeal_and_byline_are_not_the_headline() -> None:
    lines = ("We need your help now", "International", "Wall to be rebuilt by May", "Ann Orme", LEAD)
    assert kinds(*lines) == ["boilerplate", "boilerplate", "headline", "boilerplate", "paragraph"]


def test_title_in_front_matter_is_the_headline() -> None:
    text = f'---\ntitle: "Wall to be rebuilt"\n---\nWall to be rebuilt\n\n{LEAD}\n'
    title = Span(text.index("Wall"), text.index('"\n---'))
    assert marked(text, start=text.index("---\nWall") + 4, given_title=title) == [
        ("headline", "Wall to be rebuilt"),
        ("boilerplate", "Wall to be rebuilt"),
        ("paragraph", LEAD),
    ]


def test_marks_of_a_heading_are_no_words() -> None:
    assert marked(f"# Wall to be rebuilt\n\n{LEAD}\n\n## A new pier\n\n{NEXT}") == [
        ("headline", "Wall to be rebuilt"),
        ("paragraph", LEAD),
        ("boilerplate", "A new pier"),
        ("paragraph", NEXT),
    ]


def test_an_article_without_headline_has_none() -> None:
    assert kinds(LEAD, NEXT) == ["paragraph", "paragraph"]


def test_subheads_and_links_between_paragraphs_are_left_out() -> None:
    assert kinds(LEAD, "Hopes for a new pier", NEXT) == ["paragraph", "boilerplate", "paragraph"]
    assert kinds(LEAD, "COUNCIL VOTES TO CLOSE THE OLD HARBOUR OF NORPORT", NEXT) == ["paragraph", "boilerplate", "paragraph"]


@pytest.mark.parametrize("line", ["Finch wrote:", "“The wall is safe,", "- the wall in the north", "the rest of a broken line here"])
def test_short_lines_that_may_be_reporting_stay(line: str) -> None:
    assert kinds(LEAD, line, NEXT)[1] == "paragraph"


def test_comments_after_the_article_are_left_out() -> None:
    lines = (
        LEAD,
        NEXT,
        LEAD.replace("May", "June"),
        NEXT.replace("Mayor", "Councillor"),
        "Readers Comments",
        "I have never liked that wall.",
    )
    assert kinds(*lines)[-2:] == ["boilerplate", "boilerplate"]


def test_the_same_paragraph_again_is_not_a_second_one() -> None:
    assert kinds(LEAD, f"(Gazette) — {LEAD}", NEXT) == ["paragraph", "boilerplate", "paragraph"]


def test_a_credit_glued_to_reporting_is_cut_off() -> None:
    text = f"Orla Finch on the wall. (AP Photo/Ann Orme) {LEAD}"
    assert marked(text) == [("caption", "Orla Finch on the wall. (AP Photo/Ann Orme)"), ("paragraph", LEAD)]
    assert marked(f"{LEAD} (RELATED: Why the wall fell)")[0] == ("paragraph", LEAD)


line_ends = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028", " "])
fragments = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            LEAD,
            NEXT,
            "By AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!",
            "(AP Photo/Ann Orme)",
            "Readers Comments",
            "0:00",
            "\u200b",
            "a-" * 40,
            "©" * 30,
        ]
    ),
)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.tuples(fragments, line_ends), max_size=12), st.integers(0, 5))
def test_blocks_are_ordered_disjoint_and_hold_every_letter(parts: list[tuple[str, str]], start: int) -> None:
    text = "".join(fragment + end for fragment, end in parts)
    found = blocks(text, min(start, len(text)))
    position = min(start, len(text))
    for block in found:
        assert not any(c.isalnum() for c in text[position : block.span.start])
        assert position <= block.span.start < block.span.end <= len(text)
        words = text[block.span.start : block.span.end]
        assert words == words.strip()
        position = block.span.end
    assert not any(c.isalnum() for c in text[position:])


def test_a_caption_without_a_credit_on_top_of_a_credited_one() -> None:
    text = (
        "Envoy to press Orle on its harbour dues\n\n"
        "The envoy is to bring up the dues on a three-day visit, officials said.\n"
        "The two ministers met in Orle in May, closing a week of talks on fishing.\n"
        "The envoy with the harbour master in Orle last May. Ada Quill / Getty Images\n\n"
        "The envoy will press Orle on its harbour dues this week, a senior official said on Monday.\n\n"
        "The dues were doubled in spring, and no ship of the southern ports has called since.\n\n"
        "Orle says that it needs the money for the pier, which a storm broke in two places.\n\n"
        "The talks are to end on Friday with a dinner on the pier.\n"
    )
    kinds = {text[b.span.start : b.span.end]: b.kind for b in blocks(text)}
    assert kinds["The two ministers met in Orle in May, closing a week of talks on fishing."] is BlockKind.CAPTION
    assert kinds["The envoy is to bring up the dues on a three-day visit, officials said."] is BlockKind.PARAGRAPH


def test_links_glued_into_a_sentence_are_blanked_in_place() -> None:
    text = "Mayor Al Hill Albert (Al) J. HillTraders rage against 'the new toll' Bridge opens MORE (Norport) said the bridge is safe."
    read = blanked(text)
    assert " ".join(read.split()) == "Mayor Al Hill (Norport) said the bridge is safe."
    assert len(read) == len(text)
    assert read.index("(Norport)") == text.index("(Norport)")
    assert blanked("Hill Hill told his voters: NO MORE tolls.") == "Hill Hill told his voters: NO MORE tolls."
