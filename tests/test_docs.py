"""What the README and the guides say is so."""

import re
import shlex
import tomllib
from collections.abc import Iterable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from consistency import similarity
from consistency.cli import main
from consistency.config import KEYS, Config, toml
from consistency.formats import NAMES
from consistency.report import FORMATS
from consistency.rules import RULES
from tests.build import Flat
from tests.cli.command import write

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")


def test_every_command_and_option_of_the_readme_exists() -> None:
    shown = set(re.findall(r"^    consistency (\w+)", README, re.M))
    assert shown == set(main.commands)
    known = {name for command in main.commands.values() for parameter in command.params for name in parameter.opts}
    written = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README))
    assert written <= known
    assert {"--format", "--output", "--config", "--min-confidence", "--fail-on", "--exit-zero"} <= written


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"make ([a-z]+)[`\n]", README)) <= targets


def test_every_link_of_the_documents_leads_somewhere() -> None:
    for document in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_configuration_of_the_readme_is_the_default() -> None:
    for line in re.findall(r"^    (\w+) = (\S+)", README.split("## Configuration")[1], re.M):
        assert str(getattr(Config(), line[0])) == line[1].strip('"')


def table(heading: str) -> list[list[str]]:
    """The rows of the table below a heading of the guide to the configuration."""
    rows = CONFIGURATION.split(f"## {heading}\n")[1].split("\n## ")[0].splitlines()
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("| `")]


def named(cells: Iterable[str]) -> set[str]:
    """The options that are named in some cells."""
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", " ".join(cells)))


def options(name: str) -> set[str]:
    """The options of a command."""
    found = (p for p in main.commands[name].params if isinstance(p, click.Option))
    return {option for p in found for option in (*p.opts, *p.secondary_opts)}


def test_every_key_is_documented_with_its_default_and_its_options() -> None:
    there = {p.name: {*p.opts, *p.secondary_opts} for p in main.commands["config"].params}
    rows = table("Keys")
    assert [row[0].strip("`") for row in rows] == list(KEYS)
    for key, default, option, _ in rows:
        assert tomllib.loads(f"x = {default.strip('`')}")["x"] == tomllib.loads(f"x = {toml(getattr(Config(), key.strip('`')))}")["x"]
        assert named([option]) == there.get(key.strip("`"), set())


def test_every_option_is_documented_once_and_every_documented_option_exists() -> None:
    keys, others = named(row[2] for row in table("Keys")), named(row[0] for row in table("Options of one run"))
    assert keys | others == set().union(*map(options, main.commands)) | {"-h", "--help"}
    assert not keys & others


def test_options_of_some_commands_are_said_to_be() -> None:
    readers = {"check", "report", "compare", "who", "baseline"}
    for row in table("Options of one run"):
        names = named(row[:1]) - {"-h", "--help"}
        remark = re.search(r"\((not )?`(\w+)`\)$", row[1])
        of = {remark[2]} if remark and not remark[1] else readers - {remark[2]} if remark else readers
        assert {name for name in readers if names <= options(name)} == of, row[0]


@pytest.mark.parametrize("name", sorted(main.commands))
def test_example_of_the_help_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each on articles in which the names of the examples occur, without a model."""
    monkeypatch.setattr(similarity, "load", lambda name: Flat())
    monkeypatch.chdir(tmp_path)
    said = "“We will open the new bridge in {} days,” Orla Finch said in Norport on Monday.\n"
    for outlet, days in (("The Herald", 12), ("Daily Wire", 20)):
        write(tmp_path / "articles", {f"{outlet}.txt": f"---\noutlet: {outlet}\ndate: 2031-03-04\n---\n{said.format(days)}"})
    example = re.search(r"Example: consistency (.+)", main.commands[name].help or "")
    assert example, "no example"
    result = CliRunner().invoke(main, shlex.split(example[1]))
    assert result.exit_code == (1 if name == "check" else 0), result.output
    assert name in example[1]


def test_formats_are_one_list() -> None:
    assert set(NAMES) == set(FORMATS)


def test_every_rule_explains_itself() -> None:
    for code in RULES:
        result = CliRunner().invoke(main, ["explain", code.lower()])
        assert result.exit_code == 0
        assert RULES[code].title in result.stdout


@pytest.mark.model
def test_excerpt_of_the_readme_is_what_is_printed() -> None:
    excerpt = README.split("<!-- excerpt -->\n```text\n")[1].split("```")[0]
    result = CliRunner().invoke(main, ["check", str(ROOT / "fixtures/dual-use")])
    assert excerpt in result.stdout
