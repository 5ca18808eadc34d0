"""What holds of a document however hostile its texts: each format is read by a parser of its own,
and has the same skeleton as with harmless texts."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import yaml
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_OURS = re.compile(r"\x1b\[(?:0|1|2|31|32)m")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_BAD_TOKENS = {"html_block", "html_inline", "image", "link_open", "fence", "code_block", "hr"}
_OWN_LABEL = re.compile(r'"[^"\n]*"')


def unseen(text: str) -> list[str]:
    """Return the characters in a text that cannot be seen, or that steer a terminal."""
    return sorted({one for one in text if one != "\n" and unicodedata.category(one) in _INVISIBLE})


def in_terminal(made: str, harmless: str) -> None:
    """Check a text for a terminal: no character steers it but our own colours."""
    assert unseen(_OURS.sub("", made)) == []


def in_json(made: str, harmless: str) -> None:
    """Check JSON: it has the keys of the harmless, and no character in it that cannot be seen."""
    assert unseen(made) == []
    assert _shape(json.loads(made)) == _shape(json.loads(harmless))


def _shape(data: object) -> object:
    """Return JSON without its texts; what has names of its own choice by the number of them."""
    if isinstance(data, dict):
        named = [one for one in data if not re.fullmatch(r"[A-Za-z$][\w$.-]*", one)]
        kept = {key: _shape(one) for key, one in data.items() if key not in named}
        return kept, [_shape(data[key]) for key in named]
    if isinstance(data, list):
        return [_shape(one) for one in data]
    return type(data)


def in_markdown(made: str, harmless: str) -> None:
    """Check Markdown: the same headings, lists and tables; no HTML, code, link or picture."""
    assert unseen(made) == []
    found = list(_tokens(made))
    assert not _BAD_TOKENS & {one for one, _ in found} - {one for one, _ in _tokens(harmless)}
    _same(found, list(_tokens(harmless)))


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
        if node.tag != "wbr" and not (node.tag == "a" and _WEB.match(href)):
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


def in_csv(made: str, harmless: str) -> None:
    """Check a sheet: as many cells in as many rows, and no cell that a program would work out."""
    assert unseen(made.replace("\r\n", "\n")) == []
    rows, expected = (list(csv.reader(io.StringIO(text, newline=""))) for text in (made, harmless))
    assert [len(row) for row in rows] == [len(row) for row in expected]
    cells = [cell for row in rows for cell in row]
    assert [one for one in cells if one.lstrip(" \"'").startswith(_FORMULA) and one[0] != "'"] == []


def in_yaml(made: str, harmless: str) -> None:
    """Check a case: the same keys, as YAML reads them; texts are what they were."""
    data, expected = (yaml.load(text, yaml.BaseLoader) for text in (made, harmless))
    assert _shape(data) == _shape(expected)


def in_workflow(made: str, harmless: str) -> None:
    """Check the commands of a GitHub workflow: one a line, as many as of the harmless."""
    assert unseen(made) == []
    found, expected = ([_command(one) for one in text.splitlines()] for text in (made, harmless))
    assert found == expected


def _command(line: str) -> str:
    found = re.match(r"::(\w+) file=[^,:]*,line=\d+(?:,[a-zA-Z]+=[^,:]*)*::", line)
    return found[1] if found else f"plain {line.startswith('::')}"


def in_mermaid(made: str, harmless: str) -> None:
    """Check a diagram: the same lines but for what stands in quotes, and no quote in those."""
    assert unseen(made) == []
    found, expected = (_OWN_LABEL.sub('""', text).splitlines() for text in (made, harmless))
    assert found == expected
    labels = [one.replace("<br/>", "") for one in _OWN_LABEL.findall(made)]
    assert not [one for one in labels if re.search(r"[<>`]", one)]
