"""What a case says of the facts, and who said it, whatever the rules make of it."""

from __future__ import annotations

from collections.abc import Iterable

from mandate.assessment import (
    Evidence,
    FactEvidence,
    FindingEvidence,
    InapplicableFact,
    NotKnownFact,
    OpenFact,
    PartlyKnownFact,
)
from mandate.case import Known
from mandate.conditions.evaluate import Truth, evaluate
from mandate.facts import STAGES, Slot
from mandate.memory import Answer
from mandate.pack.model import Pack
from mandate.testimony import DisputedFact, Statement
from mandate.wording import NOT_KNOWN_WORDS, fact_words, slot_words


def _by_fact(names: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the items of each fact, in order; no items where it is no checklist."""
    facts: dict[str, tuple[str, ...]] = {}
    for fact, item in sorted(names):
        facts[fact] = (*facts.get(fact, ()), *((item,) if item else ()))
    return facts


PlainEvidence = dict[tuple[str, str, str], FactEvidence]
"""The evidence of plain answers, by fact, item and value: the same in every case."""


class CaseStatements:
    """What the respondents of one case said; ``at_stake`` has the points that wait for a fact."""

    def __init__(
        self, known: Known, pack: Pack, plain: PlainEvidence, at_stake: dict[str, int]
    ) -> None:
        self._pack = pack
        self._vocabulary = pack.vocabulary
        self._memory = known.memory
        self._masks = known.memory.masks
        self._addresses = {source.id: source.address for source in known.case.sources}
        self._stage = STAGES.index(known.case.stage)
        self._superseded = known.memory.superseded
        self._answers: dict[str, list[Answer]] = {}
        for answer in known.memory.answers:
            self._answers.setdefault(answer.fact, []).append(answer)
        disputes = known.memory.disputed.items()
        self._disputed = {fact for (fact, _), _ in disputes}
        self._unsettled = {fact for (fact, _), settled in disputes if not settled}
        self._plain = plain
        self._at_stake = at_stake
        self._words: dict[str, str] = {}

    def words(self, name: str) -> str:
        """Return how what is known of a fact reads in a sentence."""
        found = self._words.get(name)
        if found is None:
            settled = name not in self._unsettled
            fact = self._pack.fact(name)
            found = fact_words(fact, self._masks, self._vocabulary, settled=settled)
            self._words[name] = found
        return found

    def attributed(self, evidence: Evidence) -> Evidence:
        """Return a piece of evidence with who said it."""
        if isinstance(evidence, FindingEvidence):
            return evidence
        fact, item, value = evidence.fact, evidence.item, evidence.value
        whole = not item and self._pack.fact(fact).type == "checklist"  # of which items differ
        given = [answer for answer in self._answers.get(fact, ()) if answer.item == item]
        if value is None or whole or len(given) != 1 or not given[0].is_plain:
            return evidence._replace(by=self._statements_on(evidence))
        kept = self._plain.get((fact, item, value))
        if kept is None:
            kept = evidence._replace(by=self._statements_on(evidence))
            self._plain[fact, item, value] = kept
        return kept

    def _statements_on(self, evidence: FactEvidence) -> tuple[Statement, ...]:
        """Return who said what of a fact; of a whole checklist, the items that are ticked."""
        given = self._answers.get(evidence.fact, ())
        if not evidence.values:
            return self.said_of(evidence.fact)
        if not evidence.item and self._pack.fact(evidence.fact).type == "checklist":
            return self._checklist_statements(given, evidence.values)
        return tuple(self._statement(one) for one in given if one.item == evidence.item)

    def _checklist_statements(
        self, given: Iterable[Answer], counts: tuple[str, ...]
    ) -> tuple[Statement, ...]:
        """Return who ticked which items; together they make the *counts* that are possible. Who
        could not say of any item adds nothing to them."""
        by: dict[tuple[object, ...], list[Answer]] = {}
        for answer in given:
            by.setdefault(answer[3:-1], []).append(answer)
        statements = []
        for group in by.values():
            ticked = tuple(answer.item for answer in group if answer.values == ("yes",))
            listed = ", ".join(item.replace("_", " ") for item in ticked) or "none"
            whole = self._statement(group[0])
            values = counts if any(answer.values for answer in group) else ()
            statements.append(whole._replace(item="", values=values, words=listed))
        return tuple(statements)

    def _statement(self, answer: Answer) -> Statement:
        return Statement(
            answer.by,
            answer.item,
            answer.values,
            self._said(answer),
            answer.confidence,
            answer.source,
            self._addresses.get(answer.source, ""),
            answer.phrase,
            answer.note,
            answer.known,
            answer.date,
            answer in self._superseded,
        )

    def _said(self, answer: Answer) -> str:
        if not answer.values:
            return NOT_KNOWN_WORDS
        slots = self._vocabulary.slots_of(answer.fact)
        slot = next(one for one in slots if one.item == answer.item)
        return slot_words(slot, sum(1 << slot.labels.index(value) for value in answer.values))

    def said_of(self, fact: str) -> tuple[Statement, ...]:
        """Return all that anybody said of a fact."""
        return tuple(self._statement(one) for one in self._answers.get(fact, ()))

    def open(self) -> tuple[OpenFact, ...]:
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
                        candidate_question=fact.candidate_question,
                        why=fact.why,
                        ask=fact.ask,
                        stage=fact.stage,
                        askable=STAGES.index(fact.stage) <= self._stage,
                        at_stake=self._at_stake.get(fact.id, 0),
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
            fact = self._pack.fact(name)
            found.append(
                NotKnownFact(
                    fact=name,
                    items=items,
                    title=fact.title,
                    question=fact.question,
                    candidate_question=fact.candidate_question,
                    ask=fact.ask,
                    at_stake=self._at_stake.get(name, 0),
                    by=self.said_of(name),
                )
            )
        return tuple(found)

    def disputed(self) -> tuple[DisputedFact, ...]:
        """Return the facts on which the answers exclude each other."""
        found = []
        for name, items in _by_fact(self._memory.disputed).items():
            title, said = self._pack.fact(name).title, self.said_of(name)
            found.append(DisputedFact(name, items, title, name not in self._unsettled, said, ()))
        return tuple(found)

    def applies_not(self) -> tuple[InapplicableFact, ...]:
        """Return the facts that do not apply, each with the condition it would need."""
        needed = {one: of for one, of in self._pack.applies.items() if not self._may_apply(one)}
        if not needed:
            return ()
        from mandate.conditions.wording import words  # to most cases every fact applies

        return tuple(
            InapplicableFact(fact, self._pack.fact(fact).title, words(of, self._vocabulary))
            for fact, of in needed.items()
        )

    def known_in_part(self) -> tuple[PartlyKnownFact, ...]:
        """Return the facts that an undisputed answer narrows to more than one value."""
        found = []
        for name in sorted(self._answers):
            fact, slots = self._pack.fact(name), self._vocabulary.slots_of(name)
            vague = [slot for slot in slots if self._is_vague(slot)]
            if vague and name not in self._disputed:
                found.append(
                    PartlyKnownFact(
                        fact=name,
                        items=tuple(slot.item for slot in vague if slot.item),
                        title=fact.title,
                        words=self.words(name),
                        question=fact.question,
                        candidate_question=fact.candidate_question,
                        ask=fact.ask,
                        at_stake=self._at_stake.get(name, 0),
                        by=self.said_of(name),
                    )
                )
        return tuple(found)

    def _is_vague(self, slot: Slot) -> bool:
        """Return whether several values of a slot are left by what was said of it, be it all."""
        mask = self._masks[slot.position]
        if mask & (mask - 1) == 0:
            return False
        said = (one for one in self._answers[slot.fact.id] if one.item == slot.item)
        return mask != slot.full or any(one.values for one in said)

    def known(self) -> int:
        """Return of how many facts exactly one value is left, item by item."""
        return sum(
            all(not mask & (mask - 1) for mask in self._masks_of(name)) and self._may_apply(name)
            for name in self._answers
        )

    def _masks_of(self, name: str) -> list[int]:
        return [self._masks[slot.position] for slot in self._vocabulary.slots_of(name)]
