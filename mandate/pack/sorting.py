"""Sorting what depends on each other, in one order under any hash seed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

__all__ = ["CycleError", "cycle_of", "dependencies_first"]


def dependencies_first(graph: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the names in *graph*, each after all that it depends on, else by name.

    Raises CycleError where names depend on each other.
    """
    sorter = TopologicalSorter({name: sorted(graph[name]) for name in sorted(graph)})
    sorter.prepare()
    ordered: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        ordered += ready
        sorter.done(*ready)
    return ordered


def cycle_of(error: CycleError) -> list[str]:
    """Return the names of a cycle, from the first by name back to itself."""
    cycle = [str(name) for name in error.args[1]][:-1]
    start = cycle.index(min(cycle))
    return [*cycle[start:], *cycle[: start + 1]]
