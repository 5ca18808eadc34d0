"""What a case sets aside: rules that somebody left out by judgement, who and why."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.case_forms import SET_ASIDE
from mandate.errors import Faults, Location, did_you_mean
from mandate.pack.model import Pack
from mandate.reading import items, reader
from mandate.source import Node, location
from mandate.tuples import NamedTuple


class SetAside(NamedTuple):
    """A rule that a case leaves out, who decided that, and why."""

    rule: str
    by: str
    reason: str
    location: Location


def read_set_aside(node: Node, faults: Faults) -> tuple[SetAside, ...]:
    """Return the entries under ``set_aside:``, in the order written."""
    return tuple(_read(node, faults))


def _read(node: Node, faults: Faults) -> Iterator[SetAside]:
    lines: dict[str, int] = {}
    for one in items(node, faults):
        entry = reader(one, faults, SET_ASIDE, "'rule', 'by' and 'reason'")
        if entry is None:
            continue
        rule = entry.text("rule")
        by, reason = entry.text("by"), entry.text("reason")
        entry.texts("visible_to")
        entry.close()
        place = location(entry.mapping.pairs["rule"][1]) if rule else location(one)
        if rule in lines:
            message = f"the rule '{rule}' is set aside twice; first in line {lines[rule]}"
            faults.add(place, "set-aside-twice", message, "keep one of the two")
        lines.setdefault(rule, place.line)
        yield SetAside(rule, by, reason, place)


def check_rules(entries: tuple[SetAside, ...], pack: Pack, faults: Faults) -> None:
    """Record each rule set aside that the pack does not have."""
    for rule, _, _, place in entries:
        if rule and rule not in pack.rules:
            message = f"the pack has no rule '{rule}' to set aside"
            faults.add(place, "unknown-rule", message, did_you_mean(rule, pack.rules))
