"""Decision diagrams over variables of a few states each: exact answers about all cases at once.

A diagram is a number; equal functions have the same number, so *never* is ``FALSE`` and *the same*
is ``==`` (R. E. Bryant, *Graph-Based Algorithms for Boolean Function Manipulation*, 1986; here
with several states a variable and whole numbers at the ends). A diagram can grow out of hand, so
each question has a limit, and ``UndecidedError`` says that it was hit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from mandate.tuples import NamedTuple

FALSE, TRUE = 0, 1
MAX_VARIABLES = 240  # a diagram is walked by recursion, a few calls a variable
MAX_NODES = 400_000
NODES_A_QUESTION = 60_000

_Table = dict[tuple[int, int], int]


class UndecidedError(Exception):
    """A question whose diagram grows beyond the limit, or that rests on what was not read."""


class _Node(NamedTuple):
    """A test of one variable, with the diagram for each state; at the end: a value."""

    level: int
    children: tuple[int, ...]
    value: int | None = None


class Diagrams:
    """All diagrams over the same variables; ``sizes`` are their numbers of states, in order."""

    def __init__(self, sizes: Sequence[int], limit: int = NODES_A_QUESTION) -> None:
        self._sizes = tuple(sizes)
        self._limit = limit
        self._nodes: list[_Node] = []
        self._known: dict[_Node, int] = {}
        self._tables: dict[str, _Table] = {"both": {}, "either": {}, "without": {}, "sum": {}}
        self._start = 0
        assert (self.value(0), self.value(1)) == (FALSE, TRUE)

    def new_question(self) -> None:
        """Allow as many new nodes as a question may need."""
        self._start = len(self._nodes)
        if sum(map(len, self._tables.values())) > MAX_NODES:
            for table in self._tables.values():
                table.clear()

    def forget_question(self) -> int:
        """Drop all nodes of the question that could not be decided; return how many are kept."""
        for node in self._nodes[self._start :]:
            del self._known[node]
        del self._nodes[self._start :]
        for table in self._tables.values():
            table.clear()
        return self._start

    def value(self, value: int | None) -> int:
        """Return the diagram that is *value* everywhere."""
        return self._node(_Node(len(self._sizes), (), value))

    def test(self, level: int, states: Iterable[bool]) -> int:
        """Return the diagram that is true where the variable at *level* is in one of *states*."""
        return self.choice(level, [TRUE if one else FALSE for one in states])

    def choice(self, level: int, children: Sequence[int]) -> int:
        """Return the diagram that goes on as the state of the variable at *level* says."""
        if len(set(children)) == 1:
            return children[0]
        return self._node(_Node(level, tuple(children)))

    def both(self, one: int, two: int) -> int:
        """Return where two diagrams of truth are both true."""
        if FALSE in (one, two):
            return FALSE
        if one in (TRUE, two):
            return two
        return one if two == TRUE else self._apply("both", min(one, two), max(one, two), self.both)

    def either(self, one: int, two: int) -> int:
        """Return where one of two diagrams of truth is true, or both are."""
        if TRUE in (one, two):
            return TRUE
        if one in (FALSE, two):
            return two
        if two == FALSE:
            return one
        return self._apply("either", min(one, two), max(one, two), self.either)

    def without(self, one: int, two: int) -> int:
        """Return where the first of two diagrams of truth is true and the second is not."""
        if one == FALSE or two in (TRUE, one):
            return FALSE
        return one if two == FALSE else self._apply("without", one, two, self.without)

    def sum(self, one: int, two: int) -> int:
        """Return the sum of two diagrams of numbers."""
        first, second = self._nodes[one], self._nodes[two]
        if not first.children and not second.children:
            return self.value((first.value or 0) + (second.value or 0))
        return self._apply("sum", min(one, two), max(one, two), self.sum)

    def choose(self, truth: int, then: int, otherwise: int) -> int:
        """Return *then* where *truth* is true, and *otherwise* elsewhere."""
        table: dict[tuple[int, int, int], int] = {}

        def walk(truth: int, then: int, otherwise: int) -> int:
            if truth in (FALSE, TRUE) or then == otherwise:
                return then if truth == TRUE else otherwise
            key = (truth, then, otherwise)
            if key not in table:
                level = min(self._nodes[one].level for one in key)
                parts = [self._children(one, level) for one in key]
                table[key] = self.choice(level, [walk(*one) for one in zip(*parts, strict=True)])
            return table[key]

        return walk(truth, then, otherwise)

    def mapped(self, diagram: int, change: Callable[[int], int]) -> int:
        """Return a diagram of numbers with each number changed."""
        table: dict[int, int] = {}

        def walk(diagram: int) -> int:
            if diagram not in table:
                level, children, value = self._nodes[diagram]
                if children:
                    table[diagram] = self.choice(level, [walk(child) for child in children])
                else:
                    table[diagram] = self.value(None if value is None else change(value))
            return table[diagram]

        return walk(diagram)

    def given(self, diagram: int, states: dict[int, int]) -> int:
        """Return a diagram once some variables, by level, are known to be in a state."""
        table: dict[int, int] = {}

        def walk(diagram: int) -> int:
            if diagram not in table:
                level, children, _ = self._nodes[diagram]
                if not children:
                    table[diagram] = diagram
                elif level in states:
                    table[diagram] = walk(children[states[level]])
                else:
                    table[diagram] = self.choice(level, [walk(child) for child in children])
            return table[diagram]

        return walk(diagram)

    def at_least(self, number: int, diagrams: Sequence[int]) -> int:
        """Return where at least *number* of some diagrams of truth are true."""
        reached = [TRUE] + [FALSE] * number
        for one in diagrams:
            for count in range(number, 0, -1):
                more = self.both(reached[count - 1], one)
                reached[count] = self.either(reached[count], more)
        return reached[number]

    def values(self, diagram: int) -> set[int]:
        """Return every number that a diagram takes; None (what cannot be) is left out."""
        seen, found, waiting = {diagram}, set(), [diagram]
        while waiting:
            _, children, value = self._nodes[waiting.pop()]
            if not children and value is not None:
                found.add(value)
            waiting += [child for child in set(children) if child not in seen]
            seen.update(children)
        return found

    def example(self, diagram: int, pick: Callable[[int, list[int]], int]) -> list[int]:
        """Return a state for every variable under which *diagram* is true.

        *pick* chooses one of the states that are left to the variable at a level.
        """
        states = []
        for place, size in enumerate(self._sizes):
            level, children, _ = self._nodes[diagram]
            if level == place:
                left = [state for state, child in enumerate(children) if child != FALSE]
                states.append(pick(place, left))
                diagram = children[states[-1]]
            else:
                states.append(pick(place, list(range(size))))
        return states

    def deciding(self, diagram: int) -> list[tuple[int, int]]:
        """Return levels and states that suffice to make *diagram* true: one way, as few as can
        be seen along it."""
        found = []
        while self._nodes[diagram].children:
            level, children, _ = self._nodes[diagram]
            state = TRUE if TRUE in children else next(one for one in children if one != FALSE)
            found.append((level, children.index(state)))
            diagram = state
        return found

    def at(self, diagram: int, states: Sequence[int]) -> int | None:
        """Return the number of a diagram where every variable is in the state given."""
        while self._nodes[diagram].children:
            level, children, _ = self._nodes[diagram]
            diagram = children[states[level]]
        return self._nodes[diagram].value

    def _children(self, diagram: int, level: int) -> tuple[int, ...]:
        node = self._nodes[diagram]
        return node.children if node.level == level else (diagram,) * self._sizes[level]

    def _apply(self, name: str, one: int, two: int, again: Callable[[int, int], int]) -> int:
        table = self._tables[name]
        found = table.get((one, two))
        if found is None:
            level = min(self._nodes[one].level, self._nodes[two].level)
            pairs = zip(self._children(one, level), self._children(two, level), strict=True)
            found = self.choice(level, [again(first, second) for first, second in pairs])
            table[one, two] = found
        return found

    def _node(self, node: _Node) -> int:
        found = self._known.get(node)
        if found is None:
            found = len(self._nodes)
            if found - self._start > self._limit or found > MAX_NODES:
                raise UndecidedError
            self._known[node] = found
            self._nodes.append(node)
        return found
