"""Which questions a case leaves open, in which order, and how soon they are there."""

from __future__ import annotations

import time

from mandate import load_pack, open_questions
from mandate.library import opened
from mandate.questions.listing import Questions, asked_of, questions_of
from mandate.report import questions_text
from tests.helpers import TINY

CX = load_pack("cx-leader")


def named(found: Questions) -> set[str]:
    return {one.fact.id for one in (*found.matter, *found.for_report)}


def test_all_that_can_be_asked_is_asked_or_kept_for_later() -> None:
    found = open_questions({"title": "A case", "facts": {}}, CX)
    assert named(found) | set(found.later) == set(CX.vocabulary.facts)
    assert not named(found) & set(found.later)
    assert all(one.fact.stage == "search" for one in found.matter)
    assert all(one.is_proved for one in (*found.matter, *found.for_report))


def test_the_most_valuable_come_first() -> None:
    found = open_questions({"title": "A case", "facts": {}}, CX)
    ranks = [one.worth.rank for one in found.matter]
    assert ranks == sorted(ranks)
    first = {one.fact.id for one in found.matter[:12]}
    assert {"dedicated_budget", "authority_type"} <= first


def test_what_only_a_rule_set_aside_reads_cannot_change_the_band() -> None:
    case = {"title": "A case", "stage": "in_post", "facts": {}}
    aside = [{"rule": "small-team", "by": "the consultant", "reason": "Two people are enough."}]
    before, after = (open_questions(one, TINY) for one in (case, {**case, "set_aside": aside}))
    assert "team_size" in {one.fact.id for one in before.matter}
    assert "team_size" not in {one.fact.id for one in after.matter}
    assert after.pack == before.pack


def test_a_dispute_is_not_put_to_a_third() -> None:
    said = {"ceo": {"reports_to": "ceo"}, "hr": {"reports_to": "cmo"}}
    case = {"title": "A case", "stage": "in_post", "facts": {}, "respondents": said}
    assert "reports_to" not in named(open_questions(case, TINY, by="cfo"))


def test_what_was_asked_and_left_open_is_told_apart_from_the_questions() -> None:
    said = {
        "ceo": {"reports_to": "ceo", "authority_type": "not_known", "dedicated_budget": "no"},
        "hr": {"reports_to": "cmo", "charter_elements": {"scope": "yes", "skills": "not_known"}},
    }
    case = {"title": "A case", "stage": "in_post", "facts": {}, "respondents": said}
    nobody, ceo = open_questions(case, TINY), open_questions(case, TINY, by="ceo")
    unsettled = [{fact.id for fact in one.unsettled} for one in (nobody, ceo)]
    assert unsettled == [
        {"authority_type", "charter_elements", "reports_to"},
        {"authority_type", "reports_to"},
    ]
    (charter,) = (one for one in (*nobody.matter, *nobody.for_report) if one.items)
    assert charter.items == ("measures",)
    assert not {"authority_type", "reports_to"} & named(nobody)
    assert [fact.id for fact in asked_of(nobody, "hr").unsettled] == ["charter_elements"]
    _, told = questions_text.render(nobody, load_pack(TINY)).split("Asked already, and left open")
    assert [line for line in told.splitlines() if line.startswith("- ")] == [
        "- Authority. Ask: CEO.",
        "- Charter. Ask: HR director.",
        "- Reporting line. Ask: CEO.",
    ]


def test_the_rules_that_wait_for_an_answer_are_told_with_the_points_they_may_carry() -> None:
    found = open_questions({"title": "A case", "facts": {"dedicated_budget": "no"}}, TINY)
    waiting = {
        one.fact.id: [(rule.rule, rule.low, rule.high) for rule in one.waiting]
        for one in (*found.matter, *found.for_report)
    }
    assert waiting == {
        "authority_type": [("authority-type", -2, 4), ("powerless", 0, 0)],
        "levels_below_ceo": [("powerless", 0, 0)],
        "charter_elements": [("powerless", 0, 0)],
        "reports_to": [],
    }


def test_a_rule_that_fires_in_any_case_waits_for_how_many_points_it_carries() -> None:
    case = {"title": "A case", "facts": {"authority_type": {"one_of": ["none", "influence_only"]}}}
    found = open_questions(case, TINY, by="cfo")
    (asked,) = (one for one in found.matter if one.fact.id == "authority_type")
    assert [(one.rule, one.low, one.high) for one in asked.waiting] == [
        ("authority-type", 2, 4),
        ("powerless", 0, 0),
    ]


def test_a_decided_case_has_nothing_that_matters() -> None:
    levels = {
        fact.id: fact.labels[-1 if fact.better < 0 else 0]
        for fact in CX.vocabulary.facts.values()
        if fact.type == "scale"
    }
    found = open_questions({"title": "A case", "facts": levels}, CX)
    assert found.range.decided
    assert not found.matter
    assert found.for_report


def test_who_is_asked_is_named_by_some_of_the_words_for_the_post() -> None:
    found = open_questions({"title": "A case", "facts": {}}, CX)
    kept = asked_of(found, "hiring_manager")
    assert {one.fact.ask for one in kept.matter} == {"Hiring manager"}


def test_the_next_question_is_there_within_200_ms() -> None:
    taken = []
    for _ in range(3):
        started = time.process_time()
        assessor, record = opened({"title": "A case", "facts": {}, "stage": "in_post"}, CX)
        questions_of(record, assessor)
        taken.append(time.process_time() - started)
    assert min(taken) < 0.2
