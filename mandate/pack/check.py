"""What must hold between the rules of a pack before it can be used."""

from __future__ import annotations

from mandate.errors import Faults
from mandate.pack.model import Finding, Rule
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
        rule = rules[names[0]]
        place = rule.absorbs_at[rule.absorbs.index(names[-2])]
        message = f"rules absorb each other: {' -> '.join(names)}"
        hint = "a report shows a part under its pattern"
        faults.add(place, "absorption-cycle", message, hint)
