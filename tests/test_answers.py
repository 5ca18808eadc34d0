"""What respondents said, and what is known once their answers are put together."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mandate import CaseError, Pack
from mandate.facts import codes
from mandate.memory import Memory
from tests.helpers import known

DOCUMENTED = {"confidence": "documented"}


def memory(pack: Pack, facts: Mapping[str, object], **respondents: object) -> Memory:
    return known(pack, facts, **respondents).memory


def possible(pack: Pack, said: Memory, fact: str, item: str = "") -> list[str]:
    slot = next(slot for slot in pack.vocabulary.slots_of(fact) if slot.item == item)
    return [slot.labels[code] for code in codes(said.masks[slot.position])]


def flags(pack: Pack, said: Memory, fact: str) -> tuple[bool, bool]:
    """Return whether a fact is not known, and whether it is disputed."""
    unknown = said.masks[pack.vocabulary.unknown_flag(fact)]
    disputed = said.masks[pack.vocabulary.disputed_flag(fact)]
    assert {unknown, disputed} <= {1, 2}
    return unknown == 2, disputed == 2


LEVELS = ["1", "2", "3", "4", "5", "6"]


def test_a_fact_that_nobody_was_asked_about_is_open(tiny: Pack) -> None:
    said = memory(tiny, {})
    assert said.masks == tiny.vocabulary.nothing_known
    assert said.answers == ()
    assert possible(tiny, said, "levels_below_ceo") == LEVELS
    assert flags(tiny, said, "levels_below_ceo") == (False, False)


def test_not_known_leaves_everything_possible_and_is_recorded(tiny: Pack) -> None:
    said = memory(tiny, {"levels_below_ceo": "not_known"})
    assert possible(tiny, said, "levels_below_ceo") == LEVELS
    assert flags(tiny, said, "levels_below_ceo") == (True, False)
    assert said.answers[0].values == ()


def test_a_known_fact_has_one_value(tiny: Pack) -> None:
    said = memory(tiny, {"levels_below_ceo": 3})
    assert possible(tiny, said, "levels_below_ceo") == ["3"]
    assert flags(tiny, said, "levels_below_ceo") == (False, False)


@pytest.mark.parametrize(
    ("fact", "answer", "left"),
    [
        ("levels_below_ceo", {"between": [2, 4]}, ["2", "3", "4"]),
        ("levels_below_ceo", {"between": [6, 6]}, ["6"]),
        ("team_size", {"between": [0, 10]}, ["0", "5", "10"]),
        ("authority_type", {"between": ["none", "process"]}, ["none", "influence_only", "process"]),
        ("reports_to", {"one_of": ["other", "ceo"]}, ["ceo", "other"]),
        ("reports_to", {"one_of": ["ceo", "ceo"]}, ["ceo"]),
        ("levels_below_ceo", {"one_of": [6, 1]}, ["1", "6"]),
        ("dedicated_budget", {"one_of": ["no", "yes"]}, ["no", "yes"]),
        ("dedicated_budget", {"value": {"one_of": ["no"]}, "note": "n"}, ["no"]),
    ],
)
def test_a_range_leaves_some_values(tiny: Pack, fact: str, answer: object, left: list[str]) -> None:
    facts = {"dedicated_budget": True, fact: answer}
    assert possible(tiny, memory(tiny, facts), fact) == left


def test_what_respondents_allow_together_is_what_is_known(tiny: Pack) -> None:
    said = memory(
        tiny,
        {},
        ceo={"levels_below_ceo": {"between": [2, 4]}},
        hr_director={"levels_below_ceo": {"between": [3, 6]}},
    )
    assert possible(tiny, said, "levels_below_ceo") == ["3", "4"]
    assert flags(tiny, said, "levels_below_ceo") == (False, False)


def test_facts_and_respondents_are_put_together(tiny: Pack) -> None:
    said = memory(tiny, {"levels_below_ceo": {"one_of": [1, 2]}}, ceo={"levels_below_ceo": 2})
    assert possible(tiny, said, "levels_below_ceo") == ["2"]


def test_answers_that_exclude_each_other_are_disputed_and_all_stay_possible(tiny: Pack) -> None:
    said = memory(tiny, {}, ceo={"reports_to": "ceo"}, hr_director={"reports_to": "cmo"})
    assert possible(tiny, said, "reports_to") == ["ceo", "cmo"]
    assert flags(tiny, said, "reports_to") == (False, True)


def test_three_answers_of_which_each_two_agree_may_still_be_disputed(tiny: Pack) -> None:
    said = memory(
        tiny,
        {},
        a={"reports_to": {"one_of": ["ceo", "cmo"]}},
        b={"reports_to": {"one_of": ["cmo", "other"]}},
        c={"reports_to": {"one_of": ["ceo", "other"]}},
    )
    assert possible(tiny, said, "reports_to") == ["ceo", "cmo", "other"]
    assert flags(tiny, said, "reports_to") == (False, True)


def test_not_known_takes_nothing_away_and_disputes_nothing(tiny: Pack) -> None:
    said = memory(tiny, {}, ceo={"reports_to": "ceo"}, hr_director={"reports_to": "not_known"})
    assert possible(tiny, said, "reports_to") == ["ceo"]
    assert flags(tiny, said, "reports_to") == (False, False)


def test_a_fact_is_not_known_only_if_nobody_could_say(tiny: Pack) -> None:
    both = memory(tiny, {}, a={"reports_to": "not_known"}, b={"reports_to": "not_known"})
    assert flags(tiny, both, "reports_to") == (True, False)


def test_a_document_settles_the_value_and_the_disagreement_stays_visible(tiny: Pack) -> None:
    said = memory(
        tiny,
        {"reports_to": {"value": "cmo", **DOCUMENTED}},
        ceo={"reports_to": "ceo"},
    )
    assert possible(tiny, said, "reports_to") == ["cmo"]
    assert flags(tiny, said, "reports_to") == (False, True)
    assert len(said.answers) == 2


def test_a_document_settles_the_value_against_several_respondents(tiny: Pack) -> None:
    said = memory(
        tiny,
        {},
        a={"reports_to": "ceo"},
        b={"reports_to": "other"},
        c={"reports_to": {"value": "cmo", **DOCUMENTED}},
    )
    assert possible(tiny, said, "reports_to") == ["cmo"]
    assert flags(tiny, said, "reports_to") == (False, True)


def test_documents_that_contradict_each_other_are_disputed(tiny: Pack) -> None:
    said = memory(
        tiny,
        {},
        a={"reports_to": {"value": "ceo", **DOCUMENTED}},
        b={"reports_to": {"value": "cmo", **DOCUMENTED}},
    )
    assert possible(tiny, said, "reports_to") == ["ceo", "cmo"]
    assert flags(tiny, said, "reports_to") == (False, True)


def test_a_document_nobody_contradicts_is_not_disputed(tiny: Pack) -> None:
    said = memory(tiny, {"reports_to": {"value": "cmo", **DOCUMENTED}}, ceo={"reports_to": "cmo"})
    assert flags(tiny, said, "reports_to") == (False, False)


def test_a_document_that_could_not_be_read_settles_nothing(tiny: Pack) -> None:
    said = memory(
        tiny, {"reports_to": {"value": "not_known", **DOCUMENTED}}, ceo={"reports_to": "cmo"}
    )
    assert possible(tiny, said, "reports_to") == ["cmo"]
    assert flags(tiny, said, "reports_to") == (False, False)


def test_a_checklist_is_answered_item_by_item(tiny: Pack) -> None:
    said = memory(tiny, {"charter_elements": {"scope": True, "skills": "no"}})
    items = {item: possible(tiny, said, "charter_elements", item) for item in ("scope", "skills")}
    assert items == {"scope": ["yes"], "skills": ["no"]}
    assert possible(tiny, said, "charter_elements", "measures") == ["no", "yes"]


def test_rest_no_answers_every_other_item(tiny: Pack) -> None:
    said = memory(tiny, {"charter_elements": {"rest": "no", "scope": True}})
    assert possible(tiny, said, "charter_elements", "scope") == ["yes"]
    assert possible(tiny, said, "charter_elements", "measures") == ["no"]
    assert possible(tiny, said, "charter_elements", "skills") == ["no"]


def test_rest_no_leaves_an_item_that_is_not_known_as_it_is(tiny: Pack) -> None:
    said = memory(tiny, {"charter_elements": {"rest": "no", "scope": "not_known"}})
    assert possible(tiny, said, "charter_elements", "scope") == ["no", "yes"]
    assert flags(tiny, said, "charter_elements") == (True, False)


def test_a_whole_checklist_may_be_not_known(tiny: Pack) -> None:
    said = memory(tiny, {"charter_elements": "not_known"})
    assert [answer.item for answer in said.answers] == ["measures", "scope", "skills"]
    assert flags(tiny, said, "charter_elements") == (True, False)


def test_one_item_may_be_disputed(tiny: Pack) -> None:
    said = memory(
        tiny,
        {},
        ceo={"charter_elements": {"scope": True, "skills": True}},
        hr_director={"charter_elements": {"scope": False, "skills": True}},
    )
    assert possible(tiny, said, "charter_elements", "scope") == ["no", "yes"]
    assert possible(tiny, said, "charter_elements", "skills") == ["yes"]
    assert flags(tiny, said, "charter_elements") == (False, True)


def test_remarks_stay_with_the_answer(tiny: Pack) -> None:
    case = {
        "facts": {
            "reports_to": {
                "value": "cmo",
                "note": "as remembered",
                "phrase": "to  marketing",
                "known": "later",
                "confidence": "documented",
            }
        }
    }
    (answer,) = memory(tiny, case["facts"]).answers
    assert (answer.note, answer.phrase, answer.known, answer.confidence, answer.by) == (
        "as remembered",
        "to marketing",
        "later",
        "documented",
        "",
    )


def told(value: object, date: str = "", confidence: str = "stated") -> dict[str, object]:
    return {"value": value, "confidence": confidence, **({"date": date} if date else {})}


@pytest.mark.parametrize(
    ("answers", "left", "disputed"),
    [
        ([told("cmo", "2026-01-10"), told("ceo", "2026-03-02")], ["ceo"], False),
        ([told("ceo", "2026-03-02"), told("cmo", "2026-01-10")], ["ceo"], False),
        ([told("cmo", "2025"), told("ceo", "2026-03")], ["ceo"], False),
        ([told("cmo", "2026-01"), told("not_known", "2026-03")], ["ceo", "cmo", "other"], False),
        # what is written weighs more than what is said later
        ([told("cmo", "2026-01", "documented"), told("ceo", "2026-03")], ["cmo"], True),
        ([told("cmo", "2026-01"), told("ceo", "2026-03", "documented")], ["ceo"], False),
        (
            [told("cmo", "2026-01", "documented"), told("ceo", "2026-03", "documented")],
            ["ceo"],
            False,
        ),
        # neither is the later one: what both allow is left
        ([told({"one_of": ["ceo", "cmo"]}), told("cmo", "2026-03")], ["cmo"], False),
        ([told({"one_of": ["ceo", "cmo"]}, "2026"), told("cmo", "2026-03")], ["cmo"], False),
        ([told("cmo", "2026"), told({"one_of": ["ceo", "cmo"]}, "2026-03")], ["cmo"], False),
    ],
)
def test_of_two_answers_of_one_respondent_the_later_counts(
    tiny: Pack, answers: list[object], left: list[str], disputed: bool
) -> None:
    said = memory(tiny, {}, ceo={"reports_to": answers})
    assert possible(tiny, said, "reports_to") == left
    assert flags(tiny, said, "reports_to")[1] is disputed
    assert len(said.answers) == 2


def test_an_answer_does_not_supersede_that_of_somebody_else(tiny: Pack) -> None:
    said = memory(
        tiny,
        {},
        ceo={"reports_to": told("cmo", "2026-01")},
        cfo={"reports_to": told("ceo", "2026-03")},
    )
    assert flags(tiny, said, "reports_to") == (False, True)
    assert said.superseded == frozenset()


def test_answers_by_nobody_in_particular_may_be_those_of_several_people(tiny: Pack) -> None:
    said = memory(tiny, {"reports_to": [told("cmo", "2026-01"), told("ceo", "2026-03")]})
    assert possible(tiny, said, "reports_to") == ["ceo", "cmo"]
    assert flags(tiny, said, "reports_to") == (False, True)


def test_a_checklist_is_superseded_item_by_item(tiny: Pack) -> None:
    early, late = (
        told({"scope": "yes", "skills": "no"}, "2026-01"),
        told({"scope": "no"}, "2026-03"),
    )
    said = memory(tiny, {}, ceo={"charter_elements": [early, late]})
    assert possible(tiny, said, "charter_elements", "scope") == ["no"]
    assert possible(tiny, said, "charter_elements", "skills") == ["no"]
    assert [one.item for one in said.superseded] == ["scope"]


def test_the_order_of_answers_makes_no_difference(tiny: Pack) -> None:
    ceo, cfo = {"reports_to": "ceo"}, {"reports_to": "cmo", "dedicated_budget": False}
    one = memory(tiny, {}, ceo=ceo, cfo=cfo)
    two = memory(tiny, {}, cfo=dict(reversed(cfo.items())), ceo=ceo)
    assert one.masks == two.masks
    assert [answer[:-1] for answer in one.answers] == [answer[:-1] for answer in two.answers]


@pytest.mark.parametrize(
    "facts",
    [
        {"reports_to": {"value": {"value": "cmo"}}},
        {"reports_to": {"one_of": []}},
        {"reports_to": None},
        {"reports_to": ""},
        {"reports_to": " cmo"},
        {"dedicated_budget": 1},
        {"levels_below_ceo": 2.0},
        {"levels_below_ceo": True},
        {"levels_below_ceo": float("nan")},
        {"charter_elements": {"scope": {"one_of": ["yes", "no"]}}},
        {"charter_elements": {"rest": "not_known"}},
    ],
)
def test_answers_that_mean_nothing_are_refused(tiny: Pack, facts: dict[str, object]) -> None:
    with pytest.raises(CaseError):
        memory(tiny, facts)
