"""Waivers: what is marked, what is stale, what has expired, and that nothing a person wrote is ever lost."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.baseline import UNREVIEWED, Entry, apply, formatted, parse, updated
from consistency.errors import BaselineError
from consistency.model import Report, Waiver
from consistency.selection import failing
from tests.report_sample import sample

TODAY = date(2031, 3, 4)
FINDING = sample().findings[0]
HEAD = "version = 1\n[[finding]]\n"


def entry(finding: str = FINDING.id, reason: str = "known", owner: str | None = None, expires: date | None = None) -> Entry:
    return Entry(Waiver(finding, reason, owner, expires))


def waived(report: Report) -> dict[str, str]:
    return {f.id: f.waiver.reason for f in report.findings if f.waiver}


def test_a_known_finding_is_marked_and_not_dropped() -> None:
    done = apply(sample(), [entry(reason="style guide, section 4")], TODAY)
    assert waived(done.report) == {FINDING.id: "style guide, section 4"}
    assert len(done.report.findings) == len(sample().findings)
    assert (done.stale, done.expired) == ((), ())
    assert FINDING.id not in {f.id for f in failing(done.report, FINDING.verdict)}


def test_a_waiver_holds_on_its_last_day_and_not_after_it() -> None:
    last = [entry(expires=TODAY)]
    assert waived(apply(sample(), last, TODAY).report)
    after = apply(sample(), last, date(2031, 3, 5))
    assert waived(after.report) == {}
    assert after.expired == tuple(last)
    assert after.stale == ()


def test_an_entry_without_its_finding_is_stale_even_when_it_has_expired() -> None:
    gone = entry("0" * 12, expires=date(2030, 1, 1))
    done = apply(sample(), [gone], TODAY)
    assert (done.stale, done.expired) == ((gone,), ())


def test_an_entry_is_not_stale_when_its_finding_is_only_too_unsure_to_be_told() -> None:
    report = replace(sample(), unsure=("0" * 12,))
    assert apply(report, [entry("0" * 12)], TODAY).stale == ()


def test_update_keeps_what_persons_wrote_and_renews_the_description() -> None:
    old = (entry(reason="house style", owner="desk", expires=TODAY), entry("0" * 12, reason="gone", owner="me"))
    report = sample()
    after = {e.waiver.finding: e for e in updated(old, report, report.findings, Waiver("", UNREVIEWED))}
    assert after[FINDING.id].waiver == old[0].waiver
    assert (after[FINDING.id].rule, after[FINDING.id].message) == (FINDING.rule, FINDING.message)
    assert after["0" * 12] == old[1]
    assert {e.waiver.reason for id, e in after.items() if id not in (FINDING.id, "0" * 12)} == {UNREVIEWED}
    assert after.keys() == {f.id for f in report.findings} | {"0" * 12}


def test_file_is_sorted_and_one_entry_more_adds_lines_only() -> None:
    report = sample()
    every = updated((), report, report.findings, Waiver("", "known", "desk", TODAY))
    assert formatted(every) == formatted(reversed(every))
    fewer = formatted(every[1:]).splitlines()
    more = formatted(every).splitlines()
    rest = iter(more)
    assert all(line in rest for line in fewer)
    assert "expires = 2031-03-04" in more


WORDS = st.text().map(lambda s: s.encode(errors="replace").decode().strip())


@given(st.lists(st.builds(Entry, st.builds(Waiver, st.integers(0, 16**12 - 1).map("{:012x}".format), WORDS.filter(bool),
                st.none() | WORDS.filter(bool), st.none() | st.dates()), WORDS, WORDS, st.lists(WORDS, max_size=2).map(tuple), WORDS),
                unique_by=lambda e: e.waiver.finding))  # fmt: skip
def test_what_is_written_is_read(entries: list[Entry]) -> None:
    assert sorted(parse(formatted(entries), "x"), key=lambda e: e.waiver.finding) == sorted(entries, key=lambda e: e.waiver.finding)


def test_an_entry_by_hand_needs_its_fingerprint_only() -> None:
    assert parse(f'{HEAD}fingerprint = "0123456789ab"\n', "x") == (Entry(Waiver("0123456789ab", UNREVIEWED)),)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("version = [", "cannot be read as TOML"),
        ("<<<<<<< ours", "cannot be read as TOML"),
        ("", "version = 1"),
        ("version = 2", "version = 1"),
        ("version = 1\nfindings = []", "nothing else"),
        ("version = 1\nfinding = 3", "nothing else"),
        (f"{HEAD}reason = 'x'", "finding number 1: 'fingerprint' takes"),
        (f"{HEAD}fingerprint = 'x'", "'fingerprint' takes"),
        (f"{HEAD}fingerprint = '0123456789ab'\nreson = 'x'", "0123456789ab: unknown key 'reson'; did you mean 'reason'?"),
        (f"{HEAD}fingerprint = '0123456789ab'\nreason = 3", "'reason' takes a string"),
        (f"{HEAD}fingerprint = '0123456789ab'\nexpires = '2031-05-01'", "without quotation marks"),
        (f"{HEAD}fingerprint = '0123456789ab'\nexpires = 2031-05-01T10:00:00", "takes a date"),
        (f"{HEAD}fingerprint = '0123456789ab'\noutlets = 'x'", "'outlets' takes a list"),
        (f"{HEAD}fingerprint = '0123456789ab'\n[[finding]]\nfingerprint = '0123456789ab'", "listed twice"),
    ],
)
def test_a_file_that_is_no_baseline(text: str, part: str) -> None:
    with pytest.raises(BaselineError, match=r"^known\.toml: ") as error:
        parse(text, "known.toml")
    assert part in str(error.value)


def test_file_can_be_read_without_this_program() -> None:
    table = tomllib.loads(formatted(updated((), sample(), [FINDING], Waiver("", "known"))))["finding"][0]
    assert table["fingerprint"] == FINDING.id
    assert len(table["outlets"]) == 2
    assert table["reason"] == "known"
