"""Reading a condition: YAML to nodes, with ``not`` pushed down to the comparisons.

``not`` may not reach a finding, so rules are Horn clauses over findings and conclusions do not
depend on the order in which rules fire.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as MappingType

from mandate.conditions.comparison import ComparisonReader
from mandate.conditions.nodes import (
    DISPUTED,
    FLAGS,
    UNKNOWN,
    All,
    Any,
    Applies,
    Compare,
    FindingHolds,
    Node,
    Some,
)
from mandate.errors import Faults
from mandate.facts import Vocabulary
from mandate.reading import Form, Key, Many, items, one_of, reader
from mandate.source import Mapping, Scalar, Sequence, describe, location
from mandate.source import Node as Source

CONDITION, NEGATED = "condition", "negated condition"
"""The kinds of a condition; under ``not`` no finding may stand, and no ``unknown``."""

SOME = Form(
    "'some'",
    {
        "at_least": Key("count", "How many of the conditions must hold.", required=True),
        "of": Key(Many(CONDITION, least=1), "The conditions.", required=True),
    },
)
KEYWORDS = {
    "all": Key(Many(CONDITION, least=1), "Every one of these must hold."),
    "any": Key(Many(CONDITION, least=1), "At least one of these must hold."),
    "not": Key(NEGATED, "This must not hold. Never over a finding, or over 'unknown'."),
    "some": Key(SOME, "At least so many of these must hold."),
    "finding": Key("finding", "Another rule concluded this."),
    UNKNOWN: Key("fact", "Somebody was asked for this fact, and could not say."),
    DISPUTED: Key("fact", "The answers to this fact exclude each other."),
}
"""What a condition may say, besides comparing a fact; no fact may have one of these names."""


class ConditionReader:
    """Reads conditions against a vocabulary, the declared findings and what makes facts apply.

    Without *findings* (None) a condition may read facts alone.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        findings: Collection[str] | None,
        applies: MappingType[str, Node],
        faults: Faults,
    ) -> None:
        self._comparisons = ComparisonReader(vocabulary, applies, faults)
        self._vocabulary = vocabulary
        self._findings = findings
        self._applies = applies
        self._faults = faults

    def read(self, source: Source, *, negated: bool = False) -> Node | None:
        """Return the condition that *source* writes, or None after recording its faults."""
        if not isinstance(source, Mapping) or len(source.pairs) != 1:
            found = f"{len(source.pairs)} keys" if isinstance(source, Mapping) else describe(source)
            message = (
                f"expected one comparison, 'all', 'any', 'some', 'not' or 'finding', found {found}"
            )
            self._faults.add(location(source), "condition", message, "one key a condition")
            return None
        ((key, operand),) = source.pairs.values()
        if key.text in KEYWORDS:
            return self._keyword(key, operand, negated)
        return self._comparison(key, operand, negated)

    def _keyword(self, key: Scalar, operand: Source, negated: bool) -> Node | None:
        if key.text in ("all", "any"):
            return self._join(key, operand, negated)
        if key.text == "not":
            return self.read(operand, negated=not negated)
        if key.text == "some":
            return self._some(operand, negated)
        if key.text == "finding":
            return self._finding(operand, negated)
        assert key.text in FLAGS
        return self._flag(key.text, operand, negated)

    def _children(self, sources: Source, *, negated: bool) -> tuple[Node, ...] | None:
        nodes = items(sources, self._faults)
        if isinstance(sources, Sequence) and not nodes:
            self._faults.add(location(sources), "condition", "this list of conditions is empty")
        children = [self.read(node, negated=negated) for node in nodes]
        present = tuple(child for child in children if child is not None)
        return present if present and len(present) == len(nodes) else None

    def _join(self, key: Scalar, operand: Source, negated: bool) -> Node | None:
        children = self._children(operand, negated=negated)
        if children is None:
            return None
        joined = All if (key.text == "all") != negated else Any
        return joined(children, location(key))

    def _some(self, operand: Source, negated: bool) -> Node | None:
        entry = reader(operand, self._faults, SOME, "'at_least' and 'of'")
        if entry is None:
            return None
        at_least = entry.integer("at_least")
        of = entry.node("of")
        entry.close()
        children = self._children(of, negated=negated) if of else None
        if children is None or "at_least" not in entry.mapping.pairs:
            return None
        if not 1 <= at_least <= len(children):
            message = f"at_least {at_least} of {len(children)} conditions"
            hint = f"expected 1 to {len(children)}"
            self._faults.add(location(operand), "some", message, hint)
        # not (at least n of k) is: at least k - n + 1 of the k negated
        needed = len(children) - at_least + 1 if negated else at_least
        return Some(needed, children, location(operand))

    def _finding(self, operand: Source, negated: bool) -> Node | None:
        if negated:
            message = "'not' over a finding is not allowed: rules must stay monotone in findings"
            hint = "state the facts that exclude it, or declare the opposite finding"
            self._faults.add(location(operand), "not-finding", message, hint)
            return None
        if self._findings is None:
            message = "no finding can stand here: it is read before any rule concludes one"
            hint = "state the facts that the finding follows from"
            self._faults.add(location(operand), "finding-too-early", message, hint)
            return None
        found = one_of(operand, self._findings, self._faults, "finding", "unknown-finding")
        return FindingHolds(found, location(operand)) if found else None

    def _flag(self, flag: str, operand: Source, negated: bool) -> Node | None:
        fact = self._comparisons.fact(operand)
        if fact is None:
            return None
        unknown = flag == UNKNOWN
        if unknown and negated:
            message = "'not' over 'unknown' is not allowed: silence would make the rule fire"
            self._faults.add(location(operand), "not-unknown", message, "compare the fact instead")
            return None
        of = self._vocabulary.unknown_flag if unknown else self._vocabulary.disputed_flag
        mask = 0b01 if negated else 0b10
        return Compare(fact.id, "", of(fact.id), mask, flag, (), negated, location(operand))

    def _comparison(self, key: Scalar, operand: Source, negated: bool) -> Node | None:
        fact = self._comparisons.fact(key)
        if fact is None:
            return None
        node = self._comparisons.read(fact, key, operand, negated)
        condition = self._applies.get(fact.id)
        if node is None or condition is None:
            return node
        return Applies(fact.id, condition, node, location(key))
