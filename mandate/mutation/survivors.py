"""Survivors: whether anything could tell them from the pack, and a test that would."""

from __future__ import annotations

from mandate.conditions.nodes import Any, Node
from mandate.memory import Masks
from mandate.mutation.difference import Aim, Difference
from mandate.mutation.mutants import CONCLUSION, WEIGHT, Mutant
from mandate.mutation.proposals import Proposals
from mandate.mutation.states import TooManyError
from mandate.mutation.trees import Expansion, never
from mandate.pack.model import Pack, Rule, grading_of
from mandate.tuples import NamedTuple

SAME = "the rule comes to the same, with the same points, in every case"
NEVER_FIRES = "the rule never fires"
CONCLUDED_ANYHOW = "other rules conclude it wherever this one does"
OUT_OF_REACH = "the points of the driver never get that far"


class Found(NamedTuple):
    """Why a mutant is equivalent, or else a test that would kill it; neither where no test was
    found, ``is_undecided`` where it could be equivalent all the same."""

    equivalent: str = ""
    test: str = ""
    is_undecided: bool = False


class Survivors:
    """Looks at the survivors of one pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._expansion = Expansion(pack)
        self._nothing_known = pack.vocabulary.nothing_known
        self._proposals = Proposals(pack, self._expansion)
        self._gradings: dict[str, list[Node]] = {}  # some of their values leave room under a cap
        for rule in pack.rules.values():
            if rule.points is None:
                self._gradings.setdefault(rule.driver, []).append(grading_of(rule.condition))

    def of(self, mutant: Mutant) -> Found:
        """Return what is found of a mutant that no test killed."""
        mutated = mutant.rule
        if mutated is None:
            if _is_out_of_reach(mutant, self._pack):
                return Found(OUT_OF_REACH)
            test = self._proposals.made_for(mutant)
            return Found(test=test) if test else self._walked(mutant, self._nothing_known)
        test = self._proposals.made_for(mutant)
        if test:
            return Found(test=test)
        rule = self._pack.rules[mutated.id]
        try:
            return self._searched(self._difference(rule, mutant, mutated), mutant, mutated)
        except TooManyError:
            return Found(is_undecided=True)

    def _searched(self, difference: Difference, mutant: Mutant, mutated: Rule) -> Found:
        """Return the first test found, on a plain case if that will do; else why there is none."""
        rule = self._pack.rules[mutated.id]
        same = mutated.condition == rule.condition
        widest = Aim.FIRING if same and mutant.kind != CONCLUSION else Aim.ANY
        told_by: Masks | None = None
        for aim, backwards in ((Aim.PLAIN, False), (Aim.PLAIN, True), (widest, False)):
            masks = difference.find(aim, backwards=backwards)
            if masks is not None:
                told_by = masks
                test = self._proposals.propose(mutant, masks)
                if test:
                    return Found(test=test)
        if told_by is None:
            return Found(_reason(rule, mutant))
        return self._walked(mutant, told_by) if mutant.kind == WEIGHT else Found()

    def _walked(self, mutant: Mutant, start: Masks) -> Found:
        """Return the first test of a weight that is found on the way from *start*."""
        test = self._proposals.propose_on_the_way(mutant, start)
        return Found(test=test, is_undecided=not test)

    def _difference(self, rule: Rule, mutant: Mutant, mutated: Rule) -> Difference:
        """Return the search for a case in which a mutant is told from the rule: in its condition
        or, where that is the same, in what its firing does."""
        pack, one = self._pack, self._expansion.of(rule.condition)
        if mutant.kind == CONCLUSION:
            one, other = self._concluding(rule, mutated)
        elif mutated.condition == rule.condition:
            other = never(rule.location)
        else:
            other, graded = self._expansion.of(mutated.condition), rule.points is None
            return Difference(pack, one, other, graded=graded)
        return Difference(pack, one, other, among=self._gradings.get(rule.driver, ()))

    def _concluding(self, rule: Rule, mutated: Rule) -> tuple[Node, Node]:
        """Return when the finding that a mutant leaves out holds, with it and without it."""
        (finding,) = set(rule.concludes) - set(mutated.concludes)
        others = (one for one in self._pack.rules.values() if one.id != rule.id)
        concluding = [
            self._expansion.of(one.condition) for one in others if finding in one.concludes
        ]
        without = (*concluding, never(rule.location))
        own = self._expansion.of(rule.condition)
        return Any((own, *without), rule.location), Any(without, rule.location)


def _reason(rule: Rule, mutant: Mutant) -> str:
    if mutant.kind == CONCLUSION:
        return CONCLUDED_ANYHOW
    same = mutant.rule is not None and mutant.rule.condition == rule.condition
    return NEVER_FIRES if same else SAME


def _is_out_of_reach(mutant: Mutant, pack: Pack) -> bool:
    """Return whether no sum of points gets as far as a cap, nor as far as the cap of the mutant."""
    if mutant.pack is None or mutant.about not in pack.drivers:
        return False
    points = [rule.possible_points for rule in pack.rules.values() if rule.driver == mutant.about]
    most, least = sum(max(0, *one) for one in points), sum(min(0, *one) for one in points)
    one, other = (each.drivers[mutant.about] for each in (pack, mutant.pack))
    if one.risk != other.risk:
        return most <= min(one.risk, other.risk)
    return least >= max(one.relief, other.relief)
