"""Conditions compared by meaning: by facts and values, wherever a working memory keeps them.

Two conditions mean the same where they select the same values, whatever the operator, the order of
their parts or the brackets around them; what else was written otherwise only reads otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator

from mandate.conditions.nodes import (
    FLAGS,
    All,
    Any,
    Applies,
    Compare,
    Covers,
    FindingHolds,
    Node,
    Same,
    Some,
    children_of,
)
from mandate.conditions.wording import words
from mandate.differences.changes import Changes
from mandate.differences.model import Change
from mandate.facts import NO_YES
from mandate.pack.model import Pack
from mandate.tuples import NamedTuple


class Names(NamedTuple):
    """Ids that are another's in the other pack: of facts, findings and rules."""

    facts: dict[str, str]
    findings: dict[str, str]
    rules: dict[str, str]


class Side(NamedTuple):
    """One of two packs, and what its ids are in the *other*; those not renamed are left out."""

    pack: Pack
    names: Names
    other: Pack

    def takes(self, fact: str) -> Container[str]:
        """Return the values of a fact that are compared: of a number, those that both packs take.

        A number's range is told of the fact, and not again of every rule that reads it.
        """
        mine = self.pack.fact(fact)
        theirs = self.other.vocabulary.facts.get(self.names.facts.get(fact, fact), mine)
        return frozenset((theirs if mine.type == theirs.type == "number" else mine).labels)


def condition_change(
    what: str, before: Node | None, after: Node | None, old: Side, new: Side
) -> Changes:
    """Yield a change where two conditions differ in meaning, or else in words, which counts not."""
    sides = ((before, old), (after, new))
    if before is None or after is None:
        if before is not after:
            mine, theirs = ("" if node is None else _words(node, side) for node, side in sides)
            yield Change(what, mine, theirs, counts=True)
        return
    mine, theirs = _words(before, old), _words(after, new)
    if meaning(before, old) != meaning(after, new):
        if mine == theirs:  # the vocabulary changed under the same words
            mine += f" ({_selected(before, old)})"
            theirs += f" ({_selected(after, new)})"
        yield Change(what, mine, theirs, counts=True)
    elif written(before, old) != written(after, new):
        yield Change(f"{what}, as it is written", mine, theirs, counts=False)


def _words(node: Node, side: Side) -> str:
    titles = {finding.id: finding.title for finding in side.pack.findings.values()}
    return words(node, side.pack.vocabulary, titles)


def meaning(node: Node, side: Side) -> object:
    """Return what is equal for conditions that mean the same; what makes a fact apply, which is
    told of the fact, aside."""
    if isinstance(node, (All, Any, Some)):
        parts = Counter(meaning(child, side) for child in node.children)
        needed = _needed(node)
        if needed in (1, len(node.children)):  # the same thing twice is the same thing
            kind = "all" if needed == len(node.children) else "any"
            return _joined(kind, parts)
        return "some", needed, frozenset(parts.items())
    if isinstance(node, Applies):
        return meaning(node.child, side)
    if isinstance(node, Compare):
        return "is", _name(node, side), node.item, _flag(node), frozenset(_labels(node, side))
    if isinstance(node, Covers):
        items = frozenset(side.pack.vocabulary.slots[slot].item for slot in node.slots)
        return "covers", _name(node, side), items, node.counts
    if isinstance(node, Same):
        pair = _name(node, side), side.names.facts.get(node.other, node.other)
        return "same", *pair, frozenset(_partners(node, side))
    assert isinstance(node, FindingHolds)
    return "finding", side.names.findings.get(node.finding, node.finding)


def _needed(node: All | Any | Some) -> int:
    if isinstance(node, Some):
        return node.at_least
    return len(node.children) if isinstance(node, All) else 1


def _joined(kind: str, parts: Iterable[object]) -> object:
    """Return the meaning of parts that are joined, those within parts that are joined alike too."""
    flat: set[object] = set()
    for part in parts:
        flat |= part[1] if isinstance(part, tuple) and part[0] == kind else {part}
    return flat.pop() if len(flat) == 1 else (kind, frozenset(flat))


def written(node: Node, side: Side) -> object:
    """Return what is equal for conditions that are written alike but for layout."""
    kind = type(node).__name__
    below = tuple(written(child, side) for child in children_of(node))
    if isinstance(node, Applies):
        return below[1]
    if isinstance(node, (All, Any, Some)):
        return kind, _needed(node), below
    if isinstance(node, Compare):
        return kind, meaning(node, side), node.operator, node.operand, node.negated
    if isinstance(node, Covers):
        return kind, meaning(node, side), node.at_least, node.at_most, node.negated
    negated = isinstance(node, Same) and node.negated
    return kind, meaning(node, side), negated


def _name(node: Compare | Covers | Same, side: Side) -> str:
    return side.names.facts.get(node.fact, node.fact)


def _flag(node: Compare) -> str:
    return node.operator if node.operator in FLAGS else ""


def _labels(node: Compare, side: Side) -> Iterator[str]:
    """Yield the values that a comparison selects."""
    labels = NO_YES if _flag(node) else side.pack.vocabulary.slots[node.slot].labels
    taken = labels if _flag(node) or node.item else side.takes(node.fact)
    return (one for value, one in enumerate(labels) if node.mask >> value & 1 and one in taken)


def _partners(node: Same, side: Side) -> Iterator[tuple[str, str]]:
    slots = side.pack.vocabulary.slots
    for mine, partners in zip(slots[node.slot].labels, node.partners, strict=True):
        yield mine, ""
        yield from ((mine, one) for one in slots[node.other_slot].values(partners))


def _selected(node: Node, side: Side) -> str:
    """Return the values that the comparisons of a condition select, one after the other."""
    below = children_of(node)
    if below:
        return "; ".join(filter(None, (_selected(child, side) for child in below)))
    if not isinstance(node, Compare) or _flag(node):
        return ""
    return f"{node.fact}: {', '.join(_labels(node, side))}"
