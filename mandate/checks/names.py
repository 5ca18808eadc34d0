"""Checks of facts, levels and findings: what no rule reads, and what findings exclude."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from mandate.checks.diagrams import FALSE
from mandate.checks.subject import Found, Subject
from mandate.conditions.nodes import findings_read
from mandate.facts import Fact, codes
from mandate.pack.model import Finding


def fact_unread(subject: Subject, fact: Fact) -> Iterator[Found]:
    """Yield the fact if no condition of the pack reads it."""
    if fact.id not in subject.facts_read:
        message = f"no rule reads the fact '{fact.id}'"
        yield Found(fact.id, fact.location, message, "leave it out, or say why it is asked")


def level_unread(subject: Subject, fact: Fact) -> Iterator[Found]:
    """Yield what no condition tells apart of a fact that some condition reads: levels of a scale
    or a choice, each set of them once, and items of a checklist. Numbers are read in ranges."""
    if fact.type in ("number", "yes_no") or fact.id not in subject.facts_read:
        return
    apart = subject.told_apart
    for slot in subject.pack.vocabulary.slots_of(fact.id):
        if fact.type == "checklist":
            if slot.position not in apart:
                place = subject.place(fact, "items", slot.item)
                message = f"no rule reads the item '{slot.item}' of {fact.id}"
                yield Found(fact.id, place, message, "leave it out, or say why it is asked")
            continue
        for mask in apart.get(slot.position, (slot.full,)):
            alike = [fact.labels[code] for code in codes(mask)]
            if len(alike) > 1:
                names = f"{', '.join(alike[:-1])} and {alike[-1]}"
                place = subject.place(fact, "levels", alike[0])
                message = f"no rule tells {names} of {fact.id} apart"
                yield Found(fact.id, place, message, "merge them, or say why they are told apart")


def finding_unread(subject: Subject, finding: Finding) -> Iterator[Found]:
    """Yield the finding if no rule reads it."""
    rules = subject.pack.rules.values()
    if not any(finding.id in findings_read(rule.condition) for rule in rules):
        message = f"no rule reads the finding '{finding.id}'"
        hint = "leave it out, or say why it is only reported"
        yield Found(finding.id, finding.location, message, hint)


def group_overlaps(subject: Subject, finding: Finding) -> Iterator[Found]:
    """Yield the finding with each later one of its group that can hold in the same case."""
    expansion = subject.expansion
    group = [one for one in subject.pack.findings.values() if one.one_of == finding.one_of]
    for one, other in combinations(group if finding.one_of else (), 2):
        if one.id != finding.id:
            continue
        together = expansion.diagrams.both(expansion.holds(one.id), expansion.holds(other.id))
        together = expansion.diagrams.both(together, expansion.possible)
        if together != FALSE:
            message = (
                f"'{one.id}' and '{other.id}' of the group '{one.one_of}' can hold together:"
                f" {expansion.words(together)}"
            )
            hint = "tighten the rules that conclude one of the two"
            yield Found(finding.id, finding.location, message, hint)
