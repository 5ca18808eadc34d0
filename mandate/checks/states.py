"""The variables of a pack: for each value that its conditions read, the states they tell apart.

What can be known of a value is a set of possible ones. A state is such a set, none of whose values
any condition tells from another; "not known", where a condition asks for it, is a state of its
own. So the states of all variables stand for all complete cases, and the recording evaluator can
be asked about any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mandate.checks.diagrams import UndecidedError
from mandate.conditions.nodes import (
    DISPUTED,
    UNKNOWN,
    Compare,
    Covers,
    Graded,
    Node,
    Same,
    children_of,
)
from mandate.facts import NO, YES, Fact, Slot, codes
from mandate.pack.model import Pack

MAX_STATES = 300


class Variable(NamedTuple):
    """What a condition can ask about: a value (``flag`` empty), or whether a fact is disputed.

    ``states`` are sets of possible values; the last one is "not known" where ``not_known`` says so.
    """

    slot: int
    fact: Fact
    item: str
    flag: str
    states: tuple[int, ...]
    not_known: bool

    @property
    def known_states(self) -> int:
        """How many of the states say what the value is."""
        return len(self.states) - self.not_known


def leaves(node: Node) -> Iterator[Node]:
    """Yield the comparisons, findings and gradings of a condition, in reading order."""
    below = children_of(node)
    if not below:
        yield node
    for child in below:
        yield from leaves(child)


def conditions_of(pack: Pack) -> Iterator[Node]:
    """Yield every condition of a pack: of its rules, its facts and its impossible combinations."""
    yield from (rule.condition for rule in pack.rules.values())
    yield from pack.applies.values()
    yield from (combination.condition for combination in pack.impossible)


def facts_read(pack: Pack) -> frozenset[str]:
    """Return the facts that conditions read; a fact that makes another apply is read by it."""
    return frozenset(
        fact for node in conditions_of(pack) for leaf in leaves(node) for fact in _facts(leaf)
    )


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


def variables_of(pack: Pack) -> list[Variable]:
    """Return the variables of a pack, those that a rule reads together near each other.

    Raises UndecidedError where a value has too many states.
    """
    apart = told_apart(pack)
    flags = _flags_read(pack)
    found: list[Variable] = []
    for slot in _in_reading_order(pack, set(apart)):
        states = apart.get(slot.position, (slot.full,))
        asked = slot.fact.id in flags[UNKNOWN]
        if len(states) > MAX_STATES:
            raise UndecidedError
        every = (*states, slot.full) if asked else states
        found.append(Variable(slot.position, slot.fact, slot.item, "", every, asked))
    for name in sorted(flags[DISPUTED]):
        flag = pack.vocabulary.disputed_flag(name)
        found.append(Variable(flag, pack.fact(name), "", DISPUTED, (NO, YES), False))
    return found


def _flags_read(pack: Pack) -> dict[str, set[str]]:
    """Return the facts that some condition asks ``unknown:`` or ``disputed:`` of."""
    flags: dict[str, set[str]] = {UNKNOWN: set(), DISPUTED: set()}
    for condition in conditions_of(pack):
        for leaf in leaves(condition):
            if isinstance(leaf, Compare) and leaf.operator in flags:
                flags[leaf.operator].add(leaf.fact)
    return flags


def _in_reading_order(pack: Pack, read: set[int]) -> list[Slot]:
    """Return the slots, all of a fact together, in the order in which conditions name facts."""
    named: dict[str, None] = {}
    for condition in conditions_of(pack):
        for leaf in leaves(condition):
            named.update(dict.fromkeys(_facts(leaf)))
    flags = _flags_read(pack)[UNKNOWN]
    slots = (slot for name in named for slot in pack.vocabulary.slots_of(name))
    return [slot for slot in slots if slot.position in read or slot.fact.id in flags]


def _facts(leaf: Node) -> Iterable[str]:
    if isinstance(leaf, Same):
        return (leaf.fact, leaf.other)
    return (leaf.fact,) if isinstance(leaf, (Compare, Covers, Graded)) else ()
