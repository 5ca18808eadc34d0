"""What holds of a document however hostile its texts: each format is read by a parser of its own,
and has the same skeleton as with harmless texts."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import docx
import pypdf
import yaml
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_HARMLESS = set("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060")
_OURS = re.compile(r"\x1b\[(?:0|1|2|31|32)m")
_OWN_HTML = re.compile(
    r'<br>|<a id="[\w.-]+">|</a>|<details><summary>\d+ examples?</summary>\n|</details>\n'
)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_DRAWN = {"svg", "g", "path", "text", "rect", "line", "defs", "clipPath", "circle", "tspan"}
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_BAD_TOKENS = {"html_block", "html_inline", "image", "link_open", "fence", "code_block", "hr"}
_OWN_LABEL = re.compile(r'"[^"\n]*"')
_NODE = re.compile(r"\bn\d+(?:,n\d+)*")


def unseen(text: str) -> list[str]:
    """Return the characters in a text that cannot be seen, or that steer a terminal; but for those
    that scripts and word processors need, and that do no harm."""
    known = {"\n", *_HARMLESS}
    return sorted({one for one in {*text} - known if unicodedata.category(one) in _INVISIBLE})


def in_terminal(made: str, harmless: str) -> None:
    """Check a text for a terminal: no character steers it but our own colours."""
    assert unseen(_OURS.sub("", made)) == []


def in_json(made: str, harmless: str) -> None:
    """Check JSON: it has the keys of the harmless, and no character in it that cannot be seen."""
    assert unseen(made) == []
    _alike(json.loads(made), json.loads(harmless))


def in_json_of_changes(made: str, harmless: str) -> None:
    """Check JSON that lists what differs, which depends on the texts: it has no key in a place
    where the harmless has none, and no character in it that cannot be seen."""
    assert unseen(made) == []
    assert set(_places(json.loads(made))) <= set(_places(json.loads(harmless)))


def _places(data: Any, where: str = "") -> Iterator[tuple[str, str]]:
    yield where, type(data).__name__
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _places(value, f"{where}/{key}")
    for one in data if isinstance(data, list) else ():
        yield from _places(one, f"{where}/*")


def _shape(data: Any) -> Any:
    """Return data without its texts, and without names of one's own choice: those in which there
    is a space, as there is in all that are put in."""
    if isinstance(data, dict):
        own = [one for one in data if " " in one]
        kept = {key: _shape(value) for key, value in data.items() if key not in own}
        return {**kept, "": sorted(json.dumps(_shape(data[one]), sort_keys=True) for one in own)}
    if isinstance(data, list):
        return [_shape(one) for one in data]
    return type(data).__name__


def _alike(data: Any, harmless: Any, where: str = "") -> None:
    """Check that two pieces of data have one shape, and say where they have not."""
    if isinstance(data, dict) and isinstance(harmless, dict):
        for key in data.keys() & harmless.keys():
            _alike(data[key], harmless[key], f"{where}/{key}")
    elif isinstance(data, list) and isinstance(harmless, list) and len(data) == len(harmless):
        for number, (one, other) in enumerate(zip(data, harmless, strict=True)):
            _alike(one, other, f"{where}/{number}")
    assert _shape(data) == _shape(harmless), where


def in_markdown(made: str, harmless: str) -> None:
    """Check Markdown: the same headings, lists and tables; no HTML, code, link or picture."""
    assert unseen(made) == []
    found = list(_tokens(made))
    assert not _BAD_TOKENS & {one for one, _ in found} - {one for one, _ in _tokens(harmless)}
    _same(found, list(_tokens(harmless)))


def in_pack_page(made: str, harmless: str) -> None:
    """Check the page of a pack: as Markdown, but that it has marks of its own to lead to, and that
    its lists stand in the order of their titles."""
    assert unseen(made) == []
    kinds = ("html_inline", "html_block", "image", "fence", "code_block")
    leaves = [one for token in _MARKDOWN.parse(made) for one in (token, *(token.children or ()))]
    odd = [one.content for one in leaves if one.type in kinds]
    assert [one for one in odd if not _OWN_HTML.fullmatch(one)] == []
    where = [str(one.attrs["href"]) for one in leaves if one.type == "link_open"]
    assert [one for one in where if not re.fullmatch(r"#[\w.-]+", one)] == []
    assert Counter(_tokens(made)) == Counter(_tokens(harmless))


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield the structure of a Markdown text; where a paragraph breaks its lines is none of it."""
    for token in _MARKDOWN.parse(text):
        yield token.type, token.tag
        for child in token.children or ():
            if child.type not in {"text", "softbreak", "text_special"}:
                yield child.type, child.tag


