"""``mandate pack graph``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import TINY, copy_tiny, run


def test_a_small_pack_is_drawn_in_full_and_a_large_one_in_little(
    capsys: pytest.CaptureFixture[str],
) -> None:
    small = run(capsys, "pack", "graph", TINY)
    assert small.code == 0
    assert 'figurehead<br/>+3, at least High")' in small.out
    large = run(capsys, "pack", "graph", "cx-leader").out
    assert "<br/>figurehead" not in large
    assert 'n0["Budget and resources<br/>5 facts"]' in large
    assert "<br/>figurehead" in run(capsys, "pack", "graph", "cx-leader", "--all").out


def test_svg_is_written_to_a_file_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "pack.svg"
    done = run(capsys, "pack", "graph", TINY, "--format", "svg", "-o", target)
    assert done == (0, "", "")
    text = target.read_text(encoding="utf-8")
    assert text.startswith("<svg ")
    assert text.endswith("</svg>\n")


@pytest.mark.parametrize(
    ("option", "there", "title"),
    [
        ("--rule", "figurehead", "the rule figurehead"),
        ("--driver", "authority", "the driver authority"),
        ("--finding", "powerless", "the finding powerless"),
    ],
)
def test_a_part_is_drawn_by_its_id(
    option: str, there: str, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert title in run(capsys, "pack", "graph", TINY, option, there).out
    done = run(capsys, "pack", "graph", TINY, option, f"{there[:-1]}")
    assert (done.code, done.out) == (2, "")
    assert f"'{there[:-1]}'; did you mean '{there}'?" in done.err.replace("\n", " ")


def test_two_parts_at_once_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack", "graph", TINY, "--rule", "figurehead", "--all")
    assert done.code == 2
    assert "--rule and --all exclude each other" in done.err


def test_it_is_not_written_over_a_file_of_the_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_tiny(tmp_path / "pack")
    done = run(capsys, "pack", "graph", folder, "-o", folder / "pack.yaml")
    assert (done.code, done.out) == (2, "")


def test_a_pack_that_is_not_there_exits_with_3(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "pack", "graph", "cx-leadr").code == 3
