"""Truth is Kleene's: a comparison is open unless every possible value agrees."""

from __future__ import annotations

from itertools import product

import pytest

from mandate import Pack
from mandate.conditions.evaluate import Truth, evaluate, possible_counts, support
from mandate.conditions.nodes import Compare
from tests.helpers import FALSE, OPEN, TRUE, condition, known, truth

A, B, C = "reports_to", "dedicated_budget", "authority_type"
PARTS = [{A: "cmo"}, {B: "no"}, {C: "none"}]
SAID: list[dict[Truth, dict[str, object]]] = [
    {TRUE: {A: "cmo"}, FALSE: {A: "ceo"}, OPEN: {}},
    {TRUE: {B: "no"}, FALSE: {B: "yes"}, OPEN: {}},
    {TRUE: {C: "none"}, FALSE: {C: "line"}, OPEN: {}},
]


def said(truths: tuple[Truth, ...]) -> dict[str, object]:
    """Return facts under which the parts have these truths."""
    facts: dict[str, object] = {}
    for part, one in zip(SAID, truths, strict=False):
        facts |= part[one]
    return facts


PAIRS = list(product((FALSE, OPEN, TRUE), repeat=2))
TRIPLES = list(product((FALSE, OPEN, TRUE), repeat=3))

ALL_TABLE = {
    (FALSE, FALSE): FALSE, (FALSE, OPEN): FALSE, (FALSE, TRUE): FALSE,
    (OPEN, FALSE): FALSE, (OPEN, OPEN): OPEN, (OPEN, TRUE): OPEN,
    (TRUE, FALSE): FALSE, (TRUE, OPEN): OPEN, (TRUE, TRUE): TRUE,
}  # fmt: skip
ANY_TABLE = {
    (FALSE, FALSE): FALSE, (FALSE, OPEN): OPEN, (FALSE, TRUE): TRUE,
    (OPEN, FALSE): OPEN, (OPEN, OPEN): OPEN, (OPEN, TRUE): TRUE,
    (TRUE, FALSE): TRUE, (TRUE, OPEN): TRUE, (TRUE, TRUE): TRUE,
}  # fmt: skip
OPPOSITE = {TRUE: FALSE, FALSE: TRUE, OPEN: OPEN}


@pytest.mark.parametrize("truths", PAIRS, ids=lambda pair: "-".join(one.name for one in pair))
def test_all_and_any_follow_kleenes_tables(tiny: Pack, truths: tuple[Truth, Truth]) -> None:
    facts = said(truths)
    for name, table in (("all", ALL_TABLE), ("any", ANY_TABLE)):
        data = {name: PARTS[:2]}
        assert truth(tiny, data, facts) is table[truths]
        assert truth(tiny, {"not": data}, facts) is OPPOSITE[table[truths]]


@pytest.mark.parametrize("at_least", [1, 2, 3])
def test_some_is_true_false_or_open_by_counting(tiny: Pack, at_least: int) -> None:
    data = {"some": {"at_least": at_least, "of": PARTS}}
    for truths in TRIPLES:
        facts = said(truths)
        expected = OPEN
        if truths.count(TRUE) >= at_least:
            expected = TRUE
        elif 3 - truths.count(FALSE) < at_least:
            expected = FALSE
        assert truth(tiny, data, facts) is expected
        assert truth(tiny, {"not": data}, facts) is OPPOSITE[expected]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({}, OPEN),
        ({C: "not_known"}, OPEN),
        ({C: "none"}, TRUE),
        ({C: {"between": ["none", "influence_only"]}}, TRUE),
        ({C: {"between": ["none", "process"]}}, OPEN),
        ({C: {"one_of": ["process", "line"]}}, FALSE),
    ],
)
def test_a_comparison_is_open_unless_every_possible_value_agrees(
    tiny: Pack, answer: dict[str, object], expected: Truth
) -> None:
    data = {C: {"at_most": "influence_only"}}
    assert truth(tiny, data, answer) is expected
    assert truth(tiny, {"not": data}, answer) is OPPOSITE[expected]


def test_a_disputed_fact_is_open_where_the_answers_differ_in_truth(tiny: Pack) -> None:
    ceo, hr = {A: "ceo"}, {A: "cmo"}
    assert truth(tiny, {A: "cmo"}, {}, ceo=ceo, hr=hr) is OPEN
    assert truth(tiny, {A: {"one_of": ["ceo", "cmo"]}}, {}, ceo=ceo, hr=hr) is TRUE


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({B: "yes", "team_size": 5}, TRUE),
        ({B: "yes", "team_size": 20}, FALSE),
        ({B: "yes"}, OPEN),
        ({B: "no"}, FALSE),
        ({B: "no", "team_size": 5}, FALSE),
        ({"team_size": 5}, OPEN),
        ({"team_size": 20}, FALSE),
        ({}, OPEN),
    ],
)
def test_a_fact_that_does_not_apply_satisfies_no_comparison(
    tiny: Pack, facts: dict[str, object], expected: Truth
) -> None:
    assert truth(tiny, {"team_size": {"less_than": 10}}, facts) is expected


def test_a_fact_that_does_not_apply_satisfies_no_negated_comparison_either(tiny: Pack) -> None:
    data = {"not": {"team_size": {"less_than": 10}}}
    assert truth(tiny, data, {B: "no", "team_size": 20}) is FALSE
    assert truth(tiny, data, {B: "yes", "team_size": 20}) is TRUE
    assert truth(tiny, data, {"team_size": 20}) is OPEN


