"""Evidence: what is known of the facts that satisfied a condition, whoever said it."""

from __future__ import annotations

from collections.abc import Mapping

from mandate.assessment import Evidence, FactEvidence, FindingEvidence
from mandate.conditions.evaluate import possible_counts
from mandate.conditions.nodes import (
    DISPUTED,
    FLAGS,
    All,
    Compare,
    Covers,
    FindingHolds,
    Graded,
    Node,
    Same,
)
from mandate.facts import YES, Slot, codes
from mandate.memory import Masks
from mandate.pack.model import Pack
from mandate.wording import NOT_KNOWN_WORDS, count_words, slot_words


class SlotEvidence(dict[int, FactEvidence]):
    """The evidence that a slot gives, by its possible values; kept where that is one value."""

    def __init__(self, slot: Slot) -> None:
        super().__init__()
        self._slot = slot
        items = {level.id: level.words for level in slot.fact.levels}
        self._title = f"{slot.fact.title} ({items[slot.item]})" if slot.item else slot.fact.title

    def __missing__(self, mask: int) -> FactEvidence:
        """Return the evidence of possible values that were not met before."""
        slot, fact = self._slot, self._slot.fact
        values = slot.values(mask)
        value = values[0] if len(values) == 1 else None
        words = slot_words(slot, mask)
        made = FactEvidence(fact.id, slot.item, self._title, value, values, words, ())
        if value is not None:
            self[mask] = made
        return made


Lookup = tuple[SlotEvidence, int]
"""Where a piece of evidence is found: the table of a slot, and the slot's position."""


class EvidenceTables:
    """The evidence for the facts of one pack, without who said it (``by`` is empty)."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._tables = [SlotEvidence(slot) for slot in pack.vocabulary.slots]
        self._fulls = [slot.full for slot in pack.vocabulary.slots]
        self._titles = {finding.id: finding.title for finding in pack.findings.values()}

    def lookups(self, condition: Node) -> tuple[Lookup, ...] | None:
        """Return where the evidence of a condition stands whenever it holds.

        None where that depends on which branches hold, or is not that of single slots.
        """
        found: dict[int, Lookup] = {}
        for leaf in condition.children if isinstance(condition, All) else (condition,):
            slot = self._slot_told(leaf)
            if slot is None:
                return None
            found[slot] = self._tables[slot], slot
        return tuple(found.values())

    def _slot_told(self, leaf: Node) -> int | None:
        """Return the slot that a leaf always tells something of when it holds, or None."""
        if isinstance(leaf, Compare) and leaf.operator not in FLAGS:
            return leaf.slot if leaf.mask != self._fulls[leaf.slot] else None
        if isinstance(leaf, Graded) and not leaf.counted and len(set(leaf.points)) > 1:
            return leaf.slots[0]
        return None

    def of(
        self, support: tuple[Node, ...], masks: Masks, concluded_by: Mapping[str, tuple[str, ...]]
    ) -> tuple[Evidence, ...]:
        """Return the evidence in the satisfied leaves of a condition, each piece once."""
        found: dict[object, Evidence] = {}
        for leaf in support:
            if isinstance(leaf, FindingHolds):
                title, by = self._titles[leaf.finding], concluded_by[leaf.finding]
                found[leaf.finding] = FindingEvidence(leaf.finding, title, by)
            elif isinstance(leaf, Compare) and leaf.operator in FLAGS:
                found[leaf.slot] = self._flag(leaf, masks)
            elif isinstance(leaf, Covers) or (isinstance(leaf, Graded) and leaf.counted):
                found[leaf.fact, ""] = self.count(leaf.fact, masks)
            else:
                for slot in _slots_of(leaf):
                    if masks[slot] != self._fulls[slot]:  # what is open tells nothing
                        found[slot] = self._tables[slot][masks[slot]]
        return tuple(found.values())

    def _flag(self, leaf: Compare, masks: Masks) -> FactEvidence:
        """Return the evidence that a fact is not known, disputed or not disputed."""
        state = NOT_KNOWN_WORDS
        if leaf.operator == DISPUTED:
            state = DISPUTED if masks[leaf.slot] == YES else f"not {DISPUTED}"
        return FactEvidence(leaf.fact, "", self._pack.fact(leaf.fact).title, None, (), state, ())

    def slot(self, position: int, mask: int) -> FactEvidence:
        """Return the evidence that a slot gives by its possible values."""
        return self._tables[position][mask]

    def count(self, name: str, masks: Masks) -> FactEvidence:
        """Return the evidence that a checklist gives by how many of its items are ticked."""
        slots = self._pack.vocabulary.slots_of(name)
        counts = codes(possible_counts(tuple(slot.position for slot in slots), masks))
        values = tuple(str(count) for count in counts)
        value = values[0] if len(values) == 1 else None
        title, words = self._pack.fact(name).title, count_words(slots, masks)
        return FactEvidence(name, "", title, value, values, words, ())


def _slots_of(leaf: Node) -> tuple[int, ...]:
    if isinstance(leaf, Compare):
        return (leaf.slot,)
    if isinstance(leaf, Same):
        return (leaf.slot, leaf.other_slot)
    return leaf.slots if isinstance(leaf, Graded) else ()
