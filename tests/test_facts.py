"""The facts of a vocabulary and the slots a working memory has for them."""

from __future__ import annotations

import pytest

from mandate import Pack
from mandate.facts import (
    STAGES,
    WHEN,
    Vocabulary,
    can_be_done,
    codes,
    is_last_chance,
    is_late,
    stage_of,
    urgency,
)


@pytest.mark.parametrize(("mask", "values"), [(0, ()), (1, (0,)), (0b1010, (1, 3)), (7, (0, 1, 2))])
def test_a_set_of_values_is_an_integer(mask: int, values: tuple[int, ...]) -> None:
    assert codes(mask) == values


def test_each_fact_has_one_slot_and_a_checklist_one_for_each_item(tiny: Pack) -> None:
    vocabulary = tiny.vocabulary
    items = [slot.item for slot in vocabulary.slots_of("charter_elements")]
    assert items == ["scope", "measures", "skills"]
    assert [slot.item for slot in vocabulary.slots_of("reports_to")] == [""]
    assert [slot.position for slot in vocabulary.slots] == list(range(len(vocabulary.slots)))


def test_every_fact_has_two_flags_of_its_own(tiny: Pack) -> None:
    vocabulary = tiny.vocabulary
    flags = {vocabulary.unknown_flag(fact) for fact in vocabulary.facts}
    flags |= {vocabulary.disputed_flag(fact) for fact in vocabulary.facts}
    first = len(vocabulary.slots)
    assert flags == set(range(first, first + 2 * len(vocabulary.facts)))
    assert len(vocabulary.nothing_known) == first + 2 * len(vocabulary.facts)


def test_where_nothing_is_known_everything_is_possible_and_no_flag_is_up(tiny: Pack) -> None:
    vocabulary = tiny.vocabulary
    for slot in vocabulary.slots:
        assert vocabulary.nothing_known[slot.position] == slot.full
        assert codes(slot.full) == tuple(range(len(slot.labels)))
    assert set(vocabulary.nothing_known[len(vocabulary.slots) :]) == {1}


def test_facts_stand_in_the_order_of_their_names(tiny: Pack) -> None:
    assert list(tiny.vocabulary.facts) == sorted(tiny.vocabulary.facts)


@pytest.mark.parametrize(
    ("name", "domain", "labels"),
    [
        ("team_size", range(0, 51, 5), tuple(str(n) for n in range(0, 51, 5))),
        ("levels_below_ceo", range(1, 7), ("1", "2", "3", "4", "5", "6")),
        ("dedicated_budget", range(2), ("no", "yes")),
        ("charter_elements", range(2), ("no", "yes")),
        ("reports_to", range(3), ("ceo", "cmo", "other")),
    ],
)
def test_every_fact_has_a_finite_domain(
    tiny: Pack, name: str, domain: range, labels: tuple[str, ...]
) -> None:
    assert tiny.fact(name).domain == domain
    assert tiny.fact(name).labels == labels


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("authority_type", 1),
        ("dedicated_budget", 1),
        ("levels_below_ceo", -1),
        ("charter_elements", 1),
        ("reports_to", 0),
    ],
)
def test_a_fact_knows_which_way_is_better(tiny: Pack, name: str, better: int) -> None:
    assert tiny.fact(name).better == better


@pytest.mark.parametrize(
    ("name", "label", "words"),
    [
        ("authority_type", "influence_only", "influence only"),
        ("team_size", "25", "25 people"),
        ("team_size", "1", "1 people"),
        ("dedicated_budget", "no", "no"),
    ],
)
def test_a_value_reads_well_in_a_sentence(tiny: Pack, name: str, label: str, words: str) -> None:
    assert tiny.fact(name).words(label) == words


def test_one_of_a_unit_has_its_own_word(tiny: Pack) -> None:
    fact = tiny.fact("levels_below_ceo")._replace(unit_one="level")
    assert (fact.words("1"), fact.words("2")) == ("1 level", "2 levels")


def test_a_number_without_a_unit_is_the_number_alone(tiny: Pack) -> None:
    assert tiny.fact("levels_below_ceo")._replace(unit="", unit_one="").words("2") == "2"


def test_what_is_expected_is_put_into_words(tiny: Pack) -> None:
    expected = {name: fact.expected for name, fact in tiny.vocabulary.facts.items()}
    assert expected["levels_below_ceo"] == "a whole number from 1 to 6"
    assert expected["team_size"] == "a whole number from 0 to 50 in steps of 5"
    assert expected["reports_to"] == "one of ceo, cmo, other"


def test_a_vocabulary_of_one_fact_is_a_vocabulary(tiny: Pack) -> None:
    assert Vocabulary((tiny.fact("reports_to"),)).nothing_known == (7, 1, 1)


def test_a_time_falls_in_a_stage_and_is_late_in_those_after_it() -> None:
    falls = {when: stage_of(when) for when in WHEN}
    in_post = dict.fromkeys(("day_30", "day_60", "day_100"), "in_post")
    assert falls == {"before_search": "search", "before_offer": "offer", **in_post}
    for when, stage in falls.items():
        after = STAGES[STAGES.index(stage) + 1 :]
        assert [one for one in STAGES if is_late(when, one)] == list(after)
    assert not any(is_late("", stage) for stage in STAGES)


@pytest.mark.parametrize(
    ("first", "last", "stages", "chances"),
    [
        ("search", "in_post", ["search", "offer", "in_post"], []),
        ("search", "search", ["search"], ["search"]),
        ("search", "offer", ["search", "offer"], ["offer"]),
        ("offer", "offer", ["offer"], ["offer"]),
        ("in_post", "in_post", ["in_post"], []),
    ],
)
def test_what_has_a_last_stage_has_its_last_chance_there_unless_no_stage_comes_after(
    first: str, last: str, stages: list[str], chances: list[str]
) -> None:
    assert [stage for stage in STAGES if can_be_done(first, last, stage)] == stages
    assert [stage for stage in STAGES if is_last_chance(last, stage)] == chances


def test_what_has_its_last_chance_comes_before_what_is_in_time_and_that_before_what_is_late() -> (
    None
):
    told = [urgency("before_search", until, "offer") for until in ("offer", "in_post")]
    assert told == [0, 2]
    told = [urgency("before_offer", until, "offer") for until in ("offer", "in_post")]
    assert told == [0, 1]
