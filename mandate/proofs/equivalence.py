"""Whether two packs, or two versions of one, say the same of every case.

Every case means all that a case file can say: any set of possible values for each slot, and "not
known" and disputed as answers can make them. Facts that only one pack knows, and values that only
one pack takes, are told first; the other statements are about the cases that both packs take.
"""

from __future__ import annotations

from collections.abc import Iterator

from mandate.facts import Slot
from mandate.pack.model import Pack
from mandate.proofs.pair import Pair, Smallest
from mandate.proofs.prover import Shown, Statement, tried
from mandate.proofs.witness import case_of, memory_of, words_of
from mandate.solver import Undecided, conjunction, unlike

TITLE = "A case on which two packs differ"


def same_cases(pair: Pair) -> Iterator[Statement]:
    """Compare the vocabularies, and prove that both packs refuse the same combinations."""
    one, other = pair.one.pack, pair.other.pack
    for mine, theirs, names in ((one, other, pair.names), (other, one, pair.names[::-1])):
        for slot, value in _only_in(mine, theirs):
            about = words_of(mine, {slot.position: value})
            yield tried(about, _not_taken, mine, theirs, names, slot, value)
    yield tried("combinations that cannot be", _impossible, pair)


def _only_in(mine: Pack, theirs: Pack) -> Iterator[tuple[Slot, int]]:
    """Yield each slot with values that only one of two packs takes, and the first of these."""
    taken = {(slot.fact.id, slot.item): set(slot.labels) for slot in theirs.vocabulary.slots}
    for slot in mine.vocabulary.slots:
        shared = taken.get((slot.fact.id, slot.item), set())
        own = [value for value, label in enumerate(slot.labels) if label not in shared]
        if own:
            yield slot, own[0]


def _not_taken(mine: Pack, theirs: Pack, names: tuple[str, str], slot: Slot, value: int) -> Shown:
    masks = list(mine.vocabulary.nothing_known)
    masks[slot.position] = 1 << value
    text = case_of(mine, tuple(masks), TITLE)
    if memory_of(text, theirs) or not memory_of(text, mine):
        raise Undecided("the packs do not confirm the case that was found")
    return Shown(f"{names[0]} takes this answer, {names[1]} does not", text, "")


def _impossible(pair: Pair) -> Shown | None:
    found = pair.smallest(unlike(pair.refused(pair.one), pair.refused(pair.other)))
    if found is None:
        return None
    text = case_of(pair.one.pack, found.one, TITLE)
    takes = [bool(memory_of(text, reading.pack)) for reading in (pair.one, pair.other)]
    if takes[0] == takes[1]:
        raise Undecided("the packs do not confirm the case that was found")
    taking, refusing = pair.names if takes[0] else pair.names[::-1]
    return Shown(f"{taking} takes {_which(found)}, {refusing} refuses it", text, "")


def _which(found: Smallest) -> str:
    return "this smallest case" if found.proved else "this case, perhaps not the smallest"


def same_findings(pair: Pair) -> Iterator[Statement]:
    """Prove for every finding that it holds under both packs or under none."""
    for name in dict.fromkeys([*pair.one.pack.findings, *pair.other.pack.findings]):
        yield tried(name, _finding, pair, name)


def _finding(pair: Pair, name: str) -> Shown | None:
    differs = unlike(pair.one.finding(name), pair.other.finding(name))
    found = pair.smallest(conjunction((differs, pair.readable())))
    if found is None:
        return None
    text, one, other = pair.confirmed(found, TITLE)
    if (name in one.findings) == (name in other.findings):
        raise Undecided("the engine does not confirm the case that was found")
    under, not_under = pair.names if name in one.findings else pair.names[::-1]
    return Shown(f"in {_which(found)} it holds under {under}, not under {not_under}", text, "")


def same_totals(pair: Pair) -> Iterator[Statement]:
    """Prove that both packs give the same total."""
    yield tried("total", _total, pair)


def _total(pair: Pair) -> Shown | None:
    found = pair.smallest(conjunction((pair.totals_differ(), pair.readable())))
    if found is None:
        return None
    text, one, other = pair.confirmed(found, TITLE)
    if one.total == other.total:
        raise Undecided("the engine does not confirm the case that was found")
    message = (
        f"in {_which(found)} it is {one.total / 100:.2f} decibans under {pair.names[0]}, "
        f"{other.total / 100:.2f} under {pair.names[1]}"
    )
    return Shown(message, text, "")
