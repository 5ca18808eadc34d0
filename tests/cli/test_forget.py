"""``mandate forget``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import TINY, run

CASE = """\
title: A case
summary: The cfo spoke for an hour, the ceo for a minute.
respondents:
  ceo: {authority_type: none}
  cfo: {authority_type: line, reports_to: cmo}
"""
LEFT = """\
title: A case
summary: The cfo spoke for an hour, the ceo for a minute.
facts: {}
respondents:
  ceo:
    authority_type: none
"""
NOTICE = "2 answers of cfo left out; the name still stands in: summary\n"


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    path = tmp_path / "acme.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def test_the_answers_go_in_another_file(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "forget", path, "cfo") == (0, LEFT, NOTICE)
    target = path.with_name("left.yaml")
    assert run(capsys, "forget", path, "cfo", "-o", target) == (0, "", NOTICE)
    assert target.read_bytes() == LEFT.encode()
    assert path.read_text(encoding="utf-8") == CASE


def test_the_answers_go_in_place_where_that_is_asked_for(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "forget", path, "cfo", "-o", path)
    assert (done.code, path.read_text(encoding="utf-8")) == (2, CASE)
    assert "use --in-place for that" in " ".join(done.err.split())
    both = run(capsys, "forget", path, "cfo", "--in-place", "-o", path.with_name("b.yaml"))
    assert (both.code, path.read_text(encoding="utf-8")) == (2, CASE)
    assert run(capsys, "forget", path, "cfo", "--in-place") == (0, "", NOTICE)
    assert path.read_text(encoding="utf-8") == LEFT


def test_somebody_who_is_not_there_is_a_mistake_on_the_command_line(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "forget", path, "cf0", "--in-place")
    assert done == (
        2,
        "",
        f"{path}: error[respondent]: the case has no respondent 'cf0'\n"
        "     = did you mean 'cfo'?\n",
    )
    assert path.read_text(encoding="utf-8") == CASE


def test_a_read_only_file_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(f"title: A\npack: {TINY}\nrespondents: {{ceo: {{reports_to: cmo}}}}\n")
    case.chmod(0o444)
    before = case.read_text()
    done = run(capsys, "forget", case, "ceo", "--in-place")
    assert (done.code, case.read_text()) == (6, before)
    assert "the file is read-only" in done.err
