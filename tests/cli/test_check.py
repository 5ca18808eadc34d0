"""``mandate check``: many cases at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import ROOT, TINY, copy_tiny, run


def case(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(("title: A case", *lines)) + "\n", encoding="utf-8")
    return path


def test_cases_without_a_fault_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    cases = sorted((ROOT / "cases").glob("*/*.yaml"))
    assert run(capsys, "check", *cases) == (0, f"{len(cases)} cases, nothing wrong\n", "")
    assert run(capsys, "check", cases[0]).out == "1 case, nothing wrong\n"


def test_the_faults_of_all_cases_are_told_at_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = case(tmp_path / "bad.yaml", "facts: {authority: none}")
    good = case(tmp_path / "good.yaml", "facts: {authority_type: none}")
    worse = case(tmp_path / "worse.yaml", "stage: offr", "facts: {authority_type: non}")
    done = run(capsys, "check", bad, good, worse, tmp_path / "none.yaml", "--pack", TINY)
    assert (done.code, done.out) == (4, "")
    told = [line.split(": ")[0] for line in done.err.splitlines() if ": error[" in line]
    assert told == [
        f"{bad}:2:9",
        f"{worse}:2:8",
        f"{worse}:3:25",
        f"{tmp_path / 'none.yaml'}",
    ]


def test_a_pack_that_cannot_be_used_is_told_with_the_faults_of_the_cases(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lost = case(tmp_path / "lost.yaml", "pack: nowhere")
    bad = case(tmp_path / "bad.yaml", "facts: {ambition: none}")
    done = run(capsys, "check", lost, bad)
    assert (done.code, done.out) == (3, "")
    assert "error[unknown-pack]" in done.err
    assert "error[unknown-level]" in done.err


def test_a_pack_is_looked_for_beside_the_case_that_names_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    copy_tiny(tmp_path / "one" / "pack")
    here = case(tmp_path / "one" / "case.yaml", "pack: pack", "facts: {team_size: 5}")
    there = case(tmp_path / "two" / "case.yaml", "pack: pack", "facts: {team_size: 5}")
    assert run(capsys, "check", here).code == 0
    too = case(tmp_path / "two" / "other.yaml", "pack: pack", "facts: {team_size: 5}")
    done = run(capsys, "check", here, there, too)
    assert done.code == 3
    assert done.err.count("error[") == 1  # a pack is read, and told of, once


def test_no_case_is_a_mistake_in_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check").code == 2


def test_what_a_case_expects_must_be_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case.yaml"
    expect = "{because: x, band: nope, fires: [figure], findings: [f], drivers: {d: 1}}"
    case.write_text(f"title: A case\nfacts: {{}}\nexpect: {expect}\n", encoding="utf-8")
    done = run(capsys, "check", case, "--pack", TINY)
    assert done.code == 4
    for code in ("unknown-band", "unknown-rule", "unknown-finding", "unknown-driver"):
        assert f"error[{code}]" in done.err
