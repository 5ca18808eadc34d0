"""Promise 8 on packs that break it: the case is shown, and the engine confirms it."""

from __future__ import annotations

from pathlib import Path

from mandate import load_pack
from tests.helpers import TINY, changed, fact, make_pack, rule, vocabulary
from tests.proofs.helpers import assessed, broken, law, verdicts, verified

RISK = "{risk: {driver: authority, points: 3}}"
MONEY = "{dedicated_budget: yes}"
FEW = "{dedicated_budget: no}"


def test_a_penalty_for_an_improvement_is_caught(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack", rule("extra", "{risk: {driver: authority, points: 6}}", MONEY)
    )
    breach = broken(pack, "monotone")["dedicated_budget: no to yes"]
    before, after = (assessed(case, pack, tmp_path) for case in (breach.case, breach.after))
    assert after.total > before.total
    assert f"the total rises from {before.total:.2f} to {after.total:.2f}" in breach.message
    assert "dedicated-budget +3 to -1" in breach.message
    assert "extra silent to +6" in breach.message
    assert "dedicated_budget: 'no'" in breach.case
    assert "dedicated_budget: 'yes'" in breach.after
    # with money 6 too many and without it 3, no total is left in the lowest band either
    assert verdicts(verified(pack)).keys() == {"monotone", "cures", "bands"}


def test_a_penalty_that_only_shows_where_a_cap_holds_is_caught(tmp_path: Path) -> None:
    small = rule("extra", "{risk: {driver: authority, points: 1}}", MONEY)
    assert broken(make_pack(tmp_path / "one", small), "monotone") == {}
    large = rule("large", "{risk: {driver: resources, points: 5}}", "{reports_to: other}")
    pack = make_pack(tmp_path / "two", small, large)
    (breach,) = broken(pack, "monotone").values()
    before, after = (assessed(case, pack, tmp_path) for case in (breach.case, breach.after))
    assert after.total == before.total + 0.5
    capped = next(driver for driver in before.drivers if driver.id == "resources")
    assert capped.points < capped.uncapped


def test_a_floor_that_an_improvement_brings_is_caught(tmp_path: Path) -> None:
    when = "{all: [{dedicated_budget: yes}, {team_size: {at_least: 40}}]}"
    pack = make_pack(tmp_path / "pack", rule("extra", "{at_least_band: high}", when))
    found = broken(pack, "monotone")
    assert "team_size: 0 to 5" not in found
    breach = found["team_size: 35 to 40"]
    assert [one.by for one in assessed(breach.case, pack, tmp_path).lifts] == []
    assert [one.by for one in assessed(breach.after, pack, tmp_path).lifts] == ["extra"]


def test_an_item_of_a_checklist_that_raises_the_total_is_caught(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", rule("extra", RISK, "{charter_elements: {has: scope}}"))
    (about,) = broken(pack, "monotone")
    assert about == "charter_elements.scope: no to yes"


def test_what_a_finding_carries_on_is_followed(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack",
        changed("findings.yaml", "findings:", "findings:\n  rich: {title: Rich, meaning: It is.}"),
        rule("rich", "{concludes: rich}", MONEY),
        rule("extra", "{risk: {driver: authority, points: 6}}", "{finding: rich}"),
    )
    assert "dedicated_budget: no to yes" in broken(pack, "monotone")


def test_disputed_and_not_known_are_tried_both_ways(tmp_path: Path) -> None:
    silent = {"gives: open": "gives: silent"}

    def said(name: str, when: str) -> dict[str, str]:
        text = rule(name, "{risk: {driver: authority, points: 9}}", when)
        return {path: one.replace(*next(iter(silent.items()))) for path, one in text.items()}

    pack = make_pack(
        tmp_path / "pack",
        said("torn", "{all: [{disputed: reports_to}, {dedicated_budget: yes}]}"),
        said("blind", "{unknown: levels_below_ceo}"),
        changed("pack.yaml", "risk: 6", "risk: 16"),
    )
    assert law(verified(pack), "fires").breaches == ()
    breach = broken(pack, "monotone")["dedicated_budget: no to yes"]
    after = assessed(breach.after, pack, tmp_path)
    assert [one.fact for one in after.disputed] == ["reports_to"]
    assert after.total > assessed(breach.case, pack, tmp_path).total


def test_a_fact_that_is_not_known_is_written_so_and_its_value_told(tmp_path: Path) -> None:
    when = "{all: [{unknown: reports_to}, {dedicated_budget: yes}]}"
    text = rule("blind", "{risk: {driver: authority, points: 6}}", when)
    silent = {name: one.replace("gives: open", "gives: silent") for name, one in text.items()}
    pack = make_pack(tmp_path / "pack", silent)
    breach = broken(pack, "monotone")["dedicated_budget: no to yes"]
    assert "reports_to: not_known" in breach.case
    assert "where what is not known turns out reports_to: " in breach.message
    before, after = (assessed(case, pack, tmp_path) for case in (breach.case, breach.after))
    assert after.total > before.total


def test_a_case_that_can_be_written_whole_is_preferred(tmp_path: Path) -> None:
    # seven more answers that could be "not known", each of them enough
    several = ", ".join(f"{{unknown: {name}}}" for name in load_pack(TINY).vocabulary.facts)
    when = f"{{all: [{{dedicated_budget: yes}}, {{any: [{several}, {{team_size: 50}}]}}]}}"
    text = rule("blind", "{risk: {driver: authority, points: 6}}", when)
    silent = {name: one.replace("gives: open", "gives: silent") for name, one in text.items()}
    silent = {name: one.replace("facts: {}", f"facts: {FEW}") for name, one in silent.items()}
    pack = make_pack(tmp_path / "pack", silent)
    breach = broken(pack, "monotone")["dedicated_budget: no to yes"]
    assert "not_known" not in breach.case
    assert "team_size: '50'" in breach.case


def test_steps_that_nothing_tells_apart_are_one(tmp_path: Path) -> None:
    months = fact("months", type="number", min="0", max="1000", better="higher")
    late = rule("late", RISK, "{months: {less_than: 300}}")
    pack = make_pack(tmp_path / "pack", vocabulary(months), late)
    assert law(verified(pack), "monotone").statements == 9 + 1
    here_and_there = rule("late", RISK, "{months: {one_of: [100, 300, 500]}}")
    pack = make_pack(tmp_path / "more", vocabulary(months), here_and_there)
    assert law(verified(pack), "monotone").statements == 9 + 2  # into one of them, and out of it
    wrong = make_pack(
        tmp_path / "wrong", vocabulary(months), rule("late", RISK, "{months: {at_least: 300}}")
    )
    assert broken(wrong, "monotone").keys() == {"months: 299 to 300"}
