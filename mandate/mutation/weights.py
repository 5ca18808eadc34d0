"""The mutants of what things weigh: points, caps, floors, and the pack's base, scale and bands."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.conditions.nodes import Graded
from mandate.mutation.leaves import values_of
from mandate.mutation.mutants import WEIGHT, Mutant
from mandate.mutation.trees import nodes, replaced
from mandate.pack.model import Band, Driver, Pack, Rule

_DECIBAN = 100  # in hundredths of one


def weight_mutants(rule: Rule, pack: Pack) -> Iterator[Mutant]:
    """Yield the mutants of a rule's points, and of its floor."""
    if rule.points is None:
        yield from _graded(rule, pack)
    elif rule.driver:
        for operator, points in _others(rule.points):
            if points:
                says = f"points: {rule.points} from points: {points} in {rule.id}"
                yield Mutant(WEIGHT, operator, rule.id, says, rule._replace(points=points))
    if rule.floor:
        yield from _floors(rule, pack)


def _others(points: int) -> Iterator[tuple[str, int]]:
    yield from (("points", points + by) for by in (-1, 1))
    if points:
        yield "sign", -points


def _graded(rule: Rule, pack: Pack) -> Iterator[Mutant]:
    ((path, graded),) = ((at, one) for at, one in nodes(rule.condition) if isinstance(one, Graded))
    lines = values_of(graded, pack.fact(graded.fact))
    for (text, worth), values in zip(graded.bands, lines, strict=True):
        for operator, points in _others(worth):
            changed = tuple(
                points if code in values else one for code, one in enumerate(graded.points)
            )
            if len(set(changed)) > 1:
                condition = replaced(rule.condition, path, graded._replace(points=changed))
                says = f"{text}: {worth} from {text}: {points} in {rule.id}"
                mutated = rule._replace(condition=condition)
                yield Mutant(WEIGHT, operator, rule.id, says, mutated)


def _floors(rule: Rule, pack: Pack) -> Iterator[Mutant]:
    bands = [band.id for band in pack.bands]
    place = bands.index(rule.floor)
    for other in (place - 1, place + 1):
        if 0 < other < len(bands):
            says = f"at_least_band: {rule.floor} from at_least_band: {bands[other]} in {rule.id}"
            yield Mutant(WEIGHT, "floor", rule.id, says, rule._replace(floor=bands[other]))
    if rule.concludes or rule.driver:
        says = f"at_least_band: {rule.floor} from no floor in {rule.id}"
        yield Mutant(WEIGHT, "floor", rule.id, says, rule._replace(floor=""))


def pack_mutants(pack: Pack) -> Iterator[Mutant]:
    """Yield the mutants of what no single rule weighs: caps, base, scale, the edges of bands."""
    for driver in pack.drivers.values():
        for cap, other in _caps(driver):
            one = getattr(driver, cap)
            says = f"{cap}: {one} from {cap}: {getattr(other, cap)} in the caps of {driver.id}"
            mutated = pack._replace(drivers={**pack.drivers, driver.id: other}, derived={})
            yield Mutant(WEIGHT, "cap", driver.id, says, pack=mutated)
    for by in (-_DECIBAN, _DECIBAN):
        says = f"base: {_plain(pack.base)} from base: {_plain(pack.base + by)}"
        mutated = pack._replace(base=pack.base + by, derived={})
        yield Mutant(WEIGHT, "base", "pack.yaml", says, pack=mutated)
    for scale in (pack.scale - 1, pack.scale + 1):
        if 0 < scale <= 100:
            says = f"scale: {_plain(pack.scale)} from scale: {_plain(scale)}"
            mutated = pack._replace(scale=scale, derived={})
            yield Mutant(WEIGHT, "scale", "pack.yaml", says, pack=mutated)
    for bands, says in _bands(pack.bands):
        mutated = pack._replace(bands=bands, derived={})
        yield Mutant(WEIGHT, "band", "pack.yaml", says, pack=mutated)


def _caps(driver: Driver) -> Iterator[tuple[str, Driver]]:
    for by in (-1, 1):
        if driver.risk + by >= 0:
            yield "risk", driver._replace(risk=driver.risk + by)
        if driver.relief + by <= 0:
            yield "relief", driver._replace(relief=driver.relief + by)


def _bands(bands: tuple[Band, ...]) -> Iterator[tuple[tuple[Band, ...], str]]:
    for place, band in enumerate(bands):
        for by in (-_DECIBAN, _DECIBAN):
            if band.start is None:
                continue
            moved = band._replace(start=band.start + by)
            others = (*bands[:place], moved, *bands[place + 1 :])
            starts = [one.start for one in others if one.start is not None]
            if starts == sorted(set(starts)):
                one, other = _plain(band.start), _plain(band.start + by)
                yield others, f"'from: {one}' from 'from: {other}' in the band {band.id}"


def _plain(hundredths: int) -> str:
    return f"{hundredths / 100:g}"
