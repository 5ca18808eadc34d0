"""Finding packs: by the name of one that ships with Mandate or is installed, or by its folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from mandate.errors import Fault, Location, PackError, did_you_mean, shortened
from mandate.pack.files import HEADER
from mandate.pack.load import load_folder
from mandate.pack.model import Pack

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST_PATH = 400


def shipped_folder() -> Path:
    """Return the folder of the packs that ship with Mandate."""
    from pathlib import Path  # a shipped pack is opened without: see pyproject.toml

    return Path(_shipped_folder())


def _shipped_folder() -> str:
    return str(import_module("mandate.rules").__path__[0])


def shipped() -> list[str]:
    """Return the names of the packs that ship with Mandate."""
    folder = _shipped_folder()
    names = os.listdir(folder)
    return sorted(name for name in names if os.path.isfile(f"{folder}/{name}/{HEADER}"))


def open_pack(name: str | Path, beside: str | Path = "") -> Pack:
    """Return the pack of that name or in that folder.

    A name is looked up among the packs that ship with Mandate; a relative path starts from
    *beside*, the folder of the case that names it, else from the working directory; what is
    neither is looked up among the installed packs. Raises PackError where there is none, or with
    every fault of the one there is.
    """
    if isinstance(name, str) and name in shipped():
        return _open_shipped(name)
    return load_folder(pack_folder(name, beside))


def pack_folder(name: str | Path, beside: str | Path = "") -> Path:
    """Return the folder of a pack that is named or placed as for ``open_pack``.

    Raises PackError where there is none.
    """
    from pathlib import Path

    if isinstance(name, str) and name in shipped():
        return shipped_folder() / name
    folder = Path(beside, name)
    if _is(Path.is_file, folder / HEADER):
        return folder
    from mandate.pack.installed import installed, installed_folder  # slow, and seldom needed

    if isinstance(name, str) and (found := installed_folder(name)):
        return found
    hint = did_you_mean(str(name), [*shipped(), *(one.name for one in installed())])
    message = f"there is no pack '{shortened(str(name))}'"
    if _is(Path.is_dir, folder):
        message, hint = f"there is no {HEADER} in this folder", "name the folder of a pack"
    elif folder.name == HEADER and _is(Path.is_file, folder):
        hint = f"name its folder: {shortened(str(folder.parent))}"
    raise PackError([Fault(Location(str(name)[:_LONGEST_PATH]), "unknown-pack", message, hint)])


def _is(kind: Callable[[Path], bool], path: Path) -> bool:
    try:
        return kind(path)
    except (OSError, ValueError):  # a name that no file system can hold
        return False


@lru_cache(maxsize=8)
def _open_shipped(name: str) -> Pack:
    """Shipped packs do not change while a program runs, so each is loaded once.

    Their examples are run by the tests of this package, not again by everyone who assesses.
    """
    return load_folder(f"{_shipped_folder()}/{name}", examples=False)
