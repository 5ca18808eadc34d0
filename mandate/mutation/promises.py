"""Laws as killers: an improvement would raise the total, or a cure leave its rule as it was.

A kill is a pair of cases that breaks a law. Where no pair does, a mutant is left to the golden
cases: nothing here proves that a law holds, as ``mandate pack verify`` does in its own time.
"""

from __future__ import annotations

from collections.abc import Iterator

from mandate.conditions.evaluate import Truth
from mandate.library import assessor_of
from mandate.memory import Masks
from mandate.mutation.judged import Judged, added_up, fired, rejudged, with_rule
from mandate.mutation.pairs import CURES, Pair, Pairs
from mandate.pack.model import Pack, Rule
from mandate.tuples import NamedTuple


class _Held(NamedTuple):
    """A pair of cases as the pack judges them."""

    law: str
    before: Judged
    after: Judged


class Promises:
    """Tries mutated rules against the laws of one pack, on pairs kept for each rule."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._pairs = Pairs(pack)
        self._held: dict[str, list[_Held]] = {}

    def breach(self, mutated: Rule) -> Pair | None:
        """Return the cases on which the pack is seen to break a law with *mutated* in it."""
        if mutated.id not in self._held:
            self._held[mutated.id] = list(self._holding(self._pack.rules[mutated.id]))
        pack = with_rule(self._pack, mutated)
        for law, before, after in self._held[mutated.id]:
            one, other = (rejudged(each, self._pack, mutated) for each in (before, after))
            changed = one is not None or other is not None
            if changed and _breaks(law, mutated.id, one or before, other or after, pack):
                return Pair(law, before.masks, after.masks)
        return None

    def _holding(self, rule: Rule) -> Iterator[_Held]:
        """Yield the pairs around a rule on which the pack as it is holds to the law."""
        seen: dict[Masks, Judged] = {}
        for law, *cases in self._pairs.of(rule):
            for masks in cases:
                if masks not in seen:
                    seen[masks] = self._judged(masks)
            before, after = (seen[masks] for masks in cases)
            if not _breaks(law, rule.id, before, after, self._pack):
                yield _Held(law, before, after)

    def _judged(self, masks: Masks) -> Judged:
        return fired(self._pack, masks, assessor_of(self._pack).reasoner.fire(masks))


def _breaks(law: str, rule: str, before: Judged, after: Judged, pack: Pack) -> bool:
    """Return whether a total rises that must not, or a cure leaves its rule no weaker."""
    if law == CURES:
        if before.truths[rule] is not Truth.TRUE or before.points[rule] < 0:
            return False  # no cure is offered
        if after.truths[rule] is Truth.TRUE and after.points[rule] >= before.points[rule]:
            return True
    return added_up(after, pack).total > added_up(before, pack).total
