"""Calibrations as text: the page as it was agreed, and what it says where there is little."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack
from mandate.calibrator import calibrate, calibration_of
from mandate.report import calibration_text
from mandate.version import VERSION
from tests.calibration_cases import (
    BAD,
    GOOD,
    LINE,
    NONE,
    published,
    write,
    write_five,
)
from tests.helpers import ROOT, golden


def test_the_report_is_the_golden_one(tmp_path: Path, tiny: Pack) -> None:
    report = calibration_text.render(calibrate(write_five(tmp_path), tiny))
    made = f"Mandate {VERSION}; pack {tiny.digest[:19]}"
    assert report == golden("calibration.txt").replace("{made}", made)


def test_one_class_only_is_said_plainly(tmp_path: Path, tiny: Pack) -> None:
    folder = write(tmp_path, {"a": published(BAD, LINE, ""), "b": published(BAD, NONE, "")})
    assert "none  one class only" in calibration_text.render(calibrate(folder, tiny))


def test_what_two_readers_differ_in_is_told_by_kind(tmp_path: Path, tiny: Pack) -> None:
    first = "{authority_type: none, reports_to: not_known, levels_below_ceo: 2}"
    second = "{authority_type: line, reports_to: ceo, team_size: 5}"
    report = calibration_text.render(
        calibrate(
            write(tmp_path / "first", {"a": published(GOOD, first)}),
            tiny,
            write(tmp_path / "second", {"a": published(GOOD, second)}),
        )
    )
    section = report[report.index("TWO READERS") :].split("\n\n")[0]
    assert section.splitlines()[3:8] == [
        "  the same               0    0%",
        "  overlapping            0    0%",
        "  contradictory          1   25%",
        "  known to one alone     1   25%",
        "  found by one alone     2   50%",
    ]
    assert "- a, authority_type: " in section
    assert "(contradictory)" in section
    assert "- a, reports_to: not known / ceo (known to one)" in section
    assert "- a, team_size: open / 5" in section


def test_nothing_is_said_of_readers_where_there_was_one(tmp_path: Path, tiny: Pack) -> None:
    assert "TWO READERS" not in calibration_text.render(calibrate(write_five(tmp_path), tiny))


def test_a_calibration_without_cases_can_be_printed(tiny: Pack) -> None:
    report = calibration_text.render(calibration_of([], tiny))
    assert "0 cases read" in report
    assert "all roles               0     0  no cases" in report


@pytest.mark.parametrize("second", [None, "cases/second-readings"])
def test_the_report_on_published_cases_keeps_to_80_columns(second: str | None) -> None:
    found = calibrate(ROOT / "cases" / "published", second=second and ROOT / second)
    report = calibration_text.render(found)
    assert ("TWO READERS" in report) == (second is not None)
    for line in report.splitlines():
        assert len(line) <= 80, line
