"""``mandate pack mutate``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.helpers import TINY, changed, copy_tiny, run

FACTS = "facts: {authority_type: influence_only, levels_below_ceo: 4, dedicated_budget: no}\n"
CASE = f"title: Golden\n{FACTS}expect:\n  drivers: {{authority: 5}}\n  because: It is so.\n"


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """A folder with a golden case, and one that expects nothing."""
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "golden.yaml").write_text(CASE, encoding="utf-8")
    (folder / "other.yaml").write_text("title: Other\nfacts: {}\n", encoding="utf-8")
    return folder


def test_survivors_are_told_and_no_gate_is_hit_without_a_threshold(
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = run(capsys, "pack", "mutate", TINY)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("tiny 1.0.0: 69 mutants, 0 golden cases\n\n  conditions ")
    sentence = "  - no example tells at_least: 3 from at_least: 2 in powerless (levels_below_ceo)\n"
    assert sentence in done.out
    assert re.search(r"\nMUTATION SCORE \d+\.\d %\n$", done.out)


def test_a_score_below_the_threshold_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "pack", "mutate", TINY, "--format", "json").out)
    score = int(found["percent"])
    assert run(capsys, "pack", "mutate", TINY, "--threshold", str(score)).code == 0
    done = run(capsys, "pack", "mutate", TINY, "--threshold", str(score + 1))
    assert done.code == 1
    told = f"{found['percent']} % of the mutants are killed, below {score + 1} %"
    assert done.err == f"tiny: {told}\n"
    assert done.out.endswith(f"MUTATION SCORE {found['percent']} %, BELOW {score + 1} %\n")


def test_golden_cases_kill_weights(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("pack", "mutate", TINY, "--format", "json")
    before = json.loads(run(capsys, *arguments).out)
    after = json.loads(run(capsys, *arguments, "--cases", cases).out)
    assert (before["golden_cases"], after["golden_cases"]) == (0, 1)
    by_golden = [one["says"] for one in after["killed"] if one["by"].startswith("golden case: ")]
    assert "points: 3 from points: 4 in figurehead" in by_golden
    assert "influence_only: 2 from influence_only: 3 in authority-type" in by_golden
    assert after["percent"] > before["percent"]


def test_one_rule_can_be_mutated_alone(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack", "mutate", TINY, "--rule", "powerless", "--rule", "small-team")
    assert done.code == 0
    assert "in powerless" in done.out
    assert "in small-team" in done.out
    assert "figurehead" not in done.out
    assert "pack.yaml" not in done.out


def test_a_rule_that_the_pack_does_not_have_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack", "mutate", TINY, "--rule", "powerles")
    assert done.code == 2
    assert "tiny has no rule 'powerles'; did you mean 'powerless'?" in done.err


def test_json_holds_what_the_text_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "found.json"
    done = run(capsys, "pack", "mutate", TINY, "--format", "json", "-o", target)
    assert (done.code, done.out) == (0, "")
    found = json.loads(target.read_text(encoding="utf-8"))
    text = " ".join(run(capsys, "pack", "mutate", TINY).out.split())
    assert all(one["sentence"] in text for one in found["survivors"])
    assert all(one["test"] in text for one in found["survivors"])
    assert all(f"nothing tells {one['says']}: {one['by']}" in text for one in found["equivalents"])
    *kinds, of_all = found["scores"]
    for count in ("killed", "survived", "equivalent"):
        assert of_all[count] == sum(one[count] for one in kinds)
    assert (of_all["killed"], of_all["survived"]) == (len(found["killed"]), len(found["survivors"]))


def test_a_pack_whose_examples_fail_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = changed(
        "mandate/authority-type.yaml", "process}, gives: silent", "process}, gives: fires"
    )
    done = run(capsys, "pack", "mutate", copy_tiny(tmp_path / "pack", wrong))
    assert done.code == 3
    assert "example 'process authority is neutral' of authority-type gives 'silent'" in done.err


def test_a_golden_case_that_fails_anyhow_exits_with_1(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cases / "golden.yaml").write_text(CASE.replace("5}", "6}"), encoding="utf-8")
    done = run(capsys, "pack", "mutate", TINY, "--cases", cases)
    assert (done.code, done.out) == (1, "")
    place = f"{cases}/golden.yaml:4:13: error[golden]: "
    told = "driver authority +6: expected authority +6, found authority +5"
    assert done.err.startswith(place + told)


def test_a_case_that_cannot_be_used_exits_with_4(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cases / "golden.yaml").write_text(CASE.replace("no}", "perhaps}"), encoding="utf-8")
    done = run(capsys, "pack", "mutate", TINY, "--cases", cases)
    assert done.code == 4
    assert "'perhaps' is not a value of dedicated_budget" in done.err


def test_a_folder_without_golden_cases_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plain.yaml").write_text("title: Plain\nfacts: {}\n", encoding="utf-8")
    done = run(capsys, "pack", "mutate", TINY, "--cases", tmp_path)
    assert done.code == 2
    assert "says what it expects" in done.err


def test_nothing_is_written_among_the_files_it_reads(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_tiny(tmp_path / "pack")
    for target in (folder / "found.yaml", cases / "found.yaml"):
        done = run(capsys, "pack", "mutate", folder, "--cases", cases, "-o", target)
        assert done.code == 2
        assert not target.exists()
