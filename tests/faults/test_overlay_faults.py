"""Every fault of an overlay has a folder named for it, and the whole message beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import copy_tiny, run

HERE = Path(__file__).parent / "overlays"
FAULTS = sorted(path.name for path in HERE.iterdir() if path.is_dir())
HEADER = "id: mine\nversion: 1.0.0\ntitle: Mine\nextends: ../tiny\n"


def overlay_of_tiny(folder: Path, fault: str) -> Path:
    """Make the overlay of a fault, and the tiny pack beside it."""
    copy_tiny(folder / "tiny")
    mine = folder / "mine"
    mine.mkdir()
    (mine / "pack.yaml").write_text(HEADER, encoding="utf-8")
    for path in (HERE / fault).rglob("*.yaml"):
        target = mine / path.relative_to(HERE / fault)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return mine


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_overlay_is_refused_with_this_very_message(
    fault: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mine = overlay_of_tiny(tmp_path, fault)
    case = tmp_path / "case.yaml"
    case.write_text("title: A case\n", encoding="utf-8")
    done = run(capsys, "assess", case, "--pack", mine)
    expected = (HERE / f"{fault}.txt").read_text(encoding="utf-8")
    told = done.err.replace(str(mine), "{mine}").replace(str(tmp_path / "tiny"), "{tiny}")
    assert told == expected
    assert (done.code, done.out) == (3, "")


def test_every_message_belongs_to_a_fault() -> None:
    assert sorted(path.stem for path in HERE.glob("*.txt")) == FAULTS
