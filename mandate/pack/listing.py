"""A list of the packs that can be named: those that ship with Mandate, and the installed ones."""

from __future__ import annotations

from mandate.pack.discover import shipped, shipped_folder
from mandate.pack.installed import clash, installed, title_page
from mandate.tuples import NamedTuple


class Listed(NamedTuple):
    """A pack as a list shows it. ``comes_from`` is ``Mandate`` or a distribution with its version;
    ``problem`` says why it cannot be used by name, and is empty where it can."""

    name: str
    version: str
    title: str
    extends: str
    comes_from: str
    problem: str


def listed() -> list[Listed]:
    """Return the packs that can be named, those that ship with Mandate first, then by name."""
    found = []
    for name in shipped():
        page = title_page(shipped_folder() / name)
        found.append(Listed(name, page.version, page.title, page.extends, "Mandate", ""))
    brought = installed()
    for one in brought:
        same = [other for other in brought if other.name == one.name]
        problem = one.problem
        if one.name in shipped():
            problem = "hidden: a pack of that name ships with Mandate; name its folder to use it"
        elif len(same) > 1:
            problem = f"several distributions bring a pack of that name: {clash(same)}"
        told = title_page(one.folder) if one.folder else None
        version, title, extends = told[1:] if told else ("", "", "")
        found.append(Listed(one.name, version, title, extends, one.distribution, problem))
    return found
