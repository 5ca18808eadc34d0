"""Two readers of one narrative."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mandate import Pack
from mandate.agreement import agreement_of, kappa
from mandate.calibration import Agreement
from mandate.case import known
from mandate.library import assessor_of, case_from


def agreement(pack: Pack, *pairs: tuple[Mapping[str, object], Mapping[str, object]]) -> Agreement:
    read = [
        tuple(known(case_from({"title": "A case", "facts": facts}), pack) for facts in pair)
        for pair in pairs
    ]
    return agreement_of(
        [(first, second) for first, second in read], pack, assessor_of(pack).reasoner
    )


def test_kappa_is_that_of_a_table_worked_out_by_hand() -> None:
    # 20 both, 5 the first alone, 10 the second alone, 15 neither: observed 0.7, expected 0.5
    assert kappa(judgements=50, both=20, first=25, second=30) == pytest.approx(0.4)


@pytest.mark.parametrize(("counts", "expected"), [((4, 2, 2, 2), 1.0), ((4, 0, 2, 2), -1.0)])
def test_kappa_runs_from_minus_one_to_one(
    counts: tuple[int, int, int, int], expected: float
) -> None:
    assert kappa(*counts) == expected


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (5, 5, 5, 5), (5, 0, 0, 0)])
def test_there_is_no_kappa_where_chance_alone_makes_it_certain(
    counts: tuple[int, int, int, int],
) -> None:
    assert kappa(*counts) is None


def test_equal_codings_differ_in_nothing(tiny: Pack) -> None:
    facts = {"authority_type": "none", "levels_below_ceo": 2}
    found = agreement(tiny, (facts, facts))
    assert (found.coded, found.same, found.differences) == (2, 2, ())
    assert found.kappa == 1
    assert found.scores[0].first == found.scores[0].second


def test_each_way_of_differing_is_counted_and_told(tiny: Pack) -> None:
    first = {
        "authority_type": "none",
        "levels_below_ceo": {"between": [1, 2]},
        "reports_to": "ceo",
        "dedicated_budget": True,
    }
    second = {"authority_type": "line", "levels_below_ceo": {"between": [2, 3]}, "team_size": 5}
    found = agreement(tiny, (first, second))
    assert {difference.fact: difference.kind for difference in found.differences} == {
        "authority_type": "contradictory",
        "levels_below_ceo": "overlapping",
        "reports_to": "first_only",
        "dedicated_budget": "first_only",
        "team_size": "second_only",
    }
    assert (found.coded, found.same, found.overlapping, found.contradictory) == (5, 0, 1, 1)
    assert (found.first_only, found.second_only) == (2, 1)
    words = {fact: (first, second) for _, fact, _, first, second in found.differences}
    assert words["reports_to"][1] == words["team_size"][0] == "open"


def test_a_checklist_contradicts_itself_in_one_item(tiny: Pack) -> None:
    pair = ({"charter_elements": {"scope": True}}, {"charter_elements": {"scope": False}})
    assert agreement(tiny, pair).contradictory == 1


def test_a_checklist_is_the_same_only_if_every_item_is(tiny: Pack) -> None:
    pair = (
        {"charter_elements": {"scope": True, "measures": True}},
        {"charter_elements": {"scope": True, "skills": False}},
    )
    found = agreement(tiny, pair)
    assert (found.same, found.overlapping) == (0, 1)


def test_both_may_say_that_it_is_not_known(tiny: Pack) -> None:
    said = {"reports_to": "not_known"}
    assert agreement(tiny, (said, said)).same == 1


@pytest.mark.parametrize("value", ["ceo", {"one_of": ["ceo", "cmo"]}])
def test_what_is_known_to_one_reader_alone_does_not_overlap(value: object, tiny: Pack) -> None:
    pair = ({"reports_to": "not_known"}, {"reports_to": value})
    for first, second in (pair, pair[::-1]):
        found = agreement(tiny, (first, second))
        assert (found.coded, found.known_to_one, found.overlapping, found.same) == (1, 1, 0, 0)
        (difference,) = found.differences
        assert difference.kind == "known_to_one"
        assert "not known" in (difference.first, difference.second)
    assert found.kappa is not None  # both found the fact stated


def test_an_item_of_a_checklist_may_be_known_to_one_alone(tiny: Pack) -> None:
    first = {"charter_elements": {"scope": "not_known", "rest": "no"}}
    second = {"charter_elements": {"scope": True, "rest": "no"}}
    assert agreement(tiny, (first, second)).known_to_one == 1


def test_an_item_that_one_reader_left_open_is_not_known_to_the_other(tiny: Pack) -> None:
    first = {"charter_elements": {"scope": "not_known", "measures": True}}
    second = {"charter_elements": {"measures": True}}
    found = agreement(tiny, (first, second))
    assert (found.known_to_one, found.same) == (0, 1)


def test_a_contradiction_in_a_checklist_outweighs_what_is_known_to_one(tiny: Pack) -> None:
    first = {"charter_elements": {"scope": "not_known", "measures": True}}
    second = {"charter_elements": {"scope": True, "measures": False}}
    assert agreement(tiny, (first, second)).contradictory == 1


def test_the_counts_add_up_to_the_facts_coded(tiny: Pack) -> None:
    first = {"authority_type": "none", "reports_to": "not_known", "team_size": 5}
    second = {"authority_type": "none", "reports_to": "ceo", "levels_below_ceo": 2}
    found = agreement(tiny, (first, second), (second, first))
    assert found.coded == 8
    assert (found.same, found.known_to_one, found.first_only, found.second_only) == (2, 2, 2, 2)
    assert len(found.differences) == 6
    # both 4, each alone 2, of twice the facts there are
    assert found.kappa == kappa(2 * len(tiny.vocabulary.facts), 4, 6, 6)
