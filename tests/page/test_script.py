"""The script of the engine needs nothing but the language: no module, network, clock or chance."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

import mandate
from mandate.page import vendored
from mandate.page.script import engine_script

MODULES = sorted((Path(mandate.__file__).parent / "page" / "engine").glob("*.js"))
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)


def own_script() -> str:
    """Return the script without what is vendored."""
    script = engine_script()
    for name, library in vendored.ALL.items():
        (called,) = {
            found
            for path in MODULES
            for found in re.findall(
                rf'import (\w+) from "\.\./vendor/{name}"', path.read_text(encoding="utf-8")
            )
        }
        assert script.count(library.module(called)) == 1
        script = script.replace(library.module(called), "")
    return script


def test_nothing_is_imported_or_exported_in_the_script() -> None:
    assert not re.search(r"^\s*(?:import|export)\b", engine_script(), re.MULTILINE)


def test_every_module_is_in_the_script_and_is_short() -> None:
    script = engine_script()
    for path in MODULES:
        assert script.count(f"const {path.stem} = (() => {{") == 1, path.name
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 300, path.name
        assert all(len(line) <= 110 for line in lines), path.name


def test_the_engine_reaches_for_nothing_outside_itself() -> None:
    code = COMMENT.sub("", own_script())
    for name in ("fetch", "document", "window", "eval", "Function", "require", "Date", "process"):
        assert not re.search(rf"(?<![\w.'`]){name}\s*[(.]", code), name
    assert "Math.random" not in code
    assert "innerHTML" not in code


@pytest.mark.parametrize("library", vendored.ALL.values(), ids=lambda one: one.name)
def test_what_is_vendored_is_what_was_published_with_its_licence(
    library: vendored.Vendored,
) -> None:
    assert sha256(library.file.read_bytes()).hexdigest() == library.sha256
    licence = library.licence.read_text(encoding="utf-8")
    assert "MIT License" in licence
    assert licence.strip() in engine_script()
    assert f"{library.name} {library.version}" in engine_script()
    assert "sourceMappingURL" not in engine_script()
    assert {one.name for one in vendored.FOLDER.iterdir()} == {
        name for one in vendored.ALL.values() for name in (one.file.name, one.licence.name)
    }


@pytest.mark.parametrize("library", vendored.ALL.values(), ids=lambda one: one.name)
def test_what_is_vendored_makes_no_code_of_text_and_asks_for_nothing(
    library: vendored.Vendored,
) -> None:
    code = library.file.read_text(encoding="utf-8")
    for name in ("eval", "Function", "import", "require", "fetch", "setTimeout", "importScripts"):
        assert not re.search(rf"(?<![\w.]){name}\s*\(", code), name
    for name in ("XMLHttpRequest", "innerHTML", "localStorage", "document.", "window."):
        assert name not in code, name


def test_no_text_in_the_script_ends_the_element_it_stands_in() -> None:
    assert "</script" not in engine_script().lower()
    assert "<!--" not in engine_script()
