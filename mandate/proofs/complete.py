"""Complete cases as variables: in each, every slot has one value, and every flag is set or not.

Why the flags stand for themselves: ``unknown:`` and ``disputed:`` are two-valued and stand in every
completion of a case, and both ends of a range are the totals of completions. So what is proved with
every flag either way covers complete cases (promises 8 and 9) and the ranges of partial ones.
A case can be both complete and disputed: a document settles what respondents differ on. It cannot
be both complete and "not known": such a fact is a completion only. Counterexamples are therefore
looked for first where nothing is "not known", and elsewhere only if there is none.

A fact that does not apply has a value as well, which nothing reads. So where an improvement makes
another fact apply, both cases state it.
"""

from __future__ import annotations

from collections.abc import Mapping

from mandate.memory import Masks
from mandate.pack.model import Pack
from mandate.proofs.reading import Possible
from mandate.proofs.slots import classes_of, told_apart
from mandate.solver import Formula, at_least, conjunction, disjunction, negation, variable


class CompleteCases:
    """The complete cases of a pack, those that cannot be included, as an assignment of variables.

    ``rules`` hold in every case: each slot has one value. ``all_known`` holds where nothing is
    recorded as "not known"; it is True where no rule asks.
    """

    def __init__(self, pack: Pack) -> None:
        treated = told_apart(pack)
        # a flag that no rule reads has one class, and is never set
        self.classes = {slot: classes_of(values) for slot, values in treated.items()}
        self._formulas = {slot: _one_hot(slot, set(of)) for slot, of in self.classes.items()}
        self._names = {_name(slot, one) for slot, of in self.classes.items() for one in of}
        self.rules = [
            formula
            for one_hot in self._formulas.values()
            if len(one_hot) > 2
            for formula in (disjunction(one_hot), negation(at_least(2, one_hot)))
        ]
        unknown = (pack.vocabulary.unknown_flag(fact) for fact in pack.vocabulary.facts)
        asked_for = (flag for flag in unknown if len(self._formulas[flag]) > 1)
        self.all_known = conjunction(negation(self.possible(flag, 1)) for flag in asked_for)

    def possible(self, slot: int, value: int) -> Formula:
        """Return when a slot has a value, or one that no condition tells from it."""
        return self._formulas[slot][self.classes[slot][value]]

    def fixed(self, values: Mapping[int, int]) -> Possible:
        """Return what is possible where some slots have the *values* given."""

        def possible(slot: int, value: int) -> Formula:
            if slot in values:
                return self.classes[slot][values[slot]] == self.classes[slot][value]
            return self.possible(slot, value)

        return possible

    def masks(self, true: frozenset[str], values: Mapping[int, int] | None = None) -> Masks:
        """Return the working memory in which the variables *true* hold, and the *values* given."""
        found = dict.fromkeys(range(len(self.classes)), 0)
        for slot, one in (name.split(":") for name in true if name in self._names):
            found[int(slot)] = self.classes[int(slot)].index(int(one))
        return tuple(1 << value for value in (found | dict(values or {})).values())


def _one_hot(slot: int, classes: set[int]) -> list[Formula]:
    """Return one formula for each class of values: that the slot's value is in it."""
    if len(classes) == 1:
        return [True]
    if len(classes) == 2:
        second = variable(_name(slot, 1))
        return [negation(second), second]
    return [variable(_name(slot, one)) for one in sorted(classes)]


def _name(slot: int, one: int) -> str:
    return f"{slot}:{one}"
