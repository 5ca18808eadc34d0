"""What every law asks of the solver and of the engine: cases, firings and totals under one pack."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from mandate.library import assessor_of
from mandate.memory import Masks
from mandate.pack.model import Pack
from mandate.proofs.complete import CompleteCases
from mandate.proofs.reading import Reading
from mandate.proofs.slots import keys_of, slots_by_rule, slots_read
from mandate.proofs.totals import floors_of
from mandate.reasoning import Inference
from mandate.solver import Formula, Solver, Undecided, conjunction, negation
from mandate.tuples import NamedTuple
from mandate.verification import Breach

NOTHING: Mapping[int, int] = {}


class Shown(NamedTuple):
    """What shows that a statement is false: in words, and as the YAML of a case before and after.

    Either case is empty where there is none.
    """

    message: str
    case: str
    after: str


class Statement(NamedTuple):
    """What came of one statement of a law: proved, broken, or (not ``decided``) unknown."""

    about: str
    breach: Breach | None
    decided: bool


def tried(about: str, broken: Callable[..., Shown | None], *given: object) -> Statement:
    """Return what came of a statement: *broken* returns, of what is *given*, what shows it false.

    Where it raises Undecided the statement is unknown.
    """
    try:
        found = broken(*given)
    except Undecided:
        return Statement(about, None, decided=False)
    return Statement(about, None if found is None else Breach(about, *found), decided=True)


class Prover:
    """Asks about the complete cases of one pack. Raises SolverError where there is no solver."""

    def __init__(self, pack: Pack, seconds: float) -> None:
        self.pack = pack
        self.solver = Solver(seconds)
        self.slots = slots_by_rule(pack)
        self.cases = CompleteCases(pack)
        self.base = Reading(pack, self.cases.possible, self.slots)
        self.floors = floors_of(pack)
        self.solver.require(self.cases.rules)
        self.solver.require([self.can_be(self.base)])
        self._inferred: dict[Masks, Inference] = {}
        self._firing: dict[str, Masks | None] = {}

    def can_be(self, reading: Reading, touched: frozenset[int] | None = None) -> Formula:
        """Return when no combination that cannot be holds (of those that read a slot *touched*)."""
        return conjunction(
            negation(reading.holds(one.condition))
            for one in self.pack.impossible
            if touched is None or touched & slots_read(one.condition)
        )

    def find(self, *formulas: Formula, values: Mapping[int, int] = NOTHING) -> Masks | None:
        """Return a complete case in which all *formulas* hold, or None where there is none.

        *values* are those of the slots that the formulas take for given. A case in which nothing
        is recorded as "not known" is preferred. Raises Undecided where the solver cannot tell.
        """
        found = self.solver.find(self.cases.all_known, *formulas)
        if found is None and self.cases.all_known is not True:
            found = self.solver.find(*formulas)
        return None if found is None else self.cases.masks(found, values)

    def reading(self, values: Mapping[int, int]) -> Reading:
        """Return the pack's rules where some slots have the *values* given."""
        possible, touched = self.cases.fixed(values), frozenset(values)
        return Reading(self.pack, possible, self.slots, self.base, touched)

    def infer(self, masks: Masks) -> Inference:
        """Return what the engine of record makes of a working memory; kept."""
        if masks not in self._inferred:
            self._inferred[masks] = assessor_of(self.pack).reasoner.infer(masks)
        return self._inferred[masks]

    def firing(self, rule: str) -> Masks | None:
        """Return a case in which a rule fires, or None where it never does; kept."""
        if rule not in self._firing:
            self._firing[rule] = self.find(self.base.fires(rule))
        return self._firing[rule]

    def met(self) -> list[Masks]:
        """Return the cases found so far in which one rule or another fires."""
        return [masks for masks in self._firing.values() if masks is not None]

    def facts_of(self, rules: Collection[str]) -> set[str]:
        """Return the facts that some rules read, themselves or through findings."""
        keys = keys_of(self.pack)
        return {keys[slot].fact for rule in rules for slot in self.slots[rule]}
