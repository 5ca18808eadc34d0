"""What to ask first, while too little is known for advice."""

from __future__ import annotations

from mandate import Pack, assess
from mandate.report.first_questions import first_questions
from mandate.report.phrases import question_words
from tests.test_bounds import BEST

TWO = {"ceo": {"authority_type": "process"}, "hr": {"authority_type": "none"}}
DISPUTED = "Authority: which answer holds? HR: none; CEO: process."


def test_open_facts_are_asked_about_five_at_most_what_moves_the_score_most_first(
    tiny: Pack,
) -> None:
    assessment = assess({}, tiny)
    moving = assessment.range.would_settle
    assert moving == ("authority_type", "dedicated_budget")
    others = sorted(
        (one for one in assessment.open if one.fact not in moving),
        key=lambda one: (-one.at_stake, one.fact),
    )
    by_fact = {one.fact: one for one in assessment.open}
    asked = [*(by_fact[one] for one in moving), *others]
    assert (
        first_questions(assessment) == [question_words(one, assessment.case) for one in asked][:5]
    )
    assert len(asked) > 5


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
    assert authority.endswith(" the leader asks? So far: either none or process. Ask: CEO.")
    assert money == "Is there money set aside? Ask again: CFO."


def test_a_checklist_is_asked_about_once_with_all_that_is_not_known_of_it(tiny: Pack) -> None:
    respondents = {"ceo": {"charter_elements": {"scope": "yes", "measures": "not_known"}}}
    asked = first_questions(assess({"respondents": respondents}, tiny))
    (charter,) = (one for one in asked if "charter" in one)
    assert charter.endswith(" are written? (open: skills, measures) Ask: HR director.")
    respondents["hr"] = {"charter_elements": {"scope": "no"}}
    asked = first_questions(assess({"respondents": respondents}, tiny))
    (charter,) = (one for one in asked if "charter" in one.lower())
    assert charter.startswith("Charter: which answer holds? ")


def test_a_dispute_on_which_little_hangs_comes_last_and_a_settled_one_not_at_all(
    tiny: Pack,
) -> None:
    said: dict[str, object] = {"ceo": {"reports_to": "ceo"}, "hr": {"reports_to": "cmo"}}
    assessment = assess({"respondents": said, "facts": {"dedicated_budget": "no"}}, tiny)
    *_, last = first_questions(assessment)
    assert last == "Reporting line: which answer holds? CEO: ceo; HR: cmo."
    said["board"] = {"reports_to": {"value": "ceo", "confidence": "documented"}}
    assessment = assess({"respondents": said, "facts": {"dedicated_budget": "no"}}, tiny)
    assert [one.settled for one in assessment.disputed] == [True]
    assert not any(one.startswith("Reporting line") for one in first_questions(assessment))


def test_a_candidate_asks_in_their_own_words_until_they_are_in_post(tiny: Pack) -> None:
    assessment = assess({}, tiny)
    first = assessment.open[0]._replace(candidate_question="What may I spend?")
    told = [
        question_words(first, assessment.case._replace(edition=edition, stage=stage))
        for edition, stage in (
            ("candidate", "offer"),
            ("candidate", "in_post"),
            ("client", "offer"),
        )
    ]
    assert told == [
        f"{asked} Ask: {first.ask}."
        for asked in ("What may I spend?", first.question, first.question)
    ]
