"""A whole document as a Word file: first page with contents, sections, running head and foot."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.shared import Mm, Pt

from mandate.advisory.brand import Brand, unusable_logo
from mandate.advisory.document import Document, Section
from mandate.advisory.drawing import picture
from mandate.advisory.logo import Logo
from mandate.advisory.logo_svg import svg_size
from mandate.advisory.word.blocks import Blocks
from mandate.advisory.word.elements import (
    clean,
    describe,
    end_field,
    field,
    into,
    link_to,
    start_field,
)
from mandate.advisory.word.package import saved, set_properties
from mandate.advisory.word.styles import TEXT_WIDTH, add_styles
from mandate.errors import shortened

_LOGO_HEIGHT, _LOGO_WIDTH = Mm(17), Mm(80)
_LOGO_PIXELS_HIGH, _LOGO_PIXELS_WIDE = 256, 1200  # some 380 dots an inch
_DAMAGED = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)


def render(document: Document, pictures: Mapping[str, bytes], brand: Brand) -> bytes:
    """Return the document as a Word file, in the look of a brand."""
    word = docx.Document()
    add_styles(word, brand)
    set_properties(word, document.title, document.kind, brand)
    _Writer(word, document, pictures, brand).write()
    return saved(word)


def add_logo(paragraph: Any, brand: Brand) -> None:
    """Put the logo of a brand, if it has one, into a paragraph, at the height of a letterhead.

    Raises LayoutError where it cannot be drawn.
    """
    if brand.logo is None:
        return
    try:
        content = _drawn(brand.logo)
        shape = paragraph.add_run().add_picture(BytesIO(content), height=_LOGO_HEIGHT)
    except (ValueError, *_DAMAGED) as error:
        raise unusable_logo(brand, str(error)) from None
    if shape.width > _LOGO_WIDTH:
        shape.height = int(shape.height * _LOGO_WIDTH / shape.width)
        shape.width = _LOGO_WIDTH
    describe(shape, brand.firm or "Logo", brand.firm or "Logo")


def _drawn(logo: Logo) -> bytes:
    """Return a logo as a picture of pixels, of an SVG as many as paper shows whatever its size."""
    if logo.kind != "svg":
        return logo.content
    width, height = svg_size(logo.content)
    scale = min(_LOGO_PIXELS_WIDE / width, _LOGO_PIXELS_HIGH / height)
    return picture(logo.content.decode("utf-8-sig"), scale)


class _Writer:
    """Writes one document."""

    def __init__(
        self, word: Any, document: Document, pictures: Mapping[str, bytes], brand: Brand
    ) -> None:
        self._word, self._document, self._brand = word, document, brand
        self._blocks = Blocks(word, pictures, TEXT_WIDTH)

    def write(self) -> None:
        self._page()
        self._head_and_foot()
        self._first_page()
        for number, section in enumerate(self._document.sections):
            self._section(section, fresh=number < 2)

    def _page(self) -> None:
        page = self._word.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm(21)
        page.top_margin, page.bottom_margin = Mm(24), Mm(22)
        page.header_distance = page.footer_distance = Mm(11)
        page.different_first_page_header_footer = True

    def _head_and_foot(self) -> None:
        page = self._word.sections[0]
        kept = (
            (page.header, shortened(clean(self._document.title)), clean(self._document.kind)),
            (page.footer, clean(self._document.caution), ""),
        )
        for part, left, right in kept:
            made = part.paragraphs[0]
            made.style = "Note"
            made.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
            made.add_run(f"{left}\t{right}")
        foot = page.footer.paragraphs[0]
        field(foot, "PAGE", "2")
        foot.add_run(" / ")
        field(foot, "NUMPAGES", "2")

    def _first_page(self) -> None:
        word, document, brand = self._word, self._document, self._brand
        if brand.logo:
            add_logo(word.add_paragraph(style="Normal"), brand)
        elif brand.firm:
            word.add_paragraph(clean(brand.firm), style="Heading 3")
        kind = word.add_paragraph(clean(document.kind).upper(), style="Subtitle")
        kind.paragraph_format.space_before = Pt(72)
        word.add_paragraph(clean(document.title), style="Title")
        for line in document.lines:
            word.add_paragraph(clean(line), style="Subtitle")
        self._contents()
        for text in filter(None, (brand.disclaimer, document.caution)):
            word.add_paragraph(clean(text), style="Disclaimer")

    def _contents(self) -> None:
        """Write a table of contents whose entries stand in it already.

        Word alone can count its pages, and asks an alarming question where a file tells it to; so
        the pages are fields with nothing in them until the reader updates them (F9).
        """
        self._word.add_paragraph("Contents", style="Contents Heading")
        last = len(self._document.sections) - 1
        for number, section in enumerate(self._document.sections):
            made = self._word.add_paragraph(style="TOC 1")
            if number == 0:
                start_field(made, 'TOC \\o "1-1" \\h \\z \\u')
            runs = len(made._p.r_lst)
            made.add_run(clean(section.title))
            made.add_run("\t")
            field(made, f"PAGEREF {_anchor(section)} \\h")
            into(link_to(made, _anchor(section)), made, runs)
            if number == last:
                end_field(made)

    def _section(self, section: Section, *, fresh: bool) -> None:
        made = self._blocks.heading(section.title, 1, _anchor(section))
        if fresh:
            made.paragraph_format.page_break_before = True
            made.paragraph_format.space_before = Pt(0)
        self._blocks.write_all(section.blocks)


def _anchor(section: Section) -> str:
    return f"_Toc_{section.id.replace('-', '_')}"
