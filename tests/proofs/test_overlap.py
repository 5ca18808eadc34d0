"""Rules that fire only where another does the same, and findings that meet, are caught."""

from __future__ import annotations

from pathlib import Path

from tests.helpers import fired, make_pack, rule
from tests.proofs.helpers import assessed, broken


def test_a_finding_that_another_rule_always_reaches_first_is_caught(tmp_path: Path) -> None:
    when = "{all: [{authority_type: none}, {levels_below_ceo: {at_least: 4}}]}"
    pack = make_pack(tmp_path / "pack", rule("narrow", "{concludes: powerless}", when))
    assert broken(pack, "matters").keys() == {"narrow"}
    found = broken(pack, "not-subsumed")
    assert found.keys() == {"narrow under powerless"}
    findings = assessed(found["narrow under powerless"].case, pack, tmp_path).findings
    assert [set(one.by) for one in findings] == [{"narrow", "powerless"}]


def test_the_same_points_counted_twice_are_caught_unless_the_pattern_says_so(
    tmp_path: Path,
) -> None:
    when = "{all: [{dedicated_budget: no}, {reports_to: cmo}]}"
    then = "{risk: {driver: resources, points: 3}}"
    twice = make_pack(tmp_path / "twice", rule("extra", then, when))
    breach = broken(twice, "not-subsumed")["extra under dedicated-budget"]
    points = fired(assessed(breach.case, twice, tmp_path))
    assert points["extra"] == points["dedicated-budget"] == 3
    absorbing = rule("extra", then, when, "absorbs: [dedicated-budget]\n")
    assert broken(make_pack(tmp_path / "pattern", absorbing), "not-subsumed") == {}


def test_findings_of_a_group_that_meet_are_caught(tmp_path: Path) -> None:
    findings = (
        "findings:\n"
        "  powerless: {title: Powerless, meaning: It is., one_of: power}\n"
        "  able: {title: Able, meaning: It is., one_of: power}\n"
        "  rich: {title: Rich, meaning: It is.}\n"
    )
    pack = make_pack(
        tmp_path / "pack",
        {"findings.yaml": findings},
        rule("able", "{concludes: [able, rich]}", "{authority_type: {at_least: influence_only}}"),
    )
    (breach,) = broken(pack, "exclusive").values()
    assert breach.about == "powerless and able"
    held = {one.id for one in assessed(breach.case, pack, tmp_path).findings}
    assert held >= {"powerless", "able"}
