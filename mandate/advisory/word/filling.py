"""Filling in a Word template of a firm's own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.shared import Emu
from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateError
from lxml import etree

from mandate.advisory.brand import Brand
from mandate.advisory.document import Block, Document, Figure
from mandate.advisory.value import AdvisoryReport
from mandate.advisory.word.blocks import Blocks
from mandate.advisory.word.bounds import BeyondBoundsError, check_part
from mandate.advisory.word.package import LONGEST_PROPERTY, saved
from mandate.advisory.word.sandbox import Fragment, NoFieldError, Sandbox
from mandate.advisory.word.styles import add_styles
from mandate.advisory.word.writing import add_logo
from mandate.errors import Fault, LayoutError, Location, exposed, shortened

_MAX_BYTES, _MAX_UNPACKED, _MAX_PARTS = 20_000_000, 100_000_000, 2_000
_BEFORE_PARAGRAPH = re.compile(r"<w:p([ >])")
_TAG = re.compile(r"<[^>]+>")
_ANY_TAG = re.compile(r"\{\{|\{%")
_WHOLE = {"p": "paragraph", "tr": "row", "tc": "cell"}
"""What of a document a kind of tag stands for; docxtpl takes out all that is in it."""
_LONGEST_MESSAGE = 255
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
# what goes wrong in a template's own expressions: adding a text to a number, tags that cross over
_OF_TEMPLATES = (
    TemplateError,
    etree.XMLSyntaxError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
)


def fill(
    template: Path,
    report: AdvisoryReport,
    document: Document,
    pictures: Mapping[str, bytes],
    brand: Brand,
) -> bytes:
    """Return the template with the report filled in; raises LayoutError with what is wrong."""
    found = _Template(BytesIO(_content(template)))
    try:
        word = found.get_docx()
        add_styles(word, brand, keep=True)
        blocks = Blocks(word, pictures, _text_width(template, word))
    except (OpcError, KeyError, ValueError, AttributeError, etree.XMLSyntaxError):
        raise _refused(template, "this is no Word document", "save it as .docx in Word") from None
    context = _context(word, report, document, blocks, brand)
    try:
        found.render(context, Sandbox(in_xml=True))
    except CrowdedTagError as error:
        raise _refused(template, str(error), error.hint) from None
    except _OF_TEMPLATES as error:
        raise LayoutError([_fault(template, found, error)]) from None
    except RecursionError:
        raise _refused(template, "the template goes round in circles", "") from None
    if not found.is_filled:
        message = "there is nothing to fill in: no tag such as {{ report.title }} is in it"
        hint = "'mandate new brand' writes a template to start from"
        raise _refused(template, message, hint)
    _check_places(template, word)
    return saved(word)


class CrowdedTagError(Exception):
    """Something stands beside a tag that needs a paragraph, a row or a cell of its own."""

    def __init__(self, tag: str, whole: str, lost: str) -> None:
        super().__init__(f"'{shortened(lost)}' would be left out, as it stands beside {tag}")
        self.hint = f"give the tag a {whole} of its own"


class _Template(DocxTemplate):
    """Keeps the text it is rendering, for messages, and renders properties as plain text."""

    lines: tuple[str, ...] = ()
    is_filled = False  # whether there was anything to fill in

    def patch_xml(self, src_xml: str) -> str:
        """Return XML that Jinja reads. Raises CrowdedTagError where text stands beside a tag for
        whole paragraphs, rows or cells: docxtpl would leave the text out; BeyondBoundsError."""
        check_part(src_xml)
        patched = super().patch_xml(src_xml)
        self.is_filled |= _ANY_TAG.search(_TAG.sub("", patched)) is not None
        for kind in _WHOLE:
            whole = rf"(?s)<w:{kind}[ >](?:(?!<w:{kind}[ >]).)*?</w:{kind}>"
            for found in re.finditer(whole, src_xml):
                words = _TAG.sub("", found[0])
                tag = re.search(rf"\{{[{{%#]{kind} .*?[}}%#]\}}", words)
                if tag and (lost := words.replace(tag[0], "", 1).strip()):
                    raise CrowdedTagError(unescape(tag[0]), _WHOLE[kind], unescape(lost))
        return str(patched)

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        self.lines = tuple(_BEFORE_PARAGRAPH.sub(r"\n<w:p\1", src_xml).splitlines())
        rendered: str = super().render_xml_part(src_xml, part, context, jinja_env)
        return rendered

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        found, sandbox = self.docx.core_properties, Sandbox(in_xml=False)
        for name in _PROPERTIES:
            written = getattr(found, name)
            self.is_filled |= _ANY_TAG.search(written) is not None
            self.lines = (written,)
            setattr(found, name, sandbox.from_string(written).render(context)[:LONGEST_PROPERTY])


def _content(template: Path) -> bytes:
    """Return the bytes of a template that is bearable to unpack."""
    try:
        if template.stat().st_size > _MAX_BYTES:
            message = f"the template is larger than {_MAX_BYTES // 1_000_000} MB"
            raise _refused(template, message, "leave large pictures out")
        content = template.read_bytes()
        with ZipFile(BytesIO(content)) as parts:
            sizes = [one.file_size for one in parts.infolist()]
    except FileNotFoundError:
        raise _refused(template, "there is no such file", "check the path") from None
    except OSError as error:
        message = f"the template cannot be read: {error.strerror}"
        raise _refused(template, message, "") from None
    except (BadZipFile, ValueError):
        raise _refused(template, "this is no Word document", "save it as .docx in Word") from None
    if sum(sizes) > _MAX_UNPACKED or len(sizes) > _MAX_PARTS:
        raise _refused(template, "the template is too large once it is unpacked", "")
    return content


def _refused(template: Path, message: str, hint: str) -> LayoutError:
    return LayoutError([Fault(Location(str(template)), "template", message, hint)])


def _text_width(template: Path, word: Any) -> Emu:
    for page in word.sections:
        sides = page.page_width, page.left_margin, page.right_margin
        if None not in sides:
            return Emu(sides[0] - sides[1] - sides[2])
    message = "the template does not say how large its page is"
    raise _refused(template, message, "set size and margins in Word, under Layout")


def _context(
    word: Any, report: AdvisoryReport, document: Document, blocks: Blocks, brand: Brand
) -> dict[str, Any]:
    """Return what a template may name; see mandate/authoring/new_brand/README.md."""
    figures = [
        one for section in document.sections for one in section.blocks if isinstance(one, Figure)
    ]
    return {
        "report": json.loads(report.to_json()),
        "kind": document.kind,
        "caution": document.caution,
        "sections": {
            one.id.replace("-", "_"): _fragment(word, blocks, one.blocks)
            for one in document.sections
        },
        "figures": {one.id: _fragment(word, blocks, (one,)) for one in figures},
        "contents": [
            {"id": one.id.replace("-", "_"), "title": one.title} for one in document.sections
        ],
        "brand": {"firm": brand.firm, "disclaimer": brand.disclaimer},
        "logo": Fragment(partial(_logo, word, brand)),
    }


def _fragment(word: Any, blocks: Blocks, parts: tuple[Block, ...]) -> Fragment:
    """Return blocks as Word XML, whose pictures and links the document then has."""

    def make() -> str:
        before = set(word.element.body)
        blocks.write_all(parts)
        return _taken(word, before)

    return Fragment(make)


def _logo(word: Any, brand: Brand) -> str:
    if brand.logo is None:
        return ""
    before = set(word.element.body)
    add_logo(word.add_paragraph(), brand)
    return _taken(word, before)


def _taken(word: Any, before: set[Any]) -> str:
    """Take what was added to a document out of it again, as XML."""
    made = [one for one in word.element.body if one not in before]
    for one in made:
        word.element.body.remove(one)
    return "".join(etree.tostring(one, encoding="unicode") for one in made)


def _fault(template: Path, found: _Template, error: Exception) -> Fault:
    """Return what is wrong, with the paragraph it stands in."""
    number = getattr(error, "lineno", None) or _line_of(error)
    hint = error.hint if isinstance(error, NoFieldError | BeyondBoundsError) else ""
    message = " ".join(exposed(str(error) or type(error).__name__).split())[:_LONGEST_MESSAGE]
    place = Location(str(template))
    if number and 0 < number <= len(found.lines):
        text = " ".join(_TAG.sub("", found.lines[number - 1]).split())
        name = error.name if isinstance(error, NoFieldError) else ""
        column = text.find(name) + 1 if name else 1
        width = len(name) if column and name else len(text)
        place = Location(str(template), max(number - 1, 1), max(column, 1), text, max(width, 1))
        message = f"{message} (in paragraph {max(number - 1, 1)})"
    return Fault(place, "template", message, hint)


def _line_of(error: BaseException) -> int:
    """Return the line of the template an error came from, or 0: Jinja puts it in the traceback."""
    number, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            number = trace.tb_lineno
        trace = trace.tb_next
    return number


def _check_places(template: Path, word: Any) -> None:
    """Refuse a template that puts a section into the middle of a paragraph, or a mere text where a
    paragraph has to stand: Word would call the file damaged."""
    body = word.element.body
    for block in body.iter(qn("w:p"), qn("w:tbl")):
        if any(one.tag in (qn("w:p"), qn("w:r"), qn("w:t")) for one in block.iterancestors()):
            message = "a section stands within a paragraph"
            hint = "give it a paragraph of its own: {{p sections.summary }}"
            raise _refused(template, message, hint)
    for around in (body, *body.iter(qn("w:tc"))):
        texts = (around.text, *(one.tail for one in around))
        if told := next((one.strip() for one in texts if one and one.strip()), ""):
            message = f"a text stands outside all paragraphs: '{shortened(told)}'"
            raise _refused(
                template, message, "write {{ ... }} for a text; {{p ... }} is for sections"
            )
