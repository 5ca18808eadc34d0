"""Two packs side by side, as formulas over the cases that both read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mandate.library import assessor_of
from mandate.memory import Masks
from mandate.pack.model import Driver, Pack
from mandate.proofs.reading import Reading
from mandate.proofs.shared import SharedCases
from mandate.proofs.slots import slots_by_rule
from mandate.proofs.totals import Term, floors_of, sum_of, total_of, within_caps
from mandate.proofs.witness import memory_of, shown
from mandate.reasoning import Inference
from mandate.solver import (
    Formula,
    Solver,
    Undecided,
    conjunction,
    disjunction,
    exceeds,
    identity,
    negation,
    unlike,
)
from mandate.tuples import NamedTuple


class Smallest(NamedTuple):
    """A case of two packs: its working memory under each, and whether no case has fewer answers."""

    one: Masks
    other: Masks
    proved: bool


class Pair:
    """Two packs, their rules as formulas, and questions about the cases they share.

    Raises SolverError where there is no solver.
    """

    def __init__(self, one: Pack, other: Pack, seconds: float) -> None:
        self.solver = Solver(seconds)
        self.cases = SharedCases(one, other)
        self.one, self.other = (
            Reading(pack, self.cases.possible(pack), slots_by_rule(pack)) for pack in (one, other)
        )
        self.solver.require(self.cases.rules)
        mine, theirs = f"{one.id} {one.version}", f"{other.id} {other.version}"
        self.names = (mine, theirs) if mine != theirs else ("the first pack", "the second")

    def refused(self, reading: Reading) -> Formula:
        """Return when one of the packs refuses a case as one that cannot be."""
        return disjunction(reading.holds(one.condition) for one in reading.pack.impossible)

    def readable(self) -> Formula:
        """Return when both packs take a case."""
        return negation(disjunction((self.refused(self.one), self.refused(self.other))))

    def smallest(self, question: Formula) -> Smallest | None:
        """Return a case with the fewest answers in which *question* holds, or None without one.

        Answers of one value are preferred to ranges. Raises Undecided where no case was found and
        the solver cannot tell that there is none.
        """
        found = self.solver.find(question)
        if found is None:
            return None
        proved = True
        try:
            fewest = next(self._by_answers(question))
        except Undecided:
            fewest, proved = found, False
        one, other = (self.cases.masks(fewest, reading.pack) for reading in (self.one, self.other))
        return Smallest(one, other, proved)

    def _by_answers(self, question: Formula) -> Iterator[frozenset[str]]:
        """Yield cases in which *question* holds, from those with the fewest answers on."""
        for count in range(len(self.cases.answers) + 1):
            fewer = self.cases.at_most(count)
            for narrower in (self.cases.single(), True):
                found = self.solver.find(question, fewer, narrower)
                if found is not None:
                    yield found

    def totals_differ(self) -> Formula:
        """Return when the totals differ."""
        return conjunction((self.parts_differ(), total_of(self.one) != total_of(self.other)))

    def parts_differ(self) -> Formula:
        """Return when some part of the totals differs; where none does, the totals are equal."""
        one, other = self.one.pack, self.other.pack
        if (one.base, one.scale) != (other.base, other.scale):
            return True
        drivers = [*one.drivers, *(name for name in other.drivers if name not in one.drivers)]
        return disjunction([*map(self._driver_differs, drivers), *self._floors_differ()])

    def _driver_differs(self, name: str) -> Formula:
        one, other = (each.pack.drivers.get(name) for each in (self.one, self.other))
        mine, theirs = (sum_of(each, name) for each in (self.one, self.other))
        if one and other and _caps(one) != _caps(other):
            return within_caps(mine, one) != within_caps(theirs, other)
        mine, theirs = _left_over(mine, theirs), _left_over(theirs, mine)
        gains = [*mine, *((-points, formula) for points, formula in theirs)]
        losses = [(-points, formula) for points, formula in gains]
        return disjunction((exceeds(gains, 0), exceeds(losses, 0)))

    def _floors_differ(self) -> Iterator[Formula]:
        for edge in {*floors_of(self.one.pack).values(), *floors_of(self.other.pack).values()}:
            yield unlike(*(_lifted(each, edge) for each in (self.one, self.other)))

    def confirmed(self, case: Smallest, title: str) -> tuple[str, Inference, Inference]:
        """Return the YAML of a case, and what the engine makes of it under each pack.

        Raises Undecided where it cannot be written so that both packs read it as it was found.
        """
        one, other = self.one.pack, self.other.pack
        text = shown(one, case.one, title)
        if memory_of(text, other) != case.other:
            raise Undecided("the case that was found cannot be written down")
        return text, infer(one, case.one), infer(other, case.other)


def infer(pack: Pack, masks: Masks) -> Inference:
    """Return what the engine of record makes of a working memory."""
    return assessor_of(pack).reasoner.infer(masks)


def _caps(driver: Driver) -> tuple[int, int]:
    return driver.relief, driver.risk


def _left_over(terms: list[Term], others: list[Term]) -> list[Term]:
    """Return the *terms* without those that stand among *others* too, written alike."""
    alike = Counter((points, identity(formula)) for points, formula in others)
    left = []
    for points, formula in terms:
        if alike[points, identity(formula)]:
            alike[points, identity(formula)] -= 1
        else:
            left.append((points, formula))
    return left


def _lifted(reading: Reading, edge: int) -> Formula:
    """Return when a floor at or above *edge* holds."""
    floors = floors_of(reading.pack).items()
    return disjunction(reading.fires(rule) for rule, start in floors if start >= edge)
