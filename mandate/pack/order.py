"""The order in which rules may fire: after everything that concludes what they read, then by id."""

from __future__ import annotations

from mandate.conditions.nodes import FindingHolds, findings_read, leaves
from mandate.errors import Faults, Location
from mandate.pack.model import Rule
from mandate.pack.sorting import CycleError, cycle_of, dependencies_first


def in_firing_order(rules: list[Rule], faults: Faults) -> dict[str, Rule]:
    """Return the rules by id in firing order; a fault names the cycle where there is none."""
    concluders: dict[str, list[str]] = {}
    for rule in rules:
        for finding in rule.concludes:
            concluders.setdefault(finding, []).append(rule.id)
    by_id = {rule.id: rule for rule in rules}
    graph = {
        rule.id: {one for read in findings_read(rule.condition) for one in concluders.get(read, ())}
        for rule in rules
    }
    try:
        return {name: by_id[name] for name in dependencies_first(graph)}
    except CycleError as error:
        names = cycle_of(error)
        message = f"findings feed themselves: {' -> '.join(names)}"
        hint = "a rule may not read what it helps to conclude"
        place = _where_read(by_id[names[0]], by_id[names[-2]])  # each feeds the next
        faults.add(place, "finding-cycle", message, hint)
        return {}


def _where_read(rule: Rule, feeding: Rule) -> Location:
    """Return where a rule first reads what a rule that feeds it concludes."""
    return next(
        leaf.location
        for leaf in leaves(rule.condition)
        if isinstance(leaf, FindingHolds) and leaf.finding in feeding.concludes
    )
