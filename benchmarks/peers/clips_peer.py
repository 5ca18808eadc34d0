"""CLIPS through clipspy: the pack as one template, one rule for each rule, and findings as facts.

A case is one fact with a slot for each field. Plain comparisons are constraints on its slots, and
``any`` and ``some`` are one test over bound variables (OR where a finding is read). What fired is
kept in one string of names that Python reads once; a multifield of symbols and a call back to
Python were both measured to be slower, and so was asserting the case as text.

clipspy 1.0.6 never releases a fact that it asserted, because its finaliser passes one argument
too many; CLIPS then keeps every case, and each one takes longer than the one before. So the fact
is released by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import clips
from clips._clips import lib

from .language import Between, Every, Holds, In, Paired, Test, fields_read, is_run, reads_findings
from .outcome import Accountant, Outcome
from .plain import Fields, PlainPack


class Clips:
    """The pack as CLIPS rules."""

    name = "clipspy"

    def __init__(self, plain: PlainPack) -> None:
        self._account = Accountant(plain)
        environment = self._environment = clips.Environment()
        slots = " ".join(f"(slot {field} (type INTEGER))" for field in plain.fields)
        environment.build(f"(deftemplate case {slots})")
        environment.build("(deftemplate finding (slot id (type SYMBOL)))")
        environment.build('(defglobal ?*fired* = "")')
        for id_, test in plain.tests.items():
            environment.build(rule_text(id_, test, plain.pack.rules[id_].concludes))
        self._case = environment.find_template("case")
        self._fired = environment.find_global("fired")

    def assess(self, fields: Fields) -> Outcome:
        """Return the outcome of a case."""
        environment = self._environment
        environment.reset()
        fact = self._case.assert_fact(**fields)
        environment.run()
        outcome = self._account.outcome(self._fired.value.split(), fields)
        lib.ReleaseFact(fact._fact)
        return outcome


def rule_text(id_: str, test: Test, concludes: tuple[str, ...]) -> str:
    """Return a rule in CLIPS's own language."""
    conclusions = " ".join(f"(assert (finding (id {finding})))" for finding in concludes)
    return (
        f"(defrule {id_} {' '.join(_elements(test))} => "
        f'(bind ?*fired* (str-cat ?*fired* " {id_}")) {conclusions})'
    )


def _elements(test: Test) -> Iterator[str]:
    """Yield the conditional elements of a test: one pattern for the case, then the rest."""
    children = test.children if isinstance(test, Every) else (test,)
    plain = [child for child in children if isinstance(child, In)]
    slots = {child.field: _constraint(child) for child in plain}
    tests: list[Test] = [child for child in children if not isinstance(child, (In, Holds))]
    if len(slots) < len(plain):  # a field compared twice: a test for each
        slots, tests = {}, [child for child in children if not isinstance(child, Holds)]
    alternatives = [child for child in tests if reads_findings(child)]
    tests = [child for child in tests if child not in alternatives]
    for field in dict.fromkeys(field for child in tests for field in fields_read(child)):
        slots[field] = f"?{field}&{slots[field]}" if field in slots else f"?{field}"
    if slots:
        yield f"(case {' '.join(f'({field} {text})' for field, text in slots.items())})"
    yield from (f"(test {_call(child)})" for child in tests)
    yield from (f"(finding (id {child.finding}))" for child in children if isinstance(child, Holds))
    for child in alternatives:
        assert not isinstance(child, (In, Between, Paired, Holds, Every))
        ways = [
            " ".join(map(_group, some)) for some in combinations(child.children, child.at_least)
        ]
        yield f"(or {' '.join(f'(and {way})' for way in ways)})"


def _group(test: Test) -> str:
    elements = list(_elements(test))
    return elements[0] if len(elements) == 1 else f"(and {' '.join(elements)})"


def _constraint(test: In) -> str:
    codes = test.codes
    if len(codes) > 2 and is_run(codes):
        return f"?{test.field}&:(<= {codes[0]} ?{test.field} {codes[-1]})"
    return "|".join(map(str, codes))


def _call(test: Test) -> str:
    """Return a test as a function call over bound variables."""
    if isinstance(test, In):
        if is_run(test.codes):
            return f"(<= {test.codes[0]} ?{test.field} {test.codes[-1]})"
        return _any(f"(= ?{test.field} {code})" for code in test.codes)
    if isinstance(test, Between):
        low, high = f"?{test.low}", f"?{test.high}"
        return _any(f"(<= {first} {low} {high} {last})" for first, last in test.runs)
    if isinstance(test, Paired):
        both = f"?{test.field}", f"?{test.other}"
        return _any(f"(and (= {both[0]} {a}) (= {both[1]} {b}))" for a, b in test.pairs)
    assert not isinstance(test, Holds)
    calls = [_call(child) for child in test.children]
    if isinstance(test, Every):
        return f"(and {' '.join(calls)})"
    if test.at_least == 1:
        return _any(calls)
    ones = " ".join(f"(if {call} then 1 else 0)" for call in calls)
    return f"(>= (+ {ones}) {test.at_least})"


def _any(calls: Iterator[str] | list[str]) -> str:
    listed = list(calls)
    return listed[0] if len(listed) == 1 else f"(or {' '.join(listed)})"
