"""Folders of cases: what is read, what is passed over, and what is refused by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mandate import CaseError, Pack
from mandate.calibrator import calibrate
from mandate.case_folder import case_paths, load_cases
from mandate.errors import Faults
from tests.calibration_cases import write, write_five


@pytest.fixture(name="five")
def _five(tmp_path: Path) -> Path:
    return write_five(tmp_path / "cases")


def refused(folder: Path, pack: Pack) -> CaseError:
    with pytest.raises(CaseError) as raised:
        calibrate(folder, pack)
    return raised.value


def paths(folder: Path, without: Path | None = None) -> list[str]:
    """Return the paths of the cases found, where nothing is wrong."""
    faults = Faults()
    found = case_paths(folder, faults, without)
    assert not faults, list(faults)
    return [path.relative_to(folder).as_posix() for path in found]


def told(folder: Path) -> list[str]:
    """Return what is wrong with a folder of cases."""
    faults = Faults()
    load_cases(folder, faults)
    return [str(fault) for fault in faults]


def test_a_folder_without_cases_is_refused(tmp_path: Path, tiny: Pack) -> None:
    (tmp_path / ".hidden.yaml").write_text("title: A\n")
    (tmp_path / "README.md").write_text("# A\n")
    assert str(refused(tmp_path, tiny)) == (
        f"{tmp_path}: error[no-cases]: there are no cases here\n     = cases are files in .yaml"
    )


def test_what_is_no_folder_is_refused(tmp_path: Path, tiny: Pack) -> None:
    hint = "\n     = name a folder of case files"
    missing, file = tmp_path / "missing", tmp_path / "a.yaml"
    file.write_text("title: A\n")
    assert str(refused(missing, tiny)) == (
        f"{missing}: error[not-a-folder]: there is no such folder{hint}"
    )
    assert str(refused(file, tiny)) == (
        f"{file}: error[not-a-folder]: this is a file, not a folder{hint}"
    )


def test_a_pipe_is_not_read(five: Path, tiny: Pack) -> None:
    os.mkfifo(five / "pipe.yaml")
    assert str(refused(five, tiny)) == (
        f"{five / 'pipe.yaml'}: error[not-a-file]: this is a pipe or a device, not a file"
    )


def test_a_case_does_not_count_twice(five: Path, tiny: Pack) -> None:
    (five / "copy.yaml").write_bytes((five / "bad-none.yaml").read_bytes())
    assert str(refused(five, tiny)) == (
        f"{five / 'copy.yaml'}:1:1: error[case-twice]: the case 'bad-none' is also in "
        f"{five / 'bad-none.yaml'}\n"
        "    1 | title: bad-none\n"
        "      | ^ leave one out, or give it an 'id:' of its own"
    )


def test_cases_are_found_in_folders_in_the_order_of_their_paths(tmp_path: Path) -> None:
    write(tmp_path, {"b": "", "a/z": "", "a.yaml/y": "", ".hidden": "", ".more/x": ""})
    (tmp_path / "c.yml").write_text("title: c\n")
    assert paths(tmp_path) == ["a/z.yaml", "a.yaml/y.yaml", "b.yaml", "c.yml"]


def test_a_folder_inside_may_be_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"a": "", "again/a": "", "more/again/b": ""})
    (tmp_path / ".link").symlink_to(tmp_path / "again")
    for without in ("again", "more/../again", ".link"):
        assert paths(tmp_path, tmp_path / without) == ["a.yaml", "more/again/b.yaml"]
    assert len(paths(tmp_path, tmp_path)) == 3
    assert len(paths(tmp_path, tmp_path / "nowhere")) == 3


def test_a_folder_that_cannot_be_read_is_a_fault(
    five: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = os.scandir

    def looked(folder: Path) -> object:  # file modes would not stop a superuser
        if Path(folder).name == "deeper":
            raise PermissionError(13, "Permission denied")
        return look(folder)

    monkeypatch.setattr(os, "scandir", looked)
    assert told(five) == [
        f"{five / 'deeper'}: error[unreadable]: the folder cannot be read: Permission denied"
    ]
    assert told(five / "deeper") == [  # and not that it has no cases
        f"{five / 'deeper'}: error[unreadable]: the folder cannot be read: Permission denied"
    ]


def test_a_link_to_a_folder_is_refused_by_name(five: Path) -> None:
    (five / "deeper" / "round").symlink_to(five)
    (five / ".passed-over").symlink_to(five)
    assert told(five) == [
        f"{five / 'deeper' / 'round'}: error[linked-folder]: this is a link to a folder, and links "
        "are not followed\n"
        "     = move the folder here, or let the link's name start with a dot"
    ]


def test_a_folder_may_itself_be_a_link_and_so_may_a_case(five: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(five)
    outside = write(tmp_path / "outside", {"one": ""}) / "one.yaml"
    (five / "linked.yaml").symlink_to(outside)
    assert told(link) == []
    assert "linked.yaml" in paths(link)


def test_a_link_that_leads_nowhere_is_a_fault(five: Path) -> None:
    (five / "gone.yaml").symlink_to(five / "nowhere.yaml")
    (five / "self.yaml").symlink_to(five / "self.yaml")
    first, second = told(five)
    assert first.startswith(f"{five / 'gone.yaml'}: error[missing-file]: there is no such file")
    assert second.startswith(f"{five / 'self.yaml'}: error[unreadable]: the file cannot be read")


def test_a_case_of_one_name_in_two_folders_may_be_a_second_reading(tmp_path: Path) -> None:
    folder = write(tmp_path, {"first/a": "", "second/a": ""})
    assert told(folder) == [
        f"{folder / 'second' / 'a.yaml'}:1:1: error[case-twice]: the case 'a' is also in "
        f"{folder / 'first' / 'a.yaml'}\n"
        "    1 | title: a\n"
        "      | ^ leave one out, or give it an 'id:' of its own; if it is a second reading, name "
        "its folder with --second"
    ]


def test_a_case_that_is_there_three_times_is_two_faults(tmp_path: Path) -> None:
    write(tmp_path, {"a/x": "", "b/x": "", "c/x": ""})
    again = told(tmp_path)
    assert len(again) == 2
    assert all(f"is also in {tmp_path / 'a' / 'x.yaml'}" in fault for fault in again)
