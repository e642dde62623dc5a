"""What other programs call: the pre-commit hooks, the GitHub action, the GitLab job of the documentation, completion in a shell."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

from consistency.config import Config
from tests.schemas import GITHUB_ACTION, GITLAB_CI, PRE_COMMIT, SARIF, validator
from tests.test_formats_hostile import commands

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
GUIDE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def blocks(language: str, about: str) -> list[str]:
    """The code of this language in the guide that has `about` in it."""
    return [code for code in re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.M | re.S) if about in code]


def run(command: list[str], folder: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, with what is installed here on its path and nothing of the CI that runs this."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "CI", "CONSISTENCY_", "GIT_", "PRE_COMMIT"))}
    environment = inherited | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull} | extra
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the runs of this module keep their results, so that one of them loads the model for all."""
    return tmp_path_factory.mktemp("kept")


def repository(folder: Path, articles: str) -> Path:
    """A git repository with articles that contradict each other in this folder of it."""
    shutil.copytree(ROOT / "fixtures" / "dual-use", folder / articles, dirs_exist_ok=True)
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-q", "-m", "Articles"]):
        assert run(["git", *words], folder).returncode == 0
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A repository with articles in its folder `articles`."""
    return repository(tmp_path / "desk", "articles")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the value in place of each `${{ name }}`."""
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda m: values[m[1]], text)


def step(name: str) -> dict[str, Any]:
    """A step of the action."""
    steps: list[dict[str, Any]] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    return next(s for s in steps if s["name"] == name)


def checked(desk: Path, temporary: Path, kept: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str, str]:
    """The action's own step as the runner runs it, what it put out as its outputs, and its summary."""
    program = temporary / "consistency" / "bin"
    program.mkdir(parents=True)
    (program / "consistency").symlink_to(BIN / "consistency")
    (temporary / "consistency-cache").symlink_to(kept)
    values = {
        "github.action_repository": "desk/consistency",
        "github.action_ref": "v1",
        **{f"inputs.{name}": inputs.get(name, "") for name in ("corpus", "options", "sarif")},
    }
    given = step("Check")
    told = {name: filled(value, values) for name, value in given["env"].items()}
    outputs, summary = temporary / "outputs", temporary / "summary"
    result = run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", given["run"]],
        desk,
        **told,
        RUNNER_TEMP=str(temporary),
        GITHUB_ACTIONS="true",
        GITHUB_SERVER_URL="https://forge.example",
        GITHUB_OUTPUT=str(outputs),
        GITHUB_STEP_SUMMARY=str(summary),
    )
    return result, outputs.read_text(encoding="utf-8"), summary.read_text(encoding="utf-8") if summary.exists() else ""


def test_the_hooks_are_what_pre_commit_reads() -> None:
    assert run(["pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")], ROOT).returncode == 0
    (configuration,) = [yaml.safe_load(code) for code in blocks("yaml", "id: consistency")]
    assert not list(validator(PRE_COMMIT).iter_errors(configuration))
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert {hook["id"] for repository in configuration["repos"] for hook in repository["hooks"]} <= hooks
    assert all(f"`{id}`" in GUIDE for id in hooks)


@pytest.mark.model
def test_the_hook_stops_a_commit_with_a_contradiction(tmp_path: Path, kept: Path) -> None:
    head = run(["git", "rev-parse", "HEAD"], ROOT)
    if head.returncode:
        pytest.skip("pre-commit reads hooks from a git repository, and this is none")
    words = ["try-repo", str(ROOT), "consistency-installed", "--ref", head.stdout.strip(), "--files", "selwyn-standard.txt"]
    result = run(["pre-commit", *words], repository(tmp_path / "desk", "."), CONSISTENCY_CACHE_DIR=str(kept))
    assert result.returncode == 1, result.stderr
    assert re.search(r"^[\w-]+\.(txt|md):\d+:\d+: F311 .*\[contradict, 0\.\d\d\]$", result.stdout, re.M)


def test_the_action_is_what_github_reads() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert not list(validator(GITHUB_ACTION).iter_errors(action))
    for found in action["runs"]["steps"]:
        assert "${{" not in found.get("run", "")  # an expression in a script would let its value be read as commands
        if "run" in found:
            assert run(["bash", "-n", "-c", found["run"]], ROOT).returncode == 0
    (workflow,) = [yaml.safe_load(code) for code in blocks("yaml", "runs-on")]
    (used,) = [s for s in workflow["jobs"]["articles"]["steps"] if "/consistency@" in s.get("uses", "")]
    assert set(used["with"]) <= set(action["inputs"])


