"""``mandate new`` and ``mandate pack new``: what they write works as it stands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mandate import load_pack
from mandate.cli import creation
from mandate.errors import OutputError
from mandate.pack.discover import shipped_folder
from tests.helpers import TINY, copy_tiny, run

RULE = ("decision-seat", "--driver", "means", "--by", "decision_seat")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


def checked(capsys: pytest.CaptureFixture[str], pack: str) -> list[object]:
    """Return all that is found wrong with a pack, notes included."""
    found = json.loads(run(capsys, "pack", "check", pack, "--format", "json").out)["faults"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("spelling", [("pack", "new"), ("new", "pack")])
def test_a_new_pack_passes_its_tests_and_laws(
    spelling: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, *spelling, "my-pack", "--title", "Mine")
    assert done == (0, "written: my-pack; try it: mandate pack check my-pack\n", "")
    tested = run(capsys, "pack", "test", "my-pack", "--tries", "5", "--coverage-threshold", "100")
    assert (tested.code, tested.err) == (0, "")
    assert "PASSED" in tested.out
    assert run(capsys, "pack", "verify", "my-pack").code == 0
    assert checked(capsys, "my-pack") == []
    assert run(capsys, "pack", "docs", "my-pack").out.startswith("# Mine\n")


def test_a_new_pack_a_new_rule_and_a_new_case_work_in_a_process_of_their_own(
    tmp_path: Path,
) -> None:
    for command in (
        "new pack my-pack -o packs/mine",
        "new rule packs/mine decision-seat --driver means --by decision_seat",
        "new case packs/mine --stage offer -o cases/acme-bank.yaml",
        "pack test packs/mine --tries 3",
        "pack verify packs/mine",
        "assess cases/acme-bank.yaml",
    ):
        (tmp_path / "packs").mkdir(exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", "mandate", *command.split()],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), command
    assert done.stdout.startswith("Acme bank\npack my-pack 0.1.0, stage offer\n")


def test_a_rule_stands_in_the_folder_of_its_driver_or_in_one_that_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(capsys, "new", "pack", "mine")
    done = run(capsys, "new", "rule", "mine", *RULE)
    assert done.out == "written: mine/means/decision-seat.yaml; try it: mandate pack check mine\n"
    assert checked(capsys, "mine") == []
    assert run(capsys, "pack", "verify", "mine").code == 0
    arguments = ("--driver", "means", "--by", "dedicated_budget", "--points", "none=+2")
    done = run(
        capsys, "new", "rule", "mine", "money", *arguments, "--folder", "role", "--title", "Money"
    )
    assert (done.code, done.err) == (0, "")
    rules = load_pack("mine").rules
    assert (rules["money"].title, rules["money"].possible_points) == ("Money", (2,))
    assert rules["decision-seat"].title == "Seat where it is decided"
    assert Path("mine/role/money.yaml").is_file()


def test_a_rule_says_what_it_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    copy_tiny(Path("tiny"))
    arguments = ("new", "rule", "tiny", "seat", "--driver", "authority", "--by", "team_size")
    done = run(capsys, *arguments)
    assert (done.code, done.out) == (2, "")
    assert "the pack lists no source of kind 'judgement'" in " ".join(done.err.split())
    assert not Path("tiny/authority").exists()
    assert run(capsys, *arguments, "--source", "S0").code == 0
    assert load_pack("tiny").rules["seat"].sources[0].source == "S0"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Decision Seat", *RULE[1:]), "expected lower-case words joined by hyphens"),
        (("../seat", *RULE[1:]), "expected lower-case words joined by hyphens"),
        (("figurehead", *RULE[1:]), "the pack has a rule 'figurehead', in mine/role/figurehead"),
        ((*RULE[:2], "mean", *RULE[3:]), "the pack has no driver 'mean'; did you mean 'means'?"),
        ((*RULE[:4], "seat"), "the pack has no fact 'seat'"),
        ((*RULE, "--source", "W1"), "the pack has no source 'W1'"),
        ((*RULE, "--points", "no"), "expected VALUE=POINTS, as in none=2, not 'no'"),
        ((*RULE, "--points", "no=x"), "expected VALUE=POINTS"),
        ((*RULE, "--points", "no=1", "--points", "no=2"), "'no' is given points twice"),
        ((*RULE, "--points", "never=1"), "expected one of: no, yes"),
        ((*RULE, "--folder", "vocabulary"), "expected one lower-case word"),
        ((*RULE, "--folder", "../there"), "expected one lower-case word"),
    ],
)
def test_a_rule_that_cannot_be_is_wrong_usage_and_leaves_no_file(
    arguments: tuple[str, ...], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "new", "pack", "mine")
    before = tree(tmp_path)
    done = run(capsys, "new", "rule", "mine", *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in " ".join(done.err.split())
    assert tree(tmp_path) == before


def test_a_rule_for_a_pack_that_cannot_be_used_exits_with_3(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(capsys, "new", "rule", "nowhere", *RULE).code == 3
    copy_tiny(Path("tiny"), {"findings.yaml": "findings: 1\n"})
    assert run(capsys, "new", "rule", "tiny", *RULE).code == 3


@pytest.mark.parametrize("name", ["My-Pack", "my_pack", "..", "a/b", "-", "my pack", "x" * 3 + "-"])
def test_a_pack_needs_a_name_that_can_be_one(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "new", "pack", "--", name)
    assert (done.code, done.out) == (2, "")
    assert "expected lower-case words joined by hyphens" in " ".join(done.err.split())
    assert tree(tmp_path) == {}


def test_a_pack_may_not_take_the_name_of_one_that_ships(
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = run(capsys, "pack", "new", "cx-leader")
    assert done.code == 2
    assert "is the name of a pack that ships with Mandate" in " ".join(done.err.split())


@pytest.mark.parametrize("what", ["folder", "empty", "file", "link"])
def test_nothing_that_is_there_is_written_over(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "mine"
    if what in ("folder", "empty"):
        place.mkdir()
    if what == "folder":
        (place / "mine.txt").write_text("mine")
    if what == "file":
        place.write_text("mine")
    if what == "link":
        place.symlink_to(tmp_path / "nowhere")
    before = tree(tmp_path)
    for command in (("pack", "new", "mine"), ("new", "case", "-o", "mine")):
        done = run(capsys, *command)
        assert (done.code, done.out) == (6, "")
        assert done.err == (
            "mine: error[exists]: this is there already, and nothing is written over it\n"
            "     = choose another name, or move it away first\n"
        )
    assert tree(tmp_path) == before


def test_a_file_in_the_place_of_a_folder_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "new", "pack", "mine")
    Path("mine/means").write_text("mine")
    done = run(capsys, "new", "rule", "mine", *RULE)
    assert (done.code, done.out) == (6, "")
    assert Path("mine/means").read_text() == "mine"


def test_a_folder_that_cannot_be_written_leaves_nothing_half_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run(capsys, "pack", "new", "mine", "-o", "not/there/mine")
    assert (done.code, done.out) == (6, "")
    assert "not/there/mine: error[unwritable]: this cannot be written: No such file" in done.err
    assert tree(tmp_path) == {}
    full = OSError(28, "No space left on device")

    def fail(self: Path, target: Path) -> None:
        raise full

    monkeypatch.setattr(Path, "rename", fail)
    before = tree(tmp_path)
    done = run(capsys, "pack", "new", "other")
    assert (done.code, done.out) == (6, "")
    assert "this cannot be written: No space left on device" in done.err
    assert tree(tmp_path) == before


def test_a_file_that_cannot_be_written_leaves_nothing_half_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object, **more: object) -> None:
        raise OutputError([])

    monkeypatch.setattr(creation, "write", fail)
    assert run(capsys, "new", "case", "-o", "cases/acme.yaml").code == 6
    assert tree(tmp_path) == {}


def test_a_case_names_its_pack_so_that_it_is_found_from_its_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_tiny(tmp_path / "packs" / "cx-leader")  # a folder that is called like a pack that ships
    assert run(capsys, "new", "case", "packs/cx-leader", "-o", "a/acme.yaml").code == 0
    assert run(capsys, "new", "case", "packs/cx-leader", "-o", "packs/acme.yaml").code == 0
    assert run(capsys, "new", "case", "-o", "acme.yaml", "--title", "Acme: us").code == 0
    monkeypatch.chdir("/")
    for place, name in (("a", "tiny"), ("packs", "tiny"), (".", "cx-leader")):
        done = run(capsys, "assess", tmp_path / place / "acme.yaml")
        assert (done.code, done.err) == (0, "")
        assert f"pack {name} " in done.out
    assert done.out.startswith("Acme: us\n")


def test_a_case_without_a_file_goes_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "new", "case", "cx-leader")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("title: A new case\npack: cx-leader\nstage: search\n\n# cx-leader ")
    assert run(capsys, "new", "case", "cx-leader", "-o", "-").out == done.out


def test_a_case_is_not_written_among_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    copy_tiny(Path("tiny"))
    assert run(capsys, "new", "case", "tiny", "-o", "tiny/money/acme.yaml").code == 2
    assert not Path("tiny/money/acme.yaml").exists()
    assert run(capsys, "new", "case", "tiny", "--stage", "later").code == 2
    assert run(capsys, "new", "case", TINY.parent).code == 3


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything"
)
def test_a_folder_that_may_not_be_written_to_exits_with_6(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tmp_path.chmod(0o500)
    try:
        assert run(capsys, "new", "pack", "mine").code == 6
        assert run(capsys, "new", "case", "-o", "acme.yaml").code == 6
    finally:
        tmp_path.chmod(0o700)


def test_no_rule_is_written_into_a_pack_that_is_installed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("new", "rule", "cx-leader", "zzz", "--driver", "resources", "--by", "dedicated_budget")
    done = run(capsys, *asked)
    assert done.code == 2
    assert "extend it with an overlay" in " ".join(done.err.split())
    assert not (shipped_folder() / "cx-leader/resources/zzz.yaml").exists()
