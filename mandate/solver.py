"""The solver's door: formulas over yes-or-no variables, sums of whole numbers, and satisfaction.

A formula that is a plain ``bool`` is known already, so what does not depend on the question asked
folds away before the solver sees it. The solver is Z3 (de Moura and Bjørner, 2008).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from mandate.errors import Fault, Location, SolverError

try:
    import z3
except ImportError:  # it comes with an extra of its own, and only proofs need it
    z3 = None

_TRUE = re.compile(r"\(define-fun \|?([^\s|]+)\|? \(\) Bool\s+true\)")

Formula = Any  # bool, or a Boolean term of the solver, which has no types to import
Number = Any  # int, or a whole-number term of the solver


class Undecided(Exception):  # noqa: N818  (an answer, not an error: nothing went wrong)
    """The solver gave up, most often because its time was up."""


def variable(name: str) -> Formula:
    """Return the variable of that name; the same name is the same variable."""
    return z3.Bool(name)


def negation(formula: Formula) -> Formula:
    """Return the formula that is true where *formula* is not."""
    return not formula if isinstance(formula, bool) else z3.Not(formula)


def conjunction(formulas: Iterable[Formula]) -> Formula:
    """Return the formula that is true where all *formulas* are."""
    left = []
    for one in formulas:
        if one is False:
            return False
        if one is not True:
            left.append(one)
    return left[0] if len(left) == 1 else z3.And(left) if left else True


def disjunction(formulas: Iterable[Formula]) -> Formula:
    """Return the formula that is true where some of *formulas* is."""
    left = []
    for one in formulas:
        if one is True:
            return True
        if one is not False:
            left.append(one)
    return left[0] if len(left) == 1 else z3.Or(left) if left else False


def unlike(one: Formula, other: Formula) -> Formula:
    """Return the formula that is true where one of the two is and the other is not."""
    if isinstance(one, bool) or isinstance(other, bool):
        one, other = (one, other) if isinstance(one, bool) else (other, one)
        return negation(other) if one else other
    return False if one.eq(other) else z3.Xor(one, other)


def identity(formula: Formula) -> object:
    """Return what is equal for formulas that are written alike."""
    return formula if isinstance(formula, bool) else f"formula {formula.get_id()}"


def at_least(count: int, formulas: Sequence[Formula]) -> Formula:
    """Return the formula that is true where *count* or more of *formulas* are."""
    left = [one for one in formulas if not isinstance(one, bool)]
    needed = count - sum(one is True for one in formulas)
    if needed <= 0:
        return True
    if needed > len(left):
        return False
    if needed == len(left):
        return conjunction(left)
    return disjunction(left) if needed == 1 else z3.AtLeast(*left, needed)


def exceeds(terms: Iterable[tuple[int, Formula]], bound: int) -> Formula:
    """Return whether the weights of those *terms* that are true add up to more than *bound*."""
    needed = bound + 1
    weights: list[tuple[Formula, int]] = []
    for weight, formula in terms:
        if formula is True:
            needed -= weight
        elif formula is not False and weight < 0:  # -w·x is w·(not x) - w
            weights.append((z3.Not(formula), -weight))
            needed -= weight
        elif formula is not False and weight:
            weights.append((formula, weight))
    if needed <= 0:
        return True
    if sum(weight for _, weight in weights) < needed:
        return False
    return z3.PbGe(weights, needed)


def weighed(terms: Iterable[tuple[int, Formula]]) -> Number:
    """Return the sum of the weights of those *terms* that are true."""
    known, open_terms = 0, []
    for weight, formula in terms:
        if formula is True:
            known += weight
        elif formula is not False and weight:
            open_terms.append(z3.If(formula, weight, 0))
    return known + z3.Sum(open_terms) if open_terms else known


def larger(one: Number, other: Number) -> Number:
    """Return the larger of two numbers."""
    if isinstance(one, int) and isinstance(other, int):
        return max(one, other)
    return z3.If(one >= other, one, other)


def smaller(one: Number, other: Number) -> Number:
    """Return the smaller of two numbers."""
    return -larger(-one, -other)


def chosen(condition: Formula, one: Number, other: Number) -> Number:
    """Return *one* where *condition* is true, else *other*."""
    if isinstance(condition, bool):
        return one if condition else other
    return z3.If(condition, one, other)


class Solver:
    """Finds what satisfies formulas. Raises SolverError where Z3 is not installed."""

    def __init__(self, seconds: float) -> None:
        if z3 is None:
            message = "proofs need the solver Z3, which is not installed"
            hint = "pip install 'mandate-risk[verify]'"
            raise SolverError([Fault(Location("z3"), "no-solver", message, hint)])
        self.seconds = seconds
        self.name = f"z3 {z3.get_version_string()}"
        self._solver = z3.Solver()
        self._solver.set("timeout", max(1, round(seconds * 1000)))
        self._solver.set("random_seed", 0)
        self._solver.set("ctrl_c", False)  # Ctrl-C ends the program, not the question

    def require(self, formulas: Iterable[Formula]) -> None:
        """Let *formulas* hold in whatever is asked from now on."""
        self._solver.add(*formulas)

    def find(self, *formulas: Formula) -> frozenset[str] | None:
        """Return the names of the variables that are true where all *formulas* hold together.

        None where they never do. Raises Undecided where the solver cannot tell in its time.
        """
        question = conjunction(formulas)
        if question is False:
            return None
        self._solver.push()
        try:
            if question is not True:
                self._solver.add(question)
            answer = self._solver.check()
            if answer == z3.unsat:
                return None
            if answer == z3.unknown:
                raise Undecided(self._solver.reason_unknown())
            # as text: asking for each variable takes five times as long as finding the answer
            return frozenset(_TRUE.findall(self._solver.model().sexpr()))
        finally:
            self._solver.pop()
