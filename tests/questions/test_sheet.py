"""Questions as a sheet, and the sheet read back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from mandate import CaseError, load_pack, open_questions
from mandate.questions.sheet import COLUMNS, read_sheet, sheet
from tests.helpers import TINY, changed, copy_tiny, known

PACK = load_pack(TINY)
CASE = {"title": "A case", "facts": {}, "stage": "in_post"}


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def filled(path: Path, lines: list[list[str]], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(lines)
    return path


def test_every_question_has_a_row_and_every_item_of_a_checklist() -> None:
    found = open_questions(CASE, PACK)
    named = [(row[0], row[1]) for row in rows(sheet(found))[1:]]
    asked = [*found.matter, *found.for_report]
    assert named == [(one.fact.id, item) for one in asked for item in one.items or ("",)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_filled_in_sheet_is_read_back(tmp_path: Path, delimiter: str) -> None:
    table = rows(sheet(open_questions(CASE, PACK, by="ceo")))
    for row in table:
        if row[0] == "reports_to":
            row[6], row[7] = " CEO ", "the chart, says HR"
        if row[:2] == ["charter_elements", "scope"]:
            row[6], row[8] = "Yes", "hr"
        if row[0] == "dedicated_budget":
            row[6] = "don't know"
    found = read_sheet(filled(tmp_path / "a.csv", table, delimiter), PACK)
    told = {(one.by, one.given.fact): one.given for one in found}
    assert told["ceo", "reports_to"].values == (("", "ceo"),)
    assert told["ceo", "reports_to"].note == "the chart, says HR"
    assert told["hr", "charter_elements"].values == (("scope", "yes"),)
    assert told["ceo", "dedicated_budget"].values == (("", "not_known"),)
    assert len(told) == 3


def test_all_that_is_wrong_with_a_sheet_is_told_at_once(tmp_path: Path) -> None:
    lines = [
        ["fact", "item", "answer"],
        ["reports_to", "", "ceoo"],
        ["report_to", "", "ceo"],
        ["charter_elements", "scop", "yes"],
        ["dedicated_budget", "", "yes"],
        ["dedicated_budget", "", "no"],
    ]
    with pytest.raises(CaseError) as raised:
        read_sheet(filled(tmp_path / "a.csv", lines), PACK)
    codes = [(one.location.line, one.code) for one in raised.value.faults]
    assert codes == [
        (2, "unknown-level"),
        (3, "unknown-fact"),
        (4, "unknown-item"),
        (6, "answered-twice"),
    ]


def test_what_is_no_sheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\x00\xff\xfe nothing")
    with pytest.raises(CaseError, match="has no column 'fact'"):
        read_sheet(tmp_path / "a.csv", PACK)
    with pytest.raises(CaseError, match="cannot be read"):
        read_sheet(tmp_path / "none.csv", PACK)


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_text_is_no_formula_in_a_spreadsheet(tmp_path: Path, start: str) -> None:
    attack = f"{start}cmd|'/c calc'!A1"
    files = changed("vocabulary/all.yaml", "Is there money set aside?", f'"{attack}"')
    pack = load_pack(copy_tiny(tmp_path / "pack", files))
    cells = [cell for row in rows(sheet(open_questions(CASE, pack, by=attack))) for cell in row]
    assert f"'{attack}" in cells
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)
    table = [list(COLUMNS), ["reports_to", "", "", "", "", "", "ceo", "", f"'{attack}"]]
    (found,) = read_sheet(filled(tmp_path / "a.csv", table), pack)
    assert found.by == attack


def test_an_answer_may_leave_some_of_several_values(tmp_path: Path) -> None:
    lines = [
        ["fact", "item", "answer"],
        ["team_size", "", "10 to 20"],
        ["reports_to", "", "CEO/CMO"],
    ]
    found = read_sheet(filled(tmp_path / "a.csv", lines), PACK)
    assert [one.given.values for one in found] == [
        (("", {"between": ["10", "20"]}),),
        (("", {"one_of": ["ceo", "cmo"]}),),
    ]


def test_what_the_case_says_already_may_stand_there_again(tmp_path: Path) -> None:
    lines = [["fact", "item", "answer"], ["reports_to", "", "ceo"], ["team_size", "", "10"]]
    given = known(PACK, {"reports_to": "ceo"}).memory.answers
    (found,) = read_sheet(filled(tmp_path / "a.csv", lines), PACK, given=given)
    assert found.given.fact == "team_size"
