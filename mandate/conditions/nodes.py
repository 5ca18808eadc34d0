"""The nodes of a condition. Negation has been pushed down to the leaves by the time they exist."""

from collections.abc import Iterator

from mandate.errors import Location
from mandate.tuples import NamedTuple

UNKNOWN, DISPUTED = FLAGS = ("unknown", "disputed")
"""Operators on a flag of a fact rather than on its value."""


class Compare(NamedTuple):
    """True if every possible value of a slot lies in ``mask``.

    ``negated`` says that ``mask`` already is the complement of what operator and operand select;
    it only matters for the wording. ``unknown`` and ``disputed`` compare a flag's slot.
    """

    fact: str
    item: str
    slot: int
    mask: int
    operator: str
    operand: tuple[str, ...]
    negated: bool
    location: Location


class Covers(NamedTuple):
    """True if every possible number of ticked items lies in the set ``counts`` (bit n: n items)."""

    fact: str
    slots: tuple[int, ...]
    counts: int
    at_least: int
    at_most: int
    negated: bool
    location: Location


class Same(NamedTuple):
    """True if two slots agree in all their possible values; ``partners[a]`` is the set that
    value *a* of the first agrees with (with ``negated``: the set it differs from)."""

    fact: str
    other: str
    slot: int
    other_slot: int
    partners: tuple[int, ...]
    negated: bool
    location: Location


class FindingHolds(NamedTuple):
    """True if a fired rule concluded the finding."""

    finding: str
    location: Location


class All(NamedTuple):
    """True if every child is."""

    children: tuple["Node", ...]
    location: Location


class Any(NamedTuple):
    """True if some child is."""

    children: tuple["Node", ...]
    location: Location


class Some(NamedTuple):
    """True if at least ``at_least`` of the children are."""

    at_least: int
    children: tuple["Node", ...]
    location: Location


class Applies(NamedTuple):
    """A comparison on a fact that applies only when ``condition`` holds: true if both are."""

    fact: str
    condition: "Node"
    child: "Node"
    location: Location


class Graded(NamedTuple):
    """True if every possible value carries the same points, other than 0.

    Where ``counted``, a value is the number of ticked items of a checklist. ``points[n]`` belongs
    to value *n*; ``bands`` is how the rule wrote it.
    """

    fact: str
    slots: tuple[int, ...]
    counted: bool
    points: tuple[int, ...]
    bands: tuple[tuple[str, int], ...]
    location: Location


Node = Compare | Covers | Same | FindingHolds | All | Any | Some | Applies | Graded


def children_of(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below *node*."""
    if isinstance(node, (All, Any, Some)):
        return node.children
    if isinstance(node, Applies):
        return (node.condition, node.child)
    return ()


def leaves(node: Node) -> Iterator[Node]:
    """Yield the leaves of a condition in reading order: comparisons, findings and gradings."""
    below = children_of(node)
    if not below:
        yield node
    for child in below:
        yield from leaves(child)


def findings_read(node: Node) -> frozenset[str]:
    """Return the findings that *node* reads."""
    if isinstance(node, FindingHolds):
        return frozenset((node.finding,))
    return frozenset().union(*map(findings_read, children_of(node)))


def facts_read(node: Node) -> frozenset[str]:
    """Return the facts that *node* reads, in comparisons and in what makes them apply."""
    if isinstance(node, Same):
        return frozenset((node.fact, node.other))
    if isinstance(node, (Compare, Covers, Graded)):
        return frozenset((node.fact,))
    return frozenset().union(*map(facts_read, children_of(node)))
