"""The styles of a Word report: real ones, so that a firm restyles it in Word."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor

from mandate.advisory.brand import Brand
from mandate.advisory.palette import SOFT
from mandate.advisory.word.elements import element

FONT = "Calibri"
TABLE, HEAT = "Report Table", "Report Levels"
TEXT_WIDTH = Mm(168)
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_SOFT = SOFT.lstrip("#")

# name, what it is based on, size, bold, colour, space before and after in points, kept with next
_PARAGRAPHS: tuple[tuple[str, str, float, bool, str, float, float, bool], ...] = (
    ("Title", "Normal", 26, True, "accent", 0, 8, False),
    ("Subtitle", "Normal", 10, False, _SOFT, 0, 4, False),
    ("Heading 1", "Normal", 16, True, "accent", 22, 6, True),
    ("Heading 2", "Normal", 12, True, "ink", 14, 3, True),
    ("Heading 3", "Normal", 10.5, True, "ink", 7, 2, True),
    ("Caption", "Normal", 9.5, True, "ink", 9, 3, True),
    ("List Bullet", "Normal", 10.5, False, "ink", 0, 2.5, False),
    ("List Number", "Normal", 10.5, False, "ink", 0, 2.5, False),
    ("List Source", "List Bullet", 9, False, "ink", 0, 1.5, False),
    ("Lead", "Normal", 11.5, False, "ink", 3, 6, False),
    ("Note", "Normal", 9.5, False, _SOFT, 2, 6, False),
    ("Label", "Normal", 9.5, True, "ink", 7, 2, True),
    ("Verdict", "Normal", 18, True, "ink", 4, 0, True),
    ("Verdict Text", "Normal", 10.5, False, "ink", 0, 0, True),
    ("Chart", "Normal", 10.5, False, "ink", 6, 0, True),
    ("Chart Caption", "Caption", 9.5, True, "ink", 2, 8, False),
    ("Table Text", "Normal", 9, False, "ink", 1.5, 1.5, False),
    ("Table Head", "Table Text", 9, True, "ink", 1.5, 1.5, True),
    ("Contents Heading", "Normal", 11, True, "ink", 30, 4, True),
    ("TOC 1", "Normal", 10.5, False, "ink", 0, 3, False),
    ("Disclaimer", "Normal", 8.5, False, _SOFT, 24, 0, False),
)
_OF_HEADINGS = {
    "Title",
    "Subtitle",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Caption",
    "Label",
    "Verdict",
}


def add_styles(document: Any, brand: Brand, *, keep: bool = False) -> None:
    """Give a document the styles of a report in the look of a brand; *keep* those it has."""
    styles = document.styles
    there = {one.name for one in styles}
    if not keep:
        _normal(styles["Normal"], brand)
    for name, based_on, size, bold, colour, before, after, with_next in _PARAGRAPHS:
        if keep and name in there:
            continue
        style = _style(styles, name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[based_on] if based_on in there or not keep else None
        _fonts(style, brand.heading_font if name in _OF_HEADINGS else "", brand)
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = _colour(colour, brand)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.keep_with_next, form.widow_control = with_next, True
        _plain(style)
        there.add(name)
    if not (keep and "Hyperlink" in there):
        style = _style(styles, "Hyperlink", WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb, style.font.underline = _colour("accent", brand), True
    _tab_of_contents(styles)
    if not keep:
        _indent_verdicts(styles)
        _rule_above_headings(styles, brand)
    for name, xml in ((TABLE, _table(brand)), (HEAT, _heat())):
        if name not in there:
            styles.element.append(parse_xml(xml))


def _style(styles: Any, name: str, kind: Any) -> Any:
    try:
        return styles[name]
    except KeyError:
        return styles.add_style(name, kind, builtin=name.startswith(("TOC", "Hyperlink")))


def _normal(style: Any, brand: Brand) -> None:
    _fonts(style, brand.text_font, brand)
    style.font.size = Pt(10.5)
    style.font.color.rgb = _colour("ink", brand)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(5), 1.1
    properties = style.element.get_or_add_rPr()
    for one in properties.findall(qn("w:lang")):
        properties.remove(one)
    properties.append(element("w:lang", val="en-GB", eastAsia="en-GB", bidi="ar-SA"))


def _fonts(style: Any, name: str, brand: Brand) -> None:
    """Set the font of a style, whatever its theme says."""
    style.font.name = name or brand.text_font or FONT
    fonts = style.element.rPr.rFonts
    for theme in _THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), style.font.name)


def _colour(name: str, brand: Brand) -> RGBColor:
    found = {"accent": brand.accent, "ink": brand.ink}.get(name, name)
    return RGBColor.from_string(found.lstrip("#").upper())


def _plain(style: Any) -> None:
    """Take from a style the frames, spacing of letters and numbers that Word's own has."""
    for tag in ("w:pBdr", "w:numPr", "w:contextualSpacing"):
        for one in style.element.get_or_add_pPr().findall(qn(tag)):
            style.element.pPr.remove(one)
    for tag in ("w:spacing", "w:kern", "w:iCs", "w:i"):
        for one in style.element.get_or_add_rPr().findall(qn(tag)):
            style.element.rPr.remove(one)


def _tab_of_contents(styles: Any) -> None:
    contents = styles["TOC 1"].paragraph_format
    if not list(contents.tab_stops):
        contents.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _indent_verdicts(styles: Any) -> None:
    for name in ("Verdict", "Verdict Text"):
        styles[name].paragraph_format.left_indent = Mm(4)
        styles[name].paragraph_format.right_indent = Mm(3)


def _rule_above_headings(styles: Any, brand: Brand) -> None:
    borders = element("w:pBdr")
    line = {"val": "single", "sz": "12", "space": "5", "color": str(_colour("accent", brand))}
    borders.append(element("w:top", **line))
    styles["Heading 1"].element.pPr.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _table(brand: Brand) -> str:
    ink = brand.ink.lstrip("#")
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">'
        f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
        "<w:qFormat/><w:tblPr><w:tblBorders>"
        f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{ink}"/>'
        '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="C9CCD1"/>'
        '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="C9CCD1"/></w:tblBorders>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        '</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
        f'<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ink}"/>'
        "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )


def _heat() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="C9CCD1"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportLevels">'
        f'<w:name w:val="{HEAT}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
        f"<w:qFormat/><w:tblPr><w:tblBorders>{sides}</w:tblBorders>"
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
