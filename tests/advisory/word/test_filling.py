"""Filling in a Word template of a firm's own."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document

from mandate.advisory.brand import PLAIN, Brand, read_brand
from mandate.advisory.printing import printed
from mandate.advisory.value import (
    AdvisoryReport,
    Answer,
    CandidateQuestion,
    Deed,
    FactRow,
    Fired,
    Move,
    Point,
    Scope,
    Source,
    Summary,
)
from mandate.errors import LayoutError
from tests.advisory.hostile import SHOWN, bare, hostile
from tests.advisory.word.opened import check_order, opened, pages, texts
from tests.helpers import FIRM
from tests.required import needs


def template(folder: Path, *paragraphs: str, header: str = "", title: str = "") -> Path:
    document = docx.Document()
    for one in paragraphs:
        document.add_paragraph(one)
    document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    path = folder / "firm.docx"
    document.save(path)
    return path


def filled(report: AdvisoryReport, path: Path, brand: Brand = PLAIN) -> Document:
    return opened(printed(report, "docx", brand, path))


def refused(report: AdvisoryReport, path: Path) -> str:
    with pytest.raises(LayoutError) as caught:
        printed(report, "docx", PLAIN, path)
    assert caught.value.exit_code == 2
    return str(caught.value).replace(str(path), path.name)


@pytest.fixture(scope="module")
def example(larkmere: AdvisoryReport) -> bytes:
    return printed(larkmere, "docx", read_brand(FIRM / "brand.yaml"), FIRM / "template.docx")


def test_the_example_is_filled_in(larkmere: AdvisoryReport, example: bytes) -> None:
    document = opened(example)
    told = texts(document)
    assert not re.search(r"[{}]", told)
    for one in (larkmere.title, larkmere.summary.headline, larkmere.findings[0].because):
        assert one in told
    assert "Prepared by Ashdown & Vane" in told
    assert document.core_properties.title == larkmere.title
    assert document.sections[0].header.paragraphs[0].text.endswith(larkmere.title)
    assert {one.style.name for one in document.tables} >= {"Report Table", "Report Levels"}
    check_order(document.element)
    check_order(document.styles.element)
    check_order(document.part.numbering_part.element)


def test_the_same_template_is_filled_in_the_same(larkmere: AdvisoryReport, example: bytes) -> None:
    brand = read_brand(FIRM / "brand.yaml")
    assert printed(larkmere, "docx", brand, FIRM / "template.docx") == example


def test_the_guide_tells_of_every_field() -> None:
    guide = (FIRM / "README.md").read_text(encoding="utf-8")
    for value in (AdvisoryReport, Summary, Scope, Point):
        for field in value._fields:
            assert f"`{field}`" in guide, field
    for row in (FactRow, Move, Deed, CandidateQuestion, Answer, Fired, Source):
        assert ", ".join(f"`{field}`" for field in row._fields) in guide, row


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    path = template(
        tmp_path,
        "{{ report.title }}",
        "{{ report.title|upper|lower|e }}",
        "{{ [report.title]|join }}",
        "{{ report.title ~ report.date }}",
        "{{p sections.appendix }}",
        header="{{ report.title }}",
        title="{{ report.title }}",
    )
    document = filled(hostile(tmp_path), path)
    assert bare(texts(document)).count(SHOWN) >= 5
    assert "49" not in bare(document.paragraphs[0].text)
    assert bare(document.paragraphs[0].text) == SHOWN
    assert bare(document.sections[0].header.paragraphs[0].text) == SHOWN
    assert SHOWN.startswith(bare(document.core_properties.title))
    check_order(document.element)


@pytest.mark.parametrize(
    "code",
    [
        "{{ report.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''.__class__ }}",
        "{{ report|attr('__class__') }}",
        "{{ report.title.format(1) }}",
        "{{ sections.summary._xml }}",
        "{{ sections.summary.__init__.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ report.update({'title': 'x'}) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{{ 'a' * 100000000 }}",
        "{{ 9 ** 99999999 }}",
        "{{ '%0999999999d' % 1 }}",
        "{% for i in range(9) %}{% endfor %}",
        "{{ lipsum(1) }}",
        "{{ lipsum() }}",
        "{{ lipsum }}",
        "{{ self }}",
        "{{ cycler }}",
        "{{ joiner }}",
        "{{ dict }}",
        "{% macro told() %}x{% endmacro %}{{ told }}",
        "{% for one in report.findings %}{{ loop }}{% endfor %}",
        "{% set kept = namespace(x=1) %}{{ kept.x }}",
        "{% autoescape false %}{{ report.title }}{% endautoescape %}",
        "{{ report.title|safe }}",
        "{{ report.title|urlize }}",
    ],
)
def test_a_template_runs_no_code(small: AdvisoryReport, tmp_path: Path, code: str) -> None:
    told = refused(small, template(tmp_path, "Before", code))
    assert told.startswith("firm.docx")
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "Rating: {{ report.sumary.rating }}",
            "firm.docx:2:19: error[template]: there is no field 'sumary' (in paragraph 2)\n"
            "    2 | Rating: {{ report.sumary.rating }}\n"
            "      |                   ^^^^^^ did you mean 'summary'?",
        ),
        (
            "Rating: {{ report.summary",
            "firm.docx:2:1: error[template]: unexpected '/' (in paragraph 2)",
        ),
        ("{% for x in y %}", "Unexpected end of template"),
        ("{% for x in y %}{% endfor %}", "there is no field 'y'"),
        ("{{ report.findings }}", "this is a list, not a text; name what of it to show"),
        ("{{ report.summary }}", "this is a part with fields of its own, not a text"),
        ("{{ report.title + 1 }}", "'+' is for two texts, or for small numbers only"),
        ("Here: {{ sections.summary }}", "a section stands within a paragraph"),
        ("{{p report.title }}", "a text stands outside all paragraphs: 'A case without a title'"),
        ("{{ 1 / 0 }}", "division by zero"),
    ],
)
def test_what_is_wrong_is_told_with_its_paragraph(
    small: AdvisoryReport, tmp_path: Path, code: str, told: str
) -> None:
    assert told in refused(small, template(tmp_path, "Before", code))


def test_a_fault_in_a_header_or_a_property_is_told(small: AdvisoryReport, tmp_path: Path) -> None:
    told = refused(small, template(tmp_path, "x", header="{{ kimd }}"))
    assert "there is no field 'kimd'" in told
    assert "did you mean" in refused(small, template(tmp_path, "x", title="{{ report.titel }}"))


def test_what_is_no_word_document_is_refused(small: AdvisoryReport, tmp_path: Path) -> None:
    path = tmp_path / "firm.docx"
    assert "there is no such file" in refused(small, path)
    path.write_bytes(b"x")
    assert "this is no Word document" in refused(small, path)
    written = BytesIO()
    with ZipFile(written, "w") as parts:
        for number in range(2_001):
            parts.writestr(str(number), b"")
    path.write_bytes(written.getvalue())
    assert "too large once it is unpacked" in refused(small, path)
    assert "cannot be read" in refused(small, tmp_path)


def broken(folder: Path, part: str, pattern: str, text: str) -> Path:
    """Return a template that shows a section, in one part of which *pattern* is now *text*."""
    path = template(folder, "{{p sections.summary }}")
    written = BytesIO()
    with ZipFile(path) as old, ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("latin-1")
            if name == part:
                assert re.search(pattern, content)
                content = re.sub(pattern, text, content)
            new.writestr(name, content.encode("latin-1"))
    path.write_bytes(written.getvalue())
    return path


NO_SIZE = "the template does not say how large its page is"
DOCUMENT = "word/document.xml"
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
CROSSED = f"{PARAGRAPH.format('{% if report.date %}')}{PARAGRAPH.format('{%p endif %}')}"
"""Tags of which one stands within a paragraph and the other for one."""


@pytest.mark.parametrize(
    ("part", "pattern", "text", "told"),
    [
        (DOCUMENT, "<w:sectPr.*</w:sectPr>", "", NO_SIZE),
        (DOCUMENT, "<w:pgMar[^>]*>", "", NO_SIZE),
        (DOCUMENT, "<w:body>.*</w:body>", "", NO_SIZE),
        (DOCUMENT, "</w:body>", "", "this is no Word document"),
        ("word/numbering.xml", 'abstractNumId="0"', 'abstractNumId="x"', "no Word document"),
        ("word/header1.xml", "<w:p[ >].*</w:p>", CROSSED, "Opening and ending tag mismatch"),
        (
            DOCUMENT,
            r"(<w:document .*<w:t>)",
            r'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>\1&x;',
            "'&x;' would be left out, as it stands beside {{p sections.summary }}",
        ),
    ],
)
def test_a_broken_template_is_refused_and_reads_no_file(
    small: AdvisoryReport, tmp_path: Path, part: str, pattern: str, text: str, told: str
) -> None:
    assert told in refused(small, broken(tmp_path, part, pattern, text))


@needs("soffice")
def test_libreoffice_opens_the_example(example: bytes, tmp_path: Path) -> None:
    assert "Three causes" in pages(example, tmp_path)[0]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "text {{p sections.summary }} more",
            "'text more' would be left out, as it stands beside {{p sections.summary }}\n"
            "     = give the tag a paragraph of its own",
        ),
        (
            "{{p sections.summary }}{{p sections.appendix }}",
            "'{{p sections.appendix }}' would be left out, as it stands beside "
            "{{p sections.summary }}\n     = give the tag a paragraph of its own",
        ),
        (
            "{%p if report.date %} on {{ report.date }}",
            "'on {{ report.date }}' would be left out, as it stands beside {%p if report.date %}",
        ),
    ],
)
def test_what_would_be_lost_beside_a_tag_is_told(
    small: AdvisoryReport, tmp_path: Path, line: str, told: str
) -> None:
    assert told in refused(small, template(tmp_path, line))
    assert told in refused(small, template(tmp_path, "{{ report.title }}", header=line))


def test_a_row_with_more_than_its_tag_is_told(small: AdvisoryReport, tmp_path: Path) -> None:
    document = docx.Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "{%tr if report.date %}", "beside"
    path = tmp_path / "firm.docx"
    document.save(path)
    told = refused(small, path)
    assert "'beside' would be left out, as it stands beside {%tr if report.date %}" in told
    assert "give the tag a row of its own" in told


@pytest.mark.parametrize("lines", [(), ("A letter", "without tags {x} %")])
def test_a_template_with_nothing_to_fill_in_is_refused(
    small: AdvisoryReport, tmp_path: Path, lines: tuple[str, ...]
) -> None:
    told = refused(small, template(tmp_path, *lines))
    assert "there is nothing to fill in: no tag such as {{ report.title }} is in it" in told
    assert "'mandate new brand' writes a template to start from" in told
