"""What to ask first, while too little is known for advice."""

from __future__ import annotations

from mandate import Pack, assess
from mandate.report.first_questions import first_questions
from mandate.report.phrases import question_words
from tests.test_bounds import BEST

TWO = {"ceo": {"authority_type": "process"}, "hr": {"authority_type": "none"}}
DISPUTED = "Authority: which answer holds? HR: none; CEO: process."


def test_open_facts_are_asked_about_five_at_most(tiny: Pack) -> None:
    assessment = assess({}, tiny)
    assert len(assessment.open) > 5
    assert first_questions(assessment) == [*map(question_words, assessment.open)][:5]


def test_where_there_is_advice_there_are_no_questions(tiny: Pack) -> None:
    assert first_questions(assess({**BEST, "team_size": {"one_of": ["0", "10"]}}, tiny)) == []


def test_a_dispute_that_moves_the_score_comes_before_what_nobody_was_asked(tiny: Pack) -> None:
    assessment = assess({"respondents": TWO}, tiny)
    assert assessment.range.would_settle[0] == "authority_type"
    assert first_questions(assessment)[:2] == [DISPUTED, "Is there money set aside? Ask: CFO."]


def test_what_nobody_could_say_or_said_in_part_is_asked_again(tiny: Pack) -> None:
    respondents = {
        "cfo": {"dedicated_budget": "not_known"},
        "hr": {"authority_type": {"one_of": ["none", "process"]}},
    }
    authority, money, *_ = first_questions(assess({"respondents": respondents}, tiny))
    assert authority.endswith(" the leader asks? So far: none or process. Ask: CEO.")
    assert money == "Is there money set aside? Ask again: CFO."


def test_a_doubt_on_which_nothing_hangs_is_not_asked_about_first(tiny: Pack) -> None:
    respondents = {"ceo": {"reports_to": "ceo"}, "hr": {"reports_to": "cmo"}}
    assessment = assess({"respondents": respondents}, tiny)
    assert [one.fact for one in assessment.disputed] == ["reports_to"]
    assert not any(one.startswith("Reporting line") for one in first_questions(assessment))
