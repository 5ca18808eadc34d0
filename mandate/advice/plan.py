"""Advice as one plain immutable value: the cheapest steps into a band, and what they come to."""

from __future__ import annotations

from mandate.assessment import CaseReference, PackReference
from mandate.serialization import from_json, to_json
from mandate.tuples import NamedTuple

SCHEMA_VERSION = "1.0.0"


class AdvisedStep(NamedTuple):
    """One step: ``fact`` (or its ``item``) goes from what is known of it ``now`` to ``value``.

    ``cost`` is that of its effort. A step whose time has passed at the stage of the case is
    ``late``; one that can be taken at no later stage has its ``last_chance``. To find a fact out
    costs nothing, has no value, and leaves open what it turns out to be.
    """

    kind: str
    fact: str
    item: str
    title: str
    now: str
    value: str
    words: str
    effort: str
    cost: int
    owner: str
    when: str
    late: bool
    last_chance: bool


class StepSet(NamedTuple):
    """Steps in the order of their time, and what the case comes to with all of them carried out.

    ``low`` and ``high`` are the ends of the range that open facts then leave, those for a shortlist
    too; ``always`` is whether the band is reached whatever they turn out to be.
    """

    steps: tuple[AdvisedStep, ...]
    cost: int
    score: int
    total: float
    band: str
    low: int
    high: int
    always: bool


class Obstacle(NamedTuple):
    """A rule that still fires when all that can be done is done; of the facts behind it ``kept``
    are those that were to be left alone, ``fixed`` those that no declared step changes further."""

    rule: str
    title: str
    points: int
    floor: str
    kept: tuple[str, ...]
    fixed: tuple[str, ...]


class Advice(NamedTuple):
    """How a case gets into the band ``to``, or as far as it can.

    ``outcome`` is ``there`` (it is in that band or a lower one, and the one set has no steps),
    ``reachable``, ``unreachable``, or ``unsettled``, where the search ended before it found a way
    or could rule one out. ``sets`` are equally cheap, five at most, and cost ``cost``; no set costs
    less than ``at_least``, so they are ``proved`` the cheapest where that is the same. Of steps on
    one fact at equal effort only some are told apart. ``single`` is the one step that lowers the
    total most; ``farthest`` the steps that lead furthest, with the ``obstacles`` that are left,
    where the band is not reached.
    """

    schema: str
    pack: PackReference
    case: CaseReference
    to: str
    keep: tuple[str, ...]
    max_changes: int | None
    score: int
    total: float
    band: str
    facts_known: int
    facts_total: int
    outcome: str
    sets: tuple[StepSet, ...]
    cost: int | None
    at_least: int | None
    proved: bool
    single: StepSet | None
    farthest: StepSet | None
    obstacles: tuple[Obstacle, ...]

    def to_json(self) -> str:
        """Return the advice as JSON text: the same bytes for the same advice."""
        return to_json(self)

    @classmethod
    def from_json(cls, text: str) -> Advice:
        """Return the advice that JSON *text* holds; raises ValueError if it holds none."""
        return from_json(cls, text)
