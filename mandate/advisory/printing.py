"""An advisory report in the formats that have pages: PDF and Word."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

from mandate.advisory.brand import PLAIN, Brand
from mandate.advisory.document import Document
from mandate.advisory.drawing import pictures, print_drawings
from mandate.advisory.sections import document
from mandate.advisory.value import AdvisoryReport
from mandate.comparison import Comparison

FORMS = ("pdf", "docx")
Tell = Callable[[str], None]


def warn(words: str) -> None:
    """Warn in Python's own way of what a document lacks."""
    warnings.warn(words, stacklevel=2)


def printed(
    report: AdvisoryReport,
    form: str,
    brand: Brand = PLAIN,
    template: Path | None = None,
    *,
    tell: Tell = warn,
) -> bytes:
    """Return the report as a file of the format ``pdf`` or ``docx``, in the look of a *brand*.

    *tell* is told of letters that a PDF lacks, as no font has them; without it Python warns. A
    *template* is a Word document of the firm's own with fields to fill in (``docx`` alone).
    Raises LayoutError where a library is not installed or brand or template cannot be used;
    ValueError where there is no such format.
    """
    from mandate.advisory.charts import charts

    drawn = charts(report)
    made = document(report, [one.figure for one in drawn])
    drawings = print_drawings(drawn)
    if template is not None:
        from mandate.advisory import word

        return word.fill(template, report, made, pictures(drawings), brand)
    return _printed(made, form, brand, drawings, tell)


def printed_comparison(
    comparison: Comparison,
    form: str,
    *,
    reader: str = "",
    date: str = "",
    brand: Brand = PLAIN,
    tell: Tell = warn,
) -> bytes:
    """Return the report that compares cases, in a format of ``printed``; raises as it does."""
    from mandate.advisory.comparing import comparison_document
    from mandate.advisory.comparing_charts import comparison_charts

    drawn = comparison_charts(comparison)
    made = comparison_document(comparison, reader, date, [one.figure for one in drawn])
    return _printed(made, form, brand, print_drawings(drawn), tell)


def _printed(
    made: Document, form: str, brand: Brand, drawings: dict[str, str], tell: Tell
) -> bytes:
    if form == "pdf":
        from mandate.advisory import pdf

        return pdf.render(made, drawings, brand, tell)
    if form == "docx":
        from mandate.advisory import word

        return word.render(made, pictures(drawings), brand)
    message = f"there is no format '{form}'; expected {', '.join(FORMS)}"
    raise ValueError(message)
