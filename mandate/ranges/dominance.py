"""Which values of a slot need not be tried, because another one is never worse for the end sought.

More points of a driver never lower the total: caps only cut them off. So a value is as good as
another for the high end where no driver loses by it, whatever the other slots turn out to be, and
no combination that cannot be comes about. This finds by itself what the laws of a pack promise
("improving a fact never raises the total"), and does not rest on them.
"""

from __future__ import annotations

from mandate.facts import codes
from mandate.ranges.changes import GAINS, LOSES, Changes
from mandate.ranges.parts import Part
from mandate.ranges.state import State
from mandate.ranges.terms import ALWAYS, NEVER, PERHAPS
from mandate.tuples import NamedTuple


class Scope(NamedTuple):
    """What can still move the total: the drivers between their caps, and the floors above it."""

    drivers: tuple[bool, ...]
    floors: frozenset[int]


def scope_of(state: State) -> Scope:
    """Return what can still move the total of *state*."""
    low, _ = state.ends()
    parts = state.parts
    rows = zip(parts.drivers, state.low, state.high, strict=True)
    drivers = tuple([down < one.risk and up > one.relief for one, down, up in rows])
    perhaps = [number for number in parts.floors if state.fires[number] == PERHAPS]
    return Scope(drivers, frozenset(one for one in perhaps if (parts.rules[one].edge or 0) > low))


def kept_values(state: State, slot: int, scope: Scope, end: int) -> int:
    """Return the values of *slot* that may be needed to reach an *end*, HIGH (1) or LOW (-1)."""
    left = list(codes(state.domains[slot]))
    if state.parts.better[slot] * end > 0:  # the likeliest to be kept comes last
        left.reverse()
    place = 0
    while place < len(left):
        step = _Step(state, slot, left[place], scope, end)
        if any(step.is_no_worse(other) for other in left if other != left[place]):
            left.pop(place)
        else:
            place += 1
    return sum(1 << value for value in left)


class _Step(NamedTuple):
    """A change of one slot from the value *before*."""

    state: State
    slot: int
    before: int
    scope: Scope
    end: int

    def is_no_worse(self, after: int) -> bool:
        """Return whether going to the value *after* never leads away from the end."""
        state, slot, scope = self.state, self.slot, self.scope
        if any(self._direct(one.changes, after) & GAINS for one in state.parts.barriers):
            return False
        moved: dict[int, int] = {}
        gains: dict[int, int] = {}
        for number in state.parts.moved[slot]:
            part = state.parts.rules[number]
            guard = self._direct(part.changes, after)
            if moved:
                guard |= self._through(part.reads, moved)
            fires = guard
            if part.grading is not None and slot in part.grading.slots:
                fires = GAINS | LOSES
            if fires and state.fires[number] == PERHAPS:
                for finding in part.concludes:
                    moved[finding] = moved.get(finding, 0) | fires
                if number in scope.floors and fires & (LOSES if self.end > 0 else GAINS):
                    return False
            if part.driver >= 0 and scope.drivers[part.driver]:
                gain = self._least_gain(part, number, guard, after)
                if gain:
                    gains[part.driver] = gains.get(part.driver, 0) + gain
        return all(gain >= 0 for gain in gains.values())

    def _direct(self, changes: Changes, after: int) -> int:
        found = 0
        for change in changes.get(self.slot, ()):
            found |= change(self.before, after, self.state.domains)
        return found

    def _through(self, findings: tuple[int, ...], moved: dict[int, int]) -> int:
        found = 0
        for finding in findings:
            if self.state.truths[finding] == PERHAPS:
                found |= moved.get(finding, 0)
        return found

    def _least_gain(self, part: Part, number: int, guard: int, after: int) -> int:
        """Return the least that the points of a rule can move towards the end: below 0, away."""
        state, end = self.state, self.end
        if part.grading is None:
            if not guard or state.fires[number] != PERHAPS:
                return 0
            return _least(guard, (end * part.points,))
        truth = ALWAYS if part.guard is None else part.guard(state.domains, state.truths)
        if truth == NEVER:
            return 0
        is_graded_by = self.slot in part.grading.slots
        if truth == ALWAYS or not guard:
            if not is_graded_by:
                return 0
            steps = part.grading.steps(self.slot, self.before, after, state.domains)
            least = min([end * points for points in steps])
            return least if truth == ALWAYS else min(0, least)
        down, up, _ = part.grading.outcomes(state.domains)
        return _least(GAINS | LOSES if is_graded_by else guard, (end * down, end * up))


def _least(change: int, points: tuple[int, ...]) -> int:
    """Return the least that a rule with any of the *points* adds by a *change* of its guard, while
    what it is graded by may change as well."""
    gained = min(0, *points) if change & GAINS else 0
    lost = min(0, *[-one for one in points]) if change & LOSES else 0
    both = min(points) - max(points) if change == GAINS | LOSES else 0
    return min(gained, lost, both)
