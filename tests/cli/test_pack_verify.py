"""``mandate pack verify``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mandate import load_pack, solver
from mandate.solver import Solver, Undecided
from tests.helpers import ROOT, TINY, changed, copy_tiny, python, rule, run

DEAD = rule(
    "extra",
    "{risk: {driver: authority, points: 1}}",
    "{all: [{authority_type: none}, {authority_type: line}]}",
)


def test_a_pack_that_holds_exits_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack", "verify", TINY)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Verification of the pack tiny 1.0.0\n\nholds    Improving a fact")
    assert "VERDICT: HOLDS\n" in done.out


def test_a_pack_that_fails_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack", "verify", copy_tiny(tmp_path / "pack", DEAD))
    assert (done.code, done.err) == (1, "")
    assert "1. extra: the rule fires in no case" in done.out


def test_what_is_not_decided_exits_with_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(solver: Solver, *formulas: object) -> None:
        raise Undecided("timeout")

    monkeypatch.setattr(Solver, "find", give_up)
    done = run(capsys, "pack", "verify", TINY, "--timeout", "0.5")
    assert done.code == 1
    assert "VERDICT: UNKNOWN" in done.out
    assert "The solver had 0.5 s for each" in " ".join(done.out.split())


def test_json_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy_tiny(tmp_path / "pack", DEAD)
    target = tmp_path / "found.json"
    done = run(capsys, "pack", "verify", folder, "--format", "json", "-o", target)
    assert done == (1, "", "")
    found = json.loads(target.read_text(encoding="utf-8"))
    assert (found["verdict"], found["against"], found["timeout"]) == ("fails", None, 10)
    assert found["pack"]["digest"] == load_pack(folder).digest
    (failing,) = (law for law in found["laws"] if law["verdict"] == "fails")
    assert failing["id"] == "fires"
    assert failing["breaches"][0]["about"] == "extra"
    shown = run(capsys, "pack", "verify", folder, "--format", "json", "-o", "-")
    assert json.loads(shown.out).keys() == found.keys()


def test_a_pack_is_compared_with_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = copy_tiny(tmp_path / "pack", changed("pack.yaml", "base: -3\n", "base: -4\n"))
    assert run(capsys, "pack", "verify", TINY, "--against", TINY).code == 0
    done = run(capsys, "pack", "verify", TINY, "--against", other)
    assert done.code == 1
    words = " ".join(done.out.split())
    assert "it is -3.00 decibans under the first pack, -4.00 under the second" in words


def test_a_case_it_shows_is_one_that_assess_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    penalty = rule("extra", "{risk: {driver: authority, points: 6}}", "{dedicated_budget: yes}")
    folder = copy_tiny(tmp_path / "pack", penalty)
    found = json.loads(run(capsys, "pack", "verify", folder, "--format", "json").out)
    breach = next(law for law in found["laws"] if law["id"] == "monotone")["breaches"][0]
    totals = []
    for name in ("case", "after"):
        path = tmp_path / f"{name}.yaml"
        path.write_text(breach[name], encoding="utf-8")
        done = run(capsys, "assess", path, "--pack", folder, "--format", "json")
        assert (done.code, done.err) == (0, "")
        totals.append(json.loads(done.out)["total"])
    assert totals[1] > totals[0]
    assert f"from {totals[0]:.2f} to {totals[1]:.2f} decibans" in breach["message"]


def test_without_the_solver_it_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solver, "z3", None)
    done = run(capsys, "pack", "verify", TINY)
    assert (done.code, done.out) == (2, "")
    assert "pip install 'mandate-risk[verify]'" in done.err


@pytest.mark.parametrize("arguments", [["cx-leadre"], [TINY, "--against", "cx-leadre"]])
def test_a_pack_that_is_not_there_exits_with_3(
    arguments: list[str | Path], capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "pack", "verify", *arguments)
    assert (done.code, done.out) == (3, "")
    assert "error[unknown-pack]" in done.err


@pytest.mark.parametrize("seconds", ["0", "-1", "soon", "nan", "inf", "1e999"])
def test_a_timeout_that_is_none_is_wrong_usage(
    seconds: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "pack", "verify", TINY, "--timeout", seconds).code == 2


@pytest.mark.parametrize("name", ["pack.yaml", "money/new.yaml"])
def test_the_report_is_not_written_over_or_among_the_rules(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_tiny(tmp_path / "pack")
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    for arguments in ((folder,), (TINY, "--against", folder)):
        done = run(capsys, "pack", "verify", *arguments, "-o", folder / name)
        assert (done.code, done.out) == (2, "")
        assert "would be written among the files" in done.err
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_an_assessment_does_not_load_the_solver() -> None:
    case = ROOT / "cases" / "published" / "google-design-2006.yaml"
    done = python(
        "import sys\n"
        "from mandate.cli.commands import cli\n"
        f"cli.main(['assess', {str(case)!r}, '-o', {'/dev/null'!r}], standalone_mode=False)\n"
        "print([name for name in sys.modules if name.split('.')[0] == 'z3'"
        " or name.startswith(('mandate.proofs', 'mandate.solver', 'mandate.verification'))])\n"
    )
    assert done == "[]\n"
