"""Ranges by trying every completion: slow, and sharing no code with the search."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

from mandate import Pack
from mandate.conditions.evaluate import Truth, evaluate
from mandate.facts import YES, codes
from mandate.library import assessor_of
from mandate.memory import Masks


def random_memory(pack: Pack, random: Random, most: int) -> tuple[Masks, frozenset[int]]:
    """Return a working memory with at most *most* completions, and slots that are left open."""
    masks = list(pack.vocabulary.nothing_known)
    slots = pack.vocabulary.slots
    for slot in slots:
        masks[slot.position] = 1 << random.randrange(len(slot.labels))
    for flag in range(len(slots), len(masks)):
        if random.random() < 0.2:
            masks[flag] = YES
    left_open, completions = set(), 1
    for slot in random.sample(slots, min(len(slots), 12)):
        if random.random() < 0.2:
            masks[slot.position] = slot.full
            left_open.add(slot.position)
            continue
        mask = slot.full if random.random() < 0.7 else random.randrange(1, slot.full + 1)
        if completions * mask.bit_count() <= most:
            completions *= mask.bit_count()
            masks[slot.position] = mask
    return tuple(masks), frozenset(left_open)


def completions(pack: Pack, masks: Masks, left_open: frozenset[int]) -> Iterator[Masks]:
    """Yield every completion of *masks* that can be."""
    slots = [slot.position for slot in pack.vocabulary.slots]
    open_slots = [one for one in slots if masks[one] & masks[one] - 1 and one not in left_open]
    for values in product(*(codes(masks[slot]) for slot in open_slots)):
        completed = list(masks)
        for slot, value in zip(open_slots, values, strict=True):
            completed[slot] = 1 << value
        truths = (evaluate(one.condition, tuple(completed), {}) for one in pack.impossible)
        if all(one.truth is not Truth.TRUE for one in truths):
            yield tuple(completed)


def totals(pack: Pack, masks: Masks, left_open: frozenset[int]) -> set[int]:
    """Return the total of every completion of *masks*."""
    infer = assessor_of(pack).reasoner.infer
    return {infer(one).total for one in completions(pack, masks, left_open)}
