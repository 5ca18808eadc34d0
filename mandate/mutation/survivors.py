"""Survivors: whether anything could tell them from the pack, and a test that would."""

from __future__ import annotations

from typing import NamedTuple

from mandate.conditions.evaluate import evaluate
from mandate.conditions.nodes import Any, Node
from mandate.mutation.difference import Difference, Masks, TooManyError
from mandate.mutation.judged import added_up, judged, rejudged, with_rule
from mandate.mutation.mutants import CONCLUSION, CONDITION, Mutant
from mandate.mutation.trees import Expansion, never
from mandate.pack.inference import OUTCOMES
from mandate.pack.model import Pack, Rule
from mandate.proofs.witness import SOMEBODY_ELSE, answers_of, memory_of, not_known
from mandate.reading import INTEGER
from mandate.testing.judging import points_of
from mandate.yaml_files import dump

SAME = "the rule comes to the same, with the same points, in every case"
NEVER_FIRES = "the rule never fires"
CONCLUDED_ANYHOW = "other rules conclude it wherever this one does"
OUT_OF_REACH = "the points of the driver never get that far"
SAY_WHY = "say here why that is right"


class Found(NamedTuple):
    """Why a mutant is equivalent, or else a test that would kill it; neither where no test was
    found, ``is_undecided`` where it could be equivalent all the same."""

    equivalent: str = ""
    test: str = ""
    is_undecided: bool = False


class _Proposed(NamedTuple):
    masks: Masks
    test: str


class Survivors:
    """Looks at the survivors of one pack; a test proposed for one is proposed for the next of its
    rule too, where it kills that as well."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._expansion = Expansion(pack)
        self._proposed: dict[tuple[str, str], list[_Proposed]] = {}

    def of(self, mutant: Mutant) -> Found:
        """Return what is found of a mutant that no test killed."""
        if mutant.rule is None:
            return Found(OUT_OF_REACH if _is_out_of_reach(mutant, self._pack) else "")
        rule = self._pack.rules[mutant.rule.id]
        proposed = self._proposed.setdefault((mutant.kind, rule.id), [])
        for one in proposed:
            if self._test(rule, mutant, mutant.rule, one.masks):
                return Found(test=one.test)
        try:
            masks = self._differing(rule, mutant, mutant.rule)
        except TooManyError:
            return Found(is_undecided=True)
        if masks is None:
            return Found(_reason(rule, mutant))
        test = self._test(rule, mutant, mutant.rule, masks)
        proposed.append(_Proposed(masks, test))
        return Found(test=test)

    def _differing(self, rule: Rule, mutant: Mutant, mutated: Rule) -> Masks | None:
        """Return a case in which a mutant concludes, adds or lifts otherwise; None without one."""
        place, graded = mutant.at, rule.points is None
        one, other = self._expanded(rule), self._expanded(mutated)
        if mutant.kind == CONCLUSION:
            one, other, graded = *self._concluding(rule, mutated), False
        elif mutated.condition == rule.condition:  # it is in what a firing does
            other, graded = never(rule.location), False
        difference = Difference(self._pack, one, other, place, graded=graded)
        plain = difference.find(plain=True)
        return difference.find() if plain is None else plain

    def _expanded(self, rule: Rule) -> Node:
        return self._expansion.of(rule.condition)

    def _concluding(self, rule: Rule, mutated: Rule) -> tuple[Node, Node]:
        """Return when the finding that a mutant leaves out holds, with it and without it."""
        (finding,) = set(rule.concludes) - set(mutated.concludes)
        rules = self._pack.rules.values()
        others = [self._expanded(one) for one in rules if finding in one.concludes if one != rule]
        without = Any((*others, never(rule.location)), rule.location)
        return Any((self._expanded(rule), *without.children), rule.location), without

    def _test(self, rule: Rule, mutant: Mutant, mutated: Rule, masks: Masks) -> str:
        """Return the YAML of a test on *masks* that kills a mutant; empty where none does."""
        written = self._written(masks)
        if not written:
            return ""
        if mutant.kind == CONDITION:
            return self._example(rule, mutant, mutated, masks, written)
        expect = self._expected(mutated, masks)
        if not expect:
            return ""
        case: dict[str, object] = {**written, "expect": {**expect, "because": SAY_WHY}}
        return dump(case, flow=True)

    def _written(self, masks: Masks) -> dict[str, object]:
        """Return the answers in *masks* as a case writes them; empty where they cannot be read
        back."""
        facts, contrary = answers_of(self._pack, masks)
        said = {"respondents": {SOMEBODY_ELSE: contrary}} if contrary else {}
        written: dict[str, object] = {"facts": _bare(facts), **said}
        again = memory_of(dump({"title": "A test", **written}), self._pack)
        left_out = {
            slot.position
            for fact in not_known(self._pack, masks)
            for slot in self._pack.vocabulary.slots_of(fact)
        }
        if not again or any(
            again[slot] != mask for slot, mask in enumerate(masks) if slot not in left_out
        ):
            return {}
        return written

    def _example(
        self, rule: Rule, mutant: Mutant, mutated: Rule, masks: Masks, written: dict[str, object]
    ) -> str:
        one, other = (evaluate(self._expanded(each), masks, {}) for each in (rule, mutated))
        before, after = points_of(rule, one), points_of(mutated, other)
        if (one.truth, before) == (other.truth, after):
            return ""
        points = {"points": before} if one.truth is other.truth else {}
        name = f"tells {mutant.says}"
        example = {"name": name, **written, "gives": OUTCOMES[one.truth], **points}
        return "- " + dump(example, flow=True)

    def _expected(self, mutated: Rule, masks: Masks) -> dict[str, object]:
        """Return what a golden case with these answers would have to expect, to kill a mutant."""
        before = judged(self._pack, masks)
        after = rejudged(before, self._pack, mutated)
        if after is None:
            return {}
        for finding, truth in before.findings.items():
            if truth > after.findings.get(finding, truth.FALSE) and truth is truth.TRUE:
                return {"findings": [finding]}
        one, other = added_up(before, self._pack), added_up(after, with_rule(self._pack, mutated))
        for driver, changed in zip(one.drivers, other.drivers, strict=True):
            if driver.points != changed.points:
                return {"drivers": {driver.id: driver.points}}
        return {"band": one.band} if one.band != other.band else {}


def _bare(value: object) -> object:
    """Return plain data with whole numbers as such, so that they stand there without quotes."""
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return int(value) if isinstance(value, str) and INTEGER.fullmatch(value) else value


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
