"""The single step that helps most, and the steps that lead furthest."""

from __future__ import annotations

from mandate.advice.problem import Problem
from mandate.advice.search import Choice
from mandate.ranges.search import LOW, end_of
from mandate.ranges.state import State


def single(problem: Problem, most: int | None) -> Choice | None:
    """Return the one step that lowers the total most, the cheapest of equal ones; None without."""
    if most == 0:
        return None
    best: tuple[int, int, int, int] | None = None
    start = problem.root.chosen
    for place, lever in enumerate(problem.levers):
        for number, option in enumerate(lever.options):
            if len(option.changes) > 1:
                continue
            after = problem.applied(start, place, number)
            if after.is_barred() or after.ends()[0] >= start.ends()[0]:
                continue
            rank = (after.ends()[0], option.cost, place, number)
            best = rank if best is None else min(best, rank)
    return None if best is None else {best[2]: best[3]}


def farthest(problem: Problem, most: int | None) -> Choice:
    """Return the steps that lead to the lowest total, without those that it does not need.

    Where the number of steps is limited they are found one by one, which may miss a lower total.
    """
    if most is not None:
        return _one_by_one(problem, most)
    end = end_of(problem.parts, problem.root.reach.domains, LOW)
    choice: Choice = {}
    for place, lever in enumerate(problem.levers):
        fitting = [
            (len(option.settings), -number)
            for number, option in enumerate(lever.options)
            if end is not None
            and end.completion
            and all(end.completion[slot] == values for slot, values in option.settings)
        ]
        if fitting:
            choice[place] = -max(fitting)[1]
    total = _after(problem, choice).ends()[0]
    for place in sorted(choice, key=lambda one: -problem.levers[one].options[choice[one]].cost):
        rest = {one: number for one, number in choice.items() if one != place}
        state = _after(problem, rest)
        if state.ends()[0] <= total and not state.is_barred():
            choice = rest
    return choice


def _one_by_one(problem: Problem, most: int) -> Choice:
    choice: Choice = {}
    state = problem.root.chosen
    while True:
        best: tuple[int, int, int] | None = None
        for place, lever in enumerate(problem.levers):
            for number in range(len(lever.options)):
                if place in choice or problem.changes({**choice, place: number}) > most:
                    continue
                after = problem.applied(state, place, number)
                if not after.is_barred() and after.ends()[0] < state.ends()[0]:
                    rank = (after.ends()[0], place, number)
                    best = rank if best is None else min(best, rank)
        if best is None:
            return choice
        choice[best[1]] = best[2]
        state = problem.applied(state, best[1], best[2])


def _after(problem: Problem, choice: Choice) -> State:
    state = problem.root.chosen
    for place, number in choice.items():
        state = problem.applied(state, place, number)
    return state
