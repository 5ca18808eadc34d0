"""The least value of a sum under a linear program."""

from __future__ import annotations

import pytest

from mandate import optimizer
from mandate.errors import SolverError
from mandate.linear import Linear, Program, total
from mandate.optimizer import minimised
from tests.helpers import python


def knapsack(worth: int) -> tuple[Program, Linear]:
    """Return a program that must reach a worth with things of some weight and worth."""
    program = Program()
    things = [program.variable(0, 1, whole=True) for _ in range(4)]
    worths, weights = (6, 5, 4, 3), (9, 7, 5, 4)
    program.require(
        total(one.times(worth) for one, worth in zip(things, worths, strict=True)), worth
    )
    return program, total(one.times(weight) for one, weight in zip(things, weights, strict=True))


def test_the_least_sum_is_found_and_its_values_with_it() -> None:
    found = minimised(*knapsack(9))
    assert found is not None
    assert found.at_least == 12
    assert [round(value) for value in found.values] in ([0, 1, 1, 0], [0, 1, 0, 1])


def test_the_optimiser_prints_nothing_of_its_own() -> None:
    source = (
        "from mandate.linear import Linear, Program\n"
        "from mandate.optimizer import minimised\n"
        "program = Program()\n"
        "one = program.variable(0, 1, whole=True)\n"
        "assert minimised(program, one) is not None\n"
    )
    assert python(source) == ""


def test_what_cannot_be_met_has_no_least_sum() -> None:
    assert minimised(*knapsack(19)) is None
    program = Program()
    program.require(Linear(3), high=2)
    assert minimised(program, Linear(1)) is None


def test_a_program_without_variables_is_its_constant() -> None:
    program = Program()
    program.require(Linear(2), low=2, high=2)
    assert minimised(program, Linear(7)) == ((), 7)


def test_a_search_that_may_look_at_nothing_gives_a_bound_only() -> None:
    found = minimised(*knapsack(9), nodes=0)
    assert found is not None
    assert found.values == ()
    assert found.at_least <= 12


def test_without_the_optimiser_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(optimizer, "highspy", None)
    with pytest.raises(SolverError) as raised:
        minimised(*knapsack(9))
    assert raised.value.exit_code == 2
    assert str(raised.value) == (
        "highspy: error[no-optimizer]: advice needs the optimiser HiGHS, which is not installed\n"
        "     = pip install 'mandate-risk[advise]'"
    )
