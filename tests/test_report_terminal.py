"""The terminal format: differing words marked, nothing past the width, nothing that steers the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.report import FORMATS, Options
from tests.report_sample import sample, stories

RENDER, COMPARE = FORMATS["terminal"].render, FORMATS["terminal"].compare


def test_words_are_marked_with_and_without_colour() -> None:
    assert "We lost *38* boats" in RENDER(sample(), Options())
    assert "We lost \x1b[1;33m38\x1b[0m boats" in RENDER(sample(), Options(colour=True))
    assert "\x1b" not in RENDER(sample(), Options())


def test_the_summary_is_the_last_line() -> None:
    last = RENDER(sample(), Options(width=200)).rstrip("\n").split("\n")[-1]
    assert last.startswith("1 contradiction, 1 change over time, 1 difference in wording, 1 corroborated")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for text in (RENDER(sample(), Options(width=width)), COMPARE(sample(), "daily vane", "Harbour Post", Options(width=width))):
        assert max(map(len, text.split("\n"))) <= width


@given(st.text(st.sampled_from("a\x1b[2J\x07\x9b\u202e\r\n ")))
def test_an_article_cannot_steer_the_terminal(text: str) -> None:
    report = sample()
    documents = tuple(replace(d, outlet=d.outlet + text, text=d.text.replace("crews", text[:5].ljust(5))) for d in report.documents)
    output = RENDER(replace(report, documents=documents), Options())
    assert not set(output) & set("\x1b\x07\x9b\u202e\r")


def test_sides_are_found_by_outlet_or_file_and_rows_follow_the_left_article() -> None:
    text = COMPARE(sample(), "courier.txt", "daily vane", Options())
    assert text.index("We lost *38*") < text.index("knew the *risk*") < text.index("212 claims")
    assert text.index("Only in The Norport Courier") < text.index("approved by the county") < text.index("Only in Daily Vane")
    with pytest.raises(LookupError, match="Nobody's Paper"):
        COMPARE(sample(), "courier.txt", "Nobody's Paper", Options())


def test_entries_stand_under_their_story_and_those_that_matter_most_are_kept() -> None:
    report = stories(3)
    graver = next(f for f in report.findings if f.id == "f2.8")
    report = replace(report, findings=tuple(replace(f, confidence=0.99) if f is graver else f for f in report.findings))
    text = RENDER(report, Options(limit=2, width=120))
    assert text.index("Contradictions (1)") < text.index("Fleet 0 sails") < text.index("Differences in wording (26)")
    assert text.index("Fleet 2 sails") < text.index("f2.8")
    assert "Fleet 1 sails" not in text
    assert "24 more" in text
    assert "3 stories" in text


def test_a_part_of_a_report_says_that_it_is_one() -> None:
    assert "Only findings of rules Q3." in RENDER(replace(sample(), scope=("findings of rules Q3",)), Options())
