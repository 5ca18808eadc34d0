"""``mandate pack test``."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests.helpers import TINY, changed, copy_tiny, python, run

CASE = """title: Golden
facts: {authority_type: none}
expect:
  band: moderate
  because: It is so.
"""
QUICK = ("--tries", "5")


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """A folder with a golden case, and one that expects nothing."""
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "golden.yaml").write_text(CASE, encoding="utf-8")
    (folder / "other.yaml").write_text("title: Other\nfacts: {no_such: 1}\n", encoding="utf-8")
    return folder


def test_a_sound_pack_passes(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack", "test", TINY, "--cases", cases, *QUICK)
    assert (done.code, done.err) == (0, "")
    assert "16 examples of rules, 1 expectations of 1 golden cases, 7 promises" in done.out
    assert done.out.endswith("\nPASSED\n")


def test_a_pack_that_ships_is_tested_with_its_examples(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack", "test", "cx-leader", "--no-laws", "--format", "json")
    assert done.code == 0
    found = json.loads(done.out)
    assert found["passed"] is True
    assert len(found["outcomes"]) > 400
    rules, conditions = found["coverage"]
    assert rules["seen"] == rules["total"]
    assert conditions["seen"] + len(conditions["missing"]) == conditions["total"]


def test_a_failing_example_is_told_and_exits_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = changed(
        "mandate/authority-type.yaml", "process}, gives: silent", "process}, gives: fires"
    )
    done = run(capsys, "pack", "test", copy_tiny(tmp_path / "pack", wrong), "--no-laws")
    assert done.code == 1
    assert "FAILED  authority-type: process authority is neutral\n" in done.out
    assert done.err == "tiny: 1 of 16 tests failed\n"


def test_too_little_coverage_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("pack", "test", TINY, "--no-laws", "--coverage-threshold")
    assert run(capsys, *arguments, "80").code == 0
    done = run(capsys, *arguments, "81")
    assert (done.code, done.err) == (
        1,
        "tiny: 80 % of the conditions is covered, below 81 %\n",
    )


def test_junit_is_written_to_a_file_whether_or_not_it_fails(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cases / "golden.yaml").write_text(CASE.replace("moderate", "low"), encoding="utf-8")
    target = tmp_path / "pack.xml"
    arguments = ("--cases", cases, "--format", "junit", "-o", target, *QUICK)
    done = run(capsys, "pack", "test", TINY, *arguments)
    assert (done.code, done.out, done.err) == (1, "", "tiny: 1 of 24 tests failed\n")
    (suite,) = Xml.fromstring(target.read_text(encoding="utf-8"))
    assert suite.get("failures") == "1"


def test_the_same_run_gives_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    runs = {run(capsys, "pack", "test", TINY, "--format", "json", *QUICK) for _ in range(2)}
    assert len(runs) == 1


def test_without_time_every_promise_is_tried_on_a_few_cases(
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = run(capsys, "pack", "test", TINY, "--tries", "100", "--seconds", "0")
    assert done.code == 0
    assert done.out.count("held on 10 cases") == 7


def test_a_pack_that_is_not_there_or_has_faults_exits_with_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "pack", "test", "cx-leadre")
    assert (done.code, done.out) == (3, "")
    assert "did you mean 'cx-leader'?" in done.err
    wrong = changed("money/small-team.yaml", "grade: D", "grade: E")
    done = run(capsys, "pack", "test", copy_tiny(tmp_path / "pack", wrong))
    assert (done.code, done.out) == (3, "")
    assert "error[choice]" in done.err


def test_a_folder_without_golden_cases_is_a_usage_error(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cases / "golden.yaml").unlink()
    done = run(capsys, "pack", "test", TINY, "--cases", cases)
    assert (done.code, done.out) == (2, "")
    assert "says what it expects, under 'expect:'" in done.err
    assert run(capsys, "pack", "test", TINY, "--cases", cases / "none").code == 2


def test_a_case_that_is_no_yaml_exits_with_4(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cases / "golden.yaml").write_text("title: [", encoding="utf-8")
    done = run(capsys, "pack", "test", TINY, "--cases", cases)
    assert (done.code, done.out) == (4, "")
    assert "error[yaml-syntax]" in done.err


def test_a_golden_case_with_faults_is_a_failed_test(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = CASE.replace("band: moderate", "bands: moderate")
    (cases / "golden.yaml").write_text(text, encoding="utf-8")
    done = run(capsys, "pack", "test", TINY, "--cases", cases, "--no-laws")
    assert done.code == 1
    assert "an expectation has no key 'bands'" in done.out


def test_the_report_is_not_written_over_the_pack_or_the_cases(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_tiny(tmp_path / "pack")
    for target in (folder / "pack.yaml", cases / "golden.yaml"):
        before = target.read_bytes()
        done = run(capsys, "pack", "test", folder, "--cases", cases, "-o", target)
        assert (done.code, done.out) == (2, "")
        assert "would be written among the files of" in done.err
        assert target.read_bytes() == before


def test_a_report_that_cannot_be_written_exits_with_6(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "pack", "test", TINY, "--no-laws", "-o", tmp_path)
    assert (done.code, done.out) == (6, "")
    assert "error[unwritable]" in done.err


def test_other_commands_import_nothing_of_it() -> None:
    program = (
        "import sys\n"
        "import mandate.cli.main\n"
        "print(sorted(name for name in sys.modules if name.startswith('mandate.testing')"
        " or name.split('.')[0] in ('hypothesis', 'pytest')))\n"
    )
    assert python(program).strip() == "[]"
