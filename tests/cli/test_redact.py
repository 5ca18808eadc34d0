"""``mandate redact``, and ``mandate assess --for``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mandate import assess, redact
from tests.helpers import TINY, run

CASE = """\
# a comment that nobody else should read
title: A case
sources: [{id: talk, title: Talk with the CEO}]
note: keep it short
respondents:
  ceo: {authority_type: {value: none, source: talk, phrase: my own words}}
  cfo: {authority_type: line, dedicated_budget: {value: no, visible_to: [client]}}
"""
EDITION = """\
edition: candidate
title: A case
facts:
  authority_type:
  - {value: line}
  - {value: none}
"""


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    path = tmp_path / "acme.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def test_an_edition_goes_to_the_terminal_or_to_a_file(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "redact", path, "--for", "candidate", "--pack", TINY)
    assert done == (0, EDITION, "")
    target = path.with_name("candidate.yaml")
    done = run(capsys, "redact", path, "--for", "candidate", "--pack", TINY, "-o", target)
    assert done == (0, "", "")
    assert target.read_bytes() == EDITION.encode()
    assert path.read_text(encoding="utf-8") == CASE


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_report_for_a_reader_is_that_of_the_edition(
    form: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition = path.with_name("candidate.yaml")
    run(capsys, "redact", path, "--for", "candidate", "--pack", TINY, "-o", edition)
    options = ("--pack", TINY, "--format", form)
    shown = run(capsys, "assess", path, "--for", "candidate", *options)
    assert shown == run(capsys, "assess", edition, *options)
    assert shown.code == 0
    for hidden in ("talk", "Talk", "my own words", "keep it short", "cfo", "CFO alone"):
        assert hidden not in shown.out
    assert "ceo" not in shown.out.replace("below_ceo", "")


def test_the_receipt_of_an_edition_replays_and_holds_no_more(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = path.with_name("a.json")
    options = ("--pack", TINY, "--format", "json", "-o", target)
    assert run(capsys, "assess", path, "--for", "candidate", *options).code == 0
    assert run(capsys, "replay", target, "--pack", TINY).code == 0
    receipt = json.loads(target.read_text(encoding="utf-8"))["receipt"]["case"]
    assert receipt["edition"] == "candidate"
    assert "respondents" not in receipt
    again = assess(redact(path, "candidate", TINY), TINY)
    assert json.loads(again.to_json())["receipt"]["case"] == receipt


def test_a_reader_whom_the_case_does_not_know_is_a_mistake_on_the_command_line(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("redact", "assess"):
        done = run(capsys, command, path, "--for", "cleint", "--pack", TINY)
        assert done == (
            2,
            "",
            f"{path}: error[reader]: the case says nothing of a reader 'cleint'\n"
            "     = did you mean 'client'?\n",
        )


def test_an_edition_does_not_overwrite_the_case(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = path.with_name("link.yaml")
    link.hardlink_to(path)
    for target in (path, link):
        done = run(capsys, "redact", path, "--for", "client", "--pack", TINY, "-o", target)
        assert done.code == 2
        assert "would overwrite the case" in done.err
    assert path.read_text(encoding="utf-8") == CASE


def test_a_case_that_is_wrong_is_refused(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_text("title: A case\nfacts: {reports_to: nobody}\n", encoding="utf-8")
    done = run(capsys, "redact", path, "--for", "client", "--pack", TINY)
    assert (done.code, done.out) == (4, "")
    assert "'nobody' is not a value of reports_to" in done.err
