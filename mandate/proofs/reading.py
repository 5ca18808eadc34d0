"""Rules as formulas: when each holds, read off the same nodes that every other reader reads.

As in the engine, a leaf holds if no possible value lies outside what it selects. So one reading
serves complete cases, where one value is possible, and cases in which some are open; nothing in it
is negated but what is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from mandate.conditions.nodes import (
    All,
    Any,
    Applies,
    Compare,
    FindingHolds,
    Graded,
    Node,
    Same,
    Some,
)
from mandate.pack.model import Pack, Rule, grading_of
from mandate.solver import Formula, at_least, conjunction, disjunction, negation

Possible = Callable[[int, int], Formula]
"""Whether a value of a slot is possible."""


class Reading:
    """The rules of a pack as formulas over what is possible of each slot.

    A reading made from *base* differs from it in what is possible of the slots *changed*; rules
    that read none of these are the formulas of *base*. *slots* are those each rule reads.
    """

    def __init__(
        self,
        pack: Pack,
        possible: Possible,
        slots: dict[str, frozenset[int]],
        base: Reading | None = None,
        changed: frozenset[int] = frozenset(),
        without: str = "",
    ) -> None:
        self.pack = pack
        self._possible = possible
        self._slots = slots
        self._base = base
        self._changed = changed
        self.without = without
        self._concluders: dict[str, list[str]] = {}
        for rule in pack.rules.values():
            if rule.id != without:
                for finding in rule.concludes:
                    self._concluders.setdefault(finding, []).append(rule.id)
        self._fires: dict[str, Formula] = {}
        self._points: dict[str, tuple[tuple[int, Formula], ...]] = {}

    def differs(self, rule: str) -> bool:
        """Return whether a rule can read otherwise than in the base."""
        return self._base is None or bool(self._slots[rule] & self._changed)

    def fires(self, rule: str) -> Formula:
        """Return when a rule fires."""
        if self._base is not None and not self.differs(rule):
            return self._base.fires(rule)
        if rule not in self._fires:
            self._fires[rule] = self.holds(self.pack.rules[rule].condition)
        return self._fires[rule]

    def points(self, rule: str) -> tuple[tuple[int, Formula], ...]:
        """Return the points a rule can add, each with when it adds them."""
        if self._base is not None and not self.differs(rule):
            return self._base.points(rule)
        if rule not in self._points:
            self._points[rule] = tuple(self._graded(self.pack.rules[rule]))
        return self._points[rule]

    def _graded(self, rule: Rule) -> Iterable[tuple[int, Formula]]:
        if rule.points is not None:
            return [(rule.points, self.fires(rule.id))] if rule.points else []
        grading = grading_of(rule.condition)
        guard = self.holds(rule.condition) if rule.condition is not grading else True
        return [
            (points, conjunction((guard, self._carries(grading, {points}))))
            for points in rule.possible_points
        ]

    def finding(self, name: str) -> Formula:
        """Return when a finding holds: when some rule that concludes it fires."""
        return disjunction(self.fires(rule) for rule in self._concluders.get(name, ()))

    def holds(self, node: Node) -> Formula:
        """Return when a condition holds."""
        if isinstance(node, All):
            return conjunction(self.holds(child) for child in node.children)
        if isinstance(node, Any):
            return disjunction(self.holds(child) for child in node.children)
        if isinstance(node, Some):
            return at_least(node.at_least, [self.holds(child) for child in node.children])
        if isinstance(node, Applies):
            return conjunction((self.holds(node.condition), self.holds(node.child)))
        if isinstance(node, FindingHolds):
            return self.finding(node.finding)
        if isinstance(node, Compare):
            return self.within(node.slot, node.mask)
        if isinstance(node, Same):
            return self._same(node)
        if isinstance(node, Graded):
            return disjunction(self._carries(node, {one}) for one in set(node.points) - {0})
        chosen = [count for count in range(len(node.slots) + 1) if node.counts >> count & 1]
        return self._counts(node.slots, chosen)

    def within(self, slot: int, mask: int) -> Formula:
        """Return when no value of a slot outside *mask* is possible."""
        size = len(self.pack.vocabulary.slots[slot].labels) if self._is_value(slot) else 2
        outside = [self._possible(slot, value) for value in range(size) if not mask >> value & 1]
        return negation(disjunction({id(one): one for one in outside}.values()))  # each class once

    def _is_value(self, slot: int) -> bool:
        return slot < len(self.pack.vocabulary.slots)

    def _same(self, node: Same) -> Formula:
        return conjunction(
            disjunction(
                (negation(self._possible(node.slot, mine)), self.within(node.other_slot, theirs))
            )
            for mine, theirs in enumerate(node.partners)
        )

    def _carries(self, node: Graded, wanted: set[int]) -> Formula:
        """Return when every possible value of a grading carries one of the *wanted* points."""
        chosen = [value for value, points in enumerate(node.points) if points in wanted]
        if node.counted:
            return self._counts(node.slots, chosen)
        return self.within(node.slots[0], sum(1 << value for value in chosen))

    def _counts(self, slots: Sequence[int], chosen: Sequence[int]) -> Formula:
        """Return when no number of ticked items is possible but those *chosen*."""
        surely = [negation(self._possible(slot, 0)) for slot in slots]
        maybe = [self._possible(slot, 1) for slot in slots]
        return conjunction(
            disjunction((at_least(count + 1, surely), negation(at_least(count, maybe))))
            for count in range(len(slots) + 1)
            if count not in chosen
        )
