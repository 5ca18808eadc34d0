"""Compiling conditions to closures that tell whether they hold, and by which leaves.

The recording evaluator says what a condition means; these closures only find what holds, fast.
A leaf holds if no possible value lies outside what it selects, so a comparison is one ``&``.
"""

from collections.abc import Callable, Mapping

from mandate.conditions.evaluate import possible_counts
from mandate.conditions.nodes import (
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
    findings_read,
)
from mandate.memory import Masks
from mandate.pack.model import Pack, Rule, grading_of
from mandate.tuples import NamedTuple

Support = tuple[Node, ...]
Test = Callable[[Masks, Mapping[str, object]], Support | None]


class Fired(NamedTuple):
    """One firing: the rule, its points, and the leaves of its condition that were satisfied."""

    rule: str
    points: int
    support: Support


Matcher = Callable[[Masks, Mapping[str, object]], Fired | None]


class CompiledRule(NamedTuple):
    """A rule as an engine needs it: ``match`` returns the firing it is ready for, or None.

    ``of_one`` is a short cut for a rule that is graded by one slot: what ``match`` returns where
    ``slot`` has a single possible value. It is empty for other rules.
    """

    id: str
    slot: int
    of_one: dict[int, Fired | None]
    match: Matcher
    concludes: tuple[str, ...]
    reads: tuple[str, ...]


def compile_pack(pack: Pack) -> tuple[CompiledRule, ...]:
    """Return the rules of a pack in firing order, compiled."""
    return tuple(_compiled(rule) for rule in pack.rules.values())


def _compiled(rule: Rule) -> CompiledRule:
    slot, of_one = 0, {}
    if isinstance(rule.condition, Graded) and not rule.condition.counted:
        slot, of_one = rule.condition.slots[0], _firings_of_one(rule.id, rule.condition)
    reads = tuple(sorted(findings_read(rule.condition)))
    return CompiledRule(rule.id, slot, of_one, _matcher(rule), rule.concludes, reads)


def _firings_of_one(rule: str, node: Graded) -> dict[int, Fired | None]:
    """Return the firing of a grading for each single value, as a set of possible values."""
    firing = {points: Fired(rule, points, (node,)) for points in set(node.points) if points}
    return {1 << code: firing.get(points) for code, points in enumerate(node.points)}


def _matcher(rule: Rule) -> Matcher:
    """Return the matcher of a rule, be its points fixed, graded, or graded under a guard."""
    condition, points = rule.condition, rule.points
    if points is not None:
        return _with_points(rule.id, _compile(condition), points)
    if isinstance(condition, Graded):
        return _grading(rule.id, condition)
    graded = _grading(rule.id, grading_of(condition))
    test = _compile(condition)

    def match(masks: Masks, findings: Mapping[str, object]) -> Fired | None:
        found, support = graded(masks, findings), test(masks, findings)
        return None if found is None or support is None else found._replace(support=support)

    return match


def _with_points(rule: str, test: Test, points: int) -> Matcher:
    def match(masks: Masks, findings: Mapping[str, object]) -> Fired | None:
        support = test(masks, findings)
        return None if support is None else Fired(rule, points, support)

    return match


def _grading(rule: str, node: Graded) -> Matcher:
    """Return the matcher of a grading: one firing for each number of points it can give."""
    groups = []
    for points in sorted(set(node.points) - {0}):
        carrying = sum(1 << code for code, one in enumerate(node.points) if one == points)
        groups.append((Fired(rule, points, (node,)), ~carrying))
    slots, first, counted = node.slots, node.slots[0], node.counted

    def match(masks: Masks, findings: Mapping[str, object]) -> Fired | None:
        possible = possible_counts(slots, masks) if counted else masks[first]
        return next((fired for fired, excluded in groups if not possible & excluded), None)

    return match


def _compile(node: Node) -> Test:
    if isinstance(node, All):
        return _all(node)
    if isinstance(node, Any):
        return _some(1, node.children)
    if isinstance(node, Some):
        return _some(node.at_least, node.children)
    if isinstance(node, Applies):
        return _applies(_compile(node.condition), _compile(node.child))
    if isinstance(node, Compare):
        return _compare(node)
    if isinstance(node, FindingHolds):
        return _finding(node)
    if isinstance(node, Graded):
        return _graded(node)
    return _covers(node) if isinstance(node, Covers) else _same(node)


def _compare(node: Compare) -> Test:
    slot, excluded, holds = node.slot, ~node.mask, (node,)
    return lambda masks, findings: None if masks[slot] & excluded else holds


def _finding(node: FindingHolds) -> Test:
    name, holds = node.finding, (node,)
    return lambda masks, findings: holds if name in findings else None


def _covers(node: Covers) -> Test:
    slots, excluded, holds = node.slots, ~node.counts, (node,)
    return lambda masks, findings: None if possible_counts(slots, masks) & excluded else holds


def _same(node: Same) -> Test:
    slot, other, holds = node.slot, node.other_slot, (node,)
    partners = tuple((1 << code, ~mask) for code, mask in enumerate(node.partners))

    def test(masks: Masks, findings: Mapping[str, object]) -> Support | None:
        mine, theirs = masks[slot], masks[other]
        differs = any(mine & bit and theirs & excluded for bit, excluded in partners)
        return None if differs else holds

    return test


def _graded(node: Graded) -> Test:
    match, holds = _grading("", node), (node,)

    def test(masks: Masks, findings: Mapping[str, object]) -> Support | None:
        return None if match(masks, findings) is None else holds

    return test


def _applies(condition: Test, child: Test) -> Test:
    def test(masks: Masks, findings: Mapping[str, object]) -> Support | None:
        return None if condition(masks, findings) is None else child(masks, findings)

    return test


def _all(node: All) -> Test:
    """Compile a conjunction; one of plain comparisons, the commonest, has a loop of its own."""
    leaves = tuple(child for child in node.children if isinstance(child, Compare))
    if len(leaves) == len(node.children):
        return _comparisons(leaves)
    tests = tuple(_compile(child) for child in node.children)

    def test(masks: Masks, findings: Mapping[str, object]) -> Support | None:
        support: Support = ()
        for one in tests:
            found = one(masks, findings)
            if found is None:
                return None
            support += found
        return support

    return test


def _comparisons(leaves: tuple[Compare, ...]) -> Test:
    pairs = tuple((leaf.slot, ~leaf.mask) for leaf in leaves)

    def test(masks: Masks, findings: Mapping[str, object]) -> Support | None:
        for slot, excluded in pairs:
            if masks[slot] & excluded:
                return None
        return leaves

    return test


def _some(at_least: int, children: tuple[Node, ...]) -> Test:
    tests = tuple(_compile(child) for child in children)

    def test(masks: Masks, findings: Mapping[str, object]) -> Support | None:
        found = [support for one in tests if (support := one(masks, findings)) is not None]
        if len(found) < at_least:
            return None
        return tuple(leaf for support in found for leaf in support)

    return test
