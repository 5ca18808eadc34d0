"""GoRules ZEN through zen-engine, in two forms.

ZenGraph is what the product is for: a decision graph in JSON, with one expression for each rule
in firing order; a finding is read off the rules before it that conclude it. Most of its time goes
into carrying the context through the graph. ZenExpression is the fastest form that was found: the
whole pack as one compiled expression, an array of truth values, with each finding written out
where it is read; there is no graph, and nothing in it has a name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import compress

import zen

from .language import Between, Every, Holds, In, Paired, Test, is_run
from .outcome import Accountant, Outcome
from .plain import Fields, PlainPack

Concluders = Mapping[str, list[str]]


class ZenGraph:
    """The pack as a decision graph."""

    name = "zen-engine, decision graph"

    def __init__(self, plain: PlainPack) -> None:
        self._account = Accountant(plain)
        self._rules = tuple(plain.tests)
        self._decision = zen.ZenEngine().create_decision(json.dumps(graph(plain)))

    def assess(self, fields: Fields) -> Outcome:
        """Return the outcome of a case."""
        result = self._decision.evaluate(fields)["result"]
        return self._account.outcome(compress(self._rules, result["fired"]), fields)


class ZenExpression:
    """The pack as one compiled expression."""

    name = "zen-engine, one expression"

    def __init__(self, plain: PlainPack) -> None:
        self._account = Accountant(plain)
        self._rules = tuple(plain.tests)
        self._expression = zen.compile_expression(written_out(plain))

    def assess(self, fields: Fields) -> Outcome:
        """Return the outcome of a case."""
        fired = self._expression.evaluate(fields)
        return self._account.outcome(compress(self._rules, fired), fields)


def graph(plain: PlainPack) -> dict[str, object]:
    """Return the decision graph of a pack: its input, one node of expressions, its output."""
    concluders: dict[str, list[str]] = {}
    values = {}
    for id_, test in plain.tests.items():
        values[_key(id_)] = expression(test, concluders)
        for finding in plain.pack.rules[id_].concludes:
            concluders.setdefault(finding, []).append(f"$.{_key(id_)}")
    values["fired"] = f"[{', '.join(f'$.{key}' for key in values)}]"
    lines = [{"id": key, "key": key, "value": value} for key, value in values.items()]
    return {
        "nodes": [
            _node("case", "inputNode", {"schema": ""}),
            _node("rules", "expressionNode", {"expressions": lines}),
            _node("outcome", "outputNode", {"schema": ""}),
        ],
        "edges": [
            {"id": "in", "type": "edge", "sourceId": "case", "targetId": "rules"},
            {"id": "out", "type": "edge", "sourceId": "rules", "targetId": "outcome"},
        ],
    }


def _node(id_: str, type_: str, content: dict[str, object]) -> dict[str, object]:
    return {"id": id_, "type": type_, "name": id_, "content": content}


def _key(rule: str) -> str:
    return f"rule_{rule.replace('-', '_')}"


def written_out(plain: PlainPack) -> str:
    """Return the whole pack as one array of expressions, findings written out."""
    concluders: dict[str, list[str]] = {}
    expressions = []
    for id_, test in plain.tests.items():
        expressions.append(expression(test, concluders))
        for finding in plain.pack.rules[id_].concludes:
            concluders.setdefault(finding, []).append(f"({expressions[-1]})")
    return f"[{', '.join(expressions)}]"


def expression(test: Test, concluders: Concluders) -> str:
    """Return a test in ZEN's expression language, given what says that a finding holds."""
    if isinstance(test, In):
        return _in(test)
    if isinstance(test, Holds):
        return _joined(concluders.get(test.finding, ["false"]), " or ")
    if isinstance(test, Between):
        runs = (f"({test.low} >= {a} and {test.high} <= {b})" for a, b in test.runs)
        return _joined(runs, " or ")
    if isinstance(test, Paired):
        pairs = (f"({test.field} == {a} and {test.other} == {b})" for a, b in test.pairs)
        return _joined(pairs, " or ")
    children = [expression(child, concluders) for child in test.children]
    if isinstance(test, Every):
        return _joined(children, " and ")
    if test.at_least == 1:
        return _joined(children, " or ")
    return f"count([{', '.join(children)}], #) >= {test.at_least}"


def _in(test: In) -> str:
    codes = test.codes
    if len(codes) == 1:
        return f"{test.field} == {codes[0]}"
    values = f"[{codes[0]}..{codes[-1]}]" if is_run(codes) else str(list(codes))
    return f"{test.field} in {values}"


def _joined(expressions: list[str] | Iterator[str], word: str) -> str:
    return f"({word.join(expressions)})"
