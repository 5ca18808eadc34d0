"""Writing the blocks of a document into Word, in styles that it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from mandate.advisory.columns import widths
from mandate.advisory.document import (
    Block,
    Figure,
    Heading,
    Heat,
    Paragraph,
    Points,
    Table,
    Verdict,
    is_long,
    leads,
    shade,
)
from mandate.advisory.palette import SHADES, SOFT, VERDICTS
from mandate.advisory.word.elements import (
    Lists,
    bookmark,
    clean,
    describe,
    element,
    frame,
    in_list,
    left_border,
    link,
    shade_cell,
    whole_row,
)
from mandate.advisory.word.styles import HEAT, TABLE
from mandate.report.markup import is_of_the_web

_ROLES = {"lead": "Lead", "note": "Note"}
_HIGHEST = Mm(105)


class Blocks:
    """Writes blocks at the end of a document; *width* is that of its text."""

    def __init__(self, document: Any, pictures: Mapping[str, bytes], width: Emu) -> None:
        self._document, self._pictures, self._width = document, pictures, width
        self._lists = Lists(document)
        # python-docx looks through all styles for each paragraph
        self._styles = {one.name: one.style_id for one in document.styles}
        self._bookmarks = 0
        self._last: Any = None

    def heading(self, text: str, level: int, anchor: str = "") -> Any:
        """Write a heading, with a bookmark that a table of contents leads to."""
        made = self._paragraph(text, f"Heading {level}")
        if anchor:
            self._bookmarks += 1
            bookmark(made, anchor, self._bookmarks)
        return made

    def write_all(self, blocks: Sequence[Block]) -> None:
        """Write blocks in their order; what leads to the next stays on its page."""
        for block, after in zip(blocks, [*blocks[1:], None], strict=True):
            self._write(block)
            if leads(block, after):
                self._last.paragraph_format.keep_with_next = True

    def _write(self, block: Block) -> None:
        match block:
            case Verdict():
                self._verdict(block)
            case Heading():
                self._heading(block)
            case Paragraph():
                self._labelled(block)
            case Points():
                self._points(block)
            case Table():
                self._table(block)
            case Heat():
                self._heat(block)
            case Figure():
                self._figure(block)

    def _paragraph(self, text: str, style: str) -> Any:
        made = self._document.add_paragraph(clean(text))
        made._p.style = self._styles[style]
        self._last = made
        return made

    def _verdict(self, block: Verdict) -> None:
        colour = VERDICTS[block.id].lstrip("#")
        lines = [self._paragraph(block.title, "Verdict")]
        lines[0].runs[0].font.color.rgb = RGBColor.from_string(colour)
        lines += [self._paragraph(one, "Verdict Text") for one in (block.text, block.rating) if one]
        lines[-1].paragraph_format.space_after = Pt(10)
        lines[-1].paragraph_format.keep_with_next = False
        for one in lines:
            left_border(one, colour)

    def _heading(self, block: Heading) -> None:
        made = self.heading(block.text, 2)
        if block.remark:
            made.add_run(f"  {clean(block.remark)}").bold = False

    def _labelled(self, block: Paragraph) -> None:
        made = self._paragraph("", _ROLES.get(block.role, "Normal"))
        if block.label:
            made.add_run(f"{clean(block.label)}: ").bold = True
        made.add_run(clean(block.text))

    def _points(self, block: Points) -> None:
        if block.label:
            self._paragraph(block.label, "Label")
        style = "List Number" if block.numbered else "List Bullet"
        style = "List Source" if block.links else style
        number = self._lists.numbers() if block.numbered else self._lists.bullets()
        links = block.links or ("",) * len(block.items)
        for item, address in zip(block.items, links, strict=True):
            made = self._paragraph(item, style)
            in_list(made, number)
            if address:
                made.add_run(" ")
                if is_of_the_web(address):
                    link(made, address, clean(address))
                else:
                    made.add_run(clean(address))

    def _table(self, block: Table) -> None:
        self._caption(block.caption)
        table = self._grid(TABLE, block.caption, [one / 1000 for one in widths(block)])
        self._row(table, block.head, "Table Head", block.numbers)
        whole_row(table.rows[0], head=True)
        for cells in block.rows:
            self._row(table, cells, "Table Text", block.numbers)
            if not is_long(cells):
                whole_row(table.rows[-1])
        self._after()

    def _caption(self, text: str) -> None:
        """Write what a table is called, on its page whatever the styles of a firm say."""
        self._paragraph(text, "Caption").paragraph_format.keep_with_next = True

    def _grid(self, style: str, caption: str, shares: list[float]) -> Any:
        """Return an empty table with the columns of fixed widths."""
        table = self._document.add_table(rows=0, cols=len(shares))
        table.style, table.autofit = style, False
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Emu(int(self._width * share))
        _name_table(table, caption, self._width)
        return table

    def _row(
        self, table: Any, cells: tuple[str, ...], style: str, numbers: tuple[int, ...] = ()
    ) -> Any:
        row = table.add_row()
        for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = table.columns[place].width
            made = cell.paragraphs[0]
            made._p.style = self._styles[style]
            made.add_run(clean(text))
            if place in numbers:
                made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                made.paragraph_format.right_indent = Pt(6)
        return row

    def _heat(self, block: Heat) -> None:
        self._caption(block.caption)
        most = max(1, *(len(levels) for _, levels, _, _ in block.rows))
        shares = [0.28, *[0.72 / most] * most]
        table = self._grid(HEAT, block.caption, shares)
        for title, levels, place, words in block.rows:
            named = title if place else f"{title} ({words})"
            row = self._row(table, (named, *[""] * most), "Table Text")
            whole_row(row)
            cells = row.cells
            for number, level in enumerate(levels, start=1):
                self._level(cells[number], level, number, place, len(levels))
            if not levels or len(levels) < most:
                cells[len(levels) + 1].merge(cells[most])
            for cell in cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
        for cell in table.rows[-1].cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = False
        self._after()

    def _level(self, cell: Any, level: str, number: int, place: int, count: int) -> None:
        made = cell.paragraphs[0]
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = made.add_run(clean(level))
        if number != place:
            run.font.color.rgb = RGBColor.from_string(SOFT.lstrip("#"))
            return
        fill, ink = (one.lstrip("#") for one in SHADES[shade(number, count)])
        run.bold = True
        run.font.color.rgb = RGBColor.from_string(ink)
        frame(cell, 12, "1B1F24")
        shade_cell(cell, fill)

    def _figure(self, block: Figure) -> None:
        content = self._pictures.get(block.id)
        if content is None:
            self._labelled(Paragraph(block.alternative, label=block.caption))
            return
        made = self._paragraph("", "Chart")
        shape = made.add_run().add_picture(BytesIO(content), width=self._width)
        if shape.height > _HIGHEST:
            shape.width = Emu(int(shape.width * _HIGHEST / shape.height))
            shape.height = Emu(_HIGHEST)
        describe(shape, block.caption, block.alternative)
        self._paragraph(block.caption, "Chart Caption")

    def _after(self) -> None:
        """Write what stands after a table, so that no two run into each other."""
        made = self._paragraph("", "Normal")
        made.paragraph_format.space_after = Pt(0)
        made.paragraph_format.line_spacing = Pt(5)


def _name_table(table: Any, caption: str, width: Emu) -> None:
    """Give a table its title for who cannot see it, and its width."""
    properties = table._tbl.tblPr
    for one in properties.findall(qn("w:tblW")):
        one.set(qn("w:w"), str(int(20 * width.pt)))
        one.set(qn("w:type"), "dxa")
    properties.append(element("w:tblCaption", val=clean(caption)))
