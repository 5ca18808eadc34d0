"""What to ask first, while too little is known for advice."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.assessment import Assessment
from mandate.report import doubt_words, phrases, selection


def first_questions(assessment: Assessment) -> list[str]:
    """Return what to ask first, five questions at most, one a fact; none once there is advice.

    Those whose answer would move the total most come first, be it that nobody was asked, that who
    was asked could not say or said it in part, or that answers differ; then what has most at stake,
    and disputes on which less hangs.
    """
    if not selection.is_provisional(assessment):
        return []
    disputes = {
        one.fact: f"{one.title}: which answer holds? {doubt_words.positions(one, assessment)}."
        for one in assessment.disputed
        if not one.settled
    }
    asked: dict[str, str] = {}
    for fact, _, words in sorted(_unanswered(assessment), key=lambda one: (-one[1], one[0])):
        asked.setdefault(fact, words)
    questions = {**asked, **disputes}
    moving = {one: questions[one] for one in assessment.range.would_settle if one in questions}
    return list({**moving, **questions}.values())[: selection.AT_FIRST]


def _unanswered(assessment: Assessment) -> Iterator[tuple[str, int, str]]:
    """Yield each fact that is not known, or not in full, with its points at stake and the question.

    A checklist of which nobody was asked some items, and others are not known, comes twice: first
    with all of these.
    """
    unsaid = {one.fact: one.items for one in assessment.not_known}
    for fact in assessment.open:
        if fact.askable:
            items = (*fact.items, *unsaid.get(fact.fact, ()))
            yield (
                fact.fact,
                fact.at_stake,
                phrases.question_words(fact._replace(items=items), assessment.case),
            )
    for unknown in assessment.not_known:
        yield unknown.fact, unknown.at_stake, phrases.again_words(unknown, assessment.case)
    for part in assessment.known_in_part:
        yield part.fact, part.at_stake, phrases.closer_words(part, assessment.case)
