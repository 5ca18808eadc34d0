"""Second readings: which first reading each is of, and those that are of none or of several."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import CaseError, Pack
from mandate.calibrator import calibrate
from tests.calibration_cases import BAD, GOOD, LINE, NONE, published, write


def pairs(tmp_path: Path, pack: Pack, first: list[str], second: list[str]) -> list[str]:
    """Return which first readings the second ones are of; all of them hold the same."""
    folders = []
    for folder, names in (("first", first), ("second", second)):
        text = published(GOOD, LINE)
        cases = {name: f"id: {folder} {name}\n{text}" for name in names}
        folders.append(write(tmp_path / folder, cases))
    agreement = calibrate(folders[0], pack, folders[1]).agreement
    assert agreement is not None
    return [pair.case.removeprefix("first ") for pair in agreement.scores]


def faults(tmp_path: Path, pack: Pack, first: list[str], second: list[str]) -> list[str]:
    with pytest.raises(CaseError) as raised:
        pairs(tmp_path, pack, first, second)
    return [str(fault) for fault in raised.value.faults]


def test_readings_belong_together_by_their_paths(tmp_path: Path, tiny: Pack) -> None:
    names = ["a/x", "b/x", "x", "y"]
    assert pairs(tmp_path, tiny, names, ["a/x", "b/x", "x"]) == ["a/x", "b/x", "x"]


def test_readings_of_one_file_name_are_not_mixed_up(tmp_path: Path, tiny: Pack) -> None:
    cases = {"a/x": published(GOOD, LINE, "id: a\n"), "b/x": published(BAD, NONE, "id: b\n")}
    first, second = (write(tmp_path / folder, cases) for folder in ("first", "second"))
    agreement = calibrate(first, tiny, second).agreement
    assert agreement is not None
    assert (agreement.cases, agreement.same, agreement.differences) == (2, 2, ())
    assert [(pair.case, pair.first == pair.second) for pair in agreement.scores] == [
        ("a", True),
        ("b", True),
    ]


def test_a_second_reading_may_leave_out_the_folders_of_its_first(
    tmp_path: Path, tiny: Pack
) -> None:
    names = ["published/deep/x", "published/y", "z"]
    assert pairs(tmp_path, tiny, names, ["deep/x", "y"]) == ["published/deep/x", "published/y"]


def test_a_second_reading_that_may_be_of_several_cases_is_a_fault(
    tmp_path: Path, tiny: Pack
) -> None:
    assert faults(tmp_path, tiny, ["a/x", "b/x"], ["x"]) == [
        f"{tmp_path / 'second' / 'x.yaml'}: error[several-first-readings]: this may be a second "
        "reading of a/x.yaml or of b/x.yaml\n"
        "     = put it in a folder named as that of the first"
    ]


def test_two_second_readings_of_one_case_are_a_fault(tmp_path: Path, tiny: Pack) -> None:
    second = tmp_path / "second"
    assert faults(tmp_path, tiny, ["a/x"], ["a/x", "x"]) == [
        f"{second / 'x.yaml'}: error[second-reading-twice]: {second / 'a' / 'x.yaml'} is a second "
        "reading of a/x.yaml too\n"
        "     = keep one of the two"
    ]


@pytest.mark.parametrize("name", ["c", "a/b", "ab", "e", "d"])
def test_a_second_reading_without_a_first_is_a_fault(name: str, tmp_path: Path, tiny: Pack) -> None:
    assert faults(tmp_path, tiny, ["b", "d/xe"], [name]) == [
        f"{tmp_path / 'second' / name}.yaml: error[no-first-reading]: there is no first reading "
        "of this case\n"
        "     = let it stand in its folder as the first one does in the other"
    ]
