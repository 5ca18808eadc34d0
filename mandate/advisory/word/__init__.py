"""A document as a Word file, in our styles or in a template of the firm's own.

This package alone imports python-docx, docxtpl and Jinja.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from mandate.advisory.brand import PLAIN, Brand
from mandate.advisory.document import Document
from mandate.advisory.value import AdvisoryReport
from mandate.errors import Fault, LayoutError, Location


def render(document: Document, pictures: Mapping[str, bytes], brand: Brand = PLAIN) -> bytes:
    """Return the document as a Word file, with PNG pictures of its figures by their ids; a figure
    without one is told in words. Raises LayoutError where the library is not installed."""
    _require("docx", "python-docx")
    from mandate.advisory.word import writing

    return writing.render(document, pictures, brand)


def fill(
    template: Path,
    report: AdvisoryReport,
    document: Document,
    pictures: Mapping[str, bytes],
    brand: Brand = PLAIN,
) -> bytes:
    """Return a Word template of the firm's own with the report filled in.

    Raises LayoutError where a library is not installed, or with what is wrong with the template.
    """
    _require("docxtpl", "docxtpl")
    from mandate.advisory.word import filling

    return filling.fill(template, report, document, pictures, brand)


def _require(module: str, library: str) -> None:
    if find_spec(module) is None:
        message = f"a Word document needs {library}, which is not installed"
        hint = "pip install 'mandate-risk[report]'"
        raise LayoutError([Fault(Location("<docx>"), "not-installed", message, hint)])
