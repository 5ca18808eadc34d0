"""What a report shows of the firings, under what, and in which order."""

from typing import TYPE_CHECKING

from mandate.assessment import (
    Assessment,
    FactEvidence,
    Firing,
    NotKnownFact,
    OpenFact,
    PartlyKnownFact,
    RemedyEntry,
)
from mandate.facts import EFFORTS, LATE, WHEN
from mandate.report.remedies import changes, marks, once, urgency
from mandate.tuples import NamedTuple

if TYPE_CHECKING:
    from mandate.advice import plan

_CANDIDATE_QUESTIONS = 10
AT_FIRST = 5
"""How many steps, or questions, a report begins with at most."""

Unanswered = OpenFact | PartlyKnownFact | NotKnownFact
"""A fact that a candidate may ask about: open, known in part or not known."""


def family(assessment: Assessment, firing: Firing) -> list[Firing]:
    """Return a firing and all that is shown under it, the firing first."""
    return _family(firing, _absorbed(assessment))


def _absorbed(assessment: Assessment) -> dict[str, list[Firing]]:
    """Return the firings shown right under each, by its rule."""
    parts: dict[str, list[Firing]] = {}
    for firing in assessment.firings:
        if firing.absorbed_by is not None:
            parts.setdefault(firing.absorbed_by, []).append(firing)
    return parts


def _family(firing: Firing, absorbed: dict[str, list[Firing]]) -> list[Firing]:
    members, waiting = [], [firing]
    while waiting:  # a chain of patterns may be longer than calls can be deep
        members.append(member := waiting.pop())
        waiting += reversed(absorbed.get(member.rule, []))
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
    absorbed = _absorbed(assessment)
    for firing in assessment.firings:
        if firing.absorbed_by is not None:
            continue
        members = _family(firing, absorbed)
        if any(one.points or one.floor for one in members):
            heads.append((firing, sum(member.points for member in members)))
    return sorted(heads, key=lambda head: (-abs(head[1]), head[0].order))


def parts(assessment: Assessment, firing: Firing) -> list[Firing]:
    """Return what is shown under a firing: the members of its family that carry points."""
    return [one for one in family(assessment, firing)[1:] if one.points or one.floor]


class ToldRemedies(NamedTuple):
    """The remedies told under a head: the new ones, and the titles of the heads above that have
    told the others already."""

    remedies: tuple[RemedyEntry, ...]
    told_under: tuple[str, ...]


def remedies_told(assessment: Assessment) -> dict[str, ToldRemedies]:
    """Return the remedies under each head, by its rule. One for several is told once, under the
    head with most effect."""
    first: dict[RemedyEntry, str] = {}
    found: dict[str, ToldRemedies] = {}
    for head, _ in [*reasons(assessment), *strengths(assessment)]:
        members = [head, *parts(assessment, head)]
        own = once(remedy for member in members for remedy in member.remedies)
        new = tuple(remedy for remedy in own if remedy not in first)
        told = dict.fromkeys(first[remedy] for remedy in own if remedy in first)
        first |= dict.fromkeys(new, head.title)
        found[head.rule] = ToldRemedies(new, tuple(told))
    return found


def is_provisional(assessment: "Assessment | plan.Advice") -> bool:
    """Return whether too little is known for advice: fewer than two facts in three."""
    return 3 * assessment.facts_known < 2 * assessment.facts_total


class FirstStep(NamedTuple):
    """A remedy to begin with, and the titles of the reasons it bears on, the weightiest first."""

    remedy: RemedyEntry
    reasons: tuple[str, ...]


def first_steps(assessment: Assessment) -> list[FirstStep]:
    """Return the remedies to begin with, five at most and one a fact; none while advice is
    withheld.

    Those that are late are left out, unless there are no others. What works on a floor that lifts
    the total comes first, then cures before easings, then most points at stake for the effort, then
    what has its last chance, then the earliest. The points are those of the firings a remedy is
    told for or whose evidence it changes: what may go, not what is sure to.
    """
    if is_provisional(assessment):
        return []
    risks = [one for one in assessment.firings if one.points > 0 or one.floor]
    told = list(dict.fromkeys(remedy for one in risks for remedy in one.remedies))
    stage = assessment.case.stage
    remedies = [one for one in told if urgency(one, stage) != LATE] or told
    touched = {remedy: [one for one in risks if _touches(remedy, one)] for remedy in remedies}
    lifting = {lift.by for lift in assessment.lifts}

    def rank(remedy: RemedyEntry) -> tuple[bool, bool, float, int, int]:
        firings = touched[remedy]
        lifts = any(firing.rule in lifting for firing in firings)
        worth = sum(firing.points for firing in firings) / (EFFORTS.index(remedy.effort) + 1)
        return not lifts, not remedy.cures, -worth, urgency(remedy, stage), _time(remedy)

    families = [
        (head.title, {member.rule for member in family(assessment, head)})
        for head, _ in reasons(assessment)
    ]
    steps: list[FirstStep] = []
    taken: set[str] = set()
    for remedy in sorted(remedies, key=rank):
        if taken.isdisjoint(marks(remedy)) and len(steps) < AT_FIRST:
            taken |= marks(remedy)
            rules = {firing.rule for firing in touched[remedy]}
            titles = tuple(title for title, members in families if not members.isdisjoint(rules))
            steps.append(FirstStep(remedy, titles))
    return steps


def _touches(remedy: RemedyEntry, firing: Firing) -> bool:
    """Return whether a remedy is told for a firing or changes a fact in its evidence."""
    changed = {fact for fact, _ in changes(remedy)}
    evidence = {one.fact for one in firing.evidence if isinstance(one, FactEvidence)}
    return remedy in firing.remedies or bool(changed & evidence)


def _time(remedy: RemedyEntry) -> int:
    return WHEN.index(remedy.when) if remedy.when in WHEN else len(WHEN)


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
