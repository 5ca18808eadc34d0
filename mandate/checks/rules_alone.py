"""Checks of one rule's condition: what of it can ever hold."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.checks.diagrams import FALSE, TRUE
from mandate.checks.expansion import Expansion
from mandate.checks.subject import Found, Subject, under
from mandate.conditions.grading import band_ends
from mandate.conditions.nodes import All, Any, Applies, Compare, FindingHolds, Graded, Node, Some
from mandate.errors import Faults, Location
from mandate.pack.model import Rule
from mandate.reading import integer
from mandate.source import Mapping, location
from mandate.tuples import NamedTuple


class _Part(NamedTuple):
    """A part of a condition that never holds where it stands; *alone*, whatever is impossible.

    ``context`` is where the rest of the condition lets it count.
    """

    words: str
    location: Location
    truth: int
    context: int
    alone: bool


def never_fires(subject: Subject, rule: Rule) -> Iterator[Found]:
    """Yield the rule if its condition contradicts itself."""
    if subject.expansion.fires(rule) != FALSE:
        return
    idle = _idle_finding(rule.condition, subject.expansion)
    place = subject.place(rule, "when")
    if idle:
        message = f"the rule '{rule.id}' can never fire: the finding '{idle.finding}' never holds"
        yield Found(rule.id, idle.location, message, "mend the rules that conclude it")
    else:
        message = f"the rule '{rule.id}' can never fire: its condition contradicts itself"
        yield Found(rule.id, place, message, "loosen the condition, or leave the rule out")


def part_never_holds(subject: Subject, rule: Rule) -> Iterator[Found]:
    """Yield each part of a condition that the rest of it excludes."""
    for part in _dead_parts(subject, rule):
        if part.alone:
            message = f"{part.words} never holds beside the rest of this condition"
            yield Found(rule.id, part.location, message, "leave it out, or mend what excludes it")


def excluded(subject: Subject, rule: Rule) -> Iterator[Found]:
    """Yield the rule, or each part of its condition, that ``impossible:`` leaves no case for."""
    expansion = subject.expansion
    fires = expansion.fires(rule)
    hint = "leave it out, or mend 'impossible:' in pack.yaml"
    if fires != FALSE and expansion.diagrams.both(fires, expansion.possible) == FALSE:
        why = _because(fires, expansion)
        message = f"the rule '{rule.id}' fires in impossible cases alone: {why}"
        yield Found(rule.id, subject.place(rule, "when"), message, hint)
    for part in _dead_parts(subject, rule):
        if not part.alone:
            where = expansion.diagrams.both(part.truth, part.context)
            message = f"{part.words} holds in impossible cases alone: {_because(where, expansion)}"
            yield Found(rule.id, part.location, message, hint)


def _because(where: int, expansion: Expansion) -> str:
    """Return why what is true there cannot be: the first combination that excludes all of it, else
    those that do together."""
    diagrams, left = expansion.diagrams, where
    reasons = []
    for one in expansion.pack.impossible:
        excluded = expansion.truth(one.condition)
        if diagrams.without(where, excluded) == FALSE:
            return one.because.rstrip(".")
        if diagrams.both(left, excluded) != FALSE:
            reasons.append(one.because.rstrip("."))
            left = diagrams.without(left, excluded)
    return "; ".join(reasons)


def _idle_finding(node: Node, expansion: Expansion) -> FindingHolds | None:
    """Return a finding that a condition reads under 'all' and that never holds."""
    if isinstance(node, FindingHolds):
        return node if expansion.holds(node.finding) == FALSE else None
    children = node.children if isinstance(node, All) else ()
    found = (_idle_finding(child, expansion) for child in children)
    return next((one for one in found if one), None)


def _dead_parts(subject: Subject, rule: Rule) -> list[_Part]:
    expansion = subject.expansion
    if expansion.diagrams.both(expansion.fires(rule), expansion.possible) == FALSE:
        return []  # the whole rule is reported
    return list(_parts(rule.condition, TRUE, subject, rule))


def _parts(node: Node, context: int, subject: Subject, rule: Rule) -> Iterator[_Part]:
    """Yield the parts of *node* that never hold where the rest of the condition does."""
    expansion = subject.expansion
    diagrams = expansion.diagrams
    if isinstance(node, Graded):
        yield from _levels(node, context, subject, rule)
    elif isinstance(node, Compare) and node.operator == "one_of" and not node.negated:
        labels = subject.pack.fact(node.fact).labels
        for label in node.operand:
            truth = expansion.lies_in(node.slot, 1 << labels.index(label))
            words = f"'{label}' of {node.fact}"
            if part := _part(words, node.location, truth, context, expansion):
                yield part
    elif isinstance(node, Applies):
        inner = diagrams.both(context, expansion.truth(node.condition))
        yield from _parts(node.child, inner, subject, rule)
    elif isinstance(node, (All, Any, Some)):
        for place, child in enumerate(node.children):
            others = [*node.children[:place], *node.children[place + 1 :]]
            truths = [expansion.truth(one) for one in others]
            needed = len(others) if isinstance(node, All) else 0
            if isinstance(node, Some):
                needed = node.at_least - 1
            rest = diagrams.both(context, diagrams.at_least(needed, truths))
            part = _part("this part", child.location, expansion.truth(child), rest, expansion)
            if part:
                yield part
            else:
                yield from _parts(child, rest, subject, rule)


def _levels(node: Graded, context: int, subject: Subject, rule: Rule) -> Iterator[_Part]:
    """Yield the lines of a grading that carry points no case can get."""
    written = under(subject.document(rule.location.path), "then", "risk", "points")
    fact = subject.pack.fact(node.fact)
    domain = range(len(node.slots) + 1) if node.counted else fact.domain
    for key, worth in written.pairs.values() if isinstance(written, Mapping) else ():
        if integer(worth, Faults()):
            if fact.type in ("number", "checklist"):
                low, high = band_ends(key.text, domain) or (1, 0)
            else:
                low = high = fact.labels.index(key.text)
            values = sum(1 << n for n, value in enumerate(domain) if low <= value <= high)
            truth = (
                subject.expansion.counts_in(node.slots, values)
                if node.counted
                else subject.expansion.lies_in(node.slots[0], values)
            )
            words = f"'{key.text}' of {node.fact}"
            part = _part(words, location(key), truth, context, subject.expansion)
            if part:
                yield part


def _part(
    words: str, place: Location, truth: int, context: int, expansion: Expansion
) -> _Part | None:
    """Return a part of a condition if it never holds in its context, else None."""
    diagrams = expansion.diagrams
    where = diagrams.both(truth, context)
    if where == FALSE:
        return _Part(words, place, truth, context, alone=True)
    if diagrams.both(where, expansion.possible) == FALSE:
        return _Part(words, place, truth, context, alone=False)
    return None
