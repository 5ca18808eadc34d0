"""Scoring: points to drivers, total, score and band.

Odds are added up in decibans, ten times the common logarithm of the odds (Turing, 1940; I. J.
Good, *Probability and the Weighing of Evidence*, 1950). All sums are in whole hundredths of a
deciban, so what is shown adds up exactly.
"""

from mandate.assessment import Caps, DriverEntry
from mandate.case_range import Lift
from mandate.pack.model import Pack
from mandate.tuples import NamedTuple

_FURTHEST = 300  # bels: beyond this a float holds no such odds, and the score is 0 or 100


class Floor(NamedTuple):
    """The band that a fired rule asks for at least; ``edge`` is where that starts, in hundredths of
    a deciban."""

    edge: int
    rule: str
    band: str


class Sum(NamedTuple):
    """What points add up to: ``total`` in hundredths of a deciban, ``score`` from 0 to 100."""

    drivers: tuple[DriverEntry, ...]
    lifts: tuple[Lift, ...]
    total: int
    score: int
    band: str


def add_up(pack: Pack, points: dict[str, int], floors: list[Floor]) -> Sum:
    """Return what the *points* of each driver, before its caps, and the floors add up to."""
    entries = []
    within = 0
    for name, title, _, risk, relief in pack.drivers.values():
        uncapped = points[name]
        capped = max(relief, min(risk, uncapped))
        within += capped
        entries.append(DriverEntry(name, title, capped, uncapped, Caps(risk, relief)))
    total = pack.base + pack.scale * within
    lifts: tuple[Lift, ...] = ()
    if floors:
        total, lifts = _lifted(total, floors)
    return Sum(tuple(entries), lifts, total, score(total), pack.band_of(total).id)


def _lifted(total: int, floors: list[Floor]) -> tuple[int, tuple[Lift, ...]]:
    """Return the total that the highest floor leaves, and the lift if there is one."""
    edge, rule, band = max(floors, key=lambda floor: floor.edge)
    if edge <= total:
        return total, ()
    return edge, (Lift(rule, band, (edge - total) / 100),)


def score(total: int) -> int:
    """Return the score, 0 to 100, of a total in hundredths of a deciban."""
    return round(exact_score(total))


def exact_score(total: float) -> float:
    """Return the score of a total in hundredths of a deciban as it is before it is rounded."""
    bels = max(-_FURTHEST, min(_FURTHEST, total / 1000))
    return float(100 / (1 + 10**-bels))
