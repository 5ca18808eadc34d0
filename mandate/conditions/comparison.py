"""Reading one comparison of a fact: its operator and operands, as a set of selected values."""

from __future__ import annotations

from collections.abc import Mapping as MappingType

from mandate.answers import read_value
from mandate.conditions.nodes import All, Any, Applies, Compare, Covers, Node, Same
from mandate.conditions.operators import OPERATORS
from mandate.errors import Faults, did_you_mean
from mandate.facts import Fact, Vocabulary
from mandate.reading import (
    Either,
    Form,
    Key,
    Many,
    Named,
    Reader,
    integer,
    items,
    one_of,
    pairs,
    reader,
    refuse_twice,
    text,
)
from mandate.source import Mapping, Scalar, Sequence, describe, location
from mandate.source import Node as Source

COVERS = Form(
    "'covers'",
    {
        "at_least": Key("count", "The fewest items that must be yes."),
        "at_most": Key("count", "The most items that may be yes."),
    },
)
CHECKLIST_OPERATORS = {
    "has": Key(Either("item", Many("item", least=1, once=True)), "These items are yes."),
    "lacks": Key(
        Either("item", Many("item", least=1, once=True)), "These items are no, not merely open."
    ),
    "covers": Key(COVERS, "So many of the items are yes."),
}
WHERE = "where"
_MAP = Key(
    Named("level", "other level"),
    "The values of the other fact that count as the same as a value of this one.",
)
SAME = {
    relation: Form(
        "a comparison of two facts",
        {relation: Key("other fact", about, required=True), WHERE: _MAP},
    )
    for relation, about in (
        ("same_as", "The other fact, which must have the same value."),
        ("differs_from", "The other fact, which must have another value."),
    )
}


