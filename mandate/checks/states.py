"""The variables of a pack: for each value that its conditions read, the states they tell apart.

What can be known of a value is a set of possible ones. A state is such a set, none of whose values
any condition tells from another; "not known", where a condition asks for it, is a state of its
own. So the states of all variables stand for all complete cases, and the recording evaluator can
be asked about any of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from mandate.checks.diagrams import UndecidedError
from mandate.conditions.nodes import (
    DISPUTED,
    UNKNOWN,
    Compare,
    Covers,
    Graded,
    Node,
    Same,
    leaves,
)
from mandate.facts import NO, YES, Fact, Slot
from mandate.pack.distinctions import conditions_of, told_apart
from mandate.pack.model import Pack
from mandate.tuples import NamedTuple

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


def facts_read(pack: Pack) -> frozenset[str]:
    """Return the facts that conditions read; a fact that makes another apply is read by it."""
    return frozenset(
        fact for node in conditions_of(pack) for leaf in leaves(node) for fact in _facts(leaf)
    )


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
