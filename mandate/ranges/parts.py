"""A pack as the search for a range needs it: what each slot moves, and which values differ."""

from __future__ import annotations

from collections.abc import Mapping

from mandate.conditions.nodes import (
    All,
    Applies,
    Compare,
    Graded,
    Node,
    Same,
    findings_read,
    leaves,
)
from mandate.memory import Masks
from mandate.pack.distinctions import conditions_of, told_apart
from mandate.pack.model import Pack, Rule, grading_of
from mandate.ranges.changes import Changes, changes_of, slots_of
from mandate.ranges.terms import Compiler, Domains, Grading, Slots, Test
from mandate.tuples import NamedTuple


class Part(NamedTuple):
    """A rule. ``guard`` is its condition without the grading, None where nothing is left of it;
    ``points`` are those of a rule without a grading, ``edge`` the start of the band that it asks
    for at least. ``changes`` are those of the guard."""

    guard: Test | None
    grading: Grading | None
    points: int
    driver: int
    edge: int | None
    concludes: tuple[int, ...]
    reads: tuple[int, ...]
    slots: frozenset[int]
    changes: Changes


class Barrier(NamedTuple):
    """A combination that cannot be, and the slots it reads."""

    test: Test
    changes: Changes


class Parts:
    """What the search needs of one pack. A slot that stays open has the possible values in
    *while_open*: all of them, where that is left out."""

    def __init__(self, pack: Pack, while_open: tuple[int, ...] = ()) -> None:
        self.pack = pack
        slots = pack.vocabulary.slots
        flags = len(pack.vocabulary.nothing_known) - len(slots)
        self.sizes = [len(slot.labels) for slot in slots] + [2] * flags
        self.better = [slot.fact.better for slot in slots] + [0] * flags
        self.values = len(slots)
        self.drivers = tuple(pack.drivers.values())
        self._places = {finding: place for place, finding in enumerate(pack.findings)}
        self.slots = Slots(self.sizes, while_open or pack.vocabulary.nothing_known)
        self._compiler = Compiler(self.slots, self._places)
        self.rules = self._rules()
        self.floors = [number for number, part in enumerate(self.rules) if part.edge is not None]
        self.concluders: list[list[int]] = [[] for _ in self._places]
        for number, part in enumerate(self.rules):
            for finding in part.concludes:
                self.concluders[finding].append(number)
        self.barriers = [
            Barrier(self._compiler.test(one.condition), changes_of(one.condition, self.slots))
            for one in pack.impossible
        ]
        self.moved = self._moved()
        self.near = self._near()
        self.alike = self._alike()
        self._classes = told_apart(pack)

    def test(self, node: Node) -> Test:
        """Return the test of a condition."""
        return self._compiler.test(node)

    def domain(self, slot: int, mask: int) -> int:
        """Return one value of each class in *mask*: no condition tells the others from them."""
        classes = self._classes.get(slot)
        if classes is None:
            return mask & -mask
        return sum(left & -left for one in classes if (left := mask & one))

    def domains(self, masks: Masks, left_open: frozenset[int]) -> Domains:
        """Return the values that completions choose from; slots in *left_open* stay open."""
        found = [self.domain(slot, mask) for slot, mask in enumerate(masks[: self.values])]
        for slot in left_open:
            found[slot] = 1 << self.sizes[slot]
        return [*found, *masks[self.values :]]

    def _rules(self) -> list[Part]:
        starts = {band.id: band.start for band in self.pack.bands}
        places = {driver: place for place, driver in enumerate(self.pack.drivers)}
        rules = self.pack.rules.values()
        return [self._part(rule, places.get(rule.driver, -1), starts) for rule in rules]

    def _part(self, rule: Rule, driver: int, starts: Mapping[str, int | None]) -> Part:
        graded = rule.points is None
        guard = without_grading(rule.condition) if graded else rule.condition
        return Part(
            guard=None if guard is None else self._compiler.test(guard),
            grading=Grading(grading_of(rule.condition), self.slots) if graded else None,
            points=rule.points or 0,
            driver=driver,
            edge=starts.get(rule.floor),
            concludes=tuple(self._places[one] for one in rule.concludes),
            reads=tuple(sorted(self._places[one] for one in findings_read(rule.condition))),
            slots=frozenset(slot for leaf in leaves(rule.condition) for slot in slots_of(leaf)),
            changes=changes_of(guard, self.slots),
        )

    def _moved(self) -> list[list[int]]:
        """Return, for each slot, the rules that it can move, in firing order."""
        of_finding: list[frozenset[int]] = [frozenset()] * len(self.concluders)
        moved: list[list[int]] = [[] for _ in self.sizes]
        for number, part in enumerate(self.rules):
            slots = part.slots.union(*(of_finding[one] for one in part.reads))
            for slot in slots:
                moved[slot].append(number)
            for finding in part.concludes:
                of_finding[finding] |= slots
        return moved

    def _near(self) -> list[set[int]]:
        """Return, for each slot, those that something reads together with it."""
        groups: list[set[int]] = [set() for _ in self.rules]
        for slot, rules in enumerate(self.moved):
            for number in rules:
                groups[number].add(slot)
        groups += [set(barrier.changes) for barrier in self.barriers]
        near: list[set[int]] = [set() for _ in self.sizes]
        for group in groups:
            for slot in group:
                near[slot] |= group
        return near

    def _alike(self) -> list[tuple[int, ...]]:
        """Return, for each slot, the items of its checklist that are counted with it and read in no
        other way: which of them are ticked makes no difference. Other slots stand alone."""
        named = {
            slot
            for condition in conditions_of(self.pack)
            for leaf in leaves(condition)
            if isinstance(leaf, (Compare, Same))
            for slot in slots_of(leaf)
        }
        alike: list[tuple[int, ...]] = [(slot,) for slot in range(len(self.sizes))]
        vocabulary = self.pack.vocabulary
        for fact in vocabulary.facts:
            slots = [one.position for one in vocabulary.slots_of(fact)]
            group = tuple(slot for slot in slots if slot not in named)
            for slot in group:
                alike[slot] = group
        return alike


def parts_of(pack: Pack) -> Parts:
    """Return the parts of a pack, made once for each pack and kept with it."""
    kept = pack.derived.get(Parts)
    if not isinstance(kept, Parts) or kept.pack is not pack:  # a changed copy shares the table
        kept = pack.derived[Parts] = Parts(pack)
    return kept


def without_grading(node: Node) -> Node | None:
    """Return the condition of a graded rule without its grading; None where nothing is left."""
    if isinstance(node, Graded):
        return None
    if isinstance(node, Applies):
        child = without_grading(node.child)
        return node.condition if child is None else node._replace(child=child)
    if isinstance(node, All):
        kept = [one for child in node.children if (one := without_grading(child)) is not None]
        return node._replace(children=tuple(kept)) if kept else None
    return node
