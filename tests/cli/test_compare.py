"""``mandate compare``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mandate import Comparison, compare, merge
from mandate.report import comparison_text
from mandate.serialization import from_json
from tests.helpers import TINY, run


@pytest.fixture(name="pair")
def _pair(case_file: Path, tmp_path: Path) -> list[Path]:
    other = tmp_path / "other.yaml"
    other.write_text("title: Another\nfacts: {dedicated_budget: yes, team_size: 5}\n")
    return [case_file, other]


def test_text_and_json_go_to_the_terminal_and_to_a_file_alike(
    pair: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = compare(*pair, packs=[TINY])
    target = tmp_path / "comparison"
    for form, text in (
        ("text", comparison_text.render(expected)),
        ("json", expected.to_json()),
    ):
        options = ("--pack", TINY, "--format", form)
        assert run(capsys, "compare", *pair, *options) == (0, text, "")
        assert run(capsys, "compare", *pair, *options, "-o", target) == (0, "", "")
        assert target.read_text(encoding="utf-8") == text
    assert from_json(Comparison, target.read_text(encoding="utf-8")) == expected


def test_one_case_is_compared_under_two_packs(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = shutil.copytree(TINY, tmp_path / "other")
    header = other / "pack.yaml"
    header.write_text(header.read_text().replace("base: -3", "base: -2"))
    done = run(capsys, "compare", case_file, "--pack", TINY, "--pack", other)
    assert (done.code, done.err) == (0, "")
    assert "+1  the base: -3 before, -2 after" in done.out
    assert "FACTS THAT DIFFER" not in done.out


@pytest.mark.parametrize("packs", [[], ["--pack", TINY]])
def test_one_case_alone_is_wrong_usage(
    packs: list[str | Path], case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "compare", case_file, *packs)
    assert (done.code, done.out) == (2, "")
    assert "name two or more cases under one pack, or one case under two" in done.err


def test_no_case_is_overwritten(pair: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    before = pair[1].read_bytes()
    done = run(capsys, "compare", *pair, "--pack", TINY, "-o", pair[1])
    assert (done.code, pair[1].read_bytes()) == (2, before)


def test_a_bad_case_exits_with_4(case_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "compare", case_file, "nowhere.yaml", "--pack", TINY).code == 4


def test_candidates_are_joined_with_the_file_of_a_role_and_compared_as_a_shortlist(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    role, *candidates = (tmp_path / f"{name}.yaml" for name in ("role", "one", "two"))
    role.write_text("title: A role\npack: cx-leader\nfacts: {dedicated_budget: none}\n")
    for path, value in zip(candidates, ("several", "none"), strict=True):
        path.write_text(
            f"title: {path.stem}\nstage: offer\nfacts: {{prior_cx_leadership: {value}}}\n"
        )
    done = run(capsys, "compare", "--role", role, *candidates, "--format", "json")
    assert (done.code, done.err) == (0, "")
    shortlist = from_json(Comparison, done.out)
    assert [one.case.title for one in shortlist.assessments] == ["one", "two"]
    assert [one.case.stage for one in shortlist.assessments] == ["offer", "offer"]
    assert [one.facts_known for one in shortlist.assessments] == [2, 2]
    assert [row.fact for row in shortlist.facts] == ["prior_cx_leadership"]
    assert shortlist == compare(*(merge(one, role) for one in candidates))


def test_a_candidate_who_contradicts_the_file_of_the_role_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    role, other = tmp_path / "role.yaml", tmp_path / "other.yaml"
    role.write_text("title: A role\nrespondents: {ceo: {dedicated_budget: none}}\n")
    other.write_text("title: B\nrespondents: {ceo: {dedicated_budget: on_request}}\n")
    done = run(capsys, "compare", "--role", role, other, other, "-o", tmp_path / "out")
    assert done.code == 4
    assert "two-answers" in done.err
    assert not (tmp_path / "out").exists()
    kept = role.read_text()
    assert run(capsys, "compare", "--role", role, other, other, "-o", role).code == 2
    assert role.read_text() == kept


def test_a_shortlist_of_one_is_none(case_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "compare", case_file, "--role", case_file.with_name("role.yaml"))
    assert done.code == 2
    assert "a shortlist needs two or more candidates" in done.err
