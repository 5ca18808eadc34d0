"""A question that can change the band no more is never asked, and each that is asked can.

Judged against every completion of the other facts, tried one by one.
"""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandate import Pack
from mandate.ends import ends_of
from mandate.facts import codes
from mandate.library import assessor_of
from mandate.memory import Masks
from mandate.questions.relevance import Relevance
from mandate.ranges.parts import parts_of
from mandate.ranges.possible import is_possible
from tests.promises.generated import pack_named
from tests.ranges.by_hand import completions, random_memory

SEEDS = st.integers(0, 2**32)


def can_change_the_band(pack: Pack, masks: Masks, left_open: frozenset[int], own: set[int]) -> bool:
    """Return whether some completion of the other slots leaves two answers in different bands."""
    infer = assessor_of(pack).reasoner.infer
    bands: dict[Masks, set[str]] = {}
    for one in completions(pack, masks, left_open):
        others = tuple(mask for slot, mask in enumerate(one) if slot not in own)
        bands.setdefault(others, set()).add(infer(one).band)
    return any(len(found) > 1 for found in bands.values())


def questions(pack: Pack, masks: Masks, left_open: frozenset[int]) -> list[tuple[int, ...]]:
    """Return the open slots of each fact."""
    asked = [
        tuple(
            slot.position
            for slot in pack.vocabulary.slots_of(fact)
            if masks[slot.position] & (masks[slot.position] - 1) and slot.position not in left_open
        )
        for fact in pack.vocabulary.facts
    ]
    return [slots for slots in asked if slots]


@pytest.mark.parametrize(
    ("name", "most", "tries"),
    [("tiny", 100, 60), ("operators", 100, 60), ("clean", 100, 40), ("cx-leader", 30, 25)],
)
@pytest.mark.parametrize("walks", [True, False])
def test_a_question_is_asked_if_and_only_if_it_can_change_the_band(
    name: str, most: int, tries: int, walks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = pack_named(name)
    if not walks:  # the search has to find the witnesses then
        monkeypatch.setattr(Relevance, "_pool", lambda self: [])

    @settings(max_examples=tries, deadline=None, derandomize=True)
    @given(SEEDS)
    def holds(seed: int) -> None:
        masks, left_open = random_memory(pack, Random(seed), most)
        if not is_possible(pack, masks):
            return
        parts = parts_of(pack)
        try:
            ends = ends_of(pack, masks, left_open)
        except ValueError:
            return
        judge = Relevance(parts, parts.domains(masks, left_open), ends)
        for slots in questions(pack, masks, left_open):
            expected = can_change_the_band(pack, masks, left_open, set(slots))
            assert judge.matters(slots) is expected, slots

    holds()


def test_in_the_shipped_pack_no_limit_is_hit() -> None:
    pack = pack_named("cx-leader")
    random, parts = Random(5), parts_of(pack)
    for share in (0.0, 0.3, 0.6, 0.8, 0.9):
        masks = list(pack.vocabulary.nothing_known)
        for slot in pack.vocabulary.slots:
            if random.random() < share:
                masks[slot.position] = 1 << random.choice(codes(slot.full))
        known = tuple(masks)
        if not is_possible(pack, known):
            continue
        judge = Relevance(parts, parts.domains(known, frozenset()), ends_of(pack, known))
        assert None not in {judge.matters(one) for one in questions(pack, known, frozenset())}
