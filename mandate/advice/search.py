"""The cheapest choices that reach a goal, and those that lead furthest: proved by the optimiser."""

from __future__ import annotations

from collections.abc import Callable

from mandate.advice.encoding import Encoding
from mandate.advice.problem import Choice, Problem
from mandate.linear import Linear
from mandate.optimizer import minimised
from mandate.tuples import NamedTuple

_SETS = 5
_REFUSED = 100
"""How many choices may be refused for what the open facts leave of them."""

Accepts = Callable[[Choice, int | None], bool]


class Cheapest(NamedTuple):
    """The cheapest choices found. None costs less than ``at_least``; they are proved the cheapest
    where that is what they cost. Without choices: no choice reaches the goal if ``at_least`` is
    None, and none was found otherwise."""

    choices: tuple[Choice, ...]
    cost: int | None
    at_least: int | None


class Search:
    """Looks for choices of at most *most* steps, of those that are accepted."""

    def __init__(self, problem: Problem, most: int | None, accepts: Accepts, nodes: int) -> None:
        self._problem, self._most = problem, most
        self._accepts, self._nodes = accepts, nodes

    def cheapest(self, goal: int) -> Cheapest:
        """Return the cheapest choices with a total of at most *goal*; the lowest total first, and
        of equal ones that with the fewest steps that are late, then with most last chances."""
        encoding = self._encoding(goal)
        first, at_least = self._least(encoding, encoding.cost, goal)
        if at_least is None or first is None:
            return Cheapest((), None, at_least)
        first = self._needed(first, goal)
        cost = self._problem.cost(first)
        found = [first]
        if cost == at_least:
            found = self._as_cheap(goal, cost) or found
        timeliness = self._problem.timeliness
        found.sort(key=lambda one: (self._total(one), timeliness(one), sorted(one.items())))
        return Cheapest(tuple(found), cost, at_least)

    def farthest(self) -> Choice:
        """Return the cheapest choice that leads to the lowest total on what is known, and to a
        range that begins there, where one does."""
        encoding = self._encoding(None)
        lowest, _ = self._least(encoding, encoding.total(), None)
        if lowest is None:
            return {}
        goal = self._total(lowest)
        for sought in (goal, None):
            encoding = self._encoding(goal)
            cheapest, _ = self._least(encoding, encoding.cost, sought)
            if cheapest is not None:
                return self._needed(cheapest, goal)
        return lowest

    def _encoding(self, goal: int | None) -> Encoding:
        encoding = Encoding(self._problem)
        if self._most is not None:
            encoding.program.require(encoding.steps, high=self._most)
        if goal is not None:
            encoding.require_total(goal)
        return encoding

    def _as_cheap(self, goal: int, cost: int) -> list[Choice]:
        """Return choices that cost no more, none of which holds another."""
        encoding = self._encoding(goal)
        encoding.program.require(encoding.cost, high=cost)
        total = encoding.total()
        found: list[Choice] = []
        while len(found) < _SETS:
            choice, _ = self._least(encoding, total, goal)
            if choice is None:
                break
            needed = self._needed(choice, goal)
            found.append(needed)
            encoding.exclude(needed, with_more=True)
        return found

    def _least(
        self, encoding: Encoding, sum_: Linear, goal: int | None
    ) -> tuple[Choice | None, int | None]:
        """Return an accepted choice for which a sum is least, and what it is at least; None and
        None where there is none."""
        at_least = None
        for _ in range(_REFUSED):
            found = minimised(encoding.program, sum_, self._nodes)
            if found is None:
                return None, None
            at_least = found.at_least
            if encoding.program.variables and not found.values:
                break
            choice = encoding.choice(found.values)
            if self._reaches(choice, goal):
                return choice, at_least
            encoding.exclude(choice, with_more=False)
        return None, at_least

    def _needed(self, choice: Choice, goal: int) -> Choice:
        """Return a choice without what it does not need to reach the goal."""
        levers, needed = self._problem.levers, choice
        for place in sorted(choice, key=lambda one: -levers[one].options[choice[one]].cost):
            rest = {one: number for one, number in needed.items() if one != place}
            if self._reaches(rest, goal):
                needed = rest
        return needed

    def _reaches(self, choice: Choice, goal: int | None) -> bool:
        state = self._problem.after(choice)
        if state.is_barred() or (goal is not None and state.ends()[0] > goal):
            return False
        return self._accepts(choice, goal)

    def _total(self, choice: Choice) -> int:
        return self._problem.after(choice).ends()[0]
