"""Whether two conditions differ in any case, and a plain case in which they do.

Facts are finite, so every kind of answer to what the conditions read is tried, complete or not;
what a part of the answers already decides is not taken further. Combinations that cannot be do not
count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from enum import Enum

from mandate.conditions.evaluate import Truth, evaluate, joined
from mandate.conditions.nodes import (
    All,
    Any,
    Applies,
    Graded,
    Node,
    Some,
    children_of,
    leaves,
)
from mandate.facts import YES
from mandate.memory import Masks
from mandate.mutation.states import TooManyError, variables
from mandate.mutation.trees import is_never
from mandate.pack.inference import can_be
from mandate.pack.model import Pack
from mandate.proofs.slots import slots_read

Ends = tuple[Truth, Truth]
ANYTHING: Ends = (Truth.FALSE, Truth.TRUE)
NEVER: Ends = (Truth.FALSE, Truth.FALSE)
LIMIT = 20_000


class Aim(Enum):
    """What case to look for: one in which facts have one value or none, one of the two conditions
    is true and the other false (or they differ in points); one in which one is true and the other
    is not; or any."""

    PLAIN = 0
    FIRING = 1
    ANY = 2


Left = Hashable
"""A truth, or something that is equal for conditions that will come to the same thing."""


class Difference:
    """Looks for a case in which two conditions differ, in truth or (where *graded*) in points.

    Neither reads findings; leaves that they share are the same objects. Values that none of these
    tells apart, and no leaf *among* others, are tried once.
    """

    def __init__(
        self,
        pack: Pack,
        one: Node,
        other: Node,
        *,
        graded: bool = False,
        among: Sequence[Node] = (),
    ) -> None:
        self._pack = pack
        self._whole = (one, other)
        self._gradings = tuple(_grading(node) for node in self._whole) if graded else ()
        read = [{id(leaf): leaf for leaf in leaves(node)} for node in self._whole]
        unique = read[0] | read[1]
        self._leaves = list(unique.values())
        self._of = {name: number for number, name in enumerate(unique)}
        self._own = {self._of[name] for name in read[0].keys() ^ read[1].keys()}
        reading = [leaf for leaf in self._leaves if not is_never(leaf)]
        impossible = [leaf for each in pack.impossible for leaf in leaves(each.condition)]
        self._variables = variables(pack, reading, [*impossible, *among])
        of_slot = {slot: n for n, variable in enumerate(self._variables) for slot in variable.slots}
        self._reads = [
            [] if is_never(leaf) else sorted({of_slot[slot] for slot in slots_read(leaf)})
            for leaf in self._leaves
        ]
        self._read_by: list[list[int]] = [[] for _ in self._variables]
        for number, variables_read in enumerate(self._reads):
            for variable in variables_read:
                self._read_by[variable].append(number)
        self._masks = list(pack.vocabulary.nothing_known)
        self._assigned: set[int] = set()
        self._ends = [NEVER if is_never(leaf) else ANYTHING for leaf in self._leaves]
        self._order = [variable.states for variable in self._variables]
        self._tried = 0

    def find(self, aim: Aim, *, backwards: bool = False) -> Masks | None:
        """Return a working memory in which the two come to different things; None without one.

        *Backwards* the last values of facts are tried first. Raises TooManyError where that would
        take too long.
        """
        plain = aim is Aim.PLAIN
        self._order = [
            variable.states[: variable.whole if plain else None][:: -1 if backwards else 1]
            for variable in self._variables
        ]
        self._tried = 0
        for variable in tuple(self._assigned):
            self._forget(variable)
        return self._search(aim)

    def _search(self, aim: Aim) -> Masks | None:
        self._tried += 1
        if self._tried > LIMIT:
            raise TooManyError
        if not self._is_worth_it(aim):
            return None
        next_ = self._next()
        if next_ is None:
            found = tuple(self._masks)
            return found if self._is_possible(found) else None  # more answers make it no better
        for state in self._order[next_]:
            self._assign(next_, state)
            below = self._search(aim)
            if below is not None:
                return below
        self._forget(next_)
        return None

    def _is_worth_it(self, aim: Aim) -> bool:
        """Return whether the answers so far leave room for a difference."""
        truths = [self._truth(node) for node in self._whole]
        least, most = (sorted(one[end] for one in truths) for end in (0, 1))
        if aim is not Aim.ANY:
            worst = Truth.FALSE if aim is Aim.PLAIN else Truth.UNKNOWN
            if most[1] < Truth.TRUE or (least[0] > worst and not self._gradings):
                return False
        if least == most and (least[0] != least[1] or least[0] < Truth.TRUE):
            return least[0] != least[1]
        one, other = map(self._left, self._whole)
        return one != other

    def _next(self) -> int | None:
        """Return a variable that something still depends on, if it can one read by a leaf that only
        one of the two has; None where both conditions are decided."""
        waiting = [leaf for node in self._whole for leaf in self._undecided(node)]
        if not waiting:
            return None
        leaf = next((one for one in waiting if one in self._own), waiting[0])
        return next(one for one in self._reads[leaf] if one not in self._assigned)

    def _undecided(self, node: Node) -> Iterator[int]:
        """Yield the leaves that can still decide a condition, by number."""
        least, most = self._truth(node)
        if least is not most:
            if isinstance(node, (All, Any, Some, Applies)):
                for child in children_of(node):
                    yield from self._undecided(child)
            else:
                yield self._of[id(node)]

    def _assign(self, variable: int, state: tuple[int, ...]) -> None:
        self._assigned.add(variable)
        for slot, mask in zip(self._variables[variable].slots, state, strict=True):
            self._masks[slot] = mask
        masks = tuple(self._masks)
        for number in self._read_by[variable]:
            if self._assigned.issuperset(self._reads[number]):
                truth = evaluate(self._leaves[number], masks, {}).truth
                self._ends[number] = (truth, truth)

    def _forget(self, variable: int) -> None:
        self._assigned.discard(variable)
        for slot in self._variables[variable].slots:
            self._masks[slot] = self._pack.vocabulary.nothing_known[slot]
        for number in self._read_by[variable]:
            self._ends[number] = ANYTHING

    def _left(self, node: Node) -> Left:
        """Return what a condition comes to, or what it still depends on."""
        if not isinstance(node, (All, Any, Some, Applies)):
            return self._left_of_leaf(node)
        below = [self._left(child) for child in children_of(node)]
        needed = node.at_least if isinstance(node, Some) else len(below)
        needed = (1 if isinstance(node, Any) else needed) - below.count(Truth.TRUE)
        rest = [one for one in below if one not in (Truth.TRUE, Truth.FALSE)]
        if needed <= 0:
            return Truth.TRUE
        if needed > len(rest):
            return Truth.FALSE
        if len(rest) == 1:
            return rest[0]
        if needed == 1 or needed == len(rest):
            return needed > 1, frozenset(rest)
        return needed, frozenset(Counter(rest).items())

    def _left_of_leaf(self, leaf: Node) -> Left:
        number = self._of[id(leaf)]
        least, most = self._ends[number]
        if least is not most:
            return "leaf", number
        if least is Truth.TRUE and any(leaf is one for one in self._gradings):
            return "points", evaluate(leaf, tuple(self._masks), {}).points
        return least

    def _truth(self, node: Node) -> Ends:
        if not isinstance(node, (All, Any, Some, Applies)):
            return self._ends[self._of[id(node)]]
        below = [self._truth(child) for child in children_of(node)]
        lowest, highest = ([each[end] for each in below] for end in (0, 1))
        return joined(node, lowest), joined(node, highest)

    def _is_possible(self, masks: Masks) -> bool:
        """Return whether a case can say this: what is "not known" is open and undisputed."""
        vocabulary = self._pack.vocabulary
        for fact in vocabulary.facts:
            if masks[vocabulary.unknown_flag(fact)] == YES:
                slots = vocabulary.slots_of(fact)
                left_open = [slot for slot in slots if masks[slot.position] == slot.full]
                disputed = masks[vocabulary.disputed_flag(fact)] == YES
                if not left_open or (disputed and len(left_open) == len(slots) == 1):
                    return False
        return can_be(self._pack, masks)


def _grading(node: Node) -> Graded | None:
    """Return the grading that a condition ends in, or None."""
    while not isinstance(node, Graded):
        below = children_of(node)
        if not below:
            return None
        node = below[-1]
    return node
