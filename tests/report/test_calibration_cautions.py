"""What the numbers of a calibration cannot carry."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack
from mandate.calibrator import calibrate, calibration_of
from mandate.report.calibration_cautions import cautions
from tests.calibration_cases import BAD, GOOD, LINE, UNCLEAR, published, write
from tests.helpers import changed, copy_tiny, known

NOTHING_TO_COMPARE = (
    "No case has an outcome that counts, so there is nothing to compare the scores with."
)


@pytest.mark.parametrize(("outcome", "kind"), [(GOOD, "favourable"), (BAD, "unfavourable")])
def test_one_class_only_is_said_plainly(
    outcome: str, kind: str, tmp_path: Path, tiny: Pack
) -> None:
    folder = write(tmp_path, {name: published(outcome, LINE) for name in "ab"})
    said = " ".join(cautions(calibrate(folder, tiny)))
    assert f"All of the outcomes are {kind}." in said
    assert "the AUC is not defined" in said


def test_a_pack_that_calls_itself_calibrated_is_not_said_to_be_unfitted(tmp_path: Path) -> None:
    fitted = changed("pack.yaml", "base: -3\n", "calibrated: yes\nbase: -3\n")
    pack = copy_tiny(tmp_path / "pack", fitted)
    folder = write(tmp_path / "cases", {"a": "outcome: {what: ousted}\n"})
    said = " ".join(cautions(calibrate(folder, pack)))
    assert "If these cases were among them, they cannot judge it." in said
    assert "was not fitted" not in said
    assert "The cases select themselves" in said


def test_where_no_case_counts_nothing_is_said_of_those_that_do(tmp_path: Path, tiny: Pack) -> None:
    folder = write(tmp_path, {"a": published(UNCLEAR, LINE), "b": published(GOOD, LINE)})
    unclear = next(case for case in calibrate(folder, tiny).cases if case.outcome == UNCLEAR)
    for found in (
        calibration_of([], tiny),
        calibration_of([known(tiny, {})], tiny),
        calibration_of([], tiny)._replace(cases=(unclear,)),
    ):
        first, second = cautions(found)
        assert first == NOTHING_TO_COMPARE
        assert second.startswith("The pack was not fitted")
