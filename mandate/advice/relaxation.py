"""A lower bound on what it costs to reach a total, by Lagrangian relaxation.

Every rule may give way in part, as if the steps that bear on it added up: it gives at most its
points, and at most the sum of the shares of the options chosen. A driver gives at most what its
caps leave. Prices are put on these limits and on the total (M. Held and R. M. Karp, 1971; B. T.
Polyak's step); at any prices, the cheapest choice is a lower bound.
"""

from __future__ import annotations

from typing import NamedTuple

from mandate.advice.problem import STAY, Allowed, Problem
from mandate.advice.shares import Shares


class Prices(NamedTuple):
    """The price of a point, of a step, and the part of each driver and rule that is conceded."""

    point: float
    step: float
    drivers: tuple[float, ...]
    rules: tuple[float, ...]


class Line(NamedTuple):
    """What a driver gives at most: ``slope`` for every point its rules give, and ``start``; and no
    more than ``limit``."""

    slope: float
    start: float
    limit: int


WHOLE, BELOW, ABOVE = range(3)
"""How a driver is looked at: as a whole, only where its points fall below its cap, or only where
they stay above it and so give nothing."""

Views = tuple[int, ...]


class Bound(NamedTuple):
    """A lower bound on the cost, the prices that gave it, and the choice they suggest."""

    cost: float
    prices: Prices
    choice: tuple[int, ...]


