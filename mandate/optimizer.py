"""The optimiser's door: the least value of a sum under a linear program.

The optimiser is HiGHS (Huangfu and Hall, Parallelizing the dual revised simplex method, 2018).
"""

from __future__ import annotations

from functools import cache
from math import ceil, inf
from typing import Any

from mandate.errors import Fault, Location, SolverError
from mandate.linear import Linear, Program
from mandate.tuples import NamedTuple

try:
    import highspy
except ImportError:  # it comes with an extra of its own, and only advice needs it
    highspy = None

NODES = 10_000
_SLACK = 1e-6


class Optimum(NamedTuple):
    """The values of the variables at the least sum found, none where none was; no sum is less than
    ``at_least``. It is the least of all where it is no more than that."""

    values: tuple[float, ...]
    at_least: int


def minimised(program: Program, sum_: Linear, nodes: int = NODES) -> Optimum | None:
    """Return where *sum_* is least; None where the requirements cannot be met together.

    The search ends, perhaps without a proof, after that many *nodes*. Raises SolverError where the
    optimiser is not installed.
    """
    if highspy is None:
        message = "advice needs the optimiser HiGHS, which is not installed"
        hint = "pip install 'mandate-risk[advise]'"
        raise SolverError([Fault(Location("highspy"), "no-optimizer", message, hint)])
    if any(_is_broken(*one) for one in program.requirements):
        return None
    if not program.variables:
        return Optimum((), sum_.constant)
    solver = _solver(program, sum_, nodes)
    solver.run()
    status, kinds = solver.getModelStatus(), highspy.HighsModelStatus
    if status == kinds.kInfeasible:
        return None
    values = tuple(solver.getSolution().col_value) if solver.getSolution().value_valid else ()
    if status == kinds.kOptimal:
        reached = sum(factor * values[one] for one, factor in sum_.factors.items())
        return Optimum(values, sum_.constant + round(reached))
    bound = solver.getInfo().mip_dual_bound
    least = sum(_least(program, one, factor) for one, factor in sum_.factors.items())
    return Optimum(values, sum_.constant + ceil(max(bound, least) - _SLACK))


def _is_broken(sum_: Linear, low: int | None, high: int | None) -> bool:
    """Return whether a requirement that reads no variable cannot be met."""
    if sum_.factors:
        return False
    value = sum_.constant
    return (low is not None and value < low) or (high is not None and value > high)


def _least(program: Program, variable: int, factor: int) -> int:
    low, high, _ = program.variables[variable]
    return min(low * factor, high * factor)


def _solver(program: Program, sum_: Linear, nodes: int) -> Any:
    """Return a solver that holds the program; one thread, so that it does the same every time."""
    solver = _quiet()()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 0)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_max_nodes", nodes)
    solver.passModel(_model(program, sum_))
    return solver


@cache
def _quiet() -> Any:
    """Return HiGHS as a class that prints nothing. It is silenced in the midst of its making, at
    the call of all versions from 1.10 on: since 1.16 that call prints the licence."""

    # mypy does not read HiGHS, an extra, and so takes the base for Any
    class Quiet(highspy.Highs):  # type: ignore[misc]
        def enableCallbacks(self) -> None:  # noqa: N802 its name there
            self.silent()
            super().enableCallbacks()

    return Quiet


def _model(program: Program, sum_: Linear) -> Any:
    variables, rows = program.variables, [one for one in program.requirements if one.sum.factors]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(variables), len(rows)
    model.col_cost_ = [float(sum_.factors.get(one, 0)) for one in range(len(variables))]
    model.col_lower_ = [float(one.low) for one in variables]
    model.col_upper_ = [float(one.high) for one in variables]
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger if one.whole else kinds.kContinuous for one in variables]
    model.row_lower_ = [-inf if low is None else float(low - one.constant) for one, low, _ in rows]
    model.row_upper_ = [
        inf if high is None else float(high - one.constant) for one, _, high in rows
    ]
    starts, places, factors = [0], list[int](), list[float]()
    for row in rows:
        used = {variable: factor for variable, factor in row.sum.factors.items() if factor}
        places += used
        factors += [float(factor) for factor in used.values()]
        starts.append(len(places))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_ = starts, places
    model.a_matrix_.value_ = factors
    return model
