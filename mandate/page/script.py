"""The embedded engine as one script, to be put into a page."""

from __future__ import annotations

import re
from pathlib import Path

_FOLDER = Path(__file__).with_name("engine")
_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|function|class) (\w+))", re.MULTILINE)
PUBLIC = ("answers", "case_yaml", "engine", "scoring")


def engine_script() -> str:
    """Return a script that defines ``mandate``, with all that its public modules export.

    It is made of the modules under ``engine/``, each a function of its own, so that it needs
    neither a bundler nor the module loader that a page without a server does not have.
    """
    placed: dict[str, str] = {}
    for name in PUBLIC:
        _place(name, placed)
    public = ", ".join(f"...{name}" for name in PUBLIC)
    modules = "\n".join(placed.values())
    return f'const mandate = (() => {{\n"use strict";\n{modules}\nreturn {{ {public} }};\n}})();\n'


def _place(name: str, placed: dict[str, str]) -> None:
    """Put a module after those that it imports."""
    text = (_FOLDER / f"{name}.js").read_text(encoding="utf-8")
    for _, other in _IMPORT.findall(text):
        if other not in placed:
            _place(other, placed)
    exported = ", ".join(_EXPORT.findall(text))
    body = _EXPORT.sub("", _IMPORT.sub(r"const \1 = \2;\n", text))
    placed[name] = f"const {name} = (() => {{\n{body}return {{ {exported} }};\n}})();"
