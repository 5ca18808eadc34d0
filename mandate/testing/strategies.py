"""Hypothesis strategies made from a pack: the door to Hypothesis.

Cases are drawn at the boundaries of the rules: a rule is picked, and its condition satisfied, or
all of it but one conjunct; other values stand beside thresholds that some rule reads. They shrink
to the first values, and partial cases to few answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from mandate.errors import CaseError
from mandate.facts import YES, Fact
from mandate.library import assessor_of, case_from
from mandate.pack.model import Pack
from mandate.testing.boundaries import Aim, Boundaries, boundaries
from mandate.testing.mismatch import Data
from mandate.testing.steps import framed, steps_up

Strategy = st.SearchStrategy[Data]
_KINDS = ("open", "open", "known", "known", "known", "range", "not_known", "documented", "two")
_AIMED_KINDS = ("open", *("known",) * 10, "range", "not_known", "documented", "two")


def cases(pack: Pack) -> Strategy:
    """Return a strategy of complete cases that can be: one value for every fact."""
    return _possible(pack, _complete(pack, boundaries(pack)))


def partial_cases(pack: Pack) -> Strategy:
    """Return a strategy of cases as consultants meet them.

    Some facts are open, some not known, some narrowed to a range, and respondents may differ.
    """
    return _possible(pack, _partial(pack, boundaries(pack)))


def improvements(case: Data, pack: Pack) -> st.SearchStrategy[tuple[Data, Data]]:
    """Return a strategy of pairs: *case*, and *case* improved by one step of one fact.

    Steps past a threshold that a rule reads are preferred: no other step can change a thing.
    """
    better = steps_up(case, pack)
    if not better:
        return st.nothing()
    possible = st.sampled_from(better).filter(lambda one: can_be(pack, one))
    return possible.map(lambda one: (case, one))


def improved_cases(pack: Pack) -> st.SearchStrategy[tuple[Data, Data]]:
    """Return a strategy of pairs: a complete case, and the same case improved by one step."""
    return cases(pack).flatmap(lambda case: improvements(case, pack))


def can_be(pack: Pack, case: Data) -> bool:
    """Return whether a case is none that the pack says cannot be.

    Raises CaseError where anything else is wrong with it.
    """
    try:
        assessor_of(pack).read(case_from(case))
    except CaseError as error:
        if any(fault.code != "impossible" for fault in error.faults):
            raise
        return False
    return True


def _possible(pack: Pack, made: Strategy) -> Strategy:
    return made.filter(lambda case: can_be(pack, case))


def _aimed(pack: Pack, near: Boundaries, draw: Callable[[Any], Any]) -> Aim:
    """Return values aimed at one rule's condition; for each rule that is true or a near miss."""

    def pick(options: tuple[Any, ...]) -> Any:
        return options[0] if len(options) == 1 else draw(st.sampled_from(options))

    aim = Aim(pack, near, pick)
    aim.at(pack.rules[pick(tuple(pack.rules))].condition, pick((True, False)))
    return aim


@st.composite
def _complete(draw: st.DrawFn, pack: Pack, near: Boundaries) -> Data:
    aim = _aimed(pack, near, draw)
    anything = draw(st.sampled_from((False, False, True)))
    facts: Data = {}
    for fact in pack.vocabulary.facts.values():
        slots = pack.vocabulary.slots_of(fact.id)
        counts = near.counts.get(fact.id, ())
        if counts and not anything and not any(one.position in aim.wanted for one in slots):
            count = draw(st.sampled_from(counts))
            aim.tick(tuple(one.position for one in slots), count)
        labels = {
            one.item: fact.labels[draw(st.sampled_from(aim.codes_of(one.position, anything)))]
            for one in slots
        }
        facts[fact.id] = labels if fact.type == "checklist" else labels[""]
    return framed(pack, facts)


@st.composite
def _partial(draw: st.DrawFn, pack: Pack, near: Boundaries) -> Data:
    aim = _aimed(pack, near, draw)
    facts: Data = {}
    respondents: dict[str, Data] = {"ceo": {}, "hiring_manager": {}}
    for fact in pack.vocabulary.facts.values():
        kind = _kind(draw, fact, pack, aim)
        if kind == "two":
            for answers, value in zip(
                respondents.values(), _two(draw, fact, pack, aim), strict=True
            ):
                answers[fact.id] = value
        elif kind == "documented":
            facts[fact.id] = {
                "value": _value(draw, fact, pack, aim, "known"),
                "confidence": "documented",
            }
        elif kind != "open":
            facts[fact.id] = _value(draw, fact, pack, aim, kind)
    said = {by: answers for by, answers in respondents.items() if answers}
    return {**framed(pack, facts), **({"respondents": said} if said else {})}


def _kind(draw: st.DrawFn, fact: Fact, pack: Pack, aim: Aim) -> str:
    """Return how a fact is answered: as the aim has it, else at random and mostly not at all."""
    if aim.wanted.get(pack.vocabulary.unknown_flag(fact.id)) == YES:
        return "not_known"
    if aim.wanted.get(pack.vocabulary.disputed_flag(fact.id)) == YES:
        return "two"
    wanted = any(slot.position in aim.wanted for slot in pack.vocabulary.slots_of(fact.id))
    return str(draw(st.sampled_from(_AIMED_KINDS if wanted else _KINDS)))


def _two(draw: st.DrawFn, fact: Fact, pack: Pack, aim: Aim) -> tuple[object, object]:
    """Return two answers about *fact*, which differ where it has one value."""
    if fact.type == "checklist":
        return _items(draw, fact, pack, aim, "known"), _items(draw, fact, pack, aim, "range")
    one = draw(st.sampled_from(fact.labels))
    return one, draw(st.sampled_from(tuple(label for label in fact.labels if label != one)))


def _value(draw: st.DrawFn, fact: Fact, pack: Pack, aim: Aim, kind: str) -> object:
    """Return an answer about *fact*: its value as it is aimed at, or another *kind* of answer."""
    if kind == "not_known":
        return "not_known"
    if fact.type == "checklist":
        return _items(draw, fact, pack, aim, kind)
    (slot,) = pack.vocabulary.slots_of(fact.id)
    code = draw(st.sampled_from(aim.codes_of(slot.position, anything=False)))
    if kind == "range":
        every = range(len(fact.labels))
        low, high = sorted((code, draw(st.sampled_from([one for one in every if one != code]))))
        if fact.type in ("scale", "number"):
            return {"between": [fact.labels[low], fact.labels[high]]}
        return {"one_of": [fact.labels[low], fact.labels[high]]}
    return fact.labels[code]


def _items(draw: st.DrawFn, fact: Fact, pack: Pack, aim: Aim, kind: str) -> object:
    ticks = {}
    for slot in pack.vocabulary.slots_of(fact.id):
        label = fact.labels[draw(st.sampled_from(aim.codes_of(slot.position, anything=False)))]
        if kind == "range":  # of a checklist: some items are open or not known
            label = draw(st.sampled_from(("", label, "not_known")))
        if label:
            ticks[slot.item] = label
    return ticks
