"""Sensitivity: how far each fact by itself can move the score, everything else as it is known.

One fact is moved at a time (a one-way analysis; its chart, the widest bar first, is called a
tornado). What two facts do together is for the range and the advice to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mandate.assessment import CaseReference, PackReference
from mandate.assessor import Assessor, reference_of
from mandate.case import Case
from mandate.case_record import CaseRecord
from mandate.ends import Shown, ends_of, later_slots, ways_to
from mandate.facts import YES, Fact, codes
from mandate.levels import Level, Levels
from mandate.library import opened
from mandate.pack.model import Pack
from mandate.scoring import score
from mandate.serialization import from_json, to_json
from mandate.tuples import NamedTuple
from mandate.wording import fact_words, slot_words

SCHEMA_VERSION = "1.0.0"


class LevelEffect(NamedTuple):
    """What the case would come to with the fact at some values that no rule tells apart; of a
    checklist, ``values`` are the items that would be ticked. ``total`` is in decibans."""

    values: tuple[str, ...]
    words: str
    score: int
    total: float
    band: str


class Swing(NamedTuple):
    """How far one fact moves the total: by ``swing`` decibans, over ``levels`` in their order.

    ``now`` is what is known of it. Levels that the other answers make impossible are left out.
    """

    fact: str
    title: str
    now: str
    low: LevelEffect
    high: LevelEffect
    swing: float
    levels: tuple[LevelEffect, ...]


class StillFact(NamedTuple):
    """A fact that moves nothing by itself."""

    fact: str
    title: str


class Sensitivity(NamedTuple):
    """The swings of all facts that can move the total, the widest first, then by id.

    ``score``, ``total`` (decibans) and ``band`` are those of an assessment of the case; ``still``
    are the facts that move nothing by themselves.
    """

    schema: str
    pack: PackReference
    case: CaseReference
    score: int
    total: float
    band: str
    swings: tuple[Swing, ...]
    still: tuple[StillFact, ...]

    def to_json(self) -> str:
        """Return the sensitivity as JSON text: the same bytes for the same sensitivity."""
        return to_json(self)

    @classmethod
    def from_json(cls, text: str) -> Sensitivity:
        """Return the sensitivity that JSON *text* holds; raises ValueError if it holds none."""
        return from_json(cls, text)


def sensitivity(
    case: Case | str | Path | Mapping[str, object], pack: Pack | str | Path | None = None
) -> Sensitivity:
    """Return how far each fact by itself moves the score of a case.

    *case* and *pack* are what ``mandate.assess`` takes; raises as it does.
    """
    assessor, record = opened(case, pack)
    return sensitivity_of(record, assessor)


def sensitivity_of(record: CaseRecord, assessor: Assessor) -> Sensitivity:
    """Return the sensitivity of a case that was read."""
    assessor, masks = assessor.adjusted(record), record.memory.masks
    pack = assessor.pack
    levels = Levels(pack, assessor.reasoner)
    later = later_slots(pack, record.open)
    ways = ways_to(ends_of(pack, masks, later))
    shown = Shown(pack, assessor.reasoner.infer, later, ways)
    now = shown.total(masks, assessor.reasoner.infer(masks).total)
    swings, still = [], []
    for fact in pack.vocabulary.facts.values():
        totals = [
            (one, shown.total(one.masks, one.inference.total)) for one in levels.of(fact, masks)
        ]
        effects = tuple(
            _effect(level, total, fact, pack) for level, total in totals if total is not None
        )
        if {total for _, total in totals} - {None, now}:
            swings.append(_swing(fact, effects, record, pack))
        else:
            still.append(StillFact(fact.id, fact.title))
    assert now is not None  # a case that was read can turn out in some way
    return Sensitivity(
        schema=SCHEMA_VERSION,
        pack=reference_of(pack),
        case=record.reference,
        score=score(now),
        total=now / 100,
        band=pack.band_of(now).id,
        swings=tuple(sorted(swings, key=lambda one: (-one.swing, one.fact))),
        still=tuple(sorted(still)),
    )


def _swing(fact: Fact, effects: tuple[LevelEffect, ...], record: CaseRecord, pack: Pack) -> Swing:
    low = min(effects, key=lambda one: one.total)
    high = max(effects, key=lambda one: one.total)
    words = fact_words(
        fact, record.memory.masks, pack.vocabulary, settled=record.memory.is_settled(fact.id)
    )
    swing = (round(high.total * 100) - round(low.total * 100)) / 100
    return Swing(fact.id, fact.title, words, low, high, swing, effects)


def _effect(level: Level, total: int, fact: Fact, pack: Pack) -> LevelEffect:
    slots = pack.vocabulary.slots_of(fact.id)
    if fact.type == "checklist":
        ticked = slots if level.values == YES else ()
        values = tuple(slot.item for slot in ticked)
        words = f"{len(ticked)} of {len(slots)}"
    else:
        values = tuple(slots[0].labels[code] for code in codes(level.values))
        words = slot_words(slots[0], level.values)
    return LevelEffect(values, words, score(total), total / 100, pack.band_of(total).id)