class ComparisonReader:
    """Reads comparisons against a vocabulary."""

    def __init__(
        self, vocabulary: Vocabulary, applies: MappingType[str, Node], faults: Faults
    ) -> None:
        self._vocabulary = vocabulary
        self._applies = applies
        self._faults = faults

    def fact(self, key: Source) -> Fact | None:
        """Return the fact that *key* names, or None after recording that there is none."""
        name = text(key, self._faults, "a fact")
        fact = self._vocabulary.facts.get(name)
        if fact is None and name:
            message = f"the vocabulary has no fact '{name}'"
            hint = did_you_mean(name, self._vocabulary.facts)
            self._faults.add(location(key), "unknown-fact", message, hint)
        return fact

    def read(self, fact: Fact, key: Scalar, operand: Source, negated: bool) -> Node | None:
        """Return the comparison of *fact* that *operand* writes, or None after its faults."""
        if isinstance(operand, Scalar) and fact.type != "checklist":
            return self._select(fact, key, "is", operand, negated)
        if not isinstance(operand, Mapping):
            hint = "has, lacks or covers" if fact.type == "checklist" else f"{fact.expected}"
            message = f"expected a comparison with {fact.id}, found {describe(operand)}"
            self._faults.add(location(operand), "comparison", message, f"expected {hint}")
            return None
        for relation, form in SAME.items():
            if relation in operand.pairs:
                return self._same(fact, key, Reader(operand, self._faults, form), negated)
        if len(operand.pairs) != 1:
            message = f"expected one operator, found {len(operand.pairs)}"
            self._faults.add(location(operand), "comparison", message, "use 'between' or 'all'")
            return None
        ((name, value),) = operand.pairs.values()
        known = CHECKLIST_OPERATORS if fact.type == "checklist" else OPERATORS
        if one_of(name, known, self._faults, "operator", "operator") is None:
            return None
        if name.text == "covers":
            return self._covers(fact, key, value, negated)
        if fact.type == "checklist":
            return self._has(fact, key, name.text, value, negated)
        return self._select(fact, key, name.text, value, negated)

    def _select(
        self, fact: Fact, key: Scalar, name: str, value: Source, negated: bool
    ) -> Node | None:
        operator = OPERATORS[name]
        if fact.type not in operator.types:
            message = f"'{name}' needs an order, and {fact.id} is a {fact.type}"
            self._faults.add(location(key), "operator", message, "use is or one_of")
            return None
        sources = items(value, self._faults) if operator.arity != 1 else (value,)
        if name == "one_of":
            refuse_twice(sources, self._faults)
        operand = [self._operand(source, fact, name) for source in sources]
        numbers = tuple(number for number in operand if number is not None)
        if not sources and isinstance(value, Sequence):
            message = f"'{name}' needs at least one value of {fact.id}"
            self._faults.add(location(value), "comparison", message)
        if len(numbers) < len(operand) or not operand:
            return None
        if operator.arity == 2 and (len(numbers) != 2 or numbers[0] > numbers[1]):
            message = f"'{name}' takes the lowest and the highest value"
            self._faults.add(location(value), "between", message, "lowest first")
            return None
        selects, domain = operator.selects, enumerate(fact.domain)
        mask = sum([1 << code for code, one in domain if selects(one, numbers) != negated])
        words = tuple(source.text for source in sources if isinstance(source, Scalar))
        slot = self._vocabulary.slots_of(fact.id)[0]
        if mask in (0, slot.full):
            message = f"this is {'always' if mask else 'never'} true of {fact.id}"
            self._faults.add(location(key), "constant", message, "compare with another value")
        return Compare(fact.id, "", slot.position, mask, name, words, negated, location(key))

    def _operand(self, source: Source, fact: Fact, name: str) -> int | None:
        """Return an operand as a number on the fact's domain; a threshold may lie between steps."""
        if fact.type == "number" and name not in ("is", "one_of"):
            number = integer(source, self._faults, f"a number to compare {fact.id} with")
            if number is not None and not fact.minimum <= number <= fact.maximum:
                message = f"{number} is out of range for {fact.id}"
                hint = f"expected {fact.expected}"
                self._faults.add(location(source), "out-of-range", message, hint)
                return None
            return number
        label = read_value(source, fact, self._faults)
        return None if label is None else fact.domain[fact.labels.index(label)]

    def _has(self, fact: Fact, key: Scalar, name: str, value: Source, negated: bool) -> Node | None:
        names = [level.id for level in fact.levels]
        sources = items(value, self._faults) if isinstance(value, Sequence) else (value,)
        mask = 0b10 if (name == "has") != negated else 0b01
        refuse_twice(sources, self._faults)
        if not sources:
            message = f"'{name}' needs at least one item of {fact.id}"
            self._faults.add(location(value), "comparison", message)
        nodes: list[Node] = []
        for source in sources:
            item = one_of(source, names, self._faults, f"item of {fact.id}", "unknown-item")
            if item is None:
                return None
            slot = self._vocabulary.slots_of(fact.id)[names.index(item)].position
            place = location(source)
            nodes.append(Compare(fact.id, item, slot, mask, name, (item,), negated, place))
        if len(nodes) == 1:
            return nodes[0]
        joined = Any if negated else All
        return joined(tuple(nodes), location(key)) if nodes else None

    def _covers(self, fact: Fact, key: Scalar, value: Source, negated: bool) -> Node | None:
        entry = reader(value, self._faults, COVERS, "'at_least' or 'at_most'")
        if entry is None:
            return None
        slots = tuple(slot.position for slot in self._vocabulary.slots_of(fact.id))
        at_least = entry.integer("at_least", default=0)
        at_most = entry.integer("at_most", default=len(slots))
        entry.close()
        chosen = [(at_least <= count <= at_most) != negated for count in range(len(slots) + 1)]
        if all(chosen) or not any(chosen):
            message = f"covers at least {at_least} and at most {at_most} is constant"
            hint = f"{fact.id} has {len(slots)} items"
            self._faults.add(location(key), "constant", message, hint)
            return None
        counts = sum(1 << count for count, one in enumerate(chosen) if one)
        return Covers(fact.id, slots, counts, at_least, at_most, negated, location(key))

    def _same(self, fact: Fact, key: Scalar, entry: Reader, negated: bool) -> Node | None:
        operand, relation = entry.mapping, next(iter(entry.form.keys))
        other_source, where = entry.node(relation), entry.node(WHERE)
        entry.close()
        other = self.fact(other_source) if other_source else None
        if other is None:
            return None
        if "checklist" in (fact.type, other.type) or (other.id == fact.id):
            message = f"{fact.id} cannot be compared with {other.id}"
            self._faults.add(location(operand), "comparison", message)
            return None
        before = len(self._faults)
        table = self._partners(fact, other, where)
        if len(self._faults) > before:
            return None
        negated = negated != (relation == "differs_from")
        slot, other_slot = (self._vocabulary.slots_of(one.id)[0] for one in (fact, other))
        partners = tuple(other_slot.full & ~mask if negated else mask for mask in table)
        place = location(key)
        if not any(partners) or all(mask == other_slot.full for mask in partners):
            message = f"{fact.id} and {other.id} have no values in common"
            self._faults.add(place, "constant", message, "map them with 'where:'")
            return None
        same: Node = Same(
            fact.id, other.id, slot.position, other_slot.position, partners, negated, place
        )
        condition = self._applies.get(other.id)
        return Applies(other.id, condition, same, place) if condition else same

    def _partners(self, fact: Fact, other: Fact, where: Source | None) -> list[int]:
        """Return, for each value of *fact*, the set of values of *other* that count as the same."""
        theirs = {label: code for code, label in enumerate(other.labels)}
        same = {label: [label] for label in fact.labels if label in theirs}
        for key, node in pairs(where, self._faults):
            label = one_of(key, fact.labels, self._faults, f"value of {fact.id}", "unknown-level")
            nodes = items(node, self._faults) if isinstance(node, Sequence) else (node,)
            found = [read_value(one, other, self._faults) for one in nodes]
            if label:
                same[label] = [value for value in found if value]
        return [sum(1 << theirs[value] for value in same.get(label, ())) for label in fact.labels]
