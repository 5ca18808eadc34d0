"""Checks of remedies: a cure that does not cure, and a risk without any."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.checks.diagrams import FALSE
from mandate.checks.subject import Found, Subject
from mandate.conditions.nodes import Any, FindingHolds, Node, Some, children_of, facts_read
from mandate.facts import STAGES, can_be_done
from mandate.pack.model import Pack, Remedy, Rule


def cure_fails(subject: Subject, rule: Rule) -> Iterator[Found]:
    """Yield each cure after which the rule can still fire with as many points: in some complete
    case that can be, before the change and after it."""
    for place, remedy in enumerate(rule.remedies):
        where = _uncured(subject, rule, remedy) if remedy.cures else FALSE
        if where != FALSE:
            message = (
                f"this cure leaves '{rule.id}' as it is in some case:"
                f" {subject.expansion.words(where)}"
            )
            hint = "cure what else makes it fire, or write what it is: a remedy that eases"
            at = subject.place(rule, "remedies", place, "cures")
            yield Found(rule.id, at, message, hint)


def _uncured(subject: Subject, rule: Rule, remedy: Remedy) -> int:
    """Return where *rule* fires before and after a cure, with no fewer points than before."""
    expansion = subject.expansion
    diagrams, possible = expansion.diagrams, expansion.possible
    change: dict[int, int] = {}
    for fact, value in remedy.cures:
        change |= expansion.states_of(subject.pack.fact(fact), value)
    outcomes = expansion.outcomes(rule)
    found = FALSE
    for before, where in outcomes.items():
        if before < 0 or (before == 0 and rule.driver):
            continue  # nobody cures a strength
        after = FALSE
        for points, fires in outcomes.items():
            if points >= before:
                after = diagrams.either(after, fires)
        still = diagrams.both(where, diagrams.given(after, change))
        found = diagrams.either(found, still)
    return diagrams.both(diagrams.both(found, possible), diagrams.given(possible, change))


def no_remedy(subject: Subject, rule: Rule) -> Iterator[Found]:
    """Yield the rule if it raises the risk and says of nothing that would help."""
    if _raises(rule) and not rule.remedies:
        message = f"the rule '{rule.id}' raises the risk and has no remedy"
        yield Found(rule.id, rule.location, message, "add a cure, or a remedy that eases")


def no_remedy_left(subject: Subject, rule: Rule) -> Iterator[Found]:
    """Yield the rule if it raises the risk and has remedies, but none for some stage from the one
    on at which all that makes it fire has been asked."""
    if not _raises(rule) or not rule.remedies:
        return
    first = _first_stage(rule.condition, subject.pack)
    bare = [stage for stage in STAGES[first:] if not _has_remedy(rule, stage)]
    if bare:
        stages = f"stage{'s' * (len(bare) > 1)} {' and '.join(map(repr, bare))}"
        message = f"at the {stages} nothing can be done about '{rule.id}'"
        hint = "add a remedy that can be carried out then, if only one that eases"
        yield Found(rule.id, subject.place(rule, "remedies"), message, hint)


def _first_stage(node: Node, pack: Pack) -> int:
    """Return the place of the stage from which on a condition can hold, as its facts are asked."""
    if isinstance(node, FindingHolds):
        rules = [one for one in pack.rules.values() if node.finding in one.concludes]
        return min((_first_stage(one.condition, pack) for one in rules), default=0)
    if not children_of(node):
        return max((STAGES.index(pack.fact(one).stage) for one in facts_read(node)), default=0)
    stages = sorted(_first_stage(child, pack) for child in children_of(node))
    if isinstance(node, Any):
        return stages[0]
    return stages[node.at_least - 1] if isinstance(node, Some) else stages[-1]


def _has_remedy(rule: Rule, stage: str) -> bool:
    return any(can_be_done(one.stage, one.until, stage) for one in rule.remedies)


def _raises(rule: Rule) -> bool:
    return bool(rule.floor) or (bool(rule.driver) and max(rule.possible_points) > 0)
