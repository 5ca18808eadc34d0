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
    for name, what, value in (("café", "stayed_succeeded", "line"), ("b", "ousted", "none")):
        (folder / f"{name}.yaml").write_text(
            f"title: {name}\nkind: published\noutcome: {{what: {what}, months: 12}}\n"
            f"facts: {{authority_type: {{value: {value}, known: at_hire}}}}\n",
            encoding="utf-8",
        )
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
        "The sample is small: 1 favourable end and 1 unfavourable.",
        "The sample is confounded:",
        "Publication selects: 2 of 2 cases",
        "Hindsight:",
        "The pack was not fitted:",
        "DOES A HIGHER SCORE GO WITH A WORSE END?",
    ]
    places = [words.index(one) for one in said]
    assert places == sorted(places)


def test_one_class_only_is_no_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.yaml").unlink()
    done = run(capsys, "calibrate", folder, "--pack", TINY)
    assert (done.code, done.err) == (0, "")
    assert "All of the cases ended favourably." in " ".join(done.out.split())


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
    assert "the report would be written among the cases" in done.err
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["a", "--format", "markdown"]])
def test_a_wrong_command_line_exits_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "calibrate", *arguments)
    assert (done.code, done.out) == (2, "")
    assert "Error: " in done.err
