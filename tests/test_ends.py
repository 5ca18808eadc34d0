"""The ends of the total over every way that open facts turn out."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mandate import Pack, load_pack
from mandate.ends import Shown, ends_of, ways_to
from mandate.library import assessor_of, case_from
from mandate.memory import Masks
from tests.helpers import changed, fact, make_pack, rule, vocabulary
from tests.promises.generated import known, pack_named, partial_case
from tests.test_bounds import BEST


def test_a_limit_gives_bounds_and_says_so() -> None:
    pack = load_pack("cx-leader")
    masks = assessor_of(pack).read(case_from({})).memory.masks
    whole, cut = ends_of(pack, masks), ends_of(pack, masks, limit=1)
    assert whole.low.is_exact
    assert not cut.low.is_exact
    assert cut.low.bound <= whole.low.bound
    assert cut.high.bound >= whole.high.bound


def shown(pack: Pack, *ways: Masks) -> Shown:
    return Shown(pack, assessor_of(pack).reasoner.infer, frozenset(), ways)


@pytest.mark.parametrize("name", ["tiny", "operators", "clean"])
@settings(deadline=None, max_examples=50)
@given(seed=st.integers(0, 2**32))
def test_the_total_shown_is_that_within_the_ends_by_whatever_ways_it_is_found(
    name: str, seed: int
) -> None:
    """Ways spare a search: those of another case may not change what it would find."""
    pack, random = pack_named(name), Random(seed)
    read = [known(pack, partial_case(pack, random)) for _ in range(2)]
    here, elsewhere = (one and one.memory.masks for one in read)
    assume(here is not None)
    assert here is not None
    total = assessor_of(pack).reasoner.infer(here).total
    ends = ends_of(pack, here)
    within = min(max(total, ends.low.bound), ends.high.bound)
    ways = ways_to(ends_of(pack, elsewhere)) if elsewhere else ()
    assert shown(pack).total(here, total) == within
    assert shown(pack, *ways, *ways_to(ends)).total(here, total) == within


def test_no_total_is_shown_of_facts_that_cannot_be_so() -> None:
    pack = pack_named("tiny")
    masks = list(pack.vocabulary.nothing_known)
    told = {"reports_to": "ceo", "levels_below_ceo": "3"}
    for name, value in told.items():
        (slot,) = pack.vocabulary.slots_of(name)
        masks[slot.position] = 1 << slot.labels.index(value)
    assert shown(pack).total(tuple(masks), 0) is None


def test_a_way_to_what_cannot_be_is_none(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack",
        vocabulary(fact("old"), fact("new")),
        rule("olds", "{risk: {driver: resources, by: old, points: {yes: -3, no: 3}}}"),
        changed(
            "pack.yaml",
            "impossible:\n",
            "impossible:\n  - {when: {all: [{old: yes}, {new: yes}]}, because: it cannot be}\n",
        ),
    )
    here, elsewhere = (
        assessor_of(pack).read(case_from({"facts": {**BEST, "new": new}})).memory.masks
        for new in ("yes", "no")
    )
    total, ends = assessor_of(pack).reasoner.infer(here).total, ends_of(pack, here)
    ways = ways_to(ends_of(pack, elsewhere))
    assert shown(pack, *ways).total(here, total) == ends.low.bound > total
