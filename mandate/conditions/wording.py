"""Conditions in words, for people who do not read YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

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
)
from mandate.conditions.operators import OPERATORS
from mandate.facts import Fact, Vocabulary

_FLAG_WORDS = {
    ("unknown", False): "is asked for and not known",
    ("unknown", True): "is not recorded as unknown",
    ("disputed", False): "is disputed",
    ("disputed", True): "is not disputed",
}


def words(
    node: Node, vocabulary: Vocabulary, titles: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Return *node* as a clause, such as ``Dedicated budget is at most on request``.

    A finding is called by its title in *titles*, or by its id.
    """
    if isinstance(node, All):
        return " and ".join(_bracketed(child, vocabulary, titles) for child in node.children)
    if isinstance(node, Any):
        return " or ".join(_bracketed(child, vocabulary, titles) for child in node.children)
    if isinstance(node, Some):
        clauses = "; ".join(words(child, vocabulary, titles) for child in node.children)
        return f"at least {node.at_least} of: {clauses}"
    if isinstance(node, Applies):
        return words(node.child, vocabulary, titles)
    if isinstance(node, FindingHolds):
        return f"the finding '{titles.get(node.finding, node.finding)}' holds"
    fact = vocabulary.facts[node.fact]
    if isinstance(node, Compare):
        return _compare(node, fact)
    if isinstance(node, Same):
        relation = "differs from" if node.negated else "matches"
        return f"{fact.title} {relation} {vocabulary.facts[node.other].title}"
    if isinstance(node, Covers):
        count = f"{node.at_least} to {node.at_most} of {len(node.slots)}"
        return f"{fact.title} {'does not cover' if node.negated else 'covers'} {count}"
    return f"graded by {fact.title}: {', '.join(_graded(node, fact))}"


def _graded(node: Graded, fact: Fact) -> Iterator[str]:
    """Yield each line of a grading: ``on request +2``, ``12 to 17 months 0``, ``4 of 10 -1``."""
    for value, points in node.bands:
        read = f"{value} of {len(node.slots)}" if node.counted else fact.words(value)
        yield f"{read} {points:+d}" if points else f"{read} 0"


def _bracketed(node: Node, vocabulary: Vocabulary, titles: Mapping[str, str]) -> str:
    text = words(node, vocabulary, titles)
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
