"""The pairs of cases that laws are tried on are cases, and improvements."""

from __future__ import annotations

import pytest

from mandate import Pack
from mandate.facts import Slot
from mandate.memory import Masks
from mandate.mutation.pairs import CURES, MONOTONE, Pair, Pairs
from mandate.pack.inference import can_be
from mandate.pack.load import load_folder
from tests.helpers import ROOT


@pytest.fixture(scope="module")
def leader() -> Pack:
    return load_folder(ROOT / "rules/cx-leader")


def _made(pack: Pack, every: int) -> list[Pair]:
    pairs = Pairs(pack)
    return [pair for rule in list(pack.rules.values())[::every] for pair in pairs.of(rule)]


@pytest.mark.parametrize(("name", "every"), [("tiny", 1), ("leader", 10)])
def test_every_pair_is_two_complete_cases_that_can_be(
    name: str, every: int, request: pytest.FixtureRequest
) -> None:
    pack = request.getfixturevalue(name)
    pairs = _made(pack, every)
    assert {pair.law for pair in pairs} == {CURES, MONOTONE}
    for masks in {masks for pair in pairs for masks in pair[1:]}:
        slots = range(len(pack.vocabulary.slots))
        assert all(masks[slot].bit_count() == 1 for slot in slots)
        assert can_be(pack, masks)


@pytest.mark.parametrize(("name", "every"), [("tiny", 1), ("leader", 10)])
def test_every_step_is_an_improvement(
    name: str, every: int, request: pytest.FixtureRequest
) -> None:
    pack = request.getfixturevalue(name)
    for law, before, after in _made(pack, every):
        if law == MONOTONE:
            changed = [one for one in pack.vocabulary.slots if _at(before, one) != _at(after, one)]
            assert changed
            for slot in changed:
                gained = after[slot.position] > before[slot.position]
                assert gained == (slot.fact.better > 0)
                assert slot.fact.better


def _at(masks: Masks, slot: Slot) -> int:
    return masks[slot.position]
