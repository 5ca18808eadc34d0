"""The script of the engine needs nothing but the language: no module, network, clock or chance."""

from __future__ import annotations

import re
from pathlib import Path

import mandate
from mandate.page.script import engine_script

MODULES = sorted((Path(mandate.__file__).parent / "page" / "engine").glob("*.js"))
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)


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
    code = COMMENT.sub("", engine_script())
    for name in ("fetch", "document", "window", "eval", "Function", "require", "Date", "process"):
        assert not re.search(rf"(?<![\w.'`]){name}\s*[(.]", code), name
    assert "Math.random" not in code
    assert "innerHTML" not in code


def test_no_text_in_the_script_ends_the_element_it_stands_in() -> None:
    assert "</script" not in engine_script().lower()
    assert "<!--" not in engine_script()
