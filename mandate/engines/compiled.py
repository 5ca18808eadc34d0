"""Compiling conditions to closures that tell whether they hold, and by which leaves.

The recording evaluator says what a condition means; these closures only find what holds, fast.
A leaf holds if no possible value lies outside what it selects, so a comparison is one ``&``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

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
from mandate.pack.model import Pack, Rule, grading_of

Masks = tuple[int, ...]
Support = tuple[Node, ...]
Test = Callable[[Masks, Mapping[str, object]], Support | None]
Grade = Callable[[Masks], int]


class CompiledRule(NamedTuple):
    """A rule as an engine needs it: ``test`` returns the satisfied leaves, or None; ``points``
    are fixed, or what ``grade`` makes of what is known."""

    id: str
    test: Test
    points: int
    grade: Grade | None
    concludes: tuple[str, ...]
    reads: frozenset[str]


def compile_pack(pack: Pack) -> tuple[CompiledRule, ...]:
    """Return the rules of a pack in firing order, compiled."""
    return tuple(_compile_rule(rule) for rule in pack.rules.values())


def _compile_rule(rule: Rule) -> CompiledRule:
    grade = _grade(grading_of(rule.condition)) if rule.points is None else None
    reads, test = findings_read(rule.condition), _compile(rule.condition)
    return CompiledRule(rule.id, test, rule.points or 0, grade, rule.concludes, reads)


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
    grade, holds = _grade(node), (node,)
    return lambda masks, findings: holds if grade(masks) else None


def _grade(node: Graded) -> Grade:
    """Return a function from what is known to points: 0 where it is silent or open.

    What was seen of a fact is remembered: a fact has few sets of possible values in practice.
    """
    groups = [
        (points, ~sum(1 << code for code, one in enumerate(node.points) if one == points))
        for points in sorted(set(node.points) - {0})
    ]

    @lru_cache(maxsize=256)
    def graded(possible: int) -> int:
        return next((points for points, excluded in groups if not possible & excluded), 0)

    slots, first = node.slots, node.slots[0]
    if len(node.points) == len(slots) + 1:
        return lambda masks: graded(possible_counts(slots, masks))
    return lambda masks: graded(masks[first])


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
