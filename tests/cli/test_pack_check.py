"""``mandate pack check``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.checks.planted import CLEAN, clean_pack, wrong_files
from tests.helpers import run


def test_a_clean_pack_is_said_to_be_clean(capsys: pytest.CaptureFixture[str]) -> None:
    expected = (0, "clean: 0 errors, 0 warnings, 0 notes; 1 suppressed\n", "")
    assert run(capsys, "pack", "check", CLEAN) == expected
    assert run(capsys, "pack", "check", CLEAN, "--fail-level", "note", "-o", "-") == expected


@pytest.mark.parametrize(
    ("code", "reached"),
    [
        ("no-effort", {"note"}),
        ("no-grade", {"note", "warning"}),
        ("cure-fails", {"note", "warning", "error"}),
        ("unknown-fact", {"note", "warning", "error"}),
    ],
)
def test_it_exits_with_1_at_the_level_asked_for_and_above(
    code: str, reached: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = clean_pack(tmp_path / "pack", wrong_files(code))
    for level in ("note", "warning", "error"):
        done = run(capsys, "pack", "check", folder, "--fail-level", level)
        assert (done.code, done.err) == (int(level in reached), "")
    assert run(capsys, "pack", "check", folder).code == int("error" in reached)


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_every_format_names_the_code_and_can_go_to_a_file(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = clean_pack(tmp_path / "pack", wrong_files("cure-fails"))
    shown = run(capsys, "pack", "check", folder, "--format", form)
    assert shown.code == 1
    assert "cure-fails" in shown.out
    target = tmp_path / "report"
    written = run(capsys, "pack", "check", folder, "--format", form, "-o", target)
    assert (written.code, written.out) == (1, "")
    assert target.read_text(encoding="utf-8") == shown.out


def test_a_pack_that_loads_no_more_is_checked_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = clean_pack(tmp_path / "pack", wrong_files("unknown-fact") | wrong_files("no-grade"))
    done = run(capsys, "pack", "check", folder, "--format", "json")
    assert {one["code"] for one in json.loads(done.out)["faults"]} == {"unknown-fact", "no-grade"}
    assert done.code == 1


def test_a_shipped_pack_is_checked_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack", "check", "cx-leader")
    assert done.code == 0
    assert "cx-leader: 0 errors" in done.out


def test_the_report_is_not_written_among_the_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = clean_pack(tmp_path / "pack")
    before = (folder / "pack.yaml").read_bytes()
    done = run(capsys, "pack", "check", folder, "-o", folder / "pack.yaml")
    assert (done.code, done.out) == (2, "")
    assert "would be written among the files of" in done.err
    assert (folder / "pack.yaml").read_bytes() == before


def test_a_report_that_cannot_be_written_exits_with_6(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "pack", "check", CLEAN, "-o", tmp_path)
    assert (done.code, done.out) == (6, "")


def test_without_a_pack_or_a_code_the_usage_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack", "check")
    assert done.code == 2
    assert "Missing argument 'PACK'" in done.err
