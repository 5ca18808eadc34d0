"""Evidence: what a case says of a fact, and by whom, as it appears in an assessment."""

from __future__ import annotations

from mandate.answers import Answer, labels_of
from mandate.assessment import (
    DisputedFact,
    Evidence,
    FactEvidence,
    FindingEvidence,
    InapplicableFact,
    NotKnownFact,
    OpenFact,
    Statement,
)
from mandate.case import Known
from mandate.conditions.evaluate import Truth, evaluate, possible_counts
from mandate.conditions.nodes import (
    FLAGS,
    UNKNOWN,
    Compare,
    Covers,
    FindingHolds,
    Graded,
    Node,
    Same,
)
from mandate.conditions.wording import words
from mandate.facts import STAGES, Fact, Slot, codes
from mandate.pack.model import Pack
from mandate.wording import NOT_KNOWN, count_words, fact_words, slot_words

_YES = 0b10


class CaseEvidence:
    """What one case says, looked up by the leaves of conditions; remembers what it built."""

    def __init__(self, known: Known, pack: Pack) -> None:
        self._pack = pack
        self._vocabulary = pack.vocabulary
        self._masks = known.memory.masks
        self._addresses = {source.id: source.address for source in known.case.sources}
        self._stage = STAGES.index(known.case.stage)
        self._answers: dict[str, list[Answer]] = {}
        for answer in known.memory.answers:
            self._answers.setdefault(answer.fact, []).append(answer)
        self._of_slot: dict[tuple[str, str], FactEvidence] = {}

    def words(self, fact: str) -> str:
        """Return what is known of a fact, as it reads in a sentence."""
        return fact_words(self._pack.fact(fact), self._masks, self._vocabulary)

    def of(self, leaf: Node, concluded_by: dict[str, list[str]]) -> tuple[Evidence, ...]:
        """Return the evidence in a satisfied leaf of a condition."""
        if isinstance(leaf, Compare):
            if leaf.operator in FLAGS:
                return (self._flag(leaf),)
            return (self._slot(leaf.fact, leaf.item),)
        if isinstance(leaf, FindingHolds):
            finding = self._pack.findings[leaf.finding]
            return (FindingEvidence(finding.id, finding.title, tuple(concluded_by[finding.id])),)
        if isinstance(leaf, Same):
            # a value without a partner differs from anything, known or not
            pair = ((leaf.fact, leaf.slot), (leaf.other, leaf.other_slot))
            slots = self._vocabulary.slots
            answered = [name for name, one in pair if self._masks[one] != slots[one].full]
            return tuple(self._slot(name, "") for name in answered)
        assert isinstance(leaf, (Covers, Graded))
        return (self._slot(leaf.fact, ""),)

    def _flag(self, leaf: Compare) -> FactEvidence:
        """Return the evidence that a fact is not known, disputed or not disputed."""
        fact = self._pack.fact(leaf.fact)
        state = NOT_KNOWN if leaf.operator == UNKNOWN else leaf.operator
        written = f"not {state}" if leaf.negated else state
        said = self._all_statements(fact.id)
        return FactEvidence(fact.id, "", fact.title, None, (), written, said)

    def _slot(self, name: str, item: str) -> FactEvidence:
        key = (name, item)
        if key not in self._of_slot:
            fact = self._pack.fact(name)
            slots = self._vocabulary.slots_of(name)
            if fact.type == "checklist" and not item:
                self._of_slot[key] = self._count(fact, slots)
            else:
                slot = next(slot for slot in slots if slot.item == item)
                self._of_slot[key] = self._value(fact, slot)
        return self._of_slot[key]

    def _value(self, fact: Fact, slot: Slot) -> FactEvidence:
        mask = self._masks[slot.position]
        values = labels_of(slot, mask)
        written = slot_words(slot, mask) if mask != slot.full else self._unanswered(fact)
        value = values[0] if len(values) == 1 else None
        said = self._statements(fact.id, slot.item)
        return FactEvidence(fact.id, slot.item, fact.title, value, values, written, said)

    def _unanswered(self, fact: Fact) -> str:
        return fact_words(fact, self._masks, self._vocabulary)

    def _count(self, fact: Fact, slots: tuple[Slot, ...]) -> FactEvidence:
        counts = codes(possible_counts(tuple(slot.position for slot in slots), self._masks))
        values = tuple(str(count) for count in counts)
        value = values[0] if len(values) == 1 else None
        said = self._statements(fact.id, None)
        written = count_words(slots, self._masks)
        return FactEvidence(fact.id, "", fact.title, value, values, written, said)

    def _statements(self, fact: str, item: str | None) -> tuple[Statement, ...]:
        """Return who said what of a fact; of a whole checklist, the items that are ticked."""
        given = self._answers.get(fact, ())
        if item is None:
            return self._checklist_statements(given)
        return tuple(self._statement(one, one.values) for one in given if one.item == item)

    def _checklist_statements(self, given: list[Answer] | tuple[()]) -> tuple[Statement, ...]:
        by: dict[str, list[Answer]] = {}
        for answer in given:
            by.setdefault(answer.by, []).append(answer)
        return tuple(
            self._statement(group[0], tuple(one.item for one in group if one.values == ("yes",)))
            for group in by.values()
        )

    def _statement(self, answer: Answer, values: tuple[str, ...]) -> Statement:
        address = self._addresses.get(answer.source, "")
        return Statement(
            answer.by,
            values,
            answer.confidence,
            answer.source,
            address,
            answer.phrase,
            answer.note,
            answer.known,
        )

    def _all_statements(self, fact: str) -> tuple[Statement, ...]:
        return tuple(self._statement(one, one.values) for one in self._answers.get(fact, ()))

    def open(self, at_stake: dict[str, int]) -> tuple[OpenFact, ...]:
        """Return the facts nobody was asked about, those with most points at stake first."""
        found = []
        for fact in self._vocabulary.facts.values():
            said = {answer.item for answer in self._answers.get(fact.id, ())}
            left = [slot for slot in self._vocabulary.slots_of(fact.id) if slot.item not in said]
            if left and self._may_apply(fact.id):
                found.append(
                    OpenFact(
                        fact=fact.id,
                        items=tuple(slot.item for slot in left if slot.item),
                        title=fact.title,
                        question=fact.question,
                        why=fact.why,
                        ask=fact.ask,
                        stage=fact.stage,
                        askable=STAGES.index(fact.stage) <= self._stage,
                        at_stake=at_stake.get(fact.id, 0),
                    )
                )
        return tuple(sorted(found, key=lambda one: (-one.at_stake, one.fact)))

    def _may_apply(self, fact: str) -> bool:
        condition = self._pack.applies.get(fact)
        return condition is None or evaluate(condition, self._masks, {}).truth is not Truth.FALSE

    def not_known(self) -> tuple[NotKnownFact, ...]:
        """Return the facts somebody was asked about and could not say."""
        found = []
        for fact in self._vocabulary.facts.values():
            if self._masks[self._vocabulary.unknown_flag(fact.id)] == _YES:
                said = self._all_statements(fact.id)
                items = self._items(fact.id, NOT_KNOWN)
                question, ask = fact.question, fact.ask
                found.append(NotKnownFact(fact.id, items, fact.title, question, ask, said))
        return tuple(found)

    def _items(self, fact: str, state: str) -> tuple[str, ...]:
        """Return the items of a checklist that nobody could answer, or that are disputed."""
        items: dict[str, list[Answer]] = {}
        for answer in self._answers.get(fact, ()):
            if answer.item:
                items.setdefault(answer.item, []).append(answer)
        if state == NOT_KNOWN:
            return tuple(item for item, given in items.items() if not any(a.values for a in given))
        return tuple(
            item
            for item, given in items.items()
            if len({answer.values for answer in given if len(answer.values) == 1}) > 1
        )

    def disputed(self) -> tuple[DisputedFact, ...]:
        """Return the facts on which the answers exclude each other."""
        found = []
        for fact in self._vocabulary.facts.values():
            if self._masks[self._vocabulary.disputed_flag(fact.id)] == _YES:
                said = self._all_statements(fact.id)
                settled = any(one.confidence == "documented" and one.values for one in said)
                items = self._items(fact.id, "disputed")
                found.append(DisputedFact(fact.id, items, fact.title, settled, said))
        return tuple(found)

    def applies_not(self) -> tuple[InapplicableFact, ...]:
        """Return the facts that do not apply, each with the condition it would need."""
        return tuple(
            InapplicableFact(fact, self._pack.fact(fact).title, words(condition, self._vocabulary))
            for fact, condition in self._pack.applies.items()
            if not self._may_apply(fact)
        )

    def answered(self) -> int:
        """Return how many facts have at least one answer that narrows them."""
        return sum(
            any(self._masks[slot.position] != slot.full for slot in self._vocabulary.slots_of(fact))
            for fact in self._vocabulary.facts
        )
