"""The scripts of a page are whole; that of the engine needs nothing but the language: no network,
clock or chance."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

import mandate
from mandate.advice import adviser, search
from mandate.page import vendored
from mandate.page.script import engine_script, face_script

PAGE = Path(mandate.__file__).parent / "page"
MODULES = sorted((PAGE / "engine").glob("*.js"))
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


@pytest.mark.parametrize("script", [engine_script(), face_script()], ids=["engine", "face"])
def test_a_script_imports_nothing_and_no_text_in_it_ends_the_element_it_stands_in(
    script: str,
) -> None:
    assert not re.search(r"^\s*(?:import|export)\b", script, re.MULTILINE)
    assert "</script" not in script.lower()
    assert "<!--" not in script


@pytest.mark.parametrize(
    ("folder", "script", "longest"),
    [("engine", engine_script(), 300), ("face", face_script(), 200)],
    ids=["engine", "face"],
)
def test_every_module_is_in_its_script_and_is_short(folder: str, script: str, longest: int) -> None:
    modules = sorted((PAGE / folder).glob("*.js"))
    assert modules
    for path in modules:
        assert script.count(f"const {path.stem} = (() => {{") == 1, path.name
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= longest, path.name
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


@pytest.mark.parametrize(
    ("path", "name", "number"),
    [("choices.js", "SETS", search._SETS), ("advice.js", "OBSTACLES", adviser._OBSTACLES)],
)
def test_a_limit_of_the_advice_is_the_same_on_the_page(path: str, name: str, number: int) -> None:
    text = (PAGE / "engine" / path).read_text(encoding="utf-8")
    assert f"const {name} = {number};" in text
