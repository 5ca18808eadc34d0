"""How a score reads, and what open facts leave of it: its range, and lifts to an end of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mandate.assessment import Assessment
from mandate.case_range import Lift, Range
from mandate.report.phrases import drivers_sum, is_settled
from mandate.scoring import score

if TYPE_CHECKING:
    from mandate.advice.plan import StepSet


def band_title(band: str, assessment: Assessment) -> str:
    """Return the title of a band as it reads within a sentence."""
    return next(one.title.lower() for one in assessment.bands if one.id == band)


def scored(points: int, band: str, assessment: Assessment) -> str:
    """Return a score with its band: ``83 of 100, severe``."""
    return f"{within(points, band, assessment)}, {band_title(band, assessment)}"


def within(points: int, band: str, assessment: Assessment) -> str:
    """Return a score; one rounded up to where the next band starts says that it is below."""
    bands = [one.id for one in assessment.bands]
    above = assessment.bands[bands.index(band) + 1 :]
    edge = above[0].start if above else None
    short = "just under " if edge is not None and points >= score(round(edge * 100)) else ""
    return f"{short}{points} of 100"


def range_words(assessment: Assessment) -> str:
    """Return between which scores the open facts leave the case; empty where nothing is open."""
    if is_settled(assessment):
        return ""
    words = plain = span_words(assessment.range, assessment)
    if assessment.range.would_settle:
        titles = _titles(assessment)
        named = [titles[fact] for fact in assessment.range.would_settle]
        these = "This answer" if len(named) == 1 else "These answers"
        words = f"{words} {these} would move it most: {'; '.join(named)}."
    if assessment.range_with_shortlist is not None:
        whole = span_words(assessment.range_with_shortlist, assessment)
        if whole == plain:
            return f"{words} So it is with the facts that only a shortlist can tell."
        words = f"{words} With the facts for the shortlist: {whole[0].lower()}{whole[1:]}"
    return words


def span_words(span: Range, assessment: Assessment) -> str:
    """Return a range in a sentence: its scores, its bands, and whether one band is decided."""
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


def left_words(found: StepSet) -> str:
    """Return between which scores what is not settled leaves a case once some steps are taken."""
    return f"what is not settled leaves it between {found.low} and {found.high} of 100"


def _titles(assessment: Assessment) -> dict[str, str]:
    """Return the titles of the facts that are not settled."""
    titles = {one.fact: one.title for one in assessment.open}
    titles |= {one.fact: one.title for one in assessment.known_in_part}
    titles |= {one.fact: one.title for one in assessment.not_known}
    return titles | {one.fact: one.title for one in assessment.disputed}


def sum_lines(assessment: Assessment) -> list[str]:
    """Return how the score adds up, a line for each summand and one for the total."""
    lifts = [f"{one.points:+g} ({lift_words(one, assessment)})" for one in assessment.lifts]
    total = f"= {assessment.total:+g} decibans, a score of {assessment.score} of 100."
    return [drivers_sum(assessment), *lifts, total]


def lift_words(lift: Lift, assessment: Assessment) -> str:
    """Return where a lift comes from: the rule with the floor, or what every answer comes to."""
    if lift.by:
        return f"floor of {lift.by}"
    titles = _titles(assessment)
    return f"whatever the answer to: {'; '.join(titles[fact] for fact in lift.facts)}"
