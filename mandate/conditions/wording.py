"""Conditions in words, for people who do not read YAML."""

from __future__ import annotations

from mandate.conditions.nodes import (
    All,
    Any,
    Applies,
    Compare,
    Covers,
    FindingHolds,
    Node,
    Same,
    Some,
)
from mandate.conditions.operators import OPERATORS
from mandate.facts import Fact, Vocabulary

_FLAG_WORDS = {
    ("unknown", False): "is asked for and not known",
    ("unknown", True): "is not recorded as unknown",
    ("disputed", False): "is disputed",
    ("disputed", True): "is not disputed",
}


def words(node: Node, vocabulary: Vocabulary) -> str:
    """Return *node* as a clause, such as ``Dedicated budget is at most on request``."""
    if isinstance(node, All):
        return " and ".join(_bracketed(child, vocabulary) for child in node.children)
    if isinstance(node, Any):
        return " or ".join(_bracketed(child, vocabulary) for child in node.children)
    if isinstance(node, Some):
        clauses = "; ".join(words(child, vocabulary) for child in node.children)
        return f"at least {node.at_least} of: {clauses}"
    if isinstance(node, Applies):
        return words(node.child, vocabulary)
    if isinstance(node, FindingHolds):
        return f"the finding '{node.finding}' holds"
    fact = vocabulary.facts[node.fact]
    if isinstance(node, Compare):
        return _compare(node, fact)
    if isinstance(node, Same):
        relation = "differs from" if node.negated else "matches"
        return f"{fact.title} {relation} {vocabulary.facts[node.other].title}"
    if isinstance(node, Covers):
        count = f"{node.at_least} to {node.at_most} of {len(node.slots)}"
        return f"{fact.title} {'does not cover' if node.negated else 'covers'} {count}"
    return f"{fact.title} is graded"


def _bracketed(node: Node, vocabulary: Vocabulary) -> str:
    text = words(node, vocabulary)
    return f"({text})" if isinstance(node, (All, Any, Some)) else text


def _compare(node: Compare, fact: Fact) -> str:
    if (node.operator, node.negated) in _FLAG_WORDS:
        return f"{fact.title} {_FLAG_WORDS[node.operator, node.negated]}"
    if node.item:
        has = (node.operator == "has") != node.negated
        return f"{fact.title} {'has' if has else 'lacks'} {node.item.replace('_', ' ')}"
    operator = OPERATORS[node.operator]
    joined = " and " if node.operator == "between" else " or "
    operand = joined.join(fact.words(value) for value in node.operand)
    return f"{fact.title} {operator.negated_words if node.negated else operator.words} {operand}"
