"""The least that it costs to make a condition hold, or to stop it from holding: a lower bound."""

from __future__ import annotations

from collections.abc import Iterable

from mandate.conditions.evaluate import possible_counts
from mandate.conditions.nodes import (
    Any,
    Compare,
    Covers,
    FindingHolds,
    Node,
    Some,
    children_of,
    leaves,
)
from mandate.pack.model import Pack, Rule
from mandate.ranges.changes import slots_of

NEVER = 10**6


class Needs:
    """What changes of truth cost in one case; *prices* has, for each slot, the values it can be
    set to with what that costs at least."""

    def __init__(
        self, pack: Pack, masks: tuple[int, ...], prices: dict[int, dict[int, int]]
    ) -> None:
        self._masks = masks
        self._prices = prices
        self._concluders: dict[str, list[Rule]] = {}
        for rule in pack.rules.values():
            for finding in rule.concludes:
                self._concluders.setdefault(finding, []).append(rule)

    def cost(self, node: Node, *, holds: bool) -> int:
        """Return what it costs at least until *node* holds, or until it does not."""
        below = children_of(node)
        if below:
            needed = len(below)
            if isinstance(node, Any):
                needed = 1
            elif isinstance(node, Some):
                needed = node.at_least
            count = needed if holds else len(below) - needed + 1
            costs = sorted(self.cost(child, holds=holds) for child in below)[:count]
            return min(NEVER, sum(costs) if self._are_apart(below) else max(costs, default=0))
        if isinstance(node, FindingHolds):
            rules = self._concluders.get(node.finding, ())
            each = [self.cost(rule.condition, holds=holds) for rule in rules]
            return min(each, default=NEVER) if holds else max(each, default=0)
        if isinstance(node, Compare):
            return self._of_value(node, holds=holds)
        if isinstance(node, Covers):
            possible = possible_counts(node.slots, self._masks)
            return 0 if (not possible & ~node.counts) == holds else self._cheapest(node.slots)
        return 0  # gradings and matches of two facts: no bound is tried

    def _of_value(self, node: Compare, *, holds: bool) -> int:
        if (not self._masks[node.slot] & ~node.mask) == holds:
            return 0
        prices = self._prices.get(node.slot, {})
        fitting = [cost for value, cost in prices.items() if (not value & ~node.mask) == holds]
        return min(fitting, default=NEVER)

    def _cheapest(self, slots: Iterable[int]) -> int:
        prices = [cost for slot in slots for cost in self._prices.get(slot, {}).values()]
        return min(prices, default=NEVER)

    def _are_apart(self, nodes: tuple[Node, ...]) -> bool:
        """Return whether no two of some conditions can be changed by the same slot."""
        each = [self._slots(node) for node in nodes]
        return sum(map(len, each)) == len(frozenset().union(*each))

    def _slots(self, node: Node) -> frozenset[int]:
        found: set[int] = set()
        for leaf in leaves(node):
            if isinstance(leaf, FindingHolds):
                for rule in self._concluders.get(leaf.finding, ()):
                    found |= self._slots(rule.condition)
            else:
                found.update(slots_of(leaf))
        return frozenset(found & self._prices.keys())
