"""Mutated weights: killed by a golden case or by a law, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack
from mandate.mutation.run import mutate
from mandate.pack.load import load_folder
from tests.helpers import TINY, copy_tiny
from tests.mutation.helpers import case_of, fate_of, mutated, subject

NEUTRAL = "{reports_to: cmo}"  # neither better nor worse than the others: no law speaks of it
FIRES = "facts: {reports_to: cmo}, gives: fires, points: 2"
FIXED = "{risk: {driver: authority, points: 2}}"
FLOOR = "{risk: {driver: authority, points: 2}, at_least_band: moderate}"
AT_CMO = {"reports_to": "cmo"}
BY_CHOICE = "{risk: {driver: authority, by: reports_to, points: {ceo: -1, cmo: 2, other: 0}}}"

WEIGHTS = {
    "points more": (FIXED, "points: 2 from points: 3 in subject", {"drivers": {"authority": 2}}),
    "points fewer": (FIXED, "points: 2 from points: 1 in subject", {"drivers": {"authority": 2}}),
    "points of the other sign": (FIXED, "points: 2 from points: -2 in subject", {"score": 39}),
    "a floor left out": (
        FLOOR,
        "at_least_band: moderate from no floor in subject",
        {"band": "moderate"},
    ),
    "a floor raised": (
        FLOOR,
        "at_least_band: moderate from at_least_band: high in subject",
        {"band": "moderate"},
    ),
}


@pytest.mark.parametrize("name", WEIGHTS)
def test_a_mutated_weight_survives_its_own_example_and_not_a_golden_case(
    name: str, tmp_path: Path
) -> None:
    then, says, expect = WEIGHTS[name]
    low = {"pack.yaml": _header("base: -3\n", "base: -8\n")} if "floor left" in name else {}
    pack = subject(tmp_path, NEUTRAL, FIRES, then=then, more=low)
    fate = fate_of(mutated(pack), says)
    assert (fate.fate, fate.sentence) == ("survived", f"no golden case or law tells {says}")
    golden = {"facts": AT_CMO, "expect": expect}
    fate = fate_of(mutated(pack, golden), says)
    assert fate.fate == "killed"
    assert fate.by.startswith("golden case: golden: ")


def _header(old: str, new: str) -> str:
    text = (TINY / "pack.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    return text.replace(old, new)


@pytest.mark.parametrize("points", [1, 3, -2])
def test_a_mutated_line_of_a_grading_is_told_by_the_points_of_its_driver(
    points: int, tmp_path: Path
) -> None:
    says = f"cmo: 2 from cmo: {points} in subject"
    pack = subject(tmp_path, "", FIRES, then=BY_CHOICE)
    fate = fate_of(mutated(pack), says)
    assert fate.fate == "survived"
    assert fate.test == (
        "{facts: {reports_to: cmo}, expect: {drivers: {authority: 2}, "
        "because: say here why that is right}}"
    )
    golden = {"facts": AT_CMO, "expect": {"drivers": {"authority": 2}}}
    assert fate_of(mutated(pack, golden), says).by == "golden case: golden: driver authority"


def test_a_grading_that_would_no_longer_tell_values_apart_is_no_mutant(tmp_path: Path) -> None:
    then = "{risk: {driver: resources, by: dedicated_budget, points: {no: 1, yes: -1}}}"
    pack = subject(tmp_path, "", "facts: {}, gives: open", then=then)
    says = [one.says for one in mutated(pack).fates if one.kind == "weight"]
    lines = [one.removesuffix(" in subject") for one in says]
    assert lines == [
        "no: 1 from no: 0",
        "no: 1 from no: 2",
        "yes: -1 from yes: -2",
        "yes: -1 from yes: 0",
    ]


def test_a_law_that_the_pack_breaks_anyhow_kills_nothing(tmp_path: Path) -> None:
    then = "{risk: {driver: authority, points: -2}}"
    when = "{charter_elements: {covers: {at_most: 1}}}"
    pack = subject(tmp_path, when, "facts: {}, gives: open", then=then)
    assert fate_of(mutated(pack), "points: -2 from points: -3 in subject").fate == "survived"


def test_each_survivor_gets_a_case_that_expects_what_it_breaks(tmp_path: Path) -> None:
    low = {"pack.yaml": _header("base: -3\n", "base: -8\n")}
    result = mutated(subject(tmp_path, NEUTRAL, FIRES, then=FLOOR, more=low))
    tests = [
        fate_of(result, says).test
        for says in (
            "points: 2 from points: 3 in subject",
            "points: 2 from points: 1 in subject",
            "at_least_band: moderate from no floor in subject",
        )
    ]
    assert "expect: {drivers: {authority: 2}" in tests[0]
    assert tests[1] == tests[0]
    assert "expect: {band: moderate" in tests[2]


def test_points_that_reward_what_is_worse_break_a_law(tmp_path: Path) -> None:
    when = "{charter_elements: {covers: {at_most: 1}}}"
    pack = subject(tmp_path, when, "facts: {}, gives: open", then=FIXED)
    fate = fate_of(mutated(pack), "points: 2 from points: -2 in subject")
    assert (fate.fate, fate.by) == ("killed", "law: a better mandate never looks worse")


def test_points_where_a_cure_leads_break_a_law() -> None:
    fate = fate_of(mutate(load_folder(TINY)), "process: 0 from process: 1 in authority-type")
    assert (fate.fate, fate.by) == ("killed", "law: a cure works")


@pytest.fixture(scope="module")
def whole() -> Pack:
    return load_folder(TINY)


CAPPED = {"authority_type": "none", "levels_below_ceo": "4", "dedicated_budget": "no"}
EDGE = {"authority_type": "none", "dedicated_budget": "no"}
OF_THE_PACK = {
    "risk: 6 from risk: 7 in the caps of authority": (CAPPED, {"drivers": {"authority": 6}}),
    "risk: 6 from risk: 5 in the caps of authority": (CAPPED, {"drivers": {"authority": 6}}),
    "base: -3 from base: -2": ({"authority_type": "process"}, {"score": 33}),
    "base: -3 from base: -4": ({"authority_type": "process"}, {"score": 33}),
    "scale: 0.5 from scale: 0.49": (EDGE, {"band": "high"}),
    "'from: -3' from 'from: -2' in the band moderate": ({}, {"band": "moderate"}),
    "'from: 0.5' from 'from: 1.5' in the band high": (EDGE, {"band": "high"}),
}


@pytest.mark.parametrize("says", OF_THE_PACK)
def test_what_no_rule_weighs_is_told_by_golden_cases_too(says: str, whole: Pack) -> None:
    facts, expect = OF_THE_PACK[says]
    assert fate_of(mutate(whole), says).fate == "survived"
    golden = case_of(whole, {"facts": facts, "expect": expect})
    assert fate_of(mutate(whole, [golden]), says).fate == "killed"


def test_a_cap_out_of_reach_of_all_points_is_equivalent(whole: Pack) -> None:
    fate = fate_of(mutate(whole), "relief: -4 from relief: -5 in the caps of authority")
    assert (fate.fate, fate.by) == ("equivalent", "the points of the driver never get that far")


def test_a_cap_that_the_points_may_reach_is_not(tmp_path: Path) -> None:
    """Of the risk that authority can add, 7, the cap takes 1; of its relief, 2, a cap of -2 takes
    nothing, and one of -1 would."""
    caps = _header("caps: {risk: 6, relief: -4}", "caps: {risk: 6, relief: -2}")
    result = mutate(load_folder(copy_tiny(tmp_path / "pack", {"pack.yaml": caps})))
    fates = {
        one.says: one.fate for one in result.fates if one.says.endswith("the caps of authority")
    }
    assert fates == {
        "risk: 6 from risk: 5 in the caps of authority": "survived",
        "risk: 6 from risk: 7 in the caps of authority": "survived",
        "relief: -2 from relief: -1 in the caps of authority": "survived",
        "relief: -2 from relief: -3 in the caps of authority": "equivalent",
    }


def test_a_cap_may_be_mutated_to_nothing_and_not_beyond(tmp_path: Path) -> None:
    caps = _header("caps: {risk: 6, relief: -4}", "caps: {risk: 1, relief: -1}")
    result = mutate(load_folder(copy_tiny(tmp_path / "pack", {"pack.yaml": caps})))
    told = {one.says for one in result.fates if one.says.endswith("the caps of authority")}
    assert {one.split(" in ")[0] for one in told} == {
        "risk: 1 from risk: 0",
        "risk: 1 from risk: 2",
        "relief: -1 from relief: 0",
        "relief: -1 from relief: -2",
    }


def test_a_case_that_does_not_cap_the_points_is_proposed(whole: Pack) -> None:
    fate = fate_of(mutate(whole), "points: 3 from points: 4 in figurehead")
    assert "authority_type: influence_only" in fate.test
    assert "expect: {drivers: {authority: 5}" in fate.test


def test_a_case_is_proposed_for_what_no_rule_weighs(whole: Pack) -> None:
    result = mutate(whole)
    left = [one for one in result.fates if one.place == "pack.yaml" and one.fate == "survived"]
    assert {one.operator for one in left if one.test} == {"band", "base", "cap", "scale"}
    assert {one.says for one in left if not one.test} <= set(result.undecided)
    fate = fate_of(result, "'from: -3' from 'from: -2' in the band moderate")
    assert fate.test.startswith("{facts: {}, expect: {band: moderate, ")


def test_a_case_is_proposed_for_a_floor_that_strengths_would_undercut(tmp_path: Path) -> None:
    high = FLOOR.replace("moderate", "high")
    fate = fate_of(
        mutated(subject(tmp_path, NEUTRAL, FIRES, then=high)),
        "at_least_band: high from at_least_band: moderate in subject",
    )
    assert "reports_to: cmo" in fate.test
    assert "expect: {band: high" in fate.test


def test_points_that_a_cap_always_takes_are_perhaps_equivalent(tmp_path: Path) -> None:
    caps = {"pack.yaml": _header("caps: {risk: 6, relief: -4}", "caps: {risk: 1, relief: -1}")}
    when = "{all: [{authority_type: none}, {reports_to: cmo}]}"
    fires = "facts: {authority_type: none, reports_to: cmo}, gives: fires"
    result = mutated(subject(tmp_path, when, fires, then=FIXED, more=caps))
    says = "points: 2 from points: 3 in subject"
    assert fate_of(result, says).test == ""
    assert says in result.undecided
