"""Answers put into a case as it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mandate import load_case, load_pack
from mandate.case import known
from mandate.case_writing import Given, new_case, open_case, with_answers
from mandate.source import to_plain
from tests.helpers import TINY

BLOCK = """\
# Asked in March
title: A case   # of many
stage: offer
facts:
  # Reporting line
  reports_to: ceo   # so says the chart
respondents:
  hr:
    team_size: 5
organisation: Acme
"""


def written(folder: Path, text: str, by: str, *given: Given) -> str:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    before = to_plain(load_case(path).document)
    found = with_answers(open_case(path), given, by)
    path.write_text(found.text, encoding="utf-8", newline="")
    again = load_case(path)
    assert to_plain(again.document) == to_plain(found.case.document)
    known(again, load_pack(TINY))
    after = to_plain(again.document)
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    for key, value in before.items():
        if key not in ("facts", "respondents"):
            assert after[key] == value
    return found.text


def test_an_answer_is_a_line_more_and_comments_stay(tmp_path: Path) -> None:
    text = written(tmp_path, BLOCK, "", Given("dedicated_budget", (("", "yes"),)))
    assert text == BLOCK.replace("facts:\n", "facts:\n  dedicated_budget: yes\n")


def test_a_respondent_gets_a_place_of_their_own(tmp_path: Path) -> None:
    text = written(tmp_path, BLOCK, "the ceo: Jo", Given("dedicated_budget", (("", "not_known"),)))
    added = 'respondents:\n  "the ceo: Jo":\n    dedicated_budget: not_known\n'
    assert text == BLOCK.replace("respondents:\n", added)


def test_a_note_is_kept_whatever_it_says(tmp_path: Path) -> None:
    note = 'she said: "ask {finance}" # really\n\u2028- twice'
    written(tmp_path, BLOCK, "hr", Given("dedicated_budget", (("", "no"),), note))
    facts = load_case(tmp_path / "case.yaml").document
    assert note in str(to_plain(facts)) or repr(note)[1:-1] in str(to_plain(facts))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_finds_its_place_whatever_ends_a_line(tmp_path: Path, end: str) -> None:
    text = end.join(["title: A case", 'summary: "one\u2028two"', "facts:", "  team_size: 5", ""])
    new = written(tmp_path, text, "", Given("reports_to", (("", "ceo"),)))
    added = "  reports_to: ceo" + ("\r\n" if end == "\r\n" else "\n")
    assert new == text.replace("  team_size", f"{added}  team_size")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_without_answers_gets_them_at_its_end(tmp_path: Path, end: str) -> None:
    text = f"title: A case{end}# nothing yet"
    new = written(tmp_path, text, "", Given("team_size", (("", "5"),)))
    assert new == f"{text}{end}facts:{end}  team_size: 5{end}"


@pytest.mark.parametrize(
    "facts", ["facts: {reports_to: ceo}", "facts:\n  {reports_to: ceo}", "facts:"]
)
def test_where_no_line_can_be_added_the_file_is_written_anew(tmp_path: Path, facts: str) -> None:
    text = f"title: A case\n{facts}\nsummary: About it\n"
    new = written(tmp_path, text, "", Given("dedicated_budget", (("", "yes"),)))
    assert "summary: About it" in new


def test_items_of_a_checklist_join_those_that_were_answered(tmp_path: Path) -> None:
    text = "title: A case\nfacts:\n  charter_elements: {value: {scope: yes}, note: seen}\n"
    given = Given("charter_elements", (("measures", "no"), ("skills", "not_known")), "heard")
    written(tmp_path, text, "", given)
    document = to_plain(load_case(tmp_path / "case.yaml").document)
    assert isinstance(document, dict)
    assert document["facts"] == {
        "charter_elements": {
            "value": {"scope": "yes", "measures": "no", "skills": "not_known"},
            "note": "seen; heard",
        }
    }


@pytest.mark.parametrize(
    ("editions", "readers"),
    [("{}", ["client"]), ("{respondents: {hr: {visible_to: []}}}", []), ("{visible_to: []}", [])],
)
def test_beside_several_answers_one_more_is_seen_by_nobody_who_may_not_see_them(
    tmp_path: Path, editions: str, readers: list[str]
) -> None:
    said = (
        "[{value: 5, date: 2025, visible_to: [client, candidate]},"
        " {value: 10, date: 2026, visible_to: [client]}]"
    )
    text = f"title: A case\neditions: {editions}\nrespondents:\n  hr:\n    team_size: {said}\n"
    written(tmp_path, text, "hr", Given("team_size", (("", "10"),)))
    found: Any = to_plain(load_case(tmp_path / "case.yaml").document)
    (*_, new) = found["respondents"]["hr"]["team_size"]
    assert new == {"value": "10", "visible_to": readers}


def test_beside_several_answers_one_more_has_its_value(tmp_path: Path) -> None:
    text = "title: A case\nfacts:\n  team_size: [{value: 5, date: 2025}, {value: 10, date: 2026}]\n"
    written(tmp_path, text, "", Given("team_size", (("", "10"),)))


def test_a_new_case_says_nothing_but_its_frame(tmp_path: Path) -> None:
    found = new_case("yes", "offer", "cx-leader", tmp_path / "new.yaml")
    (tmp_path / "new.yaml").write_text(found.text, encoding="utf-8")
    case = load_case(tmp_path / "new.yaml")
    assert (case.title, case.stage, case.pack) == ("yes", "offer", "cx-leader")
