"""The questions that a case leaves open: those that still matter, the most valuable first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mandate.assessment import CaseReference, PackReference
from mandate.assessor import Assessor
from mandate.bounds import range_of
from mandate.case import Case
from mandate.case_range import Range
from mandate.case_record import CaseRecord
from mandate.conditions.evaluate import Truth, evaluate
from mandate.ends import Ends, ends_of, later_slots
from mandate.facts import NO, STAGES, YES, Fact
from mandate.library import opened
from mandate.memory import Masks
from mandate.pack.model import Pack
from mandate.questions.relevance import Relevance, Witnesses
from mandate.questions.worth import Waiting, Worth, settling, waiting_for
from mandate.ranges.parts import parts_of
from mandate.ranges.state import State
from mandate.tuples import NamedTuple


class Question(NamedTuple):
    """A question to put to somebody; ``items`` are those of a checklist that are asked about.

    ``waiting`` are the rules that wait for the answer. ``is_proved`` is False where a limit was hit
    before it was settled whether an answer can change the band.
    """

    fact: Fact
    items: tuple[str, ...]
    worth: Worth
    waiting: tuple[Waiting, ...]
    is_proved: bool


class Questions(NamedTuple):
    """The questions of a case. An answer to one of ``matter`` can change the band; none to one of
    ``for_report`` can, however the others turn out. Both stand in the order to ask them in.

    ``by`` is who is asked (empty: nobody in particular), ``later`` the facts that cannot be asked
    at the stage yet, ``unsettled`` those that were asked and are left open. Where these are the
    questions to one ``post`` (empty: to all), ``elsewhere`` counts those to others that can change
    the band.
    """

    pack: PackReference
    case: CaseReference
    by: str
    range: Range
    matter: tuple[Question, ...]
    for_report: tuple[Question, ...]
    later: tuple[str, ...]
    unsettled: tuple[Fact, ...] = ()
    post: str = ""
    elsewhere: int = 0


def open_questions(
    case: Case | str | Path | Mapping[str, object],
    pack: Pack | str | Path | None = None,
    *,
    by: str = "",
) -> Questions:
    """Return the questions that *by* can still be asked about a case.

    *case* and *pack* are what ``mandate.assess`` takes; raises as it does.
    """
    assessor, record = opened(case, pack)
    return questions_of(record, assessor, by)


def asked_of(questions: Questions, who: str) -> Questions:
    """Return the questions to put to a post: those that name it, by all words of *who*.

    Raises ValueError where no question of the case names it, nor one that was asked already.
    """
    words = set(who.casefold().replace("_", " ").split())

    def is_named(fact: Fact) -> bool:
        return words <= set(fact.ask.casefold().split())

    def named(found: tuple[Question, ...]) -> tuple[Question, ...]:
        return tuple(one for one in found if is_named(one.fact))

    matter = named(questions.matter)
    kept = questions._replace(
        matter=matter,
        for_report=named(questions.for_report),
        unsettled=tuple(filter(is_named, questions.unsettled)),
        post=who,
        elsewhere=len(questions.matter) - len(matter),
    )
    if not (kept.matter or kept.for_report or kept.unsettled):
        posts = {one.fact.ask for one in (*questions.matter, *questions.for_report)}
        listed = ", ".join(sorted(posts)) or "nobody"
        message = f"no open question is for '{who}'; there are some for {listed}"
        raise ValueError(message)
    return kept


def questions_of(
    record: CaseRecord, assessor: Assessor, by: str = "", witnesses: Witnesses | None = None
) -> Questions:
    """Return the questions that *by* can still be asked about a case that was read.

    Nobody is asked again what they answered, were it with "don't know", nor about a dispute, which
    one voice more does not settle. Where nobody in particular is asked, whatever anybody answered
    is left alone. *witnesses* are kept from one state of a case to the next to save time.
    """
    pack = assessor.adjusted(record).pack
    masks, later = record.memory.masks, later_slots(pack, record.open)
    ends = ends_of(pack, masks, later)
    left = list(_left_open(pack, record, by))
    asked = [(fact, slots) for fact, slots, _ in left if slots]
    weighed = list(_Weighing(pack, record, later, ends, witnesses).questions(asked))
    matter = [one for one, is_one in weighed if is_one]
    report = [one for one, is_one in weighed if not is_one]
    stakes = {one.fact: one.at_stake for one in record.open}
    return Questions(
        pack=assessor.reference,
        case=record.reference,
        by=by,
        range=range_of(pack, masks, ends),
        matter=tuple(sorted(matter, key=lambda one: (one.worth.rank, one.fact.id))),
        for_report=tuple(
            sorted(report, key=lambda one: (-stakes.get(one.fact.id, 0), one.fact.id))
        ),
        later=tuple(one.fact for one in record.open if not one.askable),
        unsettled=tuple(fact for fact, _, was_asked in left if was_asked),
    )


class _Weighing:
    """Tells which questions matter in one case, and what they are worth."""

    def __init__(
        self,
        pack: Pack,
        record: CaseRecord,
        later: frozenset[int],
        ends: Ends,
        witnesses: Witnesses | None,
    ) -> None:
        self._pack = pack
        self._parts = parts_of(pack)
        self._masks = record.memory.masks
        self._domains = self._parts.domains(self._masks, later)
        self._state = State(self._parts, list(self._domains))
        self._later = later
        self._relevance = Relevance(self._parts, self._domains, ends, witnesses)

    def questions(
        self, asked: Iterable[tuple[Fact, dict[int, str]]]
    ) -> Iterator[tuple[Question, bool]]:
        """Yield each question, and whether an answer can change the band."""
        for fact, items in asked:
            slots = tuple(items)
            matters, moves = self._judged(fact, slots)
            settles = (0, 1) if matters is False else settling(self._pack, self._state, slots)
            question = Question(
                fact,
                tuple(item for item in items.values() if item),
                Worth(moves, *settles),
                waiting_for(self._pack, self._state, slots),
                matters is not None,
            )
            yield question, matters is not False

    def _judged(self, fact: Fact, slots: tuple[int, ...]) -> tuple[bool | None, float]:
        """Return whether an answer can change the band, and how far it moves the total."""
        relevance, flag = self._relevance, self._pack.vocabulary.unknown_flag(fact.id)
        if self._masks[flag] == YES and self._parts.moved[flag]:  # who can say it makes it known
            masks = (*self._masks[:flag], NO | YES, *self._masks[flag + 1 :])
            ends = ends_of(self._pack, masks, self._later)
            domains = self._parts.domains(masks, self._later)
            relevance, slots = Relevance(self._parts, domains, ends), (*slots, flag)
        matters = relevance.matters(slots)
        return matters, 0.0 if matters is False else relevance.moves(slots)


def _left_open(
    pack: Pack, record: CaseRecord, by: str
) -> Iterator[tuple[Fact, dict[int, str], bool]]:
    """Yield the facts that are open with the slots to ask about, each with its item, and whether
    there are slots that were asked about."""
    vocabulary, masks = pack.vocabulary, record.memory.masks
    stage = STAGES.index(record.reference.stage)
    answered = {(one.fact, one.item) for one in record.memory.answers if not by or one.by == by}
    for fact in vocabulary.facts.values():
        if STAGES.index(fact.stage) > stage or not _may_apply(pack, fact, masks):
            continue
        slots = {
            slot.position: slot.item
            for slot in vocabulary.slots_of(fact.id)
            if masks[slot.position] & (masks[slot.position] - 1)
        }
        was_asked = {
            position
            for position, item in slots.items()
            if (fact.id, item) in answered or (fact.id, item) in record.memory.disputed
        }
        to_ask = {position: item for position, item in slots.items() if position not in was_asked}
        yield fact, to_ask, bool(was_asked)


def _may_apply(pack: Pack, fact: Fact, masks: Masks) -> bool:
    condition = pack.applies.get(fact.id)
    return condition is None or evaluate(condition, masks, {}).truth is not Truth.FALSE
