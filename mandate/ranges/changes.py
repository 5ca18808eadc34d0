"""Whether a leaf of a condition can come to hold, or cease to, when one slot changes its value."""

from __future__ import annotations

from collections.abc import Callable

from mandate.conditions.nodes import Compare, Covers, FindingHolds, Graded, Node, Same, leaves
from mandate.ranges.terms import Domains, Slots, spread, ticks

GAINS, LOSES = 1, 2

Change = Callable[[int, int, Domains], int]
"""What can come of going from the first value to the second, whatever the other slots turn out to
be: nothing (0), that the leaf comes to hold (GAINS), that it ceases to (LOSES), or either."""

Changes = dict[int, tuple[Change, ...]]
"""The changes of the leaves of a condition, by the slot that moves."""


def slots_of(leaf: Node) -> tuple[int, ...]:
    """Return the slots that a leaf reads."""
    if isinstance(leaf, Compare):
        return (leaf.slot,)
    if isinstance(leaf, Same):
        return (leaf.slot, leaf.other_slot)
    return leaf.slots if isinstance(leaf, (Covers, Graded)) else ()


def changes_of(condition: Node | None, slots: Slots) -> Changes:
    """Return the changes of all leaves of a condition (None: there is none)."""
    found: Changes = {}
    for leaf in () if condition is None else leaves(condition):
        for slot in slots_of(leaf):
            found[slot] = (*found.get(slot, ()), _change(leaf, slot, slots))
    return found


def _change(leaf: Node, slot: int, slots: Slots) -> Change:
    if isinstance(leaf, Compare):
        return _of_mask(slots.selected(slot, leaf.mask))
    if isinstance(leaf, Same):
        return _of_same(leaf, slot, slots.partners(leaf))
    if isinstance(leaf, Covers):
        return _of_counts(tuple(one for one in leaf.slots if one != slot), leaf.counts)
    assert not isinstance(leaf, FindingHolds)
    return lambda before, after, domains: GAINS | LOSES  # a grading: its points say more


def _direction(was: bool, will: bool) -> int:
    return GAINS if will and not was else LOSES if was and not will else 0


def _of_mask(mask: int) -> Change:
    return lambda before, after, domains: _direction(
        bool(mask >> before & 1), bool(mask >> after & 1)
    )


def _of_counts(others: tuple[int, ...], selected: int) -> Change:
    def change(before: int, after: int, domains: Domains) -> int:
        fewest, most, left = ticks(others, domains)
        found = 0
        for count in range(fewest, most + 1):
            was = not spread(count + before, left) & ~selected
            found |= _direction(was, not spread(count + after, left) & ~selected)
        return found

    return change


def _of_same(leaf: Same, slot: int, partners: tuple[int, ...]) -> Change:
    def of_first(before: int, after: int, domains: Domains) -> int:
        theirs, was, will = domains[leaf.other_slot], partners[before], partners[after]
        return (GAINS if theirs & will & ~was else 0) | (LOSES if theirs & was & ~will else 0)

    def of_second(before: int, after: int, domains: Domains) -> int:
        mine, found = domains[leaf.slot], 0
        for value, mask in enumerate(partners):
            if mine >> value & 1:
                found |= _direction(bool(mask >> before & 1), bool(mask >> after & 1))
        return found

    return of_first if slot == leaf.slot else of_second
