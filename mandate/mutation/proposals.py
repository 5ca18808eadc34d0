"""Tests proposed to kill a survivor: an example of its rule, or a golden case, as YAML."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.conditions.evaluate import Truth, evaluate
from mandate.memory import Masks
from mandate.mutation.judged import Judged, added_up, judged, rejudged, with_rule
from mandate.mutation.mutants import CONDITION, Mutant
from mandate.mutation.trees import Expansion
from mandate.mutation.walks import cut_down, walks
from mandate.pack.inference import OUTCOMES, points_of
from mandate.pack.model import Pack, Rule
from mandate.proofs.witness import SOMEBODY_ELSE, answers_of, memory_of, not_known
from mandate.reading import INTEGER
from mandate.tuples import NamedTuple
from mandate.yaml_files import dump

Expects = dict[str, object]
SAY_WHY = "say here why that is right"


class Proposal(NamedTuple):
    """A test on ``masks``: what it ``expects`` of the pack as it is, and its YAML."""

    masks: Masks
    judged: Judged | None
    expects: Expects
    test: str


class Proposals:
    """Proposes tests under one pack, each of them for as many mutants of a rule as it kills, or of
    what no single rule weighs."""

    def __init__(self, pack: Pack, expansion: Expansion) -> None:
        self._pack = pack
        self._expansion = expansion
        self._made: dict[tuple[str, str], list[Proposal]] = {}
        self._judged: dict[Masks, Judged] = {}

    def made_for(self, mutant: Mutant) -> str:
        """Return a test that was proposed before and kills this mutant too; empty without one."""
        for one in self._made.get(_group(mutant), ()):
            for expects in self._expects(mutant, one.masks, one.judged):
                if expects == {key: one.expects.get(key) for key in expects}:
                    return one.test
        return ""

    def propose_on_the_way(self, mutant: Mutant, start: Masks) -> str:
        """Return the first test of a weight that is found on the way from *start*."""

        def tells(masks: Masks) -> bool:
            return any(self._expects(mutant, masks, self._judge(masks)))

        tests = (
            self.propose(mutant, cut_down(self._pack, masks, tells))
            for masks in walks(self._pack, start)
            if tells(masks)
        )
        return next(filter(None, tests), "")

    def propose(self, mutant: Mutant, masks: Masks) -> str:
        """Return a test on *masks* that kills a mutant; empty where there is none."""
        before = None if mutant.kind == CONDITION else self._judge(masks)
        expects = next(self._expects(mutant, masks, before), {})
        answers = self._answers(masks) if expects else {}
        if not answers:
            return ""
        if mutant.kind == CONDITION:
            named = {"name": f"tells {mutant.says}", **answers, **expects}
            test = "- " + dump(named, flow=True).rstrip()
        else:
            expect = {**expects, "because": SAY_WHY}
            test = dump({**answers, "expect": expect}, flow=True).rstrip()
        self._made.setdefault(_group(mutant), []).append(Proposal(masks, before, expects, test))
        return test

    def _judge(self, masks: Masks) -> Judged:
        if masks not in self._judged:
            self._judged[masks] = judged(self._pack, masks)
        return self._judged[masks]

    def _expects(self, mutant: Mutant, masks: Masks, before: Judged | None) -> Iterator[Expects]:
        """Yield what a test could expect of *masks* to kill a mutant, the most telling first."""
        mutated = mutant.rule
        if mutated is None:
            assert before is not None
            assert mutant.pack is not None
            yield from self._of_case(before, before, mutant.pack)
        elif before is None:
            yield from self._of_example(self._pack.rules[mutated.id], mutated, masks)
        elif after := rejudged(before, self._pack, mutated):
            yield from self._of_case(before, after, with_rule(self._pack, mutated))

    def _of_example(self, rule: Rule, mutated: Rule, masks: Masks) -> Iterator[Expects]:
        one, other = (
            evaluate(self._expansion.of(each.condition), masks, {}) for each in (rule, mutated)
        )
        gives = {"gives": OUTCOMES[one.truth]}
        points = points_of(rule, one)
        if one.truth is not other.truth:
            yield {**gives}
        elif points != points_of(mutated, other):
            yield {**gives, "points": points}

    def _of_case(self, before: Judged, after: Judged, mutated: Pack) -> Iterator[Expects]:
        for finding, truth in before.findings.items():
            if truth is Truth.TRUE and after.findings.get(finding) is not Truth.TRUE:
                yield {"findings": [finding]}
        one, other = added_up(before, self._pack), added_up(after, mutated)
        for driver, changed in zip(one.drivers, other.drivers, strict=True):
            if driver.points != changed.points:
                yield {"drivers": {driver.id: driver.points}}
        if one.band != other.band:
            yield {"band": one.band}
        if one.score != other.score:
            yield {"score": one.score}

    def _answers(self, masks: Masks) -> dict[str, object]:
        """Return the answers in *masks* as a case writes them; empty where they cannot be read
        back to the same."""
        facts, contrary = answers_of(self._pack, masks)
        said = {"respondents": {SOMEBODY_ELSE: contrary}} if contrary else {}
        answers = {"facts": _bare(facts), **said}
        again = memory_of(dump({"title": "A test", **answers}), self._pack)
        slots_of = self._pack.vocabulary.slots_of
        left_out = {
            slot.position for fact in not_known(self._pack, masks) for slot in slots_of(fact)
        }
        stated = (slot for slot in range(len(masks)) if slot not in left_out)
        return answers if again and all(again[slot] == masks[slot] for slot in stated) else {}


def _group(mutant: Mutant) -> tuple[str, str]:
    return mutant.kind, mutant.rule.id if mutant.rule else ""


def _bare(value: object) -> object:
    """Return plain data with whole numbers as such, so that they stand there without quotes."""
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return int(value) if isinstance(value, str) and INTEGER.fullmatch(value) else value
