"""How disputes read, and answers that nobody confirmed: who says what, and what hangs on it."""

from __future__ import annotations

from collections import Counter

from mandate.assessment import Assessment
from mandate.report import outlook, phrases
from mandate.testimony import (
    DisputedFact,
    DisputeOutcome,
    RatingEntry,
    Statement,
    UnconfirmedStatement,
)
from mandate.wording import capitalised

SHOWN = 6
_NAMED = 3
_COUNTED = (2, 3)  # answers; more are told as several


def disputed_words(fact: DisputedFact, assessment: Assessment) -> str:
    """Return a dispute: who says what, and what hangs on it or that a document settles it.

    Where nobody is named, as in an edition, it says that two (or more) respondents differ.
    """
    settled = ". A documented answer settles it" if fact.settled else ""
    effect = _effect(fact.outcomes, assessment)
    return f"{fact.title}. {positions(fact, assessment)}{settled}.{effect}"


def positions(fact: DisputedFact, assessment: Assessment) -> str:
    """Return who says what of a disputed fact, as a sentence begins."""
    noun = "respondents" if assessment.case.edition else "answers"
    return capitalised(_who_says_what(fact.by, noun))


def _who_says_what(said: tuple[Statement, ...], noun: str) -> str:
    named = [f"{phrases.respondent(one.by)}: {_words(one)}" for one in said if one.by]
    nameless = [one for one in said if not one.by]
    words = "; ".join(dict.fromkeys(_words(one) for one in nameless))
    if named and nameless:
        return f"{'; '.join(named)}; {_others(noun, len(nameless))}: {words}"
    if nameless:
        of_one_item = max(Counter(one.item for one in nameless).values())
        count = phrases.number(of_one_item) if of_one_item in _COUNTED else "Several"
        return f"{count} {noun} differ: {words}"
    return "; ".join(named)


def said_words(statement: Statement) -> str:
    """Return what one respondent said: ``CEO: on request``."""
    return f"{phrases.respondent(statement.by) or 'the case'}: {_words(statement)}"


def _others(noun: str, count: int) -> str:
    if noun == "answers":
        return "the case"
    return f"other {noun}" if count > 1 else "another respondent"


def _words(statement: Statement) -> str:
    item = f"{phrases.plain_words(statement.item)}, " if statement.item else ""
    documented = ", documented" if statement.confidence == "documented" else ""
    changed = f" on {statement.date}, since changed" if statement.superseded else ""
    return f"{item}{statement.words}{documented}{changed}"


def _effect(outcomes: tuple[DisputeOutcome, ...], assessment: Assessment) -> str:
    """Return what the score would be on each answer; that it is all one where nothing hangs on
    it."""
    if not outcomes:
        return ""
    if all(one.rating.total == assessment.total for one in outcomes):
        return " Whoever is right, the score is the same."
    told = [f"{_on_whose(one)} {_scored(one.rating, assessment)}" for one in outcomes]
    scores = [one.rating.score for one in outcomes]
    if not min(scores) <= assessment.score <= max(scores):  # else it would look like a mistake
        told.append(f"while it is not settled {assessment.score}")
    return f" The score by each answer: {'; '.join(told)}."


def _scored(rating: RatingEntry, assessment: Assessment) -> str:
    return f"{rating.score} ({outlook.band_title(rating.band, assessment)})"


def _on_whose(outcome: DisputeOutcome) -> str:
    names = [phrases.respondent(one) for one in outcome.by]
    if not all(names):
        return f"'{outcome.words}'"
    return ", ".join(names)


def unconfirmed_words(one: UnconfirmedStatement, assessment: Assessment) -> str:
    """Return an answer that nobody confirmed, the rating without it, and what rests on it.

    An edition may withhold what confirms it, and says so.
    """
    who = f"{phrases.respondent(one.by)} alone" if one.by else "one answer"
    if assessment.case.edition:
        who = f"{who} in this edition"
    titles = {firing.rule: firing.title for firing in assessment.firings}
    named = "; ".join(titles[rule] for rule in one.rules[:_NAMED])
    more = len(one.rules) - _NAMED
    named += f"; and {more} more" if more > 0 else ""
    score = f"without it the score is {_scored(one.without, assessment)}"
    return f"{one.title}: {one.words} ({who}); {score}. On it rests: {named}."


def more_words(assessment: Assessment) -> str:
    """Return which facts further such answers are about; empty where all are shown."""
    more = assessment.unconfirmed[SHOWN:]
    return f"And: {', '.join(dict.fromkeys(one.title for one in more))}." if more else ""
