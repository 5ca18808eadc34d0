"""What an answer is worth: how many answers settle the band, and how far they move the total.

Worth only orders questions, so it rests on bounds and samples that are found in a moment; which
questions matter at all is judged exactly, in ``relevance``.
"""

from __future__ import annotations

from collections.abc import Iterator

from mandate.facts import codes
from mandate.pack.model import Pack
from mandate.ranges.state import State
from mandate.ranges.terms import NEVER, PERHAPS
from mandate.tuples import NamedTuple


class Worth(NamedTuple):
    """What a question is worth: its answers move the total by ``moves`` decibans in the mean where
    the band hangs on it; at least ``settles`` of its ``answers`` settle the band."""

    moves: float
    settles: int
    answers: int

    @property
    def rank(self) -> tuple[float, float]:
        """What questions are sorted by, the most valuable first."""
        return -self.settles / self.answers, -self.moves


class Waiting(NamedTuple):
    """A rule that waits for an answer, and the least and the most points it can still add."""

    rule: str
    title: str
    low: int
    high: int


def settling(pack: Pack, state: State, slots: tuple[int, ...]) -> tuple[int, int]:
    """Return how many answers that settle *slots* settle the band as well, and how many there are;
    *state* has them open."""
    settles = answers = 0
    for answer in _answers(state, slots):
        child = state.copy()
        for slot, mask in answer:
            child.narrow(slot, mask)
        if not child.is_barred():
            low, high = child.ends()
            answers += 1
            settles += pack.band_of(low) is pack.band_of(high)
    return settles, max(answers, 1)


def _answers(state: State, slots: tuple[int, ...]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield the answers that are weighed: each value of a slot; of several slots as many ticks as
    there can be, the first items ticked first."""
    domains = state.domains
    if len(slots) == 1:
        for value in codes(domains[slots[0]]):
            yield ((slots[0], 1 << value),)
        return
    for ticked in range(len(slots) + 1):
        yield tuple(
            (slot, _last(domains[slot]) if place < ticked else domains[slot] & -domains[slot])
            for place, slot in enumerate(slots)
        )


def _last(mask: int) -> int:
    return 1 << mask.bit_length() - 1


def waiting_for(pack: Pack, state: State, slots: tuple[int, ...]) -> tuple[Waiting, ...]:
    """Return the rules that read *slots* themselves and are not settled yet, those with the most
    points first."""
    found = []
    for number, (rule, part) in enumerate(zip(pack.rules.values(), state.parts.rules, strict=True)):
        if part.slots.isdisjoint(slots) or state.fires[number] == NEVER:
            continue
        least, most = state.least[number], state.most[number]
        if least != most or _is_open(state, number):
            found.append(Waiting(rule.id, rule.title, least, most))
    return tuple(sorted(found, key=lambda one: (-max(abs(one.low), abs(one.high)), one.rule)))


def _is_open(state: State, number: int) -> bool:
    """Return whether a rule may fire and may not."""
    return state.fires[number] == PERHAPS
