"""The summary on a page: rating, three causes, three fixes, and whether to go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mandate.advice.plan import Advice
from mandate.advisory.plan import changes_on_way, is_on
from mandate.advisory.value import CONDITIONS, GO, PAUSE, UNDECIDED, Summary
from mandate.advisory.voice import voice
from mandate.assessment import Assessment, Firing, RemedyEntry
from mandate.report import caveats, judgement_words, outlook, phrases, selection
from mandate.report.first_questions import first_questions
from mandate.report.remedies import Change, ease, marks
from mandate.report.remedy_words import LAST_CHANCE, fix_words

_THREE = 3
_NAMED = 5


def verdict(assessment: Assessment) -> str:
    """Return whether to go on: the lowest band says go, the highest pause, those between them go
    with conditions; with too little known, or nothing that counts, it is undecided."""
    if selection.is_provisional(assessment) or not assessment.firings:
        return UNDECIDED
    bands = [band.id for band in assessment.bands]
    return verdict_at(bands.index(assessment.band), len(bands))


def verdict_at(place: int, count: int) -> str:
    """Return the verdict at a place, from 0, among *count* bands."""
    return GO if place == 0 else PAUSE if place == count - 1 else CONDITIONS


def verdict_words(assessment: Assessment, reader: str) -> tuple[str, str]:
    """Return the verdict for a *reader*, and what it means: the advice of the band where the voice
    leaves it to that."""
    title, said = voice(reader).verdict(verdict(assessment), assessment.case.stage)
    return title, said or phrases.advice(assessment)


def summary(assessment: Assessment, advice: Advice | None, reader: str) -> Summary:
    """Return the summary of a report for a *reader*."""
    title, reason = verdict_words(assessment, reader)
    strengths = selection.strengths(assessment)
    causes = selection.reasons(assessment)[:_THREE]
    return Summary(
        verdict=verdict(assessment),
        verdict_words=title,
        reason=reason,
        rating=", ".join(phrases.rating(assessment)),
        headline=phrases.headline(assessment),
        range=outlook.range_words(assessment),
        causes=tuple(
            f"{one.title} ({_effect_words(one, effect)}). {one.because}" for one, effect in causes
        ),
        fixes=tuple(
            fix_words(one, assessment.case)
            for one in _fixes(assessment, [firing for firing, _ in causes], changes_on_way(advice))
        ),
        questions=tuple(first_questions(assessment)[:_THREE]),
        smallest=_smallest(advice, assessment),
        strength=(
            f"{strengths[0][0].title} ({_effect_words(*strengths[0])}). {strengths[0][0].because}"
            if strengths
            else phrases.nearest_strength(assessment)
        ),
        cautions=tuple(_cautions(assessment)),
    )


def _effect_words(firing: Firing, effect: int) -> str:
    """Return the points of a finding; with those of what is shown under it, as ``in all``."""
    points = phrases.in_points(effect)
    return points if effect == firing.points else f"{points} in all"


def _fixes(
    assessment: Assessment, causes: Iterable[Firing], way: frozenset[Change]
) -> Iterator[RemedyEntry]:
    """Yield a remedy for each cause, as far as it has one that serves no other: one that is not
    late and cures, on the way advised and at the least effort. While advice is withheld there are
    none."""
    taken: set[str] = set()
    stage = assessment.case.stage

    def rank(remedy: RemedyEntry) -> tuple[bool, bool, bool, tuple[int, ...]]:
        is_late, *effort = ease(remedy, stage)
        return is_late, not remedy.cures, not is_on(way, remedy), tuple(effort)

    for cause in () if selection.is_provisional(assessment) else causes:
        members = selection.family(assessment, cause)
        told = sorted((one for member in members for one in member.remedies), key=rank)
        for remedy in told:
            if taken.isdisjoint(marks(remedy)):
                taken |= marks(remedy)
                yield remedy
                break


def _cautions(assessment: Assessment) -> list[str]:
    told = [caveats.caution(assessment), caveats.basis(assessment)]
    if assessment.case.edition:
        told.insert(0, phrases.edition_note(assessment.case.edition))
    if assessment.judgement:
        told.insert(0, judgement_words.note(assessment, assessment.judgement))
    return told


def _smallest(advice: Advice | None, assessment: Assessment) -> str:
    """Return the one step that lowers the score most, and what the way to a lower band takes."""
    if advice is None or advice.single is None:
        return ""
    (step, *_) = advice.single.steps
    last = f", {LAST_CHANCE}" if step.last_chance else ""
    words = (
        f"to change {step.title} from '{step.now}' to '{step.words}' ({step.owner}, {step.effort} "
        f"effort{last})"
    )
    if step.kind == "find_out":
        words = f"to find out about {step.title} (ask: {step.owner})"
    led = outlook.scored(advice.single.score, advice.single.band, assessment)
    told = f"The one step that lowers the score most is {words}; it leads to {led}."
    to = outlook.band_title(advice.to, assessment)
    if advice.sets:
        steps = advice.sets[0].steps
        titles = dict.fromkeys(phrases.within_sentence(one.title) for one in steps)
        named = f": {'; '.join(titles)}" if len(titles) <= _NAMED else ""
        count = phrases.plural(len(steps), "step")
        return f"{told} The cheapest way to a rating of {to} takes {count}{named}."
    return f"{told} No steps on offer were found that lead to a rating of {to}."