def test_the_action_installs_itself_apart(tmp_path: Path) -> None:
    python = tmp_path / "python3"
    python.write_text('#!/bin/sh\nmkdir -p "$3/bin" && printf \'#!/bin/sh\\necho "$@"\\n\' > "$3/bin/python" && chmod +x "$3/bin/python"\n')
    python.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    result = run(
        ["bash", "-eo", "pipefail", "-c", step("Install")["run"]], tmp_path, PATH=path, RUNNER_TEMP=str(tmp_path), SOURCE=str(ROOT)
    )
    assert result.stdout == f"-m pip install --quiet -c {ROOT}/constraints.txt {ROOT}\n"


@pytest.mark.model
def test_the_action_annotates_and_fails(desk: Path, tmp_path: Path, kept: Path) -> None:
    result, outputs, summary = checked(
        desk, tmp_path / "runner", kept, corpus="articles", options="--ignore=Q2\n--ignore=F2\n", sarif="out.sarif"
    )
    assert (result.returncode, outputs, result.stdout) == (1, "status=1\n", "")
    assert {(name, p["file"].split("/")[0], p["title"]) for name, p, _ in commands(result.stderr)} == {
        ("warning", "articles", "F311 A speaker's position has moved")
    }
    assert "(https://forge.example/desk/consistency/blob/v1/docs/rules.md#f311)" in summary
    log = json.loads((desk / "out.sarif").read_text(encoding="utf-8"))
    assert not list(validator(SARIF).iter_errors(log))
    first = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert (desk / first["artifactLocation"]["uri"]).is_file()
    assert log["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"] == "https://forge.example/desk/consistency/blob/v1/docs/rules.md#q101"


def test_what_the_workflow_gives_is_never_a_command(desk: Path, tmp_path: Path, kept: Path) -> None:
    result, outputs, _ = checked(desk, tmp_path / "runner", kept, corpus="$(touch a); touch b", options="--ignore=$(touch c)")
    assert (result.returncode, outputs) == (2, "status=2\n")
    assert sorted(p.name for p in desk.iterdir()) == [".git", "articles"]


@pytest.mark.model
def test_the_gitlab_job_writes_both_reports(desk: Path, kept: Path) -> None:
    (pipeline,) = [yaml.safe_load(code) for code in blocks("yaml", "codequality")]
    assert not list(validator(GITLAB_CI).iter_errors(pipeline))
    job = pipeline["consistency"]
    result = run(["sh", "-ec", "\n".join(job["script"])], desk, CI="true", CONSISTENCY_CACHE_DIR=str(kept))
    assert result.returncode == 1
    assert "F311" in result.stdout
    reports = job["artifacts"]["reports"]
    issues = json.loads((desk / reports["codequality"]).read_text(encoding="utf-8"))
    assert all((desk / issue["location"]["path"]).is_file() for issue in issues)
    assert JUnitXml.fromfile(str(desk / reports["junit"])).failures == 3


def test_the_commands_of_the_guide_exist() -> None:
    for code in blocks("console", "consistency"):
        for command in re.findall(r"^\$ (consistency .*)$", code, re.M):
            name, *words = command.split()[1:]
            shown = run(["consistency", name, "--help"], ROOT).stdout
            assert {w.partition("=")[0] for w in words if w.startswith("--")} <= set(re.findall(r"--[a-z-]+", shown)), command
    for key in re.findall(r"(?<!_)CONSISTENCY_([A-Z_]+)", GUIDE):
        assert hasattr(Config(), key.lower()), key


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_of_each_shell_is_in_the_guide_and_can_be_read(shell: str) -> None:
    assert f"_CONSISTENCY_COMPLETE={shell}_source consistency" in GUIDE
    script = run(["consistency"], ROOT, _CONSISTENCY_COMPLETE=f"{shell}_source")
    assert script.returncode == 0
    if shutil.which(shell):
        assert run([shell, "-n", "-c", script.stdout], ROOT).returncode == 0
    else:
        assert "_CONSISTENCY_COMPLETE" in script.stdout


def completed(*words: str) -> set[str]:
    """What bash offers for the last of these words."""
    line = " ".join(f"'{w}'" for w in words)
    asked = f"COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _consistency_completion consistency; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    script = f'eval "$(_CONSISTENCY_COMPLETE=bash_source consistency)"; {asked}'
    return set(run(["bash", "--norc", "-c", script], ROOT).stdout.split("\n"))


def test_bash_completes_commands_options_and_formats() -> None:
    assert {"check", "compare", "config"} <= completed("consistency", "c")
    assert "--fail-on" in completed("consistency", "check", "--fa")
    assert {"sarif"} == completed("consistency", "check", "--format", "sa") - {""}
    assert {"F301", "F311"} <= completed("consistency", "check", "--select", "F3")
