"""How an assessment shows itself in a notebook, which has no style sheet of ours."""

from __future__ import annotations

from mandate.assessment import Assessment
from mandate.report.fragment import stylesheet
from mandate.report.rendering import render


def as_html(assessment: Assessment) -> str:
    """Return a folded fragment with its style: a cell is no place for pages of text."""
    return f"<style>{stylesheet()}</style>\n{render(assessment, 'html-fragment', folded=True)}"


def as_markdown(assessment: Assessment) -> str:
    """Return the report as Markdown, under the headings of a notebook."""
    return render(assessment, "markdown")
