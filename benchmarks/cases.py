"""Cases drawn at random from a pack's vocabulary, each in the form that each engine takes."""

from __future__ import annotations

import random
from typing import NamedTuple

from peers.plain import Fields, PlainPack

from mandate.case import Known, known
from mandate.case_record import CaseRecord
from mandate.errors import CaseError
from mandate.facts import Fact
from mandate.library import assessor_of, case_from
from mandate.pack.model import Pack

SEED = 20261122
OPEN_SHARE = 0.1
DISPUTED_SHARE = 0.005


class Sample(NamedTuple):
    """A case as a plain mapping, as read against the pack, as the record that is made of it for
    an assessment, and as a peer's fields."""

    mapping: dict[str, object]
    known: Known
    record: CaseRecord
    fields: Fields


def samples(plain: PlainPack, count: int, seed: int = SEED) -> list[Sample]:
    """Return *count* cases: every other one complete, the others with open facts."""
    draw = random.Random(seed)
    assessor = assessor_of(plain.pack)
    found: list[Sample] = []
    while len(found) < count:
        mapping = _mapping(draw, plain.pack, OPEN_SHARE if len(found) % 2 else 0.0)
        try:
            case = case_from(mapping)
            read, record = known(case, plain.pack), assessor.read(case)
        except CaseError:  # a combination that the pack calls impossible
            continue
        found.append(Sample(mapping, read, record, plain.fields_of(read.memory.masks)))
    return found


def _mapping(draw: random.Random, pack: Pack, open_share: float) -> dict[str, object]:
    facts: dict[str, object] = {}
    disputed: dict[str, object] = {}
    for fact in pack.vocabulary.facts.values():
        if fact.type == "checklist":
            facts[fact.id] = {
                level.id: draw.choice(fact.labels)
                for level in fact.levels
                if draw.random() >= open_share
            }
        elif draw.random() >= open_share:
            facts[fact.id] = _value(draw, fact, disputed)
    return {"facts": facts, "respondents": {"CFO": disputed}} if disputed else {"facts": facts}


def _value(draw: random.Random, fact: Fact, disputed: dict[str, object]) -> object:
    """Return a value; now and then one that is documented and that another respondent denies."""
    value = draw.choice(fact.labels)
    if draw.random() >= DISPUTED_SHARE:
        return value
    disputed[fact.id] = draw.choice([label for label in fact.labels if label != value])
    return {"value": value, "confidence": "documented"}
