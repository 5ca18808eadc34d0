"""The ends of a range: branch and bound over the slots that dominance leaves open.

A. H. Land and A. G. Doig, *An Automatic Method of Solving Discrete Programming Problems* (1960).
The bound of a state is what Kleene's logic leaves possible of each rule, added up within the caps.
Nothing is drawn at random, so the same case always gives the same completion.
"""

from __future__ import annotations

from mandate.facts import codes
from mandate.ranges.dominance import kept_values, scope_of
from mandate.ranges.parts import Parts
from mandate.ranges.state import State
from mandate.ranges.terms import Domains
from mandate.tuples import NamedTuple

LIMIT = 2_000
"""States looked at for one end, at about a millisecond each, before a bound is given instead."""
HIGH, LOW = 1, -1
_CANDIDATES = 6


class End(NamedTuple):
    """An end of a range. No completion lies beyond ``bound``, in hundredths of a deciban.

    ``reached`` is the total of ``completion``, one value for each slot (None and empty where none
    was found); it is ``bound`` where the search was finished.
    """

    bound: int
    reached: int | None
    completion: tuple[int, ...]
    states: int

    @property
    def is_exact(self) -> bool:
        """Whether a completion reaches the bound."""
        return self.bound == self.reached


class _Branch(NamedTuple):
    """A state to be looked at, the best total it allows, and the slots that may be reduced."""

    bound: int
    state: State
    dirty: set[int]


def end_of(parts: Parts, domains: Domains, end: int, limit: int = LIMIT) -> End | None:
    """Return the HIGH or the LOW end over all completions of *domains*; None where none can be."""
    state = State(parts, list(domains))
    if state.is_barred():
        return None
    return _Search(end, limit).run(state)


class _Search:
    """Looks for the best completion: the one with the highest total, signed so for the low end."""

    def __init__(self, end: int, limit: int) -> None:
        self._end = end
        self._limit = limit
        self._best: int | None = None
        self._completion: tuple[int, ...] = ()

    def run(self, state: State) -> End | None:
        waiting = [_Branch(self._bound(state), state, set(state.open_slots()))]
        looked_at = 0
        while waiting and looked_at < self._limit:
            branch = waiting.pop()
            if self._is_better(branch.bound):
                looked_at += 1
                waiting += self._branches(branch)
        missed = [one.bound for one in waiting if self._is_better(one.bound)]
        found = [*missed, *(() if self._best is None else (self._best,))]
        if not found:
            return None
        reached = None if self._best is None else self._end * self._best
        return End(self._end * max(found), reached, self._completion, looked_at)

    def _is_better(self, bound: int) -> bool:
        return self._best is None or bound > self._best

    def _bound(self, state: State) -> int:
        low, high = state.ends()
        return high if self._end == HIGH else -low

    def _branches(self, branch: _Branch) -> list[_Branch]:
        """Return what is to be looked at below a branch, the most promising last."""
        state = branch.state
        self._reduce(state, branch.dirty)
        bound = self._bound(state)
        if state.is_barred() or not self._is_better(bound):
            return []
        left = state.open_slots()
        if not left:
            self._best, self._completion = bound, tuple(state.domains)
            return []
        return self._split(state, left)

    def _reduce(self, state: State, dirty: set[int]) -> None:
        """Narrow the slots, *dirty* ones first, to values that may be needed."""
        parts = state.parts
        scope = scope_of(state)
        while dirty:
            slot = min(dirty)
            dirty.discard(slot)
            domain = state.domains[slot]
            if not domain & (domain - 1):
                continue
            kept = kept_values(state, slot, scope, self._end)
            if kept == domain:
                dirty.difference_update(parts.alike[slot])  # what holds of one holds of all
                continue
            state.narrow(slot, kept)
            dirty |= parts.near[slot]
            before, scope = scope, scope_of(state)
            if before != scope:
                dirty.update(state.open_slots())

    def _split(self, state: State, left: list[int]) -> list[_Branch]:
        """Return a branch for each value of the slot whose values bound the total best."""
        parts = state.parts
        groups: dict[tuple[int, ...], list[int]] = {}
        for slot in left:
            groups.setdefault(parts.alike[slot], []).append(slot)
        middles = [group[len(group) // 2] for group in groups.values()]
        middles.sort(key=lambda slot: -len(parts.moved[slot]))
        best: list[_Branch] = []
        least: float | None = None
        for slot in middles[:_CANDIDATES]:
            tried = self._tried(state, slot)
            if not tried:
                return []
            mean = sum(one.bound for one in tried) / len(tried)
            if least is None or mean < least:
                least, best = mean, tried
        return sorted(best, key=lambda one: one.bound)

    def _tried(self, state: State, slot: int) -> list[_Branch]:
        tried = []
        for value in codes(state.domains[slot]):
            child = state.copy()
            for one in _settled(state, slot, value):
                child.narrow(one, 1 << value)
            bound = self._bound(child)
            if self._is_better(bound) and not child.is_barred():
                tried.append(_Branch(bound, child, set(state.parts.near[slot])))
        return tried


def _settled(state: State, slot: int, value: int) -> list[int]:
    """Return the slots that may be settled with *slot*: of items that are alike the first are
    ticked, so one that is not leaves none after it, and one that is leaves none out before."""
    alike = [one for one in state.parts.alike[slot] if state.domains[one] & state.domains[one] - 1]
    return [one for one in alike if (one <= slot if value else one >= slot)] or [slot]
