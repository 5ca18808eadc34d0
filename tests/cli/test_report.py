"""``mandate report``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers import ROOT, run

EXAMPLES = ROOT / "cases" / "examples"
CASE = EXAMPLES / "larkmere-telecom.yaml"
VOICES = EXAMPLES / "two-voices.yaml"


@pytest.mark.parametrize(
    ("name", "start"), [("x.md", "# Larkmere"), ("x.HTML", "<!DOCTYPE html>"), ("x.json", "{\n")]
)
def test_the_name_of_the_file_tells_the_format(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, start: str
) -> None:
    done = run(capsys, "report", CASE, "--date", "14 March 2026", "-o", tmp_path / name)
    assert (done.code, done.out, done.err) == (0, "", "")
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith(start)
    assert "14 March 2026" in text


def test_a_name_that_tells_none_is_refused_unless_the_format_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    done = run(capsys, "report", CASE, "-o", tmp_path / "x.rtf")
    assert done.code == 2
    assert "does not tell the format; expected .md, .json, .html, or --format" in " ".join(
        done.err.split()
    )
    assert not (tmp_path / "x.rtf").exists()
    done = run(capsys, "report", CASE, "-o", tmp_path / "x.rtf", "--format", "json")
    assert done.code == 0
    assert json.loads((tmp_path / "x.rtf").read_text(encoding="utf-8"))["title"]


def test_to_the_terminal_it_is_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "report", VOICES, "--for", "candidate")
    assert done.code == 0
    assert "Report for the candidate" in done.out


def test_two_cases_are_compared_each_as_the_reader_may_see_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = run(capsys, "report", VOICES, VOICES, "--for", "client")
    assert done.code == 0
    assert "Report for the client: comparison" in done.out
    assert "Edition for the client" in done.out
    assert run(capsys, "report", VOICES, CASE, "--to", "low").code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--to", "none"], 2, "the pack has no band 'none'"),
        (["--for", "nobody"], 2, "the case says nothing of a reader 'nobody'"),
        (["--pack", "nothing"], 3, "nothing"),
    ],
)
def test_what_is_wrong_is_said_in_a_message(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
) -> None:
    done = run(capsys, "report", CASE, *arguments)
    assert done.code == code
    assert message in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_the_case_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "report", CASE, "--format", "md", "-o", CASE)
    assert done.code == 2
    assert "overwrite" in done.err
