"""Phrases that every format shares, so that no two reports say the same thing differently."""

from __future__ import annotations

from mandate.assessment import (
    Assessment,
    CitedSource,
    DisputedFact,
    Evidence,
    FactEvidence,
    Firing,
    NotKnownFact,
    OpenFact,
    RemedyEntry,
    Statement,
)
from mandate.facts import EFFORTS

GRADES = {
    "A": "quantitative study",
    "B": "survey or analyst figure",
    "C": "practitioner opinion",
    "D": "our judgement",
}
WHEN = {
    "before_search": "before the search",
    "before_offer": "before the offer",
    "day_30": "by day 30",
    "day_60": "by day 60",
    "day_100": "by day 100",
}
_CAUSES = 3
_ACRONYMS = {"ceo", "cfo", "cio", "cmo", "coo", "cpo", "cto", "cxo", "hr", "it", "vp"}
_DOUBLING = 3.01  # decibans: ten times the common logarithm of 2


def decibans(points: float) -> str:
    """Return points with their sign: ``+3``, ``-1.5``, ``0``."""
    return f"{points:+g}" if points else "0"


def headline(assessment: Assessment) -> str:
    """Return the verdict in one sentence, with its main causes."""
    opening = assessment.headline
    causes = [_within_sentence(firing.title) for firing, _ in reasons(assessment)]
    if not causes:
        return f"{opening}; nothing in the answers given raises it."
    named = causes[:_CAUSES]
    listed = ", ".join(named[:-1]) + (" and " if len(named) > 1 else "") + named[-1]
    return f"{opening}, mainly because of {listed}."


def caution(assessment: Assessment) -> str:
    """Return what the score is and is not."""
    if assessment.calibrated:
        return f"The score is {assessment.measures}, calibrated on recorded outcomes."
    return (
        f"The score is {assessment.measures}. It has not been calibrated on outcomes: read it as "
        "an ordering of roles, not as a frequency."
    )


def _within_sentence(title: str) -> str:
    """Return a title as it reads within a sentence: initials keep their capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def plural(count: int, word: str) -> str:
    """Return a count with its noun: ``1 open question``, ``2 open questions``."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def points_note(assessment: Assessment) -> str:
    """Return what a point is worth under the pack's scale."""
    doubling = round(_DOUBLING / assessment.scale)
    more = f"{doubling} more about double the odds"
    return f"Points weigh evidence: {more}, {doubling} fewer halve them."


def is_provisional(assessment: Assessment) -> bool:
    """Return whether too little is known for advice: fewer than two facts in three."""
    return 3 * assessment.facts_known < 2 * assessment.facts_total


def advice(assessment: Assessment) -> str:
    """Return the band's advice, or why it is withheld."""
    if not is_provisional(assessment):
        return assessment.band_entry.advice
    known, total = assessment.facts_known, assessment.facts_total
    return (
        f"Provisional: {known} of {total} facts are known, too few for advice. The open questions "
        "below can move the rating either way; ask them first."
    )


def basis(assessment: Assessment) -> str:
    """Return how much of the vocabulary is answered."""
    known, total = assessment.facts_known, assessment.facts_total
    return f"It rests on {known} of {total} facts; what is open counts neither way."


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


def evidence_words(evidence: Evidence) -> str:
    """Return one piece of evidence: ``Dedicated budget: on request (CEO)``."""
    if not isinstance(evidence, FactEvidence):
        return f"Finding: {evidence.title} (from {', '.join(evidence.by)})"
    item = f", {evidence.item.replace('_', ' ')}" if evidence.item else ""
    said = "; ".join(filter(None, (statement_words(one) for one in evidence.by)))
    return f"{evidence.title}{item}: {evidence.words}{f' ({said})' if said else ''}"


def statement_words(statement: Statement) -> str:
    """Return who said it and where it stands; empty where the case does not say."""
    words = [respondent(statement.by)] if statement.by else []
    if statement.confidence == "documented":
        words.append("documented")
    if statement.source:
        words.append(f"source {statement.source}")
    if statement.known == "later":
        words.append("known later")
    return ", ".join(words)


def respondent(by: str) -> str:
    """Return a respondent as a post: ``hr_director`` reads ``HR director``."""
    words = by.replace("_", " ").split()
    return " ".join(word.upper() if word in _ACRONYMS else word for word in words)


def disputed_words(fact: DisputedFact) -> str:
    """Return a dispute: who says what, and whether a document settles it."""
    settled = ". A documented answer settles it" if fact.settled else ""
    return f"{fact.title}. {'; '.join(_said(one) for one in fact.by)}{settled}."


def _said(statement: Statement) -> str:
    who = respondent(statement.by) or "the case"
    item = f"{statement.item.replace('_', ' ')}, " if statement.item else ""
    documented = ", documented" if statement.confidence == "documented" else ""
    return f"{who}: {item}{statement.words}{documented}"


def not_known_words(fact: NotKnownFact) -> str:
    """Return what nobody could say, and the question to put again."""
    who = dict.fromkeys(respondent(one.by) for one in fact.by if one.by and not one.values)
    asked = f"Asked, and not known to: {', '.join(who)}" if who else "Asked, and not known"
    return f"{fact.title}. {asked}. {fact.question} Ask: {fact.ask}."


def source_words(source: CitedSource) -> str:
    """Return a source in short: code, author, year, interest, and the words quoted from it."""
    year = f", {source.year}" if source.year else ""
    quote = f', "{source.quote}"' if source.quote else ""
    interest = f" [{source.interest}]" if source.interest else ""
    return f"{source.id} {source.author}{year}{quote}{interest}"


def remedy_words(remedy: RemedyEntry) -> str:
    """Return a remedy with who, when and at what effort."""
    when = WHEN.get(remedy.when, remedy.when)
    changes = "; ".join(f"{cure.title} to {cure.to}" for cure in remedy.cures)
    effect = f"cures it: {changes}" if changes else "eases it"
    return f"{remedy.text} ({remedy.owner}, {when}, {remedy.effort} effort; {effect})"


def question_words(fact: OpenFact) -> str:
    """Return an open question, with whom to ask."""
    items = f" (open: {', '.join(item.replace('_', ' ') for item in fact.items)})"
    return f"{fact.question}{items if fact.items else ''} Ask: {fact.ask}."


def nearest_strength(assessment: Assessment) -> str:
    """Return what to say where no rule lowers the risk: the likeliest strength to build."""
    cures = [remedy for firing in assessment.firings for remedy in firing.remedies if remedy.cures]
    if not cures:
        return "None among the answers given; the open questions below are where to look."
    easiest = min(cures, key=lambda remedy: EFFORTS.index(remedy.effort))
    return f"None among the answers given. The nearest to hand: {remedy_words(easiest)}"
