"""`consistency explain` with a rule and with a finding."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import refused, run, write

OPENED = {
    "gazette.txt": "---\noutlet: The Gazette\ndate: 2031-03-04\n---\nThe bridge at Orle opened on Monday.\n",
    "herald.txt": "---\noutlet: The Herald\ndate: 2031-03-04\n---\nThe bridge at Orle opened on Sunday.\n",
}


def fingerprints(corpus: Path, rule: str) -> list[str]:
    report = json.loads(run("check", corpus, "--format", "json", "--exit-zero", "-q").stdout)
    return [f["id"] for f in report["findings"] if f["rule"] == rule]


def test_a_finding_is_explained_by_its_fingerprint_or_how_it_begins(corpus: Path) -> None:
    (id,) = fingerprints(corpus, "Q301")
    shown = run("explain", id, corpus, "-q")
    assert shown.exit_code == 0
    assert shown.stdout == run("explain", id[:6].upper(), corpus, "-q").stdout
    for words in ("Q301", "The Gazette", "The Herald", "12 days", "20 days", "Why the two are one utterance", id):
        assert words in shown.stdout


def test_a_fact_is_explained_with_features_details_and_model(tmp_path: Path) -> None:
    corpus = write(tmp_path / "opened", OPENED)
    (id,) = fingerprints(corpus, "F302")
    shown = " ".join(run("explain", id, corpus, "-q").stdout.split())
    for words in (
        "F302",
        "Why the two are one fact",
        "same words, in any order",
        "together",
        "“Monday” “Sunday”",
        "decides",
        "none is configured",
    ):
        assert words in shown


def test_a_finding_that_is_too_unsure_to_be_reported_is_explained(corpus: Path) -> None:
    (id,) = fingerprints(corpus, "Q301")
    (corpus / "consistency.toml").write_text("min_confidence = 1.0\n")
    assert fingerprints(corpus, "Q301") == []
    assert id in run("explain", id, corpus, "-q").stdout


def test_what_cannot_be_explained(corpus: Path, tmp_path: Path) -> None:
    (id,) = fingerprints(corpus, "Q301")
    assert "CORPUS" in refused("explain", id)
    assert "no finding" in refused("explain", "0123456789ab", corpus)
    assert "no such rule" in refused("explain", id[:5], corpus)
    assert "no such folder" in refused("explain", id, tmp_path / "nowhere")
