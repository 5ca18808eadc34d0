"""Agreement: how alike two readers coded the same narratives, working apart.

Whether both found a fact stated is compared by Cohen's kappa (1960), which takes off the agreement
that chance would bring. Where both did, the two sets of possible values are the same, overlap, or
contradict each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from mandate.case import Known
from mandate.facts import Fact
from mandate.pack.model import Pack
from mandate.wording import fact_words

SAME, OVERLAPPING, CONTRADICTORY = "same", "overlapping", "contradictory"
FIRST_ONLY, SECOND_ONLY = "first_only", "second_only"


class Difference(NamedTuple):
    """A fact that two readers coded differently; the words are "open" where one found nothing."""

    case: str
    fact: str
    kind: str
    first: str
    second: str


class ScorePair(NamedTuple):
    """The scores, 0 to 100, that the two codings of a case lead to."""

    case: str
    first: int
    second: int


class Agreement(NamedTuple):
    """What two readers made of the same cases.

    The five counts are of facts that at least one of them coded, and add up to ``coded``. ``kappa``
    (-1 to 1) is of whether a fact is stated at all, over every fact of every case; None where
    chance alone would make it certain.
    """

    cases: int
    coded: int
    same: int
    overlapping: int
    contradictory: int
    first_only: int
    second_only: int
    kappa: float | None
    differences: tuple[Difference, ...]
    scores: tuple[ScorePair, ...]


def agreement_of(
    pairs: Sequence[tuple[Known, Known]], pack: Pack, score: Callable[[Known], int]
) -> Agreement:
    """Return how alike the codings of each pair are; each pair is of one case.

    *score* returns the score, 0 to 100, of a case.
    """
    differences: list[Difference] = []
    same = stated_by_both = stated_by_first = stated_by_second = 0
    for first, second in pairs:
        for fact in pack.vocabulary.facts.values():
            kind = _compared(fact, first, second, pack)
            stated_by_first += kind not in (None, SECOND_ONLY)
            stated_by_second += kind not in (None, FIRST_ONLY)
            stated_by_both += kind in (SAME, OVERLAPPING, CONTRADICTORY)
            same += kind == SAME
            if kind not in (None, SAME):
                words = (
                    fact_words(fact, one.memory.masks, pack.vocabulary) for one in (first, second)
                )
                differences.append(Difference(first.case.id, fact.id, str(kind), *words))
    kinds = [one.kind for one in differences]
    return Agreement(
        cases=len(pairs),
        coded=same + len(kinds),
        same=same,
        overlapping=kinds.count(OVERLAPPING),
        contradictory=kinds.count(CONTRADICTORY),
        first_only=kinds.count(FIRST_ONLY),
        second_only=kinds.count(SECOND_ONLY),
        kappa=kappa(
            len(pairs) * len(pack.vocabulary.facts),
            stated_by_both,
            stated_by_first,
            stated_by_second,
        ),
        differences=tuple(differences),
        scores=tuple(
            ScorePair(first.case.id, score(first), score(second)) for first, second in pairs
        ),
    )


def _compared(fact: Fact, first: Known, second: Known, pack: Pack) -> str | None:
    """Return how two codings of a fact compare; None where neither says anything of it."""
    coded = [any(one.fact == fact.id for one in each.memory.answers) for each in (first, second)]
    if not any(coded):
        return None
    if not all(coded):
        return FIRST_ONLY if coded[0] else SECOND_ONLY
    slots = [slot.position for slot in pack.vocabulary.slots_of(fact.id)]
    masks = [(first.memory.masks[slot], second.memory.masks[slot]) for slot in slots]
    if all(one == other for one, other in masks):
        return SAME
    return OVERLAPPING if all(one & other for one, other in masks) else CONTRADICTORY


def kappa(cases: int, both: int, first: int, second: int) -> float | None:
    """Return Cohen's kappa (1960) of two yes-or-no judgements of the same *cases*.

    *both*, *first* and *second* count the cases that both, the one and the other said yes to.
    None where the expected agreement is already complete, or there are no cases.
    """
    if not cases:
        return None
    neither = cases - first - second + both
    observed = (both + neither) / cases
    expected = (first * second + (cases - first) * (cases - second)) / cases**2
    return None if expected == 1 else (observed - expected) / (1 - expected)
