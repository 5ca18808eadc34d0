"""What must hold between the rules of a pack before it can be used."""

from __future__ import annotations

from mandate.conditions.evaluate import Truth, evaluate
from mandate.errors import Faults
from mandate.pack.inference import OUTCOMES, Upstream, judge
from mandate.pack.model import Example, Finding, Impossible, Rule
from mandate.pack.sorting import CycleError, cycle_of, dependencies_first


def check_references(
    rules: list[Rule], findings: dict[str, Finding], faults: Faults, *, whole: bool
) -> None:
    """Record rules that share an id or absorb each other, and findings nobody concludes.

    Who concludes what can only be told of the *whole* pack: where every rule could be read.
    """
    by_id: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in by_id:
            message = f"the rule '{rule.id}' is also in {by_id[rule.id].location.path}"
            faults.add(rule.location, "rule-twice", message, "rename one of the two")
        by_id[rule.id] = rule
    if whole:
        concluded = {finding for rule in rules for finding in rule.concludes}
        for finding in findings.values():
            if finding.id not in concluded:
                message = f"no rule concludes the finding '{finding.id}'"
                hint = "add a rule that does, or leave the finding out"
                faults.add(finding.location, "finding-idle", message, hint)
    _check_absorption(by_id, faults)


def _check_absorption(rules: dict[str, Rule], faults: Faults) -> None:
    """Record rules that absorb each other: the report would show none of them."""
    patterns = [rule for rule in rules.values() if rule.absorbs]
    graph = {rule.id: [name for name in rule.absorbs if name in rules] for rule in patterns}
    try:
        dependencies_first(graph)
    except CycleError as error:
        names = cycle_of(error)
        message = f"rules absorb each other: {' -> '.join(names)}"
        hint = "a report shows a part under its pattern"
        faults.add(rules[names[0]].location, "absorption-cycle", message, hint)


def check_examples(
    rules: dict[str, Rule], impossible: tuple[Impossible, ...], faults: Faults, overlay: str = ""
) -> None:
    """Run each rule's examples and record those that do not hold.

    *overlay* is the folder of the overlay that the rules come from, if any: what it changes may
    ask for other examples than those of the pack that it extends.
    """
    upstream = Upstream(rules)
    for rule in rules.values():
        chain = upstream.of(rule)
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
                hint = f"the example expects '{example.gives}'{_restate(example, overlay)}"
                faults.add(example.location, "example", message, hint)
            elif example.points is not None and verdict.truth is Truth.TRUE:
                points = rule.points if rule.points is not None else verdict.points
                if points != example.points:
                    message = f"example '{example.name}' of {rule.id} gives {points} points"
                    hint = f"the example expects {example.points}{_restate(example, overlay)}"
                    faults.add(example.location, "example", message, hint)


def _restate(example: Example, overlay: str) -> str:
    """Return where to say what an example of an extended pack gives under its overlay."""
    if not overlay or example.location.path.startswith(f"{overlay}/"):
        return ""
    return "; say what it gives now under 'examples:' in overlay.yaml"
