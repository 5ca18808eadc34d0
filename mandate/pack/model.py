"""What a pack is once it has been read: frozen values, in the order in which rules may fire."""

from typing import TYPE_CHECKING

from mandate.conditions.nodes import All, Graded, Node, children_of
from mandate.errors import Location
from mandate.facts import Fact, Vocabulary
from mandate.memory import Memory
from mandate.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from mandate.pack.extension import Extension


class Driver(NamedTuple):
    """Where risk comes from. Its points are clipped to [``relief``, ``risk``], in decibans."""

    id: str
    title: str
    about: str
    risk: int
    relief: int


class Band(NamedTuple):
    """A named interval of the total.

    It runs from ``start`` (hundredths of a deciban; None: no lower end) up to the start of the
    next. ``advice`` is for each stage that a case can be at.
    """

    id: str
    title: str
    start: int | None
    advice: tuple[str, ...]


class Finding(NamedTuple):
    """An intermediate conclusion; at most one finding of a ``one_of`` group should hold."""

    id: str
    title: str
    meaning: str
    one_of: str
    location: Location


class SourceEntry(NamedTuple):
    """A source that rules and facts cite by its code; ``interest`` names a vested interest."""

    id: str
    author: str
    title: str
    year: str
    address: str
    kind: str
    interest: str


class Citation(NamedTuple):
    """A source cited by a rule, with a quote of at most 15 words or none."""

    source: str
    quote: str


class Remedy(NamedTuple):
    """What to do about a fired rule.

    One with ``cures`` changes facts so that the rule fires no more (a graded one: with fewer
    points); one without eases what the rule says.
    """

    text: str
    cures: tuple[tuple[str, str], ...]
    owner: str
    effort: str
    when: str
    stage: str
    until: str


class Template(NamedTuple):
    """A text with placeholders: ``parts`` alternates text and the id of a fact."""

    parts: tuple[str, ...]


class Example(NamedTuple):
    """Facts under which a rule fires, is silent or is open; the points where they matter."""

    name: str
    memory: Memory
    gives: str
    points: int | None
    location: Location


class Notes(NamedTuple):
    """What one author of a pack tells the next about a rule, and no part of what it means.

    ``points_because`` says why its points depart from the pack's rule for weights, ``reworded``
    how a suggested pattern was reworded so that no improvement is punished, and why.
    """

    points_because: str
    reworded: str


class Rule(NamedTuple):
    """A rule: when ``condition`` is true it concludes, adds points or sets a floor.

    ``points`` is None for a graded rule, whose condition then ends in a grading. A shipped pack is
    loaded without ``examples`` and with empty ``notes``.
    """

    id: str
    title: str
    condition: Node
    concludes: tuple[str, ...]
    driver: str
    points: int | None
    floor: str
    absorbs: tuple[str, ...]
    absorbs_at: tuple[Location, ...]
    because: Template
    strength: Template | None
    expect: str
    remedies: tuple[Remedy, ...]
    sources: tuple[Citation, ...]
    grade: str
    examples: tuple[Example, ...]
    notes: Notes
    location: Location

    @property
    def guard(self) -> Node | None:
        """The condition without its grading; None where that is all there is."""
        if self.points is not None:
            return self.condition
        return self.condition.children[0] if isinstance(self.condition, All) else None

    @property
    def least_points(self) -> int:
        """The lowest points the rule can add; below 0 it can be a strength."""
        return min(self.possible_points)

    @property
    def possible_points(self) -> tuple[int, ...]:
        """Every number of points the rule can add when it fires, each once."""
        if self.points is not None:
            return (self.points,)
        return tuple(sorted({points for points in grading_of(self.condition).points if points}))


class Impossible(NamedTuple):
    """A combination of facts that cannot be."""

    condition: Node
    because: str


class Pack(NamedTuple):
    """A pack of rules, ready to be compiled; one object for each time it is loaded.

    ``base`` and ``scale`` are in hundredths (of a deciban, and of one); ``weights_because`` is
    the pack's rule for weights, where it has one, ``efforts`` what a step costs by its effort.
    ``rules`` stand in firing order: a rule comes after every rule that concludes what it reads,
    then by id. ``extension`` says what an overlay extends and changes; it is no part of the
    meaning, which is that of the result.
    """

    id: str
    version: str
    title: str
    about: str
    measures: str
    headline: str
    calibrated: bool
    base: int
    base_because: str
    scale: int
    scale_because: str
    weights_because: str
    efforts: dict[str, int]
    drivers: dict[str, Driver]
    bands: tuple[Band, ...]
    findings: dict[str, Finding]
    sources: dict[str, SourceEntry]
    vocabulary: Vocabulary
    applies: dict[str, Node]
    impossible: tuple[Impossible, ...]
    rules: dict[str, Rule]
    extension: "Extension | None"
    digest: str
    derived: dict[type, object]

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the pack without what was derived from it, which holds functions."""
        return Pack, (*self[:-1], {})

    def fact(self, name: str) -> Fact:
        """Return the fact of that name; raises KeyError where there is none."""
        return self.vocabulary.facts[name]

    def without(self, rules: "Collection[str]") -> "Pack":
        """Return the pack without some of its *rules*; its digest is still that of the whole."""
        if not rules:
            return self
        left = {name: rule for name, rule in self.rules.items() if name not in rules}
        return self._replace(rules=left, derived={})

    def band_of(self, total: int) -> Band:
        """Return the band that a total (hundredths of a deciban) falls in."""
        found = self.bands[0]
        for band in self.bands[1:]:
            if band.start is not None and total >= band.start:
                found = band
        return found


def extended_by(pack: Pack) -> tuple[str, ...]:
    """Return the packs that an overlay stands on, the nearest first: ``cx-leader 0.2.0``."""
    return tuple(map(str, pack.extension.extends)) if pack.extension else ()


def grading_of(condition: Node) -> Graded:
    """Return the grading that a graded rule's condition ends in."""
    while not isinstance(condition, Graded):
        condition = children_of(condition)[-1]
    return condition
