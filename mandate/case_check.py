"""Checking cases: everything that is wrong with several case files, at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from mandate import case as cases
from mandate.case import Case
from mandate.errors import CaseError, Fault, PackError, did_you_mean
from mandate.expectation import Expectation, ExpectedName
from mandate.library import pack_of
from mandate.pack.discover import open_pack
from mandate.pack.model import Pack


def check_cases(paths: Iterable[Path], pack: str | Path | None = None) -> None:
    """Return where no case file in *paths* has a fault.

    Each is read against *pack*, a name or a path; left out, the case names it. Raises PackError
    where a pack cannot be used, and CaseError otherwise, with the faults of all cases.
    """
    packs = _Packs(pack)
    faults = [fault for path in paths for fault in _faults(path, packs)]
    if packs.faults:
        raise PackError([*packs.faults, *faults])
    if faults:
        raise CaseError(faults)


class _Packs:
    """The packs that cases name, each read once, and what is wrong with them."""

    def __init__(self, given: str | Path | None) -> None:
        self._given = given
        self._read: dict[tuple[str, Path], Pack | None] = {}
        self.faults: list[Fault] = []

    def of(self, case: Case) -> Pack | None:
        """Return the pack to read a case against, or None where it cannot be used."""
        place = (case.pack, case.folder) if self._given is None else ("", Path())
        if place not in self._read:
            self._read[place] = None
            try:
                given = self._given
                self._read[place] = pack_of(case) if given is None else open_pack(given)
            except PackError as error:
                self.faults += error.faults
        return self._read[place]


def _faults(path: Path, packs: _Packs) -> tuple[Fault, ...]:
    try:
        case = cases.load(path)
        if pack := packs.of(case):
            cases.known(case, pack)
            if case.expect:
                return tuple(unknown_names(case.expect, pack))
    except CaseError as error:
        return error.faults
    return ()


def unknown_names(expect: Expectation, pack: Pack) -> list[Fault]:
    """Return a fault for each band, rule, finding or driver that the pack does not have."""
    bands = [band.id for band in pack.bands]
    named: tuple[tuple[str, tuple[ExpectedName, ...], Collection[str]], ...] = (
        ("band", (expect.band,) if expect.band else (), bands),
        ("rule", (*expect.fires, *expect.silent), pack.rules),
        ("finding", expect.findings, pack.findings),
        ("driver", expect.drivers, pack.drivers),
    )
    faults = []
    for what, names, there in named:
        for name in names:
            if name.id not in there:
                message, hint = f"the pack has no {what} '{name.id}'", did_you_mean(name.id, there)
                faults.append(Fault(name.location, f"unknown-{what}", message, hint))
    return faults
