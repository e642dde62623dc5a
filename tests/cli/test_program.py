"""The command line keeps what it promises: exit statuses, streams, whole files, one clear line when something is wrong."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from consistency import similarity
from consistency.errors import ModelError
from consistency.formats import NAMES
from consistency.report import FORMATS
from tests.cli.command import AGREEING, ARTICLES, DEAL, refused, run, write

FIXTURES = Path(__file__).parents[2] / "fixtures"


# --- exit statuses of a check ------------------------------------------------------------------------------------------


def test_contradiction_ends_with_1(corpus: Path) -> None:
    result = run("check", corpus)
    assert result.exit_code == 1
    assert "12" in result.stdout
    assert "20" in result.stdout
    assert result.stderr == ""


def test_agreement_ends_with_0(tmp_path: Path) -> None:
    assert run("check", write(tmp_path / "corpus", AGREEING)).exit_code == 0


@pytest.mark.parametrize(("options", "status"), [((), 0), (("--fail-on", "wording"), 0), (("--fail-on", "agree"), 1)])
def test_fail_on_says_what_fails(tmp_path: Path, options: tuple[str, ...], status: int) -> None:
    assert run("check", write(tmp_path / "corpus", AGREEING), *options).exit_code == status


def test_fail_on_of_the_configuration_gives_way_to_the_command_line(tmp_path: Path) -> None:
    corpus = write(tmp_path / "corpus", AGREEING | {"consistency.toml": 'fail_on = "agree"\n'})
    assert run("check", corpus).exit_code == 1
    assert run("check", corpus, "--fail-on", "contradict").exit_code == 0


def test_exit_zero(corpus: Path) -> None:
    result = run("check", corpus, "--exit-zero")
    assert result.exit_code == 0
    assert "20" in result.stdout


def test_min_confidence_leaves_findings_out(corpus: Path) -> None:
    found = json.loads(run("check", corpus, "--format", "json", "--min-confidence", "1").stdout)["findings"]
    assert [f for f in found if f["confidence"] < 1] == []


def test_report_ends_with_0_whatever_is_found(corpus: Path) -> None:
    assert run("report", corpus).exit_code == 0


def test_compare_shows_two_outlets_and_two_files(corpus: Path) -> None:
    by_name, by_file = run("compare", corpus, "The Gazette", "The Herald"), run("compare", corpus, "gazette.txt", "herald.txt")
    assert (by_name.exit_code, by_file.exit_code) == (0, 0)
    assert "20" in by_name.stdout
    assert "20" in by_file.stdout


def test_one_jsonl_file_is_a_corpus(tmp_path: Path) -> None:
    rows = [json.dumps({"outlet": n, "date": "2031-03-04", "text": DEAL.format(d)}) for n, d in (("Gazette", 12), ("Herald", 20))]
    (tmp_path / "all.jsonl").write_text("\n".join(rows), encoding="utf-8")
    assert run("check", tmp_path / "all.jsonl").exit_code == 1


# --- formats and files -------------------------------------------------------------------------------------------------


def test_formats_of_help_are_those_there_are() -> None:
    assert set(NAMES) == set(FORMATS)


@pytest.mark.parametrize("command", ["check", "report"])
@pytest.mark.parametrize("format_name", NAMES)
def test_output_file_holds_what_standard_output_would(command: str, format_name: str, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(command, corpus, "--format", format_name, "--output", out).stdout == ""
    assert out.read_text(encoding="utf-8") == run(command, corpus, "--format", format_name).stdout


@pytest.mark.parametrize(("name", "start"), [("a.json", "{"), ("a.md", "#"), ("a.MD", "#")])
def test_ending_of_the_output_file_chooses_the_format(name: str, start: str, corpus: Path, tmp_path: Path) -> None:
    run("check", corpus, "-o", tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_json_goes_to_standard_output_alone(corpus: Path) -> None:
    (corpus / "photo.txt").write_bytes(b"\x89PNG\0\0")
    result = run("check", corpus, "--format", "json")
    assert json.loads(result.stdout)["skipped"] == [{"path": "photo.txt", "reason": "binary file"}]
    assert result.stderr.splitlines() == ["skipped: photo.txt: binary file"]


@pytest.mark.parametrize("target", ["nowhere/out.md", "corpus", "corpus/gazette.txt/out.md"])
def test_output_that_cannot_be_written(target: str, corpus: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    assert f"{target}: cannot be written" in refused("check", corpus, "-o", tmp_path / target)
    assert sorted(tmp_path.rglob("*")) == before


def test_failed_run_leaves_the_earlier_report(tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    out.write_text("earlier", encoding="utf-8")
    empty = write(tmp_path / "empty", {})
    refused("report", empty, "-o", out)
    assert out.read_text(encoding="utf-8") == "earlier"


def test_failed_write_leaves_the_earlier_report(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.md"
    out.write_text("earlier", encoding="utf-8")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert "No space left" in refused("report", corpus, "-o", out)
    assert out.read_text(encoding="utf-8") == "earlier"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["corpus", "out.md"]


def test_output_through_a_link_keeps_the_link(corpus: Path, tmp_path: Path) -> None:
    link = tmp_path / "latest.md"
    link.symlink_to(tmp_path / "real.md")
    assert run("report", corpus, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert (tmp_path / "real.md").read_text(encoding="utf-8").startswith("#")


def test_output_to_a_device_leaves_the_device(corpus: Path) -> None:
    assert run("report", corpus, "-o", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()


# --- the same bytes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", NAMES)
def test_two_runs_give_the_same_bytes(corpus: Path, format_name: str) -> None:
    assert run("check", corpus, "--format", format_name).stdout == run("check", corpus, "--format", format_name).stdout


def test_order_of_the_files_is_of_no_account(tmp_path: Path) -> None:
    files = ARTICLES | {f"n{i}.txt": f"---\noutlet: Outlet {i}\ndate: 2031-03-04\n---\n{DEAL.format(i)}" for i in range(6)}
    shuffled = list(files.items())
    random.Random(7).shuffle(shuffled)
    first, second = write(tmp_path / "a", files), write(tmp_path / "b", dict(shuffled))
    assert run("check", first, "--format", "json").stdout == run("check", second, "--format", "json").stdout


# --- what cannot be checked --------------------------------------------------------------------------------------------


def test_empty_folder(tmp_path: Path) -> None:
    assert "no readable document" in refused("check", write(tmp_path / "empty", {}))


@pytest.mark.parametrize("command", [("check",), ("report",)])
def test_missing_path(command: tuple[str, ...], tmp_path: Path) -> None:
    assert "nowhere: no such" in refused(*command, tmp_path / "nowhere")


def test_path_that_is_too_long() -> None:
    assert "too long" in refused("check", "x" * 5000)


def test_single_file_that_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    assert "photo.png" in refused("check", tmp_path / "photo.png")


def test_one_outlet_only(tmp_path: Path) -> None:
    one = {name: text.replace("The Herald", "The Gazette") for name, text in ARTICLES.items()}
    message = refused("check", write(tmp_path / "corpus", one))
    assert "one outlet (The Gazette)" in message
    assert "two are needed" in message


def test_broken_front_matter_is_told_and_the_article_is_read(corpus: Path) -> None:
    (corpus / "broken.txt").write_text(f"---\noutlet: [The Broken\n---\n{DEAL.format(12)}", encoding="utf-8")
    result = run("check", corpus, "--exit-zero", "--format", "json")
    assert result.exit_code == 0
    assert "broken.txt" in result.stderr
    report = json.loads(result.stdout)
    assert "broken.txt" in {d["path"] for d in report["documents"]} | {s["path"] for s in report["skipped"]}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("shout = 1", "unknown key 'shout'"),
        ("min_confidence = 2", "between 0 and 1"),
        ("min_confidence = nan", "between 0 and 1"),
        ("min_confidence = true", "takes a number"),
        ('fail_on = "maybe"', "agree, wording or contradict"),
        ("fail_on = [", "cannot be read as TOML"),
        ("a = " + 5000 * "[", "cannot be read as TOML"),
        ("[tool.consistency]\nshout = 1", "unknown key 'shout'"),
        ("[tool]\nconsistency = 3", "is a table"),
        ("tool = 3", "unknown key 'tool'"),
    ],
)
def test_configuration_that_cannot_be_used(text: str, part: str, corpus: Path) -> None:
    (corpus / "consistency.toml").write_text(text, encoding="utf-8")
    message = refused("check", corpus)
    assert "consistency.toml" in message
    assert part in message


def test_other_tools_in_pyproject_are_no_business_of_ours(corpus: Path) -> None:
    (corpus / "pyproject.toml").write_text("tool = 3\n", encoding="utf-8")
    assert run("check", corpus).exit_code == 1


def test_configuration_that_is_not_there(corpus: Path, tmp_path: Path) -> None:
    assert "no such configuration file" in refused("check", corpus, "--config", tmp_path / "none.toml")


def test_model_that_is_not_to_be_had(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> similarity.Encoder:
        raise ModelError(f"embedding model {name!r} cannot be loaded:\nnot found")

    monkeypatch.setattr(similarity, "load", missing)
    (corpus / "consistency.toml").write_text('embedding_model = "nobody/nothing"\n', encoding="utf-8")
    assert "'nobody/nothing' cannot be loaded: not found" in refused("check", corpus)


@pytest.mark.parametrize(
    ("left", "right", "part"),
    [
        ("The Gazette", "The Mirror", "The Mirror: no outlet or file of that name in the corpus; the outlets are The Gazette, The Herald"),
        ("The Gazette", "gazette.txt", "the same source"),
    ],
)
def test_compare_of_what_is_not_two_sources(left: str, right: str, part: str, corpus: Path) -> None:
    assert part in refused("compare", corpus, left, right)


@pytest.mark.parametrize(
    "arguments", [("check",), ("check", "a", "--format", "pdf"), ("check", "a", "--fail-on", "x"), ("compare", "a", "b"), ("chek", "a")]
)
def test_bad_usage_ends_with_2(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr


@pytest.mark.parametrize("value", ["-1", "1.5", "nan"])
def test_confidence_out_of_range(value: str, corpus: Path) -> None:
    assert "between 0 and 1" in refused("check", corpus, "--min-confidence", value)


def test_explain() -> None:
    assert run("explain", "q301").stdout.startswith(run("explain", "Q301").stdout[:20])
    assert "no such rule" in refused("explain", "Z999")


# --- processes of their own --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [(), ("check",), ("compare",)])
def test_help_imports_nothing_heavy(command: tuple[str, ...]) -> None:
    code = f"""
