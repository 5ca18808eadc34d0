"""Each outside library has one door: one module, or one package, that imports it."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import mandate

PACKAGE = Path(mandate.__file__).parent
DOORS = {
    "yaml": "mandate.yaml_files",
    "experta": "mandate.engines.experta",
    "click": "mandate.cli",
    "z3": "mandate.solver",
    "highspy": "mandate.optimizer",
    "vl_convert": "mandate.advisory.drawing",
    "typst": "mandate.advisory.pdf",
    "docx": "mandate.advisory.word",
    "docxtpl": "mandate.advisory.word",
    "jinja2": "mandate.advisory.word",
    "markupsafe": "mandate.advisory.word",
    "lxml": "mandate.advisory.word",
    "hypothesis": "mandate.testing",
    "pytest": "mandate.testing.plugin",
}


def imports() -> list[tuple[str, str]]:
    """Return every import in the package: who imports, and the top-level name."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = ("mandate", *path.relative_to(PACKAGE).with_suffix("").parts)
        module = ".".join(parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found += [(module, alias.name.split(".")[0]) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.append((module, node.module.split(".")[0]))
    return found


@pytest.mark.parametrize("library", DOORS)
def test_an_outside_library_is_imported_behind_its_door_only(library: str) -> None:
    importers = {module for module, name in imports() if name == library}
    door = DOORS[library]
    assert importers
    assert all(module == door or module.startswith(f"{door}.") for module in importers), importers


def test_there_is_no_door_that_the_table_does_not_know() -> None:
    outside = {name for _, name in imports()} - set(sys.stdlib_module_names) - {"mandate"}
    assert outside == set(DOORS)


def test_no_code_evaluates_text() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__"}, path


def test_named_tuples_are_ours() -> None:
    """A hundred of the standard library's take a tenth of a cold ``mandate assess`` to define."""
    for path in set(PACKAGE.rglob("*.py")) - {PACKAGE / "tuples.py"}:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in ("typing", "collections"):
                assert {"NamedTuple", "namedtuple"}.isdisjoint(one.name for one in node.names), path
            elif isinstance(node, ast.Attribute):
                assert node.attr not in ("NamedTuple", "namedtuple"), path


def test_the_public_names_are_sorted_and_there() -> None:
    assert mandate.__all__ == sorted(mandate.__all__)
    assert all(hasattr(mandate, name) for name in mandate.__all__)


def test_no_module_is_longer_than_300_lines() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path


def test_no_public_name_is_that_of_a_module_too() -> None:
    modules = {path.stem for path in PACKAGE.iterdir()}
    assert modules.isdisjoint(mandate.__all__)
