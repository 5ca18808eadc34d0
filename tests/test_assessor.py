"""Firings to findings, points, total, score and band."""

from __future__ import annotations

import pickle
import threading
from pathlib import Path

import pytest

from mandate import Assessment, Pack, PackError, assess
from mandate.library import assessor_of
from mandate.scoring import score
from tests.helpers import assess_tiny, changed, fired, make_pack, rule

WORST = {
    "authority_type": "none",
    "levels_below_ceo": 4,
    "dedicated_budget": False,
}
BEST = {
    "authority_type": "line",
    "levels_below_ceo": 1,
    "dedicated_budget": True,
    "team_size": 20,
    "charter_elements": {"scope": True, "measures": True, "skills": True},
    "reports_to": "ceo",
}


def driver(assessment: Assessment, name: str) -> tuple[int, int]:
    (entry,) = [one for one in assessment.drivers if one.id == name]
    return entry.points, entry.uncapped


@pytest.mark.parametrize(
    ("total", "expected"),
    [(0, 50), (1000, 91), (-1000, 9), (300, 67), (-300, 33), (100_000, 100), (-100_000, 0)],
)
def test_the_score_is_100_over_one_plus_ten_to_the_minus_total_over_ten(
    total: int, expected: int
) -> None:
    assert score(total) == expected


def test_a_case_of_which_nothing_is_known_stands_at_the_base(tiny: Pack) -> None:
    assessment = assess_tiny(tiny)
    assert fired(assessment) == {}
    assert (assessment.total, assessment.base, assessment.scale) == (-3.0, -3.0, 0.5)
    assert (assessment.band, assessment.score) == ("moderate", 33)
    assert assessment.lifts == ()
    assert (assessment.facts_known, assessment.facts_total) == (0, 6)


def test_points_add_up_within_a_driver_and_are_scaled(tiny: Pack) -> None:
    assessment = assess_tiny(
        tiny, authority_type="influence_only", dedicated_budget=True, team_size=5
    )
    assert fired(assessment) == {"authority-type": 2, "dedicated-budget": -1, "small-team": 1}
    assert driver(assessment, "authority") == (2, 2)
    assert driver(assessment, "resources") == (0, 0)
    assert assessment.total == -3 + 0.5 * 2


def test_a_driver_is_clipped_to_its_caps(tiny: Pack) -> None:
    assessment = assess_tiny(tiny, **WORST)
    assert fired(assessment) == {
        "authority-type": 4,
        "dedicated-budget": 3,
        "powerless": 0,
        "figurehead": 3,
    }
    assert driver(assessment, "authority") == (6, 7)
    assert driver(assessment, "resources") == (3, 3)
    assert assessment.total == -3 + 0.5 * 9


def test_relief_is_clipped_to_its_cap(tmp_path: Path) -> None:
    better = changed("mandate/authority-type.yaml", "line: -2", "line: -9")
    assessment = assess_tiny(make_pack(tmp_path / "pack", better), authority_type="line")
    assert driver(assessment, "authority") == (-4, -9)


def test_what_is_shown_adds_up_to_the_total_exactly(tiny: Pack) -> None:
    for facts in (WORST, BEST, {}, {"authority_type": "none"}):
        assessment = assess_tiny(tiny, **facts)
        drivers = sum(entry.points for entry in assessment.drivers)
        lifts = sum(lift.points for lift in assessment.lifts)
        shown = assessment.base + assessment.scale * drivers + lifts
        assert round(shown * 100) == round(assessment.total * 100)


def test_a_floor_lifts_the_total_to_the_edge_of_its_band(tmp_path: Path) -> None:
    lower = changed("pack.yaml", "base: -3\n", "base: -9\n")
    assessment = assess_tiny(make_pack(tmp_path / "pack", lower), **WORST)
    assert [tuple(lift) for lift in assessment.lifts] == [("figurehead", "high", 5.0, ())]
    assert (assessment.total, assessment.band) == (0.5, "high")


