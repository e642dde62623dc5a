"""Findings that touch changed files: what git says of the corpus, or a list of files."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from consistency.cli import changes
from tests.cli.command import ARTICLES, COURIER, refused, run, write


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", "-C", str(folder), *who, *arguments], capture_output=True, text=True, check=True).stdout


def commit(folder: Path, message: str = "change") -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository with a corpus of three outlets in a subfolder, all of them committed on `main`."""
    top = tmp_path / "top"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    write(top / "news", {**ARTICLES, "courier.txt": COURIER})
    (top / "readme.rst").write_text("about\n", encoding="utf-8")
    commit(top)
    return top


def pairs(*arguments: str | Path, input: str | bytes | None = None) -> set[frozenset[str]]:
    """The outlets of each contradiction that a check reports."""
    report = json.loads(run("check", *arguments, "--format", "json", input=input).stdout)
    outlet = {d["id"]: d["outlet"].removeprefix("The ") for d in report["documents"]}
    home = {s["id"]: outlet[s["document"]] for s in report["statements"]}
    contradictions = [f for f in report["findings"] if f["verdict"] == "contradict"]
    return {frozenset(home[f[side]["statement"]] for side in ("left", "right")) for f in contradictions}


EVERY = {frozenset(p) for p in (("Gazette", "Herald"), ("Gazette", "Courier"), ("Herald", "Courier"))}
OF_COURIER = {p for p in EVERY if "Courier" in p}


def edit(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "\nThe harbour was quiet.\n", encoding="utf-8")


def test_only_what_touches_an_edited_file_is_reported(tree: Path) -> None:
    assert pairs(tree / "news") == EVERY
    assert pairs(tree / "news", "--diff", "HEAD") == set()
    edit(tree / "news" / "courier.txt")
    assert pairs(tree / "news", "--diff", "HEAD") == OF_COURIER
    result = run("check", tree / "news", "--diff", "HEAD")
    assert result.exit_code == 1
    assert "touch 1 of 3 articles" in result.stderr


def test_exit_status_is_that_of_what_is_left(tree: Path) -> None:
    assert run("check", tree / "news", "--diff", "HEAD").exit_code == 0
    edit(tree / "readme.rst")
    assert run("check", tree / "news", "--diff", "HEAD").exit_code == 0


def test_new_staged_and_renamed_files_are_changed_and_deleted_ones_are_no_error(tree: Path) -> None:
    news = tree / "news"
    text = (news / "gazette.txt").read_text(encoding="utf-8")
    write(news, {"a new one.txt": text.replace("The Gazette", "Börse").replace("12", "30")})
    assert {p for p in pairs(news, "--diff", "HEAD") if "Börse" not in p} == set()
    git(tree, "add", "-A")
    assert len(pairs(news, "--diff", "HEAD")) == 3
    git(tree, "mv", "news/courier.txt", "news/moved.txt")
    assert pairs(news, "--diff", "HEAD") >= OF_COURIER
    (news / "moved.txt").unlink()
    assert not {p for p in pairs(news, "--diff", "HEAD") if "Courier" in p}


def test_three_dots_leave_out_what_the_other_branch_did(tree: Path) -> None:
    git(tree, "switch", "-q", "-c", "desk")
    edit(tree / "news" / "courier.txt")
    commit(tree)
    git(tree, "switch", "-q", "main")
    edit(tree / "news" / "herald.txt")
    commit(tree)
    git(tree, "switch", "-q", "desk")
    assert pairs(tree / "news", "--diff", "main") == EVERY
    assert pairs(tree / "news", "--diff", "main...") == pairs(tree / "news", "--diff", "main...HEAD") == OF_COURIER


def test_repository_of_the_caller_is_of_no_account(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(tree / "news" / "courier.txt")
    monkeypatch.setenv("GIT_DIR", ".git")  # as git itself sets it for a hook
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.chdir(tree)
    assert pairs("news", "--diff", "HEAD") == OF_COURIER


def test_everything_counts_when_the_facts_about_the_articles_were_changed(tree: Path) -> None:
    write(tree / "news", {"corpus.toml": ""})
    assert pairs(tree / "news", "--diff", "HEAD") == EVERY
    assert "corpus.toml was changed" in run("check", tree / "news", "--diff", "HEAD").stderr


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "main..HEAD", "main...nowhere", "HEAD:news", "", "..."])
def test_revision_that_is_none(revision: str, tree: Path) -> None:
    assert "no such revision" in refused("check", tree / "news", f"--diff={revision}")


def test_branches_without_a_common_commit(tree: Path) -> None:
    git(tree, "switch", "-q", "--orphan", "other")
    write(tree / "news", ARTICLES)
    commit(tree)
    assert "no commit in common" in refused("check", tree / "news", "--diff", "main...")


def test_folder_that_git_knows_nothing_of(tree: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not in a git work tree" in refused("check", corpus, "--diff", "HEAD")
    write(tree, {".gitignore": "private/\n"})
    write(tree / "private", ARTICLES)
    assert "git ignores this folder" in refused("check", tree / "private", "--diff", "HEAD")
    monkeypatch.setenv("PATH", os.devnull)
    assert "git cannot be run" in refused("check", tree / "news", "--diff", "HEAD")


def test_list_of_changed_files(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news = tree / "news"
    assert pairs(news, "--changed", news / "courier.txt") == OF_COURIER
    assert pairs(news, "--changed", "courier.txt", "--changed", "readme.rst") == OF_COURIER
    monkeypatch.chdir(tree)
    assert pairs("news", "--changed-from", "-", input="news/courier.txt\nreadme.rst\n") == OF_COURIER
    assert pairs("news", "--changed-from", "-", input=b"news/courier.txt\0news/gone.txt\0") == OF_COURIER
    (tmp_path / "list").write_text("news/herald.txt\r\n\r\n", encoding="utf-8")
    assert pairs("news", "--changed-from", tmp_path / "list", "--changed", "news/courier.txt") == EVERY
    assert pairs("news", "--changed-from", "-", input="") == set()
    assert "cannot be read" in refused("check", "news", "--changed-from", tmp_path / "none")


def test_a_misspelt_file_is_said(corpus: Path) -> None:
    result = run("check", corpus, "--changed", "gazete.txt")
    assert result.exit_code == 0
    assert "gazete.txt: no such file" in result.stderr


def test_one_jsonl_file_as_corpus(tmp_path: Path) -> None:
    rows = [json.dumps({"outlet": name, "date": "2031-03-04", "text": text.split("---\n")[2]}) for name, text in ARTICLES.items()]
    file = tmp_path / "all.jsonl"
    file.write_text("\n".join(rows), encoding="utf-8")
    assert len(pairs(file, "--changed", file)) == 1
    assert pairs(file, "--changed", tmp_path / "other.jsonl") == set()


def test_names_with_odd_letters_come_out_of_git_as_documents_have_them(tree: Path) -> None:
    write(tree / "news", {'quo"te\n.txt': "x", "ümlaut.txt": "x"})
    assert changes.since(tree / "news", "HEAD") == {'quo"te\n.txt', "ümlaut.txt"}
