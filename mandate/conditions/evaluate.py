"""The recording evaluator: the reference semantics of a condition, with evidence for every node.

Truth is Kleene's strong three-valued logic (Kleene, 1938): a comparison is unknown unless every
possible value agrees. Nothing is short-circuited, so that a verdict can explain itself whole.
"""

from collections.abc import Mapping
from enum import IntEnum

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
    children_of,
)
from mandate.memory import Masks
from mandate.tuples import NamedTuple


class Truth(IntEnum):
    """Kleene's truth values, ordered so that ``all`` is the minimum and ``any`` the maximum."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2


class Verdict(NamedTuple):
    """The truth of a node, the verdicts below it, and the points it grades (None: open)."""

    node: Node
    truth: Truth
    children: tuple["Verdict", ...] = ()
    points: int | None = None


def evaluate(node: Node, masks: Masks, findings: Mapping[str, Truth]) -> Verdict:
    """Return the verdict on *node*, given the possible values and what is known of findings."""
    if isinstance(node, Graded):
        return _graded(node, masks)
    children = tuple(evaluate(child, masks, findings) for child in children_of(node))
    truths = [child.truth for child in children]
    points = next((child.points for child in reversed(children) if child.points is not None), None)
    if isinstance(node, (All, Applies)):
        return Verdict(node, joined(node, truths), children, points)
    if isinstance(node, (Any, Some)):
        return Verdict(node, joined(node, truths), children)
    if isinstance(node, FindingHolds):
        return Verdict(node, findings.get(node.finding, Truth.FALSE))
    if isinstance(node, Compare):
        return Verdict(node, _within(masks[node.slot], node.mask))
    if isinstance(node, Covers):
        return Verdict(node, _within(possible_counts(node.slots, masks), node.counts))
    return Verdict(node, _same(node, masks))


def joined(node: All | Any | Some | Applies, truths: list[Truth]) -> Truth:
    """Return the truth of a node, given that of its children.

    It rises where theirs do, so from the least that theirs can be comes the least that it can be.
    """
    if isinstance(node, Any):
        return max(truths)
    if isinstance(node, Some):  # as true as the last child that it takes
        return sorted(truths, reverse=True)[node.at_least - 1]
    return min(truths)


def support(verdict: Verdict) -> tuple[Node, ...]:
    """Return the leaves that make a true verdict true: every true branch, in reading order."""
    if isinstance(verdict.node, Applies):
        return support(verdict.children[1])
    if not verdict.children:
        return (verdict.node,)
    return tuple(
        leaf for child in verdict.children if child.truth is Truth.TRUE for leaf in support(child)
    )


def possible_counts(slots: tuple[int, ...], masks: Masks) -> int:
    """Return the set of possible numbers of ticked items (bit *n* stands for *n* of them)."""
    fewest = sum(masks[slot] == 0b10 for slot in slots)
    most = sum(masks[slot] >> 1 for slot in slots)
    return (1 << most + 1) - (1 << fewest)


def _within(possible: int, selected: int) -> Truth:
    """Return whether all, none or some of the possible values are selected."""
    if not possible & ~selected:
        return Truth.TRUE
    return Truth.UNKNOWN if possible & selected else Truth.FALSE


def _same(node: Same, masks: Masks) -> Truth:
    theirs = masks[node.other_slot]
    mine = masks[node.slot]
    truths = {_within(theirs, one) for code, one in enumerate(node.partners) if mine >> code & 1}
    return truths.pop() if len(truths) == 1 else Truth.UNKNOWN


def _graded(node: Graded, masks: Masks) -> Verdict:
    possible = possible_points(node, masks)
    if len(possible) > 1:
        return Verdict(node, Truth.UNKNOWN)
    (points,) = possible
    return Verdict(node, Truth.TRUE if points else Truth.FALSE, (), points)


def possible_points(node: Graded, masks: Masks) -> set[int]:
    """Return the points that the possible values of a graded fact carry, each once."""
    possible = possible_counts(node.slots, masks) if node.counted else masks[node.slots[0]]
    return {points for code, points in enumerate(node.points) if possible >> code & 1}
