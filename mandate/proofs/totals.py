"""The total as a number of the solver, put together as ``mandate.reasoning`` does it.

In whole hundredths of a deciban, so what is proved of a total is exact.
"""

from __future__ import annotations

from collections.abc import Iterable

from mandate.pack.model import Driver, Pack, Rule
from mandate.proofs.reading import Reading
from mandate.solver import Formula, Number, chosen, larger, smaller, weighed

Term = tuple[int, Formula]
"""Points, and when they are added."""


def rules_of(pack: Pack, driver: str) -> list[Rule]:
    """Return the rules that add to a driver."""
    return [rule for rule in pack.rules.values() if rule.driver == driver]


def floors_of(pack: Pack) -> dict[str, int]:
    """Return the total that each rule with a floor lifts to, in hundredths of a deciban."""
    starts = {band.id: band.start for band in pack.bands}
    edges = {rule.id: starts.get(rule.floor) for rule in pack.rules.values()}
    return {rule: edge for rule, edge in edges.items() if edge is not None}


def sum_of(reading: Reading, driver: str) -> list[Term]:
    """Return what adds up to a driver's points before its caps."""
    rules = (rule for rule in rules_of(reading.pack, driver) if rule.id != reading.without)
    return [term for rule in rules for term in reading.points(rule.id)]


def within_caps(terms: Iterable[Term], driver: Driver) -> Number:
    """Return the sum of some *terms* within the caps of a driver, in points."""
    return larger(driver.relief, smaller(driver.risk, weighed(terms)))


def drivers_total(reading: Reading, drivers: Iterable[Driver]) -> Number:
    """Return the sum of some *drivers*, each within its caps, in points."""
    total: Number = 0
    for driver in drivers:
        total += within_caps(sum_of(reading, driver.id), driver)
    return total


def total_of(reading: Reading) -> Number:
    """Return the total, lifts included."""
    pack = reading.pack
    total = pack.base + pack.scale * drivers_total(reading, pack.drivers.values())
    for rule, edge in floors_of(pack).items():
        if rule != reading.without:
            total = chosen(reading.fires(rule), larger(total, edge), total)
    return total