def test_a_floor_below_the_total_lifts_nothing(tiny: Pack) -> None:
    assert assess_tiny(tiny, **WORST).lifts == ()


def test_a_floor_at_the_total_lifts_nothing(tmp_path: Path) -> None:
    exact = changed("pack.yaml", "base: -3\n", "base: -4\n")
    assessment = assess_tiny(make_pack(tmp_path / "pack", exact), **WORST)
    assert (assessment.total, assessment.band, assessment.lifts) == (0.5, "high", ())


def test_the_highest_of_several_floors_counts_and_the_first_rule_that_sets_it(
    tmp_path: Path,
) -> None:
    pack = make_pack(
        tmp_path / "pack",
        changed("pack.yaml", "base: -3\n", "base: -30\n"),
        rule("a-moderate", "{at_least_band: moderate}", "{dedicated_budget: no}"),
        rule("z-high", "{at_least_band: high}", "{dedicated_budget: no}"),
    )
    one = assess_tiny(pack, dedicated_budget=False)
    assert [(lift.by, lift.band) for lift in one.lifts] == [("z-high", "high")]
    both = assess_tiny(pack, **WORST)
    assert len(both.lifts) == 1
    assert both.total == 0.5


def test_a_floor_at_the_lowest_band_is_refused(tmp_path: Path) -> None:
    low = rule("low", "{at_least_band: low}", "{dedicated_budget: no}")
    with pytest.raises(PackError, match="a floor at 'low', the lowest band, has no effect"):
        make_pack(tmp_path / "pack", low)


def test_totals_beyond_what_a_float_holds_score_0_and_100() -> None:
    assert (score(-10_000_000), score(10_000_000)) == (0, 100)


def test_a_changed_copy_of_a_pack_is_assessed_as_changed(tiny: Pack) -> None:
    before = assess(WORST, tiny)
    assert assess(WORST, tiny._replace(base=tiny.base + 1000)).total == before.total + 10
    assert assess(WORST, tiny) == before


def test_a_pack_that_was_used_can_be_pickled(tiny: Pack) -> None:
    before = assess(WORST, tiny)
    assert assess(WORST, pickle.loads(pickle.dumps(tiny))) == before


def test_findings_name_every_rule_that_concluded_them(tmp_path: Path) -> None:
    also = rule("also-powerless", "{concludes: powerless}", "{dedicated_budget: no}")
    assessment = assess_tiny(make_pack(tmp_path / "pack", also), **WORST)
    assert [(one.id, one.by) for one in assessment.findings] == [
        ("powerless", ("also-powerless", "powerless"))
    ]
    (evidence,) = [
        one
        for firing in assessment.firings
        if firing.rule == "figurehead"
        for one in firing.evidence
        if not hasattr(one, "fact")
    ]
    assert evidence.by == ("also-powerless", "powerless")


def test_a_pattern_absorbs_its_parts_and_no_points_are_withdrawn(tiny: Pack) -> None:
    assessment = assess_tiny(tiny, **WORST)
    absorbed = {firing.rule: firing.absorbed_by for firing in assessment.firings}
    assert absorbed == {
        "authority-type": "figurehead",
        "dedicated-budget": "figurehead",
        "powerless": None,
        "figurehead": None,
    }


def test_a_pattern_that_does_not_fire_absorbs_nothing(tiny: Pack) -> None:
    assessment = assess_tiny(tiny, authority_type="none")
    assert [firing.absorbed_by for firing in assessment.firings] == [None]


def test_a_part_is_shown_under_the_pattern_with_most_points(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack",
        rule(
            "a-greater",
            "{risk: {driver: authority, points: 5}}",
            "{dedicated_budget: no}",
            "absorbs: [dedicated-budget]\n",
        ),
    )
    absorbed = {firing.rule: firing.absorbed_by for firing in assess_tiny(pack, **WORST).firings}
    assert absorbed["dedicated-budget"] == "a-greater"
    assert absorbed["authority-type"] == "figurehead"


