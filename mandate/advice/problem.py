"""A case as a choice of options: what each comes to, alone and at most together."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from mandate.advice.levers import Lever, levers_of
from mandate.pack.model import Pack
from mandate.ranges.parts import Parts
from mandate.ranges.state import State

Masks = tuple[int, ...]
STAY = -1
"""The choice of no option of a lever."""

Allowed = tuple[tuple[int, ...], ...]
"""For each lever the options that are still allowed; a lever with one is decided."""


class Node(NamedTuple):
    """A part of all choices: ``chosen`` is where the undecided levers stay, ``reach`` where all
    their options are possible at once."""

    allowed: Allowed
    chosen: State
    reach: State


class Problem:
    """The choices that one case leaves, as states of its working memory."""

    def __init__(self, pack: Pack, masks: Masks, keep: Collection[str] = ()) -> None:
        self.pack, self.masks = pack, masks
        self.parts = Parts(pack, masks)
        self.levers: list[Lever] = levers_of(self.parts, masks, keep)
        self._stay = [
            mask if not mask & (mask - 1) else 1 << size
            for mask, size in zip(masks, self.parts.sizes, strict=True)
        ]
        self.root = self._root()

    def _root(self) -> Node:
        reach = State(self.parts, self._stay.copy())
        allowed = []
        for lever in self.levers:
            every = (STAY, *range(len(lever.options)))
            self._open(reach, lever, every)
            allowed.append(every)
        return Node(tuple(allowed), State(self.parts, self._stay.copy()), reach)

    def _open(self, state: State, lever: Lever, allowed: tuple[int, ...]) -> None:
        """Make all that a lever can still set possible at once."""
        for slot in {slot: None for option in lever.options for slot, _ in option.settings}:
            domain = 0
            for number in allowed:
                settings = {} if number == STAY else dict(lever.options[number].settings)
                domain |= settings.get(slot, self._stay[slot])
            if domain != state.domains[slot]:
                state.narrow(slot, domain)

    def narrowed(self, node: Node, place: int, options: tuple[int, ...]) -> Node:
        """Return what is left of a node where a lever is left only some *options*."""
        return self.left(node, (*node.allowed[:place], options, *node.allowed[place + 1 :]))

    def left(self, node: Node, allowed: Allowed) -> Node:
        """Return what is left of a node where only some options are *allowed*."""
        if allowed == node.allowed:
            return node
        reach, chosen = node.reach.copy(), node.chosen
        for place, (before, options) in enumerate(zip(node.allowed, allowed, strict=True)):
            if options != before:
                self._open(reach, self.levers[place], options)
                if len(options) == 1 and options[0] != STAY:
                    chosen = self.applied(chosen, place, options[0])
        return Node(allowed, chosen, reach)

    def applied(self, state: State, place: int, number: int) -> State:
        """Return a state with one option carried out."""
        changed = state.copy()
        for slot, values in self.levers[place].options[number].settings:
            changed.narrow(slot, values)
        return changed

    def masks_after(self, choice: dict[int, int]) -> Masks:
        """Return the working memory with the options chosen, by lever, carried out."""
        masks = list(self.masks)
        for place, number in sorted(choice.items()):
            for slot, values in self.levers[place].options[number].settings:
                masks[slot] = values
        return tuple(masks)

    def cost(self, choice: dict[int, int]) -> int:
        """Return what the options chosen cost together."""
        return sum(self.levers[place].options[number].cost for place, number in choice.items())

    def changes(self, choice: dict[int, int]) -> int:
        """Return how many steps the options chosen are; what is found out is none."""
        return sum(self.steps(place, number) for place, number in choice.items())

    def steps(self, place: int, number: int) -> int:
        """Return how many steps one option is."""
        if number == STAY:
            return 0
        changes = self.levers[place].options[number].changes
        return sum(change.step is not None for change in changes)
