"""Advising: from a case and a band to the cheapest steps that lead there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from mandate.advice.levers import Change
from mandate.advice.plan import (
    SCHEMA_VERSION,
    Advice,
    AdvisedStep,
    Obstacle,
    StepSet,
)
from mandate.advice.problem import Choice, Problem
from mandate.advice.search import Search
from mandate.advice.single import single
from mandate.assessment import Assessment, FactEvidence
from mandate.assessor import Assessor, reference_of
from mandate.case import Case
from mandate.case_record import CaseRecord
from mandate.ends import ends_of, later_slots
from mandate.errors import Fault, Location, RequestError, did_you_mean
from mandate.facts import WHEN, is_last_chance, is_late
from mandate.library import opened
from mandate.memory import Masks
from mandate.optimizer import NODES
from mandate.pack.model import Pack
from mandate.ranges.possible import is_possible
from mandate.scoring import score
from mandate.wording import fact_words

_OBSTACLES = 5


def advise(
    case: Case | str | Path | Mapping[str, object],
    to: str,
    pack: Pack | str | Path | None = None,
    *,
    max_changes: int | None = None,
    keep: Collection[str] = (),
    nodes: int = NODES,
) -> Advice:
    """Return the cheapest set of declared steps that brings a case into the band *to*, or below.

    *case* and *pack* are what ``mandate.assess`` takes. At most *max_changes* steps are taken, and
    the facts in *keep* (or one) are left alone. *nodes* is how many the search may look at. Raises
    RequestError where there is no such band or fact or *max_changes* is negative, SolverError where
    the optimiser is not installed, and else as ``assess`` does.
    """
    assessor, record = opened(case, pack)
    keep = {keep} if isinstance(keep, str) else set(keep)
    _check(assessor.pack, to, sorted(keep), max_changes)
    return _Adviser(assessor, record, to, max_changes, tuple(sorted(keep))).advice(nodes)


def _check(pack: Pack, to: str, keep: Collection[str], max_changes: int | None) -> None:
    bands = [band.id for band in pack.bands]
    if to not in bands:
        raise _unknown(f"the pack has no band '{to}'", f"expected {', '.join(bands)}")
    for name in keep:
        if name not in pack.vocabulary.facts:
            hint = did_you_mean(name, pack.vocabulary.facts)
            raise _unknown(f"the pack has no fact '{name}'", hint)
    if max_changes is not None and max_changes < 0:
        raise _unknown(f"{max_changes} changes cannot be made", "expected 0 or more")


def _unknown(message: str, hint: str) -> RequestError:
    return RequestError([Fault(Location("advise"), "unknown-target", message, hint)])


class _Adviser:
    """Advises on one case."""

    def __init__(
        self,
        assessor: Assessor,
        record: CaseRecord,
        to: str,
        most: int | None,
        keep: tuple[str, ...],
    ) -> None:
        self._assessor, self._record, self._to = assessor, record, to
        self._most, self._keep = most, keep
        self._reasoner = assessor.adjusted(record).reasoner
        self._pack = assessor.adjusted(record).pack
        self._masks = record.memory.masks
        self._later = later_slots(self._pack, record.open)
        bands = [band.id for band in self._pack.bands]
        above = self._pack.bands[bands.index(to) + 1 :]
        self._goal = next((band.start - 1 for band in above if band.start is not None), None)
        self._problem = Problem(self._pack, record.memory, keep, record.reference.stage)

    def advice(self, nodes: int) -> Advice:
        assessment = self._assessor.assess(self._record)
        now = round(assessment.total * 100)
        told = self._empty(assessment)
        if self._goal is None or now <= self._goal:
            as_it_is = self._set({})
            return told._replace(outcome="there", sets=(as_it_is,), cost=0, at_least=0, proved=True)
        alone = single(self._problem, self._most)
        if alone is not None:
            told = told._replace(single=self._set(alone))
        search = Search(self._problem, self._most, self._accepts, nodes)
        found = search.cheapest(self._goal)
        if found.choices:
            return told._replace(
                outcome="reachable",
                sets=tuple(map(self._set, found.choices)),
                cost=found.cost,
                at_least=found.at_least,
                proved=found.cost == found.at_least,
            )
        outcome = "unreachable" if found.at_least is None else "unsettled"
        furthest = search.farthest()
        return told._replace(
            outcome=outcome,
            at_least=found.at_least,
            proved=found.at_least is None,
            farthest=self._set(furthest),
            obstacles=self._obstacles(furthest),
        )

    def _empty(self, assessment: Assessment) -> Advice:
        pack = self._pack
        return Advice(
            schema=SCHEMA_VERSION,
            pack=reference_of(pack),
            case=self._record.reference,
            to=self._to,
            keep=self._keep,
            max_changes=self._most,
            score=assessment.score,
            total=assessment.total,
            band=assessment.band,
            facts_known=assessment.facts_known,
            facts_total=assessment.facts_total,
            outcome="",
            sets=(),
            cost=None,
            at_least=None,
            proved=False,
            single=None,
            farthest=None,
            obstacles=(),
        )

    def _accepts(self, choice: Choice, goal: int | None) -> bool:
        """Return whether the facts can be so, and the range does not begin above the goal."""
        masks = self._problem.masks_after(choice)
        if not any(mask & (mask - 1) for mask in masks):
            return True
        if not is_possible(self._pack, masks):
            return False
        ends = None if goal is None else ends_of(self._pack, masks, self._left_open(masks))
        return ends is None or goal is None or ends.low.bound <= goal

    def _left_open(self, masks: Masks) -> frozenset[int]:
        return frozenset(slot for slot in self._later if masks[slot] & (masks[slot] - 1))

    def _set(self, choice: Choice) -> StepSet:
        masks = self._problem.masks_after(choice)
        inferred = self._reasoner.infer(masks)
        left_open = self._left_open(masks)
        ends = ends_of(self._pack, masks, left_open)
        whole = ends_of(self._pack, masks) if left_open else ends
        total = min(max(inferred.total, ends.low.bound), ends.high.bound)
        changes = [
            change
            for place, number in sorted(choice.items())
            for change in self._problem.levers[place].options[number].changes
        ]
        steps = sorted(map(self._step, changes), key=_order)
        return StepSet(
            steps=tuple(steps),
            cost=sum(step.cost for step in steps),
            score=score(total),
            total=total / 100,
            band=self._pack.band_of(total).id,
            low=score(whole.low.bound),
            high=score(whole.high.bound),
            always=self._goal is None or whole.high.bound <= self._goal,
        )

    def _step(self, change: Change) -> AdvisedStep:
        fact, item, value, step = change
        stage = self._record.reference.stage
        settled = self._record.memory.is_settled(fact.id)
        now = fact_words(fact, self._masks, self._pack.vocabulary, settled=settled)
        if step is None:
            told = ("find_out", fact.id, "", fact.title, now, "", "", "", 0, fact.ask, "")
            return AdvisedStep(*told, late=False, last_chance=False)
        return AdvisedStep(
            kind="change",
            fact=fact.id,
            item=item,
            title=fact.title,
            now=now,
            value=value,
            words=fact.words(value),
            effort=step.effort,
            cost=self._pack.efforts[step.effort],
            owner=step.owner,
            when=step.when,
            late=is_late(step.when, stage),
            last_chance=is_last_chance(step.until, stage),
        )

    def _obstacles(self, choice: Choice) -> tuple[Obstacle, ...]:
        inferred = self._reasoner.infer(self._problem.masks_after(choice))
        rules = self._pack.rules
        left = [one for one in inferred.firings if one.points > 0 or rules[one.rule].floor]
        left.sort(key=lambda one: (not rules[one.rule].floor, -one.points, one.rule))
        found = []
        for one in left[:_OBSTACLES]:
            facts = [piece.fact for piece in one.evidence if isinstance(piece, FactEvidence)]
            named = dict.fromkeys(facts)
            kept = self._titles(name for name in named if name in self._keep)
            fixed = self._titles(
                name
                for name in named
                if name not in self._keep and not self._can_change(name, choice)
            )
            rule = rules[one.rule]
            found.append(Obstacle(rule.id, rule.title, one.points, rule.floor, kept, fixed))
        return tuple(found)

    def _titles(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._pack.fact(name).title for name in names)

    def _can_change(self, name: str, choice: Choice) -> bool:
        """Return whether some step changes a fact to what a choice does not make of it."""
        return any(
            number != choice.get(place) and self._problem.steps(place, number)
            for place, lever in enumerate(self._problem.levers)
            if lever.fact == name
            for number in range(len(lever.options))
        )


def _order(step: AdvisedStep) -> tuple[int, int, str, str]:
    place = WHEN.index(step.when) if step.when in WHEN else -1
    return place, step.cost, step.fact, step.item
