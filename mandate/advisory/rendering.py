"""An advisory report in each of the formats that are text; ``printing`` makes those with pages."""

from __future__ import annotations

from mandate.advisory.brand import PLAIN, Brand
from mandate.advisory.chart import Chart
from mandate.advisory.document import Document
from mandate.advisory.interactive import Interactive
from mandate.advisory.sections import document
from mandate.advisory.value import AdvisoryReport
from mandate.comparison import Comparison

FORMS = ("md", "json", "html")


def render(
    report: AdvisoryReport, form: str, brand: Brand = PLAIN, part: Interactive | None = None
) -> str:
    """Return the report as Markdown (``md``), as JSON or as one HTML page.

    The page has charts where the library that draws them is installed, the look of a *brand*, and
    an interactive *part* where one is given. Raises ValueError where there is no such format.
    """
    if form == "json":
        return report.to_json()
    from mandate.advisory.charts import charts

    drawn = charts(report)
    made = document(report, [one.figure for one in drawn])
    return _written(made, form, drawn, brand, part)


def render_comparison(
    comparison: Comparison, form: str, *, reader: str = "", date: str = "", brand: Brand = PLAIN
) -> str:
    """Return the report that compares cases, in a format of ``render``; raises as it does."""
    if form == "json":
        return comparison.to_json()
    from mandate.advisory.comparing import comparison_document
    from mandate.advisory.comparing_charts import comparison_charts

    drawn = comparison_charts(comparison)
    made = comparison_document(comparison, reader, date, [one.figure for one in drawn])
    return _written(made, form, drawn, brand)


def render_intake(part: Interactive, title: str, date: str = "", brand: Brand = PLAIN) -> str:
    """Return a page with nothing but an interactive part, to answer the questions of a pack in."""
    from mandate.advisory import page

    lines = (date,) if date else ()
    return page.render(Document("Intake", title, lines, ()), {}, brand, part)


def _written(
    made: Document, form: str, drawn: list[Chart], brand: Brand, part: Interactive | None = None
) -> str:
    if form == "md":
        from mandate.advisory import markdown

        return markdown.render(made)
    if form == "html":
        from mandate.advisory import page
        from mandate.advisory.drawing import drawings

        return page.render(made, drawings(drawn), brand, part)
    message = f"there is no format '{form}'; expected {', '.join(FORMS)}"
    raise ValueError(message)
