"""What is to be done, by when: conditions before the offer, and the first hundred days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mandate.advice.plan import Advice, AdvisedStep
from mandate.advisory.value import Deed, Period
from mandate.assessment import Assessment, FactEvidence, Firing, RemedyEntry
from mandate.facts import WHEN
from mandate.pack.model import Pack
from mandate.report import remedies, selection
from mandate.report.phrases import within_sentence
from mandate.report.remedies import Change, changes
from mandate.report.remedy_words import times_for
from mandate.wording import capitalised

_BEFORE = ("before_search", "before_offer")
_SHOWN = 8
_BESIDE = 4  # else a long way would leave no room for what bears on the weightiest findings


def changes_on_way(advice: Advice | None) -> frozenset[Change]:
    """Return what the cheapest way changes; nothing where none leads to the band asked for."""
    return frozenset((step.fact, step.value) for step in _way(advice))


def is_on(way: frozenset[Change], remedy: RemedyEntry) -> bool:
    """Return whether a remedy changes something, and nothing that is not part of a way."""
    made = changes(remedy)
    return bool(made) and made <= way


def _way(advice: Advice | None) -> tuple[AdvisedStep, ...]:
    """Return the steps of the cheapest way that change something."""
    steps = advice.sets[0].steps if advice and advice.sets else ()
    return tuple(step for step in steps if step.value)


def conditions(deeds: Iterable[Deed], reader: str) -> tuple[Period, ...]:
    """Return what of some deeds is to be settled before the search and before the offer, as that is
    told to a *reader*."""
    return _periods(tuple(deeds), _BEFORE, reader)


def hundred_days(deeds: Iterable[Deed], reader: str) -> tuple[Period, ...]:
    """Return what of some deeds is to be done by which day of the first hundred, and what at any
    time."""
    after = (*(when for when in WHEN if when not in _BEFORE), "")
    return _periods(tuple(deeds), after, reader)


def _periods(deeds: tuple[Deed, ...], times: tuple[str, ...], reader: str) -> tuple[Period, ...]:
    found = []
    for when in times:
        own = tuple(deed for deed in deeds if deed.when == when)
        if own:
            title = capitalised(times_for(reader).get(when, "at any time"))
            shown = max(_SHOWN, sum(deed.on_way for deed in own) + _BESIDE)
            found.append(Period(when, title, own[:shown], len(own[shown:])))
    return tuple(found)


def deeds(assessment: Assessment, advice: Advice | None, pack: Pack) -> tuple[Deed, ...]:
    """Return what is to be done about what raises the risk: first what the cheapest way takes, with
    the steps of it that no remedy is for, then the remedies in order of the effect of what they
    bear on."""
    return tuple(_Planner(assessment, advice, pack).deeds())


class _Planner:
    """Plans for one case. ``_heads`` are the remedies for what raises the risk, each with the
    findings that it bears on and the effect of each."""

    def __init__(self, assessment: Assessment, advice: Advice | None, pack: Pack) -> None:
        self._assessment, self._pack = assessment, pack
        self._stage = assessment.case.stage
        self._steps, self._way = _way(advice), changes_on_way(advice)
        self._heads = _heads(assessment)

    def deeds(self) -> Iterator[Deed]:
        told = self._needed()
        told.sort(key=lambda one: (-sum(self._heads[one].values()), not one.cures, one.text))
        on_way = [one for one in told if is_on(self._way, one)]
        taken = frozenset[Change]().union(*map(changes, on_way))
        yield from map(self._deed, on_way)
        for step in self._steps:
            if (step.fact, step.value) not in taken:
                yield self._bare(step)
        yield from (self._deed(one) for one in told if not is_on(self._way, one))

    def _needed(self) -> list[RemedyEntry]:
        """Return the remedies without those in whose place another stands: one on the way, else one
        that is not late, else one of less effort, else one that bears on more."""
        told = sorted(self._heads, key=self._rank)
        return [
            one
            for place, one in enumerate(told)
            if not any(self._can_replace(other, one) for other in told[:place])
        ]

    def _rank(self, one: RemedyEntry) -> tuple[bool, tuple[bool, int, int]]:
        return not is_on(self._way, one), remedies.ease(one, self._stage)

    def _can_replace(self, other: RemedyEntry, one: RemedyEntry) -> bool:
        """Return whether *other* changes what *one* does, be it to another value, bears on all that
        *one* does, and is due at the same time or, where *one* is late, is not."""
        if not one.cures or self._changed(one) != self._changed(other):
            return False
        late = [remedies.is_late(remedy, self._stage) for remedy in (one, other)]
        is_in_time = one.when == other.when or late == [True, False]
        return is_in_time and self._heads[other].keys() >= self._heads[one].keys()

    def _changed(self, remedy: RemedyEntry) -> set[Change]:
        """Return the facts that a remedy changes, of a checklist with the item."""
        return {
            (fact, value if self._pack.fact(fact).type == "checklist" else "")
            for fact, value in changes(remedy)
        }

    def _deed(self, remedy: RemedyEntry) -> Deed:
        return Deed(
            text=remedy.text,
            owner=remedy.owner,
            when=remedy.when if remedy.when in WHEN else "",
            effort=remedy.effort,
            cures=bool(remedy.cures),
            on_way=is_on(self._way, remedy),
            late=remedies.is_late(remedy, self._stage),
            last_chance=remedies.is_last_chance(remedy, self._stage),
            bears_on=tuple(self._heads[remedy]),
        )

    def _bare(self, step: AdvisedStep) -> Deed:
        """Return a step of the way that no remedy told is for, in the words of another rule's that
        takes this step alone."""
        alone = ((step.fact, step.item or step.value),)
        rules = self._pack.rules.values()
        texts = (one.text for rule in rules for one in rule.remedies if one.cures == alone)
        return Deed(
            text=next(texts, f"Bring about: {within_sentence(step.title)}, {step.words}."),
            owner=step.owner,
            when=step.when if step.when in WHEN else "",
            effort=step.effort,
            cures=True,
            on_way=True,
            late=step.late,
            last_chance=step.last_chance,
            bears_on=tuple(
                head.title
                for head, _ in selection.reasons(self._assessment)
                if step.fact in _evidence(self._assessment, head)
            ),
        )


def _heads(assessment: Assessment) -> dict[RemedyEntry, dict[str, int]]:
    """Return the remedies for what raises the risk, each once, with all that it bears on."""
    found = [
        (remedy, head.title, effect)
        for head, effect in selection.reasons(assessment)
        for member in selection.family(assessment, head)
        for remedy in member.remedies
    ]
    told = remedies.stand_ins(remedy for remedy, _, _ in found)
    heads: dict[RemedyEntry, dict[str, int]] = {}
    for remedy, title, effect in found:
        heads.setdefault(told[remedy], {})[title] = effect
    return heads


def _evidence(assessment: Assessment, head: Firing) -> set[str]:
    """Return the facts that a finding and its parts rest on."""
    members = selection.family(assessment, head)
    pieces = [piece for member in members for piece in member.evidence]
    return {piece.fact for piece in pieces if isinstance(piece, FactEvidence)}
