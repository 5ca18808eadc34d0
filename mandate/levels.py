"""What the total would be at other levels of one fact, everything else as it is known."""

from __future__ import annotations

from mandate.conditions.evaluate import Truth, evaluate
from mandate.facts import NO, YES, Fact
from mandate.memory import Masks
from mandate.pack.distinctions import told_apart
from mandate.pack.model import Pack
from mandate.reasoning import Inference, Reasoner
from mandate.tuples import NamedTuple


class Level(NamedTuple):
    """Values of a fact that no rule tells apart, and what is inferred at them; of a checklist: no
    item (``values`` NO) or every item (YES). ``masks`` are the working memory with it."""

    values: int
    masks: Masks
    inference: Inference


class Levels:
    """Tries the levels of facts under one pack. Safe to share between threads."""

    def __init__(self, pack: Pack, reasoner: Reasoner) -> None:
        self._pack = pack
        self._infer = reasoner.infer
        self._classes = told_apart(pack)

    def of(self, fact: Fact, masks: Masks) -> tuple[Level, ...]:
        """Return the levels of a fact that can be, in their order.

        They are those that are possible where more than one value is, else all. A level that the
        other facts make impossible is left out. Whoever tells the level settles the fact: it is
        neither unknown nor disputed then.
        """
        found = []
        for values in self._choices(fact, masks):
            changed = self._with(fact, masks, values)
            if not self._is_impossible(changed):
                found.append(Level(values, changed, self._infer(changed)))
        return tuple(found)

    def _choices(self, fact: Fact, masks: Masks) -> list[int]:
        if fact.type == "checklist":
            return [NO, YES]
        (slot,) = self._pack.vocabulary.slots_of(fact.id)
        mask = masks[slot.position]
        possible = mask if mask & (mask - 1) else slot.full
        classes = self._classes.get(slot.position, (slot.full,))
        return [left for one in classes if (left := possible & one)]

    def _with(self, fact: Fact, masks: Masks, values: int) -> Masks:
        vocabulary = self._pack.vocabulary
        changed = list(masks)
        slots = vocabulary.slots_of(fact.id)
        some_open = any(masks[slot.position] & masks[slot.position] - 1 for slot in slots)
        for slot in slots:
            mask = masks[slot.position]
            if fact.type != "checklist" or mask & (mask - 1) or not some_open:
                changed[slot.position] = values & -values
        changed[vocabulary.unknown_flag(fact.id)] = NO
        changed[vocabulary.disputed_flag(fact.id)] = NO
        return tuple(changed)

    def _is_impossible(self, masks: Masks) -> bool:
        combinations = (one.condition for one in self._pack.impossible)
        return any(evaluate(one, masks, {}).truth is Truth.TRUE for one in combinations)
