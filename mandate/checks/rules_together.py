"""Checks of rules against each other: which one another always covers, or never matters."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.checks.diagrams import FALSE, UndecidedError
from mandate.checks.sampling import CASES_A_RULE
from mandate.checks.score import CAN_BE_PROVED, total_of
from mandate.checks.subject import Found, Subject
from mandate.pack.model import Rule
from mandate.reasoning import Inference


def covered(subject: Subject, rule: Rule) -> Iterator[Found]:
    """Yield the rule if another one always fires with it, in every complete case, to the same
    effect; of two that are the same, the later by id."""
    if _possible(subject, rule) == FALSE:
        return
    for other in subject.pack.rules.values():
        if other.id == rule.id or {other.id, rule.id} & {*rule.absorbs, *other.absorbs}:
            continue  # a pattern is meant to come on top of what it absorbs
        if not _covers(subject, other, rule):
            continue
        if _covers(subject, rule, other) and rule.id < other.id:
            continue
        message = f"whenever '{rule.id}' fires, '{other.id}' does so too, to the same effect"
        hint = "leave one of the two out, or say that one absorbs the other"
        yield Found(rule.id, subject.place(rule, "when"), message, hint)
        return


def never_matters(subject: Subject, rule: Rule) -> Iterator[Found]:
    """Yield the rule if no total and no finding changes without it."""
    if _possible(subject, rule) == FALSE or _concludes_alone(subject, rule):
        return
    if any(_changes(subject, rule, inference) for inference in subject.sample.firing(rule.id)):
        return
    sample = subject.sample.within(_possible(subject, rule), CASES_A_RULE)
    if any(_changes(subject, rule, case.inference) for case in sample):
        return
    if next(covered(subject, rule), None):
        return  # that says more
    place = subject.place(rule, "then")
    message = f"no total and no finding changes without the rule '{rule.id}'"
    hint = "leave it out, or give it an effect that nothing else has"
    try:
        counts = rule.driver or rule.floor
        if not counts or total_of(subject) == total_of(subject, leave_out=rule.id):
            yield Found(rule.id, place, message, hint)
    except UndecidedError:
        subject.expansion.forget_question()
        message = (
            f"no total and no finding was found to change without the rule '{rule.id}' in"
            f" {CASES_A_RULE} sampled cases in which it fires"
        )
        yield Found(rule.id, place, message, CAN_BE_PROVED, "note")


def _possible(subject: Subject, rule: Rule) -> int:
    expansion = subject.expansion
    return expansion.diagrams.both(expansion.fires(rule), expansion.possible)


def _covers(subject: Subject, other: Rule, rule: Rule) -> bool:
    """Return whether *other* has all of the effect of *rule* in every case in which that fires."""
    if not set(rule.concludes) <= set(other.concludes) or (rule.driver not in ("", other.driver)):
        return False
    bands = [band.id for band in subject.pack.bands]
    if rule.floor and bands.index(rule.floor) > bands.index(other.floor or bands[0]):
        return False
    if subject.sample.shows_apart(rule.id, other.id, in_points=bool(rule.driver)):
        return False
    expansion = subject.expansion
    diagrams, possible = expansion.diagrams, expansion.possible
    if not rule.driver:
        return diagrams.without(_possible(subject, rule), expansion.fires(other)) == FALSE
    theirs = expansion.outcomes(other)
    return all(
        diagrams.without(diagrams.both(where, possible), theirs.get(points, FALSE)) == FALSE
        for points, where in expansion.outcomes(rule).items()
    )


def _concludes_alone(subject: Subject, rule: Rule) -> bool:
    """Return whether some case has a finding because of *rule* alone."""
    expansion = subject.expansion
    for finding in rule.concludes:
        left = _possible(subject, rule)
        for other in subject.pack.rules.values():
            if other.id != rule.id and finding in other.concludes:
                left = expansion.diagrams.without(left, expansion.fires(other))
        if left != FALSE:
            return True
    return False


def _changes(subject: Subject, rule: Rule, inference: Inference) -> bool:
    """Return whether the total of a case surely changes without *rule*, which fires in it."""
    fired = {one.rule: one.points for one in inference.firings}
    edges = {band.id: band.start for band in subject.pack.bands}
    floors = {one: edges.get(subject.pack.rules[one].floor) for one in fired}
    if inference.lifts:
        as_high = [one for one in floors if floors[one] == floors[rule.id]]
        return inference.lifts[0].by == rule.id and as_high == [rule.id]
    if inference.total in floors.values():
        return False  # without the rule, a floor may lift it back to where it is
    for entry in inference.drivers:
        if entry.id == rule.driver:
            without = entry.uncapped - fired[rule.id]
            return max(entry.caps.relief, min(entry.caps.risk, without)) != entry.points
    return False
