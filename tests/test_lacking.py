"""What keeps a rule from firing, and by how little."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mandate import Pack
from mandate.explainer import explain
from mandate.explanation import RuleExplanation
from tests.helpers import TINY, make_pack, rule
from tests.promises.generated import pack_named

OPERATORS = pack_named("operators")


def told(name: str, facts: Mapping[str, object], pack: Pack | Path = OPERATORS) -> RuleExplanation:
    """Return the explanation of a rule under some facts."""
    return explain({"facts": facts}, name, pack).rule(name)


def lacks(
    name: str, facts: Mapping[str, object], pack: Pack | Path = OPERATORS
) -> list[tuple[str, ...]]:
    """Return what a rule lacks: its truth, what it asks for, and how far off that is."""
    return [(one.truth, one.expected, one.distance) for one in told(name, facts, pack).lacking]


def test_a_rule_that_fires_lacks_nothing() -> None:
    fired = told("is-yes", {"flag": "yes"})
    assert (fired.outcome, fired.held, fired.lacking) == ("fires", 1, ())


def test_what_is_false_stands_before_what_is_unknown() -> None:
    facts = {"scale": "a", "number": 10, "other_flag": "yes"}
    assert lacks("nested-all", facts) == [
        ("false", "Fact number is above 20", "15"),
        ("unknown", "Fact flag is yes", ""),
    ]


def test_of_several_ways_the_one_that_lacks_least_is_told() -> None:
    facts = {"flag": "yes", "scale": "e", "other_flag": "no"}
    explained = told("nested-all", facts)
    assert explained.held == 2
    assert [one.expected for one in explained.lacking] == ["Fact reverse is below b"]


def test_the_distance_on_ordered_facts_is_told() -> None:
    assert lacks("at-least", {"scale": "b"})[0][2] == "2 levels"
    assert lacks("at-least", {"scale": "c"})[0][2] == "1 level"
    assert lacks("more-than", {"number": 20})[0][2] == "15"
    assert lacks("covers", {"items": {"rest": "no"}})[0][2] == "2 items"
    assert lacks("graded-items", {"items": {"w": "yes"}}) == [
        ("unknown", told("graded-items", {}).condition.expected, "")
    ]
    assert lacks("is-yes", {"flag": "no"})[0][2] == ""


def test_a_number_s_distance_counts_in_its_unit() -> None:
    facts = {"dedicated_budget": "yes", "team_size": 20}
    assert lacks("small-team", facts, TINY) == [
        ("false", "Team size is below 10 people", "15 people")
    ]


def test_a_finding_is_lacking_what_its_nearest_rule_lacks() -> None:
    facts = {"authority_type": "process", "levels_below_ceo": 4, "dedicated_budget": "no"}
    explained = told("figurehead", facts, TINY)
    assert [(one.rule, one.expected, one.distance) for one in explained.lacking] == [
        ("powerless", "Authority is at most influence only", "1 level")
    ]
    assert explained.held == 2


def test_a_condition_that_is_lacking_twice_counts_once(tmp_path: Path) -> None:
    when = "{all: [{finding: powerless}, {authority_type: {at_most: influence_only}}]}"
    then = "{risk: {driver: authority, points: 1}}"
    pack = make_pack(tmp_path / "pack", rule("twice", then, when))
    facts = {"authority_type": "line", "levels_below_ceo": 4}
    assert lacks("twice", facts, pack) == [
        ("false", "Authority is at most influence only", "2 levels")
    ]


def test_some_lacks_as_many_as_it_takes() -> None:
    assert len(lacks("some", {"flag": "no", "other_flag": "no"})) == 2
    assert len(lacks("some", {"flag": "yes", "other_flag": "no"})) == 1


def test_near_misses_stand_by_how_little_they_lack() -> None:
    facts = {"authority_type": "none", "levels_below_ceo": 1, "dedicated_budget": "no"}
    facts |= {"charter_elements": {"scope": "yes", "measures": "yes", "skills": "yes"}}
    explanation = explain({"facts": facts}, "", TINY)
    assert explanation.silent == ("figurehead", "powerless", "small-team")
    assert explanation.waiting == ()
    lacking = explanation.rule("figurehead").lacking
    assert [(one.truth, one.distance) for one in lacking] == [("false", "2 levels")]


def test_of_the_rules_that_conclude_a_finding_the_nearest_counts() -> None:
    lacking = told("mixed", {"flag": "yes"}).lacking
    assert {(one.rule, one.expected) for one in lacking} == {
        ("branching", "Fact months is 12"),
        ("mixed", "Fact nested is b"),
    }


def test_a_finding_that_holds_is_one_condition() -> None:
    facts = {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": "yes"}
    explained = told("figurehead", facts, TINY)
    assert (explained.held, len(explained.lacking)) == (1, 1)
