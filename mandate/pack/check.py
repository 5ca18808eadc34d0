"""What must hold between the rules of a pack before it can be used."""

from __future__ import annotations

from collections.abc import Collection
from graphlib import CycleError, TopologicalSorter

from mandate.conditions.evaluate import Truth, evaluate
from mandate.errors import Faults, did_you_mean
from mandate.pack.inference import OUTCOMES, judge, with_upstream
from mandate.pack.model import Impossible, Rule


def check_references(
    rules: list[Rule], findings: Collection[str], drivers: Collection[str], faults: Faults
) -> None:
    """Record rules that share an id, absorb what is not there, and findings nobody concludes."""
    by_id: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in by_id:
            message = f"the rule '{rule.id}' is also in {by_id[rule.id].location.path}"
            faults.add(rule.location, "rule-twice", message, "rename one of the two")
        by_id[rule.id] = rule
    for rule in rules:
        for other in rule.absorbs:
            if other not in by_id or other == rule.id:
                message = f"'{rule.id}' absorbs '{other}', which is no other rule of the pack"
                faults.add(rule.location, "unknown-rule", message, did_you_mean(other, by_id))
    _check_absorption(by_id, faults)


def _check_absorption(rules: dict[str, Rule], faults: Faults) -> None:
    """Record rules that absorb each other: the report would show none of them."""
    try:
        TopologicalSorter({rule.id: rule.absorbs for rule in rules.values()}).prepare()
    except CycleError as error:
        names = [str(name) for name in error.args[1]]
        message = f"rules absorb each other: {' -> '.join(names)}"
        place = rules[min(names)].location
        faults.add(place, "absorption-cycle", message, "a report shows a part under its pattern")


def check_examples(
    rules: dict[str, Rule], impossible: tuple[Impossible, ...], faults: Faults
) -> None:
    """Run each rule's examples and record those that do not hold."""
    for rule in rules.values():
        chain = with_upstream(rule, rules)
        for example in rule.examples:
            masks = example.memory.masks
            for combination in impossible:
                if evaluate(combination.condition, masks, {}).truth is Truth.TRUE:
                    message = f"example '{example.name}' cannot be: {combination.because}"
                    faults.add(example.location, "impossible", message)
            verdict = judge(chain, masks)[rule.id]
            gives = OUTCOMES[verdict.truth]
            if gives != example.gives:
                message = f"example '{example.name}' of {rule.id} gives '{gives}'"
                hint = f"the example expects '{example.gives}'"
                faults.add(example.location, "example", message, hint)
            elif example.points is not None and verdict.truth is Truth.TRUE:
                points = rule.points if rule.points is not None else verdict.points
                if points != example.points:
                    message = f"example '{example.name}' of {rule.id} gives {points} points"
                    hint = f"the example expects {example.points}"
                    faults.add(example.location, "example", message, hint)
