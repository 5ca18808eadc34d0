"""Promise 4: "The explanation is the verdict: base, contributions, caps and lifts shown add up to
the total exactly; the root of every explanation equals the engine's answer."
"""

import json
from fractions import Fraction

from hypothesis import given

from mandate.conditions.evaluate import Truth
from mandate.pack.inference import judge
from tests.promises.generated import Data, assessor, cases, known, pack_named


def _check_adds_up(name: str, data: Data) -> None:
    case = known(pack_named(name), data)
    assert case is not None
    shown = json.loads(assessor(pack_named(name)).assess(case).to_json(), parse_float=Fraction)
    drivers = 0
    for driver in shown["drivers"]:
        contributions = [one["points"] for one in shown["firings"] if one["driver"] == driver["id"]]
        assert driver["uncapped"] == sum(contributions)
        caps = driver["caps"]
        assert driver["points"] == max(caps["relief"], min(caps["risk"], driver["uncapped"]))
        drivers += driver["points"]
    lifts = sum((Fraction(lift["points"]) for lift in shown["lifts"]), Fraction(0))
    total = Fraction(shown["base"]) + Fraction(shown["scale"]) * drivers + lifts
    assert total == Fraction(shown["total"])
    starts = [band for band in shown["bands"] if band["start"] is None or band["start"] <= total]
    assert starts[-1]["id"] == shown["band"]
    assert shown["score"] == round(100 / (1 + 10 ** (-float(total) / 10)))


@given(cases(pack_named("operators")))
def test_what_is_shown_adds_up_to_the_total_exactly(data: Data) -> None:
    _check_adds_up("operators", data)


@given(cases(pack_named("tiny")))
def test_with_caps_and_floors_it_adds_up(data: Data) -> None:
    _check_adds_up("tiny", data)


@given(cases(pack_named("cx-leader")))
def test_in_the_shipped_pack_it_adds_up(data: Data) -> None:
    _check_adds_up("cx-leader", data)


@given(cases(pack_named("cx-leader")))
def test_the_root_of_every_explanation_is_the_engines_answer(data: Data) -> None:
    pack = pack_named("cx-leader")
    case = known(pack, data)
    assert case is not None
    fired = {one.rule for one in assessor(pack).fire(case.memory.masks)}
    verdicts = judge(pack.rules.values(), case.memory.masks)
    assert fired == {name for name, verdict in verdicts.items() if verdict.truth is Truth.TRUE}
