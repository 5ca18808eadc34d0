"""Every fault of a filled-in sheet has a file named for it, and the whole message beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import TINY, run

HERE = Path(__file__).parent / "sheets"
SHEETS = sorted(path.stem for path in HERE.glob("*.csv"))
CASE = f"title: A case\npack: {TINY}\nstage: in_post\nfacts:\n  reports_to: ceo\n"


@pytest.mark.parametrize("fault", SHEETS)
def test_a_faulty_sheet_is_refused_with_this_very_message(
    fault: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(HERE)
    case, filled = tmp_path / "a.yaml", tmp_path / "filled.yaml"
    case.write_text(CASE, encoding="utf-8")
    done = run(capsys, "questions", case, "--read", f"{fault}.csv", "-o", filled)
    assert done.err == (HERE / f"{fault}.txt").read_text(encoding="utf-8")
    assert (done.code, done.out) == (4, "")
    assert not filled.exists()
    assert case.read_text(encoding="utf-8") == CASE


def test_every_message_belongs_to_a_sheet() -> None:
    assert sorted(path.stem for path in HERE.glob("*.txt")) == SHEETS
