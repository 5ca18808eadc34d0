"""``mandate pack``."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate.report.pack_page import page_of
from tests.helpers import ROOT, TINY, copy_tiny, run

SHIPPED = ROOT / "rules" / "cx-leader"


@pytest.mark.parametrize(
    ("pack", "folder"), [("cx-leader", SHIPPED), (SHIPPED, SHIPPED), (TINY, TINY)]
)
def test_a_pack_is_described_by_name_or_by_folder_with_its_examples(
    pack: str | Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = page_of(folder)
    assert "examples</summary>" in page
    assert run(capsys, "pack", "docs", pack) == (0, page, "")
    assert run(capsys, "pack", "docs", pack, "-o", "-") == (0, page, "")
    target = tmp_path / "page.md"
    assert run(capsys, "pack", "docs", pack, "-o", target) == (0, "", "")
    assert target.read_bytes() == page.encode()


def test_a_relative_folder_starts_from_the_working_directory(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_tiny(tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "pack", "docs", "mine", "-o", "mine/README.md") == (0, "", "")
    page = page_of(TINY)
    assert (tmp_path / "mine" / "README.md").read_text(encoding="utf-8") == page
    assert run(capsys, "pack", "docs", "mine").out == page


def test_a_pack_that_is_not_there_exits_with_3(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack", "docs", "cx-leadre")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("cx-leadre: error[unknown-pack]: there is no pack 'cx-leadre'")
    assert "did you mean 'cx-leader'?" in done.err


@pytest.mark.parametrize("name", ["pack.yaml", "money/small-team.yaml", "vocabulary/new.yml"])
def test_the_page_is_not_written_over_or_among_the_rules(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_tiny(tmp_path / "pack")
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    done = run(capsys, "pack", "docs", folder, "-o", folder / name)
    assert (done.code, done.out) == (2, "")
    assert "would be written among the files of" in done.err
    assert {path: path.read_bytes() for path in folder.rglob("*.y*ml")} == before


def test_a_link_into_the_pack_is_not_written_through(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_tiny(tmp_path / "pack")
    (tmp_path / "link").symlink_to(folder / "pack.yaml")
    before = (folder / "pack.yaml").read_bytes()
    assert run(capsys, "pack", "docs", folder, "-o", tmp_path / "link").code == 2
    assert (folder / "pack.yaml").read_bytes() == before


def test_a_page_that_cannot_be_written_exits_with_6(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "pack", "docs", TINY, "-o", tmp_path)
    assert (done.code, done.out) == (6, "")
    assert "error[unwritable]" in done.err


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "pack")
    assert done.code == 2
    assert "Usage: mandate pack" in done.out + done.err


def test_a_file_of_a_pack_is_no_pack_and_its_folder_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = run(capsys, "pack", "show", TINY / "pack.yaml")
    assert done.code == 3
    assert done.err.endswith(f"     = name its folder: {TINY}\n")