class Relaxation:
    """Bounds what reaching *goal* (hundredths of a deciban) costs in at most *most* steps."""

    def __init__(self, problem: Problem, goal: int, most: int | None) -> None:
        self._problem, self._most = problem, most
        pack, parts = problem.pack, problem.parts
        shares = Shares(problem)
        self._own, self._shared = shares.own, shares.shared
        self._costs = {(place, n): problem.levers[place].options[n].cost for place, n in self._own}
        now, reach = problem.root.chosen, problem.root.reach
        self._lines = []
        self.excess = []
        for place, driver in enumerate(parts.drivers):
            start, end = now.high[place], reach.low[place]
            self.excess.append(max(0, start - driver.risk))
            self._lines.append(_lines(start, end, driver.relief, driver.risk))
        points = sum(
            _within(high, driver.relief, driver.risk)
            for high, driver in zip(now.high, parts.drivers, strict=True)
        )
        self._need = points - (goal - pack.base) // pack.scale
        self.floor = shares.cost_of_floors(goal)
        """What it costs at least to be rid of the floors above the goal."""
        self._by_option: dict[tuple[int, int], list[tuple[int, int, float]]] = {}
        for number, shared in enumerate(self._shared):
            for key, share in shared.shares.items():
                self._by_option.setdefault(key, []).append((number, shared.driver, share))

    def start(self) -> Prices:
        """Return prices to begin with."""
        return Prices(0.1, 0.0, (0.0,) * len(self._lines), (0.5,) * len(self._shared))

    def lines(self, views: Views) -> list[Line]:
        """Return what each driver gives at most in these views."""
        return [lines[view] for lines, view in zip(self._lines, views, strict=True)]

    def bound(
        self, allowed: Allowed, views: Views, prices: Prices, aim: float, rounds: int
    ) -> Bound:
        """Return the best bound found in *rounds* of mending the prices; *aim* is a cost that the
        bound is hoped to reach."""
        best: Bound | None = None
        lines = self.lines(views)
        for _ in range(rounds):
            cost, choice = self._cheapest(allowed, lines, prices)
            if best is None or cost > best.cost:
                best = Bound(cost, prices, choice)
            mended = self._mended(lines, prices, choice, aim - cost)
            if mended is None or cost >= aim:
                break
            prices = mended
        assert best is not None
        return best

    def _cheapest(
        self, allowed: Allowed, lines: list[Line], prices: Prices
    ) -> tuple[float, tuple[int, ...]]:
        weights, rules = _weights(lines, prices), prices.rules
        total = prices.point * self._need
        if self._most is not None:
            total -= prices.step * self._most
        for shared, conceded in zip(self._shared, rules, strict=True):
            total -= weights[shared.driver] * conceded * shared.points
        for line, conceded in zip(lines, prices.drivers, strict=True):
            total -= prices.point * (conceded * line.limit + (1 - conceded) * line.start)
        choice = []
        for place, options in enumerate(allowed):
            least, chosen = min(
                [(self._price(place, number, weights, prices), number) for number in options]
            )
            total += least
            choice.append(chosen)
        return total, tuple(choice)

    def _price(self, place: int, number: int, weights: list[float], prices: Prices) -> float:
        """Return what an option costs at these prices, less what it gives."""
        if number == STAY:
            return 0.0
        key = place, number
        cost = float(self._costs[key])
        if prices.step:
            cost += prices.step * self._problem.steps(place, number)
        for driver, gain in self._own[key].items():
            cost -= weights[driver] * gain
        for rule, driver, share in self._by_option.get(key, ()):
            cost -= weights[driver] * (1 - prices.rules[rule]) * share
        return cost

    def worthwhile(self, allowed: Allowed, views: Views, bound: Bound, most: float) -> Allowed:
        """Return the options whose choice keeps the bound on the cost at *most* or below."""
        weights = _weights(self.lines(views), bound.prices)
        kept = []
        for place, options in enumerate(allowed):
            if len(options) > 1:
                costs = [self._price(place, one, weights, bound.prices) for one in options]
                spare = most - bound.cost + min(costs)
                rows = zip(options, costs, strict=True)
                options = tuple([one for one, cost in rows if cost <= spare])
            kept.append(options)
        return tuple(kept)

    def _mended(
        self, lines: list[Line], prices: Prices, choice: tuple[int, ...], short: float
    ) -> Prices | None:
        """Return better prices: a step along what the choice leaves unmet; None at the best."""
        gains = [0.0] * len(lines)
        claimed = [0.0] * len(self._shared)
        steps = 0
        for place, number in enumerate(choice):
            if number != STAY:
                key = place, number
                steps += self._problem.steps(place, number)
                for driver, gain in self._own[key].items():
                    gains[driver] += gain
                for rule, _, share in self._by_option.get(key, ()):
                    claimed[rule] += share
        weights = _weights(lines, prices)
        of_rules = []
        for shared, conceded, claim in zip(self._shared, prices.rules, claimed, strict=True):
            gains[shared.driver] += conceded * shared.points + (1 - conceded) * claim
            of_rules.append(weights[shared.driver] * (claim - shared.points))
        given = 0.0
        of_drivers = []
        for conceded, line, moved in zip(prices.drivers, lines, gains, strict=True):
            open_gain = line.slope * moved + line.start
            given += (1 - conceded) * open_gain + conceded * line.limit
            of_drivers.append(prices.point * (open_gain - line.limit))
        of_point = self._need - given
        of_step = 0.0 if self._most is None else float(steps - self._most)
        norm = of_point**2 + of_step**2 + sum(one * one for one in (*of_rules, *of_drivers))
        if norm < 1e-12:
            return None
        pace = 0.6 * max(0.05, short) / norm
        return Prices(
            max(1e-6, prices.point + pace * of_point),
            max(0.0, prices.step + pace * of_step),
            tuple(
                _part(one + pace * by) for one, by in zip(prices.drivers, of_drivers, strict=True)
            ),
            tuple(_part(one + pace * by) for one, by in zip(prices.rules, of_rules, strict=True)),
        )


def _weights(lines: list[Line], prices: Prices) -> list[float]:
    rows = zip(prices.drivers, lines, strict=True)
    return [prices.point * (1 - conceded) * line.slope for conceded, line in rows]


def _lines(start: int, end: int, relief: int, risk: int) -> tuple[Line, Line, Line]:
    """Return what a driver gives that can go from *start* points to *end*, in each view."""
    steps = range(1, start - end + 1)
    gains = [_within(start, relief, risk) - _within(start - one, relief, risk) for one in steps]
    limit = gains[-1] if gains else 0
    slope = max((gain / one for one, gain in zip(steps, gains, strict=True)), default=0.0)
    excess = max(0, start - risk)
    return Line(slope, 0.0, limit), Line(1.0, -float(excess), limit), Line(0.0, 0.0, 0)


def _part(number: float) -> float:
    return min(1.0, max(0.0, number))


def _within(points: int, relief: int, risk: int) -> int:
    return max(relief, min(risk, points))
