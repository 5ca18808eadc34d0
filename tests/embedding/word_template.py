"""Makes the Word template in cases/embedding: ``python -m tests.embedding.word_template``.

Restyle the file in Word; what Jinja reads stands in plain sight in it.
"""

from __future__ import annotations

from pathlib import Path

import docx
from docx.document import Document

TEMPLATE = Path(__file__).parents[2] / "cases" / "embedding" / "report.docx"


def template() -> Document:
    """Return the template: ``{%p %}`` takes its paragraph away, ``{%tr %}`` its row."""
    document = docx.Document()
    add = document.add_paragraph
    document.add_heading("{{ assessment.told.title }}", 0)
    add("{{ assessment.told.frame }}")
    add().add_run("{{ assessment.told.rating }}, score {{ assessment.score }} of 100").bold = True
    add("{{ assessment.told.headline }}")
    add("{{ assessment.told.advice }}")
    document.add_heading("Where the risk comes from", 1)
    table = document.add_table(4, 2, "Light Grid Accent 1")
    rows = (
        ("Driver", "Points"),
        ("{%tr for driver in assessment.told.drivers %}", ""),
        ("{{ driver.title }}", "{{ driver.points }}"),
        ("{%tr endfor %}", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_heading("What raises the risk", 1)
    add("{%p for reason in assessment.told.reasons[:5] %}")
    document.add_heading("{{ reason.title }} ({{ reason.points }})", 2)
    add("{{ reason.because }} {{ reason.expect }}")
    add("{%p for remedy in reason.remedies %}")
    add("{{ remedy }}", "List Bullet")
    add("{%p endfor %}")
    add("{%p endfor %}")
    document.add_heading("What this rests on", 1)
    add("{{ assessment.told.caution }}")
    add("{{ assessment.told.receipt }}")
    return document


if __name__ == "__main__":
    template().save(str(TEMPLATE))
