"""Hostile texts in a browser: nothing of them runs, asks for anything, or leaves the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from mandate import assess, load_pack
from mandate.report import plain, render, stylesheet
from tests.embedding.test_templates import rendered
from tests.hostile import victim
from tests.page.chromium import Chromium
from tests.page.pages import SETTLED, report_text
from tests.required import needs

pytestmark = needs("chromium")
TURNS = range(0, len(victim.COARSE), 5)
"""There are hundreds of texts in a victim, so that each has every string in some of them."""
ELEMENTS = "script:not([id]):not([type]), img, iframe, object, embed, base, form, link, [autofocus]"


def pages(folder: Path) -> dict[str, str]:
    """Return what a reader may open in a browser, by its kind. But for the report's, no policy
    would stop a script: that there is none has to be enough."""
    case, pack = folder / "cases" / "case.yaml", load_pack(folder / "pack")
    assessment = assess(case, pack)
    begun = f"<!DOCTYPE html><meta charset='utf-8'><style>{stylesheet()}</style>"
    read = MarkdownIt("commonmark").enable("table").render  # which lets HTML through
    return {
        "report": report_text(case, pack),
        "fragment": begun + render(assessment, "html-fragment"),
        "notebook": begun + assessment._repr_html_(),
        "markdown": begun + read(render(assessment, "markdown")),
        "template": rendered("report.html.j2", plain(assessment)),
    }


@pytest.mark.parametrize("turn", TURNS)
def test_nothing_runs_or_leaves_the_page(turn: int, tmp_path: Path, browser: Chromium) -> None:
    for name, text in pages(victim.written(tmp_path / "victim", turn, victim.COARSE)).items():
        path = tmp_path / f"{name}.html"
        path.write_text(text, encoding="utf-8")
        page = browser.open(path.as_uri())
        if name == "report":
            page.wait(SETTLED)
            page.choose_file("input[type=file]", tmp_path / "victim" / "cases" / "case.yaml")
            page.wait(
                "document.querySelector('.opened').textContent.startsWith('Opened case.yaml')"
            )
            page.wait(SETTLED)
        page.value("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert page.value("document.documentElement.dataset.owned") is None, name
        assert page.value("location.href") == path.as_uri()
        own = 1 if name == "report" else 0  # the script of its engine's face
        assert page.value(f"document.querySelectorAll({ELEMENTS!r}).length") == own, name
        attributes = "[...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames())"
        assert page.value(f"{attributes}.filter((one) => one.startsWith('on'))") == [], name
        schemes = page.value("[...document.links].map((one) => one.protocol)")
        assert set(schemes) <= {"http:", "https:", "file:"}, name
        asked = {one for one in page.requests() if one.startswith(("http", "ftp", "ws"))}
        assert asked == set(), name
        page.close()
    assert page.events("Page.javascriptDialogOpening") == []
    assert page.events("Page.windowOpen") == []
