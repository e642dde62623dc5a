"""The JSON report keeps to its schema."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from consistency.model import Report
from consistency.report import FORMATS, Options
from tests.report_sample import sample


def rendered(report: Report) -> str:
    return FORMATS["json"].render(report, Options())


def test_keys_are_those_of_the_schema() -> None:
    value = json.loads(rendered(sample()))
    assert value["schema_version"] == 1
    assert list(value) == ["schema_version", "documents", "statements", "findings", "clusters", "stories", "skipped"]
    assert set(value["documents"][0]) == {"id", "path", "outlet", "date", "title", "wire", "inferred"}
    assert set(value["statements"][0]) == {"id", "document", "kind", "text", "spans", "speaker", "indirect"}
    assert set(value["findings"][0]) == set("id verdict rule reason confidence left right evidence scores message waived waiver".split())
    assert set(value["clusters"][0]) == {"id", "statements", "outlets", "independent_sources", "verdict"}
    assert value["skipped"] == [{"path": "broken.html", "reason": "no text could be taken out of the page"}]


def test_text_comes_with_documents_that_offsets_do_not_lead_into() -> None:
    value = json.loads(rendered(sample()))
    assert [d["id"] for d in value["documents"] if "text" in d] == ["quill.jsonl:2"]
    last = next(s for s in value["statements"] if s["document"] == "quill.jsonl:2")
    text = value["documents"][-1]["text"]
    assert text[last["spans"][0]["start"] : last["spans"][0]["end"]] == last["text"]


def test_every_reference_leads_somewhere() -> None:
    value = json.loads(rendered(sample()))
    documents = {d["id"] for d in value["documents"]}
    statements = {s["id"] for s in value["statements"]}
    assert {s["document"] for s in value["statements"]} <= documents
    assert {f[side]["statement"] for f in value["findings"] for side in ("left", "right")} <= statements
    assert {id for c in value["clusters"] for id in c["statements"]} <= statements


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_any_text_parses_back(text: str) -> None:
    report = sample()
    report = replace(report, documents=tuple(replace(d, text=text, title=text, extracted=True) for d in report.documents))
    output = rendered(report)
    output.encode("utf-8")
    assert output.endswith("}\n")
    assert all(d["text"] == text and d["title"] == text for d in json.loads(output)["documents"])
