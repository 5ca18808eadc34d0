"""The range of a case, as the assessment has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Assessment, CaseError, Pack, assess, load_pack
from tests.helpers import TINY, changed, fact, make_pack, rule, vocabulary

BEST: dict[str, object] = {
    "reports_to": "ceo",
    "dedicated_budget": "yes",
    "authority_type": "line",
    "levels_below_ceo": "1",
    "charter_elements": {"scope": "yes", "measures": "yes", "skills": "yes"},
    "team_size": "10",
}


@pytest.fixture(scope="module")
def tiny() -> Pack:
    return load_pack(TINY)


def told(pack: Pack, **facts: object) -> Assessment:
    return assess({"facts": facts, "title": "A case", "stage": "in_post"}, pack)


def test_a_complete_case_has_one_score_and_is_decided(tiny: Pack) -> None:
    assessment = told(tiny, **BEST)
    span = assessment.range
    assert (span.low, span.high) == (assessment.score, assessment.score)
    assert span.low_total == span.high_total == assessment.total
    assert span.bands == (assessment.band,)
    assert span.decided
    assert span.exact
    assert (span.lowest, span.highest, span.would_settle) == ((), (), ())
    assert assessment.range_with_shortlist is None


def test_the_completions_shown_reach_the_ends(tiny: Pack) -> None:
    span = told(tiny, reports_to="ceo").range
    assert not span.decided
    for end, total in ((span.lowest, span.low_total), (span.highest, span.high_total)):
        facts: dict[str, object] = {"reports_to": "ceo"}
        for one in end:
            if one.item:
                items = facts.setdefault(one.fact, {})
                assert isinstance(items, dict)
                items[one.item] = one.value
            else:
                facts[one.fact] = one.value
        assert told(tiny, **facts).total == total


def test_a_combination_that_cannot_be_is_no_completion(tiny: Pack) -> None:
    span = told(tiny, reports_to="ceo").range
    for end in (span.lowest, span.highest):
        (levels,) = (one.value for one in end if one.fact == "levels_below_ceo")
        assert int(levels) < 3


def test_not_known_is_evidence_that_every_completion_keeps(tmp_path: Path) -> None:
    then = "{risk: {driver: resources, points: 4}}"
    written = rule("budget-unknown", then, "{unknown: dedicated_budget}")
    silent = {name: text.replace("gives: open", "gives: silent") for name, text in written.items()}
    pack = make_pack(tmp_path / "pack", silent)
    asked = told(pack, **{**BEST, "dedicated_budget": "not_known"})
    nobody_asked = {name: value for name, value in BEST.items() if name != "dedicated_budget"}
    assert asked.range.low > told(pack, **nobody_asked).range.low


def test_a_dispute_stays_in_every_completion(tmp_path: Path) -> None:
    then = "{risk: {driver: resources, points: 4}}"
    written = rule("budget-disputed", then, "{disputed: dedicated_budget}")
    silent = {name: text.replace("gives: open", "gives: silent") for name, text in written.items()}
    pack = make_pack(tmp_path / "pack", silent)
    facts = {name: value for name, value in BEST.items() if name != "dedicated_budget"}
    said = {"ceo": {"dedicated_budget": "yes"}, "cfo": {"dedicated_budget": "no"}}
    disputed = assess({"title": "A case", "facts": facts, "respondents": said}, pack)
    assert disputed.range.low_total == told(pack, **BEST).total + 2
    (assumed,) = disputed.range.lowest
    assert assumed == ("dedicated_budget", "", "yes")


def test_facts_of_a_later_stage_stay_out_of_the_range_that_decides(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack",
        vocabulary(fact("candidate_fits", stage="offer")),
        rule("misfit", "{risk: {driver: resources, points: 3}}", "{candidate_fits: no}"),
    )
    searching = assess({"title": "A case", "stage": "search", "facts": BEST}, pack)
    assert searching.range.decided
    assert searching.range.low_total == searching.range.high_total == searching.total
    assert searching.range_with_shortlist is not None
    assert searching.range_with_shortlist.high_total == searching.total + 1.5
    offering = assess({"title": "A case", "stage": "offer", "facts": BEST}, pack)
    assert offering.range_with_shortlist is None
    assert offering.range.high_total == searching.range_with_shortlist.high_total


def test_a_total_that_every_completion_lies_beyond_is_lifted_to_the_near_end(
    tmp_path: Path,
) -> None:
    pack = make_pack(
        tmp_path / "pack",
        vocabulary(fact("rival", type="choice", levels="{old: Old, new: New}")),
        rule("rivals", "{risk: {driver: resources, by: rival, points: {old: 2, new: 4}}}"),
    )
    assessment = told(pack, **BEST)
    (lift,) = assessment.lifts
    assert (lift.by, lift.facts, lift.points) == ("", ("rival",), 1.0)
    assert assessment.total == assessment.range.low_total
    drivers = sum(driver.points for driver in assessment.drivers)
    assert assessment.total == assessment.base + assessment.scale * drivers + lift.points
    assert assessment.band in assessment.range.bands


def test_a_total_above_the_range_is_lowered_to_it(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack",
        vocabulary(fact("rival", type="choice", levels="{old: Old, new: New}")),
        rule("rivals", "{risk: {driver: authority, by: rival, points: {old: -1, new: -2}}}"),
    )
    best = {**BEST, "authority_type": "none"}
    assessment = told(pack, **best)
    (lift,) = assessment.lifts
    assert (lift.by, lift.facts, lift.points) == ("", ("rival",), -0.5)
    assert assessment.total == assessment.range.high_total


def test_the_answers_that_move_the_total_most_come_first(tiny: Pack) -> None:
    span = told(tiny).range
    assert span.would_settle
    assert set(span.would_settle) <= set(tiny.vocabulary.facts)
    totals = {}
    for name in span.would_settle:
        labels = tiny.fact(name).labels
        if tiny.fact(name).type != "checklist":
            each = [told(tiny, **{name: label}).total for label in labels]
            totals[name] = max(each) - min(each)
    assert list(totals.values()) == sorted(totals.values(), reverse=True)


def test_open_answers_that_cannot_be_together_are_refused(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack",
        changed(
            "pack.yaml",
            "impossible:\n",
            "impossible:\n"
            "  - {when: {all: [{reports_to: cmo}, {dedicated_budget: no}]}, because: a}\n"
            "  - {when: {all: [{reports_to: other}, {dedicated_budget: no}]}, because: b}\n",
        ),
    )
    facts = {"reports_to": {"one_of": ["cmo", "other"]}, "dedicated_budget": "no"}
    with pytest.raises(CaseError, match="whatever the open facts turn out to be"):
        told(pack, **facts)
