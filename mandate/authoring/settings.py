"""Settings for examples: answers under which a fact applies, or does not, that can go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

from mandate.conditions.evaluate import Truth, evaluate
from mandate.conditions.nodes import facts_read
from mandate.facts import Fact
from mandate.pack.inference import can_be
from mandate.pack.model import Pack

_TRIED = 100_000  # settings, each a few microseconds

Plain = dict[str, object]
"""Answers as an example writes them."""


def setting(
    pack: Pack, fact: Fact, answer: Mapping[int, int], applies: bool = True
) -> Plain | None:
    """Return answers under which *fact* applies (or does not), *answer* among them.

    An answer gives slots their sets of possible values. None where no such answers were found.
    """
    wanted = Truth.TRUE if applies else Truth.FALSE
    condition = pack.applies.get(fact.id)
    if condition is None and not applies:
        return None
    for given in islice(_givens(pack, fact), _TRIED):
        masks = list(pack.vocabulary.nothing_known)
        for slot, mask in {**given, **answer}.items():
            masks[slot] = mask
        truth = evaluate(condition, tuple(masks), {}).truth if condition else Truth.TRUE
        if truth is wanted and can_be(pack, tuple(masks)):
            return _plain(pack, {**given, **answer})
    return None


def _givens(pack: Pack, fact: Fact) -> Iterator[dict[int, int]]:
    """Yield each way in which the facts that decide whether *fact* applies can be answered."""
    condition = pack.applies.get(fact.id)
    deciding = sorted(facts_read(condition)) if condition else []
    slots = [slot for name in deciding for slot in pack.vocabulary.slots_of(name)]
    for values in product(*(range(len(slot.labels)) for slot in slots)):
        yield {slot.position: 1 << value for slot, value in zip(slots, values, strict=True)}


def _plain(pack: Pack, given: Mapping[int, int]) -> Plain:
    facts: Plain = {}
    items: dict[str, dict[str, str]] = {}
    for position, mask in given.items():
        slot = pack.vocabulary.slots[position]
        (value,) = slot.values(mask)
        if slot.item:
            facts[slot.fact.id] = items.setdefault(slot.fact.id, {})
            items[slot.fact.id][slot.item] = value
        else:
            facts[slot.fact.id] = value
    return facts
