"""What the README says is so."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from consistency.cli import main
from consistency.config import Config
from consistency.formats import NAMES
from consistency.report import FORMATS
from consistency.rules import RULES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


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
