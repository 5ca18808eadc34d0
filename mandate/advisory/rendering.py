"""An advisory report in each of its formats."""

from __future__ import annotations

from mandate.advisory.sections import document
from mandate.advisory.value import AdvisoryReport

FORMS = ("md", "json", "html")


def render(report: AdvisoryReport, form: str) -> str:
    """Return the report as Markdown (``md``), as JSON or as one HTML page.

    The page has charts where the library that draws them is installed. Raises ValueError where
    there is no such format.
    """
    if form == "json":
        return report.to_json()
    from mandate.advisory.charts import charts

    drawn = charts(report)
    made = document(report, [one.figure for one in drawn])
    if form == "md":
        from mandate.advisory import markdown

        return markdown.render(made)
    if form == "html":
        from mandate.advisory import page
        from mandate.advisory.drawing import drawings

        return page.render(made, drawings(drawn))
    message = f"there is no format '{form}'; expected {', '.join(FORMS)}"
    raise ValueError(message)
