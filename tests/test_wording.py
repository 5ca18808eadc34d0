"""Facts and conditions in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack, load_pack
from mandate.conditions.wording import words
from mandate.wording import arrangement_words, fact_words, slot_words
from tests.helpers import condition, known, make_pack, rule


@pytest.mark.parametrize(
    ("fact", "answer", "read"),
    [
        ("authority_type", None, "open"),
        ("authority_type", "not_known", "not known"),
        ("authority_type", "influence_only", "influence only"),
        ("authority_type", {"between": ["none", "process"]}, "none, influence only or process"),
        ("levels_below_ceo", 2, "2 levels"),
        ("levels_below_ceo", {"between": [2, 3]}, "2 levels or 3 levels"),
        ("levels_below_ceo", {"between": [2, 5]}, "2 to 5 levels"),
        ("levels_below_ceo", {"one_of": [1, 3, 5]}, "1 levels or 3 levels or 5 levels"),
        ("levels_below_ceo", {"between": [1, 6]}, "open"),
        ("charter_elements", None, "open"),
        ("charter_elements", "not_known", "not known"),
        ("charter_elements", {"scope": "yes", "rest": "no"}, "1 of 3"),
        ("charter_elements", {"scope": "yes"}, "1 to 3 of 3"),
        ("charter_elements", {"rest": "no"}, "0 of 3"),
        ("charter_elements", {"scope": "no"}, "0 to 2 of 3"),
    ],
)
def test_what_is_known_of_a_fact_reads_in_a_sentence(
    tiny: Pack, fact: str, answer: object, read: str
) -> None:
    memory = known(tiny, {} if answer is None else {fact: answer}).memory
    assert fact_words(tiny.fact(fact), memory.masks, tiny.vocabulary) == read


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ({"authority_type": "influence_only"}, "Authority is influence only"),
        ({"not": {"authority_type": "none"}}, "Authority is not none"),
        ({"authority_type": {"at_most": "influence_only"}}, "Authority is at most influence only"),
        ({"not": {"authority_type": {"at_most": "none"}}}, "Authority is above none"),
        ({"levels_below_ceo": {"between": [2, 4]}}, "Levels below the CEO is between 2 levels and"),
        ({"reports_to": {"one_of": ["ceo", "cmo"]}}, "Reporting line is one of ceo or cmo"),
        ({"not": {"reports_to": {"one_of": ["ceo", "cmo"]}}}, "Reporting line is none of ceo or"),
        ({"charter_elements": {"has": "scope"}}, "Charter has scope"),
        ({"not": {"charter_elements": {"has": "scope"}}}, "Charter lacks scope"),
        ({"charter_elements": {"lacks": "scope"}}, "Charter lacks scope"),
        ({"not": {"charter_elements": {"lacks": "scope"}}}, "Charter has scope"),
        ({"charter_elements": {"covers": {"at_least": 2}}}, "Charter covers 2 to 3 of 3"),
        (
            {"not": {"charter_elements": {"covers": {"at_least": 2}}}},
            "Charter does not cover 2 to 3 of 3",
        ),
        ({"unknown": "reports_to"}, "Reporting line is asked for and not known"),
        ({"disputed": "reports_to"}, "Reporting line is disputed"),
        ({"not": {"disputed": "reports_to"}}, "Reporting line is not disputed"),
        ({"team_size": {"less_than": 10}}, "Team size is below 10 people"),
    ],
)
def test_a_condition_reads_as_a_clause(tiny: Pack, data: object, read: str) -> None:
    node, faults = condition(tiny, data)
    assert not faults
    assert node is not None
    assert words(node, tiny.vocabulary).startswith(read)


def test_a_finding_is_named_in_a_clause(tiny: Pack) -> None:
    node, _ = condition(tiny, {"finding": "powerless"})
    assert node is not None
    assert words(node, tiny.vocabulary) == "the finding 'powerless' holds"
    titles = {"powerless": "No power"}
    assert words(node, tiny.vocabulary, titles) == "the finding 'No power' holds"
    nested, _ = condition(
        tiny, {"all": [{"reports_to": "cmo"}, {"any": [{"finding": "powerless"}]}]}
    )
    assert nested is not None
    assert words(nested, tiny.vocabulary, titles).endswith("(the finding 'No power' holds)")


@pytest.mark.parametrize(
    ("by", "points", "read"),
    [
        (
            "authority_type",
            "{none: 4, influence_only: 2, process: 0, line: -2}",
            "graded by Authority: none +4, influence only +2, process 0, line -2",
        ),
        (
            "levels_below_ceo",
            "{1: -1, 2 to 3: 0, 4 or more: 2}",
            "graded by Levels below the CEO: 1 levels -1, 2 to 3 levels 0, 4 or more levels +2",
        ),
        (
            "charter_elements",
            "{0 to 1: 2, 2 or more: -1}",
            "graded by Charter: 0 to 1 of 3 +2, 2 or more of 3 -1",
        ),
        ("team_size", "{under 10: 1, 10 or more: 0}", "graded by Team size: under 10 people +1, "),
    ],
)
def test_a_grading_reads_value_by_value(tmp_path: Path, by: str, points: str, read: str) -> None:
    then = f"{{risk: {{driver: resources, by: {by}, points: {points}}}}}"
    pack = make_pack(tmp_path / "pack", rule("graded", then))
    assert words(pack.rules["graded"].condition, pack.vocabulary).startswith(read)


def test_clauses_are_joined_and_bracketed(tiny: Pack) -> None:
    one, two, three = {"reports_to": "cmo"}, {"dedicated_budget": "no"}, {"authority_type": "none"}
    node, _ = condition(tiny, {"all": [one, {"any": [two, three]}]})
    assert node is not None
    assert words(node, tiny.vocabulary) == (
        "Reporting line is cmo and (Dedicated budget is no or Authority is none)"
    )
    some, _ = condition(tiny, {"some": {"at_least": 2, "of": [one, two, three]}})
    assert some is not None
    assert words(some, tiny.vocabulary) == (
        "at least 2 of: Reporting line is cmo; Dedicated budget is no; Authority is none"
    )


def test_two_facts_are_compared_in_words(tiny: Pack) -> None:
    where = {"where": {"none": "other"}}
    same, _ = condition(tiny, {"authority_type": {"same_as": "reports_to", **where}})
    differs, _ = condition(tiny, {"authority_type": {"differs_from": "reports_to", **where}})
    assert same is not None
    assert differs is not None
    assert words(same, tiny.vocabulary) == "Authority matches Reporting line"
    assert words(differs, tiny.vocabulary) == "Authority differs from Reporting line"


def test_numbers_in_several_runs_are_told_by_their_ends() -> None:
    slot = load_pack("cx-leader").vocabulary.slots_of("touchpoint_control_pct")[0]
    low = sum(1 << slot.labels.index(str(one)) for one in range(41))
    high = sum(1 << slot.labels.index(str(one)) for one in (50, 60, 61, 62))
    said = slot_words(slot, low | high).replace(slot.words[50], "50 %")
    assert said == f"0 to {slot.words[40]} or 50 % or 60 to {slot.words[62]}"


@pytest.mark.parametrize(
    ("stage", "until", "more"),
    [
        ("search", "in_post", ""),
        ("search", "search", ", possible until the search ends"),
        ("search", "offer", ", possible until the offer"),
        ("offer", "offer", ", from the offer on, possible until the offer"),
        ("in_post", "in_post", ", once in post"),
    ],
)
def test_what_can_be_done_is_told_with_whom_when_and_at_which_stages(
    stage: str, until: str, more: str
) -> None:
    told = arrangement_words("CEO and CFO and COO", "low", "day_30", stage=stage, until=until)
    assert told == f"CEO, CFO and COO, by day 30, low effort{more}"
