"""Checks of drivers and bands: which cap binds, and which band a case can reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from mandate.checks.diagrams import UndecidedError
from mandate.checks.sampling import CASES
from mandate.checks.subject import Found, Subject
from mandate.pack.model import Band, Driver
from mandate.reasoning import Inference

CAN_BE_PROVED = "'mandate pack verify' can prove whether there is one"


def cap_never_binds(subject: Subject, driver: Driver) -> Iterator[Found]:
    """Yield each cap that no case reaches beyond; a cap of 0 says that the side does not count."""
    for side, cap, sign in (("risk", driver.risk, 1), ("relief", driver.relief, -1)):
        if not cap:
            continue

        def beyond(inference: Inference, sign: int = sign) -> int:
            return sign * _uncapped(inference, driver)

        if any(beyond(case.inference) > sign * cap for case in subject.sample.cases):
            continue
        if beyond(subject.sample.climbed(beyond).inference) > sign * cap:
            continue
        place = subject.place(driver, "caps", side)
        words = f"the {side} cap of the driver '{driver.id}', {cap}"
        found = _values(subject, driver)
        if found is None:
            message = f"{words}, was not found to bind in {CASES} sampled cases"
            yield Found(driver.id, place, message, CAN_BE_PROVED)
        elif sign * cap >= (most := max(sign * value for value in found)):
            message = f"{words}, never binds: the points go no further than {sign * most}"
            yield Found(driver.id, place, message, "lower it, or leave it as a guard and say so")


def cap_always_binds(subject: Subject, driver: Driver) -> Iterator[Found]:
    """Yield a driver that its caps leave the same points in every case, whatever the rules add."""
    inferences = [case.inference for case in subject.sample.cases]
    capped = {_clipped(driver, _uncapped(inference, driver)) for inference in inferences}
    if len(capped) != 1 or not any(one.driver == driver.id for one in subject.pack.rules.values()):
        return
    place = subject.place(driver, "caps")
    found = _values(subject, driver)
    if found is None:
        message = (
            f"the caps of the driver '{driver.id}' left it {capped.pop()} points in each of"
            f" {CASES} sampled cases"
        )
        yield Found(driver.id, place, message, CAN_BE_PROVED, "note")
    elif len(found) > 1 and len({_clipped(driver, points) for points in found}) == 1:
        message = (
            f"the caps of the driver '{driver.id}' leave it {capped.pop()} points in all cases"
        )
        yield Found(driver.id, place, message, "widen them, or weigh the rules anew")


def band_unreachable(subject: Subject, band: Band) -> Iterator[Found]:
    """Yield the band if no complete case falls in it."""
    pack = subject.pack
    if not subject.sample.cases or _seen(subject, band):
        return
    message = f"no complete case falls in the band '{band.id}'"
    hint = "move its edge, or weigh the rules anew"
    place = subject.place(band)
    try:
        totals = subject.expansion.diagrams.values(total_of(subject))
    except UndecidedError:
        subject.expansion.forget_question()
        if _beyond(subject, band):
            yield Found(band.id, place, message, hint)
        else:
            message = f"no case in the band '{band.id}' was found in {CASES} sampled cases"
            yield Found(band.id, place, message, CAN_BE_PROVED, "note")
        return
    if all(pack.band_of(total).id != band.id for total in totals):
        yield Found(band.id, place, message, hint)


def total_of(subject: Subject, leave_out: str = "") -> int:
    """Return the diagram of the total (hundredths of a deciban) of every case that can be, under
    all rules but the one to leave out; raises UndecidedError where it grows too large."""
    pack, diagrams = subject.pack, subject.expansion.diagrams
    total = diagrams.value(pack.base)
    for driver in pack.drivers.values():
        clipped = diagrams.mapped(_sum(subject, driver, leave_out), _clip(driver, pack.scale))
        total = diagrams.sum(total, clipped)
    edges = {band.id: band.start for band in pack.bands}
    for rule in pack.rules.values():
        edge = edges.get(rule.floor)
        if edge is not None and rule.id != leave_out:
            lifted = diagrams.mapped(total, partial(max, edge))
            total = diagrams.choose(subject.expansion.fires(rule), lifted, total)
    return diagrams.choose(subject.expansion.possible, total, diagrams.value(None))


def _sum(subject: Subject, driver: Driver, leave_out: str = "") -> int:
    """Return the diagram of a driver's points before its caps."""
    expansion = subject.expansion
    diagrams = expansion.diagrams
    found = nothing = diagrams.value(0)
    for rule in subject.pack.rules.values():
        if rule.driver == driver.id and rule.id != leave_out:
            for points, where in expansion.outcomes(rule).items():
                adds = diagrams.choose(where, diagrams.value(points), nothing)
                found = diagrams.sum(found, adds)
    return found


def _clip(driver: Driver, scale: int) -> Callable[[int], int]:
    return lambda points: scale * _clipped(driver, points)


def _clipped(driver: Driver, points: int) -> int:
    return max(driver.relief, min(driver.risk, points))


def _values(subject: Subject, driver: Driver) -> set[int] | None:
    """Return every number of points a driver can have before its caps; None where undecided."""
    diagrams = subject.expansion.diagrams
    try:
        found = _sum(subject, driver)
        possible = subject.expansion.possible
        return diagrams.values(diagrams.choose(possible, found, diagrams.value(None)))
    except UndecidedError:
        subject.expansion.forget_question()
        return None


def _uncapped(inference: Inference, driver: Driver) -> int:
    return next(entry.uncapped for entry in inference.drivers if entry.id == driver.id)


def _seen(subject: Subject, band: Band) -> bool:
    """Return whether a case in the band is found, among the sampled ones or beyond their ends."""
    if any(case.inference.band == band.id for case in subject.sample.cases):
        return True
    ends = (lambda inference: inference.total), (lambda inference: -inference.total)
    return any(subject.sample.climbed(end).inference.band == band.id for end in ends)


def _beyond(subject: Subject, band: Band) -> bool:
    """Return whether a band lies beyond all that the rules' points and floors could add up to."""
    pack = subject.pack
    lowest = highest = pack.base
    for driver in pack.drivers.values():
        rules = [rule for rule in pack.rules.values() if rule.driver == driver.id]
        most = sum(max(0, *rule.possible_points) for rule in rules)
        least = sum(min(0, *rule.possible_points) for rule in rules)
        highest += pack.scale * min(driver.risk, most)
        lowest += pack.scale * max(driver.relief, least)
    edges = {one.id: one.start for one in pack.bands}
    floors = [edges[rule.floor] for rule in pack.rules.values() if rule.floor]
    highest = max([highest, *(edge for edge in floors if edge is not None)])
    place = pack.bands.index(band)
    end = pack.bands[place + 1].start if place + 1 < len(pack.bands) else None
    starts_above = band.start is not None and band.start > highest
    return starts_above or (end is not None and end <= lowest)
