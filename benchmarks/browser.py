"""How long a large HTML report takes to open and to filter in chromium, and how large it is.

The articles beside this checkout (`--shared`) are used where they are; the fixture corpora, many times over, where they are not. The
reference is the time for the same page without its style and its script.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tabulate import tabulate

from benchmarks.chromium import NoBrowserError, launched
from consistency import similarity
from consistency.config import Config
from consistency.model import Cluster, Document, Evidence, Finding, Report, Statement, Story
from consistency.pipeline import check
from consistency.report import html

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = 180
RUNS = 5
OPEN = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"
"""Milliseconds from asking for the page to the end of its load, its script run."""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
FILTER = """async ([selector, value]) => {
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    document.querySelector("#reset").click();
    await frame();
    const control = document.querySelector(selector);
    const begin = performance.now();
    if (control.type === "checkbox") control.checked = !control.checked; else control.value = value;
    control.dispatchEvent(new Event(control.type === "search" ? "input" : "change", {bubbles: true}));
    if (control.type === "search") {
        const before = document.querySelector("#count").textContent;
        while (document.querySelector("#count").textContent === before && performance.now() - begin < 5000) await frame();
    }
    await frame();
    return performance.now() - begin;
}"""
FILTERS = (
    ("tick a verdict off", "input[name=section][value=agree]", ""),
    ("tick an outlet", "input[name=outlet]", ""),
    ("any confidence to high only", "#confidence", "0.8"),
    ("search a word", "#search", "said the"),
)


def enlarged(reports: Sequence[Report], articles: int) -> Report:
    """The reports, over and over under other ids, until there are so many articles; each copy of one is a story."""
    documents: list[Document] = []
    statements: list[Statement] = []
    findings: list[Finding] = []
    clusters: list[Cluster] = []
    stories: list[Story] = []
    copies: list[tuple[str, ...]] = []
    number = 0
    while len(documents) < articles:
        for report in reports:
            number += 1
            ids = {d.id: f"{number}/{d.id}" for d in report.documents}
            own = {s.id: replace(s, id=f"{number}/{s.id}", document=ids[s.document]) for s in report.statements}
            documents += [replace(d, id=ids[d.id], path=f"{number}/{d.path}") for d in report.documents]
            statements += own.values()
            findings += [
                replace(
                    f,
                    id=f"{number:04x}{f.id[4:]}",
                    left=own[f.left.id],
                    right=own[f.right.id],
                    evidence=tuple(Evidence(own[e.statement].id, e.start, e.end) for e in f.evidence),
                )
                for f in report.findings
            ]
            clusters += [replace(c, id=f"{number}/{c.id}", statements=tuple(own[s].id for s in c.statements)) for c in report.clusters]
            stories.append(Story(report.documents[0].title or "", tuple(ids.values())))
            copies += [tuple(ids[id] for id in group) for group in report.copies]
    findings.sort(key=lambda f: (-f.verdict.severity, -f.confidence, f.id))
    return Report(tuple(documents), tuple(statements), tuple(findings), tuple(clusters), copies=tuple(copies), stories=tuple(stories))


def measured(report: Report) -> list[list[str]]:
    """Rows of name, value and target."""
    page = html.render(report)
    plain = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        paths = Path(folder, "report.html"), Path(folder, "plain.html")
        for path, content in zip(paths, (page, plain), strict=True):
            path.write_text(content, encoding="utf-8")
        opened: list[list[tuple[float, float]]] = [[], []]
        for _ in range(RUNS):
            for path, times in zip(paths, opened, strict=True):
                tab = browser.new_page()
                tab.goto(path.as_uri())
                tab.wait_for_timeout(50)
                times.append((tab.evaluate(OPEN), tab.evaluate(PAINT)))
                tab.close()
        tab = browser.new_page()
        tab.goto(paths[0].as_uri())
        filtered = [(name, tab.evaluate(FILTER, [selector, value])) for name, selector, value in FILTERS]
    reference = statistics.median(load for load, _ in opened[1])
    load, paint = (statistics.median(column) for column in zip(*opened[0], strict=True))
    return [
        ["size", f"{len(page.encode()) / 1e6:.1f} MB", "", "15 MB"],
        ["reference: opened without style and script", f"{reference:.0f} ms", "", ""],
        ["opened: first paint", f"{paint:.0f} ms", f"{paint / reference:.1f} × reference", ""],
        ["opened: loaded, filters ready", f"{load:.0f} ms", f"{load / reference:.1f} × reference", "1000 ms"],
        *([f"filter: {name}", f"{spent:.0f} ms", f"{spent / reference:.1f} × reference", "1000 ms"] for name, spent in filtered),
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, or why there is none."""
    parser = argparse.ArgumentParser(prog="browser", description="Measure a large HTML report in chromium.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with corpora/")
    events = parser.parse_args(arguments).shared / "corpora" / "events"
    try:
        with launched():
            pass
    except NoBrowserError as error:
        sys.exit(f"the HTML report was not measured: {error}")
    config, encoder = Config(), similarity.load()
    if events.is_dir():
        report = check(events, config, encoder)
    else:
        report = enlarged([check(ROOT / "fixtures" / name, config, encoder) for name in ("ferry-fire", "council-vote")], ARTICLES)
    print(f"HTML report on {len(report.documents)} articles, {len(report.statements)} statements, {len(report.findings)} findings\n")
    print(tabulate(measured(report), headers=["", "in chromium", "ratio", "target"]))


if __name__ == "__main__":
    main()
