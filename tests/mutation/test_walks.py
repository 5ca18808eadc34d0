"""The cases a weight is tried on: all of them can be, and the one that tells it is cut down."""

from __future__ import annotations

from itertools import pairwise

from mandate import Pack
from mandate.mutation.judged import added_up, judged
from mandate.mutation.walks import cut_down, walks
from mandate.pack.inference import can_be
from mandate.proofs.witness import answers_of


def test_every_step_can_be_and_answers_more_than_the_one_before(tiny: Pack) -> None:
    start = tiny.vocabulary.nothing_known
    found = list(walks(tiny, start))
    assert found == list(walks(tiny, start))
    assert found[0] == start
    assert all(can_be(tiny, masks) for masks in found)
    open_slots = [sum(mask & (mask - 1) > 0 for mask in masks) for masks in found]
    ends = [n for n, left in enumerate(open_slots[1:], 1) if left > open_slots[n - 1]]
    assert len(ends) == 11  # six orders, for the worse and for the better
    assert all(
        left < before for n, (before, left) in enumerate(pairwise(open_slots), 1) if n not in ends
    )


def test_the_walks_lead_to_both_ends(tiny: Pack) -> None:
    totals = [
        added_up(judged(tiny, masks), tiny).total
        for masks in walks(tiny, tiny.vocabulary.nothing_known)
    ]
    assert min(totals) < totals[0] < max(totals)


def test_what_a_case_tells_without_is_cut_from_it(tiny: Pack) -> None:
    def tells(masks: tuple[int, ...]) -> bool:
        return added_up(judged(tiny, masks), tiny).band == "high"

    found = next(one for one in walks(tiny, tiny.vocabulary.nothing_known) if tells(one))
    short = cut_down(tiny, found, tells)
    assert tells(short)
    facts, _ = answers_of(tiny, short)
    for name in facts:
        slots = {slot.position for slot in tiny.vocabulary.slots_of(name)}
        without = tuple(
            tiny.vocabulary.nothing_known[n] if n in slots else mask for n, mask in enumerate(short)
        )
        assert not tells(without)
