"""Cases made from a pack: they can be, they reach the rules' boundaries, and they shrink."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from mandate import CaseError, Pack, assess, load_pack
from mandate.conditions.evaluate import Truth
from mandate.testing.judging import verdicts_on
from mandate.testing.mismatch import Data
from mandate.testing.steps import answered, facts_of
from mandate.testing.strategies import (
    can_be,
    cases,
    improved_cases,
    improvements,
    partial_cases,
)
from tests.promises.generated import pack_named

OPERATORS = pack_named("operators")
SHIPPED = load_pack("cx-leader")


def sample(strategy: st.SearchStrategy[Any], count: int = 100) -> list[Any]:
    """Return what a strategy generates, the same in every run."""
    found: list[Any] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(one: Any) -> None:
        found.append(one)

    collect()
    return found


@pytest.mark.parametrize("make", [cases, partial_cases])
@pytest.mark.parametrize("pack", [OPERATORS, SHIPPED], ids=["operators", "cx-leader"])
def test_every_case_can_be_and_is_read(make: Callable[[Pack], Any], pack: Pack) -> None:
    for case in sample(make(pack), 50):
        assert can_be(pack, case)
        assess(case, pack)


def test_a_case_that_cannot_be_is_told(tiny: Pack) -> None:
    facts = {"reports_to": "ceo", "levels_below_ceo": "4"}
    assert not can_be(tiny, {"facts": facts})
    assert can_be(tiny, {"facts": {**facts, "levels_below_ceo": "2"}})
    with pytest.raises(CaseError, match="out-of-range"):
        can_be(tiny, {"facts": {**facts, "levels_below_ceo": "9"}})


def test_a_complete_case_answers_every_fact_and_each_item() -> None:
    for case in sample(cases(OPERATORS), 20):
        assert list(facts_of(case)) == list(OPERATORS.vocabulary.facts)
        for name, value in facts_of(case).items():
            fact = OPERATORS.fact(name)
            wanted = {item.id for item in fact.levels} if fact.type == "checklist" else None
            assert (set(value) if isinstance(value, dict) else None) == wanted


def test_every_rule_that_needs_no_dispute_is_seen_both_to_fire_and_to_be_silent() -> None:
    seen: set[tuple[str, Truth]] = set()
    for case in sample(cases(SHIPPED), 200):
        seen |= {(name, one.truth) for name, one in verdicts_on(SHIPPED, case).items()}
    never = [name for name in SHIPPED.rules if (name, Truth.TRUE) not in seen]
    assert len(never) <= 0.05 * len(SHIPPED.rules), never


def test_conjunctions_are_satisfied_but_for_one_conjunct(tiny: Pack) -> None:
    missed: set[int] = set()
    for case in sample(cases(tiny), 200):
        children = verdicts_on(tiny, case)["figurehead"].children
        false = [n for n, one in enumerate(children) if one.truth is Truth.FALSE]
        missed |= set(false) if len(false) == 1 else set()
    assert missed == {0, 1}


def test_numbers_stand_on_both_sides_of_the_thresholds_that_rules_read(tiny: Pack) -> None:
    sizes = [facts_of(case)["team_size"] for case in sample(cases(tiny), 200)]
    beside = sum(size in ("5", "10") for size in sizes)
    assert beside > len(sizes) / 2
    assert set(sizes) > {"5", "10"}


def test_partial_cases_have_every_kind_of_not_knowing() -> None:
    found = sample(partial_cases(OPERATORS), 200)
    answers = [value for case in found for value in facts_of(case).values()]
    assert "not_known" in answers
    for key in ("one_of", "between", "confidence"):
        assert any(isinstance(value, dict) and key in value for value in answers), key
    assert any(assess(case, OPERATORS).disputed for case in found)
    assert any(len(answered(case)) < len(OPERATORS.vocabulary.facts) / 2 for case in found)


def test_a_partial_case_shrinks_to_the_one_answer_that_matters(tiny: Pack) -> None:
    def fires(case: Data) -> bool:
        return "dedicated-budget" in {one.rule for one in assess(case, tiny).firings}

    least = find(partial_cases(tiny), fires, settings=settings(database=None, derandomize=True))
    assert answered(least) == ["dedicated_budget"]


def test_an_improvement_is_one_step_of_one_fact(tiny: Pack) -> None:
    for before, after in sample(improved_cases(tiny)):
        old, new = facts_of(before), facts_of(after)
        (name,) = (one for one in old if old[one] != new[one])
        was, now = old[name], new[name]
        if name == "charter_elements":
            assert isinstance(was, dict)
            assert isinstance(now, dict)
            assert sum(was[item] != now[item] for item in was) == 1
        else:
            fact = tiny.fact(name)
            step = fact.labels.index(now) - fact.labels.index(was)
            assert step == fact.better != 0


def test_improvements_pass_a_threshold_that_a_rule_reads(tiny: Pack) -> None:
    case = sample(cases(tiny), 1)[0]
    case = {**case, "facts": {**facts_of(case), "reports_to": "other", "team_size": "5"}}
    assert {after["facts"]["team_size"] for _, after in sample(improvements(case, tiny))} <= {
        "5",
        "10",
    }
    far = {**case, "facts": {**facts_of(case), "team_size": "30"}}
    assert {after["facts"]["team_size"] for _, after in sample(improvements(far, tiny))} == {"30"}


def test_a_case_that_cannot_be_better_has_no_improvements(tiny: Pack) -> None:
    assert improvements({"facts": {"reports_to": "ceo"}}, tiny).is_empty
