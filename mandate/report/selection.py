"""What a report shows of the firings, under what, and in which order."""

from __future__ import annotations

from mandate.assessment import Assessment, Firing, RemedyEntry


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


def remedies(members: list[Firing]) -> list[RemedyEntry]:
    """Return the remedies of a family, each once."""
    return list(dict.fromkeys(remedy for member in members for remedy in member.remedies))


def conclusions(assessment: Assessment) -> list[Firing]:
    """Return the firings that only conclude what other rules read."""
    heads = {firing.rule for firing, _ in _heads(assessment)}
    return [
        one
        for one in assessment.firings
        if not one.points and not one.floor and one.rule not in heads
    ]
