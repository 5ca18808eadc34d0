"""The example templates, rendered as an embedder does: by Jinja2 and docxtpl themselves."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import docx
import jinja2
import pytest
from docxtpl import DocxTemplate
from selectolax.lexbor import LexborHTMLParser

import mandate.report
from mandate import Pack, assess
from tests.embedding.word_template import TEMPLATE, template
from tests.helpers import ROOT

EMBEDDING = ROOT / "cases" / "embedding"
CASES = sorted((ROOT / "cases" / "examples").glob("*.yaml"))
NASTY = "</w:t><w:br/><script>alert(1)</script> {{ 7 * 7 }} [x](javascript:y) \x07\u202e | # *a* & "


def rendered(name: str, context: dict[str, object]) -> str:
    loader = jinja2.FileSystemLoader(EMBEDDING)
    environment = jinja2.Environment(
        loader=loader, autoescape="html" in name, undefined=jinja2.StrictUndefined
    )
    environment.filters["markdown"] = mandate.report.escape_markdown
    text: str = environment.get_template(name).render(assessment=context)
    return text


def heading(page: LexborHTMLParser) -> str:
    found = page.css_first("h1")
    assert found is not None
    return found.text()


def in_word(context: dict[str, object]) -> bytes:
    document = DocxTemplate(TEMPLATE)
    document.render({"assessment": context}, autoescape=True)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def texts(document: bytes) -> list[str]:
    read = docx.Document(io.BytesIO(document))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return [one.text for one in read.paragraphs] + cells


@pytest.fixture(scope="module")
def hostile(tiny: Pack) -> dict[str, object]:
    case = {"title": NASTY, "facts": {"dedicated_budget": "no", "authority_type": "none"}}
    return mandate.report.plain(assess(case, tiny))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_every_template_is_filled_from_every_example(case: Path) -> None:
    assessment = assess(case)
    context, told = mandate.report.plain(assessment), mandate.report.tell(assessment)
    page = LexborHTMLParser(rendered("report.html.j2", context))
    assert heading(page) == told.title
    assert len(page.css("h2")) == min(len(told.reasons), 5) + 1
    markdown = rendered("report.md.j2", context)
    assert markdown.count("\n## ") == min(len(told.reasons), 5)
    in_it = texts(in_word(context))
    for reason in told.reasons[:5]:
        assert reason.because in page.text()
        assert mandate.report.escape_markdown(reason.because) in markdown
        assert f"{reason.because} {reason.expect}" in in_it
    assert [one.title for one in told.drivers if one.title not in in_it] == []


def test_hostile_text_stays_text_in_a_jinja_page(hostile: dict[str, object]) -> None:
    page = LexborHTMLParser(rendered("report.html.j2", hostile))
    assert not page.css("script, img, br")
    assert heading(page).startswith("</w:t><w:br/><script>alert(1)</script> {{ 7 * 7")


def test_hostile_text_stays_text_in_jinja_markdown(hostile: dict[str, object]) -> None:
    title = rendered("report.md.j2", hostile).splitlines()[1]
    assert r"\<script\>" in title
    assert r"\[x\](javascript:y)" in title


def test_hostile_text_stays_text_in_word(hostile: dict[str, object]) -> None:
    (title, *_) = texts(in_word(hostile))
    assert title.startswith("</w:t><w:br/><script>alert(1)</script> {{ 7 * 7 }} [x](javascript:y)")
    assert "\ufffd" in title


def test_the_word_template_is_what_its_maker_makes() -> None:
    made = io.BytesIO()
    template().save(made)
    with zipfile.ZipFile(made) as new, zipfile.ZipFile(TEMPLATE) as kept:
        assert new.read("word/document.xml") == kept.read("word/document.xml")


def test_the_python_of_the_readme_runs_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(EMBEDDING, tmp_path / "cases" / "embedding"))
    (tmp_path / "cases" / "examples").symlink_to(CASES[0].parent)
    monkeypatch.chdir(folder)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    names: dict[str, str] = {}
    for block in re.findall(r"^```python\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL):
        exec(compile(block, "README.md", "exec"), names)
    assert all("RISK: SEVERE" in names[made] for made in ("fragment", "page", "text"))
    assert any("RISK: SEVERE" in one for one in texts((folder / "acme.docx").read_bytes()))
