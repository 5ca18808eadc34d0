"""Conditions as trees: their nodes by path, one of them replaced, negated, findings spelt out."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.conditions.nodes import (
    All,
    Any,
    Applies,
    Compare,
    FindingHolds,
    Node,
    Some,
    children_of,
)
from mandate.errors import Location
from mandate.facts import Vocabulary
from mandate.mutation.leaves import opposite
from mandate.pack.model import Pack

Place = tuple[int, ...]
"""Which child to follow at each node, from the root on."""


def never(place: Location) -> Node:
    """Return a condition that is false in every case."""
    return Compare("", "", 0, 0, "is", (), negated=False, location=place)


def is_never(node: Node) -> bool:
    """Return whether *node* is the condition that is false in every case."""
    return isinstance(node, Compare) and not node.mask


def nodes(node: Node, path: Place = ()) -> Iterator[tuple[Place, Node]]:
    """Yield each node that a rule's author wrote, with its path; what makes a fact apply is the
    vocabulary's, and no part."""
    if isinstance(node, Applies):
        yield from nodes(node.child, (*path, 1))
        return
    yield path, node
    for place, child in enumerate(children_of(node)):
        yield from nodes(child, (*path, place))


def with_children(node: Node, children: tuple[Node, ...]) -> Node:
    """Return a node over other children; a leaf has none."""
    if isinstance(node, Applies):
        condition, child = children
        return node._replace(condition=condition, child=child)
    return node._replace(children=children) if isinstance(node, (All, Any, Some)) else node


def replaced(node: Node, path: Place, new: Node) -> Node:
    """Return the tree in which *new* stands at the end of *path*."""
    if not path:
        return new
    place, *rest = path
    children = children_of(node)
    below = replaced(children[place], tuple(rest), new)
    return with_children(node, (*children[:place], below, *children[place + 1 :]))


def negated(node: Node, vocabulary: Vocabulary) -> Node | None:
    """Return the negation of a node, pushed down to its leaves as the reader of packs does it;
    None where a pack may not write it: over a finding, or over ``unknown``."""
    if isinstance(node, Applies):
        child = negated(node.child, vocabulary)
        return None if child is None else node._replace(child=child)
    if not isinstance(node, (All, Any, Some)):
        return opposite(node, vocabulary)
    below = [negated(child, vocabulary) for child in node.children]
    children = tuple(child for child in below if child is not None)
    if len(children) < len(below):
        return None
    if isinstance(node, Some):
        return Some(len(children) - node.at_least + 1, children, node.location)
    return (Any if isinstance(node, All) else All)(children, node.location)


class Expansion:
    """Spells out the findings that conditions read: each holds where some rule concludes it."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._of: dict[str, Node] = {}

    def of(self, node: Node) -> Node:
        """Return *node* without findings; what reads none is the same object as before."""
        if isinstance(node, FindingHolds):
            return self._finding(node)
        children = children_of(node)
        expanded = tuple(map(self.of, children))
        alike = all(one is other for one, other in zip(children, expanded, strict=True))
        return node if alike else with_children(node, expanded)

    def _finding(self, node: FindingHolds) -> Node:
        if node.finding not in self._of:
            rules = self._pack.rules.values()
            found = [self.of(one.condition) for one in rules if node.finding in one.concludes]
            self._of[node.finding] = Any(tuple(found), node.location)
        return self._of[node.finding]
