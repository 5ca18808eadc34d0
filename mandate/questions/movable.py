"""Which rules an answer can still move."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mandate.facts import codes
from mandate.ranges.parts import Part
from mandate.ranges.state import State
from mandate.ranges.terms import PERHAPS


def movable(state: State, slots: tuple[int, ...]) -> Iterator[int]:
    """Yield the rules that an answer can still move: by what they read of *slots*, or through
    findings of such rules. A rule that is open for other reasons alone is none of them."""
    parts, findings = state.parts, set[int]()
    for number in sorted({number for slot in slots for number in parts.moved[slot]}):
        if state.fires[number] != PERHAPS and state.least[number] == state.most[number]:
            continue
        part = parts.rules[number]
        if not findings.isdisjoint(part.reads) or _is_told(state, part, slots):
            findings.update(one for one in part.concludes if state.truths[one] == PERHAPS)
            yield number


def _is_told(state: State, part: Part, slots: tuple[int, ...]) -> bool:
    """Return whether what a rule itself reads of *slots* makes a difference to it."""
    for slot in part.slots.intersection(slots):
        if part.grading is not None and slot in part.grading.slots:
            return True
        values = codes(state.domains[slot])
        for change in part.changes.get(slot, ()):
            if any(change(*pair, state.domains) for pair in pairwise(values)):
                return True
    return False
