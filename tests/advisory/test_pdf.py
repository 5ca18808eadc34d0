"""The report as a PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import BooleanObject, Destination, DictionaryObject, PdfObject

from mandate import compare
from mandate.advisory import drawing, pdf
from mandate.advisory.brand import Brand, read_brand
from mandate.advisory.printing import printed, printed_comparison
from mandate.advisory.value import AdvisoryReport
from mandate.errors import LayoutError, Location
from tests.advisory.hostile import SHOWN, bare, hostile
from tests.advisory.test_documents import TITLES
from tests.helpers import EXAMPLES, FIRM, LARKMERE


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(content))


def texts(content: bytes) -> list[str]:
    return [page.extract_text() for page in read(content).pages]


def dictionary(whole: PdfObject, *names: str) -> DictionaryObject:
    """Return the dictionary that names lead to, one within the other."""
    for name in names:
        assert isinstance(whole, DictionaryObject)
        whole = whole[name]
    assert isinstance(whole, DictionaryObject)
    return whole


def title_of(one: object) -> str:
    """Return what an entry of an outline says."""
    assert isinstance(one, Destination)
    assert one.title is not None
    return one.title


@pytest.fixture(scope="module")
def content(larkmere: AdvisoryReport) -> bytes:
    return printed(larkmere, "pdf")


@pytest.fixture(scope="module")
def pages(content: bytes) -> list[str]:
    return texts(content)


def test_the_same_report_is_the_same_file(larkmere: AdvisoryReport, content: bytes) -> None:
    assert printed(larkmere, "pdf") == content
    about = read(content).metadata
    assert about is not None
    assert about.creation_date is None


def test_it_is_tagged_and_says_its_language_and_title(content: bytes) -> None:
    found = read(content)
    root, about = dictionary(found.trailer, "/Root"), found.metadata
    assert dictionary(root, "/MarkInfo")["/Marked"] == BooleanObject(value=True)
    assert str(root["/Lang"]) == "en-GB"
    assert about is not None
    assert about.title == "Larkmere Telecom (invented), director of customer experience"
    assert b"pdfuaid:part" in content
    assert found.get_form_text_fields() == {}
    assert "/JavaScript" not in root.get("/Names", {})


def test_its_outline_has_every_section_and_the_findings_under_theirs(
    larkmere: AdvisoryReport, content: bytes
) -> None:
    outline = read(content).outline
    sections = [title_of(one) for one in outline if not isinstance(one, list)]
    assert [title for title in sections if title != "Contents"] == TITLES
    nested = [title_of(one) for part in outline if isinstance(part, list) for one in part]
    assert any(title.startswith("1. A search run as a blind date") for title in nested)


def test_the_summary_is_on_a_page_of_its_own(pages: list[str]) -> None:
    first, second, third, *_ = pages
    assert "14 March 2026" in first
    assert second.count("Three causes") == second.count("Three fixes") == 1
    assert "It rests on all 76 facts." in second
    assert "Scope and basis" in third
    assert "Scope and basis" not in second


def test_every_page_but_the_first_has_title_caution_and_number(pages: list[str]) -> None:
    for number, text in enumerate(pages[1:], start=2):
        assert "Larkmere Telecom (invented)" in text
        assert "Advisory report" in text
        assert "Not calibrated on outcomes" in text
        assert f"{number} / {len(pages)}" in text


def test_every_reason_is_told(larkmere: AdvisoryReport, content: bytes) -> None:
    told = bare("".join(texts(content)))
    for one in larkmere.findings[:3]:
        assert bare(one.because) in told


def test_all_fonts_are_in_it(content: bytes) -> None:
    fonts = {
        font.get_object()["/BaseFont"].split("+")[1]
        for page in read(content).pages
        for font in dictionary(page, "/Resources", "/Font").values()
    }
    assert all(name.startswith(("LibertinusSerif", "Roboto")) for name in fonts)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    told = bare("".join(texts(printed(hostile(tmp_path), "pdf"))))
    assert told.count(SHOWN) >= 5
    assert "\u202e" not in told


def test_a_link_leads_only_to_the_web(content: bytes, tmp_path: Path) -> None:
    for made in (content, printed(hostile(tmp_path), "pdf")):
        for page in read(made).pages:
            for note in page.get("/Annots", []):
                action = note.get_object().get("/A", {})
                assert action.get("/S") in (None, "/URI", "/GoTo")
                assert str(action.get("/URI", "https:")).startswith(("https:", "http:"))


@pytest.fixture
def no_other_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a machine without any font of its own."""
    fonts = pdf._fonts
    monkeypatch.setattr(pdf, "_fonts", lambda folder, system: fonts(folder, system=False))


