"""Installed packs: found by the entry points of the group ``mandate.packs``.

An entry point ``cx-bank = acme_packs.cx_bank`` says that the package ``acme_packs.cx_bank`` is the
folder of the pack ``cx-bank``. No code of that package runs: ``find_spec`` on the top-level name
only asks the importers where it would be, which also holds for editable installs (whose list of
files names no pack); the rest of the way is taken folder by folder, for asking about
``acme_packs.cx_bank`` itself would import ``acme_packs``.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from mandate.errors import Fault, Faults, Location, PackError
from mandate.pack.files import HEADER
from mandate.pack.trees import written
from mandate.reading import SLUG
from mandate.tuples import NamedTuple
from mandate.yaml_files import read_file

GROUP = "mandate.packs"
_LONGEST = 200


class Installed(NamedTuple):
    """A pack that a distribution says it brings; ``folder`` is None where ``problem`` says why."""

    name: str
    distribution: str
    folder: Path | None
    problem: str


class TitlePage(NamedTuple):
    """What the first lines of a ``pack.yaml`` say, as they stand there; empty where they do not."""

    id: str
    version: str
    title: str
    extends: str


def title_page(folder: Path) -> TitlePage:
    """Return what the pack in *folder* calls itself; nothing else of it is read or checked."""
    header = read_file(folder / HEADER, Faults())
    keys = TitlePage._fields
    return TitlePage(*(written(header.get(key))[:_LONGEST] if header else "" for key in keys))


def installed() -> list[Installed]:
    """Return the packs that installed distributions bring, by name and distribution."""
    return sorted(
        (_installed(point) for point in entry_points(group=GROUP)),
        key=lambda one: (one.name, one.distribution),
    )


def installed_folder(name: str) -> Path | None:
    """Return the folder of an installed pack, or None where none has that name.

    Raises PackError where several have it, or where its distribution does not hold it.
    """
    found = [one for one in installed() if one.name == name]
    if not found:
        return None
    problem = f"{found[0].distribution} {found[0].problem}" if found[0].problem else ""
    hint = "install it again, or name the folder of the pack"
    if len(found) > 1:
        problem = f"several distributions bring a pack '{name}': {clash(found)}"
        hint = "uninstall all but one, or name the folder of the pack"
    if problem:
        raise PackError([Fault(Location(name), "installed-pack", problem, hint)])
    return found[0].folder


def clash(found: list[Installed]) -> str:
    """Return the distributions that bring some packs, in words."""
    return ", ".join(one.distribution for one in found)


def _installed(point: EntryPoint) -> Installed:
    distribution = f"{point.dist.name} {point.dist.version}" if point.dist else "a distribution"
    folder, problem = _folder(point)
    return Installed(point.name, distribution, folder, problem)


def _folder(point: EntryPoint) -> tuple[Path | None, str]:
    """Return the folder that an entry point names, or why there is none."""
    if not SLUG.fullmatch(point.name):
        return None, f"names a pack '{point.name}', which is no identifier"
    top, *rest = point.value.split(".")
    if not all(part.isidentifier() for part in (top, *rest)):
        return None, f"leads to '{point.value}', which is no package"
    try:
        spec = find_spec(top)
    except (ImportError, ValueError, AttributeError):  # what half-loaded modules leave behind
        spec = None
    for place in (spec and spec.submodule_search_locations) or ():
        folder = Path(place, *rest)
        if (folder / HEADER).is_file():
            name = title_page(folder).id
            other = f"brings as '{point.name}' a pack that calls itself '{name}'"
            return (folder, "") if name == point.name else (None, other)
    return None, f"leads to '{point.value}', where no {HEADER} is"
