"""What each option gives of each rule: by itself, or as a share of what several give together."""

from __future__ import annotations

from collections.abc import Collection
from itertools import product
from math import prod
from typing import NamedTuple

from mandate.advice.levers import COSTS
from mandate.advice.needs import NEVER, Needs
from mandate.advice.problem import STAY, Problem

_TABLE = 64
_FITS = 1.5

Key = tuple[int, int]
"""A lever, and one of its options."""


class SharedRule(NamedTuple):
    """A rule that several levers bear on, and the most points it gives. The shares of any options
    that move it add up to what they move, or more."""

    rule: int
    driver: int
    points: int
    shares: dict[Key, float]


class Shares:
    """The rules that add points, told apart by whether one lever bears on them or several.

    ``own`` is what each option takes off each driver through rules that nothing else bears on.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._rules = list(problem.pack.rules.values())
        self.after = {
            (place, number): problem.applied(problem.root.chosen, place, number)
            for place, lever in enumerate(problem.levers)
            for number in range(len(lever.options))
        }
        self.own: dict[Key, dict[int, int]] = {key: {} for key in self.after}
        self.shared: list[SharedRule] = []
        self._split_rules()

    def cost_of_floors(self, goal: int) -> int:
        """Return what it costs at least to be rid of every floor above the goal."""
        needs = Needs(self._problem.pack, self._problem.masks, self._least_prices())
        now, costs = self._problem.root.chosen, [0]
        for number in self._problem.parts.floors:
            edge = self._problem.parts.rules[number].edge
            if now.fires[number] and edge is not None and edge > goal:
                costs.append(needs.cost(self._rules[number].condition, holds=False))
        return max(costs)

    def _least_prices(self, without: Collection[Key] = ()) -> dict[int, dict[int, int]]:
        """Return what setting a slot to some values costs at least; flags come for nothing."""
        prices: dict[int, dict[int, int]] = {}
        for place, lever in enumerate(self._problem.levers):
            for number, option in enumerate(lever.options):
                if (place, number) in without:
                    continue
                costs = [COSTS[one.step.effort] if one.step else 0 for one in option.changes]
                flags = [0] * (len(option.settings) - len(costs))
                for (slot, mask), cost in zip(option.settings, costs + flags, strict=True):
                    known = prices.setdefault(slot, {})
                    known[mask] = min(cost, known.get(mask, NEVER))
        return prices

    def _split_rules(self) -> None:
        """Tell the rules that one lever bears on from those that several share."""
        parts, root = self._problem.parts, self._problem.root
        bearing: dict[int, list[Key]] = {}
        for key in self.after:
            place, number = key
            settings = self._problem.levers[place].options[number].settings
            for rule in {one for slot, _ in settings for one in parts.moved[slot]}:
                bearing.setdefault(rule, []).append(key)
        for rule, keys in sorted(bearing.items()):
            driver = parts.rules[rule].driver
            points = root.chosen.most[rule] - root.reach.least[rule]
            if driver < 0 or points <= 0:
                continue
            if len({place for place, _ in keys}) == 1:
                for key in keys:
                    gain = root.chosen.most[rule] - self.after[key].most[rule]
                    self.own[key][driver] = self.own[key].get(driver, 0) + gain
            elif shares := self._shares(rule, points, keys):
                self.shared.append(SharedRule(rule, driver, points, shares))

    def _shares(self, rule: int, points: int, keys: list[Key]) -> dict[Key, float]:
        """Return what each option may claim of a rule, so that any that move it claim all."""
        levers = self._problem.levers
        costs = {(place, n): levers[place].options[n].cost for place, n in keys}
        of_lever: dict[int, list[int]] = {}
        for place, number in keys:
            of_lever.setdefault(place, [STAY]).append(number)
        if prod(map(len, of_lever.values())) <= _TABLE:
            return self._tabled(rule, of_lever, costs)
        now = self._problem.root.chosen.most[rule]
        alone = {key for key in keys if self.after[key].most[rule] < now}
        without = {key: cost for key, cost in costs.items() if key not in alone}
        least = self._least_cost(rule, alone)
        shares: dict[Key, float] = dict.fromkeys(alone, points)
        if least < NEVER:
            for key, cost in without.items():
                shares[key] = points / 2  # it takes two at least
                if least > 2 * min(without.values()):
                    shares[key] = points * min(1.0, cost / least)
        return shares

    def _least_cost(self, rule: int, without: set[Key]) -> int:
        """Return what it costs at least to move a rule, *without* some options."""
        part = self._problem.parts.rules[rule]
        if part.grading is not None:
            return 0
        prices = self._least_prices(without)
        needs = Needs(self._problem.pack, self._problem.masks, prices)
        return needs.cost(self._rules[rule].condition, holds=part.points < 0)

    def _tabled(
        self, rule: int, of_lever: dict[int, list[int]], costs: dict[Key, int]
    ) -> dict[Key, float]:
        """Return the shares that fit all choices of a few levers, each of them tried.

        What each option moves alone, where no choice moves more than those add up to; else as much
        as the best choice moves for what it costs.
        """
        start = self._problem.root.chosen
        alone = {key: start.most[rule] - self.after[key].most[rule] for key in costs}
        factor, rate = 1.0, 0.0
        for numbers in product(*of_lever.values()):
            chosen = [key for key in zip(of_lever, numbers, strict=True) if key[1] != STAY]
            if len(chosen) < 2:
                continue
            state = start
            for place, number in chosen:
                state = self._problem.applied(state, place, number)
            moved = start.most[rule] - state.most[rule]
            if moved > 0:
                claimed = sum(max(0, alone[key]) for key in chosen)
                factor = max(factor, moved / claimed if claimed else NEVER)
                rate = max(rate, moved / max(0.5, sum(costs[key] for key in chosen)))
        if factor < _FITS:
            return {key: factor * max(0, moved) for key, moved in alone.items()}
        rate = max([rate, *(moved / max(0.5, costs[key]) for key, moved in alone.items())])
        return {key: rate * max(0.5, cost) for key, cost in costs.items()}