@pytest.mark.parametrize(
    ("items", "at_least_two", "has_scope", "lacks_scope"),
    [
        ({}, OPEN, OPEN, OPEN),
        ({"scope": "yes"}, OPEN, TRUE, FALSE),
        ({"scope": "no"}, OPEN, FALSE, TRUE),
        ({"scope": "not_known"}, OPEN, OPEN, OPEN),
        ({"scope": "yes", "skills": "yes"}, TRUE, TRUE, FALSE),
        ({"scope": "no", "skills": "no"}, FALSE, FALSE, TRUE),
        ({"scope": "yes", "rest": "no"}, FALSE, TRUE, FALSE),
        ({"rest": "no"}, FALSE, FALSE, TRUE),
    ],
)
def test_checklists_are_counted_and_an_unanswered_item_lacks_nothing(
    tiny: Pack,
    items: dict[str, str],
    at_least_two: Truth,
    has_scope: Truth,
    lacks_scope: Truth,
) -> None:
    facts = {"charter_elements": items} if items else {}
    covers = {"charter_elements": {"covers": {"at_least": 2}}}
    assert truth(tiny, covers, facts) is at_least_two
    assert truth(tiny, {"not": covers}, facts) is OPPOSITE[at_least_two]
    assert truth(tiny, {"charter_elements": {"has": "scope"}}, facts) is has_scope
    assert truth(tiny, {"charter_elements": {"lacks": "scope"}}, facts) is lacks_scope


def test_possible_counts_run_from_what_is_ticked_to_what_could_be() -> None:
    assert possible_counts((0, 1, 2), (0b10, 0b11, 0b01)) == 0b0110
    assert possible_counts((0, 1), (0b01, 0b01)) == 0b1
    assert possible_counts((0, 1), (0b10, 0b10)) == 0b100


WHERE = {"where": {"none": "other", "line": ["ceo", "cmo"]}}


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("none", "other", TRUE),
        ("none", "ceo", FALSE),
        ("line", {"one_of": ["ceo", "cmo"]}, TRUE),
        ("line", "not_known", OPEN),
        ("process", "not_known", FALSE),
        ({"one_of": ["none", "line"]}, "ceo", OPEN),
        ({"one_of": ["influence_only", "process"]}, "ceo", FALSE),
        ({"one_of": ["none", "process"]}, {"one_of": ["ceo", "cmo"]}, FALSE),
        ("not_known", "not_known", OPEN),
    ],
)
def test_two_facts_are_the_same_if_all_their_possible_values_agree(
    tiny: Pack, mine: object, theirs: object, expected: Truth
) -> None:
    facts = {C: mine, A: theirs}
    same = {C: {"same_as": A, **WHERE}}
    assert truth(tiny, same, facts) is expected
    assert truth(tiny, {"not": same}, facts) is OPPOSITE[expected]
    assert truth(tiny, {C: {"differs_from": A, **WHERE}}, facts) is OPPOSITE[expected]


def test_unknown_and_disputed_are_two_valued(tiny: Pack) -> None:
    ceo, hr = {A: "ceo"}, {A: "cmo"}
    assert truth(tiny, {"unknown": A}, {}) is FALSE
    assert truth(tiny, {"unknown": A}, {A: "not_known"}) is TRUE
    assert truth(tiny, {"unknown": A}, {A: "ceo"}) is FALSE
    assert truth(tiny, {"disputed": A}, {}) is FALSE
    assert truth(tiny, {"disputed": A}, {}, ceo=ceo, hr=hr) is TRUE
    assert truth(tiny, {"not": {"disputed": A}}, {}, ceo=ceo, hr=hr) is FALSE


def test_a_finding_holds_as_far_as_some_rule_concluded_it(tiny: Pack) -> None:
    data = {"finding": "powerless"}
    for one in (TRUE, FALSE, OPEN):
        assert truth(tiny, data, {}, {"powerless": one}) is one
    assert truth(tiny, data, {}) is FALSE


@pytest.mark.parametrize(
    ("facts", "expected", "points"),
    [
        ({C: "none"}, TRUE, 4),
        ({C: "line"}, TRUE, -2),
        ({C: "process"}, FALSE, 0),
        ({}, OPEN, None),
        ({C: {"one_of": ["none", "influence_only"]}}, OPEN, None),
    ],
)
def test_a_grading_fires_where_all_possible_values_carry_the_same_points(
    tiny: Pack, facts: dict[str, object], expected: Truth, points: int | None
) -> None:
    masks = known(tiny, facts).memory.masks
    verdict = evaluate(tiny.rules["authority-type"].condition, masks, {})
    assert (verdict.truth, verdict.points) == (expected, points)


def test_nothing_is_short_circuited_so_that_a_verdict_explains_itself(tiny: Pack) -> None:
    node, _ = condition(tiny, {"any": [{A: "cmo"}, {"all": PARTS}]})
    assert node is not None
    verdict = evaluate(node, known(tiny, {A: "cmo", B: "yes"}).memory.masks, {})
    truths = [child.truth for child in verdict.children[1].children]
    assert verdict.truth is TRUE
    assert truths == [TRUE, FALSE, OPEN]


def test_support_is_every_true_branch(tiny: Pack) -> None:
    node, _ = condition(tiny, {"all": [{"any": PARTS}, {"team_size": {"less_than": 10}}]})
    assert node is not None
    facts = {A: "cmo", C: "none", B: "yes", "team_size": 5}
    leaves = support(evaluate(node, known(tiny, facts).memory.masks, {}))
    assert [leaf.fact for leaf in leaves if isinstance(leaf, Compare)] == [A, C, "team_size"]
