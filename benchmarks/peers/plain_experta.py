"""Experta as its documentation teaches it: a stock KnowledgeEngine on its stock Rete.

A case is one fact with all fields, findings are facts that later rules match, a comparison is a
field constraint and ``all`` is one pattern. ``any`` and ``some`` are one TEST over bound fields,
which was measured to be faster than OR over the ways to satisfy them; OR is left where
a finding is read, and a rule that fires in several ways is merged by name. What was not answered
is a reserved value, where a field that holds a set would have to be hashed and frozen. The engine
is built once and reset for each case, and equal constraints share one predicate, so that the
network shares nodes; both are to its advantage.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from inspect import Parameter, Signature
from itertools import combinations
from typing import Any

import mandate.engines.experta  # noqa: F401  makes Experta importable on Python 3.10 and later

# isort: split
from experta import AND, MATCH, OR, TEST, Fact, KnowledgeEngine, P, Rule

from .language import AtLeast, Between, Every, Holds, In, Paired, Test, fields_read, reads_findings
from .outcome import Accountant, Outcome
from .plain import Fields, PlainPack

Predicate = Callable[[Mapping[str, int]], bool]


class Case(Fact):
    """Everything known of a case."""


class Finding(Fact):
    """A finding that holds."""


class PlainExperta:
    """The pack as plain Experta rules."""

    name = "plain experta"

    def __init__(self, plain: PlainPack) -> None:
        self._account = Accountant(plain)
        rules = {
            f"rule_{number}": _rule(id_, test, plain.pack.rules[id_].concludes)
            for number, (id_, test) in enumerate(plain.tests.items())
        }
        self._engine = type("Plain", (KnowledgeEngine,), rules)()

    def assess(self, fields: Fields) -> Outcome:
        """Return the outcome of a case."""
        engine = self._engine
        engine.fired = []
        engine.reset()
        engine.declare(Case(**fields))
        engine.run()
        return self._account.outcome(engine.fired, fields)


def _rule(id_: str, test: Test, concludes: tuple[str, ...]) -> Any:
    def fire(self: Any, **bound: object) -> None:
        self.fired.append(id_)
        for finding in concludes:
            self.declare(Finding(id=finding))

    return Rule(*_conditions(test))(fire)


def _conditions(test: Test) -> list[Any]:
    """Return the conditional elements of a test, the plain constraints gathered in one pattern."""
    children = test.children if isinstance(test, Every) else (test,)
    pattern: dict[str, Any] = {}
    others: list[Any] = []
    for child in children:
        if isinstance(child, In) and child.field not in pattern:
            pattern[child.field] = _one_of(child.codes)
        else:
            others += _elements(child)
    return [Case(**pattern), *others] if pattern else others


def _elements(test: Test) -> list[Any]:
    if isinstance(test, Holds):
        return [Finding(id=test.finding)]
    if isinstance(test, AtLeast) and reads_findings(test):
        ways = combinations(test.children, test.at_least)
        return [OR(*(_both(_conditions(Every(way))) for way in ways))]
    names = list(dict.fromkeys(fields_read(test)))
    return [Case(**{name: getattr(MATCH, name) for name in names}), TEST(_bound(test, names))]


def _both(elements: list[Any]) -> Any:
    return elements[0] if len(elements) == 1 else AND(*elements)


@cache
def _one_of(codes: tuple[int, ...]) -> Any:
    return P(frozenset(codes).__contains__) if len(codes) > 1 else codes[0]


def _bound(test: Test, names: list[str]) -> Callable[..., bool]:
    """Return a predicate with a parameter for each field, as Experta reads a TEST's signature."""
    predicate = _predicate(test)

    def bound(**fields: int) -> bool:
        return predicate(fields)

    parameters = [Parameter(name, Parameter.KEYWORD_ONLY) for name in names]
    vars(bound)["__signature__"] = Signature(parameters)
    return bound


def _predicate(test: Test) -> Predicate:
    if isinstance(test, In):
        name, codes = test.field, frozenset(test.codes)
        return lambda fields: fields[name] in codes
    if isinstance(test, Paired):
        mine, theirs, pairs = test.field, test.other, frozenset(test.pairs)
        return lambda fields: (fields[mine], fields[theirs]) in pairs
    if isinstance(test, Between):
        low, high, runs = test
        return lambda fields: any(a <= fields[low] and fields[high] <= b for a, b in runs)
    assert not isinstance(test, Holds)
    children = [_predicate(child) for child in test.children]
    count = test.at_least if isinstance(test, AtLeast) else len(children)
    return lambda fields: sum(child(fields) for child in children) >= count
