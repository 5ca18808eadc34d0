"""What two packs differ in, as plain values.

A difference **counts** if a total, a firing, a finding, a band or what a case can say may depend on
it; the others are words, sources, remedies and what else reports tell.
"""

from mandate.assessment import PackReference
from mandate.serialization import to_json
from mandate.tuples import NamedTuple

SCHEMA_VERSION = "1.0.0"
ADDED, REMOVED, RENAMED, CHANGED = ("added", "removed", "renamed", "changed")
PROVED, AT_LEAST, NEVER, UNKNOWN = VERDICTS = ("proved", "at_least", "never", "unknown")


class Change(NamedTuple):
    """One thing said of a part: ``before`` is empty where it is new, ``after`` where it is gone."""

    what: str
    before: str
    after: str
    counts: bool


class PartChange(NamedTuple):
    """A fact, a rule or another part that differs; ``was`` is the id that one renamed had before.

    ``changes`` of a part added or removed is one: what it says, in short.
    """

    kind: str
    id: str
    title: str
    status: str
    was: str
    counts: bool
    changes: tuple[Change, ...]


class Rating(NamedTuple):
    """What a pack makes of a case: the total in decibans, the score from 0 to 100, the band."""

    total: float
    score: int
    band: str


class Move(NamedTuple):
    """The points of a rule before and after; None where it does not fire."""

    rule: str
    before: int | None
    after: int | None


class CaseChange(NamedTuple):
    """A case that is assessed otherwise: rating, rules that fire, findings that hold."""

    case: str
    title: str
    before: Rating
    after: Rating
    moves: tuple[Move, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


class Unread(NamedTuple):
    """A case that cannot be assessed under both packs: under which not, and the first reason."""

    case: str
    under: str
    message: str


class CasesCompared(NamedTuple):
    """The cases in a folder: how many were assessed under both packs, those that are assessed
    otherwise, by how far the total moves, and those that cannot be compared."""

    folder: str
    compared: int
    changed: tuple[CaseChange, ...]
    unread: tuple[Unread, ...]


class Furthest(NamedTuple):
    """The largest rise, or fall, of the total over every case that both packs take.

    ``verdict`` is *proved* (no case moves further), *at_least* (the solver could not tell whether
    one does), *never* (proved that the total never moves so) or *unknown*. ``case`` is the YAML of
    the case, ``change`` what the engine makes of it; both are empty where there is none.
    """

    verdict: str
    change: CaseChange | None
    case: str


class EveryCase(NamedTuple):
    """How far totals move over every case, complete or not; the solver had ``timeout`` seconds for
    each question."""

    solver: str
    timeout: float
    rise: Furthest
    fall: Furthest


class PackDifference(NamedTuple):
    """What differs between two packs. ``same_meaning`` says that their digests are equal.

    ``every_case`` is None where no solver was asked, and ``not_asked`` says why.
    """

    schema: str
    mandate: str
    old: PackReference
    new: PackReference
    same_meaning: bool
    parts: tuple[PartChange, ...]
    cases: CasesCompared | None
    every_case: EveryCase | None
    not_asked: str

    @property
    def counting(self) -> tuple[PartChange, ...]:
        """The parts that a total, a firing or what a case can say may depend on."""
        return tuple(part for part in self.parts if part.counts)

    def to_json(self) -> str:
        """Return the difference as JSON text."""
        return to_json(self)
