"""What a rating is not, what it rests on, and why nothing raises it, in sentences."""

from __future__ import annotations

from mandate.assessment import Assessment


def caution(assessment: Assessment) -> str:
    """Return what the score is and is not."""
    return caution_on(assessment.measures, assessment.calibrated)


def caution_on(measures: str, calibrated: bool) -> str:
    """Return what a score of what is measured is and is not."""
    if calibrated:
        return f"The score is {measures}, calibrated on recorded outcomes."
    return (
        f"The score is {measures}. It has not been calibrated on outcomes: read it as "
        "an ordering of roles, not as a frequency."
    )


def caution_in_short(assessment: Assessment) -> str:
    """Return what a score is not, in a line; nothing where it is calibrated."""
    if assessment.calibrated:
        return ""
    return "Not calibrated on outcomes: read the score as an ordering of roles, not as a frequency."


def basis(assessment: Assessment) -> str:
    """Return how much of the vocabulary is answered."""
    return rests_on(
        assessment.facts_known,
        assessment.facts_total,
        beyond=any(not lift.by for lift in assessment.lifts),
    )


def rests_on(known: int, total: int, what: str = "It rests", *, beyond: bool = False) -> str:
    """Return how many facts are known of those that apply, in a sentence on *what* rests on them;
    *beyond*: what is open was found to lead further whatever it turns out to be."""
    if known == total:
        return f"{what} on all {total} facts."
    counts = "only as far as every answer leads" if beyond else "neither way"
    return f"{what} on {known} of {total} facts; what is open counts {counts}."


def unraised(assessment: Assessment, what: str = "it") -> str:
    """Return why nothing is said to raise the risk, *what* it may be called."""
    if any(not lift.by and lift.points > 0 for lift in assessment.lifts):
        open_answers = "whatever the open answers turn out to be, they do"
        return f"no rule raises {what} for certain, but {open_answers}"
    return f"nothing in the answers given raises {what}"


def nothing_raises(assessment: Assessment) -> str:
    """Return what stands in place of reasons where there are none."""
    if not assessment.lifts:
        return "Nothing in the answers given."
    return f"Nothing by itself: {unraised(assessment)}."
