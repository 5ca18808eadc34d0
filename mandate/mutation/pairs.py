"""Complete cases before and after an improvement, made around what makes one rule fire."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from random import Random

from mandate.conditions.evaluate import Truth, evaluate
from mandate.conditions.nodes import Graded, Node
from mandate.facts import NO, YES
from mandate.memory import Masks
from mandate.mutation.difference import Aim, Difference
from mandate.mutation.leaves import values_of
from mandate.mutation.states import TooManyError
from mandate.mutation.trees import Expansion, never
from mandate.pack.model import Pack, Rule, grading_of
from mandate.proofs.slots import slots_by_rule, slots_read
from mandate.rule_face import prescribed, rule_face
from mandate.testing.boundaries import boundaries
from mandate.testing.memories import is_impossible, with_values
from mandate.tuples import NamedTuple

MONOTONE = "a better mandate never looks worse"
CURES = "a cure works"
_TRIES = 2
_TRIES_TO_MEND = 20


class Pair(NamedTuple):
    """A complete case before and after an improvement; ``law`` is what the two are held to."""

    law: str
    before: Masks
    after: Masks


class Pairs:
    """Makes pairs of complete cases under one pack; the same ones every time."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._near = boundaries(pack)
        self._slots = slots_by_rule(pack)
        self._expansion = Expansion(pack)

    def of(self, rule: Rule) -> Iterator[Pair]:
        """Yield pairs of cases that can be, in which *rule* mostly fires before or after.

        First among facts that weigh little, then among facts at random.
        """
        firing = self._firing(rule)
        chance = Random(rule.id)  # noqa: S311  (chosen alike in every run)
        for number in range(_TRIES if firing else 0):
            values = self._at_random(chance) if number else _neutral(self._pack)
            masks = (*values, *firing[len(values) :])
            for wanted in self._wanted(rule, firing):
                before = self._mended(_with(masks, wanted), wanted, chance)
                for pair in self._changed(rule, before):
                    if not any(is_impossible(self._pack, one) for one in pair[1:]):
                        yield pair

    def _firing(self, rule: Rule) -> Masks:
        """Return a working memory in which *rule* fires; empty where none was found, or where
        something is "not known" in it, as nothing is in a complete case."""
        condition = self._expansion.of(rule.condition)
        try:
            found = Difference(self._pack, condition, never(rule.location)).find(Aim.PLAIN)
        except TooManyError:
            return ()
        vocabulary = self._pack.vocabulary
        flags = [vocabulary.unknown_flag(fact) for fact in vocabulary.facts]
        return () if found is None or any(found[flag] == YES for flag in flags) else found

    def _at_random(self, chance: Random) -> Masks:
        slots = self._pack.vocabulary.slots
        return tuple(1 << chance.randrange(len(slot.labels)) for slot in slots)

    def _mended(self, masks: Masks, wanted: Collection[int], chance: Random) -> Masks:
        """Return *masks*, if they cannot be, with other values of slots that are not *wanted*."""
        slots = self._pack.vocabulary.slots
        for _ in range(_TRIES_TO_MEND):
            wrong = [one for one in self._pack.impossible if _holds(one.condition, masks)]
            if not wrong:
                break
            read = slots_read(wrong[0].condition)
            free = [slot for slot in slots if slot.position in read - set(wanted)]
            others = {one.position: 1 << chance.randrange(len(one.labels)) for one in free}
            masks = _with(masks, others)
        return masks

    def _wanted(self, rule: Rule, firing: Masks) -> Iterator[dict[int, int]]:
        """Yield what makes the rule fire, slot by slot; where it is graded, beside each edge."""
        slots = self._pack.vocabulary.slots
        wanted = {one.position: firing[one.position] for one in slots}
        wanted = {slot: mask for slot, mask in wanted.items() if mask != slots[slot].full}
        if rule.points is not None:
            yield wanted
            return
        grading = grading_of(rule.condition)
        lines = values_of(grading, self._pack.fact(grading.fact))
        for code in sorted({code for line in lines for code in (line[0], line[-1])}):
            yield wanted | _graded_at(grading, code)

    def _changed(self, rule: Rule, masks: Masks) -> Iterator[Pair]:
        """Yield *masks* before or after a step of a directed fact that the rule reads, and before
        each cure of the rule."""
        for worse, better in self._steps(rule):
            yield Pair(MONOTONE, _with(masks, worse), _with(masks, better))
        for remedy in prescribed(rule_face(rule, self._pack), masks, self._pack):
            if remedy.cures:
                changes = [(cure.fact, cure.to_value) for cure in remedy.cures]
                yield Pair(CURES, masks, with_values(self._pack, masks, changes))

    def _steps(self, rule: Rule) -> Iterator[tuple[dict[int, int], dict[int, int]]]:
        """Yield the slots that a rule reads before and after each improvement past a threshold."""
        vocabulary = self._pack.vocabulary
        read = [slot for slot in vocabulary.slots if slot.position in self._slots[rule.id]]
        for slot in read:
            better = slot.fact.better
            for one, other in pairwise(self._near.values[slot.position] if better else ()):
                low, high = ({slot.position: 1 << code} for code in (one, other))
                yield (low, high) if better > 0 else (high, low)
        for fact in dict.fromkeys(slot.fact.id for slot in read):
            items = [slot.position for slot in vocabulary.slots_of(fact)]
            for one, other in pairwise(self._near.counts.get(fact, ())):
                low, high = (_ticked(items, count) for count in (one, other))
                yield (low, high) if vocabulary.facts[fact].better > 0 else (high, low)


def _holds(condition: Node, masks: Masks) -> bool:
    return evaluate(condition, masks, {}).truth is Truth.TRUE


def _with(masks: Masks, wanted: Mapping[int, int]) -> Masks:
    return tuple(wanted.get(slot, mask) for slot, mask in enumerate(masks))


def _graded_at(grading: Graded, code: int) -> dict[int, int]:
    """Return the slots of a grading at one of its values."""
    if not grading.counted:
        return {grading.slots[0]: 1 << code}
    return _ticked(grading.slots, code)


def _ticked(slots: Sequence[int], count: int) -> dict[int, int]:
    return {slot: YES if place < count else NO for place, slot in enumerate(slots)}


def _neutral(pack: Pack) -> Masks:
    """Return for each slot the value with the fewest points, up or down, in the rules it grades."""
    weights = [[0] * len(slot.labels) for slot in pack.vocabulary.slots]
    for rule in pack.rules.values():
        grading = grading_of(rule.condition) if rule.points is None else None
        if grading and not grading.counted:
            for code, points in enumerate(grading.points):
                weights[grading.slots[0]][code] += abs(points)
    return tuple(1 << one.index(min(one)) for one in weights)
