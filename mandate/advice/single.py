"""The single step that helps most."""

from __future__ import annotations

from mandate.advice.problem import Choice, Problem


def single(problem: Problem, most: int | None) -> Choice | None:
    """Return the one step that lowers the total most, of equal ones the cheapest, then one that
    has its last chance, then one that is not late; None without."""
    best: tuple[int, int, tuple[int, int], int, int] | None = None
    start = problem.start
    for place, lever in enumerate(problem.levers):
        for number, option in enumerate(lever.options):
            if len(option.changes) > 1 or (most == 0 and problem.steps(place, number)):
                continue
            after = problem.applied(start, place, number)
            if after.is_barred() or after.ends()[0] >= start.ends()[0]:
                continue
            timeliness = problem.timeliness({place: number})
            rank = (after.ends()[0], option.cost, timeliness, place, number)
            best = rank if best is None else min(best, rank)
    return None if best is None else {best[-2]: best[-1]}
