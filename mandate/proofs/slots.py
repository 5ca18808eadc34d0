"""What conditions tell apart: the slots they read, and classes of values that are one to them.

Every fact has a finite domain, but a number has more values than any rule can see. Values of a slot
that no leaf of any condition treats differently are one class, and a proof needs one of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mandate.conditions.nodes import (
    FLAGS,
    UNKNOWN,
    Compare,
    Covers,
    FindingHolds,
    Graded,
    Node,
    Same,
    leaves,
)
from mandate.facts import NO_YES
from mandate.pack.model import Pack
from mandate.tuples import NamedTuple


class Key(NamedTuple):
    """What a slot holds, whichever pack it stands in: a fact, an item of one, or a flag of one."""

    fact: str
    item: str
    flag: str = ""


def conditions(pack: Pack) -> Iterator[Node]:
    """Yield every condition of a pack: those of its rules, and of combinations that cannot be.

    What makes a fact apply stands wherever the fact is compared.
    """
    for rule in pack.rules.values():
        yield rule.condition
    for combination in pack.impossible:
        yield combination.condition


def slots_read(node: Node) -> frozenset[int]:
    """Return the slots that a condition reads itself, not through findings."""
    found: set[int] = set()
    for leaf in leaves(node):
        if isinstance(leaf, Compare):
            found.add(leaf.slot)
        elif isinstance(leaf, Same):
            found |= {leaf.slot, leaf.other_slot}
        elif isinstance(leaf, (Covers, Graded)):
            found.update(leaf.slots)
    return frozenset(found)


def slots_by_rule(pack: Pack) -> dict[str, frozenset[int]]:
    """Return the slots that each rule reads, itself or through the findings of other rules."""
    of_finding: dict[str, frozenset[int]] = {}
    found: dict[str, frozenset[int]] = {}
    for rule in pack.rules.values():  # in firing order: what it reads has been concluded
        read = slots_read(rule.condition)
        for leaf in leaves(rule.condition):
            if isinstance(leaf, FindingHolds):
                read |= of_finding.get(leaf.finding, frozenset())
        found[rule.id] = read
        for finding in rule.concludes:
            of_finding[finding] = of_finding.get(finding, frozenset()) | read
    return found


def keys_of(pack: Pack) -> dict[int, Key]:
    """Return what each slot of a working memory holds: values first, then flags."""
    vocabulary = pack.vocabulary
    keys = {slot.position: Key(slot.fact.id, slot.item) for slot in vocabulary.slots}
    for fact in vocabulary.facts:
        for flag in FLAGS:
            of = vocabulary.unknown_flag if flag == UNKNOWN else vocabulary.disputed_flag
            keys[of(fact)] = Key(fact, "", flag)
    return keys


def labels_of(pack: Pack) -> dict[int, tuple[str, ...]]:
    """Return the values of each slot as a case writes them; a flag is no or yes."""
    slots = pack.vocabulary.slots
    flags = range(len(slots), len(pack.vocabulary.nothing_known))
    return {slot.position: slot.labels for slot in slots} | dict.fromkeys(flags, NO_YES)


def told_apart(pack: Pack) -> dict[int, list[tuple[object, ...]]]:
    """Return, for each value of each slot, how the leaves of the pack's conditions treat it."""
    treated: dict[int, list[tuple[object, ...]]] = {
        position: [() for _ in labels] for position, labels in labels_of(pack).items()
    }
    for condition in conditions(pack):
        for leaf in leaves(condition):
            for slot, treatment in treatments(leaf, treated):
                treated[slot] = [
                    (*so_far, one) for so_far, one in zip(treated[slot], treatment, strict=True)
                ]
    return treated


def treatments(
    leaf: Node, values: Mapping[int, Sequence[object]]
) -> Iterator[tuple[int, list[object]]]:
    """Yield the slots of a leaf, each with what the leaf makes of its *values*, one by one."""
    if isinstance(leaf, Compare):
        yield leaf.slot, [leaf.mask >> value & 1 for value in range(len(values[leaf.slot]))]
    elif isinstance(leaf, Graded) and not leaf.counted:
        yield leaf.slots[0], list(leaf.points)
    elif isinstance(leaf, Same):
        yield leaf.slot, list(leaf.partners)
        others = range(len(values[leaf.other_slot]))
        yield leaf.other_slot, [tuple(mask >> one & 1 for mask in leaf.partners) for one in others]
    elif isinstance(leaf, (Covers, Graded)):
        for slot in leaf.slots:
            yield slot, [0, 1]


def classes_of(treated: list[tuple[object, ...]]) -> tuple[int, ...]:
    """Return the class of each value, numbered in order of first appearance."""
    numbers: dict[tuple[object, ...], int] = {}
    return tuple(numbers.setdefault(one, len(numbers)) for one in treated)
