"""What to ask first, while too little is known for advice."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.assessment import Assessment
from mandate.report import doubt_words, phrases, selection


def first_questions(assessment: Assessment) -> list[str]:
    """Return what to ask first, five questions at most; none once there is advice.

    Those whose answer would move the total most come first where somebody has been asked, and
    could not say, said it in part or said otherwise than others; then what nobody was asked.
    """
    if not selection.is_provisional(assessment):
        return []
    doubts = dict(_doubts(assessment))
    moving = [doubts[one] for one in assessment.range.would_settle if one in doubts]
    unasked = [phrases.question_words(one) for one in assessment.open if one.askable]
    return [*moving, *unasked][: selection.FIRST]


def _doubts(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Yield each fact that was asked about and is not settled, with the question it leaves."""
    for disputed in assessment.disputed:
        said = doubt_words.positions(disputed, assessment)
        yield disputed.fact, f"{disputed.title}: which answer holds? {said}."
    for unknown in assessment.not_known:
        yield unknown.fact, phrases.again_words(unknown)
    for part in assessment.known_in_part:
        yield part.fact, phrases.closer_words(part)
