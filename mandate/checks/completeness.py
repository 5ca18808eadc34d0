"""Checks of what a fact or a rule leaves unsaid."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.checks.diagrams import FALSE
from mandate.checks.subject import Found, Subject, under
from mandate.conditions.nodes import FLAGS, Compare, leaves
from mandate.facts import Fact
from mandate.pack.model import Pack, Rule
from mandate.pack.rule_parts import GIVES

_OUTCOMES = {"fires": "fire", "silent": "stay silent", "open": "stay open"}


def no_direction(subject: Subject, fact: Fact) -> Iterator[Found]:
    """Yield a choice without ``direction:``; loading asks it of every other fact."""
    if not fact.better and not fact.direction:
        message = f"nothing says which values of '{fact.id}' are better, or why none is"
        hint = "add 'direction:' with the reason, or make it a scale"
        yield Found(fact.id, fact.location, message, hint)


def no_source(subject: Subject, fact: Fact) -> Iterator[Found]:
    """Yield a fact that cites no source; loading asks it of every rule."""
    if not fact.sources:
        message = f"the fact '{fact.id}' cites no source"
        yield Found(fact.id, fact.location, message, "add 'sources:'; judgement is a source too")


def no_grade(subject: Subject, fact: Fact) -> Iterator[Found]:
    """Yield a fact whose grade is only the default; loading asks it of every rule."""
    if under(subject.declaration(fact), "grade") is None:
        message = f"the fact '{fact.id}' has no grade, and is taken for judgement"
        yield Found(fact.id, fact.location, message, "add 'grade: D' if that is what it is")


def no_effort(subject: Subject, fact: Fact) -> Iterator[Found]:
    """Yield a fact of which nothing says what a change takes, or that there can be none."""
    if fact.changeable and not fact.steps:
        message = f"nothing says what effort a change of '{fact.id}' takes"
        hint = "add 'change:' with steps, or 'change: no'"
        yield Found(fact.id, fact.location, message, hint)


def impossible_idle(subject: Subject, pack: Pack) -> Iterator[Found]:
    """Yield each impossible combination that excludes no case, or none that others do not; of two
    that exclude the same, the later."""
    diagrams, truth = subject.expansion.diagrams, subject.expansion.truth
    kept = list(pack.impossible)
    for one in reversed(pack.impossible):
        left = truth(one.condition)
        message = "this combination contradicts itself, and excludes nothing"
        if left != FALSE:
            message = "this combination excludes no case that others do not exclude"
            for other in kept:
                if other is not one:
                    left = diagrams.without(left, truth(other.condition))
        if left == FALSE:
            kept.remove(one)
            yield Found(pack.id, one.condition.location, message, "leave it out, or mend it")


def few_examples(subject: Subject, rule: Rule) -> Iterator[Found]:
    """Yield a rule none of whose examples shows one of the outcomes that it can have."""
    shown = {example.gives for example in rule.examples}
    missing = [gives for gives in GIVES if gives not in shown and _can(subject, rule, gives)]
    if missing:
        outcomes = " or ".join(_OUTCOMES[gives] for gives in missing)
        message = f"no example of '{rule.id}' shows that it can {outcomes}"
        place = subject.place(rule, "examples")
        yield Found(rule.id, place, message, f"add one that gives {missing[0]}")


def _can(subject: Subject, rule: Rule, gives: str) -> bool:
    """Return whether a rule can have an outcome; flags are never open."""
    if gives == "open":
        every = leaves(rule.condition)
        return not all(isinstance(leaf, Compare) and leaf.operator in FLAGS for leaf in every)
    expansion = subject.expansion
    fires = expansion.diagrams.both(expansion.fires(rule), expansion.possible)
    if gives == "fires":
        return fires != FALSE
    known = expansion.diagrams.both(expansion.possible, expansion.known)
    return expansion.diagrams.without(known, expansion.fires(rule)) != FALSE
