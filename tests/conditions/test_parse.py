"""Conditions are read into nodes, with ``not`` pushed down to the comparisons."""

from __future__ import annotations

import pytest

from mandate import Pack
from mandate.conditions.nodes import (
    All,
    Any,
    Applies,
    Compare,
    Covers,
    FindingHolds,
    Same,
    Some,
    facts_read,
    findings_read,
)
from mandate.facts import codes
from tests.helpers import condition


def selected(pack: Pack, data: object) -> list[str]:
    """Return the values that one comparison selects."""
    node, faults = condition(pack, data)
    assert not faults
    while isinstance(node, Applies):
        node = node.child
    assert isinstance(node, Compare)
    labels = pack.fact(node.fact).labels
    return [labels[code] for code in codes(node.mask)]


def masks(node: All | Any) -> list[int]:
    """Return the masks of the comparisons that are joined."""
    found = []
    for child in node.children:
        assert isinstance(child, Compare)
        found.append(child.mask)
    return found


SCALE = "authority_type"


@pytest.mark.parametrize(
    ("operand", "values"),
    [
        ("process", ["process"]),
        ({"is": "process"}, ["process"]),
        ({"one_of": ["line", "none"]}, ["none", "line"]),
        ({"at_least": "process"}, ["process", "line"]),
        ({"at_most": "influence_only"}, ["none", "influence_only"]),
        ({"more_than": "process"}, ["line"]),
        ({"less_than": "process"}, ["none", "influence_only"]),
        ({"between": ["influence_only", "process"]}, ["influence_only", "process"]),
    ],
)
def test_each_operator_selects_its_values_and_not_selects_the_others(
    tiny: Pack, operand: object, values: list[str]
) -> None:
    others = [label for label in tiny.fact(SCALE).labels if label not in values]
    assert selected(tiny, {SCALE: operand}) == values
    assert selected(tiny, {"not": {SCALE: operand}}) == others
    assert selected(tiny, {"not": {"not": {SCALE: operand}}}) == values


@pytest.mark.parametrize(
    ("operand", "values"),
    [
        ({"at_least": 12}, ["15", "20", "25", "30", "35", "40", "45", "50"]),
        ({"less_than": 12}, ["0", "5", "10"]),
        ({"more_than": 45}, ["50"]),
        ({"at_most": 4}, ["0"]),
        ({"between": [7, 18]}, ["10", "15"]),
        (5, ["5"]),
        ({"one_of": [0, 50]}, ["0", "50"]),
    ],
)
def test_a_threshold_may_lie_between_two_steps(
    tiny: Pack, operand: object, values: list[str]
) -> None:
    assert selected(tiny, {"team_size": operand}) == values


def test_a_value_between_two_steps_is_refused(tiny: Pack) -> None:
    assert condition(tiny, {"team_size": 7})[1] == ["out-of-range"]


def test_not_turns_all_into_any_and_back(tiny: Pack) -> None:
    parts = [{"reports_to": "cmo"}, {"dedicated_budget": "no"}]
    assert isinstance(condition(tiny, {"all": parts})[0], All)
    assert isinstance(condition(tiny, {"any": parts})[0], Any)
    assert isinstance(condition(tiny, {"not": {"all": parts}})[0], Any)
    assert isinstance(condition(tiny, {"not": {"any": parts}})[0], All)


@pytest.mark.parametrize("at_least", [1, 2, 3])
def test_not_turns_some_into_some_of_the_opposites(tiny: Pack, at_least: int) -> None:
    of = [{"reports_to": "cmo"}, {"dedicated_budget": "no"}, {"authority_type": "none"}]
    node, _ = condition(tiny, {"not": {"some": {"at_least": at_least, "of": of}}})
    assert isinstance(node, Some)
    assert node.at_least == 4 - at_least
    assert all(isinstance(child, Compare) and child.negated for child in node.children)


def test_has_and_lacks_read_one_item_or_all_of_several(tiny: Pack) -> None:
    has, _ = condition(tiny, {"charter_elements": {"has": "scope"}})
    lacks, _ = condition(tiny, {"charter_elements": {"lacks": ["scope", "skills"]}})
    assert isinstance(has, Compare)
    assert (has.item, has.mask) == ("scope", 0b10)
    assert isinstance(lacks, All)
    assert masks(lacks) == [0b01, 0b01]


def test_not_has_several_is_lacks_any(tiny: Pack) -> None:
    node, _ = condition(tiny, {"not": {"charter_elements": {"has": ["scope", "skills"]}}})
    assert isinstance(node, Any)
    assert masks(node) == [0b01, 0b01]


@pytest.mark.parametrize(
    ("operand", "counts"),
    [
        ({"at_least": 2}, (2, 3)),
        ({"at_most": 1}, (0, 1)),
        ({"at_least": 1, "at_most": 2}, (1, 2)),
        ({"at_most": 0}, (0,)),
    ],
)
def test_covers_selects_numbers_of_items(
    tiny: Pack, operand: object, counts: tuple[int, ...]
) -> None:
    node, _ = condition(tiny, {"charter_elements": {"covers": operand}})
    negated, _ = condition(tiny, {"not": {"charter_elements": {"covers": operand}}})
    assert isinstance(node, Covers)
    assert isinstance(negated, Covers)
    assert codes(node.counts) == counts
    assert codes(negated.counts) == tuple(n for n in range(4) if n not in counts)


def test_a_fact_that_applies_conditionally_is_wrapped(tiny: Pack) -> None:
    node, _ = condition(tiny, {"not": {"team_size": 5}})
    assert isinstance(node, Applies)
    assert isinstance(node.child, Compare)
    assert node.child.negated
    assert facts_read(node) == {"team_size", "dedicated_budget"}


