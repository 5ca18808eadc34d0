"""The order in which rules may fire: after everything that concludes what they read, then by id."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from mandate.conditions.nodes import findings_read
from mandate.errors import Faults
from mandate.pack.model import Rule


def in_firing_order(rules: list[Rule], faults: Faults) -> dict[str, Rule]:
    """Return the rules by id in firing order; a fault names the cycle where there is none."""
    concluders: dict[str, list[str]] = {}
    for rule in rules:
        for finding in rule.concludes:
            concluders.setdefault(finding, []).append(rule.id)
    by_id = {rule.id: rule for rule in rules}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for rule in rules:
        reads = findings_read(rule.condition)
        sorter.add(rule.id, *(one for finding in reads for one in concluders.get(finding, ())))
    try:
        sorter.prepare()
    except CycleError as error:
        cycle = [str(name) for name in reversed(error.args[1])]
        start = cycle.index(min(cycle[:-1]))
        names = cycle[start:-1] + cycle[:start] + [cycle[start]]
        message = f"findings feed themselves: {' -> '.join(names)}"
        hint = "a rule may not read what it helps to conclude"
        faults.add(by_id[names[0]].location, "finding-cycle", message, hint)
        return {}
    ordered: dict[str, Rule] = {}
    while sorter.is_active():
        for name in sorted(ready := sorter.get_ready()):
            ordered[name] = by_id[name]
        sorter.done(*ready)
    return ordered
