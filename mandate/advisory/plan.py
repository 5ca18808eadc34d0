"""What is to be done, by when: conditions before the offer, and the first hundred days."""

from __future__ import annotations

from mandate.advice.plan import Advice
from mandate.advisory.value import Deed, Period
from mandate.assessment import Assessment, RemedyEntry
from mandate.facts import EFFORTS, WHEN
from mandate.report import selection
from mandate.wording import TIMES, capitalised

_BEFORE = ("before_search", "before_offer")
_SHOWN = 8
_BESIDE = 4  # however much the cheapest way takes

Step = tuple[str, str]  # a fact, and the value or the item that it changes to
_Heads = dict[RemedyEntry, dict[str, int]]


def conditions(assessment: Assessment, advice: Advice | None) -> tuple[Period, ...]:
    """Return what is to be settled before the search and before the offer."""
    return _periods(assessment, advice, _BEFORE)


def hundred_days(assessment: Assessment, advice: Advice | None) -> tuple[Period, ...]:
    """Return what is to be done by which day of the first hundred, and what at any time."""
    return _periods(assessment, advice, (*(when for when in WHEN if when not in _BEFORE), ""))


def _periods(
    assessment: Assessment, advice: Advice | None, times: tuple[str, ...]
) -> tuple[Period, ...]:
    deeds = _deeds(assessment, steps_of(advice))
    found = []
    for when in times:
        own = [deed for deed in deeds if deed.when == when]
        if own:
            title = capitalised(TIMES.get(when, "at any time"))
            shown = max(_SHOWN, sum(deed.on_way for deed in own) + _BESIDE)
            found.append(Period(when, title, tuple(own[:shown]), len(own[shown:])))
    return tuple(found)


def steps_of(advice: Advice | None) -> frozenset[Step]:
    """Return the steps of the cheapest way; none where nothing leads to the band asked for."""
    steps = advice.sets[0].steps if advice and advice.sets else ()
    return frozenset((step.fact, step.item or step.value) for step in steps)


def _deeds(assessment: Assessment, way: frozenset[Step]) -> list[Deed]:
    """Return the remedies for what raises the risk, each once: those that take steps of the way
    alone first, then in order of the effect of what they bear on.

    Of remedies with the same text the one that cures is told, and of those that come to the same
    the one for the finding with most effect.
    """
    stage = assessment.case.stage
    heads: _Heads = {}
    first: dict[object, RemedyEntry] = {}
    for head, effect in selection.reasons(assessment):
        for member in selection.family(assessment, head):
            for remedy in member.remedies:
                one = first.setdefault(selection.comes_to(remedy), remedy)
                heads.setdefault(one, {})[head.title] = effect
    cured = {remedy.text for remedy in heads if remedy.cures}
    told = [one for one in heads if one.cures or one.text not in cured]
    on_way = {one for one in told if is_on(way, one)}
    told.sort(key=lambda one: (one not in on_way, EFFORTS.index(one.effort)))
    needed = [
        one
        for place, one in enumerate(told)
        if not any(_serves_for(other, one, heads, stage) for other in told[:place])
    ]
    needed.sort(
        key=lambda one: (one not in on_way, -sum(heads[one].values()), not one.cures, one.text)
    )
    return [
        Deed(
            text=one.text,
            owner=one.owner,
            when=one.when if one.when in WHEN else "",
            effort=one.effort,
            cures=bool(one.cures),
            on_way=one in on_way,
            late=selection.is_late(one, stage),
            last_chance=selection.is_last_chance(one, stage),
            bears_on=tuple(heads[one]),
        )
        for one in needed
    ]


def is_on(way: frozenset[Step], remedy: RemedyEntry) -> bool:
    """Return whether all that a remedy changes is part of a way."""
    changes = {(cure.fact, cure.to_value) for cure in remedy.cures}
    return bool(changes) and changes <= way


def _serves_for(other: RemedyEntry, one: RemedyEntry, heads: _Heads, stage: str) -> bool:
    """Return whether *other* makes *one* one too many: it changes the same facts, at the same time
    or while there is time, and bears on all that *one* does."""
    changed = {cure.fact for cure in one.cures}
    if not changed or changed != {cure.fact for cure in other.cures}:
        return False
    outlives = selection.is_late(one, stage) and not selection.is_late(other, stage)
    in_its_place = one.when == other.when or outlives
    return in_its_place and heads[other].keys() >= heads[one].keys()
