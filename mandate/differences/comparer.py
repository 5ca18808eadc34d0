"""Comparing two packs: by meaning, over the cases in a folder, and over every case."""

from __future__ import annotations

from pathlib import Path

from mandate.assessor import reference_of
from mandate.differences.cases import case_change, compare_cases
from mandate.differences.model import (
    AT_LEAST,
    NEVER,
    PROVED,
    SCHEMA_VERSION,
    UNKNOWN,
    EveryCase,
    Furthest,
    PackDifference,
)
from mandate.differences.parts import part_changes
from mandate.errors import SolverError
from mandate.pack.model import Pack
from mandate.proofs.extremes import FALL, RISE, extreme
from mandate.proofs.pair import Pair
from mandate.solver import Undecided
from mandate.version import VERSION

_TITLES = {RISE: "The case whose total rises most", FALL: "The case whose total falls most"}


def differences(
    old: Pack, new: Pack, *, cases: Path | None = None, seconds: float | None = None
) -> PackDifference:
    """Return what differs from one pack to another.

    With *cases* also how the cases in that folder are assessed; with *seconds* also how far totals
    move over every case, where the solver has so long for each question. Where it is not installed
    the difference says so. Raises CaseError where the folder cannot be read.
    """
    every_case, not_asked = None, "not asked for"
    if old.digest == new.digest:
        not_asked = "the packs mean the same"
    elif seconds is not None:
        try:
            every_case, not_asked = _every_case(old, new, seconds), ""
        except SolverError as error:
            fault = error.faults[0]
            not_asked = f"{fault.message}: {fault.hint}"
    return PackDifference(
        schema=SCHEMA_VERSION,
        mandate=VERSION,
        old=reference_of(old),
        new=reference_of(new),
        same_meaning=old.digest == new.digest,
        parts=tuple(part_changes(old, new)),
        cases=None if cases is None else compare_cases(old, new, cases),
        every_case=every_case,
        not_asked=not_asked,
    )


def _every_case(old: Pack, new: Pack, seconds: float) -> EveryCase:
    pair = Pair(old, new, seconds)
    rise, fall = (_furthest(pair, direction) for direction in (RISE, FALL))
    return EveryCase(pair.solver.name, seconds, rise, fall)


def _furthest(pair: Pair, direction: int) -> Furthest:
    title = _TITLES[direction]
    try:
        found = extreme(pair, direction, title)
    except Undecided:
        return Furthest(UNKNOWN, None, "")
    if found is None:
        return Furthest(NEVER, None, "")
    change = case_change("", title, found.one, found.other)
    return Furthest(PROVED if found.proved else AT_LEAST, change, found.case)
