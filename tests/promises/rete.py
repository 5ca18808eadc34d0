"""An oracle: the rules of a pack written plainly for Experta's own stock Rete.

One fact holds what is known, a field a fact; comparisons are predicates on a field, ``all`` is
``AND``, ``any`` and ``some`` are ``OR``, findings are facts that rules declare. Nothing of the
engine of record is used: neither its matcher nor its strategy nor its compiled conditions.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

from experta import AND, MATCH, OR, TEST, Fact, KnowledgeEngine, P, Rule

import mandate.engines.experta  # noqa: F401  (Experta imports only once its door has opened)
from tests.promises.naive import NaiveCase, NaivePack, Yaml, _counts, _graded, _same, _selects


class Answers(Fact):
    """What is known of every fact: a frozenset of labels under its name."""


class Reached(Fact):
    """A finding, under ``finding``."""


class RetePack:
    """A pack as a stock Experta engine."""

    def __init__(self, pack: NaivePack) -> None:
        self.pack = pack
        self.fired: dict[str, int] = {}
        attributes: dict[str, object] = {}
        for name, rule in pack.rules.items():
            for points, conditions in self._antecedents(rule):
                consequent = self._consequent(name, points, rule["then"].get("concludes", []))
                attributes[f"rule_{len(attributes)}"] = Rule(*conditions)(consequent)
        self.engine = type("StockEngine", (KnowledgeEngine,), attributes)()

    def judge(self, data: Yaml) -> dict[str, int]:
        """Return the fired rules with their points."""
        case = NaiveCase(self.pack, data)
        fields: dict[str, object] = {
            f"{fact}.{item}": frozenset(values) for (fact, item), values in case.possible.items()
        }
        for fact, declared in self.pack.facts.items():
            if declared["type"] == "checklist":
                fields[f"{fact}.counts"] = frozenset(map(str, _counts(case, fact)))
        fields["unknown"], fields["disputed"] = frozenset(case.unknown), frozenset(case.disputed)
        self.fired.clear()
        self.engine.reset()
        self.engine.declare(Answers(**fields))
        self.engine.run()
        return dict(self.fired)

    def _consequent(self, name: str, points: int, concludes: Yaml) -> Callable[..., None]:
        found = [concludes] if isinstance(concludes, str) else list(concludes)

        def consequent(engine: Any) -> None:
            self.fired[name] = points  # once, however many branches were satisfied
            for finding in found:
                engine.declare(Reached(finding=finding))

        return consequent

    def _antecedents(self, rule: Yaml) -> list[tuple[int, list[Any]]]:
        """Return the points and the conditions of each Experta rule that *rule* becomes."""
        guard = [self._condition(rule["when"])] if "when" in rule else []
        risk = rule["then"].get("risk", {})
        if "by" not in risk:
            return [(int(risk.get("points", 0)), guard)]
        fact = risk["by"]
        declared = self.pack.facts[fact]
        field = f"{fact}.counts" if declared["type"] == "checklist" else f"{fact}."

        def carries(points: int) -> Callable[[Any], bool]:
            return lambda possible: (
                {_graded(declared, risk["points"], one) for one in possible} == {points}
            )

        return [
            (points, [*guard, *self._applies(fact), Answers(**{field: P(carries(points))})])
            for points in sorted({int(one) for one in risk["points"].values()} - {0})
        ]

    def _applies(self, fact: str) -> list[Any]:
        condition = self.pack.facts[fact].get("applies_when")
        return [] if condition is None else [self._condition(condition)]

    def _condition(self, condition: Yaml, positive: bool = True) -> Any:
        ((key, operand),) = condition.items()
        if key == "not":
            return self._condition(operand, not positive)
        if key in ("all", "any", "some"):
            parts = operand["of"] if key == "some" else operand
            needed = {"all": len(parts), "any": 1}.get(key) or int(operand["at_least"])
            if not positive:
                needed = len(parts) - needed + 1
            return _at_least(needed, [self._condition(part, positive) for part in parts])
        if key == "finding":
            return Reached(finding=operand)
        if key in ("unknown", "disputed"):
            return Answers(**{key: P(lambda facts: (operand in facts) == positive)})
        return AND(*self._applies(key), *self._comparison(key, operand, positive))

    def _comparison(self, fact: str, operand: Yaml, positive: bool) -> list[Any]:
        operand = {"is": operand} if isinstance(operand, str) else operand
        if self.pack.facts[fact]["type"] == "checklist":
            return [self._checklist(fact, operand, positive)]
        if "same_as" in operand or "differs_from" in operand:
            return self._two_facts(fact, operand, positive)

        def selects(possible: Any) -> bool:
            return all(_selects(self.pack, fact, operand, one) == positive for one in possible)

        return [Answers(**{f"{fact}.": P(selects)})]

    def _checklist(self, fact: str, operand: Yaml, positive: bool) -> Any:
        ((operator, given),) = operand.items()
        if operator == "covers":
            low = int(given.get("at_least", 0))
            high = int(given.get("at_most", len(self.pack.facts[fact]["items"])))

            def covers(counts: Any) -> bool:
                return all((low <= int(one) <= high) == positive for one in counts)

            return Answers(**{f"{fact}.counts": P(covers)})
        wanted = frozenset(("yes",)) if (operator == "has") == positive else frozenset(("no",))
        given = [given] if isinstance(given, str) else given
        ticked = [
            Answers(**{f"{fact}.{item}": P(lambda possible: possible == wanted)}) for item in given
        ]
        return _at_least(len(ticked) if positive else 1, ticked)

    def _two_facts(self, fact: str, operand: Yaml, positive: bool) -> list[Any]:
        other = operand.get("same_as") or operand["differs_from"]
        wanted = positive == ("same_as" in operand)
        theirs, where = self.pack.values(other), operand.get("where", {})

        def agree(one: Any, two: Any) -> bool:  # Experta binds by these very names
            return all(_same(a, b, theirs, where) == wanted for a in one for b in two)

        fields = {f"{fact}.": MATCH.one, f"{other}.": MATCH.two}
        return [*self._applies(other), Answers(**fields), TEST(agree)]


def _at_least(needed: int, parts: list[Any]) -> Any:
    groups = [AND(*group) for group in combinations(parts, needed)]
    return groups[0] if len(groups) == 1 else OR(*groups)
