"""``mandate calibrate``."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import load_pack
from mandate.calibrator import calibrate
from mandate.report import calibration_text
from tests.helpers import TINY, copy_tiny, run


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "cases"
    folder.mkdir()
    for name, outcome, value in (("café", "stayed_succeeded", "line"), ("b", "ousted", "none")):
        (folder / f"{name}.yaml").write_text(
            f"title: {name}\nkind: published\noutcome: {{what: {outcome}, months: 12}}\n"
            f"facts: {{authority_type: {{value: {value}, known: at_hire}}}}\n",
            encoding="utf-8",
        )
    return folder


@pytest.fixture(name="second")
def _second(tmp_path: Path) -> Path:
    folder = tmp_path / "second"
    folder.mkdir()
    (folder / "b.yaml").write_text("title: b\nfacts: {authority_type: line}\n")
    return folder


@pytest.mark.parametrize("form", ["text", "json"])
def test_both_formats_go_to_the_terminal_and_to_a_file_alike(
    form: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = calibrate(folder, load_pack(TINY))
    expected = {"text": calibration_text.render(found), "json": found.to_json()}[form]
    command = ("calibrate", folder, "--pack", TINY, "--format", form)
    assert run(capsys, *command) == (0, expected, "")
    assert run(capsys, *command, "-o", "-") == (0, expected, "")
    target = tmp_path / "report"
    assert run(capsys, *command, "-o", target) == (0, "", "")
    assert target.read_text(encoding="utf-8") == expected


def test_text_is_what_is_written_where_nothing_else_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "calibrate", folder, "--pack", TINY)
    assert done.code == 0
    assert done.out.startswith("Calibration of the pack tiny 1.0.0\n2 cases read: 1 favourable, 1")


def test_the_limits_are_said_before_the_numbers(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = " ".join(run(capsys, "calibrate", folder, "--pack", TINY).out.split())
    said = [
        "The sample is small: 1 favourable outcome and 1 unfavourable.",
        "The sample is confounded:",
        "Publication selects: 2 of 2 cases",
        "Hindsight:",
        "The pack was not fitted:",
        "DOES A HIGHER SCORE GO WITH AN UNFAVOURABLE OUTCOME?",
    ]
    places = [words.index(words_said) for words_said in said]
    assert places == sorted(places)


def test_one_class_only_is_no_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.yaml").unlink()
    done = run(capsys, "calibrate", folder, "--pack", TINY)
    assert (done.code, done.err) == (0, "")
    assert "All of the outcomes are favourable." in " ".join(done.out.split())


def test_a_bad_case_among_good_ones_exits_with_4_and_names_every_fault(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = folder / "bad.yaml"
    bad.write_text("title: bad\nfacts: {authority_type: som, repots_to: ceo}\n")
    target = tmp_path / "report.txt"
    done = run(capsys, "calibrate", folder, "--pack", TINY, "-o", target)
    assert done == (
        4,
        "",
        f"{bad}:2:25: error[unknown-level]: 'som' is not a value of authority_type\n"
        "    2 | facts: {authority_type: som, repots_to: ceo}\n"
        "      |                         ^^^ expected one of: none, influence_only, process, line,"
        " not_known\n"
        f"{bad}:2:30: error[unknown-fact]: the pack has no fact 'repots_to'\n"
        "    2 | facts: {authority_type: som, repots_to: ceo}\n"
        "      |                              ^^^^^^^^^ did you mean 'reports_to'?\n",
    )
    assert not target.exists()


def test_an_empty_folder_exits_with_4(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "calibrate", tmp_path, "--pack", TINY)
    assert done == (
        4,
        "",
        f"{tmp_path}: error[no-cases]: there are no cases here\n     = cases are files in .yaml\n",
    )


def test_a_bad_pack_exits_with_3(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = copy_tiny(tmp_path / "pack", {"pack.yaml": "id: tiny\n"})
    done = run(capsys, "calibrate", folder, "--pack", pack)
    assert (done.code, done.out) == (3, "")
    assert "error[missing-key]" in done.err


@pytest.mark.parametrize("name", ["b.yaml", "new.yaml", "deeper/new.yml"])
def test_a_report_is_not_written_among_the_cases(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(folder.rglob("*"))
    done = run(capsys, "calibrate", folder, "--pack", TINY, "-o", folder / name)
    assert (done.code, done.out) == (2, "")
    assert "would be written among the files of" in done.err
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["a", "--format", "markdown"]])
def test_a_wrong_command_line_exits_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "calibrate", *arguments)
    assert (done.code, done.out) == (2, "")
    assert "Error: " in done.err


@pytest.mark.parametrize("form", ["text", "json"])
def test_second_readings_are_compared_with_the_first(
    form: str, folder: Path, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = calibrate(folder, load_pack(TINY), second)
    expected = {"text": calibration_text.render(found), "json": found.to_json()}[form]
    command = ("calibrate", folder, "--pack", TINY, "--second", second, "--format", form)
    assert run(capsys, *command) == (0, expected, "")
    assert {"text": "TWO READERS", "json": '"known_to_one": 0'}[form] in expected


def test_faults_of_second_readings_exit_with_4_beside_those_of_the_first(
    folder: Path, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.yaml").write_text("title: bad\nfacts: {repots_to: ceo}\n")
    (second / "lone.yaml").write_text("title: lone\n")
    done = run(capsys, "calibrate", folder, "--pack", TINY, "--second", second)
    assert (done.code, done.out) == (4, "")
    assert "error[unknown-fact]" in done.err
    assert "error[no-first-reading]" in done.err


@pytest.mark.parametrize("name", ["b.yaml", "new.yaml", "deeper/new.yml"])
def test_a_report_is_not_written_among_the_second_readings(
    name: str, folder: Path, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_text() for path in second.rglob("*")}
    command = ("calibrate", folder, "--pack", TINY, "--second", second)
    done = run(capsys, *command, "-o", second / name)
    assert (done.code, done.out) == (2, "")
    assert "would be written among the files of" in done.err
    assert {path: path.read_text() for path in second.rglob("*")} == before


def test_a_report_does_not_overwrite_a_case_by_way_of_a_link(
    folder: Path, second: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "kept.txt"
    outside.write_text((second / "b.yaml").read_text())
    (second / "b.yaml").unlink()
    (second / "b.yaml").symlink_to(outside)
    (tmp_path / "report.txt").symlink_to(folder / "b.yaml")
    command = ("calibrate", folder, "--pack", TINY, "--second", second)
    assert run(capsys, *command).code == 0
    for target in (outside, tmp_path / "report.txt", second / "b.yaml"):
        before = target.read_text()
        done = run(capsys, *command, "-o", target)
        assert (done.code, target.read_text()) == (2, before)


def test_a_case_that_is_a_link_to_itself_is_a_fault_wherever_the_report_goes(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    done = run(capsys, "calibrate", folder, "--pack", TINY, "-o", tmp_path / "report.txt")
    assert (done.code, done.out) == (4, "")
    assert f"{folder / 'loop.yaml'}: error[unreadable]" in done.err


def test_a_report_may_be_written_beside_the_cases(
    folder: Path, second: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("calibrate", folder, "--pack", TINY, "--second", second)
    for target in (tmp_path / "report.yaml", folder / "report.txt"):
        assert run(capsys, *command, "-o", target) == (0, "", "")
        assert target.read_text().startswith("Calibration of the pack tiny")


def test_second_readings_among_the_cases_need_to_be_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = folder / "second"
    inside.mkdir()
    (inside / "b.yaml").write_bytes((folder / "b.yaml").read_bytes())
    done = run(capsys, "calibrate", folder, "--pack", TINY)
    assert done.code == 4
    assert "if it is a second reading, name its folder with --second" in done.err
    done = run(capsys, "calibrate", folder, "--pack", TINY, "--second", inside)
    assert (done.code, done.err) == (0, "")
    assert "2 cases read" in done.out
    assert "1 case coded twice" in done.out
