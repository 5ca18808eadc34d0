"""Evidence: what a case says of a fact, and by whom, as it appears in an assessment."""

from __future__ import annotations

from collections.abc import Iterable

from mandate.answers import Answer
from mandate.assessment import (
    DisputedFact,
    FactEvidence,
    InapplicableFact,
    NotKnownFact,
    OpenFact,
    PartlyKnownFact,
    Statement,
)
from mandate.case import Known
from mandate.conditions.evaluate import Truth, evaluate, possible_counts
from mandate.conditions.nodes import DISPUTED, FLAGS, Compare, Covers, Graded, Node, Same
from mandate.conditions.wording import words
from mandate.facts import STAGES, YES, Fact, Slot, codes
from mandate.pack.model import Pack
from mandate.wording import NOT_KNOWN_WORDS, OPEN_WORDS, count_words, fact_words, slot_words


def _by_fact(names: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the items of each fact, in order; no items where it is no checklist."""
    facts: dict[str, tuple[str, ...]] = {}
    for fact, item in sorted(names):
        facts[fact] = (*facts.get(fact, ()), *((item,) if item else ()))
    return facts


PlainEvidence = dict[tuple[int, int], FactEvidence]
"""The evidence of plain answers with one value, by slot and mask: the same in every case."""


Key = tuple[str, str, str]
"""What a leaf asks of a case: a fact, one of its items or "", and a flag or ""."""


def keys_of(leaf: Node) -> tuple[Key, ...]:
    """Return where the evidence in a satisfied leaf stands; of a finding, nowhere in a case."""
    if isinstance(leaf, Compare):
        return ((leaf.fact, leaf.item, leaf.operator if leaf.operator in FLAGS else ""),)
    if isinstance(leaf, Same):
        return ((leaf.fact, "", ""), (leaf.other, "", ""))
    if isinstance(leaf, (Covers, Graded)):
        return ((leaf.fact, "", ""),)
    return ()


class CaseEvidence:
    """What one case says, whatever the rules make of it.

    ``facts`` holds the evidence for every answered fact and item, and for every flag; ``words``
    how each fact reads in a sentence.
    """

    def __init__(self, known: Known, pack: Pack, plain: PlainEvidence) -> None:
        self._pack = pack
        self._vocabulary = pack.vocabulary
        self._memory = known.memory
        self._masks = known.memory.masks
        self._addresses = {source.id: source.address for source in known.case.sources}
        self._stage = STAGES.index(known.case.stage)
        self._answers: dict[str, list[Answer]] = {}
        for answer in known.memory.answers:
            self._answers.setdefault(answer.fact, []).append(answer)
        disputes = known.memory.disputed.items()
        self._disputed = {fact for (fact, _), _ in disputes}
        self._unsettled = {fact for (fact, _), settled in disputes if not settled}
        self._plain = plain
        self.facts: dict[Key, FactEvidence] = {}
        self.words = dict.fromkeys(pack.vocabulary.facts, OPEN_WORDS)
        for name in self._answers:
            self._add(pack.fact(name))

    def of(self, key: Key) -> FactEvidence | None:
        """Return the evidence under *key*; None of a fact nobody answered."""
        found = self.facts.get(key)
        return self._flag(key) if found is None and key[2] else found

    def _add(self, fact: Fact) -> None:
        given, slots = self._answers[fact.id], self._vocabulary.slots_of(fact.id)
        plain = all(answer.is_plain for answer in given)
        for slot in slots:
            mask = self._masks[slot.position]
            if mask == slot.full:
                continue
            one = self._plain.get((slot.position, mask)) if plain else None
            if one is None:
                one = self._value(fact, slot)
                if plain and len(one.values) == 1:
                    self._plain[slot.position, mask] = one
            self.facts[fact.id, slot.item, ""] = one
        if fact.type == "checklist":
            self.facts[fact.id, "", ""] = self._count(fact, slots)
        settled = fact.id not in self._unsettled
        self.words[fact.id] = fact_words(fact, self._masks, self._vocabulary, settled=settled)

    def _flag(self, key: Key) -> FactEvidence:
        """Return the evidence that a fact is not known, disputed or not disputed."""
        fact = self._pack.fact(key[0])
        flag = self._vocabulary.disputed_flag(fact.id)
        state = NOT_KNOWN_WORDS
        if key[2] == DISPUTED:
            state = DISPUTED if self._masks[flag] == YES else f"not {DISPUTED}"
        said = self._all_statements(fact.id)
        return FactEvidence(fact.id, "", fact.title, None, (), state, said)

    def _value(self, fact: Fact, slot: Slot) -> FactEvidence:
        mask = self._masks[slot.position]
        values = slot.values(mask)
        written = slot_words(slot, mask)
        value = values[0] if len(values) == 1 else None
        said = self._statements(fact.id, slot.item)
        return FactEvidence(fact.id, slot.item, fact.title, value, values, written, said)

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
        return tuple(self._statement(one) for one in given if one.item == item)

    def _checklist_statements(self, given: Iterable[Answer]) -> tuple[Statement, ...]:
        by: dict[str, list[Answer]] = {}
        for answer in given:
            by.setdefault(answer.by, []).append(answer)
        statements = []
        for group in by.values():
            ticked = tuple(answer.item for answer in group if answer.values == ("yes",))
            listed = ", ".join(item.replace("_", " ") for item in ticked) or "none"
            whole = self._statement(group[0])
            statements.append(whole._replace(item="", values=ticked, words=listed))
        return tuple(statements)

    def _statement(self, answer: Answer) -> Statement:
        fact = self._pack.fact(answer.fact)
        return Statement(
            answer.by,
            answer.item,
            answer.values,
            " or ".join([fact.words(value) for value in answer.values]) or NOT_KNOWN_WORDS,
            answer.confidence,
            answer.source,
            self._addresses.get(answer.source, ""),
            answer.phrase,
            answer.note,
            answer.known,
        )

    def _all_statements(self, fact: str) -> tuple[Statement, ...]:
        return tuple(self._statement(one) for one in self._answers.get(fact, ()))

    def open(self, at_stake: dict[str, int]) -> tuple[OpenFact, ...]:
        """Return the facts nobody was asked about, those with most points at stake first."""
        found = []
        for fact in self._vocabulary.facts.values():
            given = self._answers.get(fact.id)
            if given and fact.type != "checklist":
                continue
            said = {answer.item for answer in given or ()}
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
        for name, items in _by_fact(self._memory.not_known).items():
            fact, said = self._pack.fact(name), self._all_statements(name)
            found.append(NotKnownFact(name, items, fact.title, fact.question, fact.ask, said))
        return tuple(found)

    def disputed(self) -> tuple[DisputedFact, ...]:
        """Return the facts on which the answers exclude each other."""
        found = []
        for name, items in _by_fact(self._memory.disputed).items():
            title, said = self._pack.fact(name).title, self._all_statements(name)
            found.append(DisputedFact(name, items, title, name not in self._unsettled, said))
        return tuple(found)

    def applies_not(self) -> tuple[InapplicableFact, ...]:
        """Return the facts that do not apply, each with the condition it would need."""
        return tuple(
            InapplicableFact(fact, self._pack.fact(fact).title, words(condition, self._vocabulary))
            for fact, condition in self._pack.applies.items()
            if not self._may_apply(fact)
        )

    def known_in_part(self) -> tuple[PartlyKnownFact, ...]:
        """Return the facts that an undisputed answer narrows to more than one value."""
        found = []
        for name in sorted(self._answers):
            fact, slots = self._pack.fact(name), self._vocabulary.slots_of(name)
            vague = [slot for slot in slots if self._is_vague(slot)]
            if vague and name not in self._disputed:
                items = tuple(slot.item for slot in vague if slot.item)
                said, words = self._all_statements(name), self.words[name]
                found.append(
                    PartlyKnownFact(name, items, fact.title, words, fact.question, fact.ask, said)
                )
        return tuple(found)

    def _is_vague(self, slot: Slot) -> bool:
        mask = self._masks[slot.position]
        return mask != slot.full and mask & (mask - 1) != 0

    def known(self) -> int:
        """Return of how many facts exactly one value is left, item by item."""
        return sum(
            all(not mask & (mask - 1) for mask in self._masks_of(name)) and self._may_apply(name)
            for name in self._answers
        )

    def _masks_of(self, name: str) -> list[int]:
        return [self._masks[slot.position] for slot in self._vocabulary.slots_of(name)]
