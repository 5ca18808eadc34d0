"""What the checks look at: a pack, its files as they were written, and its conditions expanded."""

from __future__ import annotations

from functools import cached_property

from mandate.checks.diagrams import UndecidedError
from mandate.checks.expansion import Expansion
from mandate.checks.sampling import Sample
from mandate.checks.states import facts_read
from mandate.errors import Faults, Location
from mandate.facts import Fact
from mandate.pack.distinctions import told_apart
from mandate.pack.model import Band, Driver, Finding, Pack, Rule
from mandate.source import Mapping, Node, Scalar, Sequence, key_location, location
from mandate.tuples import NamedTuple
from mandate.yaml_files import read_file

Thing = Pack | Rule | Fact | Finding | Driver | Band


class Found(NamedTuple):
    """What a check found wrong: with which thing (by its id), where, what, and what to do.

    ``level`` and ``code`` are empty where they are those of the check.
    """

    thing: str
    location: Location
    message: str
    hint: str = ""
    level: str = ""
    code: str = ""


class Subject:
    """A pack as the checks see it; *whole* where every rule of it could be read."""

    def __init__(self, pack: Pack, header: Mapping, *, whole: bool = True) -> None:
        self.pack = pack
        self.header = header
        self.whole = whole
        self._documents: dict[str, Mapping | None] = {}

    @cached_property
    def is_expandable(self) -> bool:
        """Whether the conditions of the pack are few enough to be looked at all together."""
        try:
            self.expansion  # noqa: B018  (made once, where it can be)
        except UndecidedError:
            return False
        return True

    @cached_property
    def expansion(self) -> Expansion:
        """The conditions of the pack as diagrams; raises UndecidedError if they are too large."""
        return Expansion(self.pack, whole=self.whole)

    @cached_property
    def sample(self) -> Sample:
        """Complete cases of the pack, each with what the rules make of it."""
        return Sample(self.expansion)

    @cached_property
    def facts_read(self) -> frozenset[str]:
        """The facts that conditions read."""
        return facts_read(self.pack)

    @cached_property
    def told_apart(self) -> dict[int, tuple[int, ...]]:
        """For each slot that a condition reads, the sets of values none tells apart."""
        return told_apart(self.pack)

    def document(self, path: str) -> Mapping | None:
        """Return a file of the pack as it was written."""
        if path not in self._documents:
            self._documents[path] = read_file(path, Faults())
        return self._documents[path]

    def declaration(self, fact: Fact) -> Node | None:
        """Return the declaration of a fact as it was written."""
        return under(self.document(fact.location.path), "facts", fact.id)

    def place(self, thing: Thing, *keys: str | int) -> Location:
        """Return where *keys* lead from the top of the file of a thing, or where it begins."""
        if isinstance(thing, Pack):
            return key_location(self.header, "id")
        if isinstance(thing, (Driver, Band)):
            kind = "drivers" if isinstance(thing, Driver) else "bands"
            top, keys = self.header, (kind, thing.id, *keys)
            begin = key_location(self.header, kind)
        else:
            document = self.document(thing.location.path)
            begin = thing.location
            if document is None or not keys:
                return begin
            top = document
            if isinstance(thing, Fact):
                keys = ("facts", thing.id, *keys)
        return _place(top, keys) or begin


def under(node: Node | None, *keys: str | int) -> Node | None:
    """Return what stands under a path of keys and places in lists, or None."""
    for key in keys:
        if isinstance(node, Mapping) and isinstance(key, str):
            node = node.get(key)
        elif isinstance(node, Sequence) and isinstance(key, int) and key < len(node.nodes):
            node = node.nodes[key]
        else:
            return None
    return node


def _place(top: Mapping, keys: tuple[str | int, ...]) -> Location | None:
    """Return where the last of some keys stands, or the item of a list; None where it is not."""
    *path, last = keys
    node = under(top, *path)
    if isinstance(last, str):
        pair = node.pairs.get(last) if isinstance(node, Mapping) else None
        return location(pair[0]) if pair else None
    item = under(node, last)
    return None if item is None else location(item)


def written(node: Node | None) -> str:
    """Return the text of a scalar, or an empty text."""
    return node.text if isinstance(node, Scalar) else ""
