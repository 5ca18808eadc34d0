"""``mandate pack show``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers import TESTS, TINY, changed, copy_tiny, run

BANK = TESTS / "packs" / "tiny-bank"


def test_a_pack_is_shown_in_short(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack", "show", TINY)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("tiny 1.0.0: A pack small enough to hold in mind\n5 rules, 6 facts,")
    assert " -2..+4  authority-type                 What makes others act\n" in done.out
    assert "No power of its own -> powerless" in done.out
    assert "FACTS: EVERYTHING\n" in done.out


def test_an_overlay_shows_what_it_extends_and_changes(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "pack", "show", BANK).out
    assert "\nextends tiny 1.0.0\n" in out
    assert "* points of figurehead: 3 to 2: The parts weigh more already.\n" in out
    data = json.loads(run(capsys, "pack", "show", BANK, "--format", "json").out)
    assert data["extends"] == ["tiny 1.0.0"]
    assert {"by", "what", "because"} == set(data["changes"][0])


def test_a_rule_is_shown_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "pack", "show", TINY, "figurehead").out
    assert out.splitlines()[:3] == [
        "rule figurehead",
        "A title without means",
        "  When: the finding 'The role has no power of its own' holds and Dedicated",
    ]
    assert "  Points of authority: +3\n  At least the band: high\n" in out
    assert "  Example: nobody asked about money: open\n" in out
    data = json.loads(run(capsys, "pack", "show", TINY, "figurehead", "--format", "json").out)
    assert data["rule"]["reads"] == {"facts": ["dedicated_budget"], "findings": ["powerless"]}
    graded = run(capsys, "pack", "show", TINY, "authority-type", "--format", "json").out
    assert json.loads(graded)["rule"]["points"]["of"]["line"] == -2


def test_a_fact_is_shown_with_the_rules_that_read_it(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "pack", "show", TINY, "team_size").out
    assert "  Values: 0 to 50, in steps of 5 people\n" in out
    assert "  Applies when: Dedicated budget is yes\n" in out
    assert out.endswith("  Read by: small-team\n")


def test_a_rule_and_a_finding_of_one_id_are_both_shown(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "pack", "show", TINY, "powerless").out
    assert out.startswith("rule powerless\n")
    assert "\n\nfinding powerless\n" in out
    data = json.loads(run(capsys, "pack", "show", TINY, "powerless", "--format", "json").out)
    assert list(data) == ["rule", "finding"]


def test_an_item_that_is_not_there_is_a_mistake_on_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = run(capsys, "pack", "show", TINY, "figurhead")
    assert (done.code, done.out) == (2, "")
    assert "'figurhead'; did you mean 'figurehead'?" in done.err.replace("\n", " ")


def test_no_line_is_wider_than_80_columns(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["cx-leader"], ["cx-leader", "figurehead"], ["cx-leader", "ceo_sponsorship"]):
        out = run(capsys, "pack", "show", *arguments).out
        assert max(map(len, out.splitlines())) <= 80


def test_hostile_text_stays_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = changed("money/small-team.yaml", "A team too small for its budget", '"\\e[2J<b>"')
    folder = copy_tiny(tmp_path / "pack", files)
    for arguments in ([folder], [folder, "small-team"], [folder, "small-team", "--format", "json"]):
        assert "\x1b" not in run(capsys, "pack", "show", *arguments).out
