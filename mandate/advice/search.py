"""The cheapest choices that reach a goal: branch and bound over the levers."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import NamedTuple

from mandate.advice.problem import STAY, Node, Problem
from mandate.advice.relaxation import ABOVE, BELOW, WHOLE, Bound, Prices, Relaxation, Views

LIMIT = 400
"""Nodes looked at before the search ends without a proof, and again for sets as cheap."""
_ROUNDS_FIRST, _ROUNDS = 150, 12
_SETS = 5
_RATIOS = (1.0, 0.8, 0.6)
"""How much the cost weighs in the first choices that are tried."""
_SLACK = 1e-6

Choice = dict[int, int]
Accepts = Callable[[Choice], bool]


class Cheapest(NamedTuple):
    """The cheapest choices found. None costs less than ``at_least``; they are proved the cheapest
    where that is what they cost. Without choices: no choice reaches the goal if ``at_least`` is
    None, and none was found otherwise."""

    choices: tuple[Choice, ...]
    cost: int | None
    at_least: int | None


class _Open(NamedTuple):
    node: Node
    views: Views
    prices: Prices
    bound: int


class Search:
    """Looks for the cheapest choices with a total of at most *goal* in at most *most* steps."""

    def __init__(
        self, problem: Problem, goal: int, most: int | None, accepts: Accepts, limit: int = LIMIT
    ) -> None:
        self._problem, self._goal, self._most = problem, goal, most
        self._accepts, self._limit = accepts, limit
        self._relaxation = Relaxation(problem, goal, most)
        self._all = sum(max(o.cost for o in lever.options) for lever in problem.levers) + 1
        self._found: dict[tuple[tuple[int, int], ...], int] = {}
        self._known: dict[tuple[tuple[int, int], ...], bool] = {}
        self._best = self._all

    def run(self) -> Cheapest:
        """Return the cheapest choices."""
        root = self._problem.root
        for ratio in _RATIOS:
            self._offer(self._greedy(ratio))
        views = (WHOLE,) * len(self._problem.parts.drivers)
        first = self._relaxation.bound(
            root.allowed, views, self._relaxation.start(), float(self._best), _ROUNDS_FIRST
        )
        missed = self._explore(root, first, ties=False)
        at_least = min([self._best, *missed])
        if not self._found:
            return Cheapest((), None, None if not missed else at_least)
        if at_least == self._best:
            self._explore(root, first, ties=True)
        best = [key for key, cost in self._found.items() if cost == self._best]
        return Cheapest(tuple(dict(key) for key in sorted(best)[:_SETS]), self._best, at_least)

    def _explore(self, root: Node, first: Bound, *, ties: bool) -> list[int]:
        """Look at all choices that may be cheaper than the best (or as cheap, for *ties*); return
        the bounds of what was not looked at."""
        views = (WHOLE,) * len(self._problem.parts.drivers)
        waiting = [_Open(root, views, first.prices, ceil(first.cost - _SLACK))]
        looked_at = 0
        while waiting and looked_at < self._limit:
            if ties and sum(cost == self._best for cost in self._found.values()) >= _SETS:
                break
            one = waiting.pop()
            if self._may_pay(one.bound, ties):
                looked_at += 1
                waiting += self._branches(one, ties)
        return [max(0, one.bound) for one in waiting if self._may_pay(one.bound, ties)]

    def _may_pay(self, bound: int, ties: bool) -> bool:
        return bound <= self._best if ties else bound < self._best

    def _branches(self, one: _Open, ties: bool) -> list[_Open]:
        node = one.node
        if node.reach.ends()[0] > self._goal or node.reach.is_barred():
            return []
        chosen = _decided(node)
        if self._most is not None and self._problem.changes(chosen) > self._most:
            return []
        if self._offer(chosen):
            return []
        aim = float(self._best + (1 if ties else 0))
        bound = self._relaxation.bound(node.allowed, one.views, one.prices, aim, _ROUNDS)
        cost = max(one.bound, ceil(bound.cost - _SLACK), self._relaxation.floor)
        if not self._may_pay(cost, ties):
            return []
        kept = self._relaxation.worthwhile(node.allowed, one.views, bound, aim - 1 + _SLACK)
        if not all(kept):
            return []
        node = self._problem.left(node, kept)
        if node.reach.ends()[0] > self._goal or self._offer(_decided(node)):
            return []
        driver = self._driver(one.views)
        if driver is not None:
            before, after = one.views[:driver], one.views[driver + 1 :]
            return [
                _Open(node, (*before, view, *after), bound.prices, cost) for view in (ABOVE, BELOW)
            ]
        place = self._place(node, bound)
        if place is None:
            return []
        wanted = bound.choice[place]
        options = sorted(node.allowed[place], key=lambda option: (option == wanted, -option))
        return [
            _Open(self._problem.narrowed(node, place, (option,)), one.views, bound.prices, cost)
            for option in options
        ]

    def _driver(self, views: Views) -> int | None:
        """Return the driver furthest above its cap that is still looked at as a whole."""
        excess = self._relaxation.excess
        above = [
            (excess[place], -place)
            for place, view in enumerate(views)
            if view == WHOLE and excess[place]
        ]
        return -max(above)[1] if above else None

    def _place(self, node: Node, bound: Bound) -> int | None:
        """Return the lever to decide next: of those that bear on most, one that is to be moved."""
        best: tuple[bool, int, int] | None = None
        for place, options in enumerate(node.allowed):
            if len(options) > 1:
                rank = (bound.choice[place] != STAY, self._weight(place, node), -place)
                best = rank if best is None else max(best, rank)
        return None if best is None else -best[2]

    def _weight(self, place: int, node: Node) -> int:
        """Return over how many points the undecided rules that a lever moves can still go."""
        lever = self._problem.levers[place]
        slots = {slot for option in lever.options for slot, _ in option.settings}
        rules = {rule for slot in slots for rule in self._problem.parts.moved[slot]}
        return sum(node.chosen.most[rule] - node.reach.least[rule] for rule in rules)

    def _offer(self, choice: Choice | None) -> bool:
        """Return whether a choice reaches the goal; keep it then, without what it does not need."""
        if choice is None or not self._reaches(choice):
            return False
        levers, needed = self._problem.levers, choice
        for place in sorted(choice, key=lambda one: -levers[one].options[choice[one]].cost):
            rest = {one: number for one, number in needed.items() if one != place}
            if self._reaches(rest):
                needed = rest
        if not self._accepted(needed):
            if not self._accepted(choice):
                return False
            needed = choice
        cost, steps = self._problem.cost(needed), self._problem.changes(needed)
        if cost <= self._best and (self._most is None or steps <= self._most):
            self._best = cost
            self._found[tuple(sorted(needed.items()))] = cost
        return True

    def _accepted(self, choice: Choice) -> bool:
        key = tuple(sorted(choice.items()))
        if key not in self._known:
            self._known[key] = self._accepts(choice)
        return self._known[key]

    def _reaches(self, choice: Choice) -> bool:
        state = self._problem.root.chosen
        for place, number in choice.items():
            state = self._problem.applied(state, place, number)
        return state.ends()[0] <= self._goal and not state.is_barred()

    def _greedy(self, ratio: float) -> Choice | None:
        """Return a choice made one option at a time, by what it moves for what it costs."""
        state = self._problem.root.chosen
        choice: Choice = {}
        scale = self._problem.pack.scale
        while state.ends()[0] > self._goal or state.is_barred():
            before, points = state.ends()[0], sum(state.high)
            best: tuple[float, int, int] | None = None
            for place, lever in enumerate(self._problem.levers):
                for number, option in enumerate(lever.options):
                    if place in choice or (
                        self._most is not None and self._over(choice, place, number)
                    ):
                        continue
                    after = self._problem.applied(state, place, number)
                    worth = before - after.ends()[0] + scale * (points - sum(after.high)) / 100
                    rank = (worth / max(option.cost, 0.1) ** ratio, -place, -number)
                    best = rank if best is None else max(best, rank)
            if best is None or best[0] <= 0:
                return None
            choice[-best[1]] = -best[2]
            state = self._problem.applied(state, -best[1], -best[2])
        return choice

    def _over(self, choice: Choice, place: int, number: int) -> bool:
        assert self._most is not None
        return self._problem.changes({**choice, place: number}) > self._most


def _decided(node: Node) -> Choice:
    """Return the options that a node has decided on."""
    decided = enumerate(node.allowed)
    return {place: one[0] for place, one in decided if len(one) == 1 and one[0] != STAY}
