"""Promise 4: "The explanation is the verdict: base, contributions, caps and lifts shown add up to
the total exactly; the root of every explanation equals the engine's answer."
"""

import json
from fractions import Fraction

from hypothesis import given

from mandate.assessment import Assessment, FactEvidence
from mandate.conditions.nodes import facts_read
from mandate.pack.model import Pack
from mandate.report import selection
from tests.promises.generated import Data, assessor, cases, keeping, known, pack_named


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


def _facts_below(assessment: Assessment, rule: str) -> set[str]:
    """Return the facts that the explanation of a firing ends in."""
    (firing,) = [one for one in assessment.firings if one.rule == rule]
    facts: set[str] = set()
    for evidence in firing.evidence:
        if isinstance(evidence, FactEvidence):
            facts.add(evidence.fact)
        else:
            facts = facts.union(*(_facts_below(assessment, one) for one in evidence.by))
    return facts


def _check_explained(name: str, data: Data) -> None:
    """Check that what an explanation names is enough to make its rule fire again."""
    pack = pack_named(name)
    case = known(pack, data)
    assert case is not None
    assessment = assessor(pack).assess(case)
    for firing in assessment.firings:
        named = _facts_below(assessment, firing.rule)
        for fact in list(named):  # and what makes those facts apply
            named |= _facts_it_rests_on(pack, fact)
        again = known(pack, keeping(data, named))
        assert again is not None
        assert firing.rule in {one.rule for one in assessor(pack).reasoner.fire(again.memory.masks)}


def _facts_it_rests_on(pack: Pack, fact: str) -> set[str]:
    condition = pack.applies.get(fact)
    facts = facts_read(condition) if condition else set()
    return set(facts).union(*(_facts_it_rests_on(pack, one) for one in facts))


@given(cases(pack_named("operators")))
def test_what_an_explanation_names_is_enough_to_fire_its_rule(data: Data) -> None:
    _check_explained("operators", data)


@given(cases(pack_named("cx-leader")))
def test_so_it_is_enough_in_the_shipped_pack(data: Data) -> None:
    _check_explained("cx-leader", data)


@given(cases(pack_named("cx-leader")))
def test_reports_show_every_point_of_every_driver(data: Data) -> None:
    case = known(pack_named("cx-leader"), data)
    assert case is not None
    assessment = assessor(pack_named("cx-leader")).assess(case)
    heads = [*selection.reasons(assessment), *selection.strengths(assessment)]
    assert sum(effect for _, effect in heads) == sum(one.uncapped for one in assessment.drivers)
    shown = [head.rule for head, _ in heads] + [
        one.rule for one in selection.conclusions(assessment)
    ]
    below = [one.rule for head, _ in heads for one in selection.parts(assessment, head)]
    assert sorted(shown + below) == sorted(firing.rule for firing in assessment.firings)
