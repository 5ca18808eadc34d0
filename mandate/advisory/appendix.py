"""The end of an advisory report: answers, firings, sources, and the receipt."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.advisory.document import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Points,
    Table,
    shown,
)
from mandate.advisory.value import AdvisoryReport
from mandate.report import phrases
from mandate.report.outlook import lift_words


def appendix(report: AdvisoryReport, drawn: dict[str, Figure]) -> Iterator[Block]:
    """Yield the answers, the rules that fired and the sources."""
    yield from shown(drawn, "flow")
    themes = dict.fromkeys(one.theme for one in report.answers)
    yield Heading("Answers")
    for theme in sorted(themes):
        rows = tuple((one.title, one.words, one.by) for one in report.answers if one.theme == theme)
        yield Table(theme, ("Fact", "Answer", "Who said so"), rows)
    yield Heading("Rules that fired, in order of firing")
    yield Table(
        "A rule without points concludes what other rules read",
        ("No.", "Rule", "Driver", "Points", "Because"),
        tuple(
            (
                str(one.order),
                f"{one.title} ({one.rule})",
                one.driver,
                phrases.decibans(one.points),
                one.because,
            )
            for one in report.firings
        ),
        (0, 3),
    )
    if report.sources:
        yield Heading("Sources")
        yield Points(
            tuple(one.words for one in report.sources),
            links=tuple(one.address for one in report.sources),
        )


def receipt_blocks(report: AdvisoryReport) -> Iterator[Block]:
    """Yield the sum, and what proves the assessment again."""
    assessment, receipt = report.assessment, report.assessment.receipt
    drivers = sum(driver.points for driver in assessment.drivers)
    lifts = "".join(f" {one.points:+g} ({lift_words(one, assessment)})" for one in assessment.lifts)
    yield Paragraph(
        f"{assessment.base:+g} (base) {assessment.scale:+g} x {drivers:+d} (drivers){lifts} = "
        f"{assessment.total:+g} decibans, a score of {assessment.score} of 100.",
        label="The sum",
    )
    yield Table(
        "By these an assessment can be proved again (mandate replay)",
        ("What", "Which"),
        (
            ("Mandate", receipt.mandate),
            ("Engine", receipt.engine),
            ("Pack", f"{phrases.pack_words(assessment.pack)}, {assessment.pack.digest}"),
            ("Case", f"{assessment.case.id}, {assessment.case.digest}"),
        ),
    )
