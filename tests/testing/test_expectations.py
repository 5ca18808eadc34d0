"""Examples and golden cases: what holds, what does not, and what a failure says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from mandate import Pack
from mandate.library import case_from, load_case
from mandate.pack.load import load_folder
from mandate.testing.expectations import Check, example_checks, golden_checks
from mandate.testing.mismatch import MismatchError
from tests.helpers import TINY, changed, copy_tiny

FACTS = {"authority_type": "none", "levels_below_ceo": "4", "dedicated_budget": "no"}


def failures(folder: Path, rule: str) -> dict[str, MismatchError]:
    """Return how the examples of one rule fail, by name."""
    pack = load_folder(folder, run=False)
    return _run(example_checks(pack, pack.rules[rule]))


def golden(pack: Pack, facts: object = FACTS, **expect: object) -> dict[str, MismatchError | None]:
    """Return how what a golden case expects fails, by name; None where it holds."""
    data = {"facts": facts, "expect": {"because": "It is so.", **expect}}
    checks = list(golden_checks(pack, case_from(data)))
    failed = _run(checks)
    return {check.name: failed.get(check.name) for check in checks}


def _run(checks: Iterable[Check]) -> dict[str, MismatchError]:
    found = {check.name: _failure(check) for check in checks}
    return {name: failed for name, failed in found.items() if failed}


def _failure(check: Check) -> MismatchError | None:
    try:
        assert check.run() == 1
    except MismatchError as mismatch:
        return mismatch
    return None


def test_every_example_of_a_sound_pack_holds() -> None:
    pack = load_folder(TINY)
    for rule in pack.rules.values():
        checks = list(example_checks(pack, rule))
        assert [check.name for check in checks] == [one.name for one in rule.examples]
        assert not _run(checks)


def test_an_example_that_does_not_hold_is_told_where_it_stands(tmp_path: Path) -> None:
    wrong = changed(
        "mandate/figurehead.yaml",
        "dedicated_budget: yes}, gives: silent",
        "dedicated_budget: yes}, gives: fires",
    )
    (failed,) = failures(copy_tiny(tmp_path, wrong), "figurehead").values()
    assert (failed.expected, failed.actual) == ("fires", "silent")
    assert failed.location is not None
    assert str(failed.location) == f"{tmp_path}/mandate/figurehead.yaml:20:5"
    assert failed.rules == ("figurehead",)
    assert failed.cases[0]["facts"] == {**FACTS, "dedicated_budget": "yes"}


def test_points_that_an_example_does_not_get_are_told(tmp_path: Path) -> None:
    wrong = changed(
        "money/dedicated-budget.yaml",
        "points: -1}\n  - {name: nobody",
        "points: 2}\n  - {name: nobody",
    )
    (failed,) = failures(copy_tiny(tmp_path, wrong), "dedicated-budget").values()
    assert (failed.expected, failed.actual) == ("fires with +2", "fires with -1")


def test_an_example_that_cannot_be_is_told(tmp_path: Path) -> None:
    wrong = changed(
        "mandate/powerless.yaml",
        "{name: far from the top, facts: {authority_type: none,",
        "{name: far from the top, facts: {reports_to: ceo, authority_type: none,",
    )
    (failed,) = failures(copy_tiny(tmp_path, wrong), "powerless").values()
    assert failed.actual.startswith("they cannot: someone who reports to the CEO")


def test_what_a_golden_case_expects_holds(tiny: Pack) -> None:
    held = golden(
        tiny,
        {**FACTS, "reports_to": "cmo"},
        band="high",
        fires=["figurehead", "powerless"],
        silent=["small-team"],
        findings=["powerless"],
        drivers={"authority": 6, "resources": 3},
        score=59,
    )
    assert held == dict.fromkeys(
        [
            "band high",
            "fires figurehead",
            "fires powerless",
            "silent small-team",
            "score 59",
            "finding powerless",
            "driver authority +6",
            "driver resources +3",
        ]
    )


def test_a_rule_that_is_open_is_not_silent(tiny: Pack) -> None:
    (failed,) = golden(tiny, {"dedicated_budget": "yes"}, silent=["small-team"]).values()
    assert failed is not None
    assert (failed.expected, failed.actual) == ("silent", "open")


def test_a_band_that_is_not_reached_is_told_with_what_the_total_is_made_of(tiny: Pack) -> None:
    (failed,) = golden(tiny, band="low").values()
    assert failed is not None
    assert failed.actual == "high, on a total of 1.5 (authority +6, resources +3)"


def test_another_score_is_told_with_what_the_total_is_made_of(tiny: Pack) -> None:
    (failed,) = golden(tiny, score=58).values()
    assert failed is not None
    assert failed.expected == "58"
    assert failed.actual == "59, on a total of 1.5 (authority +6, resources +3)"


def test_other_points_of_a_driver_are_told_with_the_rules_and_the_cap(tiny: Pack) -> None:
    (failed,) = golden(tiny, {**FACTS, "reports_to": "cmo"}, drivers={"authority": 7}).values()
    assert failed is not None
    assert failed.expected == "authority +7"
    told = "authority +6, capped from +7 (authority-type +4, figurehead +3)"
    assert failed.actual == told
    assert failed.cases[0]["facts"] == FACTS
    (failed,) = golden(tiny, {}, drivers={"resources": 1}).values()
    assert failed is not None
    assert failed.actual == "resources +0 (no rule fires)"


def test_a_band_that_a_floor_lifts_to_names_the_rule(tiny: Pack) -> None:
    facts = {**FACTS, "authority_type": "influence_only", "dedicated_budget": "no"}
    (failed,) = golden(tiny, facts, band="low").values()
    assert failed is not None
    assert failed.rules == ()
    pack = tiny._replace(base=-900, derived={})
    (failed,) = golden(pack, facts, band="low").values()
    assert failed is not None
    assert failed.rules == ("figurehead",)


def test_a_finding_that_nothing_concludes_is_told_with_its_rules(tiny: Pack) -> None:
    (failed,) = golden(tiny, {"authority_type": "line"}, findings=["powerless"]).values()
    assert failed is not None
    assert failed.actual == "nothing concludes it: powerless is silent"


def test_a_failure_shows_the_facts_behind_the_rule_and_no_others(tiny: Pack) -> None:
    facts = {**FACTS, "reports_to": "other", "team_size": "5"}
    (failed,) = golden(tiny, facts, silent=["powerless"]).values()
    assert failed is not None
    assert failed.cases[0]["facts"] == {"authority_type": "none", "levels_below_ceo": "4"}


@pytest.mark.parametrize(
    ("expect", "message"),
    [
        ({"band": "lo"}, "the pack has no band 'lo'"),
        ({"fires": ["figurhead"]}, "the pack has no rule 'figurhead'"),
        ({"silent": ["figurhead"]}, "did you mean 'figurehead'?"),
        ({"findings": ["weak"]}, "the pack has no finding 'weak'"),
        ({"drivers": {"authorty": 6}}, "did you mean 'authority'?"),
    ],
)
def test_a_name_that_the_pack_does_not_have_is_told(
    tiny: Pack, expect: dict[str, object], message: str
) -> None:
    (failed,) = golden(tiny, **expect).values()
    assert failed is not None
    assert message in failed.actual


def test_a_golden_case_that_cannot_be_used_is_one_failure(tiny: Pack) -> None:
    (failed,) = golden(tiny, {"authority": "none"}, band="low").values()
    assert failed is not None
    assert "the pack has no fact 'authority'" in failed.actual


def test_a_case_that_expects_nothing_has_no_checks(tiny: Pack) -> None:
    assert list(golden_checks(tiny, case_from({"facts": FACTS}))) == []


def test_an_expectation_that_cannot_be_read_is_a_failure(tiny: Pack, tmp_path: Path) -> None:
    data = {"facts": FACTS, "expect": "high"}
    (check,) = golden_checks(tiny, case_from(data))
    with pytest.raises(MismatchError, match="expected an expectation, found 'high'"):
        check.run()


def test_every_worked_example_expects_something_and_says_why() -> None:
    for path in (TINY.parents[2] / "cases" / "examples").glob("*.yaml"):
        expect = load_case(path).expect
        assert expect is not None, path
        assert expect.because
