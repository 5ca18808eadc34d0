"""The report as a Word file."""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn

from mandate import compare
from mandate.advisory import drawing, word
from mandate.advisory.brand import Brand, read_brand
from mandate.advisory.printing import printed, printed_comparison
from mandate.advisory.value import AdvisoryReport
from mandate.errors import LayoutError
from tests.advisory.examples import advised
from tests.advisory.hostile import SHOWN, bare, hostile
from tests.advisory.test_documents import TITLES
from tests.advisory.word.opened import check_package, opened, pages, texts
from tests.helpers import EXAMPLES, FIRM, LARKMERE, VOICES, python
from tests.required import needs


@pytest.fixture(scope="module")
def content(larkmere: AdvisoryReport) -> bytes:
    return printed(larkmere, "docx")


@pytest.fixture(scope="module")
def document(content: bytes) -> Any:
    return opened(content)


def styled(document: Any, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == style]


def test_the_same_report_is_the_same_file_in_every_process() -> None:
    source = (
        "from hashlib import sha256\n"
        "from mandate.advisory.making import advisory_report\n"
        "from mandate.advisory.printing import printed\n"
        f"report = advisory_report({str(VOICES)!r})\n"
        "for form in ('docx', 'pdf'):\n"
        "    print(sha256(printed(report, form)).hexdigest())\n"
    )
    report = advised("two-voices")
    told = [sha256(printed(report, form)).hexdigest() for form in ("docx", "pdf")]
    assert python(source, seed="7").split() == told


def test_the_sections_are_real_headings_in_order(larkmere: AdvisoryReport, document: Any) -> None:
    assert styled(document, "Heading 1") == TITLES
    assert styled(document, "Heading 2")[0] == "1. A search run as a blind date  +11"
    assert styled(document, "Title") == [
        "Larkmere Telecom (invented), director of customer experience"
    ]


def test_the_contents_are_a_field_with_its_entries_in_it(document: Any) -> None:
    assert [one.strip() for one in styled(document, "toc 1") or styled(document, "TOC 1")] == TITLES
    codes = [one.text for one in document.element.body.iter(qn("w:instrText"))]
    assert codes[0].split()[0] == "TOC"
    kinds = [one.get(qn("w:fldCharType")) for one in document.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate")
    marks = {one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))}
    links = {one.get(qn("w:anchor")) for one in document.element.body.iter(qn("w:hyperlink"))}
    assert links - {None} == marks


def test_nothing_makes_word_ask_before_it_opens_the_file(document: Any) -> None:
    assert document.settings.element.find(qn("w:updateFields")) is None
    assert not [
        one for one in document.element.body.iter(qn("w:fldChar")) if one.get(qn("w:dirty"))
    ]


def test_a_table_repeats_its_head_and_no_row_of_it_is_split(document: Any) -> None:
    tables = [one for one in document.tables if one.style.name == "Report Table"]
    assert len(tables) > 10
    for table in tables:
        first, *rest = [row._tr.trPr for row in table.rows]
        assert first.find(qn("w:tblHeader")) is not None
        assert all(one.find(qn("w:cantSplit")) is not None for one in (first, *rest))
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_every_list_of_numbers_begins_with_one(document: Any) -> None:
    numbers = [
        one._p.pPr.numPr.numId.val
        for one in document.paragraphs
        if one.style.name == "List Number" and one._p.pPr.numPr is not None
    ]
    assert len(set(numbers)) >= 3
    numbering = document.part.numbering_part.element
    for number in set(numbers):
        override = numbering.num_having_numId(number).lvlOverride_lst[0]
        assert override.find(qn("w:startOverride")).get(qn("w:val")) == "1"


def test_every_picture_says_what_it_shows(document: Any) -> None:
    told = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert len(told) == 5
    assert told[0].startswith("The score is 87 of 100, Severe")
    assert all(told)


def test_what_leads_to_a_picture_stays_on_its_page(document: Any) -> None:
    led = [
        before
        for before, one in pairwise(document.paragraphs)
        if one._p.xpath(".//w:drawing") and before.style.name == "Note"
    ]
    assert led
    assert all(one.paragraph_format.keep_with_next for one in led)


def test_the_language_and_the_properties_are_set(document: Any) -> None:
    language = document.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-GB"
    found = document.core_properties
    assert found.title == "Larkmere Telecom (invented), director of customer experience"
    assert (found.language, found.created, found.author) == ("en-GB", found.modified, "")


def test_the_package_is_as_word_wants_it(content: bytes) -> None:
    check_package(content)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    content = printed(hostile(tmp_path), "docx")
    check_package(content)
    document = opened(content)
    assert bare(texts(document)).count(SHOWN) >= 5
    targets = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert all(one.startswith(("https:", "http:")) for one in targets)
    codes = {one.text.split()[0] for one in document.element.body.iter(qn("w:instrText"))}
    assert codes == {"TOC", "PAGEREF"}


def test_a_brand_puts_in_its_look(larkmere: AdvisoryReport) -> None:
    brand = read_brand(FIRM / "brand.yaml")
    content = printed(larkmere, "docx", brand)
    check_package(content)
    document = opened(content)
    assert str(document.styles["Heading 1"].font.color.rgb) == "5B214F"
    assert styled(document, "Disclaimer")[0].startswith("Prepared by Ashdown & Vane")
    assert document.core_properties.author == "Ashdown & Vane (invented)"
    first = next(iter(document.element.body.iter(qn("wp:docPr"))))
    assert first.get("descr") == "Ashdown & Vane (invented)"


def test_a_brand_sets_the_fonts_that_it_names(small: AdvisoryReport) -> None:
    brand = Brand(text_font="Lora", heading_font="Karla")
    styles = opened(printed(small, "docx", brand)).styles
    for name, font in (("Normal", "Lora"), ("Heading 1", "Karla"), ("Heading 2", "Karla")):
        fonts = styles[name].element.rPr.rFonts
        told = {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "cs", "eastAsia")}
        assert told == {font}, name
        assert not [one for one in fonts.attrib if one.endswith("Theme")], name


def test_without_the_library_one_is_told_what_to_install(
    larkmere: AdvisoryReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word, "find_spec", lambda name: None)
    with pytest.raises(LayoutError, match=r"pip install 'mandate-risk\[report\]'"):
        printed(larkmere, "docx")


def test_without_the_library_charts_are_told_in_words(
    larkmere: AdvisoryReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "vl_convert", None)
    assert "The score is 87 of 100, Severe" in texts(opened(printed(larkmere, "docx")))


def test_a_comparison_is_a_document_too() -> None:
    found = compare(LARKMERE, EXAMPLES / "thornwick-mutual.yaml")
    content = printed_comparison(found, "docx", date="14 March 2026")
    check_package(content)
    assert "Why the totals differ" in styled(opened(content), "Heading 1")


@needs("soffice")
def test_libreoffice_shows_the_summary_on_a_page_of_its_own(content: bytes, tmp_path: Path) -> None:
    told = pages(content, tmp_path)
    assert "14 March 2026" in told[0]
    assert "Three causes" in told[1]
    assert "It rests on all 76 facts." in told[1]
    assert "Scope and basis" in told[2]
    assert f"2 / {len(told)}" in told[1]
    assert all(len(one) > 200 for one in told)


@needs("soffice")
def test_libreoffice_opens_a_hostile_report(tmp_path: Path) -> None:
    told = pages(printed(hostile(tmp_path), "docx"), tmp_path)
    assert bare("".join(told)).count(bare("=cmd|'/C calc'!A0")) >= 5
