"""A document as a PDF: the one module that imports the typesetter Typst.

The texts go to the typesetter as data, which its template (``report.typ``) puts in as strings: none
of them is ever read as code. The PDF is tagged (PDF/UA-1) with a language, a title, an outline and
alternative texts, has its fonts in it, and is the same to the byte whenever it is made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mandate.advisory.brand import Brand, unusable_logo
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
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")  # so it names characters that cannot be seen
_ALONE = b'#set document(title: "-")\n#for one in sys.inputs.asked.codepoints() [#one \\ ]'
_LOST = "\ufffd"
_NAMED = 10
_UNSEEN = ("alternative", "to", "content")  # what stands in the file and is not set
_OF_PICTURES = ("failed to decode image", "failed to parse SVG")
_PIECE = 24
_SMALL = ("appendix", "receipt")  # sections in smaller type
_WIDTHS = {"range": 88}  # of charts, in percent of the column; others take all of it


def render(
    document: Document, drawings: Mapping[str, str], brand: Brand, tell: Callable[[str], None]
) -> bytes:
    """Return the document as a PDF, with the SVG of its figures by their ids; a figure without one
    is told in words. Where no font has a letter, U+FFFD stands for it, and *tell* is told so.

    Raises LayoutError where the typesetter is not installed, a font of the brand is nowhere, or its
    logo cannot be drawn.
    """
    if typst is None:
        message = "a PDF needs the typesetter Typst, which is not installed"
        hint = "pip install 'mandate-risk[report]'"
        raise LayoutError([Fault(Location("<pdf>"), "not-installed", message, hint)])
    data = _data(document, drawings, brand)
    # some script that our fonts lack: those of the machine may have it, or nobody has
    system = _needs_system(brand) or bool(_unknown(data, brand, system=False))
    unknown = _unknown(data, brand, system=True) if system else ""
    if unknown:
        tell(str(_fault(unknown)))
        data = _without(data, str.maketrans(dict.fromkeys(unknown, _LOST)))
    try:
        return _set(data, brand, system=system, standard=_STANDARD)
    except typst.TypstError as error:
        if brand.logo and str(error).startswith(_OF_PICTURES):
            raise unusable_logo(brand) from None
        if _NO_LETTER not in str(error):
            raise
        # letters that fonts have, but not joined as they are here: typeset beside each other
        return _set(data, brand, system=True, standard=_WITHOUT_STANDARD)


def _set(data: dict[str, Any], brand: Brand, *, system: bool, standard: str) -> bytes:
    template = Path(__file__).with_name("report.typ").read_bytes()
    given = {"data": json.dumps(data, ensure_ascii=False)}
    return _compiled(template, given, _fonts(brand.fonts, system), standard)


def _compiled(template: bytes, given: dict[str, str], fonts: Any, standard: str) -> bytes:
    compiler = typst.Compiler(template, root=FONTS, font_paths=fonts, sys_inputs=given)
    made: bytes = compiler.compile(format="pdf", pdf_standards=[standard], timestamp=0)
    return made


def _unknown(data: object, brand: Brand, *, system: bool) -> str:
    """Return the characters in data that no font has, in their order: the typesetter is asked, as
    PDF/UA forbids what cannot be displayed and its message names all of it."""
    asked = sorted({one for text in _texts(data) for one in text if not one.isascii()})
    if not asked:
        return ""
    try:
        given = {"asked": "".join(asked)}
        _compiled(_ALONE, given, _fonts(brand.fonts, system), _STANDARD)
    except typst.TypstError as error:
        if _NO_LETTER not in str(error):
            raise
        said = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), error.diagnostic)
        return "".join(one for one in asked if f'`"{one}"` {_NO_LETTER}' in said)
    return ""


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for key, one in data.items():
            if key not in _UNSEEN:
                yield from _texts(one)
    elif isinstance(data, list):
        for one in data:
            yield from _texts(one)


def _without(data: Any, lost: dict[int, str]) -> Any:
    """Return data with a sign in the place of characters that are lost."""
    if isinstance(data, str):
        return data.translate(lost)
    if isinstance(data, dict):
        return {key: one if key in _UNSEEN else _without(one, lost) for key, one in data.items()}
    return [_without(one, lost) for one in data] if isinstance(data, list) else data


def _fault(unknown: str) -> Fault:
    """Return the warning that a document lacks letters."""
    named = ", ".join(f"{one} (U+{ord(one):04X})" for one in unknown[:_NAMED])
    more = f" and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else ""
    message = f"no font, of ours or of this machine, has {named}{more}; {_LOST} stands for each"
    hint = "put a font that has them in a folder, and name that in a brand file: 'fonts: folder:'"
    return Fault(Location("<pdf>"), "no-font", message, hint, "warning")


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
                "width": _WIDTHS.get(block.id.partition("-")[0], 100),
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
