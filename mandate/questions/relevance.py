"""Whether an answer can change the band: over every way that the other facts turn out.

A fact matters while the others can turn out so that two of its answers lead to different bands.
One such completion is a witness, and most are found on the way from the lowest completion to the
highest, where the total crosses the edge of a band. Where none is found, branch and bound over the
other slots finds one or proves that there is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import product

from mandate.ends import Ends
from mandate.facts import codes
from mandate.questions.movable import movable
from mandate.ranges.dominance import scope_of
from mandate.ranges.parts import Parts
from mandate.ranges.search import HIGH, LOW, end_of
from mandate.ranges.state import State
from mandate.ranges.terms import ALWAYS, Domains

LIMIT = 600
"""States looked at for one fact before it is taken to matter."""
_BUDGET = 1_500
"""States looked at for all facts of a case, at about a tenth of a millisecond each: people wait."""
_ORDERS = 6
_PICKED = 5
_KEPT = 2

Witnesses = dict[tuple[int, ...], tuple[int, ...]]
"""For the slots of a question, a completion of the others in which its answers differ in band."""


class Relevance:
    """Judges the facts of one case; *domains* has what is possible of each slot, *ends* the ends of
    its range. *witnesses* of a case that said less are tried first, and new ones put there: they
    save time, and change nothing."""

    def __init__(
        self, parts: Parts, domains: Domains, ends: Ends, witnesses: Witnesses | None = None
    ) -> None:
        self._parts = parts
        self._barred = {slot for barrier in parts.barriers for slot in barrier.changes}
        self._root = State(parts, self._narrowed(list(domains)))
        self._edges = [band.start for band in parts.pack.bands if band.start is not None]
        self._ends = ends
        self._budget = _BUDGET
        self._witnesses: Witnesses = {} if witnesses is None else witnesses
        self._near_edges: list[State] | None = None
        self._found: list[State] = []  # witnesses of some facts, tried for others
        self._known: dict[tuple[int, tuple[int, ...]], tuple[int, ...]] = {}

    def matters(self, slots: tuple[int, ...]) -> bool | None:
        """Return whether an answer that settles *slots* can change the band.

        None where that is not settled after looking at as many states as one question may take.
        """
        if self._is_decided() or self._is_out(self._root, slots):
            return False
        if self._is_known(slots):
            return True
        for place, completion in enumerate(self._pool()):
            if len({self._band(total) for total in self._at(place, slots)}) > 1:
                self._witnesses[slots] = tuple(completion.domains)
                return True
        for found in self._found:
            if self._is_witness(self._opened(found, slots), slots):
                self._witnesses[slots] = tuple(found.domains)
                return True
        return self._search(slots, min(LIMIT, self._budget))

    def _is_known(self, slots: tuple[int, ...]) -> bool:
        """Return whether a witness that was found before still is one."""
        kept = self._witnesses.get(slots)
        if kept is None:
            return False
        if any(
            one & ~root
            for slot, (one, root) in enumerate(zip(kept, self._root.domains, strict=True))
            if slot not in slots
        ):
            return False
        return self._is_witness(self._opened(State(self._parts, list(kept)), slots), slots)

    def _opened(self, completion: State, slots: tuple[int, ...]) -> State:
        """Return a completion in which *slots* are open."""
        state = completion.copy()
        for slot in slots:
            if state.domains[slot] != self._root.domains[slot]:
                state.narrow(slot, self._root.domains[slot])
        return state

    def moves(self, slots: tuple[int, ...]) -> float:
        """Return by how many decibans the answers that settle *slots* move the total between them:
        the mean over some completions near the edges of the bands, where the band hangs on it."""
        totals = [self._at(place, slots) for place in range(min(_PICKED, len(self._pool())))]
        swings = [max(found) - min(found) for found in totals if found]
        return sum(swings) / len(swings) / 100 if swings else 0.0

    def _at(self, place: int, slots: tuple[int, ...]) -> tuple[int, ...]:
        """Return the totals of a completion in the pool at the answers that are tried."""
        key = (place, slots)
        if key not in self._known:
            self._known[key] = tuple(self._totals(self._pool()[place], slots))
        return self._known[key]

    def _narrowed(self, domains: Domains) -> Domains:
        """Return the domains without values that the others make impossible by themselves."""
        before: Domains = []
        while before != domains:
            before = list(domains)
            for slot in sorted(self._barred):
                domains[slot] = self._possible(domains, slot) or domains[slot]
        return domains

    def _is_possible(self, state: State) -> bool:
        """Narrow a state to what meets no impossible combination; return whether anything does."""
        for slot in self._barred:
            possible = self._possible(state.domains, slot)
            if not possible:
                return False
            if possible != state.domains[slot]:
                state.narrow(slot, possible)
        return True

    def _possible(self, domains: Domains, slot: int) -> int:
        """Return the values of a slot that meet no impossible combination whatever else is so."""
        tests = [one.test for one in self._parts.barriers if slot in one.changes]
        possible = 0
        for value in codes(domains[slot]):
            tried = [*domains[:slot], 1 << value, *domains[slot + 1 :]]
            if all(test(tried, []) != ALWAYS for test in tests):
                possible |= 1 << value
        return possible

    def _has_answers(self, state: State, slots: tuple[int, ...]) -> bool:
        """Return whether more than one answer to a single slot can be."""
        if len(slots) > 1 or slots[0] not in self._barred:
            return any(state.domains[slot] & (state.domains[slot] - 1) for slot in slots)
        possible = self._possible(state.domains, slots[0])
        return bool(possible & (possible - 1))

    def _is_decided(self) -> bool:
        return self._band(self._ends.low.bound) == self._band(self._ends.high.bound)

    def _band(self, total: int) -> int:
        return bisect_right(self._edges, total)

    def _is_settled(self, state: State) -> bool:
        low, high = state.ends()
        return self._band(low) == self._band(high)

    def _is_out(self, state: State, slots: tuple[int, ...]) -> bool:
        """Return whether no two answers can lead to different totals."""
        return not self._has_answers(state, slots) or self._is_inert(state, slots)

    def _is_inert(self, state: State, slots: tuple[int, ...]) -> bool:
        """Return whether no rule that *slots* move can still move the total."""
        scope, parts = scope_of(state), self._parts
        for number in movable(state, slots):
            driver = parts.rules[number].driver
            if driver >= 0 and scope.drivers[driver] and state.least[number] != state.most[number]:
                return False
            if number in scope.floors:
                return False
        return True

    def _differ(self, state: State, slots: tuple[int, ...]) -> bool:
        """Return whether two answers lead a completion to different bands, of those that are tried:
        all of them, or of a long checklist the first items ticked."""
        return len({self._band(total) for total in self._totals(state, slots)}) > 1

    def _totals(self, state: State, slots: tuple[int, ...]) -> Iterator[int]:
        """Yield the total of a completion at each answer that is tried."""
        return (one.ends()[0] for one in self._answered(state, slots))

    def _answered(self, state: State, slots: tuple[int, ...]) -> Iterator[State]:
        """Yield a completion with each answer that is tried, but those that cannot be."""
        for answer in self._answers(slots):
            child = state.copy()
            for slot, value in zip(slots, answer, strict=True):
                if child.domains[slot] != 1 << value:
                    child.narrow(slot, 1 << value)
            if not child.is_barred():
                yield child

    def _answers(self, slots: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        values = [codes(self._root.domains[slot]) for slot in slots]
        if len(slots) < 3:
            yield from product(*values)
            return
        for ticked in (0, len(slots), *range(1, len(slots))):
            yield tuple(own[-1] if place < ticked else own[0] for place, own in enumerate(values))

    def _pool(self) -> list[State]:
        """Return completions on both sides of the edges of the bands; a varied few come first."""
        if self._near_edges is None:
            found = self._ends.low.completion and self._ends.high.completion
            pool = list(self._crossings(self._ends)) if found else []
            step = -(-len(pool) // _PICKED) or 1
            self._near_edges = [one for first in range(step) for one in pool[first::step]]
        return self._near_edges

    def _crossings(self, ends: Ends) -> Iterator[State]:
        start = State(self._parts, list(ends.low.completion))
        target = ends.high.completion
        moving = [slot for slot, value in enumerate(target) if value != start.domains[slot]]
        for state in (start, State(self._parts, list(target))):
            if not state.is_barred():
                yield state
        for turn in range(_ORDERS):
            shift = turn * len(moving) // _ORDERS
            order = [*moving[shift:], *moving[:shift]]
            yield from self._walk(start.copy(), order[:: -1 if turn % 2 else 1], target)

    def _walk(self, state: State, order: list[int], target: tuple[int, ...]) -> Iterator[State]:
        band, before = self._band(state.ends()[0]), state.copy()
        for slot in order:
            state.narrow(slot, target[slot])
            if state.is_barred():
                continue
            reached = self._band(state.ends()[0])
            if reached != band:
                yield before
                yield state.copy()
            band, before = reached, state.copy()

    def _search(self, slots: tuple[int, ...], limit: int) -> bool | None:
        """Return whether some completion of the other slots is a witness; None at the limit."""
        own, waiting, looked_at = frozenset(slots), [self._root], 0
        near = {one for slot in slots for one in self._parts.near[slot]} - own
        while waiting:
            if looked_at == limit:
                return None
            looked_at += 1
            self._budget -= 1
            state = waiting.pop()
            if state.is_barred() or self._is_settled(state) or self._is_out(state, slots):
                continue
            left = [slot for slot in state.open_slots() if slot not in own]
            if not left:
                if self._is_witness(state, slots):
                    self._found += list(self._answered(state, slots))[:_KEPT]
                    self._witnesses[slots] = tuple(state.domains)
                    return True
                continue
            waiting += self._split(state, left, near, slots)
        return False

    def _is_witness(self, state: State, slots: tuple[int, ...]) -> bool:
        """Return whether two answers lead to different bands where all else is settled."""
        if len(slots) < 3:
            return self._differ(state, slots)
        low = end_of(self._parts, state.domains, LOW)
        high = end_of(self._parts, state.domains, HIGH)
        if low is None or high is None:
            return False
        return self._band(low.bound) != self._band(high.bound)

    def _split(
        self, state: State, left: list[int], near: set[int], slots: tuple[int, ...]
    ) -> list[State]:
        """Return a state for each value of one slot, the likeliest to hold a witness last: those
        read together with *slots* are settled first, then whatever moves the total most."""
        slot = max(left, key=lambda one: (one in near, len(self._parts.moved[one]), -one))
        children = []
        for value in codes(state.domains[slot]):
            child = state.copy()
            child.narrow(slot, 1 << value)
            if slot not in self._barred or self._is_possible(child):
                children.append(child)
        return sorted(children, key=lambda one: self._promise(one, slots))

    def _promise(self, state: State, slots: tuple[int, ...]) -> tuple[int, int]:
        """Return how much *slots* can still move, then how near an edge the middle is."""
        scope, parts = scope_of(state), self._parts
        spread = sum(
            state.most[number] - state.least[number]
            for number in movable(state, slots)
            if parts.rules[number].driver >= 0 and scope.drivers[parts.rules[number].driver]
        )
        low, high = state.ends()
        within = [edge for edge in self._edges if low < edge <= high] or [low]
        return min(spread, 1), -min(abs(low + high - 2 * edge) for edge in within)
