"""A pack in plain fields and tests, for engines to translate.

A field holds the position of its value among the fact's values, or OPEN where nobody asked. A
checklist that is counted has two fields, the fewest and the most items that may be ticked.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, product

from mandate.conditions.evaluate import possible_counts
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
from mandate.facts import Slot, codes
from mandate.memory import Masks
from mandate.pack.model import Pack

from .language import OPEN, AtLeast, Between, Every, Holds, In, Paired, Test, fields_read

Fields = dict[str, int]


class PlainPack:
    """A pack's fields and its rules' tests, in firing order."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        slots = pack.vocabulary.slots
        self._names = [_slot_name(slot) for slot in slots]
        self._fulls = [slot.full for slot in slots] + [3] * (2 * len(pack.vocabulary.facts))
        self._flags: dict[str, int] = {}
        self._counted: dict[str, tuple[int, ...]] = {}
        for n, fact in enumerate(pack.vocabulary.facts):
            self._names.append(f"unknown_{fact}")
            assert pack.vocabulary.unknown_flag(fact) == len(slots) + n
        self._names += [f"disputed_{fact}" for fact in pack.vocabulary.facts]
        self.tests = {rule.id: self._test(rule.condition) for rule in pack.rules.values()}
        read = {field for test in self.tests.values() for field in fields_read(test)}
        self._slots = [slot for slot in slots if self._names[slot.position] in read]
        self.fields = [self._names[slot.position] for slot in self._slots] + [*self._flags]
        for fact in self._counted:
            self.fields += [f"{fact}_fewest", f"{fact}_most"]

    def fields_of(self, masks: Masks) -> Fields:
        """Return a working memory in which every slot is known or open, as plain fields."""
        fields = {}
        for slot in self._slots:
            mask = masks[slot.position]
            possible = codes(mask)
            assert mask == slot.full or len(possible) == 1
            fields[self._names[slot.position]] = OPEN if mask == slot.full else possible[0]
        for name, position in self._flags.items():
            fields[name] = masks[position] >> 1
        for fact, positions in self._counted.items():
            counts = codes(possible_counts(positions, masks))
            fields[f"{fact}_fewest"], fields[f"{fact}_most"] = counts[0], counts[-1]
        return fields

    def _test(self, node: Node) -> Test:
        if isinstance(node, All):
            return Every(tuple(self._test(child) for child in node.children))
        if isinstance(node, Applies):
            return Every((self._test(node.condition), self._test(node.child)))
        if isinstance(node, (Any, Some)):
            at_least = node.at_least if isinstance(node, Some) else 1
            return AtLeast(at_least, tuple(self._test(child) for child in node.children))
        if isinstance(node, FindingHolds):
            return Holds(node.finding)
        if isinstance(node, Compare):
            return self._in(node.slot, node.mask)
        if isinstance(node, Same):
            return self._paired(node)
        if isinstance(node, Covers):
            held = tuple(node.counts >> n & 1 for n in range(len(node.slots) + 1))
            return self._between(node.fact, node.slots, held)
        if len(node.points) == len(node.slots) + 1:
            return self._between(node.fact, node.slots, node.points)
        return self._graded(node)

    def _in(self, position: int, mask: int) -> In:
        name, full = self._names[position], self._fulls[position]
        if position >= len(self.pack.vocabulary.slots):
            self._flags[name] = position
        return In(name, (*((OPEN,) if mask == full else ()), *codes(mask)))

    def _graded(self, node: Graded) -> In:
        mask = sum(1 << code for code, points in enumerate(node.points) if points)
        test = self._in(node.slots[0], mask)
        if len(set(node.points)) > 1 and OPEN in test.codes:
            return In(test.field, test.codes[1:])
        return test

    def _between(self, fact: str, slots: tuple[int, ...], values: tuple[int, ...]) -> Between:
        """Return a test for counts that all carry the same value, other than 0."""
        self._counted[fact] = slots
        runs, start = [], 0
        for value, group in groupby(values):
            length = len(list(group))
            if value:
                runs.append((start, start + length - 1))
            start += length
        return Between(f"{fact}_fewest", f"{fact}_most", tuple(runs))

    def _paired(self, node: Same) -> Paired:
        def states(full: int) -> Iterator[tuple[int, int]]:
            yield OPEN, full
            yield from ((code, 1 << code) for code in codes(full))

        both = product(states(self._fulls[node.slot]), states(self._fulls[node.other_slot]))
        pairs = tuple(
            (a, b)
            for (a, mine), (b, theirs) in both
            if not any(
                mine >> code & 1 and theirs & ~partners
                for code, partners in enumerate(node.partners)
            )
        )
        return Paired(self._names[node.slot], self._names[node.other_slot], pairs)


def _slot_name(slot: Slot) -> str:
    return f"{slot.fact.id}_{slot.item}" if slot.item else slot.fact.id
