"""The choices of a problem as a linear program: what each rule, driver and floor comes to.

Each option of a lever is a variable, 1 where it is chosen. Whatever the choice, each slot then has
one value (or stays open), so every condition holds or does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from mandate.advice.leaves import Leaves
from mandate.advice.problem import Choice, Problem
from mandate.conditions.nodes import All, Any, Applies, FindingHolds, Node, Some
from mandate.linear import NOTHING, ONE, Linear, Program, negation, total
from mandate.ranges.parts import Part, without_grading


class Encoding:
    """The program of one problem. ``cost`` and ``steps`` are those of the options that are chosen,
    ``options`` how many they are, ``points`` those of all drivers within their caps, at least."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.program = Program()
        self.chosen: dict[tuple[int, int], Linear] = {}
        self.cost = self.steps = self.options = NOTHING
        self._choose()
        self._leaves = Leaves(problem, self.program, self.chosen)
        self._concluded: dict[str, list[Linear]] = {name: [] for name in problem.pack.findings}
        self._findings: dict[str, Linear] = {}
        self._floors: list[tuple[Linear, int]] = []
        self.points = self._points()
        for one in problem.pack.impossible:
            self.program.require(self._truth(one.condition), high=0)

    def require_total(self, most: int) -> None:
        """Require a total of *most* hundredths of a deciban, or less."""
        pack = self.problem.pack
        self.program.require(self.points, high=(most - pack.base) // pack.scale)
        for fires, edge in self._floors:
            if edge > most:
                self.program.require(fires, high=0)

    def total(self) -> Linear:
        """Return the total, at least, in hundredths of a deciban."""
        pack = self.problem.pack
        plain = self.points.times(pack.scale) + Linear(pack.base)
        caps = self.problem.parts.drivers
        low = pack.base + pack.scale * sum(one.relief for one in caps)
        edges = [edge for _, edge in self._floors if edge > low]
        high = max([pack.base + pack.scale * sum(one.risk for one in caps), *edges])
        least = self.program.variable(low, high)
        self.program.require(least + plain.times(-1), low=0)
        for fires, edge in self._floors:
            if edge > low:
                self.program.require(least + fires.times(low - edge), low=low)
        return least

    def choice(self, values: Sequence[float]) -> Choice:
        """Return what is chosen where the variables have these values."""
        return {
            place: number
            for (place, number), chosen in self.chosen.items()
            if sum(values[one] for one in chosen.factors) > 0.5
        }

    def exclude(self, choice: Choice, *, with_more: bool) -> None:
        """Rule out a choice; *with_more*, also every other that holds it."""
        taken = [negation(self.chosen[one]) for one in choice.items()]
        if not with_more:
            taken += [one for key, one in self.chosen.items() if choice.get(key[0]) != key[1]]
        self.program.require(total(taken), low=1)

    def _choose(self) -> None:
        """Make a variable of every option; one of each lever is chosen at most."""
        for place, lever in enumerate(self.problem.levers):
            mine = []
            for number, option in enumerate(lever.options):
                chosen = self.program.variable(0, 1, whole=True)
                self.chosen[place, number] = chosen
                self.cost += chosen.times(option.cost)
                self.steps += chosen.times(self.problem.steps(place, number))
                mine.append(chosen)
            self.options += total(mine)
            self.program.require(total(mine), high=1)

    def _points(self) -> Linear:
        parts, rules = self.problem.parts, self.problem.pack.rules.values()
        added: list[list[tuple[Linear, int]]] = [[] for _ in parts.drivers]
        for rule, part in zip(rules, parts.rules, strict=True):
            outcomes = self._outcomes(part, rule.condition)
            if part.driver >= 0:
                added[part.driver] += outcomes
            fires = total(truth for truth, _ in outcomes)
            for finding in rule.concludes:
                self._concluded[finding].append(fires)
            if part.edge is not None:
                self._floors.append((fires, part.edge))
        return total(
            self._capped(outcomes, driver.relief, driver.risk)
            for outcomes, driver in zip(added, parts.drivers, strict=True)
        )

    def _outcomes(self, part: Part, condition: Node) -> list[tuple[Linear, int]]:
        """Return the ways in which a rule fires, one at most, each with its points."""
        if part.grading is None:
            return [(self._truth(condition), part.points)]
        grading, guard = part.grading, without_grading(condition)
        fits = ONE if guard is None else self._truth(guard)
        return [
            (self.program.conjunction((fits, truth)), points)
            for points, truth in self._leaves.points(grading).items()
            if points
        ]

    def _capped(self, outcomes: list[tuple[Linear, int]], relief: int, risk: int) -> Linear:
        """Return the points of a driver within its caps, at least; never more where they count."""
        points = total(truth.times(worth) for truth, worth in outcomes)
        most = sum(max(0, worth) for _, worth in outcomes)
        capped = self.program.variable(relief, max(relief, min(risk, most)))
        if most <= risk:
            self.program.require(capped + points.times(-1), low=0)
            return capped
        above = self.program.variable(0, 1, whole=True)  # 1 where the cap holds them back
        self.program.require(capped + points.times(-1) + above.times(most - risk), low=0)
        self.program.require(capped + above.times(relief - risk), low=relief)
        return capped

    def _truth(self, node: Node) -> Linear:
        if isinstance(node, All):
            return self.program.conjunction(map(self._truth, node.children))
        if isinstance(node, Applies):
            return self.program.conjunction((self._truth(node.condition), self._truth(node.child)))
        if isinstance(node, Any):
            return self.program.disjunction(map(self._truth, node.children))
        if isinstance(node, Some):
            return self.program.at_least(node.at_least, list(map(self._truth, node.children)))
        if isinstance(node, FindingHolds):
            name = node.finding
            if name not in self._findings:
                self._findings[name] = self.program.disjunction(self._concluded[name])
            return self._findings[name]
        return self._leaves.truth(node)
