"""The report as Markdown, for documents and tickets; text of cases and packs stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mandate.assessment import Assessment, Firing
from mandate.errors import visible
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
from mandate.report.remedy_words import fix_words, remedy_words, step_reasons, told_words
from mandate.report.sections import sections
from mandate.wording import capitalised

_BLANK_LINES = re.compile(r"\n{3,}")
_HEADING = re.compile(r"^#", re.MULTILINE)  # in texts it is escaped
_LEADING = re.compile(r"^(\d*)([-+=.):%])")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$^@])")


def escape(text: str) -> str:
    """Return *text* as Markdown that shows it as it is: no markup, no HTML, one line; nor what
    Pandoc, Quarto and notebooks add to it, such as formulas, citations and divisions."""
    line = _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))
    return _LEADING.sub(r"\1\\\2", line)


def render(assessment: Assessment, level: int = 1) -> str:
    """Return the report as Markdown whose title is a heading of that *level*."""
    text = _BLANK_LINES.sub("\n\n", "\n".join(_lines(assessment)) + "\n")
    return _HEADING.sub("#" * (level - 1) + "#", text) if level > 1 else text


def _lines(assessment: Assessment) -> Iterator[str]:
    yield f"# {escape(assessment.case.title)}"
    yield ""
    yield escape(capitalised(phrases.frame_words(assessment.pack, assessment.case)))
    yield ""
    if assessment.case.edition:
        yield escape(phrases.edition_note(assessment.case.edition))
        yield ""
    rating = ", ".join(phrases.rating(assessment))
    yield f"**{escape(rating)}**"
    yield ""
    if span := outlook.range_words(assessment):
        yield escape(span)
        yield ""
    if assessment.judgement:
        yield escape(judgement_words.note(assessment, assessment.judgement))
        yield ""
    yield escape(phrases.headline(assessment))
    yield ""
    yield escape(phrases.advice(assessment))
    yield ""
    yield escape(f"{caveats.caution(assessment)} {caveats.basis(assessment)}")
    yield from _drivers(assessment)
    yield from _first(assessment)
    reasons, strengths = selection.reasons(assessment), selection.strengths(assessment)
    yield from _section("What raises the risk", reasons, assessment)
    if not reasons:
        yield escape(caveats.nothing_raises(assessment))
    yield from _section("Strengths", strengths, assessment)
    if not strengths:
        yield escape(phrases.nearest_strength(assessment))
    yield from _conclusions(assessment)
    yield from _sections(assessment)
    yield from _unknown(assessment)
    yield from _candidate_questions(assessment)
    yield from _sum(assessment)
    yield from _basis(assessment)
    yield from _sources(assessment)


def _drivers(assessment: Assessment) -> Iterator[str]:
    yield ""
    yield "## Where the risk comes from"
    yield ""
    yield phrases.points_note(assessment)
    yield ""
    yield "| Driver | Points | Before the cap |"
    yield "|---|---:|---:|"
    for driver in assessment.drivers:
        capped = phrases.decibans(driver.uncapped) if driver.uncapped != driver.points else ""
        yield f"| {escape(driver.title)} | {phrases.decibans(driver.points)} | {capped} |"


def _first(assessment: Assessment) -> Iterator[str]:
    steps = selection.first_steps(assessment)
    questions = first_questions(assessment)
    if steps or questions:
        yield ""
        yield f"## {phrases.first_title(assessment)}"
        yield ""
    for number, step in enumerate(steps, start=1):
        words = escape(fix_words(step.remedy, assessment.case))
        yield f"{number}. {words} {escape(step_reasons(step))}"
    for number, question in enumerate(questions, start=1):
        yield f"{number}. {escape(question)}"


def _section(title: str, heads: list[tuple[Firing, int]], assessment: Assessment) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    told = selection.remedies_told(assessment)
    for firing, effect in heads:
        floor = f", floor: {escape(firing.floor)}" if firing.floor else ""
        yield f"### {escape(firing.title)} ({phrases.decibans(effect)}{floor})"
        yield ""
        yield escape(f"{firing.because} {firing.expect}")
        yield ""
        yield from (f"- {escape(evidence_words(one))}" for one in firing.evidence)
        parts = selection.parts(assessment, firing)
        for part in parts:
            yield f"- together with {escape(origins.part_words(part))}"
        remedies, told_under = told[firing.rule]
        for remedy in remedies:
            yield f"- **Remedy:** {escape(remedy_words(remedy, assessment.case))}"
        if told_under:
            yield f"- **Remedy:** {escape(told_words(told_under, others=bool(remedies)))}"
        yield ""
        yield escape(capitalised(origins.origin(firing)))
        yield ""


def _conclusions(assessment: Assessment) -> Iterator[str]:
    titles = {finding.id: finding.title for finding in assessment.findings}
    conclusions = selection.conclusions(assessment)
    if conclusions:
        yield ""
        yield "## What the reasons rest on"
        yield ""
    for firing in conclusions:
        named = ", ".join(titles[finding] for finding in firing.concludes)
        rule = f"(rule {escape(firing.rule)}){origins.judged(firing)}"
        yield f"- **{escape(named)}** {rule}: {escape(firing.because)}"
        yield from (f"  - {escape(evidence_words(one))}" for one in firing.evidence)


def _sections(assessment: Assessment) -> Iterator[str]:
    for section in sections(assessment):
        yield ""
        yield f"## {section.title}"
        yield ""
        yield from (f"- {escape(point)}" for point in section.points)
        for words in section.after:
            yield ""
            yield escape(words)


def _unknown(assessment: Assessment) -> Iterator[str]:
    yield ""
    yield "## What is open, not known or disputed"
    yield ""
    if phrases.is_settled(assessment):
        yield phrases.SETTLED
        yield ""
    for disputed in assessment.disputed:
        yield f"- **Disputed:** {escape(doubt_words.disputed_words(disputed, assessment))}"
    for unknown in assessment.not_known:
        yield f"- **Not known:** {escape(phrases.not_known_words(unknown, assessment.case))}"
    for part in assessment.known_in_part:
        yield f"- **Known in part:** {escape(phrases.in_part_words(part))}"
    for fact in assessment.open:
        if fact.askable:
            yield f"- {escape(phrases.question_words(fact, assessment.case))}"
    later = [fact.title for fact in assessment.open if not fact.askable]
    if later:
        yield f"- For the shortlist, once there is one: {escape(', '.join(later))}."
    for absent in assessment.applies_not:
        yield f"- Does not apply: {escape(phrases.absent_words(absent))}"


def _candidate_questions(assessment: Assessment) -> Iterator[str]:
    facts = selection.candidate_questions(assessment)
    if facts:
        yield ""
        yield "## Questions a candidate should ask"
        yield ""
        yield "The client should be able to answer each. The most is at stake on the first."
        yield ""
    for fact in facts:
        yield f"- {escape(fact.candidate_question)} ({escape(fact.title)})"


def _sum(assessment: Assessment) -> Iterator[str]:
    yield ""
    yield "## How the score adds up"
    yield ""
    yield phrases.drivers_sum(assessment)
    for lift in assessment.lifts:
        yield f"{lift.points:+g} ({escape(outlook.lift_words(lift, assessment))})"
    yield f"= {assessment.total:+g} decibans, a score of {assessment.score} of 100."
    yield ""
    receipt = assessment.receipt
    made = f"Mandate {receipt.mandate}, {receipt.engine}"
    yield escape(f"{made}; pack {assessment.pack.digest}, case {assessment.case.digest}")


def _basis(assessment: Assessment) -> Iterator[str]:
    if not assessment.basis.grades:
        return
    yield ""
    yield "## What this rests on"
    yield ""
    yield origins.SHARES_NOTE
    yield ""
    for title, shares in origins.shares(assessment).items():
        yield f"| {title} | % of the points |"
        yield "|---|---:|"
        yield from (f"| {escape(words)} | {percent} |" for words, percent in shares)
        yield ""
    yield origins.interest_words(assessment)


def _sources(assessment: Assessment) -> Iterator[str]:
    listed = [*origins.case_sources(assessment), *origins.rule_sources(assessment)]
    if listed:
        yield ""
        yield "## Sources"
        yield ""
    for source, address in listed:
        yield f"- {escape(source)} {escape(address)}".rstrip()
