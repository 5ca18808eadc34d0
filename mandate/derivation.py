"""Deriving: the verdict on a rule's condition as a tree, with what is known beside every node."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from mandate.assessment import Evidence, FactEvidence, FindingEvidence
from mandate.conditions.evaluate import Truth, Verdict, possible_points
from mandate.conditions.nodes import (
    DISPUTED,
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
from mandate.conditions.wording import words
from mandate.evidence import EvidenceTables
from mandate.explanation import FALSE, TRUE, UNKNOWN, Derivation
from mandate.facts import YES, Slot
from mandate.memory import Masks, Memory
from mandate.pack.model import Pack
from mandate.wording import NOT_KNOWN_WORDS, OPEN_WORDS, fact_words

TRUTHS = {Truth.TRUE: TRUE, Truth.FALSE: FALSE, Truth.UNKNOWN: UNKNOWN}
_KINDS: dict[type, str] = {
    All: "all",
    Any: "any",
    Some: "some",
    Applies: "applies",
    Compare: "comparison",
    Covers: "count",
    Same: "match",
    FindingHolds: "finding",
    Graded: "grading",
}

Attribute = Callable[[Evidence], Evidence]
"""Adds to a piece of evidence who said it."""


class Deriver:
    """Derives verdicts under one pack. Safe to share between threads."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._vocabulary = pack.vocabulary
        self._tables = EvidenceTables(pack)
        self._titles = {finding.id: finding.title for finding in pack.findings.values()}

    def derive(
        self,
        verdict: Verdict,
        memory: Memory,
        concluded_by: Mapping[str, tuple[str, ...]],
        attributed: Attribute = lambda evidence: evidence,
    ) -> Derivation:
        """Return the tree of a verdict on *memory*.

        *concluded_by* names the rules that concluded each finding which holds.
        """
        node = verdict.node
        flag = isinstance(node, Compare) and node.operator in FLAGS
        actual = () if verdict.children else self._actual(node, memory, concluded_by)
        return Derivation(
            kind="flag" if flag else _KINDS[type(node)],
            truth=TRUTHS[verdict.truth],
            expected=self._expected(node),
            actual=tuple(_of_item(attributed(one)) for one in actual),
            points=_points(node, memory.masks),
            finding=node.finding if isinstance(node, FindingHolds) else None,
            children=tuple(
                self.derive(child, memory, concluded_by, attributed) for child in verdict.children
            ),
        )

    def _expected(self, node: Node) -> str:
        if isinstance(node, All):
            return "all of:"
        if isinstance(node, Any):
            return "any of:"
        if isinstance(node, Some):
            return f"at least {node.at_least} of:"
        if isinstance(node, Applies):
            return f"{self._pack.fact(node.fact).title} applies, and:"
        return words(node, self._vocabulary, self._titles)

    def _actual(
        self, node: Node, memory: Memory, concluded_by: Mapping[str, tuple[str, ...]]
    ) -> tuple[Evidence, ...]:
        """Return what is known of what a leaf reads."""
        if isinstance(node, FindingHolds):
            by = concluded_by.get(node.finding, ())
            return (FindingEvidence(node.finding, self._titles[node.finding], by),)
        if isinstance(node, Compare) and node.operator in FLAGS:
            return (self._flagged(node, memory),)
        if isinstance(node, Covers) or (isinstance(node, Graded) and node.counted):
            return (self._counted(node.fact, memory),)
        if isinstance(node, Same):
            return self._of_slot(node.slot, memory), self._of_slot(node.other_slot, memory)
        if isinstance(node, Graded):
            return (self._of_slot(node.slots[0], memory),)
        assert isinstance(node, Compare)
        return (self._of_slot(node.slot, memory),)

    def _flagged(self, node: Compare, memory: Memory) -> FactEvidence:
        """Return what is known of a fact in the terms of a flag."""
        fact, masks = self._pack.fact(node.fact), memory.masks
        state = fact_words(fact, masks, self._vocabulary)
        if masks[self._vocabulary.unknown_flag(fact.id)] == YES:
            state = NOT_KNOWN_WORDS
        if node.operator == DISPUTED:
            state = DISPUTED if masks[node.slot] == YES else f"not {DISPUTED}"
        return FactEvidence(fact.id, "", fact.title, None, (), state, ())

    def _counted(self, name: str, memory: Memory) -> FactEvidence:
        """Return how many items of a checklist are ticked, as far as anything is known of it."""
        words = fact_words(self._pack.fact(name), memory.masks, self._vocabulary)
        evidence = self._tables.count(name, memory.masks)
        if words in (OPEN_WORDS, NOT_KNOWN_WORDS):
            return evidence._replace(values=(), words=words)
        disputed = [settled for (fact, _), settled in memory.disputed.items() if fact == name]
        return evidence._replace(words=_disputed(words, disputed))

    def _of_slot(self, position: int, memory: Memory) -> FactEvidence:
        slot, mask = self._vocabulary.slots[position], memory.masks[position]
        name = slot.fact.id, slot.item
        if mask == slot.full and name not in memory.disputed:
            state = NOT_KNOWN_WORDS if name in memory.not_known else OPEN_WORDS
            return FactEvidence(*name, self._title(slot), None, (), state, ())
        evidence = self._tables.slot(position, mask)
        settled = [memory.disputed[name]] if name in memory.disputed else []
        return evidence._replace(words=_disputed(evidence.words, settled))

    def _title(self, slot: Slot) -> str:
        return self._tables.slot(slot.position, YES).title if slot.item else slot.fact.title


def _disputed(words: str, settled: Collection[bool]) -> str:
    """Return *words*, with each dispute told that is settled by a document or not."""
    if not settled:
        return words
    return f"{words}, disputed{' and settled by a document' if all(settled) else ''}"


def _of_item(evidence: Evidence) -> Evidence:
    """Return evidence on an item of a checklist without what was said of its other items."""
    if isinstance(evidence, FindingEvidence) or not evidence.item:
        return evidence
    return evidence._replace(by=tuple(one for one in evidence.by if one.item == evidence.item))


def _points(node: Node, masks: Masks) -> tuple[int, ...]:
    return tuple(sorted(possible_points(node, masks))) if isinstance(node, Graded) else ()
