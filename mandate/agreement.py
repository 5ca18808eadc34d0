"""Agreement: how alike two readers coded the same narratives, working apart.

Whether both found a fact stated is compared by Cohen's kappa (1960), which takes off the agreement
that chance would bring. Where both did, the two codings are the same, overlap, contradict each
other, or hold the fact for not known on one side and for known on the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mandate.calibration import (
    CONTRADICTORY,
    FIRST_ONLY,
    KNOWN_TO_ONE,
    OVERLAPPING,
    SAME,
    SECOND_ONLY,
    Agreement,
    Difference,
    ScorePair,
)
from mandate.case import Known
from mandate.facts import Fact, Vocabulary
from mandate.pack.model import Pack
from mandate.reasoning import Reasoner
from mandate.wording import fact_words


def agreement_of(pairs: Sequence[tuple[Known, Known]], pack: Pack, reasoner: Reasoner) -> Agreement:
    """Return how alike the codings of each pair are; each pair is of one case.

    All of them were read against *pack*, and *reasoner* reasons under it.
    """
    compared = [
        (fact, kind, first, second)
        for first, second in pairs
        for fact, kind in _compared(first, second, pack.vocabulary)
    ]
    counts = Counter(kind for _, kind, _, _ in compared)
    coded = len(compared)
    return Agreement(
        cases=len(pairs),
        coded=coded,
        same=counts[SAME],
        overlapping=counts[OVERLAPPING],
        contradictory=counts[CONTRADICTORY],
        known_to_one=counts[KNOWN_TO_ONE],
        first_only=counts[FIRST_ONLY],
        second_only=counts[SECOND_ONLY],
        kappa=kappa(
            judgements=len(pairs) * len(pack.vocabulary.facts),
            both=coded - counts[FIRST_ONLY] - counts[SECOND_ONLY],
            first=coded - counts[SECOND_ONLY],
            second=coded - counts[FIRST_ONLY],
        ),
        differences=tuple(
            Difference(
                case=first.case.id,
                fact=fact.id,
                kind=kind,
                first=fact_words(fact, first.memory.masks, pack.vocabulary),
                second=fact_words(fact, second.memory.masks, pack.vocabulary),
            )
            for fact, kind, first, second in compared
            if kind != SAME
        ),
        scores=tuple(
            ScorePair(
                case=first.case.id,
                first=reasoner.infer(first.memory.masks).score,
                second=reasoner.infer(second.memory.masks).score,
            )
            for first, second in pairs
        ),
    )


def _compared(first: Known, second: Known, vocabulary: Vocabulary) -> Iterator[tuple[Fact, str]]:
    """Yield each fact that at least one reading coded, and how the two compare."""
    for fact in vocabulary.facts.values():
        in_first, in_second = _items_coded(fact, first), _items_coded(fact, second)
        if in_first and in_second:
            yield fact, _both_coded(fact, first, second, in_first & in_second, vocabulary)
        elif in_first or in_second:
            yield fact, FIRST_ONLY if in_first else SECOND_ONLY


def _items_coded(fact: Fact, reading: Known) -> set[str]:
    """Return the items of a fact that a reading coded; a fact without items has one, ``""``."""
    return {answer.item for answer in reading.memory.answers if answer.fact == fact.id}


def _both_coded(
    fact: Fact, first: Known, second: Known, items: set[str], vocabulary: Vocabulary
) -> str:
    """Return how two codings of a fact compare, of which both coded *items*.

    In a checklist one item speaks for the whole, the furthest apart: a contradiction first, then
    an item that is known to one alone.
    """
    masks = [
        (first.memory.masks[slot.position], second.memory.masks[slot.position])
        for slot in vocabulary.slots_of(fact.id)
    ]
    if not all(mask & other for mask, other in masks):
        return CONTRADICTORY
    # what is not known leaves every value possible, and so would seem to overlap with any
    known_to_one = set(first.memory.not_known) ^ set(second.memory.not_known)
    if any((fact.id, item) in known_to_one for item in items):
        return KNOWN_TO_ONE
    return SAME if all(mask == other for mask, other in masks) else OVERLAPPING


def kappa(judgements: int, both: int, first: int, second: int) -> float | None:
    """Return Cohen's kappa (1960), -1 to 1, of so many yes-or-no *judgements* by two judges.

    *both*, *first* and *second* count those in which both, the one and the other said yes. None
    where the expected agreement is already complete, or nothing was judged.
    """
    if not judgements:
        return None
    neither = judgements - first - second + both
    observed = (both + neither) / judgements
    by_chance = first * second + (judgements - first) * (judgements - second)
    expected = by_chance / judgements**2
    return None if expected == 1 else (observed - expected) / (1 - expected)
