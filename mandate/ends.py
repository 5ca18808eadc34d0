"""The ends of the total over every way that open facts turn out, and the total shown with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mandate.assessment import OpenFact
from mandate.conditions.evaluate import Truth, evaluate
from mandate.memory import Masks
from mandate.pack.model import Pack
from mandate.ranges.parts import parts_of
from mandate.ranges.possible import is_possible
from mandate.ranges.search import HIGH, LIMIT, LOW, End, end_of
from mandate.reasoning import Inference
from mandate.tuples import NamedTuple


class Ends(NamedTuple):
    """The ends of a range; totals are in hundredths of a deciban."""

    low: End
    high: End


def later_slots(pack: Pack, facts: Iterable[OpenFact]) -> frozenset[int]:
    """Return the slots of the open facts that cannot be asked yet."""
    return frozenset(
        slot.position
        for fact in facts
        if not fact.askable
        for slot in pack.vocabulary.slots_of(fact.fact)
        if not fact.items or slot.item in fact.items
    )


def ends_of(
    pack: Pack, masks: Masks, left_open: frozenset[int] = frozenset(), limit: int = LIMIT
) -> Ends:
    """Return the ends of the total over all completions of *masks*; *left_open* slots stay open.

    Looks at *limit* states for each end, and then gives a bound. Raises ValueError where no
    completion can be, which no case that was read allows.
    """
    parts = parts_of(pack)
    domains = parts.domains(masks, left_open)
    low, high = end_of(parts, domains, LOW, limit), end_of(parts, domains, HIGH, limit)
    if low is None or high is None:
        message = "these facts cannot turn out in any way that can be"
        raise ValueError(message)
    return Ends(low, high)


def ways_to(ends: Ends) -> tuple[Masks, ...]:
    """Return the completions found at the ends of a range."""
    return tuple(one.completion for one in ends if one.completion)


class Shown:
    """Tells which total an assessment shows of a working memory: that on what is known, or the near
    end where it lies beyond every completion.

    *ways* are completions of a case that differs in a few facts, and *later* what it leaves open:
    as far as they are completions here too, they mostly show at once on which side each end lies.
    """

    def __init__(
        self,
        pack: Pack,
        infer: Callable[[Masks], Inference],
        later: frozenset[int],
        ways: Iterable[Masks],
    ) -> None:
        self._pack = pack
        self._infer = infer
        self._later = later
        self._ways = tuple(ways)

    def total(self, masks: Masks, known: int) -> int | None:
        """Return the total shown where *known* is that on what is known, in hundredths of a
        deciban; None where the facts cannot be so."""
        left_open = frozenset(slot for slot in self._later if masks[slot] & (masks[slot] - 1))
        completions = [masks, *(self._completed(masks, way) for way in self._ways)]
        totals = [
            known if one == masks else self._infer(one).total
            for one in dict.fromkeys(completions)
            if self._is_complete(one, left_open)
        ]
        if totals and min(totals) <= known <= max(totals):
            return known
        if not is_possible(self._pack, masks):
            return None
        ends = ends_of(self._pack, masks, left_open)
        return min(max(known, ends.low.bound), ends.high.bound)

    def _completed(self, masks: Masks, way: Masks) -> Masks:
        """Return what is open in *masks* as in *way*, where it can be."""
        completed = list(masks)
        for slot in (one.position for one in self._pack.vocabulary.slots):
            if masks[slot] & (masks[slot] - 1) and way[slot] & masks[slot]:
                completed[slot] = way[slot]
        return tuple(completed)

    def _is_complete(self, masks: Masks, left_open: frozenset[int]) -> bool:
        """Return whether nothing is open but what stays so, and the facts can be so."""
        known = (one.position for one in self._pack.vocabulary.slots)
        if any(masks[slot] & (masks[slot] - 1) for slot in known if slot not in left_open):
            return False
        truths = (evaluate(one.condition, masks, {}) for one in self._pack.impossible)
        return all(one.truth is Truth.FALSE for one in truths)
