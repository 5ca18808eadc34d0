"""Where the rules of a pack change their minds: values on both sides of every threshold, and how
to satisfy a condition, or all of it but one conjunct.

Faults in rules gather at their boundaries (White and Cohen, *A domain strategy for computer
program testing*, 1980), so generated cases are drawn from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from mandate.conditions.nodes import (
    All,
    Applies,
    Compare,
    Covers,
    FindingHolds,
    Graded,
    Node,
    Same,
    Some,
    children_of,
)
from mandate.facts import codes
from mandate.pack.inference import upstream_of
from mandate.pack.model import Pack
from mandate.tuples import NamedTuple

_Value = TypeVar("_Value")
Pick = Callable[[tuple[Any, ...]], Any]
"""Chooses one of several values: at random, or as a strategy draws it."""


class Boundaries(NamedTuple):
    """By slot, the values beside a threshold; by checklist, the counts beside one."""

    values: dict[int, tuple[int, ...]]
    counts: dict[str, tuple[int, ...]]


def boundaries(pack: Pack) -> Boundaries:
    """Return the values and counts that stand beside a threshold some condition reads."""
    slots = pack.vocabulary.slots
    values: dict[int, set[int]] = {}
    counts: dict[str, set[int]] = {}
    for node in _leaves(pack):
        if isinstance(node, Compare) and node.slot < len(slots):  # beyond them stand flags
            selected = [node.mask >> code & 1 for code in range(len(slots[node.slot].labels))]
            values.setdefault(node.slot, set()).update(_beside(selected))
        elif isinstance(node, Covers):
            counts.setdefault(node.fact, set()).update(
                _beside([node.counts >> n & 1 for n in range(len(node.slots) + 1)])
            )
        elif isinstance(node, Graded) and node.counted:
            counts.setdefault(node.fact, set()).update(_beside(node.points))
        elif isinstance(node, Graded):
            values.setdefault(node.slots[0], set()).update(_beside(node.points))
    for slot in slots:
        every = range(len(slot.labels))
        near = values.get(slot.position, set()) & set(every)
        unordered = slot.fact.type in ("choice", "yes_no", "checklist")
        values[slot.position] = set(every) if unordered or not near else near
        if slot.fact.type == "number" and not near:
            values[slot.position] = {0, len(every) // 2, len(every) - 1}
    return Boundaries(_sorted(values), _sorted(counts))


def _sorted(table: dict[Any, set[int]]) -> dict[Any, tuple[int, ...]]:
    return {key: tuple(sorted(found)) for key, found in table.items()}


def _leaves(pack: Pack) -> Iterator[Node]:
    conditions = [rule.condition for rule in pack.rules.values()]
    conditions += [*pack.applies.values(), *(one.condition for one in pack.impossible)]
    while conditions:
        node = conditions.pop()
        conditions += children_of(node)
        yield node


def _beside(selected: list[int] | tuple[int, ...]) -> set[int]:
    """Return the places at which a neighbour is another."""
    found = set()
    for place in range(1, len(selected)):
        if selected[place] != selected[place - 1]:
            found |= {place - 1, place}
    return found


class Aim:
    """Finds values under which a condition holds, or does not; a first guess, not a proof.

    What two parts of a condition ask of one slot is joined where that can be.
    """

    def __init__(self, pack: Pack, near: Boundaries, pick: Pick) -> None:
        self._pack = pack
        self._near = near
        self._pick = pick
        self.wanted: dict[int, int] = {}

    def at(self, node: Node, holds: bool) -> None:
        """Narrow ``wanted`` so that *node* is likely to hold, or likely not to."""
        if isinstance(node, (Compare, Graded, Covers)):
            self._at_leaf(node, holds)
        elif isinstance(node, Same):
            self._at_same(node, holds)
        elif isinstance(node, FindingHolds):
            self._at_finding(node.finding, holds)
        else:
            self._at_children(node, holds)

    def _at_children(self, node: Node, holds: bool) -> None:
        children = children_of(node)
        needed = len(children) if isinstance(node, (All, Applies)) else 1
        if isinstance(node, Some):
            needed = node.at_least
        true = needed if holds else needed - 1  # a near miss: one conjunct is not satisfied
        turn = self._pick(tuple(range(len(children))))
        for place, child in enumerate((*children[turn:], *children[:turn])):
            self.at(child, place < true if holds else place >= len(children) - true)

    def _at_leaf(self, node: Compare | Graded | Covers, holds: bool) -> None:
        if isinstance(node, Compare):
            self._want(node.slot, node.mask if holds else ~node.mask)
        elif isinstance(node, Graded) and not node.counted:
            self._want(node.slots[0], _mask(bool(one) == holds for one in node.points))
        else:
            selected = (
                [bool(one) for one in node.points]
                if isinstance(node, Graded)
                else [bool(node.counts >> n & 1) for n in range(len(node.slots) + 1)]
            )
            fit = tuple(n for n, one in enumerate(selected) if one == holds)
            near = tuple(n for n in fit if n in self._near.counts.get(node.fact, ()))
            if fit:
                self.tick(node.slots, self._pick(near or fit))

    def tick(self, slots: tuple[int, ...], count: int) -> None:
        """Want *count* items of a checklist ticked, and the others not."""
        first = self._pick(tuple(range(len(slots))))
        for place, slot in enumerate((*slots[first:], *slots[:first])):
            self._want(slot, 0b10 if place < count else 0b01)

    def _at_same(self, node: Same, holds: bool) -> None:
        code = self._pick(tuple(range(len(node.partners))))
        self._want(node.slot, 1 << code)
        self._want(node.other_slot, node.partners[code] if holds else ~node.partners[code])

    def _at_finding(self, finding: str, holds: bool) -> None:
        rules = upstream_of(self._pack).concluding(finding)
        for rule in (self._pick(tuple(rules)),) if holds else rules:
            self.at(rule.condition, holds)

    def _want(self, slot: int, mask: int) -> None:
        slots = self._pack.vocabulary.slots
        full = slots[slot].full if slot < len(slots) else 0b11
        before = self.wanted.get(slot, full)
        self.wanted[slot] = mask & before or before

    def codes_of(self, slot: int, anything: bool) -> tuple[int, ...]:
        """Return the values a slot may take; near a threshold unless *anything* will do."""
        wanted = codes(self.wanted.get(slot, self._pack.vocabulary.slots[slot].full))
        near = self._near.values[slot]
        return wanted if anything else tuple(one for one in wanted if one in near) or wanted


def _mask(selected: Iterator[bool]) -> int:
    return sum(1 << code for code, one in enumerate(selected) if one)
