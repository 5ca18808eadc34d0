"""``mandate questions``."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mandate import load_case, load_pack, open_questions
from mandate.case import known
from mandate.source import to_plain
from tests.helpers import TINY, run

START = f"title: A case   # ours\npack: {TINY}\nstage: in_post\nfacts:\n  reports_to: ceo\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text(START, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "json"])
def test_every_question_is_in_every_format(
    case: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "questions", case, "--format", form)
    assert ran.code == 0
    found = open_questions(case)
    assert found.matter
    for question in (*found.matter, *found.for_report):
        assert question.fact.question in " ".join(ran.out.split())
    if form == "text":
        assert max(map(len, ran.out.splitlines())) <= 80


def test_a_post_gets_its_own_questions_only(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = {one.fact.question: one.fact.ask for one in open_questions(case).matter}
    assert len(set(asked.values())) > 1
    for post in set(asked.values()):
        ran = run(capsys, "questions", case, "--for", post.lower())
        assert ran.code == 0
        told = " ".join(ran.out.split())
        assert {asked[one] for one in asked if one in told} == {post}
    ran = run(capsys, "questions", case, "--for", "janitor")
    assert ran.code == 2
    assert "no open question is for 'janitor'; there are some for" in ran.err


def test_a_sheet_goes_out_and_comes_back_into_the_case(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, filled = tmp_path / "ask.csv", tmp_path / "filled.yaml"
    assert run(capsys, "questions", case, "--format", "csv", "-o", sheet).code == 0
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    for row in rows:
        if row[0] == "dedicated_budget":
            row[6] = "yes"
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    ran = run(capsys, "questions", case, "--read", sheet, "--as", "cfo", "-o", filled)
    assert ran.code == 0
    assert filled.read_text(encoding="utf-8").startswith(START)
    document = to_plain(load_case(filled).document)
    assert isinstance(document, dict)
    assert document["respondents"] == {"cfo": {"dedicated_budget": "yes"}}
    known(load_case(filled), load_pack(TINY))


def test_a_sheet_is_read_into_no_file_that_is_read_and_into_nothing_but_yaml(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "ask.csv"
    assert run(capsys, "questions", case, "--format", "csv", "-o", sheet).code == 0
    before = sheet.read_bytes()
    for output, what in ((case, "case"), (sheet, "sheet")):
        ran = run(capsys, "questions", case, "--read", sheet, "-o", output)
        assert ran.code == 2
        assert f"that would overwrite the {what} {output}" in " ".join(ran.err.split())
    ran = run(capsys, "questions", case, "--read", sheet, "--format", "json")
    assert ran.code == 2
    assert "what a sheet is read into is a case, which is YAML" in ran.err
    assert (case.read_text(encoding="utf-8"), sheet.read_bytes()) == (START, before)


def test_a_sheet_with_faults_leaves_everything_as_it_was(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, filled = tmp_path / "ask.csv", tmp_path / "filled.yaml"
    sheet.write_text("fact,item,answer\nlevels_below_ceo,,none\n", encoding="utf-8")
    ran = run(capsys, "questions", case, "--read", sheet, "-o", filled)
    assert ran.code == 4
    assert "'none' is not a value of levels_below_ceo" in ran.err
    assert not filled.exists()
    assert case.read_text(encoding="utf-8") == START


def test_where_nobody_could_say_it_says_whom_to_ask(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = "".join(f"  {name}: not_known\n" for name in load_pack(TINY).vocabulary.facts)
    case = tmp_path / "case.yaml"
    case.write_text(f"title: A\npack: {TINY}\nstage: in_post\nfacts:\n{facts}", encoding="utf-8")
    said = [
        " ".join(run(capsys, "questions", case, *who).out.split()) for who in ([], ["--as", "hr"])
    ]
    assert "ask somebody else, by name (--as)" in said[0]
    assert "questions can still change" in said[1]
