"""The interview as a sequence of states, with nobody to talk to."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import CaseError, load_pack
from mandate.case_writing import Given, new_case, with_answers
from mandate.interview import Interview, Interviewer
from mandate.library import assessor_of
from mandate.source import to_plain
from tests.helpers import TINY

INTERVIEWER = Interviewer(assessor_of(load_pack(TINY)))


def begun(by: str = "ceo") -> Interview:
    return INTERVIEWER.begin(new_case("A case", "in_post", str(TINY), Path("a.yaml")), by)


def said(state: Interview, by: str = "ceo") -> dict[str, object]:
    document = to_plain(state.written.case.document)
    assert isinstance(document, dict)
    answers = document["respondents"][by]
    assert isinstance(answers, dict)
    return answers


def asked(state: Interview) -> str:
    return state.left[0].fact.id


def answer_first(state: Interview, value: str | None = None, note: str = "") -> Interview:
    question = state.left[0]
    item = question.items[0] if question.items else ""
    return INTERVIEWER.answer(state, item, value or question.fact.labels[0], note)


def test_an_answer_is_put_down_under_who_gave_it_and_not_asked_again() -> None:
    state = begun()
    first = asked(state)
    after = answer_first(state, note="seen on paper")
    assert first in said(after)
    assert "seen on paper" in after.written.text
    question = state.left[0]
    if not question.items:
        assert first not in {one.fact.id for one in after.left}


def test_who_does_not_know_is_not_asked_again_but_another_is() -> None:
    state = begun("hr")
    while state.left[0].items:
        state = INTERVIEWER.skip_theme(state)
    fact = asked(state)
    after = answer_first(state, "not_known")
    assert said(after, "hr") == {fact: "not_known"}
    assert fact not in {one.fact.id for one in after.left}
    again = INTERVIEWER.begin(after.written, "hr")
    assert fact not in {one.fact.id for one in again.questions.matter + again.questions.for_report}
    other = INTERVIEWER.begin(after.written, "ceo")
    assert fact in {one.fact.id for one in other.questions.matter + other.questions.for_report}
    nobody = INTERVIEWER.begin(after.written, "")
    assert fact not in {one.fact.id for one in nobody.questions.matter}


def test_back_leads_to_the_state_before_and_no_further_than_the_first() -> None:
    state = begun()
    assert INTERVIEWER.back(answer_first(state)) == state
    assert INTERVIEWER.back(INTERVIEWER.skip_theme(state)) == state
    assert INTERVIEWER.back(state) == state


def test_a_theme_that_is_skipped_is_not_asked_about_and_is_counted() -> None:
    state = begun()
    theme = state.left[0].fact.theme
    after = INTERVIEWER.skip_theme(state)
    assert theme not in {one.fact.theme for one in after.left}
    assert after.skipped == len(state.left) - len(after.left)
    assert after.written == state.written


def test_an_interview_ends_decided_and_says_what_is_left_for_the_report() -> None:
    state, asked_about = begun(), 0
    while state.left:
        assert not state.questions.range.decided
        state = answer_first(state)
        asked_about += 1
    assert state.questions.range.decided
    assert asked_about
    on = INTERVIEWER.go_on(state)
    assert len(on.left) == len(state.questions.for_report)
    assessment = INTERVIEWER.assessment(state)
    assert assessment.range.decided


def test_an_answer_that_cannot_be_is_refused_and_the_state_stands() -> None:
    state = begun()
    with pytest.raises(CaseError, match="not a value"):
        INTERVIEWER.answer(state, "", "sideways")
    assert asked(state) == asked(begun())


def test_a_note_cannot_steer_a_terminal() -> None:
    state = answer_first(begun(), note="\x1b[2Jbad \ud800")
    assert "\x1b" not in state.written.text
    state.written.text.encode()


def test_what_the_other_answers_make_impossible_is_refused_with_the_reason() -> None:
    interviewer = Interviewer(assessor_of(load_pack("cx-leader")))
    written = new_case("A case", "in_post", "cx-leader", Path("a.yaml"))
    known = [Given("reports_to", (("", "ceo"),)), Given("exec_forum_access", (("", "none"),))]
    state = interviewer.go_on(interviewer.begin(with_answers(written, known, "")))
    assert "levels_below_ceo" not in {one.fact.id for one in state.questions.matter}
    while asked(state) != "levels_below_ceo":
        state = interviewer.skip_theme(state)
    with pytest.raises(CaseError, match="reports to the CEO sits one level below the CEO"):
        interviewer.answer(state, "", "3")
