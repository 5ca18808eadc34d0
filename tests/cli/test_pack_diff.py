"""``mandate pack diff``."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from mandate import load_pack, solver
from mandate.solver import Solver, Undecided
from tests.helpers import ROOT, TINY, changed, copy_tiny, graded, python, rule, run
from tests.required import needs

AUTHORITY = "mandate/authority-type.yaml"
HEAVIER = graded("none: 6, influence_only: 2, process: 0, line: -2")
WORDS = changed(AUTHORITY, "The levers are {authority_type};", "So it is, and")


def test_what_counts_comes_first_then_words_then_cases(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEAVIER[AUTHORITY].replace("The levers are {authority_type};", "So it is, and")
    folder = copy_tiny(tmp_path / "pack", {AUTHORITY: text})
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.yaml").write_text("title: A\nfacts: {authority_type: none}\n")
    (tmp_path / "cases" / "b.yaml").write_text("title: B\nfacts: {authority: none}\n")
    done = run(capsys, "pack", "diff", TINY, folder, "--cases", tmp_path / "cases")
    assert (done.code, done.err) == (0, "")
    old, new = (load_pack(pack).digest[:19] for pack in (TINY, folder))
    lines = done.out.replace(str(tmp_path), "").splitlines()
    start = lines.index("~ a.yaml: 44 moderate -> 50 moderate (+1.00 decibans)")
    assert lines[: lines.index("THE CASES GIVEN")] == [
        f"From tiny 1.0.0, {old}, to tiny 1.0.0, {new}",
        "",
        "What differs: 1 rule; 1 of these may change a score or what fires.",
        "",
        "WHAT A SCORE OR A FIRING MAY DEPEND ON (1)",
        "",
        "~ rule authority-type: What makes others act",
        "    points of none: +4 -> +6",
        "",
        "WORDS, SOURCES AND ADVICE: NO SCORE CHANGES (1)",
        "",
        "~ rule authority-type: What makes others act",
        "    because:",
        "      - The levers are {authority_type}; other functions will put their own",
        "        targets first.",
        "      + So it is, and other functions will put their own targets first.",
        "",
    ]
    assert lines[start + 1 : -2] == [
        "    authority-type +4 to +6",
        "",
        "Not compared (1):",
        "  b.yaml, under both packs: line 2: the pack has no fact 'authority'",
        "",
        "EVERY CASE THAT BOTH PACKS TAKE",
        "Largest rise: 1.00 decibans; no case moves further: proved.",
        "  44 moderate -> 50 moderate (+1.00 decibans)",
        "    authority-type +4 to +6",
        "     title: The case whose total rises most",
        "     pack: tiny",
        "     stage: in_post",
        "     facts:",
        "       authority_type: none",
        "The total never falls: proved.",
    ]


def test_packs_that_mean_the_same_are_said_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_tiny(tmp_path / "pack", changed("pack.yaml", "id: tiny\n", "# tiny\nid: tiny\n"))
    done = run(capsys, "pack", "diff", TINY, folder, "--fail-on", "any")
    assert (done.code, done.err) == (0, "")
    assert "They mean the same: whatever differs is layout, examples or notes." in done.out
    assert "Not looked at: the packs mean the same." in done.out


@pytest.mark.parametrize(
    ("files", "gate", "code"),
    [
        (HEAVIER, None, 0),
        (HEAVIER, "score", 1),
        (HEAVIER, "any", 1),
        (WORDS, None, 0),
        (WORDS, "score", 0),
        (WORDS, "any", 1),
        ({}, "any", 0),
    ],
)
def test_the_gate_is_hit_by_what_it_is_set_on(
    files: dict[str, str],
    gate: str | None,
    code: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = copy_tiny(tmp_path / "pack", files)
    arguments = ("--fail-on", gate) if gate else ()
    done = run(capsys, "pack", "diff", TINY, folder, "--no-every-case", *arguments)
    assert done.code == code
    told = f"gate: the packs differ, which --fail-on {gate} refuses\n"
    assert done.err == (told if code else "")
    assert ("Not looked at: not asked for." in done.out) == bool(files)


def test_json_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, target = copy_tiny(tmp_path / "pack", HEAVIER), tmp_path / "found.json"
    done = run(capsys, "pack", "diff", TINY, folder, "--format", "json", "-o", target)
    assert done == (0, "", "")
    found = json.loads(target.read_text(encoding="utf-8"))
    assert (found["old"]["digest"], found["same_meaning"]) == (load_pack(TINY).digest, False)
    (part,) = found["parts"]
    assert (part["kind"], part["id"], part["counts"]) == ("rule", "authority-type", True)
    assert found["cases"] is None
    rise, fall = found["every_case"]["rise"], found["every_case"]["fall"]
    assert (rise["verdict"], fall["verdict"]) == ("proved", "never")
    totals = []
    case = tmp_path / "case.yaml"
    case.write_text(rise["case"], encoding="utf-8")
    for pack in (TINY, folder):
        done = run(capsys, "assess", case, "--pack", pack, "--format", "json")
        totals.append(json.loads(done.out)["total"])
    assert totals == [rise["change"]["before"]["total"], rise["change"]["after"]["total"]]


def test_without_the_solver_it_says_so_in_a_line_and_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solver, "z3", None)
    done = run(capsys, "pack", "diff", TINY, copy_tiny(tmp_path / "pack", HEAVIER))
    assert (done.code, done.err) == (0, "")
    assert "points of none: +4 -> +6" in done.out
    assert done.out.endswith(
        "Not looked at: proofs need the solver Z3, which is not installed: pip install\n"
        "'mandate-risk[verify]'.\n"
    )


def test_what_the_solver_cannot_tell_is_a_verdict_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(solver: Solver, *formulas: object) -> None:
        raise Undecided("timeout")

    monkeypatch.setattr(Solver, "find", give_up)
    folder = copy_tiny(tmp_path / "pack", HEAVIER)
    done = run(capsys, "pack", "diff", TINY, folder, "--timeout", "0.5")
    assert done.code == 0
    words = " ".join(done.out.split())
    assert "Whether the total ever rises is unknown: not decided in 0.5 s;" in words
    found = json.loads(run(capsys, "pack", "diff", TINY, folder, "--format", "json").out)
    assert found["every_case"]["fall"]["verdict"] == "unknown"


@pytest.mark.parametrize("arguments", [["cx-leadre", TINY], [TINY, "cx-leadre"]])
def test_a_pack_that_is_not_there_exits_with_3(
    arguments: list[str | Path], capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "pack", "diff", *arguments)
    assert (done.code, done.out) == (3, "")


def test_cases_that_are_not_there_exit_with_4(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack", "diff", TINY, TINY, "--cases", "nowhere")
    assert (done.code, done.out) == (4, "")
    assert "there is no such folder" in done.err


def test_an_old_pack_is_compared_though_its_examples_fail_today(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = copy_tiny(tmp_path / "pack", changed(AUTHORITY, "gives: fires, points: 4", "gives: open"))
    assert run(capsys, "pack", "diff", old, TINY).code == 0


@pytest.mark.parametrize("name", ["pack/pack.yaml", "cases/a.yaml"])
def test_it_writes_over_nothing_that_it_reads(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_tiny(tmp_path / "pack")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.yaml").write_text("title: A\n")
    done = run(
        capsys, "pack", "diff", TINY, folder, "--cases", tmp_path / "cases", "-o", tmp_path / name
    )
    assert (done.code, done.out) == (2, "")


def test_an_overlay_is_compared_with_what_it_extends(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack", "diff", TINY, TINY.parent / "tiny-bank")
    assert (done.code, done.err) == (0, "")
    words = " ".join(done.out.split())
    assert words.startswith("From tiny 1.0.0, sha256:")
    assert "to tiny-bank 1.0.0 (extends tiny 1.0.0), sha256:" in words
    assert "Largest rise: " in words


def test_hostile_text_stays_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = rule("extra", "{risk: {driver: authority, points: 1}}", "{dedicated_budget: no}")
    text = more["extra/extra.yaml"].replace("About extra", '"\\e[2J\\nVERDICT: fine"')
    folder = copy_tiny(tmp_path / "pack", {"extra/extra.yaml": text})
    done = run(capsys, "pack", "diff", TINY, folder, "--no-every-case")
    assert "\x1b" not in done.out
    assert "+ rule extra: \ufffd[2J VERDICT: fine (added)" in done.out


@needs("git")
def test_a_commit_is_compared_as_the_help_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_tiny(tmp_path / "work" / "tiny")
    monkeypatch.chdir(tmp_path / "work")

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "One")
    git("tag", "v1")
    (folder / AUTHORITY).write_text(HEAVIER[AUTHORITY])
    git("worktree", "add", "../before", "v1")
    done = run(capsys, "pack", "diff", "../before/tiny", "tiny")
    assert done.code == 0
    assert "points of none: +4 -> +6" in done.out


def test_an_assessment_does_not_load_the_differences() -> None:
    case = ROOT / "cases" / "published" / "google-design-2006.yaml"
    done = python(
        "import sys\n"
        "from mandate.cli.commands import cli\n"
        f"cli.main(['assess', {str(case)!r}, '-o', {'/dev/null'!r}], standalone_mode=False)\n"
        "print([name for name in sys.modules if"
        " name.startswith(('mandate.differences', 'mandate.authoring', 'mandate.cli.new'))])\n"
    )
    assert done == "[]\n"
