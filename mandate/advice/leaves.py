"""The leaves of conditions as sums over the options that are chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mandate.advice.problem import Problem
from mandate.conditions.nodes import Compare, Covers, Node, Same
from mandate.linear import NOTHING, ONE, Linear, Program, negation, total
from mandate.ranges.changes import slots_of
from mandate.ranges.terms import ALWAYS, LEFT_OPEN, Domains, Grading, spread

_TICKED = 0b10


class Leaves:
    """Encodes the leaves of one problem; *chosen* has the variable of each option of a lever."""

    def __init__(
        self, problem: Problem, program: Program, chosen: Mapping[tuple[int, int], Linear]
    ) -> None:
        self._problem, self._program, self._chosen = problem, program, chosen
        self._holders: dict[int, dict[int, None]] = {}
        for place, lever in enumerate(problem.levers):
            for option in lever.options:
                for slot, _ in option.settings:
                    self._holders.setdefault(slot, {})[place] = None

    def truth(self, leaf: Node) -> Linear:
        """Return the truth of a leaf."""
        slots = slots_of(leaf)
        if len(self._levers(slots)) < 2:
            test = self._problem.parts.test(leaf)
            told = self._told(slots, lambda domains: int(test(domains, []) == ALWAYS))
            return told.get(1, NOTHING)
        if isinstance(leaf, Covers):
            held = self._counts(slots)
            return total(
                one for (count, left), one in held.items() if not spread(count, left) & ~leaf.counts
            )
        terms = self._problem.parts.slots
        if isinstance(leaf, Same):
            return self._same(leaf.slot, leaf.other_slot, terms.partners(leaf))
        assert isinstance(leaf, Compare)
        return self._within(leaf.slot, terms.selected(leaf.slot, leaf.mask))

    def points(self, grading: Grading) -> dict[int, Linear]:
        """Return the truth of each number of points that a grading can come to."""
        if len(self._levers(grading.slots)) < 2:
            return self._told(grading.slots, lambda domains: grading.outcomes(domains)[0])
        found: dict[int, Linear] = {}
        for (count, left), held in self._counts(grading.slots).items():
            points = grading.at(count, left)
            found[points] = found.get(points, NOTHING) + held
        return found

    def _levers(self, slots: Sequence[int]) -> list[int]:
        return list(dict.fromkeys(one for slot in slots for one in self._holders.get(slot, ())))

    def _told(self, slots: Sequence[int], tell: Callable[[Domains], int]) -> dict[int, Linear]:
        """Return the truth of each thing that is told of slots which one lever sets at most."""
        domains = self._problem.start.domains
        before = tell(domains)
        found = {before: ONE}
        for place in self._levers(slots):
            for number, option in enumerate(self._problem.levers[place].options):
                changed = domains.copy()
                for slot, value in option.settings:
                    changed[slot] = value
                after, chosen = tell(changed), self._chosen[place, number]
                if after != before:
                    found[after] = found.get(after, NOTHING) + chosen
                    found[before] += chosen.times(-1)
        return found

    def _within(self, slot: int, mask: int) -> Linear:
        """Return the truth of a slot's value being one of *mask*."""
        stays = bool(self._problem.start.domains[slot] & mask)
        moved = []
        for place in self._levers((slot,)):
            options = enumerate(self._problem.levers[place].options)
            setting = [
                self._chosen[place, number]
                for number, option in options
                if any(
                    one == slot and bool(value & mask) != stays for one, value in option.settings
                )
            ]
            moved.append(total(setting))
        return (
            negation(self._program.disjunction(moved))
            if stays
            else self._program.disjunction(moved)
        )

    def _same(self, slot: int, other: int, partners: Sequence[int]) -> Linear:
        return total(
            self._program.conjunction((self._within(slot, 1 << value), self._within(other, mask)))
            for value, mask in enumerate(partners)
        )

    def _counts(self, slots: Sequence[int]) -> dict[tuple[int, int], Linear]:
        """Return the truth of each count of ticked items, and of items that stay open."""
        ticked = total(self._within(slot, _TICKED) for slot in slots)
        left = total(self._within(slot, LEFT_OPEN) for slot in slots)
        domains = self._problem.start.domains
        most = sum(domains[slot] == LEFT_OPEN for slot in slots)
        found = {
            (count, open_): self._program.variable(0, 1, whole=True)
            for open_ in range(most + 1)
            for count in range(len(slots) - open_ + 1)
        }
        for sums, place in ((ticked, 0), (left, 1)):
            told = total(one.times(key[place]) for key, one in found.items())
            self._program.require(told + sums.times(-1), low=0, high=0)
        self._program.require(total(found.values()), low=1, high=1)
        return found