def test_two_facts_are_compared_value_by_value(tiny: Pack) -> None:
    mapped = {"same_as": "reports_to", "where": {"none": "other", "line": ["ceo", "cmo"]}}
    node, _ = condition(tiny, {"authority_type": mapped})
    _, faults = condition(tiny, {"authority_type": {**mapped, "differs_from": "x"}})
    assert isinstance(node, Same)
    assert node.partners == (0b100, 0, 0, 0b011)
    assert faults == ["unknown-key"]
    assert facts_read(node) == {"authority_type", "reports_to"}


def test_differs_from_is_not_same_as(tiny: Pack) -> None:
    where = {"where": {"none": "other"}}
    one, _ = condition(tiny, {"authority_type": {"differs_from": "reports_to", **where}})
    two, _ = condition(tiny, {"not": {"authority_type": {"same_as": "reports_to", **where}}})
    assert isinstance(one, Same)
    assert isinstance(two, Same)
    assert one[:-1] == two[:-1]
    assert one.partners == (0b011, 0b111, 0b111, 0b111)


def test_a_second_fact_that_applies_conditionally_is_wrapped_too(tiny: Pack) -> None:
    node, _ = condition(tiny, {"levels_below_ceo": {"same_as": "team_size"}})
    assert isinstance(node, Applies)
    assert node.fact == "team_size"


def test_unknown_and_disputed_read_their_flags(tiny: Pack) -> None:
    unknown, _ = condition(tiny, {"unknown": "reports_to"})
    disputed, _ = condition(tiny, {"not": {"disputed": "reports_to"}})
    assert isinstance(unknown, Compare)
    assert isinstance(disputed, Compare)
    assert (unknown.slot, unknown.mask) == (tiny.vocabulary.unknown_flag("reports_to"), 0b10)
    assert (disputed.slot, disputed.mask) == (tiny.vocabulary.disputed_flag("reports_to"), 0b01)


def test_findings_are_read_by_name(tiny: Pack) -> None:
    node, _ = condition(tiny, {"any": [{"finding": "powerless"}, {"reports_to": "cmo"}]})
    assert isinstance(node, Any)
    assert findings_read(node) == {"powerless"}
    assert isinstance(node.children[0], FindingHolds)


@pytest.mark.parametrize(
    "data",
    [
        {"not": {"finding": "powerless"}},
        {"not": {"all": [{"reports_to": "cmo"}, {"finding": "powerless"}]}},
        {"not": {"some": {"at_least": 1, "of": [{"finding": "powerless"}]}}},
    ],
)
def test_not_may_not_reach_a_finding(tiny: Pack, data: object) -> None:
    assert condition(tiny, data) == (None, ["not-finding"])


def test_not_may_not_reach_what_is_not_known(tiny: Pack) -> None:
    assert condition(tiny, {"not": {"unknown": "reports_to"}}) == (None, ["not-unknown"])
    assert condition(tiny, {"not": {"not": {"unknown": "reports_to"}}})[1] == []


def test_not_twice_may_reach_a_finding(tiny: Pack) -> None:
    node, faults = condition(tiny, {"not": {"not": {"finding": "powerless"}}})
    assert isinstance(node, FindingHolds)
    assert faults == []


@pytest.mark.parametrize(
    ("data", "codes_"),
    [
        ("authority_type", ["condition"]),
        ([], ["condition"]),
        ({}, ["condition"]),
        ({"all": []}, ["condition"]),
        ({"all": {"reports_to": "cmo"}}, ["list"]),
        ({"any": "cmo"}, ["list"]),
        ({"not": [{"reports_to": "cmo"}]}, ["condition"]),
        ({"some": {"at_least": 0, "of": [{"reports_to": "cmo"}]}}, ["some"]),
        ({"some": [{"reports_to": "cmo"}]}, ["mapping"]),
        ({"finding": "powerful"}, ["unknown-finding"]),
        ({"unknown": "report_to"}, ["unknown-fact"]),
        ({"reports_to": {}}, ["comparison"]),
        ({"reports_to": {"between": ["ceo", "cmo"]}}, ["operator"]),
        ({"reports_to": {"one_of": ["ceo", "cmo", "other"]}}, ["constant"]),
        ({"dedicated_budget": {"one_of": "no"}}, ["list"]),
        ({"dedicated_budget": {"at_least": "yes"}}, ["operator"]),
        ({"levels_below_ceo": {"between": [1, 6]}}, ["constant"]),
        ({"levels_below_ceo": {"between": [2]}}, ["between"]),
        ({"charter_elements": {"covers": 2}}, ["mapping"]),
        ({"charter_elements": {"same_as": "reports_to"}}, ["comparison"]),
    ],
)
def test_what_is_no_condition_is_refused_once(tiny: Pack, data: object, codes_: list[str]) -> None:
    _, faults = condition(tiny, data)
    assert faults == codes_


@pytest.mark.parametrize(
    "data",
    [
        {"authority_type": {"one_of": []}},
        {"charter_elements": {"has": []}},
        {"charter_elements": {"lacks": []}},
        {"authority_type": {"between": []}},
    ],
)
def test_an_operator_without_operands_is_refused(tiny: Pack, data: object) -> None:
    assert condition(tiny, data)[1] != []


def test_all_faults_of_a_condition_are_reported_together(tiny: Pack) -> None:
    parts = [{"report_to": "cmo"}, {"reports_to": "cmoo"}, {"finding": "x"}, {"not": {"y": "z"}}]
    _, faults = condition(tiny, {"all": parts})
    assert faults == ["unknown-fact", "unknown-level", "unknown-finding", "unknown-fact"]
