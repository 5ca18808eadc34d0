"""The HTML page: every kind of block as markup that was looked at, and the look of a brand."""

from __future__ import annotations

import re

from mandate.advisory.brand import Brand
from mandate.advisory.document import (
    Document,
    Figure,
    Heading,
    Heat,
    Paragraph,
    Points,
    Section,
    Table,
    Verdict,
)
from mandate.advisory.page import render
from tests.helpers import golden

LEVELS = ("none", "some", "all")
FIRST = Section(
    "summary",
    "Summary & more",
    (
        Verdict("pause", "Pause", "Change the brief < first.", "RISK: HIGH"),
        Paragraph("In one sentence.", "lead"),
        Paragraph("With a label.", label="Known"),
        Points(("one", "two"), numbered=True),
        Points(("here", "there"), label="Read", links=("https://example.org/?a&b", "")),
        Figure("range", "Score and range", "From 31 to 44."),
        Figure("lost", "A chart that was not drawn", "In words alone."),
    ),
)
SECOND = Section(
    "more",
    "More",
    (
        Heading("Found", "+3"),
        Heading("And found"),
        Table(
            "What & who", ("What", "Points", "Who"), (("a", "+1", "CEO"), ("b", "0", "<CFO>")), (1,)
        ),
        Heat("Levels", (("Money", LEVELS, 1, "none"), ("Time", LEVELS[:2], 0, "open"))),
    ),
)
SMALL = Document("Advisory report", "Title <b>", ("A line", "and another"), (FIRST, SECOND))


def body(html: str) -> str:
    """Return what stands in the body of a page."""
    found = re.search(r"<body>\n(.*)</body>", html, re.DOTALL)
    assert found
    return found[1]


def test_every_kind_of_block_is_marked_up_as_in_the_golden_page() -> None:
    assert body(render(SMALL, {"range": "<svg></svg>"})) == golden("page.html")


def test_a_brand_sets_the_fonts_that_it_names_and_no_others() -> None:
    both = render(SMALL, {}, Brand(text_font="Lora", heading_font="Karla"))
    assert 'body { font-family: "Lora", Georgia, serif }' in both
    assert re.search(r'h1, h2, h3, [^}]*{ font-family: "Karla", Arial, sans-serif }', both)
    neither = render(SMALL, {}, Brand(accent="#5b214f"))
    assert ":root { --accent: #5b214f; " in neither
    assert "Lora" not in neither
    assert "Karla" not in neither


def test_the_firm_and_its_disclaimer_stand_at_head_and_foot() -> None:
    html = body(render(SMALL, {}, Brand(firm="Ash & Vane", disclaimer="No advice <yet>.")))
    assert html.index('<p class="firm">Ash &amp; Vane</p>') < html.index("<h1>")
    assert html.index("</main>") < html.index('<p class="disclaimer">No advice &lt;yet&gt;.</p>')
    plain = body(render(SMALL, {}))
    assert "firm" not in plain
    assert "disclaimer" not in plain
