"""Conditions as a pack writes them, on one line, for messages to its authors."""

from __future__ import annotations

from mandate.conditions.nodes import (
    FLAGS,
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

_SHOWN = 2


def written(node: Node) -> str:
    """Return *node* as a pack writes it: ``dedicated_budget: {at_most: on_request}``."""
    if isinstance(node, Applies):
        return written(node.child)
    if isinstance(node, FindingHolds):
        return f"finding: {node.finding}"
    if isinstance(node, (All, Any)):
        return f"{'all' if isinstance(node, All) else 'any'}: [{several(node.children)}]"
    if isinstance(node, Some):
        return f"some: {{at_least: {node.at_least}, of: [{several(node.children)}]}}"
    if isinstance(node, Graded):
        return f"by: {node.fact}"
    if isinstance(node, Compare) and node.operator in FLAGS:
        flag = f"{node.operator}: {node.fact}"
        return f"not: {{{flag}}}" if node.negated else flag
    if isinstance(node, Compare) and node.operator == "is":
        plain = f"{node.fact}: {node.operand[0]}"
        return f"not: {{{plain}}}" if node.negated else plain
    test = comparison(node)
    negated = test.startswith("not ")
    plain = f"{node.fact}: {{{test.removeprefix('not ')}}}"
    return f"not: {{{plain}}}" if negated else plain


def several(nodes: tuple[Node, ...]) -> str:
    """Return the first of some nodes, and how many more there are."""
    shown = "; ".join(written(node) for node in nodes[:_SHOWN])
    more = len(nodes) - _SHOWN
    return f"{shown}; and {more} more" if more > 0 else shown


def comparison(leaf: Compare | Covers | Same) -> str:
    """Return what a leaf asks of its fact: ``at_most: on_request``, ``not covers 2 to 10``."""
    if isinstance(leaf, Same):
        return f"{'differs_from' if leaf.negated else 'same_as'}: {leaf.other}"
    if isinstance(leaf, Covers):
        text = f"covers: {{at_least: {leaf.at_least}, at_most: {leaf.at_most}}}"
    elif leaf.operator in FLAGS:
        text = leaf.operator
    else:
        several = leaf.operator in ("one_of", "between")
        operand = f"[{', '.join(leaf.operand)}]" if several else leaf.operand[0]
        text = f"{leaf.operator}: {operand}"
    return f"not {text}" if leaf.negated else text