def absorbers(tmp_path: Path, *patterns: tuple[str, str, str]) -> Pack:
    """Return the tiny pack with patterns over a reporting line, each with effect and parts."""
    return make_pack(
        tmp_path / "pack",
        *(
            rule(name, then, "{reports_to: cmo}", f"absorbs: {parts}\n")
            for name, then, parts in patterns
        ),
    )


RISK, RELIEF = (f"{{risk: {{driver: authority, points: {points}}}}}" for points in (2, -2))
FLOOR = "{at_least_band: high}"
FINDING = "{concludes: powerless}"


@pytest.mark.parametrize(
    ("effect", "budget", "shown_under"),
    [
        (RISK, False, "pattern"),
        (RISK, True, None),
        (RELIEF, False, None),
        (RELIEF, True, "pattern"),
        (FLOOR, False, "pattern"),
        (FLOOR, True, None),
        (FINDING, True, None),
    ],
    ids=[
        "a risk under a risk",
        "no strength under a risk",
        "no risk under a strength",
        "a strength under a strength",
        "a risk under a floor",
        "no strength under a floor",
        "no strength under a mere conclusion",
    ],
)
def test_a_pattern_absorbs_only_parts_on_its_own_side(
    effect: str, budget: bool, shown_under: str | None, tmp_path: Path
) -> None:
    pack = absorbers(tmp_path, ("pattern", effect, "[dedicated-budget]"))
    firings = assess_tiny(pack, reports_to="cmo", dedicated_budget=budget).firings
    absorbed = {firing.rule: firing.absorbed_by for firing in firings}
    assert absorbed["dedicated-budget"] == shown_under


@pytest.mark.parametrize("effect", [RISK, RELIEF, FLOOR])
def test_a_part_without_points_may_be_absorbed_by_either_side(effect: str, tmp_path: Path) -> None:
    pack = absorbers(tmp_path, ("pattern", effect, "[mere]"), ("mere", FINDING, "[]"))
    firings = assess_tiny(pack, reports_to="cmo", dedicated_budget=True).firings
    assert {firing.rule: firing.absorbed_by for firing in firings}["mere"] == "pattern"


def test_a_floor_is_not_absorbed_by_a_strength(tmp_path: Path) -> None:
    pack = absorbers(tmp_path, ("pattern", RELIEF, "[floor]"), ("floor", FLOOR, "[]"))
    firings = assess_tiny(pack, reports_to="cmo", dedicated_budget=True).firings
    assert {firing.rule: firing.absorbed_by for firing in firings}["floor"] is None


def test_a_greater_pattern_of_the_other_side_does_not_keep_a_part_from_its_own(
    tmp_path: Path,
) -> None:
    pack = absorbers(
        tmp_path,
        ("greater", RISK.replace("2", "9"), "[dedicated-budget]"),
        ("lesser", RELIEF, "[dedicated-budget]"),
    )
    firings = assess_tiny(pack, reports_to="cmo", dedicated_budget=True).firings
    assert {firing.rule: firing.absorbed_by for firing in firings}["dedicated-budget"] == "lesser"


def test_the_reason_holds_what_is_known_of_the_facts_it_names(tiny: Pack) -> None:
    reasons = {one.rule: one.because for one in assess_tiny(tiny, **WORST).firings}
    assert reasons["authority-type"] == (
        "The levers are none; other functions will put their own targets first."
    )
    assessment = assess_tiny(tiny, dedicated_budget=True, team_size={"between": [0, 5]})
    reasons = {one.rule: one.because for one in assessment.firings}
    assert reasons["small-team"] == "A team of 0 people or 5 people cannot use the budget."


