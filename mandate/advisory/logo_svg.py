"""SVG as a logo: shapes alone, of a size that can be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_DEEPEST = 100  # elements within each other; what draws them takes them in turn, and not for ever
_NO_SIZE = 100.0  # pixels, for a side that is told nowhere
_ACTIVE = {"script", "foreignObject", "iframe", "use", "image", "animate", "set", "handler"}
_LINK = re.compile(r"(?i)url\(\s*['\"]?(?!#)|@import|expression\(")
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:[eE][+-]?\d+)?)(px|pt|pc|mm|cm|in)?\s*")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 9.6 / 2.54, "cm": 96 / 2.54}
_PIXELS["in"] = 96.0  # CSS Values and Units 4, section 6.2


def svg_fault(content: bytes) -> str:
    """Return what keeps an SVG from being a logo: what is damaged, active or elsewhere; or ''."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return "it declares a document type; save it as plain SVG"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "it is not written in UTF-8; save it so"
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - no entity is declared in it
    except (ElementTree.ParseError, ValueError):
        return "it is no well-formed SVG"
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        return "it is no SVG"
    for element, depth in _elements(root):
        if depth > _DEEPEST:
            return f"its parts stand within each other more than {_DEEPEST} deep"
        if fault := _element_fault(element):
            return fault
    return ""


def _elements(root: Element) -> Iterator[tuple[Element, int]]:
    """Yield all elements, each with how many it stands in."""
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        yield element, depth
        waiting += [(one, depth + 1) for one in reversed(element)]


def _element_fault(element: Element) -> str:
    name = str(element.tag).rpartition("}")[2]
    if name in _ACTIVE:
        return f"it holds <{name}>; a logo is shapes alone"
    texts = [element.text or "", element.tail or "", *element.attrib.values()]
    if any(_LINK.search(one) for one in texts) or any(
        key.rpartition("}")[2] == "href" and not value.startswith("#")
        for key, value in element.attrib.items()
    ):
        return "it asks for something from elsewhere"
    if any(key.lower().startswith("on") for key in element.attrib):
        return "it holds script"
    return ""


def svg_size(content: bytes) -> tuple[float, float]:
    """Return width and height of an SVG without a fault, in pixels of CSS (96 to the inch).

    A side that its attributes tell in no length is that of its ``viewBox``.
    """
    root = ElementTree.fromstring(content.decode("utf-8-sig"))  # noqa: S314 - without a fault
    box = root.get("viewBox", "").replace(",", " ").split()
    wide, high = box[2:] if len(box) == 4 else ("", "")
    return _side(root.get("width", ""), wide), _side(root.get("height", ""), high)


def _side(*lengths: str) -> float:
    told = (_pixels(one) for one in lengths)
    return next((one for one in told if one is not None), _NO_SIZE)


def _pixels(length: str) -> float | None:
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS[found[2]] if found else None
