"""Imports go one way, down: the table is the one in docs/design.md."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "consistency"

FLOORS = (
    ("errors", "model"),
    ("formats", "rules", "text", "numerals", "loading", "cache", "weights"),
    ("contradiction",),
    ("adapted",),
    ("closer",),
    ("config", "names", "worddiff", "corpus", "similarity", "relation", "masked"),
    ("quotes", "speakers", "claims", "details"),
    ("statements", "align", "verdict", "stories", "who"),
    ("breakdown",),
    ("pipeline", "report", "baseline", "selection"),
    ("cli",),
    ("__main__",),
)
FLOOR = {name: level for level, names in enumerate(FLOORS) for name in names}
MODELS = {"similarity", "contradiction", "relation", "masked", "adapted", "closer"}
ONLY = {"click": {"cli"}, "torch": MODELS | {"weights"}, "sentence_transformers": MODELS}
"""Packages that only these modules may import."""


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    """The top-level module or package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a file imports, those inside functions and under TYPE_CHECKING too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    here = room(path)
    assert here in FLOOR, f"{here} has no floor: add it to the table here and in docs/design.md"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "consistency" and len(parts) > 1 and parts[1] != here and parts[1] != "__version__":
            assert FLOOR[parts[1]] < FLOOR[here], f"{path.name} on floor {FLOOR[here]} imports {name} on floor {FLOOR[parts[1]]}"
        if parts[0] in ONLY:
            assert here in ONLY[parts[0]], f"{path.name} imports {name}"


def test_only_the_command_line_writes_files() -> None:
    writers = ("write_text", "write_bytes", "NamedTemporaryFile", "mkstemp")
    found = {room(p) for p in modules() if any(w in p.read_text(encoding="utf-8") for w in writers)}
    assert found <= {"cli"}
