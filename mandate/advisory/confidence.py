"""What a report has to say of its own ground: what is not settled, and how sure the verdict is."""

from __future__ import annotations

from mandate.assessment import Assessment
from mandate.report import doubt_words, phrases, selection


def unsettled(assessment: Assessment) -> list[str]:
    """Return what nobody could say, what is disputed, known in part or not confirmed."""
    told = [
        f"Disputed: {doubt_words.disputed_words(one, assessment)}" for one in assessment.disputed
    ]
    told += [
        f"Not known: {phrases.not_known_words(one, assessment.case)}"
        for one in assessment.not_known
    ]
    told += [f"Known in part: {phrases.in_part_words(one)}" for one in assessment.known_in_part]
    as_it_is = assessment.score, assessment.band
    moving = [
        one for one in assessment.unconfirmed if (one.without.score, one.without.band) != as_it_is
    ]
    told += [
        f"Unconfirmed: {doubt_words.unconfirmed_words(one, assessment)}"
        for one in moving[: doubt_words.SHOWN]
    ]
    others = len(assessment.unconfirmed) - len(moving)
    if others:
        rest = f"{phrases.plural(others, 'answer')} without which the score is the same"
        told.append(f"Unconfirmed{' as well' if moving else ''}: {rest}.")
    return told


def confidence(assessment: Assessment) -> tuple[str, str]:
    """Return how sure the verdict is, in a word, and why."""
    if selection.is_provisional(assessment):
        return "low", phrases.known_words(assessment.facts_known, assessment.facts_total)
    if not assessment.range.decided:
        return "moderate", "the open answers could still change the band"
    shortlist = assessment.range_with_shortlist
    if shortlist and not shortlist.decided:
        return "moderate", "what only a shortlist can tell could still change the band"
    if any(not one.settled for one in assessment.disputed):
        return "moderate", "respondents differ on facts that count"
    for one in assessment.unconfirmed:
        if one.without.band != assessment.band:
            return "moderate", f"one unconfirmed answer decides the band ({one.title})"
    if phrases.is_settled(assessment):
        return "high", "every fact is known, and no two answers exclude each other"
    return "high", "no answer that is open can change the band"
