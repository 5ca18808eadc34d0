"""From the value of an advisory report to a document: its sections, in the order they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mandate.advisory.appendix import appendix, receipt_blocks
from mandate.advisory.document import (
    Block,
    Document,
    Figure,
    Heading,
    Paragraph,
    Points,
    Section,
    Verdict,
    shown,
)
from mandate.advisory.standings import expectations, politics, readiness
from mandate.advisory.steps import conditions, hundred_days, way
from mandate.advisory.value import AdvisoryReport, Point
from mandate.advisory.voice import Voice, voice
from mandate.assessment import Assessment
from mandate.report import caveats, outlook, phrases
from mandate.report.remedy_words import told_words
from mandate.wording import capitalised

_IN_FULL = 10


def document(report: AdvisoryReport, figures: Iterable[Figure] = ()) -> Document:
    """Return the document of a report, with the *figures* that can be drawn of it."""
    told, drawn = voice(report.reader), {one.id: one for one in figures}
    assessment = report.assessment
    made = [
        Section("summary", "Summary", tuple(_summary(report, told, drawn))),
        Section("scope", "Scope and basis", tuple(_scope(report))),
        Section("findings", told.findings, tuple(_findings(report, drawn))),
        Section("strengths", told.strengths, tuple(_strengths(report))),
        Section("expectations", "Expectation check", tuple(expectations(report))),
        Section("readiness", "Readiness by discipline", tuple(readiness(report))),
        Section("politics", "Political map", tuple(politics(report))),
        Section("changes", "What would change our view", tuple(_changes(report, drawn))),
        conditions(report, told),
        hundred_days(report, told),
        Section("questions", told.questions, tuple(_questions(report, told))),
        Section("appendix", "Appendix: answers, rules, sources", tuple(appendix(report, drawn))),
        Section("receipt", "Receipt", tuple(receipt_blocks(report))),
    ]
    frame = phrases.frame_words(assessment.pack, assessment.case)
    lines = (report.role, report.organisation, capitalised(frame), report.date)
    sections = tuple(one for one in made if one.blocks)
    caution = caveats.caution_in_short(assessment)
    return Document(told.kind, report.title, tuple(filter(None, lines)), sections, caution)


def _summary(report: AdvisoryReport, told: Voice, drawn: dict[str, Figure]) -> Iterator[Block]:
    summary = report.summary
    yield Verdict(summary.verdict, summary.verdict_words, summary.reason, summary.rating)
    yield Paragraph(summary.headline, "lead")
    yield from shown(drawn, "range")
    if summary.causes:
        causes = _counted(summary.causes, "cause", "causes")
        yield Points(summary.causes, numbered=True, label=causes)
    if summary.fixes:
        yield Points(summary.fixes, numbered=True, label=_counted(summary.fixes, *told.fixes))
    if summary.questions:
        yield Points(summary.questions, numbered=True, label="Ask first")
    if summary.smallest:
        yield Paragraph(summary.smallest, label="The step that does most")
    yield Paragraph(summary.strength, label="Against that")
    if summary.range:
        yield Paragraph(summary.range, label="Range")
    yield Paragraph(" ".join(summary.cautions), "note")


def _counted(items: tuple[str, ...], one: str, several: str) -> str:
    return f"{phrases.number(len(items))} {one if len(items) == 1 else several}"


def _scope(report: AdvisoryReport) -> Iterator[Block]:
    scope = report.scope
    if report.about:
        yield Paragraph(report.about, label="The case")
    yield Paragraph(_asked(report), label="Asked")
    yield Paragraph(_read(scope.documents), label="Read")
    known = caveats.rests_on(scope.facts_known, scope.facts_total, "The rating rests")
    yield Paragraph(known, label="Known")
    sure = f"{capitalised(scope.confidence)}: {scope.confidence_reason}."
    yield Paragraph(sure, label="Confidence")
    if scope.judgement:
        yield Points(scope.judgement, label="Set aside by judgement")
    if scope.unknown:
        yield Points(scope.unknown, label="Not settled")
    if scope.questions:
        edition = report.assessment.case.edition
        why = "Not told in this edition, or not asked" if edition else "Not asked, or not in full"
        yield Points(scope.questions, label=f"{why}; most points at stake first")
    if scope.later:
        yield Paragraph(f"{'; '.join(scope.later)}.", label="Open as well")
    if scope.applies_not:
        yield Points(scope.applies_not, label="Does not apply")
    if report.basis:
        yield Points(report.basis, label="What the points rest on")


def _asked(report: AdvisoryReport) -> str:
    edition = report.assessment.case.edition
    if report.scope.asked:
        asked = f"{', '.join(report.scope.asked)}."
        more = " Who else was asked is not told in this edition." if edition else ""
        return f"{capitalised(asked)}{more}"
    if edition:
        return "Who was asked is not told in this edition."
    return "The case names no respondents."


def _read(documents: int) -> str:
    if not documents:
        return "The case names no documents or other sources."
    verb = "it stands" if documents == 1 else "they stand"
    return f"{phrases.plural(documents, 'source')} named in the case; {verb} in the appendix."


def _findings(report: AdvisoryReport, drawn: dict[str, Figure]) -> Iterator[Block]:
    if not report.findings:
        nothing = caveats.unraised(report.assessment, "the risk")
        yield Paragraph(f"{capitalised(nothing)}.")
    if report.findings or report.strengths:
        yield Paragraph(f"{phrases.points_note(report.assessment)}{_caps(report)}", "note")
    yield from shown(drawn, "waterfall", "drivers")
    for number, one in enumerate(report.findings[:_IN_FULL], start=1):
        yield from _point(one, f"{number}. ", report.assessment)
    further = report.findings[_IN_FULL:]
    if further:
        yield Heading("Further findings, in brief")
        for number, one in enumerate(further, start=_IN_FULL + 1):
            yield from _short(one, f"{number}. ", report.assessment)


def _caps(report: AdvisoryReport) -> str:
    if all(one.points == one.uncapped for one in report.assessment.drivers):
        return ""
    return (
        " The points of one area are capped, so that ten ways of saying one thing do not count "
        "ten times."
    )


def _short(point: Point, number: str, assessment: Assessment) -> Iterator[Block]:
    """Yield a finding without its evidence, which its reason and the appendix tell, and of its
    remedies what to do, who and when: each is one paragraph, to be read at a glance."""
    yield _head(point, number, assessment)
    yield Paragraph(f"{point.because} {point.expect}".rstrip())
    if point.parts:
        yield Paragraph(" ".join(point.parts), label="Together with")
    told = [*point.in_brief]
    if point.told_under:
        told.append(told_words(point.told_under, others=bool(told)))
    if told:
        yield Paragraph(" ".join(told), label="Remedy")
    yield _origin(point)


def _head(point: Point, number: str, assessment: Assessment) -> Heading:
    floor = ""
    if point.floor:
        floor = f"; by itself enough for a rating of {outlook.band_title(point.floor, assessment)}"
    return Heading(f"{number}{point.title}", f"{phrases.decibans(point.effect)}{floor}")


def _origin(point: Point) -> Paragraph:
    return Paragraph(capitalised(point.origin), "note", "Source")


def _strengths(report: AdvisoryReport) -> Iterator[Block]:
    for one in report.strengths[:_IN_FULL]:
        yield from _point(one, "", report.assessment)
    further = report.strengths[_IN_FULL:]
    if further:
        yield Heading("Further strengths, in brief")
        for one in further:
            yield from _short(one, "", report.assessment)
    if report.no_strength:
        yield Paragraph(report.no_strength)


def _point(point: Point, number: str, assessment: Assessment) -> Iterator[Block]:
    yield _head(point, number, assessment)
    yield Paragraph(f"{point.because} {point.expect}".rstrip())
    if point.evidence:
        yield Points(point.evidence, label="Evidence")
    if point.parts:
        yield Points(point.parts, label="Together with")
    if point.remedies:
        yield Points(point.remedies, label="Remedy")
    if point.told_under:
        yield Paragraph(told_words(point.told_under, others=bool(point.remedies)), "note")
    yield _origin(point)


def _changes(report: AdvisoryReport, drawn: dict[str, Figure]) -> Iterator[Block]:
    yield from shown(drawn, "tornado")
    if report.moves:
        yield Points(
            tuple(one.words for one in report.moves),
            label="One fact at a time, the others as they are, what moves the score furthest first",
        )
    yield from way(report)


def _questions(report: AdvisoryReport, told: Voice) -> Iterator[Block]:
    if report.candidate_questions:
        yield Paragraph(told.questions_lead, "note")
        for check, label in ((False, told.questions_open), (True, told.questions_check)):
            asked = [one for one in report.candidate_questions if one.check is check]
            if asked:
                items = tuple(f"{one.question} ({one.title})" for one in asked)
                yield Points(items, numbered=True, label=label)