def test_a_strength_says_its_strength_and_offers_no_remedy(tiny: Pack) -> None:
    (firing,) = assess_tiny(tiny, dedicated_budget=True).firings
    assert (firing.points, firing.because) == (-1, "Money is set aside.")
    assert firing.remedies == ()
    assert firing.expect == ""


def test_a_risk_says_its_reason_what_to_expect_and_what_to_do(tiny: Pack) -> None:
    firing = assess_tiny(tiny, **WORST).firings[-1]
    assert firing.because == "Neither power nor money stands behind the title."
    assert firing.expect == "The leader leaves early."
    assert [[tuple(cure) for cure in one.cures] for one in firing.remedies] == [
        [("dedicated_budget", "Dedicated budget", "yes", "yes")],
        [],
    ]


def test_firings_count_from_one_in_the_order_they_fired(tiny: Pack) -> None:
    firings = assess_tiny(tiny, **WORST).firings
    assert [firing.order for firing in firings] == [1, 2, 3, 4]


def test_the_headline_names_the_band(tiny: Pack) -> None:
    headline = assess_tiny(tiny, **WORST).headline
    assert headline == "The risk of nothing in particular is high"


def test_a_fact_that_does_not_apply_is_neither_open_nor_counted(tiny: Pack) -> None:
    assessment = assess_tiny(tiny, dedicated_budget=False)
    assert [one.fact for one in assessment.applies_not] == ["team_size"]
    assert "team_size" not in {one.fact for one in assessment.open}
    assert (assessment.facts_known, assessment.facts_total) == (1, 5)


def test_an_answer_to_a_fact_that_does_not_apply_is_not_counted_as_known(tiny: Pack) -> None:
    every = {**BEST, "dedicated_budget": False}
    assessment = assess_tiny(tiny, **every)
    assert assessment.facts_known <= assessment.facts_total


def test_open_facts_come_with_most_at_stake_first(tiny: Pack) -> None:
    opened = assess_tiny(tiny).open
    assert [(one.fact, one.at_stake) for one in opened] == sorted(
        ((one.fact, one.at_stake) for one in opened), key=lambda pair: (-pair[1], pair[0])
    )
    assert {one.fact for one in opened} == set(tiny.vocabulary.facts)


def test_open_items_of_a_checklist_are_named(tiny: Pack) -> None:
    (checklist,) = [
        one
        for one in assess_tiny(tiny, charter_elements={"scope": True}).open
        if one.fact == "charter_elements"
    ]
    assert checklist.items == ("measures", "skills")


def test_what_is_not_known_or_disputed_is_listed_with_who_said_it(tiny: Pack) -> None:
    respondents = {
        "ceo": {"reports_to": "ceo", "authority_type": "not_known"},
        "cfo": {"reports_to": "cmo"},
    }
    assessment = assess({"respondents": respondents}, tiny)
    assert [(one.fact, [who.by for who in one.by]) for one in assessment.not_known] == [
        ("authority_type", ["ceo"])
    ]
    (disputed,) = assessment.disputed
    assert (disputed.fact, disputed.settled) == ("reports_to", False)
    assert [(one.by, one.values) for one in disputed.by] == [("ceo", ("ceo",)), ("cfo", ("cmo",))]


def test_one_assessor_is_made_for_each_pack_and_kept(tiny: Pack) -> None:
    assert assessor_of(tiny) is assessor_of(tiny)


def test_threads_may_share_an_assessor(tiny: Pack) -> None:
    alone = [assess(facts, tiny).to_json() for facts in (WORST, BEST)]
    shared: list[list[str]] = []

    def work() -> None:
        shared.append([assess(facts, tiny).to_json() for facts in (WORST, BEST) for _ in range(5)])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shared == [[text for text in alone for _ in range(5)]] * 8


def test_cases_assessed_one_after_the_other_do_not_touch_each_other(tiny: Pack) -> None:
    first = assess_tiny(tiny, **WORST)
    assess_tiny(tiny, **BEST)
    assert assess_tiny(tiny, **WORST) == first
