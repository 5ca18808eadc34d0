"""The compiled pack: all that an engine needs to assess a case, and nothing else, as plain data.

Conditions are as the rules mean them: negation has been pushed down, operands are the sets of
values that they select, and a value is its place among those of its slot. Slots are numbered as in
a working memory: one for each fact in turn, or for each item of a checklist; then a flag for each
fact that somebody could not say, then one for each that it is disputed (value 0 no, 1 yes).

Amounts named in hundredths are whole hundredths of a deciban.
"""

from __future__ import annotations

from typing import TypeAlias

from mandate.assessment import PackReference
from mandate.tuples import NamedTuple

SCHEMA_VERSION = "1.0.0"


class Within(NamedTuple):
    """True if every possible value of a slot is one of ``values``; ``words`` is how it reads."""

    slot: int
    values: tuple[int, ...]
    words: str


class Count(NamedTuple):
    """True if every possible number of ticked items is one of ``counts``."""

    slots: tuple[int, ...]
    counts: tuple[int, ...]
    words: str


class Match(NamedTuple):
    """True if two slots agree in all their possible values: ``partners`` has for each value of the
    first those of the ``other`` that it agrees with."""

    slot: int
    other: int
    partners: tuple[tuple[int, ...], ...]
    words: str


class Holds(NamedTuple):
    """True if a fired rule concluded the finding."""

    finding: str
    words: str


class Grading(NamedTuple):
    """True if every possible value carries the same points, other than 0. Where ``counted``, a
    value is the number of ticked items; ``points`` has those of each value."""

    slots: tuple[int, ...]
    counted: bool
    points: tuple[int, ...]
    words: str


class All(NamedTuple):
    """True if every condition is."""

    all: tuple[Condition, ...]


class Any(NamedTuple):
    """True if some condition is."""

    any: tuple[Condition, ...]


class Some(NamedTuple):
    """True if at least so many of the conditions are."""

    at_least: int
    some: tuple[Condition, ...]


class Applies(NamedTuple):
    """A comparison of a ``fact`` that applies only where a condition holds: true if both do."""

    fact: str
    applies: Condition
    then: Condition


Condition: TypeAlias = Within | Count | Match | Holds | Grading | All | Any | Some | Applies


class DriverPart(NamedTuple):
    """A driver; its points are clipped to the caps ``relief`` to ``risk``, in decibans."""

    id: str
    title: str
    risk: int
    relief: int


class BandPart(NamedTuple):
    """A band: it starts at ``start`` hundredths (None: no lower end). ``headline`` is the verdict
    on a case in it, ``advice`` is for each stage in turn."""

    id: str
    title: str
    start: int | None
    headline: str
    advice: tuple[str, ...]


class FindingPart(NamedTuple):
    """A finding that rules conclude and read."""

    id: str
    title: str
    meaning: str


class LevelPart(NamedTuple):
    """A level of a fact, or an item of a checklist: how it reads, and what anchors it."""

    id: str
    words: str
    text: str


class StepPart(NamedTuple):
    """A change of a fact that somebody can make, up to the stage ``until``."""

    to: str
    owner: str
    effort: str
    when: str
    until: str


class FactPart(NamedTuple):
    """A fact: what to ask, and the ``labels`` of the values of a slot, in order, with the ``words``
    that each reads as."""

    id: str
    title: str
    theme: str
    question: str
    candidate_question: str
    why: str
    type: str
    unit: str
    unit_one: str
    labels: tuple[str, ...]
    words: tuple[str, ...]
    levels: tuple[LevelPart, ...]
    better: int
    stage: str
    ask: str
    steps: tuple[StepPart, ...]


class ApplicabilityPart(NamedTuple):
    """The condition under which a fact applies, and how it reads; other facts always apply."""

    fact: str
    condition: Condition
    words: str


class ImpossiblePart(NamedTuple):
    """A combination of facts that cannot be."""

    condition: Condition
    because: str


class SourcePart(NamedTuple):
    """A source that rules cite; ``interest`` names a vested interest."""

    id: str
    author: str
    title: str
    year: str
    address: str
    kind: str
    interest: str


class CitationPart(NamedTuple):
    """A source cited by a rule, with a quote or none."""

    source: str
    quote: str


class CurePart(NamedTuple):
    """A change of one fact. It is not needed where every possible value of ``slot`` is one of those
    that are good ``enough``."""

    fact: str
    title: str
    to_value: str
    to: str
    slot: int
    enough: tuple[int, ...]


class RemedyPart(NamedTuple):
    """What to do about a firing, from one stage up to another; without ``cures`` it only eases
    it."""

    text: str
    cures: tuple[CurePart, ...]
    owner: str
    effort: str
    when: str
    stage: str
    until: str


class RulePart(NamedTuple):
    """A rule. ``points`` are None where its condition grades them. ``because`` and ``strength``
    (where it lowers the risk) alternate text and the id of a fact whose words stand there."""

    id: str
    title: str
    condition: Condition
    driver: str | None
    points: int | None
    floor: str | None
    concludes: tuple[str, ...]
    absorbs: tuple[str, ...]
    because: tuple[str, ...]
    strength: tuple[str, ...]
    expect: str
    sources: tuple[CitationPart, ...]
    grade: str
    remedies: tuple[RemedyPart, ...]


class CompiledPack(NamedTuple):
    """A pack as an engine reads it. ``base_hundredths`` is in hundredths of a deciban,
    ``scale_hundredths`` in hundredths of one; ``effort_costs`` are what a step of each effort
    costs; ``rules`` stand in firing order."""

    schema: str
    pack: PackReference
    measures: str
    calibrated: bool
    base_hundredths: int
    scale_hundredths: int
    stages: tuple[str, ...]
    efforts: tuple[str, ...]
    effort_costs: tuple[int, ...]
    times: tuple[str, ...]
    grades: tuple[str, ...]
    drivers: tuple[DriverPart, ...]
    bands: tuple[BandPart, ...]
    findings: tuple[FindingPart, ...]
    facts: tuple[FactPart, ...]
    applies: tuple[ApplicabilityPart, ...]
    impossible: tuple[ImpossiblePart, ...]
    sources: tuple[SourcePart, ...]
    rules: tuple[RulePart, ...]

    def to_json(self) -> str:
        """Return the compiled pack as JSON text: the same bytes for the same pack."""
        from mandate.serialization import to_json

        return to_json(self)
