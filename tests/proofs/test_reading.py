"""Rules as formulas fire as the engine fires them, on complete cases and on partial ones."""

from __future__ import annotations

from random import Random

import pytest

from mandate import Pack, load_pack
from mandate.case import known
from mandate.errors import CaseError
from mandate.facts import NO, YES
from mandate.library import assessor_of, case_from
from mandate.memory import Masks
from mandate.proofs.complete import CompleteCases
from mandate.proofs.reading import Reading
from mandate.proofs.slots import slots_by_rule
from tests.helpers import TINY
from tests.promises.generated import partial_case

OPERATORS = load_pack(TINY.parent / "operators")
SHIPPED = load_pack("cx-leader")


def fired_by_formula(pack: Pack, masks: Masks) -> dict[str, int]:
    """Return the points of the rules that fire, where every formula is decided by the masks."""

    def possible(slot: int, value: int) -> bool:
        return bool(masks[slot] >> value & 1)

    reading = Reading(pack, possible, slots_by_rule(pack))
    fired = {}
    for rule in pack.rules:
        assert isinstance(reading.fires(rule), bool)
        points = [points for points, formula in reading.points(rule) if formula is True]
        assert len(points) <= 1
        assert reading.fires(rule) or not points
        if reading.fires(rule):
            fired[rule] = points[0] if points else 0
    return fired


def fired_by_engine(pack: Pack, masks: Masks) -> dict[str, int]:
    return {one.rule: one.points for one in assessor_of(pack).reasoner.infer(masks).firings}


@pytest.mark.parametrize("pack", [OPERATORS, SHIPPED], ids=lambda pack: pack.id)
def test_rules_fire_as_in_the_engine_on_partial_cases(pack: Pack) -> None:
    compared = 0
    for seed in range(150):
        try:
            masks = known(case_from(partial_case(pack, Random(seed))), pack).memory.masks
        except CaseError:  # what cannot be
            continue
        assert fired_by_formula(pack, masks) == fired_by_engine(pack, masks)
        compared += 1
    assert compared > 80


@pytest.mark.parametrize("pack", [OPERATORS, SHIPPED], ids=lambda pack: pack.id)
def test_values_of_one_class_are_all_one_to_the_engine(pack: Pack) -> None:
    classes = CompleteCases(pack).classes
    shared = 0
    for seed in range(100):
        random = Random(seed)
        slots = pack.vocabulary.slots
        flags = [random.choice((NO, YES)) for _ in range(len(slots), len(classes))]
        chosen = [random.randrange(len(slot.labels)) for slot in slots]
        like = [random.choice(_alike(classes[slot], value)) for slot, value in enumerate(chosen)]
        one, other = ((*(1 << value for value in each), *flags) for each in (chosen, like))
        assert fired_by_engine(pack, one) == fired_by_engine(pack, other)
        shared += one != other
    assert shared > 50


def _alike(classes: tuple[int, ...], value: int) -> list[int]:
    return [other for other, one in enumerate(classes) if one == classes[value]]


def test_a_rule_reads_what_it_reads_through_findings() -> None:
    tiny = load_pack(TINY)
    of = {slot.fact.id: slot.position for slot in tiny.vocabulary.slots}
    read = slots_by_rule(tiny)
    assert of["levels_below_ceo"] in read["figurehead"]
    assert of["reports_to"] not in read["figurehead"]
