"""What an overlay says of itself: which packs it extends, and what it changes of them and why."""

from __future__ import annotations

from mandate.tuples import NamedTuple


class PackName(NamedTuple):
    """A pack that is extended, as it calls itself."""

    id: str
    version: str

    def __str__(self) -> str:
        """Return the name and the version: ``cx-leader 0.2.0``."""
        return f"{self.id} {self.version}"


class Change(NamedTuple):
    """One change that the pack ``by`` makes; ``because`` is empty where none has to be given:
    for what is added, and for texts in other words."""

    by: str
    what: str
    because: str


class Extension(NamedTuple):
    """The packs that an overlay extends, the nearest first, and all changes, the earliest first."""

    extends: tuple[PackName, ...]
    changes: tuple[Change, ...]
