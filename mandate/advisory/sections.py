"""From the value of an advisory report to a document: its sections, in the order they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mandate.advisory.appendix import appendix, receipt_blocks
from mandate.advisory.document import (
    Block,
    Document,
    Figure,
    Heading,
    Heat,
    Paragraph,
    Points,
    Section,
    Table,
    Verdict,
    shown,
)
from mandate.advisory.value import AdvisoryReport, Deed, FactRow, Period, Point
from mandate.advisory.voice import Voice, voice
from mandate.report import caveats, phrases

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
        Section("expectations", "Expectation check", tuple(_expectations(report))),
        Section("readiness", "Readiness by discipline", tuple(_readiness(report))),
        Section("politics", "Political map", tuple(_politics(report))),
        Section("changes", "What would change our view", tuple(_changes(report, drawn))),
        Section(
            "conditions", told.conditions, tuple(_plan(report.conditions, told.conditions_lead))
        ),
        Section(
            "hundred-days",
            told.hundred_days,
            tuple(_plan(report.hundred_days, told.hundred_days_lead)),
        ),
        Section("questions", told.questions, tuple(_questions(report, told))),
        Section("appendix", "Appendix: answers, firings, sources", tuple(appendix(report, drawn))),
        Section("receipt", "Receipt", tuple(receipt_blocks(report))),
    ]
    frame = phrases.frame_words(assessment.pack, assessment.case)
    lines = [frame[:1].upper() + frame[1:], *([report.date] if report.date else [])]
    sections = tuple(one for one in made if one.blocks)
    caution = caveats.caution_in_short(assessment)
    return Document(told.kind, report.title, tuple(lines), sections, caution)


def _summary(report: AdvisoryReport, told: Voice, drawn: dict[str, Figure]) -> Iterator[Block]:
    summary = report.summary
    yield Verdict(summary.verdict, summary.verdict_words, summary.reason, summary.rating)
    yield Paragraph(summary.headline, "lead")
    yield from shown(drawn, "range")
    if summary.causes:
        yield Points(summary.causes, numbered=True, label="Three causes")
    if summary.fixes:
        yield Points(summary.fixes, numbered=True, label=told.fixes)
    if summary.questions:
        yield Points(summary.questions, numbered=True, label="Ask first")
    if summary.smallest:
        yield Paragraph(summary.smallest, label="The smallest step")
    yield Paragraph(summary.strength, label="Against that")
    if summary.range:
        yield Paragraph(summary.range, label="Range")
    yield Paragraph(" ".join(summary.cautions), "note")


def _scope(report: AdvisoryReport) -> Iterator[Block]:
    scope = report.scope
    asked = f"{', '.join(scope.asked)}." if scope.asked else "The case names no respondents."
    documents = phrases.plural(scope.documents, "source")
    yield Paragraph(asked, label="Asked")
    yield Paragraph(f"{documents} in the case; they stand in the appendix.", label="Read")
    known = caveats.rests_on(scope.facts_known, scope.facts_total)
    yield Paragraph(known, label="Known")
    sure = f"{scope.confidence[:1].upper()}{scope.confidence[1:]}: {scope.confidence_reason}."
    yield Paragraph(sure, label="Confidence")
    if scope.judgement:
        yield Points(scope.judgement, label="Set aside by judgement")
    if scope.unknown:
        yield Points(scope.unknown, label="Not settled")
    if scope.questions:
        yield Points(scope.questions, label="Nobody has been asked, the weightiest first")
    if scope.later:
        yield Paragraph(f"{'; '.join(scope.later)}.", label="Open as well")
    if scope.applies_not:
        yield Points(scope.applies_not, label="Does not apply")
    if report.basis:
        yield Points(report.basis, label="What the points rest on")


def _findings(report: AdvisoryReport, drawn: dict[str, Figure]) -> Iterator[Block]:
    yield Paragraph(phrases.points_note(report.assessment), "note")
    yield from shown(drawn, "waterfall", "drivers")
    if not report.findings:
        yield Paragraph("Nothing in the answers given raises the risk.")
    for number, one in enumerate(report.findings[:_IN_FULL], start=1):
        yield from _point(one, f"{number}. ")
    further = report.findings[_IN_FULL:]
    if further:
        yield Heading("Further findings, of less effect")
        for number, one in enumerate(further, start=_IN_FULL + 1):
            yield from _short(one, f"{number}. ")


def _short(point: Point, number: str) -> Iterator[Block]:
    """Yield a finding without its evidence, which its reason and the appendix tell."""
    yield _head(point, number)
    yield Paragraph(f"{point.because} {point.expect}".rstrip())
    if point.parts:
        yield Paragraph(" ".join(point.parts), label="Together with")
    under = (phrases.told_words(point.told_under),) if point.told_under else ()
    if point.remedies or under:
        yield Paragraph(" ".join((*point.remedies, *under)), label="Remedy")
    yield _origin(point)


def _head(point: Point, number: str) -> Heading:
    floor = f", at least {point.floor}" if point.floor else ""
    return Heading(f"{number}{point.title}", f"{phrases.decibans(point.effect)}{floor}")


def _origin(point: Point) -> Paragraph:
    return Paragraph(point.origin[:1].upper() + point.origin[1:], "note", "Source")


def _strengths(report: AdvisoryReport) -> Iterator[Block]:
    for one in report.strengths:
        yield from _point(one, "")
    if report.no_strength:
        yield Paragraph(report.no_strength)


def _point(point: Point, number: str) -> Iterator[Block]:
    yield _head(point, number)
    yield Paragraph(f"{point.because} {point.expect}".rstrip())
    if point.evidence:
        yield Points(point.evidence, label="Evidence")
    if point.parts:
        yield Points(point.parts, label="Together with")
    if point.remedies:
        yield Points(point.remedies, label="Remedy")
    if point.told_under:
        yield Paragraph(phrases.told_words(point.told_under), "note")
    yield _origin(point)


def _expectations(report: AdvisoryReport) -> Iterator[Block]:
    for rows, caption in (
        (report.asked, "What is asked"),
        (report.levers, "With which levers"),
        (report.time, "In what time"),
    ):
        if rows:
            yield _facts(rows, caption)
    if report.trade_off:
        yield Paragraph(report.trade_off, "lead")


def _facts(rows: tuple[FactRow, ...], caption: str) -> Table:
    return Table(
        caption,
        ("Fact", "As it stands", "Points", "Bears on", "Next step"),
        tuple(
            (
                one.title,
                one.words,
                phrases.decibans(one.points),
                "; ".join(one.bears_on),
                one.step,
            )
            for one in rows
        ),
        (2,),
    )


def _weighing(rows: tuple[FactRow, ...], caption: str) -> Iterator[Table]:
    """Yield a table of what weighs or calls for a step: where all stand is in the map above it."""
    if weighing := tuple(one for one in rows if one.points or one.bears_on or one.step):
        yield _facts(weighing, caption)


def _readiness(report: AdvisoryReport) -> Iterator[Block]:
    rows = report.disciplines
    if not rows:
        return
    yield Heat(
        "Each discipline at its level, from the least ready to the readiest",
        tuple((one.title, one.levels, one.place, one.words) for one in rows),
    )
    yield from _weighing(rows, "What a discipline counts, and what to do; the rest counts nothing")


def _politics(report: AdvisoryReport) -> Iterator[Block]:
    rows = report.peers
    if not rows:
        return
    yield Heat(
        "How each receives the role, from opposition to support",
        tuple((one.title, one.levels, one.place, one.words) for one in rows),
    )
    yield from _weighing(rows, "What counts, and what to do; the rest counts nothing")


def _changes(report: AdvisoryReport, drawn: dict[str, Figure]) -> Iterator[Block]:
    yield from shown(drawn, "tornado")
    if report.moves:
        yield Points(
            tuple(one.words for one in report.moves),
            label="One fact at a time, the others as they are, what moves the score furthest first",
        )
    advice = report.advice
    if advice is None or advice.outcome == "there":
        return
    titles = {band.id: band.title.lower() for band in report.assessment.bands}
    found = advice.sets[0] if advice.sets else advice.farthest
    if found is None:
        return
    way = f"The cheapest way to {titles[advice.to]}" if advice.sets else "As far as one can get"
    proof = " (proved: no declared steps cost less)" if advice.sets and advice.proved else ""
    yield Table(
        f"{way}{proof}: to {found.score} of 100, {titles[found.band]}",
        ("Step", "From", "To", "Owner", "When", "Effort"),
        tuple(
            (
                one.title,
                one.now,
                one.words or "find out",
                one.owner,
                phrases.due(one.when, late=one.late),
                one.effort,
            )
            for one in found.steps
        ),
    )
    if advice.obstacles:
        yield Points(
            tuple(
                f"{one.title} ({phrases.decibans(one.points)})"
                + (f"; no declared step changes {', '.join(one.fixed)}" if one.fixed else "")
                for one in advice.obstacles
            ),
            label="What then still stands in the way",
        )


def _plan(periods: tuple[Period, ...], lead: str) -> Iterator[Block]:
    if not periods:
        return
    yield Paragraph(lead, "note")
    for period in periods:
        late = any(deed.late for deed in period.deeds)
        more = f"; {period.more} more stand under the findings" if period.more else ""
        yield Table(
            f"{period.title}{' (that time has passed: do these now)' if late else ''}{more}",
            ("What", "Owner", "Effort", "Effect", "Bears on"),
            tuple(map(_deed, period.deeds)),
        )


def _deed(deed: Deed) -> tuple[str, ...]:
    effect = "settles it" if deed.cures else "eases it"
    return deed.text, deed.owner, deed.effort, effect, "; ".join(deed.bears_on)


def _questions(report: AdvisoryReport, told: Voice) -> Iterator[Block]:
    if report.candidate_questions:
        yield Paragraph(told.questions_lead, "note")
        for check, label in ((False, "What nobody could say"), (True, "What to see for yourself")):
            asked = [one for one in report.candidate_questions if one.check is check]
            if asked:
                items = tuple(f"{one.question} ({one.title})" for one in asked)
                yield Points(items, numbered=True, label=label)
