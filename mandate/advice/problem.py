"""A case as a choice of options: what each comes to, alone and at most together."""

from __future__ import annotations

from collections.abc import Collection

from mandate.advice.levers import Lever, levers_of
from mandate.facts import LAST_CHANCE, LATE, STAGES, urgency
from mandate.memory import Masks, Memory
from mandate.pack.model import Pack
from mandate.ranges.parts import Parts
from mandate.ranges.state import State

STAY = -1
"""The choice of no option of a lever."""

Choice = dict[int, int]
"""The option that is chosen of each lever that is moved."""


class Problem:
    """The choices that one case leaves, as states of its working memory."""

    def __init__(
        self, pack: Pack, memory: Memory, keep: Collection[str] = (), stage: str = STAGES[0]
    ) -> None:
        masks = memory.masks
        self.pack, self.masks = pack, masks
        self._stage = stage
        self.parts = Parts(pack, masks)
        self.levers: list[Lever] = levers_of(self.parts, memory, keep, stage)
        self.start = State(self.parts, list(map(_decided, masks, self.parts.sizes)))

    def applied(self, state: State, place: int, number: int) -> State:
        """Return a state with one option carried out."""
        changed = state.copy()
        for slot, values in self.levers[place].options[number].settings:
            changed.narrow(slot, values)
        return changed

    def after(self, choice: Choice) -> State:
        """Return the state with the options chosen carried out."""
        state = self.start
        for place, number in choice.items():
            state = self.applied(state, place, number)
        return state

    def masks_after(self, choice: Choice) -> Masks:
        """Return the working memory with the options chosen, by lever, carried out."""
        masks = list(self.masks)
        for place, number in sorted(choice.items()):
            for slot, values in self.levers[place].options[number].settings:
                masks[slot] = values
        return tuple(masks)

    def cost(self, choice: Choice) -> int:
        """Return what the options chosen cost together."""
        return sum(self.levers[place].options[number].cost for place, number in choice.items())

    def timeliness(self, choice: Choice) -> tuple[int, int]:
        """Return how many steps of the options chosen are late, and, less than 0, how many have
        their last chance: of equal choices the lower one comes first."""
        steps = [
            change.step
            for place, number in choice.items()
            for change in self.levers[place].options[number].changes
        ]
        found = [urgency(one.when, one.until, self._stage) for one in steps if one is not None]
        return found.count(LATE), -found.count(LAST_CHANCE)

    def changes(self, choice: Choice) -> int:
        """Return how many steps the options chosen are; what is found out is none."""
        return sum(self.steps(place, number) for place, number in choice.items())

    def steps(self, place: int, number: int) -> int:
        """Return how many steps one option is."""
        if number == STAY:
            return 0
        changes = self.levers[place].options[number].changes
        return sum(change.step is not None for change in changes)


def _decided(mask: int, size: int) -> int:
    """Return a set of one value as it is, and "stays open" for one of several."""
    return 1 << size if mask & (mask - 1) else mask
