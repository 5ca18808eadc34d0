"""What a report tells of an assessment, as one plain value of texts that are ready to read.

Templates and pages are made from it, so that none of them has to know which finding is shown under
which, or how a remedy reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from mandate.assessment import Assessment, Firing
from mandate.report import (
    caveats,
    doubt_words,
    judgement_words,
    origins,
    outlook,
    phrases,
    selection,
)
from mandate.report.evidence_words import evidence_words
from mandate.report.first_questions import first_questions
from mandate.report.remedy_words import fix_words, remedy_words, step_reasons
from mandate.report.sections import Section, sections
from mandate.tuples import NamedTuple


class ToldBand(NamedTuple):
    """A band of the pack, and whether it is the one that the total falls in."""

    title: str
    here: bool


class ToldDriver(NamedTuple):
    """Where risk comes from: ``points`` count, ``uncapped`` are those before the caps."""

    title: str
    points: int
    uncapped: int


class ToldReason(NamedTuple):
    """A rule that fired, with all that is shown under it.

    ``points`` is the effect with its sign, ``floor`` a band below which nothing brings the case, or
    empty. ``parts`` are the rules that it absorbs, ``told_under`` the titles of the reasons above
    that have told its other remedies, ``origin`` its evidence and sources.
    """

    rule: str
    title: str
    points: str
    floor: str
    because: str
    expect: str
    evidence: tuple[str, ...]
    parts: tuple[str, ...]
    remedies: tuple[str, ...]
    told_under: tuple[str, ...]
    origin: str


class ToldStep(NamedTuple):
    """Something to do first, and which reasons it bears on."""

    text: str
    bears_on: str


class ToldConclusion(NamedTuple):
    """What other reasons rest on: the finding, the rule that concluded it, why and from what."""

    title: str
    rule: str
    because: str
    evidence: tuple[str, ...]


class ToldOpen(NamedTuple):
    """What is not settled: ``kind`` is ``disputed``, ``not known``, ``known in part``, ``open``,
    ``later`` (for the shortlist, once there is one) or ``does not apply``."""

    kind: str
    text: str


class ToldQuestion(NamedTuple):
    """A question for the candidate to put, and what it is about."""

    question: str
    title: str


class ToldSource(NamedTuple):
    """A source of the case or of a rule that fired; the ``address`` may be empty."""

    words: str
    address: str


class Told(NamedTuple):
    """What a report tells of an assessment, in the order in which it tells it.

    ``edition``, ``range``, ``judgement``, ``nothing_raises`` and ``no_strength`` are empty where
    there is nothing of the kind to say. While too little is known for advice there are no
    ``steps`` but ``questions``, five at most of either, under ``first_title``.
    """

    title: str
    frame: str
    edition: str
    rating: str
    rating_remark: str
    score: int
    band: str
    bands: tuple[ToldBand, ...]
    range: str
    judgement: str
    headline: str
    advice: str
    caution: str
    points_note: str
    drivers: tuple[ToldDriver, ...]
    first_title: str
    steps: tuple[ToldStep, ...]
    questions: tuple[str, ...]
    reasons: tuple[ToldReason, ...]
    nothing_raises: str
    strengths: tuple[ToldReason, ...]
    no_strength: str
    conclusions: tuple[ToldConclusion, ...]
    sections: tuple[Section, ...]
    open: tuple[ToldOpen, ...]
    candidate_questions: tuple[ToldQuestion, ...]
    sum: tuple[str, ...]
    basis: tuple[str, ...]
    sources: tuple[ToldSource, ...]
    receipt: str


def tell(assessment: Assessment) -> Told:
    """Return what a report tells of an assessment."""
    case, judgement = assessment.case, assessment.judgement
    rating, remark = phrases.rating(assessment)
    reasons = tuple(_reasons(assessment, selection.reasons(assessment)))
    strengths = tuple(_reasons(assessment, selection.strengths(assessment)))
    receipt = assessment.receipt
    return Told(
        title=case.title,
        frame=phrases.frame_words(assessment.pack, case),
        edition=phrases.edition_note(case.edition) if case.edition else "",
        rating=rating,
        rating_remark=remark,
        score=assessment.score,
        band=assessment.band_entry.title,
        bands=tuple(ToldBand(one.title, one.id == assessment.band) for one in assessment.bands),
        range=outlook.range_words(assessment),
        judgement=judgement_words.note(assessment, judgement) if judgement else "",
        headline=phrases.headline(assessment),
        advice=phrases.advice(assessment),
        caution=f"{caveats.caution(assessment)} {caveats.basis(assessment)}",
        points_note=phrases.points_note(assessment),
        drivers=tuple(
            ToldDriver(one.title, one.points, one.uncapped) for one in assessment.drivers
        ),
        first_title=phrases.first_title(assessment),
        steps=tuple(
            ToldStep(fix_words(one.remedy, case), step_reasons(one))
            for one in selection.first_steps(assessment)
        ),
        questions=tuple(first_questions(assessment)),
        reasons=reasons,
        nothing_raises="" if reasons else caveats.nothing_raises(assessment),
        strengths=strengths,
        no_strength="" if strengths else phrases.nearest_strength(assessment),
        conclusions=tuple(_conclusions(assessment)),
        sections=tuple(sections(assessment)),
        open=tuple(_open(assessment)),
        candidate_questions=tuple(
            ToldQuestion(one.candidate_question, one.title)
            for one in selection.candidate_questions(assessment)
        ),
        sum=tuple(outlook.sum_lines(assessment)),
        basis=tuple(_basis(assessment)),
        sources=tuple(
            ToldSource(*pair)
            for pair in (*origins.case_sources(assessment), *origins.rule_sources(assessment))
        ),
        receipt=(
            f"Mandate {receipt.mandate}, {receipt.engine}; "
            f"pack {assessment.pack.digest}, case {case.digest}"
        ),
    )


def _reasons(assessment: Assessment, heads: list[tuple[Firing, int]]) -> Iterator[ToldReason]:
    told, case = selection.remedies_told(assessment), assessment.case
    for firing, effect in heads:
        yield ToldReason(
            rule=firing.rule,
            title=firing.title,
            points=phrases.decibans(effect),
            floor=firing.floor or "",
            because=firing.because,
            expect=firing.expect,
            evidence=tuple(map(evidence_words, firing.evidence)),
            parts=tuple(map(origins.part_words, selection.parts(assessment, firing))),
            remedies=tuple(remedy_words(one, case) for one in told[firing.rule].remedies),
            told_under=told[firing.rule].told_under,
            origin=origins.origin(firing),
        )


def _conclusions(assessment: Assessment) -> Iterator[ToldConclusion]:
    titles = {finding.id: finding.title for finding in assessment.findings}
    for firing in selection.conclusions(assessment):
        yield ToldConclusion(
            title=", ".join(titles[finding] for finding in firing.concludes),
            rule=f"{firing.rule}{origins.judged(firing)}",
            because=firing.because,
            evidence=tuple(map(evidence_words, firing.evidence)),
        )


def _open(assessment: Assessment) -> Iterator[ToldOpen]:
    for disputed in assessment.disputed:
        yield ToldOpen("disputed", doubt_words.disputed_words(disputed, assessment))
    for unknown in assessment.not_known:
        yield ToldOpen("not known", phrases.not_known_words(unknown, assessment.case))
    for part in assessment.known_in_part:
        yield ToldOpen("known in part", phrases.in_part_words(part))
    for fact in assessment.open:
        if fact.askable:
            yield ToldOpen("open", phrases.question_words(fact, assessment.case))
    for fact in assessment.open:
        if not fact.askable:
            yield ToldOpen("later", fact.title)
    for absent in assessment.applies_not:
        yield ToldOpen("does not apply", phrases.absent_words(absent))


def _basis(assessment: Assessment) -> Iterator[str]:
    if assessment.basis.grades:
        yield from origins.share_lines(assessment)
        yield origins.SHARES_NOTE
        yield origins.interest_words(assessment)
