"""Cases to try a weight on: the open answers of one filled in, fact by fact.

Sums of points are what caps, floors and the edges of bands are told by, and no condition says how
large they get; so the facts are answered for the worse, then for the better, in several orders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from mandate.facts import Fact
from mandate.memory import Masks
from mandate.pack.inference import can_be
from mandate.pack.model import Pack

ORDERS = 6


def walks(pack: Pack, start: Masks) -> Iterator[Masks]:
    """Yield *start*, then working memories ever further from it: the same ones each time."""
    yield start
    facts = list(pack.vocabulary.facts.values())
    for seed in range(ORDERS):
        for towards in (-1, 1):
            random = Random(seed)  # noqa: S311  (the same orders each time)
            random.shuffle(facts)
            masks = start
            for fact in facts:
                further = _answered(fact, pack, masks, towards, random)
                if further != masks and can_be(pack, further):
                    masks = further
                    yield masks


def cut_down(pack: Pack, masks: Masks, tells: Callable[[Masks], bool]) -> Masks:
    """Return *masks* without the answers that it *tells* as much without, last to first."""
    for slot in reversed(pack.vocabulary.slots):
        fewer = (*masks[: slot.position], slot.full, *masks[slot.position + 1 :])
        if fewer != masks and can_be(pack, fewer) and tells(fewer):
            masks = fewer
    return masks


def _answered(fact: Fact, pack: Pack, masks: Masks, towards: int, random: Random) -> Masks:
    """Return *masks* with what is open of a fact answered: for the better if *towards* is 1, for
    the worse if it is -1, and anyhow where neither is."""
    answered = list(masks)
    for slot in pack.vocabulary.slots_of(fact.id):
        if masks[slot.position] == slot.full:
            last = len(slot.labels) - 1
            lean = fact.better * towards
            code = random.randint(0, last) if lean == 0 else last if lean > 0 else 0
            answered[slot.position] = 1 << code
    return tuple(answered)
