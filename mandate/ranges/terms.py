"""The conditions of a pack as functions of what is still possible of each slot.

Unlike the engine, which asks whether a rule fires on what is known, these functions ask about all
completions at once: whether a condition holds in every one, in none, or in some. Truth is Kleene's
(0 in none, 1 perhaps, 2 in every one): "perhaps" may be more than there is, never less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mandate.conditions.nodes import (
    All,
    Any,
    Applies,
    Compare,
    Covers,
    FindingHolds,
    Graded,
    Node,
    Same,
    Some,
)
from mandate.facts import codes
from mandate.tuples import NamedTuple

NEVER, PERHAPS, ALWAYS = range(3)
LEFT_OPEN = 0b100
"""What is possible of an item of a checklist that stays open in every completion."""

Domains = list[int]
"""For each slot the set of values that are still possible; bit *n* stands for value *n*.

A slot that stays open in every completion has one value of its own, after the others: it
satisfies only what all values satisfy.
"""
Truths = list[int]
"""For each finding whether it holds."""
Test = Callable[[Domains, Truths], int]


class Grading:
    """The points of a graded rule over what is possible of the slots it counts or reads."""

    def __init__(self, node: Graded, slots: Slots) -> None:
        self.slots = node.slots
        self.counted = node.counted
        left = {node.points[value] for value in codes(slots.open[node.slots[0]])}
        while_open = left.pop() if len(left) == 1 and not node.counted else 0
        self._points = (*node.points, while_open)
        self._known: dict[tuple[int, int, int], tuple[int, int, int]] = {}

    def outcomes(self, domains: Domains) -> tuple[int, int, int]:
        """Return the least points, the most, and whether they are other than 0."""
        key = ticks(self.slots, domains) if self.counted else (domains[self.slots[0]], 0, 0)
        found = self._known.get(key)
        if found is None:
            points = self._every(key)
            zeros = points.count(0)
            truth = PERHAPS if 0 < zeros < len(points) else NEVER if zeros else ALWAYS
            found = self._known[key] = (min(points), max(points), truth)
        return found

    def _every(self, key: tuple[int, int, int]) -> list[int]:
        if self.counted:
            fewest, most, left = key
            return [self.at(count, left) for count in range(fewest, most + 1)]
        return [self._points[value] for value in codes(key[0])]

    def at(self, count: int, left: int) -> int:
        """Return the points of a number of ticks where *left* items stay open."""
        worth = set(self._points[count : count + left + 1])
        return worth.pop() if len(worth) == 1 else 0

    def steps(self, slot: int, before: int, after: int, domains: Domains) -> list[int]:
        """Return the points that a slot can add by going from one value to another."""
        if not self.counted:
            return [self._points[after] - self._points[before]]
        fewest, most, left = ticks([one for one in self.slots if one != slot], domains)
        return [
            self.at(count + after, left) - self.at(count + before, left)
            for count in range(fewest, most + 1)
        ]


def ticks(slots: Sequence[int], domains: Domains) -> tuple[int, int, int]:
    """Return the fewest ticked items, the most, and how many items stay open for ever."""
    fewest = most = left = 0
    for slot in slots:
        domain = domains[slot]
        if domain == LEFT_OPEN:
            left += 1
        else:
            fewest += domain == 0b10
            most += domain >> 1
    return fewest, most, left


class Slots(NamedTuple):
    """How many values each slot has, and which are possible of it while it stays open."""

    sizes: Sequence[int]
    open: Sequence[int]

    def selected(self, slot: int, mask: int) -> int:
        """Return a set of values that a leaf selects, with the value that stands for "stays open"
        where all that is possible then is selected."""
        return mask if self.open[slot] & ~mask else mask | 1 << self.sizes[slot]

    def partners(self, node: Same) -> tuple[int, ...]:
        """Return the values that each value of the first slot agrees with, an open one's last."""
        common = (1 << self.sizes[node.other_slot] + 1) - 1
        partners = [self.selected(node.other_slot, mask) for mask in node.partners]
        for value in codes(self.open[node.slot]):
            common &= partners[value]
        return (*partners, common)


def spread(count: int, left: int) -> int:
    """Return the set of the numbers from *count* up to *left* more."""
    return (1 << count + left + 1) - (1 << count)


class Compiler:
    """Makes tests of conditions; *places* has where each finding stands among truths."""

    def __init__(self, slots: Slots, places: Mapping[str, int]) -> None:
        self.slots = slots
        self._places = places

    def test(self, node: Node) -> Test:
        """Return the test of a condition."""
        if isinstance(node, All):
            return _all(tuple(map(self.test, node.children)))
        if isinstance(node, Applies):
            return _all((self.test(node.condition), self.test(node.child)))
        if isinstance(node, Any):
            return _some(1, tuple(map(self.test, node.children)))
        if isinstance(node, Some):
            return _some(node.at_least, tuple(map(self.test, node.children)))
        if isinstance(node, FindingHolds):
            place = self._places[node.finding]
            return lambda domains, truths: truths[place]
        if isinstance(node, Compare):
            return _within(node.slot, self.slots.selected(node.slot, node.mask))
        if isinstance(node, Covers):
            return _counts(node.slots, node.counts)
        if isinstance(node, Same):
            return _same(node.slot, node.other_slot, self.slots.partners(node))
        outcomes = Grading(node, self.slots).outcomes
        return lambda domains, truths: outcomes(domains)[2]


def _within(slot: int, mask: int) -> Test:
    outside = ~mask

    def test(domains: Domains, truths: Truths) -> int:
        domain = domains[slot]
        if not domain & outside:
            return ALWAYS
        return PERHAPS if domain & mask else NEVER

    return test


def _all(tests: tuple[Test, ...]) -> Test:
    def test(domains: Domains, truths: Truths) -> int:
        least = ALWAYS
        for one in tests:
            truth = one(domains, truths)
            if truth < least:
                if not truth:
                    return NEVER
                least = truth
        return least

    return test


def _some(at_least: int, tests: tuple[Test, ...]) -> Test:
    def test(domains: Domains, truths: Truths) -> int:
        surely = perhaps = 0
        for one in tests:
            truth = one(domains, truths)
            if truth == ALWAYS:
                surely += 1
            elif truth:
                perhaps += 1
        if surely >= at_least:
            return ALWAYS
        return PERHAPS if surely + perhaps >= at_least else NEVER

    return test


def _counts(slots: tuple[int, ...], selected: int) -> Test:
    def test(domains: Domains, truths: Truths) -> int:
        fewest, most, left = ticks(slots, domains)
        held = [not spread(count, left) & ~selected for count in range(fewest, most + 1)]
        return ALWAYS if all(held) else PERHAPS if any(held) else NEVER

    return test


def _same(slot: int, other: int, partners: tuple[int, ...]) -> Test:
    def test(domains: Domains, truths: Truths) -> int:
        mine, theirs = domains[slot], domains[other]
        met, every = False, True
        for value, mask in enumerate(partners):
            if mine >> value & 1:
                met = met or bool(theirs & mask)
                every = every and not theirs & ~mask
        return ALWAYS if every else PERHAPS if met else NEVER

    return test
