"""What open facts leave of a case, in words: its range, and lifts to an end of it."""

from __future__ import annotations

from mandate.assessment import Assessment
from mandate.case_range import Lift, Range
from mandate.report.phrases import is_settled


def range_words(assessment: Assessment) -> str:
    """Return between which scores the open facts leave the case; empty where nothing is open."""
    if is_settled(assessment):
        return ""
    words = _span(assessment, assessment.range)
    if assessment.range.would_settle:
        titles = _titles(assessment)
        named = [titles[fact] for fact in assessment.range.would_settle]
        these = "This answer" if len(named) == 1 else "These answers"
        words = f"{words} {these} would move it most: {'; '.join(named)}."
    if assessment.range_with_shortlist is not None:
        whole = _span(assessment, assessment.range_with_shortlist)
        words = f"{words} With the facts for the shortlist: {whole[0].lower()}{whole[1:]}"
    return words


def _span(assessment: Assessment, span: Range) -> str:
    titles = {band.id: band.title.lower() for band in assessment.bands}
    first, last = titles[span.bands[0]], titles[span.bands[-1]]
    bands = first if span.decided else f"{first} to {last}"
    verdict = "decided" if span.decided else "not decided"
    if span.low == span.high and span.exact:
        return f"{span.low} of 100 whatever the open answers turn out to be: {bands}; {verdict}."
    ends = f"between {span.low} and {span.high} of 100"
    if not span.exact:
        ends = f"at least {span.low} and at most {span.high} of 100 (bounds, not exact)"
    return f"{ends[0].upper()}{ends[1:]}, as the open answers turn out: {bands}; {verdict}."


def _titles(assessment: Assessment) -> dict[str, str]:
    """Return the titles of the facts that are not settled."""
    titles = {one.fact: one.title for one in assessment.open}
    titles |= {one.fact: one.title for one in assessment.known_in_part}
    titles |= {one.fact: one.title for one in assessment.not_known}
    return titles | {one.fact: one.title for one in assessment.disputed}


def lift_words(lift: Lift, assessment: Assessment) -> str:
    """Return where a lift comes from: the rule with the floor, or what every answer comes to."""
    if lift.by:
        return f"floor of {lift.by}"
    titles = _titles(assessment)
    return f"whatever the answer to: {'; '.join(titles[fact] for fact in lift.facts)}"
