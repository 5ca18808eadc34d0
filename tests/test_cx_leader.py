"""The pack that ships: what is promised of it beyond what is promised of every pack."""

from __future__ import annotations

import re

import pytest

from mandate import load_pack
from mandate.conditions.nodes import FLAGS, Compare, Node, children_of, findings_read
from mandate.facts import GRADES, can_be_done
from mandate.library import assess
from mandate.pack.discover import shipped_folder
from tests.helpers import ROOT
from tests.spread import inferences

FOLDER = shipped_folder() / "cx-leader"
PACK = load_pack(FOLDER)  # by its path: with the examples
INFERENCES = inferences(load_pack("cx-leader"), 1500)


def test_scores_use_the_whole_range_and_are_not_piled_up_at_its_ends() -> None:
    scores = sorted(one.score for one in INFERENCES)
    ends = sum(score < 5 or score > 95 for score in scores)
    assert ends <= 0.12 * len(scores)
    assert scores[0] <= 5
    assert scores[-1] >= 80
    tenths = [sum(low <= score < low + 20 for score in scores) for low in range(0, 80, 20)]
    assert min(tenths) >= 0.08 * len(scores)


def test_every_band_is_reached_by_a_tenth_of_the_cases() -> None:
    for band in PACK.bands:
        assert sum(one.band == band.id for one in INFERENCES) >= 0.1 * len(INFERENCES), band.id


def test_the_reference_company_stands_at_the_base_rate() -> None:
    assessment = assess(FOLDER / "reference-company.yaml", PACK)
    assert assessment.total == pytest.approx(-2.69)
    assert assessment.score == 35
    assert assessment.facts_known == assessment.facts_total


def test_every_rule_fires_in_some_invented_or_shipped_case() -> None:
    fired = {firing.rule for one in INFERENCES for firing in one.firings}
    for path in (ROOT / "cases").rglob("*.yaml"):
        fired |= {firing.rule for firing in assess(path, PACK).firings}
    assert set(PACK.rules) - fired == set()


def test_every_finding_is_read_by_some_rule() -> None:
    read = frozenset().union(*(findings_read(rule.condition) for rule in PACK.rules.values()))
    assert set(PACK.findings) == read


def test_points_keep_to_the_rule_for_weights() -> None:
    for rule in PACK.rules.values():
        assert all(abs(points) in (1, 2, 3) for points in rule.possible_points if points), rule.id


def test_caps_keep_to_the_rule_for_weights() -> None:
    for driver in PACK.drivers.values():
        own = [rule.possible_points for rule in PACK.rules.values() if rule.driver == driver.id]
        worst = sum(max(0, *points) for points in own)
        best = sum(min(0, *points) for points in own)
        expected = min(16, round(worst * 2 / 3)), max(-12, round(best * 2 / 3))
        assert (driver.risk, driver.relief) == expected, driver.id


def test_every_fact_has_a_question_for_the_company_and_one_for_the_candidate() -> None:
    for fact in PACK.vocabulary.facts.values():
        assert "?" in fact.question, fact.id
        assert "?" in fact.candidate_question, fact.id
        assert fact.sources, fact.id


def _reads_flags_alone(node: Node) -> bool:
    """Return whether nothing that a condition reads can be open."""
    if isinstance(node, Compare):
        return node.operator in FLAGS
    children = children_of(node)
    return bool(children) and all(_reads_flags_alone(child) for child in children)


def test_every_rule_has_a_source_a_grade_and_three_examples() -> None:
    for rule in PACK.rules.values():
        assert rule.sources, rule.id
        assert rule.grade in GRADES
        given = {example.gives for example in rule.examples}
        assert len(rule.examples) >= 3, rule.id
        assert "fires" in given, rule.id
        if not _reads_flags_alone(rule.condition):
            assert "open" in given, rule.id
        if len(rule.possible_points) == 1:  # else every value may carry points
            assert "silent" in given, rule.id


STALE = {
    "offer": r"before (the search|advertising)",
    "in_post": r"before (the|your) (search|offer|start|brief)|advertising|first day|shortlist"
    r"|finalist|the panel|with the offer",
}


@pytest.mark.parametrize("stage", STALE)
def test_no_remedy_speaks_of_what_is_over_by_the_stage_at_which_it_is_offered(stage: str) -> None:
    offered = [
        remedy
        for rule in PACK.rules.values()
        for remedy in rule.remedies
        if can_be_done(remedy.stage, remedy.until, stage)
    ]
    assert len(offered) > 100
    assert [one.text for one in offered if re.search(STALE[stage], one.text)] == []
