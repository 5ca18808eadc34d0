"""The scripts of a page: the embedded engine, and the face that a reader sees of it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from mandate.page import vendored

_HERE = Path(__file__).parent
_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.js";\n', re.MULTILINE)
_VENDORED = re.compile(r'^import (\w+) from "\.\./vendor/([\w.-]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|function|class) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?://.*|/\*\*[\s\S]*?\*/)\n", re.MULTILINE)
PUBLIC = ("answers", "case_read", "case_yaml", "engine", "scoring", "timing")


@cache
def engine_script() -> str:
    """Return a script that defines ``mandate``, with all that its public modules export."""
    public = ", ".join(f"...{name}" for name in PUBLIC)
    return f"const mandate = {joined('engine', PUBLIC, f'{{ {public} }}')};\n"


@cache
def face_script() -> str:
    """Return a script that brings the interactive part of a page to life; it needs ``mandate``."""
    return f"{joined('face', ('start',), 'start.start(document, mandate)')};\n"


def joined(folder: str, names: tuple[str, ...], value: str) -> str:
    """Return an expression for *value*, which may speak of the modules in a folder by name.

    Each module is a function of its own, so that the script needs neither a bundler nor the module
    loader that a page without a server does not have.
    """
    placed: dict[str, str] = {}
    for name in names:
        _place(_HERE / folder, name, placed)
    modules = "\n".join(placed.values())
    return f'(() => {{\n"use strict";\n{modules}\nreturn {value};\n}})()'


def _place(folder: Path, name: str, placed: dict[str, str]) -> None:
    """Put a module, without its comments, after those that it imports; so with what is vendored,
    which stays as it is."""
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    for _, other in _IMPORT.findall(text):
        if other not in placed:
            _place(folder, other, placed)
    for other, file in _VENDORED.findall(text):
        placed[other] = vendored.ALL[file].module(other)
    exported = ", ".join(_EXPORT.findall(text))
    code = _VENDORED.sub("", _COMMENT.sub("", text)).lstrip("\n")
    body = _EXPORT.sub("", _IMPORT.sub(r"const \1 = \2;\n", code))
    placed[name] = f"const {name} = (() => {{\n{body}return {{ {exported} }};\n}})();"
