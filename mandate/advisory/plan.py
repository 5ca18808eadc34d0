"""What is to be done, by when: conditions before the offer, and the first hundred days."""

from __future__ import annotations

from collections.abc import Mapping

from mandate.advisory.value import Deed, Period
from mandate.assessment import Assessment, RemedyEntry
from mandate.facts import EFFORTS, WHEN
from mandate.report import selection
from mandate.wording import TIMES, capitalised

_BEFORE = ("before_search", "before_offer")
_SHOWN = 8


def conditions(assessment: Assessment) -> tuple[Period, ...]:
    """Return what is to be settled before the search and before the offer."""
    return _periods(assessment, _BEFORE)


def hundred_days(assessment: Assessment) -> tuple[Period, ...]:
    """Return what is to be done by which day of the first hundred, and what at any time."""
    return _periods(assessment, (*(when for when in WHEN if when not in _BEFORE), ""))


def _periods(assessment: Assessment, times: tuple[str, ...]) -> tuple[Period, ...]:
    deeds = _deeds(assessment)
    found = []
    for when in times:
        own = [deed for deed in deeds if deed.when == when]
        if own:
            title = capitalised(TIMES.get(when, "at any time"))
            found.append(Period(when, title, tuple(own[:_SHOWN]), len(own[_SHOWN:])))
    return tuple(found)


def _deeds(assessment: Assessment) -> list[Deed]:
    """Return the remedies for what raises the risk, each once, in order of the effect they bear on.

    Of remedies with the same text the one that cures is told; of two that change the same facts
    at the same time, the lesser one where it bears on all that the other does.
    """
    heads: dict[RemedyEntry, dict[str, int]] = {}
    for head, effect in selection.reasons(assessment):
        for member in selection.family(assessment, head):
            for remedy in member.remedies:
                heads.setdefault(remedy, {})[head.title] = effect
    cured = {remedy.text for remedy in heads if remedy.cures}
    told = [one for one in heads if one.cures or one.text not in cured]
    told = [one for one in told if not any(_serves_for(other, one, heads) for other in told)]
    told.sort(key=lambda one: (-sum(heads[one].values()), not one.cures, one.text))
    return [
        Deed(
            text=one.text,
            owner=one.owner,
            when=one.when if one.when in WHEN else "",
            effort=one.effort,
            cures=bool(one.cures),
            late=selection.is_late(one, assessment.case.stage),
            last_chance=selection.is_last_chance(one, assessment.case.stage),
            bears_on=tuple(heads[one]),
        )
        for one in told
    ]


def _serves_for(
    other: RemedyEntry, one: RemedyEntry, heads: Mapping[RemedyEntry, Mapping[str, int]]
) -> bool:
    """Return whether what *other* does makes *one* one too many."""
    changed = {cure.fact for cure in one.cures}
    if not changed or changed != {cure.fact for cure in other.cures} or one.when != other.when:
        return False
    order = list(heads)
    ranks = [(EFFORTS.index(remedy.effort), order.index(remedy)) for remedy in (other, one)]
    return heads[other].keys() >= heads[one].keys() and ranks[0] < ranks[1]
