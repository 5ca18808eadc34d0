"""What python-docx has no calls for: fields, bookmarks, links, shading, repeated heads, lists."""

from __future__ import annotations

import re
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import PartFactory
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from mandate.errors import visible

_NUMBERING = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_NUMBERS_URI = PackURI("/word/numbering.xml")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return *text* on one line, with what is invisible or has no place in XML made visible."""
    return _NO_XML.sub("\ufffd", " ".join(visible(text).split()))


def element(tag: str, **attributes: str) -> Any:
    """Return an element with attributes of Word's own namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def field(paragraph: Any, instruction: str, shown: str = "") -> None:
    """Add a field to a paragraph; *shown* is what stands there until Word counts again."""
    start_field(paragraph, instruction)
    if shown:
        paragraph.add_run(shown)
    end_field(paragraph)


def start_field(paragraph: Any, instruction: str) -> None:
    """Begin a field, whose result follows."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="begin"))
    code = OxmlElement("w:instrText")
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))


def end_field(paragraph: Any) -> None:
    """End a field that was begun."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Put a bookmark around all of a paragraph."""
    before = element("w:bookmarkStart", id=str(number), name=name)
    runs = paragraph._p.r_lst
    runs[0].addprevious(before)
    runs[-1].addnext(element("w:bookmarkEnd", id=str(number)))


def link_to(paragraph: Any, anchor: str) -> Any:
    """Add a link to a bookmark, and return it: runs are put into it."""
    made = element("w:hyperlink", anchor=anchor, history="1")
    paragraph._p.append(made)
    return made


def into(link: Any, paragraph: Any, start: int) -> None:
    """Move the runs of a paragraph from *start* on into a link."""
    for run in paragraph._p.r_lst[start:]:
        link.append(run)


def link(paragraph: Any, address: str, shown: str) -> None:
    """Add a link to an address of the web."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), relation)
    run = paragraph.add_run(shown, style="Hyperlink")
    made.append(run._r)
    paragraph._p.append(made)


def shade(cell: Any, fill: str) -> None:
    """Fill a cell with a colour, ``rrggbb``."""
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=fill))


def frame(cell: Any, size: int, colour: str) -> None:
    """Put a frame around a cell, *size* in eighths of a point."""
    borders = element("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        line = {"val": "single", "sz": str(size), "space": "0", "color": colour}
        borders.append(element(f"w:{side}", **line))
    cell._tc.get_or_add_tcPr().append(borders)


def whole_row(row: Any, *, head: bool = False) -> None:
    """Keep a row on one page; a *head* stands again on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))


def describe(shape: Any, title: str, alternative: str) -> None:
    """Give a picture its alternative text."""
    properties = shape._inline.docPr
    properties.set("descr", clean(alternative))
    properties.set("title", clean(title))
    properties.set("name", clean(title)[:60])


def left_border(paragraph: Any, colour: str) -> None:
    """Put a thick line at the left of a paragraph, and a thin one around."""
    borders = element("w:pBdr")
    for side, size, space in (("top", 4, 4), ("left", 36, 8), ("bottom", 4, 4), ("right", 4, 8)):
        line = {"val": "single", "sz": str(size), "space": str(space), "color": colour}
        borders.append(element(f"w:{side}", **line))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


class Lists:
    """The lists of a document: bullets, and numbers that begin anew in each list."""

    def __init__(self, document: Any) -> None:
        self._numbering = _numbering(document)
        taken = [int(one.get(qn("w:abstractNumId"))) for one in self._abstract()]
        first = max(taken, default=-1) + 1
        self._bullets = self._define(first, "bullet", "\u2022", 284)
        self._numbers = self._define(first + 1, "decimal", "%1.", 397)
        self._bullet_list = self._numbering.add_num(self._bullets).numId

    def bullets(self) -> int:
        """Return the number of the list of bullets."""
        return int(self._bullet_list)

    def numbers(self) -> int:
        """Return the number of a new numbered list, which begins with 1."""
        made = self._numbering.add_num(self._numbers)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    def _abstract(self) -> list[Any]:
        return list(self._numbering.findall(qn("w:abstractNum")))

    def _define(self, number: int, form: str, text: str, room: int) -> int:
        made = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{room + 113}" w:hanging="{room}"/></w:pPr></w:lvl>'
            "</w:abstractNum>"
        )
        first = self._numbering.find(qn("w:num"))
        if first is None:
            self._numbering.append(made)
        else:
            first.addprevious(made)
        return number


def _numbering(document: Any) -> Any:
    """Return the definitions of lists of a document, which may have none so far."""
    try:
        return document.part.numbering_part.element
    except NotImplementedError:
        blob = f"<w:numbering {nsdecls('w')}/>".encode()
        part = PartFactory(_NUMBERS_URI, _NUMBERING, "", blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return document.part.numbering_part.element


def in_list(paragraph: Any, number: int) -> None:
    """Make a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number
