"""Golden cases as killers: what they expect, and give a reason for, no longer holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mandate.case import Case, known
from mandate.conditions.evaluate import Truth
from mandate.errors import FailingTestsError, Fault
from mandate.expectation import Expectation
from mandate.mutation.judged import Judged, added_up, judged, rejudged, with_rule
from mandate.mutation.mutants import Mutant
from mandate.pack.model import Pack
from mandate.testing.expectations import Check, golden_checks
from mandate.testing.mismatch import MismatchError
from mandate.tuples import NamedTuple


class Golden(NamedTuple):
    """A golden case as the pack judges it."""

    id: str
    expect: Expectation
    judged: Judged


def golden_of(pack: Pack, cases: Iterable[Case]) -> list[Golden]:
    """Return those of *cases* that expect something.

    Raises CaseError where one cannot be used, FailingTestsError where one does not hold: what fails
    anyhow tells no mutant from the pack.
    """
    found: list[Golden] = []
    faults: list[Fault] = []
    for case in cases:
        if case.expect is None:
            continue
        memory = known(case, pack).memory
        faults += [fault for check in golden_checks(pack, case) for fault in _failure(check, case)]
        found.append(Golden(case.id, case.expect, judged(pack, memory.masks)))
    if faults:
        raise FailingTestsError(faults)
    return found


def _failure(check: Check, case: Case) -> Iterator[Fault]:
    try:
        check.run()
    except MismatchError as mismatch:
        place = mismatch.location or case.location
        message = f"{check.name}: expected {mismatch.expected}, found {mismatch.actual}"
        yield Fault(place, "golden", message, "mandate pack test tells more")


def killed_by_golden(mutant: Mutant, pack: Pack, cases: Iterable[Golden]) -> str:
    """Return the case and the expectation of it that a mutant breaks; empty where there is none."""
    if mutant.pack is not None:
        mutated = mutant.pack
    else:
        assert mutant.rule is not None
        mutated = with_rule(pack, mutant.rule)
    for case in cases:
        after = rejudged(case.judged, pack, mutant.rule) if mutant.rule else case.judged
        broken = after and _broken(case.expect, after, mutated)
        if broken:
            return f"{case.id}: {broken}"
    return ""


def _broken(expect: Expectation, found: Judged, pack: Pack) -> str:
    """Return the first expectation that does not hold; empty where all do."""
    for rules, truth in ((expect.fires, Truth.TRUE), (expect.silent, Truth.FALSE)):
        for name in rules:
            if found.truths[name.id] is not truth:
                return f"{'fires' if truth is Truth.TRUE else 'silent'} {name.id}"
    for name in expect.findings:
        if found.findings.get(name.id) is not Truth.TRUE:
            return f"finding {name.id}"
    total = added_up(found, pack)
    points = {driver.id: driver.points for driver in total.drivers}
    for name in expect.drivers:
        if points[name.id] != name.number:
            return f"driver {name.id}"
    if expect.score and total.score != expect.score.number:
        return "score"
    return f"band {expect.band.id}" if expect.band and total.band != expect.band.id else ""
