"""The conditions of a pack as diagrams: where each is true, over all complete cases at once.

Findings are expanded into the rules that conclude them, so a diagram speaks of facts alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from mandate.checks.diagrams import FALSE, MAX_VARIABLES, TRUE, Diagrams, UndecidedError
from mandate.checks.states import Variable, variables_of
from mandate.conditions.evaluate import Truth, evaluate
from mandate.conditions.nodes import (
    DISPUTED,
    UNKNOWN,
    All,
    Any,
    Applies,
    Compare,
    Covers,
    FindingHolds,
    Graded,
    Node,
    Same,
    Some,
)
from mandate.facts import NO, YES, Fact
from mandate.memory import Masks
from mandate.pack.inference import upstream_of
from mandate.pack.model import Pack, Rule


class Expansion:
    """Where the conditions of one pack are true.

    Where the pack is not *whole*, nobody knows which rules conclude a finding, and what rests on
    one raises UndecidedError; so does what grows beyond the limit of its question.
    """

    def __init__(self, pack: Pack, *, whole: bool = True) -> None:
        self.pack = pack
        self._whole = whole
        self.variables: list[Variable] = variables_of(pack)
        if len(self.variables) > MAX_VARIABLES:
            raise UndecidedError
        self.diagrams = Diagrams([len(one.states) for one in self.variables])
        self._level = {one.slot: level for level, one in enumerate(self.variables)}
        self._truths: dict[tuple[int, int | None], int] = {}
        self._holds: dict[str, int] = {}

    def forget_question(self) -> None:
        """Drop what a question that could not be decided has left behind."""
        kept = self.diagrams.forget_question()
        self._truths = {key: one for key, one in self._truths.items() if one < kept}
        self._holds = {key: one for key, one in self._holds.items() if one < kept}

    @cached_property
    def possible(self) -> int:
        """Where no impossible combination is true."""
        found = TRUE
        for one in self.pack.impossible:
            found = self.diagrams.without(found, self.truth(one.condition))
        return found

    @cached_property
    def known(self) -> int:
        """Where nothing was asked that the respondent could not say."""
        asked = [level for level, one in enumerate(self.variables) if one.not_known]
        return self.diagrams.without(TRUE, self._any(self._last(level) for level in asked))

    def fires(self, rule: Rule) -> int:
        """Return where *rule* fires."""
        return self.truth(rule.condition)

    def outcomes(self, rule: Rule) -> dict[int, int]:
        """Return where *rule* fires with each number of points it can add."""
        if rule.points is not None:
            return {rule.points: self.fires(rule)}
        return {points: self.truth(rule.condition, points) for points in rule.possible_points}

    def holds(self, finding: str) -> int:
        """Return where some rule concludes *finding*."""
        if not self._whole:
            raise UndecidedError
        if finding not in self._holds:
            upstream = upstream_of(self.pack)
            rules = upstream.concluding(finding)
            for rule in rules:  # in firing order, so that a long chain of findings is no deep call
                for one in upstream.of(rule):
                    self.fires(one)
            self._holds[finding] = self._any(self.fires(one) for one in rules)
        return self._holds[finding]

    def truth(self, node: Node, points: int | None = None) -> int:
        """Return where *node* is true; where its grading gives *points*, if they are asked for."""
        key = (id(node), points)
        if key not in self._truths:
            self._truths[key] = self._truth(node, points)
        return self._truths[key]

    def counts_in(self, slots: Sequence[int], counts: int) -> int:
        """Return where the number of ticked items is known to lie in a set of numbers."""
        return self._counts(slots, lambda possible: not possible & ~counts)

    def lies_in(self, slot: int, values: int) -> int:
        """Return where a value is known to lie in a set of values.

        A state that only overlaps the set counts: no condition tells its values apart.
        """
        level = self._level[slot]
        variable = self.variables[level]
        known = variable.known_states
        inside = [n < known and bool(one & values) for n, one in enumerate(variable.states)]
        return self.diagrams.test(level, inside)

    def states_of(self, fact: Fact, value: str) -> dict[int, int]:
        """Return the variables and states that a change of *fact* to *value* (of a checklist: a
        tick at that item) settles; nobody disputes it any more."""
        found = {}
        for slot in self.pack.vocabulary.slots_of(fact.id):
            if fact.type == "checklist" and slot.item != value:
                continue
            mask = YES if fact.type == "checklist" else 1 << fact.labels.index(value)
            if slot.position in self._level:
                level = self._level[slot.position]
                states = self.variables[level].states
                found[level] = next(n for n, state in enumerate(states) if state & mask)
        flag = self.pack.vocabulary.disputed_flag(fact.id)
        if flag in self._level:
            found[self._level[flag]] = 0
        return found

    def masks(self, states: Sequence[int]) -> Masks:
        """Return the working memory of a complete case, given the state of every variable."""
        masks = list(self.pack.vocabulary.nothing_known)
        for slot in self.pack.vocabulary.slots:
            masks[slot.position] = 1
        for variable, state in zip(self.variables, states, strict=True):
            mask = variable.states[state]
            if state >= variable.known_states:
                masks[self.pack.vocabulary.unknown_flag(variable.fact.id)] = YES
                masks[variable.slot] = mask
            else:
                masks[variable.slot] = mask & -mask
        vocabulary = self.pack.vocabulary
        for name, fact in vocabulary.facts.items():  # nobody disputes what nobody could say
            if fact.type != "checklist" and masks[vocabulary.unknown_flag(name)] == YES:
                masks[vocabulary.disputed_flag(name)] = NO
        return tuple(masks)

    def words(self, diagram: int) -> str:
        """Return answers under which *diagram* is true, such as ``reports_to: cmo``."""
        said = []
        for level, state in self.diagrams.deciding(diagram):
            variable = self.variables[level]
            name = ".".join(filter(None, (variable.fact.id, variable.item)))
            if variable.flag:
                said.append(f"{name} {'' if state else 'not '}{variable.flag}")
            elif state >= variable.known_states:
                said.append(f"{name}: not_known")
            else:
                mask = variable.states[state]
                said.append(f"{name}: {variable.fact.labels[(mask & -mask).bit_length() - 1]}")
        return ", ".join(said) or "any answers"

    def _any(self, diagrams: Iterable[int]) -> int:
        found = FALSE
        for one in diagrams:
            found = self.diagrams.either(found, one)
        return found

    def _truth(self, node: Node, points: int | None) -> int:
        if isinstance(node, All):
            found = TRUE
            for child in node.children:
                found = self.diagrams.both(found, self.truth(child, points))
            return found
        if isinstance(node, Any):
            return self._any(self.truth(child, points) for child in node.children)
        if isinstance(node, Some):
            children = [self.truth(child, points) for child in node.children]
            return self.diagrams.at_least(node.at_least, children)
        if isinstance(node, Applies):
            inner = self.truth(node.child, points)
            return self.diagrams.both(self.truth(node.condition), inner)
        if isinstance(node, FindingHolds):
            return self.holds(node.finding)
        if isinstance(node, Compare):
            return self._flag(node) if node.operator in (UNKNOWN, DISPUTED) else self._leaf(node)
        if isinstance(node, Covers):
            return self._counts(node.slots, lambda counts: not counts & ~node.counts)
        if isinstance(node, Graded) and node.counted:
            return self._counts(node.slots, lambda counts: _gives(node, counts, points))
        return self._leaf(node, points)

    def _leaf(self, node: Compare | Same | Graded, points: int | None = None) -> int:
        """Return where a comparison of one value, or of two, is true, asking the evaluator."""
        slots = [node.slots[0]] if isinstance(node, Graded) else [node.slot]
        slots += [node.other_slot] if isinstance(node, Same) else []
        masks = list(self.pack.vocabulary.nothing_known)

        def along(levels: list[int]) -> int:
            if not levels:
                verdict = evaluate(node, tuple(masks), {})
                true = verdict.truth is Truth.TRUE
                return TRUE if true and points in (None, verdict.points) else FALSE
            children = []
            for state in self.variables[levels[0]].states:
                masks[self.variables[levels[0]].slot] = state
                children.append(along(levels[1:]))
            return self.diagrams.choice(levels[0], children)

        return along(sorted(self._level[slot] for slot in slots))

    def _flag(self, node: Compare) -> int:
        """Return where a fact is not known, is disputed or is not."""
        slots = self.pack.vocabulary.slots_of(node.fact)
        levels = [self._level[slot.position] for slot in slots if slot.position in self._level]
        asked = [level for level in levels if self.variables[level].not_known]
        unsaid = self._any(self._last(level) for level in asked)
        if node.operator == UNKNOWN:
            return unsaid
        disputed = self.diagrams.test(self._level[node.slot], (False, True))
        if self.pack.fact(node.fact).type != "checklist":  # nobody disputes what nobody could say
            disputed = self.diagrams.without(disputed, unsaid)
        return disputed if node.mask == YES else self.diagrams.without(TRUE, disputed)

    def _last(self, level: int) -> int:
        size = len(self.variables[level].states)
        return self.diagrams.test(level, [state == size - 1 for state in range(size)])

    def _counts(self, slots: Sequence[int], accepts: Callable[[int], bool]) -> int:
        """Return where the set of possible numbers of ticked items is accepted."""
        levels = sorted(self._level[slot] for slot in slots)
        found: dict[tuple[int, int, int], int] = {}

        def along(place: int, fewest: int, most: int) -> int:
            if place == len(levels):
                return TRUE if accepts((1 << most + 1) - (1 << fewest)) else FALSE
            key = (place, fewest, most)
            if key not in found:
                children = [
                    along(place + 1, fewest + (state == YES), most + (state >> 1))
                    for state in self.variables[levels[place]].states
                ]
                found[key] = self.diagrams.choice(levels[place], children)
            return found[key]

        return along(0, 0, 0)


def _gives(node: Graded, counts: int, points: int | None) -> bool:
    """Return whether all possible *counts* carry the same points: those asked for, or any."""
    every = {worth for count, worth in enumerate(node.points) if counts >> count & 1}
    (first, *others) = every
    return not others and (first != 0 if points is None else first == points)
