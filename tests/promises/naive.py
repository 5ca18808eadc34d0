"""An oracle: a naive reading of what a pack means, sharing no code with Mandate.

It reads the YAML files itself, keeps what is known of a fact as a set of labels, and asks every
comparison of every possible value. Slow and plain on purpose; correct if it can be read beside
the definition of a pack.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

Yaml = Any
TRUE, UNKNOWN, FALSE = "true", "unknown", "false"


class NaivePack:
    """A pack as its files write it."""

    def __init__(self, folder: Path) -> None:
        self.head = _load(folder / "pack.yaml")
        self.facts: dict[str, Yaml] = {}
        for path in (folder / "vocabulary").glob("*.yaml"):
            self.facts.update(_load(path)["facts"])
        self.rules: dict[str, Yaml] = {}
        for path in folder.glob("*/*.yaml"):
            if path.parent.name != "vocabulary":
                rule = _load(path)
                self.rules[rule["id"]] = rule

    def values(self, fact: str) -> list[str]:
        """All values of a fact, or of one item of it, in order."""
        declared = self.facts[fact]
        if declared["type"] in ("yes_no", "checklist"):
            return ["no", "yes"]
        if declared["type"] == "number":
            first, last = int(declared["min"]), int(declared["max"])
            return [str(n) for n in range(first, last + 1, int(declared.get("step", 1)))]
        return list(declared["levels"])


class NaiveCase:
    """What is known of each fact, as sets of labels, and which are not known or disputed."""

    def __init__(self, pack: NaivePack, data: Yaml) -> None:
        self.pack = pack
        self.possible: dict[tuple[str, str], set[str]] = {}
        self.unknown: set[str] = set()
        self.disputed: set[str] = set()
        everybody = [data.get("facts", {}), *data.get("respondents", {}).values()]
        for fact, declared in pack.facts.items():
            given = [answers[fact] for answers in everybody if fact in answers]
            items = declared["items"] if declared["type"] == "checklist" else [""]
            for item in items:
                self._settle(fact, item, [_one(answer, item) for answer in given])

    def _settle(self, fact: str, item: str, given: list[tuple[Yaml, bool] | None]) -> None:
        whole = self.pack.values(fact)
        said = [one for one in given if one is not None]
        sets = [(self._meant(fact, value), doc) for value, doc in said if value != "not_known"]
        if said and not sets:
            self.unknown.add(fact)
        agreed = set(whole).intersection(*(one for one, _ in sets))
        if sets and not agreed:
            self.disputed.add(fact)
        documents = set(whole).intersection(*(one for one, documented in sets if documented))
        if any(documented for _, documented in sets) and documents:
            agreed = documents
        self.possible[fact, item] = agreed or set().union(*(one for one, _ in sets))

    def _meant(self, fact: str, value: Yaml) -> set[str]:
        if isinstance(value, str):
            return {value}
        if "one_of" in value:
            return set(value["one_of"])
        labels = self.pack.values(fact)
        low, high = (labels.index(end) for end in value["between"])
        return set(labels[low : high + 1])


def _one(answer: Yaml, item: str) -> tuple[Yaml, bool] | None:
    documented = isinstance(answer, dict) and answer.get("confidence") == "documented"
    if isinstance(answer, dict) and "value" in answer:
        answer = answer["value"]
    if item and isinstance(answer, dict):
        return (answer[item], documented) if item in answer else None
    return answer, documented


def _load(path: Path) -> Yaml:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def judge(pack: NaivePack, data: Yaml) -> tuple[dict[str, int], set[str], Fraction]:
    """Return the fired rules with their points, the findings, and the total in decibans."""
    case = NaiveCase(pack, data)
    fired: dict[str, int] = {}
    findings: set[str] = set()
    growing = True
    while growing:  # forward chaining to the fixed point, in no particular order
        growing = False
        for name, rule in pack.rules.items():
            points = _points(case, rule, findings) if name not in fired else None
            if points is not None:
                fired[name] = points
                concluded = rule["then"].get("concludes", [])
                findings |= {concluded} if isinstance(concluded, str) else set(concluded)
                growing = True
    return fired, findings, _total(pack, fired)


def _points(case: NaiveCase, rule: Yaml, findings: set[str]) -> int | None:
    """Return the points of a rule that fires, None of one that does not."""
    if "when" in rule and _truth(case, rule["when"], findings) != TRUE:
        return None
    risk = rule["then"].get("risk", {})
    if "by" not in risk:
        return int(risk.get("points", 0))
    fact = risk["by"]
    if _applies(case, fact) != TRUE:
        return None
    if case.pack.facts[fact]["type"] == "checklist":
        possible = {str(n) for n in _counts(case, fact)}
    else:
        possible = case.possible[fact, ""]
    found = {_graded(case.pack.facts[fact], risk["points"], value) for value in possible}
    return found.pop() if len(found) == 1 and found != {0} else None


def _graded(declared: Yaml, points: Yaml, value: str) -> int:
    if declared["type"] not in ("number", "checklist"):
        return int(points[value])
    number = int(value)
    for written, worth in points.items():
        words = written.split()
        if words[0] == "under":
            fits = number < int(words[1])
        elif words[0] == "over":
            fits = number > int(words[1])
        elif words[-1] == "more":
            fits = number >= int(words[0])
        elif words[-1] == "less":
            fits = number <= int(words[0])
        else:
            fits = int(words[0]) <= number <= int(words[-1])
        if fits:
            return int(worth)
    raise AssertionError(f"{value} has no points")


def _total(pack: NaivePack, fired: dict[str, int]) -> Fraction:
    sums = dict.fromkeys(pack.head["drivers"], 0)
    floors = []
    for name, points in fired.items():
        then = pack.rules[name]["then"]
        if "risk" in then:
            sums[then["risk"]["driver"]] += points
        if "at_least_band" in then:
            floors.append(Fraction(pack.head["bands"][then["at_least_band"]]["from"]))
    capped = 0
    for driver, points in sums.items():
        caps = pack.head["drivers"][driver]["caps"]
        capped += min(int(caps["risk"]), max(int(caps["relief"]), points))
    total = Fraction(pack.head["base"]) + Fraction(pack.head["scale"]) * capped
    return max([total, *floors])


def _truth(case: NaiveCase, condition: Yaml, findings: set[str], positive: bool = True) -> str:
    """Return the Kleene truth of a condition, or of its negation."""
    ((key, operand),) = condition.items()
    if key == "not":
        return _truth(case, operand, findings, not positive)
    if key in ("all", "any", "some"):
        parts = operand["of"] if key == "some" else operand
        needed = {"all": len(parts), "any": 1}.get(key) or int(operand["at_least"])
        if not positive:  # fewer than n of k hold if at least k - n + 1 of their negations do
            needed = len(parts) - needed + 1
        truths = [_truth(case, part, findings, positive) for part in parts]
        sure, maybe = truths.count(TRUE), truths.count(UNKNOWN)
        return TRUE if sure >= needed else UNKNOWN if sure + maybe >= needed else FALSE
    if key == "finding":
        return TRUE if operand in findings else FALSE
    if key in ("unknown", "disputed"):
        holds = operand in (case.unknown if key == "unknown" else case.disputed)
        return TRUE if holds == positive else FALSE
    return _comparison(case, key, operand, positive)


def _negate(truth: str) -> str:
    return {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}[truth]


def _both(one: str, two: str) -> str:
    return FALSE if FALSE in (one, two) else UNKNOWN if UNKNOWN in (one, two) else TRUE


def _applies(case: NaiveCase, fact: str) -> str:
    condition = case.pack.facts[fact].get("applies_when")
    return TRUE if condition is None else _truth(case, condition, set())


def _unanimous(answers: set[bool], positive: bool) -> str:
    if len(answers) > 1:
        return UNKNOWN
    return TRUE if answers == {positive} else FALSE


def _comparison(case: NaiveCase, fact: str, operand: Yaml, positive: bool) -> str:
    declared = case.pack.facts[fact]
    if isinstance(operand, str):
        operand = {"is": operand}
    if declared["type"] == "checklist":
        return _checklist(case, fact, operand, positive)
    applies = _applies(case, fact)
    if "same_as" in operand or "differs_from" in operand:
        other = operand.get("same_as") or operand["differs_from"]
        wanted = positive == ("same_as" in operand)
        answers = {
            _same(one, two, case.pack.values(other), operand.get("where", {}))
            for one in case.possible[fact, ""]
            for two in case.possible[other, ""]
        }
        return _both(_both(applies, _applies(case, other)), _unanimous(answers, wanted))
    answers = {_selects(case.pack, fact, operand, value) for value in case.possible[fact, ""]}
    return _both(applies, _unanimous(answers, positive))


def _same(one: str, two: str, theirs: list[str], where: Yaml) -> bool:
    partners = where.get(one, [one] if one in theirs else [])
    return two in ([partners] if isinstance(partners, str) else partners)


def _selects(pack: NaivePack, fact: str, operand: Yaml, value: str) -> bool:
    ((operator, given),) = operand.items()
    if operator == "is":
        return bool(value == given)
    if operator == "one_of":
        return value in given
    numeric = pack.facts[fact]["type"] == "number"
    order = int if numeric else pack.values(fact).index
    if operator == "at_least":
        return order(value) >= order(given)
    if operator == "at_most":
        return order(value) <= order(given)
    if operator == "more_than":
        return order(value) > order(given)
    if operator == "less_than":
        return order(value) < order(given)
    assert operator == "between"
    return order(given[0]) <= order(value) <= order(given[1])


def _counts(case: NaiveCase, fact: str) -> range:
    items = [case.possible[fact, item] for item in case.pack.facts[fact]["items"]]
    return range(sum(one == {"yes"} for one in items), sum("yes" in one for one in items) + 1)


def _checklist(case: NaiveCase, fact: str, operand: Yaml, positive: bool) -> str:
    applies = _applies(case, fact)
    ((operator, given),) = operand.items()
    if operator == "covers":
        low = int(given.get("at_least", 0))
        high = int(given.get("at_most", len(case.pack.facts[fact]["items"])))
        answers = {low <= count <= high for count in _counts(case, fact)}
        return _both(applies, _unanimous(answers, positive))
    wanted = "yes" if operator == "has" else "no"
    truths = [
        _unanimous({value == wanted for value in case.possible[fact, item]}, True)
        for item in ([given] if isinstance(given, str) else given)
    ]
    verdict = FALSE if FALSE in truths else UNKNOWN if UNKNOWN in truths else TRUE
    return _both(applies, verdict if positive else _negate(verdict))
