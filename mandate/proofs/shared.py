"""Every case that two packs both read, complete or not, as variables.

A slot is open, or some of its values are possible and others excluded; that is all that a case can
say of it (design: "what is known of a fact is a set of possible values"). Facts that only one of
the packs knows are open in all of these cases, and so is what only one of them could be answered.
"""

from __future__ import annotations

from collections.abc import Mapping

from mandate.conditions.nodes import DISPUTED, UNKNOWN
from mandate.facts import NO, YES
from mandate.memory import Masks
from mandate.pack.model import Pack
from mandate.proofs.reading import Possible
from mandate.proofs.slots import Key, classes_of, keys_of, labels_of, told_apart
from mandate.solver import Formula, at_least, conjunction, disjunction, negation, variable
from mandate.tuples import NamedTuple


class _Slot(NamedTuple):
    """A slot that both packs have: its labels in common, and the class of each."""

    labels: tuple[str, ...]
    classes: tuple[int, ...]
    is_item: bool


class SharedCases:
    """The cases that two packs both read. ``rules`` hold in each of them."""

    def __init__(self, one: Pack, other: Pack) -> None:
        self.slots = _shared(one, other)
        flags = [Key(key.fact, "", flag) for key in self.slots for flag in (UNKNOWN, DISPUTED)]
        self.flags = dict.fromkeys(flags)  # in order, so that the same case is found every time
        self.answers = [negation(self.is_open(key)) for key in self.slots]
        self.answers += [self.flag(key) for key in self.flags if key.flag == UNKNOWN]
        self.rules = [rule for key in self.slots for rule in self._slot_rules(key)]
        facts = dict.fromkeys(key.fact for key in self.slots)
        self.rules += [rule for fact in facts for rule in self._flag_rules(fact)]

    def is_open(self, key: Key) -> Formula:
        """Return when nothing is known of a slot."""
        return variable(f"{key.fact}:{key.item}:open")

    def flag(self, key: Key) -> Formula:
        """Return when a flag is set."""
        return variable(f"{key.fact}::{key.flag}")

    def stated(self, key: Key, one: int) -> Formula:
        """Return when a slot is answered and the values of class *one* are left possible."""
        return variable(f"{key.fact}:{key.item}:{one}")

    def single(self) -> Formula:
        """Return when every answer is one value, or one class of values that count alike."""
        return conjunction(
            negation(at_least(2, [self.stated(key, one) for one in sorted(set(slot.classes))]))
            for key, slot in self.slots.items()
        )

    def possible(self, pack: Pack) -> Possible:
        """Return what is possible of the slots of one of the packs."""
        keys, labels = keys_of(pack), labels_of(pack)

        def possible(slot: int, value: int) -> Formula:
            key = keys[slot]
            if key.flag:
                is_set = self.flag(key) if key in self.flags else False
                return is_set if value else negation(is_set)
            shared = self.slots.get(key)
            if shared is None:
                return True
            label = labels[slot][value]
            if label not in shared.labels:
                return self.is_open(key)
            stated = self.stated(key, shared.classes[shared.labels.index(label)])
            return disjunction((self.is_open(key), stated))

        return possible

    def _slot_rules(self, key: Key) -> list[Formula]:
        slot = self.slots[key]
        stated = [self.stated(key, one) for one in sorted(set(slot.classes))]
        rules = [disjunction((self.is_open(key), *stated))]
        rules += [negation(conjunction((self.is_open(key), one))) for one in stated]
        if slot.is_item:  # yes, no or nothing: an item has no ranges
            rules.append(negation(at_least(2, stated)))
        return rules

    def _flag_rules(self, fact: str) -> list[Formula]:
        """Return how "not known" and "disputed" go with what is possible of a fact."""
        keys = [key for key in self.slots if key.fact == fact]
        unknown, disputed = (self.flag(Key(fact, "", flag)) for flag in (UNKNOWN, DISPUTED))
        left_open = disjunction(self.is_open(key) for key in keys)
        answered = disjunction(negation(self.is_open(key)) for key in keys)
        rules = [
            disjunction((negation(unknown), left_open)),
            disjunction((negation(disputed), answered)),
        ]
        if all(len(self.slots[key].labels) < 2 for key in keys):
            rules.append(negation(disputed))
        return rules

    def at_most(self, count: int) -> Formula:
        """Return when a case has *count* answers or fewer; "not known" is an answer."""
        return negation(at_least(count + 1, self.answers))

    def masks(self, true: frozenset[str], pack: Pack) -> Masks:
        """Return the working memory that one of the packs has where the variables *true* hold."""
        return tuple(self._mask(true, key, labels) for key, labels in _slots_in_order(pack))

    def _mask(self, true: frozenset[str], key: Key, labels: tuple[str, ...]) -> int:
        if key.flag:
            return YES if key in self.flags and f"{key.fact}::{key.flag}" in true else NO
        shared = self.slots.get(key)
        if shared is None or f"{key.fact}:{key.item}:open" in true:
            return (1 << len(labels)) - 1
        chosen = [
            shared.labels[shared.classes.index(one)]
            for one in sorted(set(shared.classes))
            if f"{key.fact}:{key.item}:{one}" in true
        ]
        return sum(1 << labels.index(label) for label in chosen)


def _slots_in_order(pack: Pack) -> list[tuple[Key, tuple[str, ...]]]:
    keys, labels = keys_of(pack), labels_of(pack)
    return [(keys[slot], labels[slot]) for slot in range(len(pack.vocabulary.nothing_known))]


def _shared(one: Pack, other: Pack) -> dict[Key, _Slot]:
    """Return the slots that two packs share; values that neither tells apart are one class."""
    mine, theirs = _treatments(one), _treatments(other)
    found = {}
    for key, treated in mine.items():
        partner = theirs.get(key, {})
        labels = tuple(label for label in treated if label in partner)
        if labels and not key.flag:
            both: list[tuple[object, ...]] = [(treated[one], partner[one]) for one in labels]
            found[key] = _Slot(labels, classes_of(both), bool(key.item))
    return found


def _treatments(pack: Pack) -> Mapping[Key, Mapping[str, tuple[object, ...]]]:
    keys, labels = keys_of(pack), labels_of(pack)
    return {
        keys[slot]: dict(zip(labels[slot], treated, strict=True))
        for slot, treated in told_apart(pack).items()
    }
