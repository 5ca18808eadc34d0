"""The mutants of what a rule asks, and of what it concludes: each has one small fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mandate.conditions.nodes import All, Any, Compare, Covers, Graded, Node, Same, Some
from mandate.mutation.leaves import edged, moved, relisted
from mandate.mutation.notation import comparison, several, written
from mandate.mutation.trees import negated, never, nodes, replaced
from mandate.pack.model import Pack, Rule
from mandate.tuples import NamedTuple

CONDITION, CONCLUSION, WEIGHT = KINDS = ("condition", "conclusion", "weight")


class Mutant(NamedTuple):
    """A pack with one fault.

    ``rule`` is the rule as the fault leaves it, ``pack`` the pack where it stands in no rule.
    ``about`` names the rule, the driver or the file. ``says`` is what a test would have to tell:
    ``at_most: on_request from at_most: none in figurehead (dedicated_budget)``.
    """

    kind: str
    operator: str
    about: str
    says: str
    rule: Rule | None = None
    pack: Pack | None = None


Change = tuple[Node, str, str]
"""What stands in a node's place, and the two that have to be told apart, in words."""


def _drop(node: Node, rule: Rule, pack: Pack) -> Iterator[Change]:
    if not isinstance(node, (All, Any, Some)) or len(node.children) < 2:
        return
    for place, child in enumerate(node.children):
        if _ends_in_grading(child):
            continue
        left = (*node.children[:place], *node.children[place + 1 :])
        without = f"{rule.id} without {written(child)}"
        if isinstance(node, Some):
            if node.at_least <= len(left):
                yield node._replace(children=left), rule.id, without
        else:
            yield node._replace(children=left), rule.id, without


def _swap(node: Node, rule: Rule, pack: Pack) -> Iterator[Change]:
    if not isinstance(node, (All, Any)) or len(node.children) < 2:
        return
    if not any(map(_ends_in_grading, node.children)):
        one, other = ("all", "any") if isinstance(node, All) else ("any", "all")
        swapped = (Any if isinstance(node, All) else All)(node.children, node.location)
        yield swapped, one, f"{other} in {rule.id} (of {several(node.children)})"


def _count(node: Node, rule: Rule, pack: Pack) -> Iterator[Change]:
    if isinstance(node, Some):
        for count in (node.at_least - 1, node.at_least + 1):
            if 1 <= count <= len(node.children):
                one, other = (f"some at_least: {number}" for number in (node.at_least, count))
                told = f"{other} in {rule.id} (of {several(node.children)})"
                yield node._replace(at_least=count), one, told


def _negate(node: Node, rule: Rule, pack: Pack) -> Iterator[Change]:
    if isinstance(node, (All, Any, Some)) and node is rule.condition:
        return  # whatever makes the rule fire would tell
    other = None if _ends_in_grading(node) else negated(node, pack.vocabulary)
    if other is None:
        return
    if isinstance(node, (Compare, Covers, Same)) and isinstance(other, (Compare, Covers, Same)):
        yield other, comparison(node), f"{comparison(other)} in {rule.id} ({_name(node)})"
    else:
        yield other, written(node), f"not: {{{written(node)}}} in {rule.id}"


def _threshold(node: Node, rule: Rule, pack: Pack) -> Iterator[Change]:
    if isinstance(node, (Compare, Covers)):
        for other in moved(node, pack.vocabulary):
            yield other, comparison(node), f"{comparison(other)} in {rule.id} ({node.fact})"


def _level(node: Node, rule: Rule, pack: Pack) -> Iterator[Change]:
    if isinstance(node, Compare):
        for other in relisted(node, pack.vocabulary):
            yield other, comparison(node), f"{comparison(other)} in {rule.id} ({node.fact})"


def _edge(node: Node, rule: Rule, pack: Pack) -> Iterator[Change]:
    if isinstance(node, Graded):
        for other, value, worth, points in edged(node, pack.fact(node.fact)):
            one = f"{value}: {worth}"
            yield other, one, f"{value}: {points}, an edge moved, in {rule.id} ({node.fact})"


OPERATORS: dict[str, Callable[[Node, Rule, Pack], Iterator[Change]]] = {
    "drop": _drop,
    "swap": _swap,
    "count": _count,
    "negate": _negate,
    "threshold": _threshold,
    "level": _level,
    "edge": _edge,
}
"""Every mutation of a node: given the node, its rule and the pack, what may stand in its place."""


def condition_mutants(rule: Rule, pack: Pack) -> Iterator[Mutant]:
    """Yield the mutants of what a rule asks."""
    for path, node in nodes(rule.condition):
        for operator, changes in OPERATORS.items():
            for new, one, other in changes(node, rule, pack):
                condition = replaced(rule.condition, path, new)
                mutated = rule._replace(condition=condition)
                says = f"{one} from {other}"
                yield Mutant(CONDITION, operator, rule.id, says, mutated)
    gone = rule._replace(condition=never(rule.location))
    yield Mutant(CONDITION, "delete", rule.id, f"{rule.id} from no rule at all", gone)


def conclusion_mutants(rule: Rule) -> Iterator[Mutant]:
    """Yield the mutants of what a rule concludes: one finding left out."""
    for finding in rule.concludes:
        left = tuple(one for one in rule.concludes if one != finding)
        says = f"concludes: {finding} from concluding nothing of it in {rule.id}"
        yield Mutant(CONCLUSION, "conclude", rule.id, says, rule._replace(concludes=left))


def _ends_in_grading(node: Node) -> bool:
    return any(isinstance(one, Graded) for _, one in nodes(node))


def _name(leaf: Compare | Covers | Same) -> str:
    return f"{leaf.fact}.{leaf.item}" if isinstance(leaf, Compare) and leaf.item else leaf.fact
