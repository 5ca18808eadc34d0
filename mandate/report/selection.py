"""What a report shows of the firings, under what, and in which order."""

from __future__ import annotations

from typing import NamedTuple

from mandate.assessment import (
    Assessment,
    Firing,
    NotKnownFact,
    OpenFact,
    PartlyKnownFact,
    RemedyEntry,
)

_CANDIDATE_QUESTIONS = 10

Unanswered = OpenFact | PartlyKnownFact | NotKnownFact
"""A fact that a candidate may ask about: open, known in part or not known."""


def family(assessment: Assessment, firing: Firing) -> list[Firing]:
    """Return a firing and all that is shown under it, the firing first."""
    members = [firing]
    for part in assessment.firings:
        if part.absorbed_by == firing.rule:
            members += family(assessment, part)
    return members


def reasons(assessment: Assessment) -> list[tuple[Firing, int]]:
    """Return what raises the risk, in order of effect: each firing that no pattern absorbs, with
    the points of all that is shown under it."""
    return [head for head in _heads(assessment) if _raises(*head)]


def strengths(assessment: Assessment) -> list[tuple[Firing, int]]:
    """Return what lowers the risk, in order of effect."""
    return [head for head in _heads(assessment) if not _raises(*head)]


def _raises(head: Firing, effect: int) -> bool:
    """Return on which side a firing is shown: that of its own points, else of its parts."""
    return (head.points or effect) > 0 or head.floor is not None


def _heads(assessment: Assessment) -> list[tuple[Firing, int]]:
    heads = []
    for firing in assessment.firings:
        members = family(assessment, firing)
        if firing.absorbed_by is None and any(one.points or one.floor for one in members):
            heads.append((firing, sum(member.points for member in members)))
    return sorted(heads, key=lambda head: (-abs(head[1]), head[0].order))


def parts(assessment: Assessment, firing: Firing) -> list[Firing]:
    """Return what is shown under a firing: the members of its family that carry points."""
    return [one for one in family(assessment, firing)[1:] if one.points or one.floor]


class Advice(NamedTuple):
    """The remedies told under a head: the new ones, and the titles of the heads above that have
    told the others already."""

    remedies: tuple[RemedyEntry, ...]
    told_under: tuple[str, ...]


def advice(assessment: Assessment) -> dict[str, Advice]:
    """Return the advice under each head, by its rule. A remedy for several is told once, under the
    head with most effect."""
    first: dict[RemedyEntry, str] = {}
    found: dict[str, Advice] = {}
    for head, _ in [*reasons(assessment), *strengths(assessment)]:
        members = [head, *parts(assessment, head)]
        own = dict.fromkeys(remedy for member in members for remedy in member.remedies)
        new = tuple(remedy for remedy in own if remedy not in first)
        told = dict.fromkeys(first[remedy] for remedy in own if remedy in first)
        first |= dict.fromkeys(new, head.title)
        found[head.rule] = Advice(new, tuple(told))
    return found


def is_judgement(firing: Firing) -> bool:
    """Return whether a rule rests on judgement alone: by its grade, or by all its sources."""
    return firing.grade == "D" or {one.kind for one in firing.sources} == {"judgement"}


def conclusions(assessment: Assessment) -> list[Firing]:
    """Return the firings that only conclude what other rules read."""
    heads = {firing.rule for firing, _ in _heads(assessment)}
    return [
        one
        for one in assessment.firings
        if not one.points and not one.floor and one.rule not in heads
    ]


def candidate_questions(assessment: Assessment) -> list[Unanswered]:
    """Return the facts that a candidate should ask about, those with most at stake first.

    There are none once the post is filled.
    """
    if assessment.case.stage == "in_post":
        return []
    unanswered: list[Unanswered] = [
        *assessment.not_known,
        *assessment.known_in_part,
        *assessment.open,
    ]
    asked = {one.fact: one for one in reversed(unanswered) if one.candidate_question}
    ranked = sorted(asked.values(), key=lambda one: (-one.at_stake, one.fact))
    return ranked[:_CANDIDATE_QUESTIONS]
