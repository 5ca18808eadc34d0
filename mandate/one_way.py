"""Sensitivity: how far each fact by itself can move the score, everything else as it is known.

One fact is moved at a time (a one-way analysis; its chart, the widest bar first, is called a
tornado). What two facts do together is for the range and the advice to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from mandate.assessment import CaseReference, PackReference
from mandate.assessor import Assessor, reference_of
from mandate.case import Case
from mandate.case_record import CaseRecord
from mandate.facts import YES, Fact, codes
from mandate.levels import Level, Levels
from mandate.library import opened
from mandate.pack.model import Pack
from mandate.serialization import from_json, to_json
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


class Sensitivity(NamedTuple):
    """The swings of all facts that can move the total, the widest first, then by id.

    ``score``, ``total`` (decibans) and ``band`` are what the case comes to as it is known, as those
    of every level are: without the lift to the near end of the range that an assessment may add.
    ``still`` names the facts that move nothing by themselves.
    """

    schema: str
    pack: PackReference
    case: CaseReference
    score: int
    total: float
    band: str
    swings: tuple[Swing, ...]
    still: tuple[str, ...]

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
    now = assessor.reasoner.infer(masks)
    swings, still = [], []
    for fact in pack.vocabulary.facts.values():
        effects = tuple(_effect(one, fact, pack) for one in levels.of(fact, masks))
        if len({one.total for one in effects}) > 1 or any(
            one.total != now.total / 100 for one in effects
        ):
            swings.append(_swing(fact, effects, record, pack))
        else:
            still.append(fact.id)
    return Sensitivity(
        schema=SCHEMA_VERSION,
        pack=reference_of(pack),
        case=record.reference,
        score=now.score,
        total=now.total / 100,
        band=now.band,
        swings=tuple(sorted(swings, key=lambda one: (-one.swing, one.fact))),
        still=tuple(sorted(still)),
    )


def _swing(fact: Fact, effects: tuple[LevelEffect, ...], record: CaseRecord, pack: Pack) -> Swing:
    low = min(effects, key=lambda one: one.total)
    high = max(effects, key=lambda one: one.total)
    words = fact_words(fact, record.memory.masks, pack.vocabulary)
    swing = (round(high.total * 100) - round(low.total * 100)) / 100
    return Swing(fact.id, fact.title, words, low, high, swing, effects)


def _effect(level: Level, fact: Fact, pack: Pack) -> LevelEffect:
    inferred = level.inference
    slots = pack.vocabulary.slots_of(fact.id)
    if fact.type == "checklist":
        ticked = slots if level.values == YES else ()
        values = tuple(slot.item for slot in ticked)
        words = f"{len(ticked)} of {len(slots)}"
    else:
        values = tuple(slots[0].labels[code] for code in codes(level.values))
        words = slot_words(slots[0], level.values)
    return LevelEffect(values, words, inferred.score, inferred.total / 100, inferred.band)
