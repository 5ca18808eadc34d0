"""Sections that few reports have: what is set aside by judgement, what rests on one word."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.assessment import Assessment
from mandate.report import doubt_words, judgement_words
from mandate.tuples import NamedTuple


class Section(NamedTuple):
    """A heading, points below it, and what is said after them."""

    title: str
    points: tuple[str, ...]
    after: tuple[str, ...]


def sections(assessment: Assessment) -> Iterator[Section]:
    """Yield the sections that this assessment has, in the order in which they are shown."""
    judgement = assessment.judgement
    if judgement:
        yield Section(
            "Set aside by judgement",
            tuple(judgement_words.set_aside_words(one) for one in judgement.set_aside),
            (
                judgement_words.fallen_words(judgement),
                judgement_words.total_words(assessment, judgement),
            ),
        )
    unconfirmed = assessment.unconfirmed
    if unconfirmed:
        shown = unconfirmed[: doubt_words.SHOWN]
        yield Section(
            f"Resting on one unconfirmed answer ({len(unconfirmed)})",
            tuple(doubt_words.unconfirmed_words(one, assessment) for one in shown),
            (doubt_words.more_words(assessment),),
        )
