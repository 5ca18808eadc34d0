"""Linear programs: sums of variables, what is required of them, and logic in 0 and 1.

A truth is a sum that is 0 or 1 wherever the whole variables are whole. Joining truths (Williams,
Model Building in Mathematical Programming, 1978) needs no further whole variables, except to count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mandate.tuples import NamedTuple


class Linear:
    """A constant and variables, each with a whole factor."""

    __slots__ = ("constant", "factors")

    def __init__(self, constant: int = 0, factors: Mapping[int, int] | None = None) -> None:
        self.constant = constant
        self.factors = factors or {}

    def __add__(self, other: Linear) -> Linear:
        """Return the sum of two."""
        factors = dict(self.factors)
        for variable, factor in other.factors.items():
            factors[variable] = factors.get(variable, 0) + factor
        return Linear(self.constant + other.constant, factors)

    def times(self, factor: int) -> Linear:
        """Return this, *factor* times."""
        factors = {variable: one * factor for variable, one in self.factors.items()}
        return Linear(self.constant * factor, factors)


NOTHING, ONE = Linear(), Linear(1)


def total(parts: Iterable[Linear]) -> Linear:
    """Return the sum of *parts*."""
    return sum(parts, NOTHING)


class Variable(NamedTuple):
    """A variable between two ends; ``whole`` says that it takes whole values only."""

    low: int
    high: int
    whole: bool


class Requirement(NamedTuple):
    """What a sum is required to be: at least ``low`` and at most ``high``, where there is one."""

    sum: Linear
    low: int | None
    high: int | None


class Program:
    """Variables, and what is required of them."""

    def __init__(self) -> None:
        self.variables: list[Variable] = []
        self.requirements: list[Requirement] = []

    def variable(self, low: int, high: int, *, whole: bool = False) -> Linear:
        """Return a new variable."""
        self.variables.append(Variable(low, high, whole))
        return Linear(0, {len(self.variables) - 1: 1})

    def require(self, sum_: Linear, low: int | None = None, high: int | None = None) -> None:
        """Require a sum to lie between two ends."""
        self.requirements.append(Requirement(sum_, low, high))

    def conjunction(self, truths: Iterable[Linear]) -> Linear:
        """Return the truth of all *truths* together."""
        left = [one for one in truths if one.factors or not one.constant]
        if any(not one.factors for one in left):
            return NOTHING
        if len(left) < 2:
            return left[0] if left else ONE
        every = self.variable(0, 1)
        for one in left:
            self.require(every + one.times(-1), high=0)
        self.require(every + total(left).times(-1), low=1 - len(left))
        return every

    def disjunction(self, truths: Iterable[Linear]) -> Linear:
        """Return the truth of some of *truths*."""
        negations = [negation(one) for one in truths]
        return negation(self.conjunction(negations))

    def at_least(self, count: int, truths: Sequence[Linear]) -> Linear:
        """Return the truth of *count* or more of *truths*."""
        if count == 1:
            return self.disjunction(truths)
        if count == len(truths):
            return self.conjunction(truths)
        held = total(truths)
        if not held.factors:
            return Linear(int(held.constant >= count))
        enough = self.variable(0, 1, whole=True)
        self.require(held + enough.times(-count), low=0)
        self.require(held + enough.times(count - len(truths) - 1), high=count - 1)
        return enough


def negation(truth: Linear) -> Linear:
    """Return the truth that is 1 where *truth* is 0."""
    return ONE + truth.times(-1)
