"""The end of an advisory report: answers, firings, sources, and the receipt."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.advisory.columns import widths
from mandate.advisory.document import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Points,
    Table,
    lean,
    shown,
)
from mandate.advisory.value import AdvisoryReport, Answer
from mandate.report import phrases
from mandate.report.outlook import sum_lines
from mandate.wording import OPEN_WORDS


def appendix(report: AdvisoryReport, drawn: dict[str, Figure]) -> Iterator[Block]:
    """Yield the answers, the rules that fired and the sources."""
    yield from shown(drawn, "flow")
    yield Heading("Answers")
    given = [one for one in report.answers if one.words != OPEN_WORDS]
    if len(given) < len(report.answers):
        yield Paragraph("Facts that are open stand under Scope and basis.", "note")
    yield from _answers(given)
    yield Heading("Rules that fired, in the order in which they did")
    yield _fired(report) if report.firings else Paragraph("None.")
    if report.sources:
        yield Heading("Sources")
        yield Points(
            tuple(one.words for one in report.sources),
            links=tuple(one.address for one in report.sources),
        )


def _answers(given: list[Answer]) -> Iterator[Table]:
    """Yield a table of answers for each theme, all with the same columns."""
    if not given:
        return
    cells = tuple((one.title, one.words, one.by) for one in given)
    whole = lean(Table("", ("Fact", "Answer", "Rests on"), cells))
    shares = widths(whole)
    for theme in sorted({one.theme for one in given}):
        rows = tuple(row for one, row in zip(given, whole.rows, strict=True) if one.theme == theme)
        yield whole._replace(caption=theme, rows=rows, widths=shares)


def _fired(report: AdvisoryReport) -> Table:
    made = Table(
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
    return lean(made)


def receipt_blocks(report: AdvisoryReport) -> Iterator[Block]:
    """Yield the sum, and what proves the assessment again."""
    assessment, receipt = report.assessment, report.assessment.receipt
    yield Paragraph(" ".join(sum_lines(assessment)), label="The sum")
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
