"""A change of some facts, and whether it ever raises the total of a complete case.

Two copies of a case share every slot but those changed, so only rules that read one of these, if
need be through findings, can differ. Where no driver's own sum rises the total cannot: caps are
monotone. That is one small question about a few rules, and mostly the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mandate.memory import Masks
from mandate.proofs.prover import Prover
from mandate.proofs.reading import Reading
from mandate.proofs.totals import drivers_total, rules_of, total_of
from mandate.solver import Formula, Undecided, conjunction, disjunction, exceeds, negation
from mandate.tuples import NamedTuple


class Change(NamedTuple):
    """A change of some slots to the values *after*, in cases where they have those *before*.

    A slot that is not in *before* may have any value there.
    """

    before: Mapping[int, int]
    after: Mapping[int, int]

    def applied(self, masks: Masks) -> Masks:
        """Return a complete working memory after the change."""
        after = self.after
        return tuple(1 << after[slot] if slot in after else mask for slot, mask in enumerate(masks))


class Sides(NamedTuple):
    """The rules before and after a change, and ``possible``: when both cases can be."""

    before: Reading
    after: Reading
    possible: Formula


def sides(prover: Prover, change: Change) -> Sides:
    """Return the two sides of a change."""
    before, after = prover.reading(change.before), prover.reading(change.after)
    touched = frozenset(change.after)
    possible = conjunction((prover.can_be(before, touched), prover.can_be(after, touched)))
    return Sides(before, after, possible)


def raising(prover: Prover, change: Change, premise: Formula = True) -> Masks | None:
    """Return a case whose total the change raises, or None where it never does.

    *premise* is to hold before. There are three questions, each asked only where the one before it
    proved nothing: does any driver's own sum rise, or a floor? Do all drivers, each within its
    caps? Does the total? A case found by the first two counts only if the engine confirms it.
    Raises Undecided where the solver cannot tell.
    """
    two = sides(prover, change)
    for question in _questions(prover, two, frozenset(change.after)):
        undecided = None
        try:
            found = prover.find(question, premise, two.possible, values=change.before)
        except Undecided as error:
            undecided = error
            continue
        if found is None or rises(prover, found, change):
            return found
    if undecided is not None:
        raise undecided
    return found


def rises(prover: Prover, masks: Masks, change: Change) -> bool:
    """Return whether the engine of record gives a higher total after a change."""
    return prover.infer(change.applied(masks)).total > prover.infer(masks).total


def _questions(prover: Prover, two: Sides, touched: frozenset[int]) -> Iterator[Formula]:
    before, after, _ = two
    moved = [
        driver
        for driver in prover.pack.drivers.values()
        if any(prover.slots[rule.id] & touched for rule in rules_of(prover.pack, driver.id))
    ]
    floor = disjunction(_new_floors(prover, before, after, touched))
    sums = [exceeds(_gains(prover, driver.id, two), 0) for driver in moved]
    yield disjunction((floor, *sums))
    within_caps = drivers_total(after, moved) > drivers_total(before, moved)
    yield disjunction((floor, within_caps))
    yield total_of(after) > total_of(before)


def _gains(prover: Prover, driver: str, two: Sides) -> Iterator[tuple[int, Formula]]:
    """Yield what a driver's sum gains by a change, as terms; what cannot differ drops out."""
    for rule in rules_of(prover.pack, driver):
        if two.after.differs(rule.id):
            yield from two.after.points(rule.id)
            yield from ((-points, formula) for points, formula in two.before.points(rule.id))


def _new_floors(
    prover: Prover, before: Reading, after: Reading, touched: frozenset[int]
) -> Iterator[Formula]:
    """Yield when a floor holds after a change, and none as high held before it."""
    for rule, edge in prover.floors.items():
        if prover.slots[rule] & touched:
            as_high = [before.fires(one) for one, start in prover.floors.items() if start >= edge]
            yield conjunction((after.fires(rule), negation(disjunction(as_high))))
