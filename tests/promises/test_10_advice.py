"""Promise 10: "The advice is the cheapest: no set of allowed steps that costs less reaches the
target band."
"""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mandate import advise, assess, load_case
from mandate.facts import STAGES
from mandate.library import assessor_of
from mandate.pack.model import Pack
from tests.advice.by_hand import cheapest
from tests.helpers import ROOT
from tests.promises.generated import complete_case, known, pack_named, partial_case

EARLY = ("appointment_route", "brief_candour", "peers_in_hiring_loop", "search_support")
"""Facts of the shipped pack of which some steps can be taken at the first stages alone."""


def reach(pack: Pack, to: str) -> int:
    """Return the highest total in a band, in hundredths of a deciban."""
    names = [band.id for band in pack.bands]
    start = pack.bands[names.index(to) + 1].start
    assert start is not None
    return start - 1


@pytest.mark.parametrize(("name", "tries"), [("tiny", 25), ("clean", 25), ("operators", 10)])
@pytest.mark.parametrize("most", [None, 1])
def test_no_set_of_steps_that_costs_less_reaches_the_band(
    name: str, tries: int, most: int | None
) -> None:
    pack = pack_named(name)

    @settings(max_examples=tries)
    @given(st.integers(0, 2**32))
    def holds(seed: int) -> None:
        random = Random(seed)
        stage = random.choice(STAGES)
        case = {**partial_case(pack, random), "stage": stage}
        record = known(pack, case)
        assume(record is not None)
        assert record is not None
        to = random.choice([band.id for band in pack.bands[:-1]])
        assume(assess(case, pack).total * 100 > reach(pack, to))
        best = cheapest(pack, record.memory, reach(pack, to), most, stage=stage)
        advice = advise(case, to, pack, max_changes=most)
        assert advice.cost == best
        assert advice.proved
        assert advice.outcome == ("unreachable" if best is None else "reachable")
        assert all(one.cost == best for one in advice.sets)

    holds()


def test_no_cheaper_set_of_a_few_steps_does_in_the_shipped_pack() -> None:
    pack = pack_named("cx-leader")

    @settings(max_examples=6)
    @given(st.integers(0, 2**32))
    def holds(seed: int) -> None:
        random = Random(seed)
        stage = random.choice(STAGES)
        record = known(pack, {**complete_case(pack, random), "stage": stage})
        assume(record is not None)
        assert record is not None
        changeable = [one.id for one in pack.vocabulary.facts.values() if one.steps]
        scales = [one for one in changeable if pack.fact(one).type != "checklist"]
        free = sorted({*random.sample(scales, 5), random.choice(EARLY)})
        keep = [name for name in pack.vocabulary.facts if name not in free]
        now = assessor_of(pack).reasoner.infer(record.memory.masks)
        to = random.choice([band.id for band in pack.bands[:-1]])
        assume(now.total > reach(pack, to))
        best = cheapest(pack, record.memory, reach(pack, to), None, free, stage)
        advice = advise(record.data, to, pack, keep=keep)
        assert (advice.cost, advice.proved) == (best, True)

    holds()


def test_what_is_advised_reaches_the_band_when_it_is_assessed() -> None:
    pack = pack_named("cx-leader")
    case = load_case(ROOT / "cases" / "examples" / "larkmere-telecom.yaml")
    data = json.loads(assess(case, pack).to_json())["receipt"]["case"]
    advice = advise(case, "high", pack)
    assert advice.proved
    for found in advice.sets:
        facts = dict(data["facts"])
        for step in found.steps:
            if step.item:
                before = facts[step.fact]
                facts[step.fact] = {**before.get("value", before), step.item: "yes"}
            else:
                facts[step.fact] = step.value
        assessment = assess({**data, "facts": facts}, pack)
        assert (assessment.total, assessment.band) == (found.total, "high")
