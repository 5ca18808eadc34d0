"""Finding packs: by the name of one that ships with Mandate or is installed, or by its folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from mandate.errors import Fault, Location, PackError, did_you_mean, shortened
from mandate.pack.load import HEADER, load_folder
from mandate.pack.model import Pack

_LONGEST_PATH = 400


def shipped_folder() -> Path:
    """Return the folder of the packs that ship with Mandate."""
    return Path(import_module("mandate.rules").__path__[0])


def shipped() -> list[str]:
    """Return the names of the packs that ship with Mandate."""
    return sorted(path.parent.name for path in shipped_folder().glob(f"*/{HEADER}"))


def open_pack(name: str | Path, beside: Path | None = None) -> Pack:
    """Return the pack of that name or in that folder.

    A name is looked up among the packs that ship with Mandate; a relative path starts from
    *beside*, the folder of the case that names it, else from the working directory; what is
    neither is looked up among the installed packs. Raises PackError where there is none, or with
    every fault of the one there is.
    """
    if isinstance(name, str) and name in shipped():
        return _open_shipped(name)
    return load_folder(pack_folder(name, beside))


def pack_folder(name: str | Path, beside: Path | None = None) -> Path:
    """Return the folder of a pack that is named or placed as for ``open_pack``.

    Raises PackError where there is none.
    """
    if isinstance(name, str) and name in shipped():
        return shipped_folder() / name
    folder = Path(name) if beside is None else beside / name
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
    return load_folder(shipped_folder() / name, examples=False)