import sys
from consistency.cli import main
try: main([*{command!r}, "--help"])
except SystemExit as end: assert not end.code
heavy = {{"torch", "numpy", "sentence_transformers", "transformers", "trafilatura", "rich", "yaml", "rapidfuzz"}}
sys.exit(", ".join(sorted(heavy & sys.modules.keys())) or 0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
    assert "Usage" in done.stdout


@pytest.mark.model
def test_whole_program(tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    command = [sys.executable, "-m", "consistency", "check", str(FIXTURES / "dual-use"), "-o", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert "shift" in {f["reason"] for f in json.loads(out.read_text(encoding="utf-8"))["findings"]}


@pytest.mark.model
def test_whole_program_without_its_model(tmp_path: Path) -> None:
    corpus = write(tmp_path / "corpus", ARTICLES | {"consistency.toml": f'embedding_model = "{tmp_path}/none"\n'})
    command = [sys.executable, "-m", "consistency", "check", str(corpus)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert [line[:12] for line in done.stderr.splitlines()] == ["consistency:"]


def test_a_report_in_the_corpus_is_no_article(corpus: Path) -> None:
    first = run("report", corpus, "-o", corpus / "report.md")
    assert first.exit_code == 0
    again = run("check", corpus, "--exit-zero")
    assert "report.md: a report of this program" in again.stderr
    (corpus / "sides.md").write_text(run("compare", corpus, "The Gazette", "The Herald", "--format", "markdown").stdout, encoding="utf-8")
    assert "sides.md: a report of this program" in run("check", corpus, "--exit-zero").stderr
