"""``mandate whatif``."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import WhatIf, what_if
from mandate.report import comparison_text
from mandate.serialization import from_json
from tests.helpers import TINY, run

CHANGES = ["dedicated_budget=yes", "team_size=5"]


def test_text_and_json_go_to_the_terminal_and_to_a_file_alike(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = what_if(case_file, CHANGES, TINY)
    target = tmp_path / "whatif"
    for form, text in (
        ("text", comparison_text.render_what_if(expected)),
        ("json", expected.to_json()),
    ):
        options = ("--pack", TINY, "--format", form)
        assert run(capsys, "whatif", case_file, *CHANGES, *options) == (0, text, "")
        assert run(capsys, "whatif", case_file, *CHANGES, *options, "-o", target) == (0, "", "")
        assert target.read_text(encoding="utf-8") == text
    assert from_json(WhatIf, target.read_text(encoding="utf-8")) == expected


def test_wrong_changes_are_wrong_usage_and_nothing_is_written(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "whatif"
    wrong = ["dedicated_buget=yes", "levels_below_ceo=9"]
    done = run(capsys, "whatif", case_file, *wrong, "--pack", TINY, "-o", target)
    assert (done.code, done.out) == (2, "")
    assert "did you mean 'dedicated_budget'?" in done.err
    assert "expected a whole number from 1 to 6" in done.err
    assert not target.exists()


def test_without_a_change_the_command_line_is_wrong(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "whatif", case_file).code == 2


def test_a_bad_case_exits_with_4_and_a_bad_pack_with_3(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "whatif", "nowhere.yaml", "a=b").code == 4
    assert run(capsys, "whatif", case_file, "a=b", "--pack", "nowhere").code == 3


def test_the_case_is_not_overwritten(case_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = case_file.read_bytes()
    done = run(capsys, "whatif", case_file, *CHANGES, "--pack", TINY, "-o", case_file)
    assert (done.code, case_file.read_bytes()) == (2, before)
