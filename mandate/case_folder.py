"""Folders of cases: every case file is read, and every fault of all of them is gathered first."""

from __future__ import annotations

import os
from pathlib import Path

from mandate.case import Case, load
from mandate.errors import CaseError, Faults, Location

_SUFFIXES = (".yaml", ".yml")


def case_paths(folder: Path, faults: Faults) -> list[Path]:
    """Return the case files in *folder* and the folders in it, in the order of their paths.

    What starts with a dot is passed over. Where there are none a fault is recorded.
    """
    place = Location(str(folder))
    if not folder.is_dir():
        what = "this is a file, not a folder" if folder.is_file() else "there is no such folder"
        faults.add(place, "not-a-folder", what, "name a folder of case files")
        return []
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        seen = (name for name in names if not name.startswith("."))
        found += [Path(parent) / name for name in seen if name.endswith(_SUFFIXES)]
    if not found:
        faults.add(place, "no-cases", "there are no cases here", "cases are files in .yaml")
    return sorted(found)


def load_cases(folder: Path, faults: Faults) -> list[Case]:
    """Return the cases in *folder* that are mappings, recording what is wrong with the others.

    What is wrong with a case's frame stays with the case. Two cases of one id are a fault: the
    same role would be counted twice.
    """
    cases: list[Case] = []
    first: dict[str, Case] = {}
    for path in case_paths(folder, faults):
        if path.exists() and not path.is_file():  # reading a pipe would wait for ever
            message = "this is a folder, a pipe or a device, not a file"
            faults.add(Location(str(path)), "not-a-file", message)
            continue
        try:
            case = load(path)
        except CaseError as error:
            for fault in error.faults:
                faults.add(*fault)
            continue
        cases.append(case)
        if case.id in first:
            message = f"the case '{case.id}' is also in {first[case.id].location.path}"
            hint = "leave one out, or give it an 'id:' of its own"
            faults.add(case.location, "case-twice", message, hint)
        first.setdefault(case.id, case)
    return cases
