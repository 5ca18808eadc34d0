"""How far a total rises or falls at most from one pack to another, over every case both take.

The solver is asked for a change beyond the largest one known, in steps that double and then halve,
until none is left; the engine of record tells the change of each case that is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from mandate.conditions.nodes import DISPUTED, UNKNOWN
from mandate.memory import Masks
from mandate.pack.inference import can_be
from mandate.pack.model import Pack
from mandate.proofs.pair import Pair, Smallest, infer
from mandate.proofs.slots import Key, keys_of, labels_of
from mandate.proofs.totals import total_of
from mandate.reasoning import Inference
from mandate.solver import Formula, Undecided, conjunction
from mandate.tuples import NamedTuple

RISE, FALL = 1, -1


class Extreme(NamedTuple):
    """The case whose total moves furthest in one direction, as YAML, and what each pack makes of
    it. ``proved`` says that no case moves further."""

    case: str
    one: Inference
    other: Inference
    proved: bool


def extreme(pair: Pair, direction: int, title: str) -> Extreme | None:
    """Return the case whose total rises (or falls) most from the first pack of a pair to the other.

    None where it never does. Raises Undecided where no case was found and the solver cannot tell
    that there is none.
    """
    search = _Search(pair, direction)
    proved = search.run()
    if search.found is None:
        return None
    search.prefer_single_values()
    one, other = _with_fewer_answers(search, search.found)
    return Extreme(*pair.confirmed(Smallest(one, other, proved), title), proved)


class _Search:
    """Looks for larger and larger changes; ``found`` is the case of the largest so far."""

    def __init__(self, pair: Pair, direction: int) -> None:
        self.packs = pair.one.pack, pair.other.pack
        self.found: tuple[Masks, Masks] | None = None
        self._pair = pair
        self._direction = direction
        self._most = 0
        self._change = direction * (total_of(pair.other) - total_of(pair.one))
        self._case = conjunction((pair.parts_differ(), pair.readable()))

    def run(self) -> bool:
        """Look until no case has a larger change; False where the solver could not tell.

        Raises Undecided where it could not tell whether there is any.
        """
        unit, step, growing = max(pack.scale for pack in self.packs), 0, True
        while True:
            further = self._beyond(step)
            if further:
                step = max(unit, 2 * step) if growing else step
            elif step:
                growing &= further is not None  # a smaller step may be easier, a larger one is not
                step //= 2
            elif further is None and self.found is None:
                raise Undecided("no case was found, and there may be one")
            else:
                return further is not None

    def change(self, one: Masks, other: Masks) -> int:
        """Return how far the total moves, in hundredths of a deciban, as the engine has it."""
        before, after = infer(self.packs[0], one).total, infer(self.packs[1], other).total
        return self._direction * (after - before)

    def _beyond(self, step: int) -> bool | None:
        """Return whether some case moves by more than *step* more than the largest, and keep it;
        None where the solver cannot tell."""
        try:
            return self._find(self._most + step + 1, among=True)
        except Undecided:
            return None

    def prefer_single_values(self) -> None:
        """Keep a case that moves as far with no answer of several values, where one is found."""
        with suppress(Undecided):
            self._find(self._most, self._pair.cases.single())

    def _find(self, least: int, among: Formula) -> bool:
        true = self._pair.solver.find(self._case, among, self._change >= least)
        if true is None:
            return False
        one, other = (self._pair.cases.masks(true, pack) for pack in self.packs)
        change = self.change(one, other)
        if change < least:
            raise Undecided("the engine does not confirm the case that was found")
        self.found, self._most = (one, other), change
        return True


def _with_fewer_answers(search: _Search, found: tuple[Masks, Masks]) -> tuple[Masks, Masks]:
    """Return a case whose total moves as far, without the answers that take no part in it.

    One answer is tried after the other, and then one value of each range, so the case need not be
    the smallest of all.
    """
    most = search.change(*found)
    one, other = search.packs
    for edit in _edits(one, other):
        simpler = _edited(one, found[0], edit), _edited(other, found[1], edit)
        is_new = simpler != found and can_be(one, simpler[0]) and can_be(other, simpler[1])
        if is_new and search.change(*simpler) == most:
            found = simpler
    return found


def _edits(one: Pack, other: Pack) -> Iterator[dict[Key, str]]:
    """Yield what may make a case simpler: slots left open (""), flags not set, ranges narrowed."""
    theirs = {keys_of(other)[slot]: labels for slot, labels in labels_of(other).items()}
    mine = {keys_of(one)[slot]: labels for slot, labels in labels_of(one).items()}
    shared = [key for key in mine if key in theirs and not key.flag]
    facts = list(dict.fromkeys(key.fact for key in shared))
    for fact in facts:
        flags = {Key(fact, "", UNKNOWN): "no", Key(fact, "", DISPUTED): "no"}
        yield {**{key: "" for key in shared if key.fact == fact}, **flags}
    for fact in facts:
        yield {Key(fact, "", DISPUTED): "no"}
        yield {Key(fact, "", UNKNOWN): "no"}
    for key in shared:
        yield {key: ""}
    for key in shared:
        yield from ({key: label} for label in mine[key] if label in theirs[key])


def _edited(pack: Pack, masks: Masks, edit: dict[Key, str]) -> Masks:
    """Return a working memory after an edit; a value is only taken out of a range that holds it."""
    keys, labels = keys_of(pack), labels_of(pack)
    edited = list(masks)
    for slot, mask in enumerate(masks):
        value = edit.get(keys[slot])
        everything = (1 << len(labels[slot])) - 1
        if value == "":
            edited[slot] = everything
        elif value is not None:
            only = 1 << labels[slot].index(value)
            if keys[slot].flag or (mask != everything and mask & only):
                edited[slot] = only
    return tuple(edited)
