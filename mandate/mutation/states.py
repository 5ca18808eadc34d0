"""What a case can say of the facts that some leaves read: every kind of answer, once.

Answers that no leaf tells apart are one state. The items of a checklist that are only counted are
one variable, whose states are how many are ticked and how many are open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mandate.conditions.nodes import Compare, Covers, Graded, Node
from mandate.facts import NO, NO_YES, YES
from mandate.pack.model import Pack
from mandate.proofs.slots import classes_of, slots_read, treatments
from mandate.tuples import NamedTuple

Treatment = tuple[object, ...]


_MOST_KINDS = 4_096


class TooManyError(Exception):
    """So many cases would have to be tried that the question is left open."""


class Variable(NamedTuple):
    """Slots whose masks go together: ``states`` lists what these can be.

    ``whole`` counts those of one value, or open, which stand first: the plain answers.
    """

    slots: tuple[int, ...]
    states: tuple[tuple[int, ...], ...]
    whole: int


def variables(pack: Pack, leaves: Sequence[Node], among: Sequence[Node]) -> list[Variable]:
    """Return the variables of the slots that *leaves* read, in the order of the leaves.

    Values that neither *leaves* nor *among* tell apart are one. Raises TooManyError where a slot
    could be answered in thousands of ways.
    """
    every = [*leaves, *among]
    items = {leaf.slot for leaf in every if isinstance(leaf, Compare)}
    found: dict[tuple[int, ...], Variable] = {}
    for leaf in leaves:
        slots = sorted(slots_read(leaf))
        counted = tuple(slot for slot in slots if slot not in items)
        if isinstance(leaf, Covers) or (isinstance(leaf, Graded) and leaf.counted):
            if counted:
                found.setdefault(counted, _counted(counted))
            slots = [slot for slot in slots if slot in items]
        for slot in slots:
            if (slot,) not in found:
                found[slot,] = _single(pack, slot, every)
    return list(found.values())


def _counted(slots: tuple[int, ...]) -> Variable:
    items, both = len(slots), NO | YES
    counts = [*((ticked, 0) for ticked in range(items + 1)), (0, items)]
    mixed = [(one, left) for left in range(1, items) for one in range(items - left + 1)]
    states = tuple(
        (YES,) * ticked + (both,) * left + (NO,) * (items - ticked - left)
        for ticked, left in (*counts, *mixed)
    )
    return Variable(slots, states, len(counts))


def _single(pack: Pack, slot: int, leaves: Sequence[Node]) -> Variable:
    if slot >= len(pack.vocabulary.slots):
        return Variable((slot,), ((NO,), (YES,)), 2)
    labels = pack.vocabulary.slots[slot].labels
    full = pack.vocabulary.slots[slot].full
    treated = _treated(slot, labels, leaves, pack)
    classes = classes_of(treated)
    firsts = [1 << classes.index(one) for one in range(len(set(classes)))]
    ranges = [] if pack.vocabulary.slots[slot].item else list(_ranges(firsts, treated))
    states = tuple((mask,) for mask in (*firsts, full, *ranges))
    return Variable((slot,), states, 1 + len(firsts))


def _treated(
    slot: int, labels: Sequence[str], leaves: Sequence[Node], pack: Pack
) -> list[Treatment]:
    treated: list[Treatment] = [() for _ in labels]
    for leaf in leaves:
        if slot in slots_read(leaf):
            sizes = {one: _values(one, pack) for one in slots_read(leaf)}
            for read, treatment in treatments(leaf, sizes):
                if read == slot:
                    treated = [(*one, more) for one, more in zip(treated, treatment, strict=True)]
    return treated


def _values(slot: int, pack: Pack) -> Sequence[str]:
    slots = pack.vocabulary.slots
    return slots[slot].labels if slot < len(slots) else NO_YES


Kind = tuple[frozenset[object], ...]
"""How the leaves treat a set of values: for each leaf, what it makes of them."""


def _ranges(firsts: list[int], treated: list[Treatment]) -> Iterator[int]:
    """Yield sets of several values, one for each kind but that of all values.

    Raises TooManyError where there are thousands.
    """
    kinds: dict[Kind, int] = {}
    for mask in firsts:
        kinds[tuple(frozenset((one,)) for one in treated[mask.bit_length() - 1])] = mask
    singles = list(kinds.items())
    whole = _kind(*kinds)
    waiting = list(singles)
    for kind, mask in waiting:  # which grows
        for other, first in singles:
            both = _kind(kind, other)
            if both not in kinds:
                if len(kinds) == _MOST_KINDS:
                    raise TooManyError
                kinds[both] = mask | first
                waiting.append((both, mask | first))
                if both != whole:
                    yield mask | first


def _kind(*kinds: Kind) -> Kind:
    """Return the kind of several sets taken together."""
    return tuple(frozenset().union(*each) for each in zip(*kinds, strict=True))
