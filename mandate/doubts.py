"""How much hangs on who is right: on each dispute, and on what one respondent alone has stated.

Each effect is found by inferring again, with one answer in place of all, or without one answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from operator import and_

from mandate.case_record import CaseRecord
from mandate.facts import NO, Slot
from mandate.memory import Answer, Masks
from mandate.pack.model import Pack
from mandate.reasoning import Inference
from mandate.testimony import DisputedFact, DisputeOutcome, RatingEntry, UnconfirmedStatement
from mandate.tuples import NamedTuple
from mandate.wording import slot_words

Infer = Callable[[Masks], Inference | None]
"""What a working memory comes to; None where the facts cannot be so."""

_Told = tuple[tuple[Slot, int], ...]
"""What somebody said of some slots of a fact: each with the values they left possible."""


class Doubts(NamedTuple):
    """The disputes of a case, those that matter to the band first; and what rests on one word."""

    disputed: tuple[DisputedFact, ...]
    unconfirmed: tuple[UnconfirmedStatement, ...]


def doubts(case: CaseRecord, pack: Pack, inference: Inference, infer: Infer) -> Doubts:
    """Return what is doubtful of a case on which *inference* is the verdict, which *infer* made."""
    voices = _Voices(case, pack)
    disputed = [
        one._replace(outcomes=tuple(_outcomes(one, voices, case.memory.masks, pack, infer)))
        for one in case.disputed
    ]
    is_heard = case.reference.edition or any(answer.by for answer in case.memory.answers)
    unconfirmed = (
        list(_unconfirmed(voices, case.memory.masks, pack, inference, infer)) if is_heard else []
    )
    ranks = {band.id: rank for rank, band in enumerate(pack.bands)}
    now = _rating(inference)

    def moved(ratings: list[RatingEntry]) -> tuple[int, float]:
        """Return by how many bands and decibans some ratings and the present one lie apart."""
        each = [now, *ratings]
        bands, totals = [ranks[one.band] for one in each], [one.total for one in each]
        return min(bands) - max(bands), min(totals) - max(totals)

    disputed.sort(key=lambda one: (one.settled, moved([each.rating for each in one.outcomes])))
    unconfirmed.sort(key=lambda one: (moved([one.without]), -len(one.rules)))
    return Doubts(tuple(disputed), tuple(unconfirmed))


class _Voices:
    """What is known of each slot, and from whom: answers that count and say something."""

    def __init__(self, case: CaseRecord, pack: Pack) -> None:
        self._pack = pack
        self._answers: dict[tuple[str, str], list[Answer]] = {}
        for answer in case.memory.answers:
            if answer.values and answer not in case.memory.superseded:
                self._answers.setdefault((answer.fact, answer.item), []).append(answer)

    def told(self, fact: str, items: tuple[str, ...]) -> dict[_Told, tuple[str, ...]]:
        """Return each thing said of a fact, or of some *items* of it, with who said it."""
        by: dict[tuple[str, int], dict[str, list[Answer]]] = {}
        for slot in self._slots(fact, items):
            for place, answer in enumerate(self._answers.get((fact, slot.item), [])):
                voice = answer.by, 0 if answer.by else place  # the nameless may be several people
                by.setdefault(voice, {}).setdefault(slot.item, []).append(answer)
        found: dict[_Told, tuple[str, ...]] = {}
        for (name, _), said in by.items():
            told = tuple(
                (slot, reduce(and_, [_mask(answer, slot) for answer in said[slot.item]]))
                for slot in self._slots(fact, items)
                if slot.item in said
            )
            if all(mask for _, mask in told):
                found[told] = (*found.get(told, ()), name)
        return found

    def alone(self) -> Iterator[tuple[str, str, tuple[Slot, ...]]]:
        """Yield each fact with somebody who alone stated it, and the slots of which that holds.
        What nobody in particular said and a source is cited for is the source's."""
        of_one: dict[tuple[str, str], list[Slot]] = {}
        for (fact, item), given in sorted(self._answers.items()):
            nameless = sum(not answer.by for answer in given)
            stated = all(answer.confidence == "stated" for answer in given)
            sourced = nameless and given[0].source
            if stated and nameless < 2 and not sourced and len({one.by for one in given}) == 1:
                of_one.setdefault((fact, given[0].by), []).extend(self._slots(fact, (item,)))
        yield from ((fact, by, tuple(slots)) for (fact, by), slots in of_one.items())

    def _slots(self, fact: str, items: tuple[str, ...]) -> list[Slot]:
        slots = self._pack.vocabulary.slots_of(fact)
        return [slot for slot in slots if slot.item in items or not slot.item]


def _mask(answer: Answer, slot: Slot) -> int:
    return sum(1 << slot.labels.index(value) for value in answer.values)


def _outcomes(
    fact: DisputedFact, voices: _Voices, masks: Masks, pack: Pack, infer: Infer
) -> Iterator[DisputeOutcome]:
    """Yield what the rating would be if each answer in turn held; none where a document settles
    the dispute, or where the answer cannot be, given the others."""
    if fact.settled:
        return
    for told, by in voices.told(fact.fact, fact.items).items():
        after = list(masks)
        after[pack.vocabulary.disputed_flag(fact.fact)] = NO
        for slot, mask in told:
            after[slot.position] = mask
        if inference := infer(tuple(after)):
            words = "; ".join(_slot_words(slot, mask) for slot, mask in told)
            yield DisputeOutcome(by, words, _rating(inference))


def _unconfirmed(
    voices: _Voices, masks: Masks, pack: Pack, inference: Inference, infer: Infer
) -> Iterator[UnconfirmedStatement]:
    """Yield what one respondent alone stated and a conclusion rests on."""
    fired = {one.rule: one.points for one in inference.firings}
    for fact, by, slots in voices.alone():
        after = list(masks)
        for slot in slots:
            after[slot.position] = slot.full
        without = infer(tuple(after))
        assert without is not None  # fewer answers leave more possible
        left = {one.rule: one.points for one in without.firings}
        rules = tuple(rule for rule, points in fired.items() if left.get(rule) != points)
        if rules:
            yield UnconfirmedStatement(
                fact=fact,
                items=tuple(slot.item for slot in slots if slot.item),
                title=pack.fact(fact).title,
                words="; ".join(_slot_words(slot, masks[slot.position]) for slot in slots),
                by=by,
                rules=rules,
                without=_rating(without),
            )


def _slot_words(slot: Slot, mask: int) -> str:
    words = slot_words(slot, mask)
    items = {level.id: level.words for level in slot.fact.levels}
    return f"{items[slot.item]}: {words}" if slot.item else words


def _rating(inference: Inference) -> RatingEntry:
    return RatingEntry(inference.total / 100, inference.score, inference.band)
