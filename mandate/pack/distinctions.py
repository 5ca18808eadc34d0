"""What the conditions of a pack tell apart: sets of values that are one to all of them."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.conditions.nodes import Compare, Covers, Graded, Node, Same, leaves
from mandate.facts import YES, codes
from mandate.pack.model import Pack


def conditions_of(pack: Pack) -> Iterator[Node]:
    """Yield every condition of a pack: of its rules, its facts and its impossible combinations."""
    yield from (rule.condition for rule in pack.rules.values())
    yield from pack.applies.values()
    yield from (combination.condition for combination in pack.impossible)


def told_apart(pack: Pack) -> dict[int, tuple[int, ...]]:
    """Return, for each slot that a condition reads, the sets of values none tells apart."""
    found: dict[int, tuple[int, ...]] = {}
    full = {slot.position: slot.full for slot in pack.vocabulary.slots}
    for condition in conditions_of(pack):
        for leaf in leaves(condition):
            for slot, mask in _masks(leaf, full):
                before = found.get(slot, (full[slot],))
                parts = [part for one in before for part in (one & mask, one & ~mask) if part]
                found[slot] = tuple(sorted(parts, key=lambda part: part & -part))
    return found


def _masks(leaf: Node, full: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield every slot that *leaf* reads with sets of values that it tells from all others."""
    if isinstance(leaf, Compare) and leaf.slot in full:
        yield leaf.slot, leaf.mask
    elif isinstance(leaf, Covers) or (isinstance(leaf, Graded) and leaf.counted):
        yield from ((slot, YES) for slot in leaf.slots)
    elif isinstance(leaf, Graded):
        for points in set(leaf.points):
            mask = sum(1 << code for code, one in enumerate(leaf.points) if one == points)
            yield leaf.slots[0], mask
    elif isinstance(leaf, Same):
        for slot in (leaf.slot, leaf.other_slot):
            yield from ((slot, 1 << code) for code in codes(full[slot]))
