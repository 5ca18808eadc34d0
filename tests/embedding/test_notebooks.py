"""The example notebook and the Quarto document, executed by a kernel of their own.

Quarto itself comes from no package index, so its document is run as Quarto runs it: its Python
cells, in order, by Jupyter. What Quarto then makes of the outputs is its own.
"""

from __future__ import annotations

import re
from pathlib import Path

import nbclient
import nbformat
import pytest
import yaml
from nbformat import NotebookNode

from tests.helpers import ROOT

EMBEDDING = ROOT / "cases" / "embedding"
CELL = re.compile(r"^```\{python\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


def kept() -> NotebookNode:
    """Return the example notebook."""
    path = EMBEDDING / "assessment.ipynb"
    found = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # has no types
    assert isinstance(found, NotebookNode)
    return found


def executed(notebook: NotebookNode) -> list[list[dict[str, str]]]:
    """Return what each code cell of a notebook shows, by kind of content."""
    where = {"metadata": {"path": EMBEDDING}}
    done = nbclient.NotebookClient(notebook, timeout=120, resources=where).execute()
    cells = [one for one in done.cells if one.cell_type == "code"]
    return [[out["data"] for out in one.outputs if "data" in out] for one in cells]


def quarto(path: Path) -> tuple[dict[str, object], NotebookNode]:
    """Return the header of a Quarto document, and its Python cells as a notebook."""
    _, header, body = path.read_text(encoding="utf-8").split("---\n", 2)
    cells = [
        nbformat.v4.new_code_cell(source)  # type: ignore[no-untyped-call]  # has no types
        for source in CELL.findall(body)
    ]
    made = nbformat.v4.new_notebook(cells=cells)  # type: ignore[no-untyped-call]  # has no types
    assert isinstance(made, NotebookNode)
    return yaml.safe_load(header), made


def test_the_notebook_runs_and_an_assessment_shows_itself_in_it() -> None:
    notebook = kept()
    nbformat.validate(notebook)
    (shown,), (rules,), (scores,), (rows,) = executed(notebook)
    assert shown["text/html"].startswith("<style>.mandate-report")
    assert "<details" in shown["text/html"]
    assert shown["text/markdown"].startswith("## Larkmere Telecom")
    assert "('A search run as a blind date', '+11')" in rules["text/plain"]
    assert scores["text/plain"] == "[87, 83]"
    assert "'title': 'Sponsorship'" in rows["text/plain"]


def test_the_notebook_is_kept_without_its_outputs() -> None:
    assert not [one for one in kept().cells if one.get("outputs") or one.get("execution_count")]


def test_the_cells_of_the_quarto_document_run() -> None:
    header, notebook = quarto(EMBEDDING / "report.qmd")
    assert header["jupyter"] == "python3"
    nothing, (shown,), (said,) = executed(notebook)
    assert nothing == []
    assert {"text/html", "text/markdown"} <= shown.keys()
    assert said["text/markdown"] == "The score would go from **87** to **83** of 100."
