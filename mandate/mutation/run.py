"""Mutating a pack: every mutant, tried on the tests that may kill it.

A mutated condition may be killed by its own rule's examples alone: what another rule happens to
show is no statement about this one. A mutated weight may be killed by a golden case, which states
its reason, or by a law; points in an example repeat the rule and kill none. A conclusion left out
may be killed by any example or golden case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from mandate.case import Case
from mandate.mutation.examples import killed_by_own, killed_downstream, shown_of
from mandate.mutation.golden import Golden, golden_of, killed_by_golden
from mandate.mutation.mutants import (
    CONCLUSION,
    CONDITION,
    WEIGHT,
    Mutant,
    conclusion_mutants,
    condition_mutants,
)
from mandate.mutation.promises import Promises
from mandate.mutation.results import EQUIVALENT, KILLED, SURVIVED, Fate, MutationTest
from mandate.mutation.survivors import Survivors
from mandate.mutation.weights import pack_mutants, weight_mutants
from mandate.pack.model import Pack, Rule


def mutate(
    pack: Pack, golden: Iterable[Case] = (), *, rules: Collection[str] = (), threshold: int = 0
) -> MutationTest:
    """Return what mutating *pack* came to; *threshold* is the least score, in percent.

    *pack* has been loaded with its examples, which hold. Where *rules* are named, theirs are the
    only mutants. Raises CaseError where a golden case cannot be used, FailingTestsError where one
    does not hold.
    """
    cases = golden_of(pack, golden)
    results = [result for _, result in tried(pack, cases, rules)]
    return MutationTest(
        pack=pack.id,
        version=pack.version,
        digest=pack.digest,
        threshold=threshold,
        golden=len(cases),
        fates=tuple(fate for fate, _ in results),
        undecided=tuple(fate.says for fate, is_undecided in results if is_undecided),
    )


def tried(
    pack: Pack, golden: list[Golden], rules: Collection[str] = ()
) -> Iterator[tuple[Mutant, tuple[Fate, bool]]]:
    """Yield every mutant with what became of it, and whether a survivor is undecided."""
    trial = _Trial(pack, golden)
    for rule in pack.rules.values():
        if not rules or rule.id in rules:
            for mutant in mutants_of(rule, pack):
                yield mutant, trial.of(mutant)
    if not rules:
        for mutant in pack_mutants(pack):
            yield mutant, trial.of(mutant)


def mutants_of(rule: Rule, pack: Pack) -> Iterator[Mutant]:
    """Yield every mutant of one rule."""
    yield from condition_mutants(rule, pack)
    yield from conclusion_mutants(rule)
    yield from weight_mutants(rule, pack)


class _Trial:
    """Tries mutants of one pack, one by one."""

    def __init__(self, pack: Pack, golden: list[Golden]) -> None:
        self._pack = pack
        self._golden = golden
        self._promises = Promises(pack)
        self._survivors = Survivors(pack)
        rules = pack.rules.values()
        self._examples = {rule.id: shown_of(pack, rule, rule.examples) for rule in rules}

    def of(self, mutant: Mutant) -> tuple[Fate, bool]:
        """Return what becomes of a mutant, and whether it is undecided if it is equivalent."""
        place = "pack.yaml"
        if mutant.rule is not None:
            location = self._pack.rules[mutant.rule.id].location
            place = f"{location.path}:{location.line}"
        killer = self._killer(mutant)
        if killer:
            return _fate(mutant, place, KILLED, killer), False
        found = self._survivors.of(mutant)
        if found.equivalent:
            return _fate(mutant, place, EQUIVALENT, found.equivalent), False
        return _fate(mutant, place, SURVIVED, "", found.test), found.is_undecided

    def _killer(self, mutant: Mutant) -> str:
        """Return the test that kills a mutant; empty where none does."""
        rule = mutant.rule
        if rule is not None and mutant.kind == CONDITION:
            name = killed_by_own(rule, self._examples[rule.id])
            return f"example: {name}" if name else ""
        if rule is not None and mutant.kind == CONCLUSION:
            name = killed_downstream(rule, self._pack)
            if name:
                return f"example: {name}"
        name = killed_by_golden(mutant, self._pack, self._golden)
        if name:
            return f"golden case: {name}"
        if rule is not None and mutant.kind == WEIGHT:
            breach = self._promises.breach(rule)
            return f"law: {breach.law}" if breach else ""
        return ""


def _fate(mutant: Mutant, place: str, fate: str, by: str, test: str = "") -> Fate:
    return Fate(
        mutant.kind, mutant.operator, mutant.about, place, mutant.says, fate, by, test.strip()
    )
