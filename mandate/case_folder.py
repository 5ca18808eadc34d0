"""Folders of cases: every case file is read, and every fault of all of them is gathered first."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from mandate.case import Case, Known, known, load
from mandate.errors import CaseError, Faults, Location
from mandate.pack.model import Pack
from mandate.yaml_files import SUFFIXES

_SECOND = "; if it is a second reading, name its folder with --second"


def load_cases(
    folder: Path, faults: Faults, without: Path | None = None
) -> dict[Path, Case | None]:
    """Return the cases in *folder* and the folders in it, by their paths within it, in order.

    One that is no mapping is None, and what is wrong with it is recorded; what is wrong with a
    case's frame stays with the case. The folder *without* is passed over where it lies inside. Two
    cases of one id are a fault: the same role would be counted twice.
    """
    cases: dict[Path, Case | None] = {}
    met: dict[str, Path] = {}
    for path in case_paths(folder, faults, without):
        case = cases[path.relative_to(folder)] = _load(path, faults)
        if case is not None and case.id in met:
            other = met[case.id]
            message = f"the case '{case.id}' is also in {other}"
            hint = "leave one out, or give it an 'id:' of its own"
            # two folders with a file of one name are most often two readings of it
            hint += _SECOND if without is None and other.name == path.name else ""
            faults.add(case.location, "case-twice", message, hint)
        elif case is not None:
            met[case.id] = path
    return cases


def read_cases(
    cases: Mapping[Path, Case | None], pack: Pack | None, faults: Faults
) -> dict[Path, Known | None]:
    """Return *cases* read against *pack*: None after recording all that is wrong with one.

    Where there is no pack only the frames of the cases are looked at.
    """
    return {path: case and _read(case, pack, faults) for path, case in cases.items()}


def golden_cases(folder: Path, faults: Faults) -> list[Case]:
    """Return the cases in *folder* that say what they expect; records what cannot be read."""
    cases = load_cases(folder, faults).values()
    return [case for case in cases if case is not None and "expect" in case.document.pairs]


def case_paths(folder: Path, faults: Faults, without: Path | None = None) -> list[Path]:
    """Return the case files in *folder* and the folders in it, in the order of their paths.

    What starts with a dot is passed over, and so is the folder *without* inside. A folder that
    cannot be read is a fault, as is a link to a folder: followed, it could lead round in a circle
    or count a case twice; passed over, its cases would be missing without a word.
    """
    if not S_ISDIR(_mode(folder)):
        what = "this is a file, not a folder" if _mode(folder) else "there is no such folder"
        faults.add(Location(str(folder)), "not-a-folder", what, "name a folder of case files")
        return []
    before, found, waiting = len(faults), list[Path](), [folder]
    while waiting:
        for entry in _entries(waiting.pop(), faults):
            path = Path(entry.path)
            if not S_ISDIR(_mode(path)):
                found.append(path)
            elif without is not None and is_same_folder(path, without):
                continue
            elif entry.is_symlink():
                message = "this is a link to a folder, and links are not followed"
                hint = "move the folder here, or let the link's name start with a dot"
                faults.add(Location(str(path)), "linked-folder", message, hint)
            else:
                waiting.append(path)
    found = sorted(path for path in found if path.suffix in SUFFIXES)
    if not found and len(faults) == before:
        message = "there are no cases here"
        faults.add(Location(str(folder)), "no-cases", message, "cases are files in .yaml")
    return found


def is_same_folder(folder: Path, other: Path) -> bool:
    """Return whether two paths lead to one folder that is there."""
    return S_ISDIR(_mode(folder)) and S_ISDIR(_mode(other)) and folder.samefile(other)


def holds_case(file: Path, folder: Path) -> bool:
    """Return whether *file* is one of the cases in *folder*, or leads by links to the same file."""
    target = _resolved(file)
    return any(target == _resolved(path) for path in case_paths(folder, Faults()))


def _resolved(path: Path) -> Path:
    return Path(os.path.realpath(path))  # Path.resolve fails on a link that leads to itself


def _entries(folder: Path, faults: Faults) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        faults.add(Location(str(folder)), "unreadable", message)
        return []


def _mode(path: Path) -> int:
    """Return the mode of what *path* leads to, or 0 where nothing can be learned of it."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # ValueError: a name that no file system can hold
        return 0


def _load(path: Path, faults: Faults) -> Case | None:
    mode = _mode(path)
    if mode and not S_ISREG(mode):  # reading a pipe would wait for ever
        message = "this is a pipe or a device, not a file"
        faults.add(Location(str(path)), "not-a-file", message)
        return None
    try:
        return load(path)
    except CaseError as error:
        _record(error, faults)
        return None


def _read(case: Case, pack: Pack | None, faults: Faults) -> Known | None:
    try:
        if pack is not None:
            return known(case, pack)
        if case.faults:
            raise CaseError(case.faults)
    except CaseError as error:
        _record(error, faults)
    return None


def _record(error: CaseError, faults: Faults) -> None:
    for fault in error.faults:
        faults.add(*fault)
