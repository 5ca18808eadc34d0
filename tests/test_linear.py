"""Truths joined in a linear program are as true as their parts say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import pytest

from mandate.linear import NOTHING, ONE, Linear, Program, negation, total
from mandate.optimizer import minimised


def ends(program: Program, truth: Linear) -> tuple[int, int]:
    """Return the least and the most that a sum can be."""
    least, most = (minimised(program, one) for one in (truth, truth.times(-1)))
    assert least is not None
    assert most is not None
    return least.at_least, -most.at_least


@pytest.mark.parametrize(
    ("join", "says"),
    [
        (Program.conjunction, all),
        (Program.disjunction, any),
        (lambda program, truths: program.at_least(1, truths), any),
        (lambda program, truths: program.at_least(2, truths), lambda values: sum(values) >= 2),
        (lambda program, truths: program.at_least(3, truths), all),
        (lambda program, truths: negation(program.conjunction(truths)), lambda v: not all(v)),
    ],
)
@pytest.mark.parametrize("known", list(product((0, 1, None), repeat=3)))
def test_a_joined_truth_is_what_its_parts_make_it(
    join: Callable[[Program, Sequence[Linear]], Linear],
    says: Callable[[Sequence[int]], object],
    known: tuple[int | None, ...],
) -> None:
    for values in product((0, 1), repeat=3):
        program = Program()
        parts = []
        for value, constant in zip(values, known, strict=True):
            if constant is None:
                variable = program.variable(0, 1, whole=True)
                program.require(variable, low=value, high=value)
                parts.append(variable)
            else:
                parts.append(Linear(constant))
        joined = join(program, parts)
        told = [
            value if constant is None else constant
            for value, constant in zip(values, known, strict=True)
        ]
        assert ends(program, joined) == (bool(says(told)),) * 2


def test_what_is_known_takes_no_variable() -> None:
    program = Program()
    assert program.conjunction([ONE, ONE]) is ONE
    assert program.conjunction([ONE, NOTHING, program.variable(0, 1)]) is NOTHING
    assert program.at_least(2, [ONE, ONE, NOTHING]).constant == 1
    assert len(program.variables) == 1


def test_sums_add_their_factors() -> None:
    one, other = Linear(1, {0: 2, 1: 1}), Linear(2, {1: 3})
    added = total([one, other.times(-2)])
    assert (added.constant, dict(added.factors)) == (-3, {0: 2, 1: -5})
