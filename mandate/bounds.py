"""The range of a case: the lowest and the highest score over every way that open facts turn out.

Every set of possible values narrows to one; that a fact is not known, or disputed, is evidence and
stays. Facts that cannot be asked at the case's stage stay open in the range that decides, and a
second one includes them.
"""

from __future__ import annotations

from mandate.case_range import Assumption, Lift, Range
from mandate.case_record import CaseRecord, points_at_stake
from mandate.conditions.evaluate import Truth, evaluate
from mandate.ends import Ends, ends_of, later_slots, ways_to
from mandate.levels import Levels
from mandate.memory import Masks
from mandate.pack.model import Pack
from mandate.ranges.parts import parts_of
from mandate.ranges.search import End
from mandate.reasoning import Inference, Reasoner
from mandate.scoring import score
from mandate.tuples import NamedTuple

_SETTLING = 5
_TRIED = 12


class Ranges(NamedTuple):
    """The range of a case, that with the facts for the shortlist (None where there are none), and
    the lift to the near end where the total on what is known lies beyond it; ``ways`` are
    completions at the ends of the range."""

    range: Range
    with_shortlist: Range | None
    lift: Lift | None
    ways: tuple[Masks, ...]


class Bounds:
    """Finds ranges under one pack. Safe to share between threads."""

    def __init__(self, pack: Pack, reasoner: Reasoner) -> None:
        self._pack = pack
        self._infer = reasoner.infer
        self._levels = Levels(pack, reasoner)
        self._stakes = points_at_stake(pack)

    def ranges(self, case: CaseRecord, inference: Inference) -> Ranges:
        """Return the ranges of a case of which *inference* is what is known."""
        masks, later = case.memory.masks, later_slots(self._pack, case.open)
        askable = [fact.fact for fact in case.open if fact.askable]
        asked = [fact.fact for fact in case.known_in_part]
        asked += [fact.fact for fact in case.not_known]
        asked += [fact.fact for fact in case.disputed if not fact.settled]
        names = list(dict.fromkeys([*askable, *asked]))
        ends = ends_of(self._pack, masks, later)
        found = range_of(self._pack, masks, ends)
        if not found.decided:
            found = found._replace(would_settle=self._settling(names, masks))
        near = min(max(inference.total, ends.low.bound), ends.high.bound)
        lift = None
        if near != inference.total:
            lift = self._lift(inference.total, near, names, masks)
        ways = ways_to(ends)
        if not later:
            return Ranges(found, None, lift, ways)
        whole = range_of(self._pack, masks, ends_of(self._pack, masks))
        return Ranges(found, whole, lift, ways)

    def _settling(self, names: list[str], masks: Masks) -> tuple[str, ...]:
        """Return the facts that move the total most, each by itself, the first most."""
        tried = sorted(names, key=lambda name: (-self._stakes.get(name, 0), name))[:_TRIED]
        swings = {}
        for name in tried:
            totals = self._totals(name, masks)
            swings[name] = max(totals, default=0) - min(totals, default=0)
        moving = sorted((one for one in tried if swings[one]), key=lambda one: (-swings[one], one))
        return tuple(moving[:_SETTLING])

    def _totals(self, name: str, masks: Masks) -> list[int]:
        levels = self._levels.of(self._pack.fact(name), masks)
        return [level.inference.total for level in levels]

    def _lift(self, total: int, near: int, names: list[str], masks: Masks) -> Lift:
        """Return the lift to the near end, with the facts whose every answer leads there."""
        leading = [
            name
            for name in names
            if (totals := self._totals(name, masks))
            and (min(totals) > total if near > total else max(totals) < total)
        ]
        facts = tuple(sorted(leading or names))
        return Lift("", self._pack.band_of(near).id, (near - total) / 100, facts)


def range_of(pack: Pack, masks: Masks, ends: Ends) -> Range:
    """Return the range between the *ends* of the completions of *masks*."""
    low, high = ends.low.bound, ends.high.bound
    first, last = (pack.bands.index(pack.band_of(one)) for one in (low, high))
    return Range(
        low=score(low),
        high=score(high),
        low_total=low / 100,
        high_total=high / 100,
        bands=tuple(band.id for band in pack.bands[first : last + 1]),
        decided=first == last,
        exact=ends.low.is_exact and ends.high.is_exact,
        lowest=_assumptions(pack, masks, ends.low),
        highest=_assumptions(pack, masks, ends.high),
        would_settle=(),
    )


def _assumptions(pack: Pack, masks: Masks, end: End) -> tuple[Assumption, ...]:
    """Return the values of open facts that reach an end: of those that some rule reads and that
    apply; none where no completion reaches it."""
    if not end.is_exact:
        return ()
    moved, slots = parts_of(pack).moved, pack.vocabulary.slots
    completed = list(masks)
    for slot in slots:
        value = end.completion[slot.position]
        if value <= slot.full:  # else it stays open
            completed[slot.position] = value
    absent = {
        fact
        for fact, condition in pack.applies.items()
        if evaluate(condition, tuple(completed), {}).truth is Truth.FALSE
    }
    return tuple(
        Assumption(slot.fact.id, slot.item, slot.values(completed[slot.position])[0])
        for slot in slots
        if masks[slot.position] != completed[slot.position]
        and moved[slot.position]
        and slot.fact.id not in absent
    )
