"""Derivations: every operator, with what is known beside it."""

from __future__ import annotations

from collections.abc import Mapping

from mandate import Pack
from mandate.conditions.evaluate import evaluate
from mandate.derivation import Deriver
from mandate.explanation import Derivation
from tests.helpers import condition, known, known_beside
from tests.promises.generated import pack_named

OPERATORS = pack_named("operators")


def derived(
    data: object, facts: Mapping[str, object], pack: Pack = OPERATORS, **respondents: object
) -> Derivation:
    """Return the derivation of a condition, written as plain data, under some facts."""
    node, faults = condition(pack, data)
    assert node is not None
    assert not faults
    memory = known(pack, facts, **respondents).memory
    return Deriver(pack).derive(evaluate(node, memory.masks, {}), memory, {})


def told(tree: Derivation) -> tuple[str, str, str]:
    """Return what a leaf asks for, its truth, and what is known."""
    return tree.expected, tree.truth, "; ".join(one.words for one in known_beside(tree))


def test_what_is_known_stands_beside_what_is_asked_for() -> None:
    tree = derived({"scale": {"at_least": "d"}}, {"scale": "b"})
    assert told(tree) == ("Fact scale is at least d", "false", "b")
    shown = known_beside(tree)[0]
    assert (tree.kind, shown.value, shown.values) == ("comparison", "b", ("b",))


def test_open_not_known_and_a_range_are_told_apart() -> None:
    words = [
        known_beside(derived({"scale": {"at_least": "d"}}, facts))[0].words
        for facts in ({}, {"scale": "not_known"}, {"scale": {"between": ["b", "d"]}})
    ]
    assert words == ["open", "not known", "b, c or d"]


def test_of_what_is_open_no_values_are_listed() -> None:
    assert known_beside(derived({"number": {"more_than": 33}}, {}))[0].values == ()


def test_a_dispute_is_told_and_whether_a_document_settles_it() -> None:
    asked = {"scale": {"at_least": "d"}}
    disputed = derived(asked, {}, ceo={"scale": "a"}, hr={"scale": "e"})
    assert told(disputed)[1:] == ("unknown", "either a or e, disputed")
    documented = {"value": "e", "confidence": "documented"}
    settled = derived(asked, {}, ceo={"scale": "a"}, hr={"scale": documented})
    assert told(settled)[1:] == ("true", "e, disputed and settled by a document")


def test_an_item_of_a_checklist_is_named_and_its_silence_too() -> None:
    tree = derived({"items": {"lacks": "w"}}, {"items": {"w": "not_known"}})
    assert told(tree) == ("Fact items lacks w", "unknown", "not known")
    assert known_beside(tree)[0].title == "Fact items (w)"
    tree = derived({"items": {"lacks": "w"}}, {"items": {"x": "not_known"}})
    assert known_beside(tree)[0].words == "open"


def test_a_count_tells_how_many_items_are_ticked() -> None:
    asked = {"items": {"covers": {"at_least": 2, "at_most": 3}}}
    assert told(derived(asked, {"items": {"w": "yes", "x": "no"}}))[1:] == (
        "unknown",
        "1 to 3 of 4",
    )
    assert known_beside(derived(asked, {}))[0].words == "open"
    assert known_beside(derived(asked, {"items": "not_known"}))[0].words == "not known"


def test_a_match_tells_both_facts() -> None:
    tree = derived({"wanted": {"same_as": "offered"}}, {"wanted": "plain"})
    assert told(tree) == ("Fact wanted matches Fact offered", "unknown", "plain; open")


def test_flags_tell_the_state_they_ask_about() -> None:
    assert told(derived({"unknown": "scale"}, {"scale": "not_known"}))[1:] == ("true", "not known")
    assert told(derived({"unknown": "scale"}, {"scale": "b"}))[1:] == ("false", "b")
    assert told(derived({"unknown": "scale"}, {}))[1:] == ("false", "open")
    assert told(derived({"disputed": "scale"}, {}))[1:] == ("false", "not disputed")


def test_a_fact_that_may_not_apply_shows_what_makes_it() -> None:
    tree = derived({"nested": "b"}, {"flag": "no"})
    assert (tree.kind, tree.expected, tree.truth) == (
        "applies",
        "Fact nested applies, and:",
        "false",
    )
    assert [told(child)[1] for child in tree.children] == ["false", "unknown"]


def test_joints_say_how_many_they_ask_for() -> None:
    both = [{"flag": "yes"}, {"scale": "a"}]
    asked = [{"all": both}, {"any": both}, {"some": {"at_least": 2, "of": both}}]
    trees = [derived(one, {"flag": "yes"}) for one in asked]
    assert [(tree.expected, tree.truth) for tree in trees] == [
        ("all of:", "unknown"),
        ("any of:", "true"),
        ("at least 2 of:", "unknown"),
    ]
    assert not trees[0].actual


def test_a_grading_tells_the_points_that_are_possible() -> None:
    pack = OPERATORS
    verdicts = []
    for facts in ({"scale": "a"}, {"scale": {"one_of": ["a", "e"]}}, {}):
        memory = known(pack, facts).memory
        verdict = evaluate(pack.rules["graded-scale"].condition, memory.masks, {})
        verdicts.append(Deriver(pack).derive(verdict, memory, {}))
    assert [one.points for one in verdicts] == [(3,), (-2, 3), (-2, -1, 0, 3)]
    assert verdicts[0].expected == "graded by Fact scale: a +3, b +3, c 0, d -1, e -2"


def test_a_checklist_is_settled_where_all_its_disputes_are() -> None:
    asked = {"items": {"covers": {"at_most": 2}}}
    documented = {"value": {"w": "no"}, "confidence": "documented"}
    one = derived(asked, {}, ceo={"items": {"w": "yes"}}, hr={"items": documented})
    assert known_beside(one)[0].words == "0 to 3 of 4, disputed and settled by a document"
    both = derived(asked, {}, ceo={"items": {"w": "yes", "x": "yes"}}, hr={"items": documented})
    assert known_beside(both)[0].words == "1 to 3 of 4, disputed and settled by a document"
    two = derived(
        asked,
        {},
        ceo={"items": {"w": "yes", "x": "yes"}},
        hr={"items": documented},
        board={"items": {"x": "no"}},
    )
    assert known_beside(two)[0].words == "0 to 3 of 4, disputed"


def test_of_a_checklist_that_is_open_no_counts_are_listed() -> None:
    assert known_beside(derived({"items": {"covers": {"at_most": 2}}}, {}))[0].values == ()