def _same(found: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    for number, (one, other) in enumerate(zip(found, expected, strict=False)):
        assert one == other, (number, found[max(number - 4, 0) : number + 3], expected[number])
    assert len(found) == len(expected), (found[len(expected) :], expected[len(found) :])


def in_html(made: str, harmless: str) -> None:
    """Check HTML as a browser reads it: the same elements with the same attributes, but for links
    that tell nobody who follows them; nothing runs, and nothing is asked for."""
    assert unseen(made) == []
    for node in _nodes(made):
        names = node.attributes
        assert not [one for one in names if one.startswith("on") or one in {"srcdoc", "action"}]
        where = names.get("href") or ""
        assert not where or where.startswith("#") or _WEB.match(where), where
        if _WEB.match(where):
            assert names.get("rel") == "noreferrer noopener"
    _same(list(_elements(made)), list(_elements(harmless)))


def _nodes(page: str) -> list[LexborNode]:
    root = LexborHTMLParser(page).root
    assert root is not None
    return root.css("*")


def _elements(page: str) -> Iterator[tuple[str, str]]:
    """Yield the elements of a page with the names of their attributes and their classes."""
    for node in _nodes(page):
        href = node.attributes.get("href") or ""
        if node.tag in _DRAWN or node.tag == "wbr":
            continue  # a chart has as many labels as fit
        if not (node.tag == "a" and _WEB.match(href)):
            names = sorted(node.attributes)
            yield str(node.tag), f"{' '.join(names)} {node.attributes.get('class') or ''}"


def in_xml(made: str, harmless: str) -> None:
    """Check XML: it is well formed, with the elements and attributes of the harmless."""
    assert unseen(made) == []
    found, expected = (
        [(one.tag, " ".join(sorted(one.attrib))) for one in ET.fromstring(text).iter()]
        for text in (made, harmless)
    )
    _same(found, expected)


def in_graph(made: str, harmless: str) -> None:
    """Check a drawing: as XML, but that lines of text break where they have to, and boxes stand in
    the order of their titles."""
    assert unseen(made) == []
    found, expected = (
        Counter((one.tag, " ".join(sorted(one.attrib))) for one in ET.fromstring(text).iter())
        for text in (made, harmless)
    )
    line = max(found, key=lambda one: one[0].endswith("}text"))
    assert {one: count for one, count in found.items() if one[0] != line[0]} == {
        one: count for one, count in expected.items() if one[0] != line[0]
    }
    assert set(found) == set(expected)


def in_csv(made: str, harmless: str) -> None:
    """Check a sheet: as many cells in as many rows, and no cell that a program would work out."""
    assert unseen(made.removeprefix("\ufeff").replace("\r\n", "\n")) == []
    rows, expected = (list(csv.reader(io.StringIO(text, newline=""))) for text in (made, harmless))
    assert [len(row) for row in rows] == [len(row) for row in expected]
    cells = [cell for row in rows for cell in row]
    assert [one for one in cells if one.lstrip().startswith(_FORMULA)] == []


def in_yaml(made: str, harmless: str) -> None:
    """Check a case: the same keys, as YAML reads them; texts are what they were."""
    _alike(*(yaml.load(text, yaml.BaseLoader) for text in (made, harmless)))


def in_workflow(made: str, harmless: str) -> None:
    """Check the commands of a GitHub workflow: one a line, as many as of the harmless."""
    assert unseen(made) == []
    found, expected = ([_command(one) for one in text.splitlines()] for text in (made, harmless))
    assert found == expected


def _command(line: str) -> str:
    found = re.match(r"::(\w+) file=[^,:]*,line=\d+(?:,[a-zA-Z]+=[^,:]*)*::", line)
    return found[1] if found else f"plain {line.startswith('::')}"


def in_mermaid(made: str, harmless: str) -> None:
    """Check a diagram: the same lines but for what stands in quotes and their order, which is
    that of titles; and no mark in quotes that could mean something."""
    assert unseen(made) == []
    found, expected = (
        Counter(_NODE.sub("n", _OWN_LABEL.sub('""', text)).splitlines()[1:])
        for text in (made, harmless)
    )
    assert found == expected
    labels = [one.replace("<br/>", "") for one in _OWN_LABEL.findall(made)]
    assert not [one for one in labels if re.search(r"[<>`]", one)]


def in_pdf(made: bytes, harmless: bytes) -> None:
    """Check a PDF: it opens, no script or action is in it, and links lead to the web alone."""
    read = pypdf.PdfReader(io.BytesIO(made))
    assert read.pages
    for mark in (b"/JavaScript", b"/JS ", b"/Launch", b"/OpenAction", b"/EmbeddedFile"):
        assert (mark in made) == (mark in harmless), mark
    links = [one.get_object() for page in read.pages for one in page.get("/Annots") or ()]
    where = [one["/A"]["/URI"] for one in links if "/URI" in one.get("/A", {})]
    assert [one for one in where if not _WEB.match(str(one))] == []


def in_word(made: bytes, harmless: bytes) -> None:
    """Check a Word file: it opens, has the parts and the elements of the harmless, and links to
    the web alone."""
    docx.Document(io.BytesIO(made))
    with zipfile.ZipFile(io.BytesIO(made)) as file, zipfile.ZipFile(io.BytesIO(harmless)) as other:
        assert file.namelist() == other.namelist()
        texts = {name: file.read(name).decode() for name in file.namelist() if _is_text(name)}
        others = [other.read(name).decode() for name in texts]
        body, plain = (_word_elements(one.read("word/document.xml")) for one in (file, other))
    assert set(body) == set(plain)
    own = {one for text in others for one in unseen(text)}
    assert {one for text in texts.values() for one in unseen(text)} <= own
    leading = re.findall(r'Target="([^"]*)" TargetMode="External"', "".join(texts.values()))
    assert [one for one in leading if not _WEB.match(one)] == []


def _is_text(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _word_elements(document: bytes) -> Counter[str]:
    return Counter(one.tag for one in ET.fromstring(document).iter())
