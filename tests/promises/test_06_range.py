"""Promise 6, and what promises 5 and 8 say of ranges.

"Narrowing what is possible of a fact, disputes unchanged, never widens the range; the total of
every completion lies in the range, and both ends are reached."
"Missing is not false: taking away all answers to a fact ... never narrows the range (a recorded
"not known" aside)."
"A better mandate never looks worse: improving a directed fact never raises the total of a complete
case, nor either end of the range of a partial one."
"""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mandate import load_pack
from mandate.ends import ends_of
from mandate.facts import NO, codes
from mandate.memory import Masks
from mandate.pack.model import Pack
from mandate.ranges.possible import is_possible
from tests.promises.generated import assessor, complete_case, known, pack_named, partial_case
from tests.ranges.by_hand import random_memory, totals

SMALL = ("tiny", "operators", "clean")
SEEDS = st.integers(0, 2**32)


def span(pack: Pack, masks: Masks) -> tuple[int, int]:
    ends = ends_of(pack, masks)
    assert ends.low.is_exact
    assert ends.high.is_exact
    return ends.low.bound, ends.high.bound


@pytest.mark.parametrize(
    ("name", "most", "tries"), [(one, 100, 60) for one in SMALL] + [("cx-leader", 30, 20)]
)
def test_every_completion_lies_in_the_range_and_both_ends_are_reached(
    name: str, most: int, tries: int
) -> None:
    pack = pack_named(name)

    @settings(max_examples=tries)
    @given(SEEDS)
    def holds(seed: int) -> None:
        masks, left_open = random_memory(pack, Random(seed), most)
        found = totals(pack, masks, left_open)
        assume(found)
        ends = ends_of(pack, masks, left_open)
        assert (ends.low.bound, ends.high.bound) == (min(found), max(found))
        assert (ends.low.reached, ends.high.reached) == (min(found), max(found))

    holds()


@pytest.mark.parametrize("name", [*SMALL, "cx-leader"])
def test_the_total_shown_is_that_on_what_is_known_or_else_the_near_end(name: str) -> None:
    pack = pack_named(name)
    assess = assessor(pack).assess
    lifted = 0

    @settings(max_examples=40)
    @given(SEEDS)
    def holds(seed: int) -> None:
        nonlocal lifted
        record = known(pack, partial_case(pack, Random(seed)))
        assume(record is not None)
        assert record is not None
        assessment = assess(record)
        total, span = round(assessment.total * 100), assessment.range
        known_total = assessor(pack).reasoner.infer(record.memory.masks).total
        low, high = round(span.low_total * 100), round(span.high_total * 100)
        assert total == min(max(known_total, low), high)
        near = [lift for lift in assessment.lifts if not lift.by]
        assert sum(round(lift.points * 100) for lift in near) == total - known_total
        assert all(lift.facts and lift.band == assessment.band for lift in near)
        lifted += len(near)

    holds()
    assert lifted or name != "operators"


@pytest.mark.parametrize("name", [*SMALL, "cx-leader"])
def test_narrowing_what_is_possible_never_widens_the_range(name: str) -> None:
    pack = pack_named(name)

    @settings(max_examples=15)
    @given(SEEDS)
    def holds(seed: int) -> None:
        random = Random(seed)
        record = known(pack, partial_case(pack, random))
        assume(record is not None)
        assert record is not None
        masks = record.memory.masks
        slots = [
            one for one in pack.vocabulary.slots if masks[one.position] & masks[one.position] - 1
        ]
        assume(slots)
        slot = random.choice(slots).position
        kept = random.sample(codes(masks[slot]), random.randrange(1, masks[slot].bit_count()))
        narrowed = (*masks[:slot], sum(1 << one for one in kept), *masks[slot + 1 :])
        assume(is_possible(pack, narrowed))
        (low, high), (least, most) = span(pack, masks), span(pack, narrowed)
        assert low <= least <= most <= high

    holds()


@pytest.mark.parametrize("name", [*SMALL, "cx-leader"])
def test_taking_away_all_answers_to_a_fact_never_narrows_the_range(name: str) -> None:
    pack = pack_named(name)

    @settings(max_examples=15)
    @given(SEEDS)
    def holds(seed: int) -> None:
        random = Random(seed)
        record = known(pack, partial_case(pack, random))
        assume(record is not None)
        assert record is not None
        masks = record.memory.masks
        fact = random.choice(list(pack.vocabulary.facts))
        vocabulary = pack.vocabulary
        flags = (vocabulary.unknown_flag(fact), vocabulary.disputed_flag(fact))
        assume(all(masks[flag] == NO for flag in flags))  # what was recorded of it goes as well
        forgotten = list(masks)
        for slot in vocabulary.slots_of(fact):
            forgotten[slot.position] = slot.full
        (low, high), (least, most) = span(pack, tuple(forgotten)), span(pack, masks)
        assert low <= least <= most <= high

    holds()


@settings(max_examples=15)
@given(SEEDS)
def test_an_improvement_raises_neither_end_of_a_range(seed: int) -> None:
    pack = load_pack("cx-leader")
    random = Random(seed)
    case = complete_case(pack, random)
    facts = case["facts"]
    assert isinstance(facts, dict)
    for name in random.sample(list(facts), random.randrange(len(facts) - 4)):
        del facts[name]
    directed = [
        name for name in facts if pack.fact(name).better and pack.fact(name).type != "checklist"
    ]
    assume(directed)
    name = random.choice(directed)
    fact = pack.fact(name)
    place = fact.labels.index(facts[name]) + fact.better
    assume(0 <= place < len(fact.labels))
    better = {**case, "facts": {**facts, name: fact.labels[place]}}
    read = [known(pack, one) for one in (case, better)]
    assume(None not in read)
    before, after = (span(pack, one.memory.masks) for one in read if one is not None)
    assert after[0] <= before[0]
    assert after[1] <= before[1]