@pytest.mark.usefixtures("no_other_fonts")
def test_letters_that_no_font_has_are_told_and_seen_to_be_missing(tmp_path: Path) -> None:
    told: list[str] = []
    report = hostile(tmp_path, "\u9867\u5ba2 \U0001f600 caf\u00e9")
    made = printed(report, "pdf", tell=told.append)
    assert told == [
        "<pdf>: warning[no-font]: no font, of ours or of this machine, has \u5ba2 (U+5BA2), "
        "\u9867 (U+9867), \U0001f600 (U+1F600); \ufffd stands for each\n"
        "     = put a font that has them in a folder, and name that in a brand file: "
        "'fonts: folder:'"
    ]
    assert "\ufffd\ufffd \ufffd caf\u00e9" in read(made).pages[0].extract_text()
    assert b"pdfuaid:part" in made
    with pytest.warns(UserWarning, match=r"U\+9867"):
        assert printed(report, "pdf") == made


@pytest.mark.usefixtures("no_other_fonts")
def test_nothing_is_told_of_letters_that_our_fonts_have(tmp_path: Path) -> None:
    kept = "m\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060m"
    told: list[str] = []
    printed(hostile(tmp_path, f"\u0397 \u0416 \u0150 {kept}"), "pdf", tell=told.append)
    assert told == []


def test_a_brand_puts_in_its_logo_and_disclaimer(larkmere: AdvisoryReport) -> None:
    brand = read_brand(FIRM / "brand.yaml")
    first = read(printed(larkmere, "pdf", brand)).pages[0].extract_text()
    assert "Prepared by Ashdown & Vane" in first


def test_a_font_that_is_nowhere_is_told_at_its_place(larkmere: AdvisoryReport) -> None:
    brand = Brand(
        text_font="Robot", places={"text font": Location("brand.yaml", 4, 9, "  text: R")}
    )
    with pytest.raises(LayoutError, match=r"(?s)brand.yaml:4:9: .*'Robot'.*did you mean 'Roboto'"):
        printed(larkmere, "pdf", brand)


def test_without_the_typesetter_one_is_told_what_to_install(
    larkmere: AdvisoryReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "typst", None)
    with pytest.raises(LayoutError, match=r"pip install 'mandate-risk\[report\]'"):
        printed(larkmere, "pdf")


def test_without_the_library_charts_are_told_in_words(
    larkmere: AdvisoryReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "vl_convert", None)
    summary = read(printed(larkmere, "pdf")).pages[1].extract_text()
    assert "The score is 87 of 100, Severe" in " ".join(summary.split())


def test_a_comparison_is_a_document_too() -> None:
    found = compare(LARKMERE, EXAMPLES / "thornwick-mutual.yaml")
    told = "".join(texts(printed_comparison(found, "pdf", date="14 March 2026")))
    assert "Why the totals differ" in told
    assert "14 March 2026" in told


def test_a_format_that_is_not_there_is_refused(larkmere: AdvisoryReport) -> None:
    with pytest.raises(ValueError, match="there is no format 'rtf'"):
        printed(larkmere, "rtf")
