"""Sampled complete cases: witnesses that something can be, never a proof that it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from random import Random

from mandate.checks.diagrams import FALSE
from mandate.checks.expansion import Expansion
from mandate.facts import codes
from mandate.reasoning import Inference, Reasoner
from mandate.tuples import NamedTuple

CASES = 600
CASES_A_RULE = 300
_LEANS = (0, 1, -1)
_LEANING = 0.85  # how often a directed fact takes the better (or worse) end in a leaning case


class SampledCase(NamedTuple):
    """A complete case, as the states of all variables, and what the rules make of it."""

    states: tuple[int, ...]
    inference: Inference


class Sample:
    """Complete cases that can be, in turn without a lean, leaning good and leaning bad; the same
    ones whenever a pack is checked."""

    def __init__(self, expansion: Expansion) -> None:
        self._expansion = expansion
        self._reasoner = Reasoner(expansion.pack)

    @cached_property
    def cases(self) -> tuple[SampledCase, ...]:
        """Cases of all kinds."""
        return tuple(self.within(self._expansion.possible, CASES))

    @cached_property
    def _fired(self) -> dict[str, dict[int, int]]:
        """For each rule that fires in some case, the set of cases it adds some points in."""
        found: dict[str, dict[int, int]] = {}
        for place, case in enumerate(self.cases):
            for rule, points, _ in case.inference.firings:
                cases = found.setdefault(rule, {})
                cases[points] = cases.get(points, 0) | 1 << place
        return found

    def firing(self, rule: str) -> Iterator[Inference]:
        """Yield what the rules make of each case in which *rule* fires."""
        for cases in self._fired.get(rule, {}).values():
            yield from (self.cases[place].inference for place in codes(cases))

    def shows_apart(self, rule: str, other: str, *, in_points: bool) -> bool:
        """Return whether in some case *rule* fires and *other* does not, with its points if asked
        for."""
        theirs = self._fired.get(other, {})
        anyhow = 0 if in_points else sum(theirs.values())  # no case stands in two of the sets
        return any(
            cases & ~(theirs.get(points, 0) | anyhow)
            for points, cases in self._fired.get(rule, {}).items()
        )

    def within(self, diagram: int, number: int) -> Iterator[SampledCase]:
        """Yield *number* cases in which *diagram* is true; none where it never is."""
        if diagram == FALSE:
            return
        for seed in range(number):
            random = Random(seed)  # noqa: S311  (the same cases each time)
            pick = self._picker(random, _LEANS[seed % len(_LEANS)])
            yield self._case(self._expansion.diagrams.example(diagram, pick))

    def climbed(self, height: Callable[[Inference], int]) -> SampledCase:
        """Return the case that is highest where no single answer makes it higher, from the
        highest sampled one."""
        best = max(self.cases, key=lambda case: height(case.inference))
        risen = True
        while risen:
            risen = False
            for level, variable in enumerate(self._expansion.variables):
                for state in range(len(variable.states)):
                    states = (*best.states[:level], state, *best.states[level + 1 :])
                    if not self._expansion.diagrams.at(self._expansion.possible, states):
                        continue
                    case = self._case(states)
                    if height(case.inference) > height(best.inference):
                        best, risen = case, True
        return best

    def _case(self, states: list[int] | tuple[int, ...]) -> SampledCase:
        masks = self._expansion.masks(states)
        return SampledCase(tuple(states), self._reasoner.infer(masks))

    def _picker(self, random: Random, lean: int) -> Callable[[int, list[int]], int]:
        variables = self._expansion.variables

        def pick(level: int, left: list[int]) -> int:
            towards = variables[level].fact.better * lean
            if towards and not variables[level].flag and random.random() < _LEANING:
                said = [one for one in left if one < variables[level].known_states] or left
                return said[-1] if towards > 0 else said[0]
            return random.choice(left)

        return pick
