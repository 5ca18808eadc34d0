"""A document as a PDF: the one module that imports the typesetter Typst.

The texts go to the typesetter as data, which its template (``report.typ``) puts in as strings: none
of them is ever read as code. The PDF is tagged (PDF/UA-1) with a language, a title, an outline and
alternative texts, has its fonts in it, and is the same to the byte whenever it is made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mandate.advisory.brand import PLAIN, Brand, unusable_logo
from mandate.advisory.columns import widths
from mandate.advisory.document import (
    Block,
    Document,
    Figure,
    Heading,
    Heat,
    Paragraph,
    Points,
    Section,
    Table,
    Verdict,
    is_long,
    leads,
)
from mandate.errors import Fault, LayoutError, Location, did_you_mean, shortened, visible
from mandate.report.markup import is_of_the_web

try:
    import typst
except ImportError:  # it comes with an extra of its own
    typst = None

FONTS = Path(__file__).with_name("fonts")
SERIF, SANS = "Libertinus Serif", "Roboto"
_STANDARD, _WITHOUT_STANDARD = "ua-1", "1.7"
_NO_LETTER = "could not be displayed"  # what Typst says of a letter that no font has
_OF_PICTURES = ("failed to decode image", "failed to parse SVG")
_PIECE = 24
_SMALL = ("appendix", "receipt")  # sections in smaller type
_WIDTHS = {"range": 88}  # of charts, in percent of the column; others take all of it


def render(document: Document, drawings: Mapping[str, str], brand: Brand = PLAIN) -> bytes:
    """Return the document as a PDF, with the SVG of its figures by their ids; a figure without one
    is told in words.

    Raises LayoutError where the typesetter is not installed, a font of the brand is nowhere, or its
    logo cannot be drawn.
    """
    if typst is None:
        message = "a PDF needs the typesetter Typst, which is not installed"
        hint = "pip install 'mandate-risk[report]'"
        raise LayoutError([Fault(Location("<pdf>"), "not-installed", message, hint)])
    data = json.dumps(_data(document, drawings, brand), ensure_ascii=False)
    # some script that our fonts lack: those of the machine may have it, or nobody has
    ways = [(True, _STANDARD), (True, _WITHOUT_STANDARD)]
    if not _needs_system(brand):
        ways.insert(0, (False, _STANDARD))
    return _set_in_some_way(data, brand, ways)


def _set_in_some_way(data: str, brand: Brand, ways: list[tuple[bool, str]]) -> bytes:
    """Return the PDF in the first of some ways (with the fonts of the machine or without, and to
    which standard) in which no letter is lacking; the last has to do."""
    (system, standard), *others = ways
    try:
        return _set(data, brand, system=system, standard=standard)
    except typst.TypstError as error:
        if brand.logo and str(error).startswith(_OF_PICTURES):
            raise unusable_logo(brand) from None
        if not others or _NO_LETTER not in str(error):
            raise
    return _set_in_some_way(data, brand, others)


def _set(data: str, brand: Brand, *, system: bool, standard: str) -> bytes:
    template = Path(__file__).with_name("report.typ").read_bytes()
    compiler = typst.Compiler(
        template,
        root=FONTS,
        font_paths=_fonts(brand.fonts, system),
        sys_inputs={"data": data},
    )
    made: bytes = compiler.compile(format="pdf", pdf_standards=[standard], timestamp=0)
    return made


@cache
def _fonts(folder: Path | None, system: bool) -> Any:
    paths = [FONTS, folder] if folder else [FONTS]
    return typst.Fonts(include_system_fonts=system, font_paths=paths)


def _needs_system(brand: Brand) -> bool:
    """Return whether the brand names a font that only the machine has.

    Raises LayoutError with each font that not even the machine has.
    """
    wanted = {"text font": brand.text_font, "headings font": brand.heading_font}
    named = {place: name for place, name in wanted.items() if name}
    if _known(named.values(), _fonts(brand.fonts, system=False).families()):
        return False
    families = _fonts(brand.fonts, system=True).families()
    faults = [
        Fault(
            brand.places.get(place, Location("<brand>")),
            "no-font",
            f"the font '{name}' is neither in the folder of the brand nor on this machine",
            did_you_mean(name, families) or "add 'folder:' with its files under 'fonts:'",
        )
        for place, name in named.items()
        if not _known([name], families)
    ]
    if faults:
        raise LayoutError(faults)
    return True


def _known(names: Any, families: list[str]) -> bool:
    return {name.lower() for name in names} <= {one.lower() for one in families}


def _data(document: Document, drawings: Mapping[str, str], brand: Brand) -> dict[str, Any]:
    """Return all that the template puts in."""
    return {
        "kind": _flowing(document.kind),
        "title": _flowing(document.title),
        "short-title": shortened(_flowing(document.title)),
        "lines": [_flowing(one) for one in document.lines],
        "caution": _flowing(document.caution),
        "sections": [_section(one, drawings) for one in document.sections],
        "brand": {
            "firm": _flowing(brand.firm),
            "disclaimer": _flowing(brand.disclaimer),
            "accent": brand.accent,
            "ink": brand.ink,
            "text-fonts": [*filter(None, [brand.text_font]), SERIF, SANS],
            "heading-fonts": [*filter(None, [brand.heading_font]), SANS, SERIF],
            "logo": brand.logo
            and {
                "kind": "jpg" if brand.logo.kind == "jpeg" else brand.logo.kind,
                "content": list(brand.logo.content),
            },
        },
    }


def _flowing(text: str) -> str:
    """Return *text* on one line, with places where very long words may be broken."""
    return " ".join(
        "\u200b".join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))
        for word in visible(text).split()
    )


def _section(section: Section, drawings: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": _flowing(section.title),
        "small": section.id in _SMALL,
        "blocks": [
            _block(one, drawings) | ({"leads": True} if leads(one, after) else {})
            for one, after in zip(section.blocks, [*section.blocks[1:], None], strict=True)
        ],
    }


def _block(block: Block, drawings: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"block": type(block).__name__.lower()}
    match block:
        case Points():
            links = block.links or ("",) * len(block.items)
            return found | {
                "label": _flowing(block.label),
                "numbered": block.numbered,
                "items": [_flowing(one) for one in block.items],
                "links": [_link(one) for one in links],
            }
        case Table():
            return found | _table(block)
        case Heat():
            return found | _heat(block)
        case Figure():
            return found | {
                "caption": _flowing(block.caption),
                "alternative": " ".join(visible(block.alternative).split()),
                "svg": drawings.get(block.id, ""),
                "width": _WIDTHS.get(block.id, 100),
            }
        case Paragraph() | Heading() | Verdict():
            return found | {key: _flowing(text) for key, text in block._asdict().items()}


def _link(address: str) -> dict[str, Any]:
    return {"linked": is_of_the_web(address), "to": address, "shown": _flowing(address)}


def _table(block: Table) -> dict[str, Any]:
    return {
        "caption": _flowing(block.caption),
        "head": [_flowing(one) for one in block.head],
        "rows": [
            {"cells": [_flowing(one) for one in row], "long": is_long(row)} for row in block.rows
        ],
        "numbers": list(block.numbers),
        "widths": widths(block),
    }


def _heat(block: Heat) -> dict[str, Any]:
    return {
        "caption": _flowing(block.caption),
        "most": max(len(levels) for _, levels, _, _ in block.rows),
        "rows": [
            {
                "title": _flowing(title if place else f"{title} ({words})"),
                "levels": [_flowing(one) for one in levels],
                "place": place,
            }
            for title, levels, place, words in block.rows
        ],
    }
